//! The days side by side, and what they did elsewhere.

use crate::demo::story::stage::{Effect, Help, Setting, Stage, Told};

/// Rules, found on real exceptions.
pub async fn real_exceptions(stage: &Stage) -> anyhow::Result<i32> {
    stage.at("2026-04-14 13:10").await?;
    stage
        .logs_session(
            "samir",
            "Rules on real exceptions",
            Told {
                setting: Setting {
                    place: "Accounts payable office",
                    on: "2026-04-14",
                    from: "09:00",
                    to: "12:30",
                    people: &["samir", "meryem", "tobias"],
                    topics: &[],
                },
                changed: "Rules for price, quantity and rounding, each tried on the invoices that had stopped in March.",
                outcome: "32 real exceptions; Meryem led 9, Samir watched.",
                steps: &[("Put together the freight invoices of March", "meryem", "2026-04-17")],
            },
        )
        .await
}

/// The client was there, too.
pub async fn real_exceptions_confirmed(stage: &Stage, session: i32) -> anyhow::Result<()> {
    stage.at("2026-04-14 17:20").await?;
    stage.confirms_session("tobias", session).await
}

/// What Meryem took on.
pub async fn freight_invoices(stage: &Stage, session: i32) -> anyhow::Result<()> {
    stage.at("2026-04-16 16:20").await?;
    stage.does_step("meryem", session, 1, "Three carriers bill monthly; they are in a folder of their own.").await
}

/// The first Wednesday after go-live.
pub async fn first_live_wednesday_planned(stage: &Stage) -> anyhow::Result<i32> {
    stage.at("2026-06-05 14:00").await?;
    stage
        .plans_session(
            "samir",
            "First live Wednesday",
            FIRST_LIVE,
            "- Every exception is cleared by whoever will clear it later\n- Help only when asked, and each help is written down",
        )
        .await
}

const FIRST_LIVE: Setting = Setting {
    place: "Accounts payable office",
    on: "2026-06-10",
    from: "08:30",
    to: "16:30",
    people: &["samir", "meryem", "tobias"],
    topics: &[1, 2, 4, 5],
};

/// It begins.
pub async fn first_live_wednesday_begun(stage: &Stage, session: i32) -> anyhow::Result<()> {
    stage.at("2026-06-10 08:30").await?;
    stage.begins_session("samir", session).await
}

/// How it was, and the client's word on that.
pub async fn first_live_wednesday(stage: &Stage, session: i32) -> anyhow::Result<()> {
    stage.at("2026-06-10 17:10").await?;
    stage
        .records_session(
            "samir",
            session,
            Told { setting: FIRST_LIVE, changed: "", outcome: "First live Wednesday: 141 invoices, 11 exceptions, 4 assists.", steps: &[] },
        )
        .await?;
    stage.at("2026-06-11 08:45").await?;
    stage.confirms_session("tobias", session).await
}

/// What the new intake did in purchasing: an effect elsewhere, told as a concern first.
pub async fn order_confirmations(stage: &Stage, feedback: i32) -> anyhow::Result<()> {
    stage.at("2026-06-09 12:05").await?;
    let effect = stage
        .reports_effect(
            "jonas",
            Effect {
                area: "Purchasing",
                text: "Order confirmations now reach purchasing twice.",
                severity: "A nuisance: everybody looks at each one twice.",
                since: "2026-06-09",
                seen_by: "jonas",
                touches: "X5",
                feedback,
            },
        )
        .await?;
    stage.at("2026-06-09 15:30").await?;
    stage.acknowledges_effect("tobias", effect, "jonas").await
}

/// The second day of the week without help.
pub async fn unaided_week_planned(stage: &Stage) -> anyhow::Result<i32> {
    stage.at("2026-07-13 09:10").await?;
    stage
        .plans_session("samir", "Unaided week, day 2", SECOND_DAY, "Samir watches and writes down; nobody asks him unless work would stop.")
        .await
}

const SECOND_DAY: Setting = Setting {
    place: "Accounts payable office",
    on: "2026-07-14",
    from: "09:00",
    to: "16:00",
    people: &["samir", "meryem", "tobias"],
    topics: &[5],
};

/// How it was; the client has yet to say so. And what comes next.
pub async fn unaided_week(stage: &Stage, session: i32) -> anyhow::Result<()> {
    stage.at("2026-07-14 09:00").await?;
    stage.begins_session("samir", session).await?;
    stage.at("2026-07-14 16:20").await?;
    let text = "Unaided week, day 2: an XML without an order number.";
    stage.assists("samir", Help { topic: 5, helped: "meryem", minutes: 25, on: "2026-07-14", text, session: Some(session) }).await?;
    stage.at("2026-07-14 16:40").await?;
    stage
        .records_session(
            "samir",
            session,
            Told {
                setting: SECOND_DAY,
                changed: "",
                outcome: "Unaided week, day 2: one assist, XML without order number.",
                steps: &[("Write the XML without an order number into the runbook", "samir", "2026-07-20")],
            },
        )
        .await?;
    stage.at("2026-07-14 17:05").await?;
    stage
        .plans_session(
            "claire",
            "Failed XML, once more",
            Setting {
                place: "Accounts payable office",
                on: "2026-07-22",
                from: "09:00",
                to: "11:30",
                people: &["claire", "samir", "meryem", "tobias", "olaf"],
                topics: &[2, 5],
            },
            "- The files that failed in the unaided week, by the runbook\n- Approval limits: Meryem changes one, Tobias watches",
        )
        .await?;
    Ok(())
}
