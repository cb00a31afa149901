//! What was delivered, asked and answered.

use super::{handover, needs, scope, sessions};
use crate::demo::story::stage::{Deliverable, Feedback, Stage};

/// The first results.
pub async fn march_and_april(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-03-16 10:00").await?;
    stage
        .plans_deliverable("claire", Deliverable { title: "To-be process map", line: "S1", due_on: "2026-03-27", criteria: &[1, 2, 3] })
        .await?;
    stage.plans_deliverable("claire", Deliverable { title: "Rule book", line: "S3", due_on: "2026-04-24", criteria: &[1, 2, 3] }).await?;
    stage.plans_deliverable("claire", Deliverable { title: "Intake live", line: "S2", due_on: "2026-05-29", criteria: &[1, 2, 3] }).await?;
    stage
        .plans_deliverable("claire", Deliverable { title: "Migration report", line: "S5", due_on: "2026-06-12", criteria: &[1, 2] })
        .await?;
    handover::milestones(stage).await?;
    stage.starts("samir", 1).await?;
    stage.at("2026-03-24 15:00").await?;
    stage
        .submits(
            "samir",
            1,
            "The map as walked through on Tuesday: eleven steps, one owner each. The paper from Flensburg is step 3.",
            &["process-map-v4.pdf"],
        )
        .await?;
    stage.at("2026-03-27 10:20").await?;
    stage.accepts("tobias", 1).await?;
    stage.at("2026-03-27 14:00").await?;
    stage.signs_milestone("lea", 1).await?;
    stage.at("2026-03-27 15:30").await?;
    stage.signs_milestone("ines", 1).await?;

    stage.at("2026-04-13 09:00").await?;
    stage.starts("samir", 2).await?;
    let exceptions = sessions::real_exceptions(stage).await?;
    stage.at("2026-04-14 16:00").await?;
    stage
        .submits(
            "samir",
            2,
            "Rules for price, quantity and rounding, as worked out on 32 real exceptions. *Meryem led nine of them.*",
            &["rule-book-1.pdf"],
        )
        .await?;
    sessions::real_exceptions_confirmed(stage, exceptions).await?;
    stage.at("2026-04-15 10:12").await?;
    let concern = stage
        .raises(
            "meryem",
            Feedback { kind: "concern", about: "D2", text: "The list sorts by supplier; we work by due date.", blocking: false, to: None },
        )
        .await?;
    stage.at("2026-04-15 12:17").await?;
    stage.replies("samir", concern, "You are right. It will sort by due date from tomorrow, with the supplier second.").await?;
    stage.at("2026-04-16 14:05").await?;
    stage.replies("samir", concern, "Changed this morning; please have a look.").await?;
    stage.at("2026-04-16 15:40").await?;
    stage.closes("meryem", concern, "Much better, thank you.").await?;
    sessions::freight_invoices(stage, exceptions).await?;
    stage.at("2026-04-17 11:00").await?;
    stage.returns("tobias", 2, 3, "Freight lines are missing").await?;
    stage.at("2026-04-22 09:30").await?;
    stage
        .submits("samir", 2, "With freight lines: their own tolerance, and the three carriers that bill monthly.", &["rule-book-2.pdf"])
        .await?;
    stage.at("2026-04-24 13:15").await?;
    stage.accepts("tobias", 2).await
}

/// Go-live.
pub async fn may_and_june(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-05-11 17:05").await?;
    let corridor = stage
        .raises(
            "ines",
            Feedback {
                kind: "concern",
                about: "",
                text: "I hear green in the meeting and grumbling in the corridor.",
                blocking: false,
                to: Some("lea"),
            },
        )
        .await?;
    stage.at("2026-05-12 09:40").await?;
    stage
        .replies(
            "lea",
            corridor,
            "Thank you for saying so. Let us ask both teams the same six questions, apart from each other, and compare.",
        )
        .await?;
    stage.at("2026-05-12 10:15").await?;
    handover::topics(stage).await?;
    handover::covers(stage).await?;
    stage.at("2026-05-18 09:00").await?;
    stage.starts("samir", 3).await?;
    stage.at("2026-05-20 11:00").await?;
    let access = stage
        .raises(
            "samir",
            Feedback {
                kind: "question",
                about: "D3",
                text: "Test access is missing; the rehearsal waits.",
                blocking: true,
                to: Some("olaf"),
            },
        )
        .await?;
    stage.at("2026-05-27 09:30").await?;
    stage.replies("olaf", access, "Access is there now; the form had been waiting with me. Sorry.").await?;
    stage.at("2026-05-27 10:00").await?;
    stage.closes("samir", access, "Works. The rehearsal is this afternoon.").await?;
    stage.at("2026-05-27 17:00").await?;
    stage
        .submits("samir", 3, "All three formats are read; the rehearsal covered 212 invoices of April.", &["intake-rehearsal.pdf"])
        .await?;
    stage.at("2026-05-29 12:30").await?;
    stage.accepts("tobias", 3).await?;
    stage.at("2026-06-01 10:00").await?;
    stage.starts("claire", 4).await?;
    handover::observations_before_go_live(stage).await?;
    let first_live = sessions::first_live_wednesday_planned(stage).await?;
    stage.at("2026-06-08 15:00").await?;
    stage.signs_milestone("lea", 2).await?;
    stage.at("2026-06-08 16:10").await?;
    stage.signs_milestone("ines", 2).await?;
    stage.at("2026-06-09 10:30").await?;
    stage
        .submits(
            "claire",
            4,
            "640 open items agree with the ledger; 14 duplicate suppliers are listed with a proposal each.",
            &["migration-report.pdf"],
        )
        .await?;
    stage.at("2026-06-09 11:50").await?;
    let twice = stage
        .raises(
            "jonas",
            Feedback { kind: "concern", about: "X5", text: "Order confirmations now reach purchasing twice.", blocking: false, to: None },
        )
        .await?;
    stage.shows("jonas", twice, "order-confirmations.png").await?;
    sessions::order_confirmations(stage, twice).await?;
    sessions::first_live_wednesday_begun(stage, first_live).await?;
    stage.at("2026-06-10 09:15").await?;
    stage
        .replies(
            "claire",
            twice,
            "That comes from the old mailbox rule in purchasing, which is outside the agreed scope (X5). I can show you where it is.",
        )
        .await?;
    stage.at("2026-06-10 10:05").await?;
    stage.closes("jonas", twice, "Found it; we will switch it off ourselves.").await?;
    handover::observations_in_june(stage, first_live).await?;
    scope::payment_proposal(stage).await?;
    scope::approval_on_the_phone(stage).await?;
    stage.at("2026-07-03 11:00").await?;
    stage.signs_milestone("lea", 3).await?;
    stage.at("2026-07-03 12:10").await?;
    stage.signs_milestone("ines", 3).await
}

/// The last weeks before the handover.
pub async fn july(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-06 09:00").await?;
    stage.plans_deliverable("samir", Deliverable { title: "Runbook", line: "S6", due_on: "2026-07-10", criteria: &[1, 2] }).await?;
    stage.plans_deliverable("samir", Deliverable { title: "Transfer record", line: "S6", due_on: "2026-07-24", criteria: &[3] }).await?;
    stage.starts("samir", 5).await?;
    handover::covers_runbook(stage).await?;
    stage.at("2026-07-07 16:00").await?;
    stage.replies("lea", 2, "Asked again today: the index is 84, up from 62. What is not included is clear to both sides now.").await?;
    stage.at("2026-07-08 08:50").await?;
    stage.closes("ines", 2, "The corridor agrees.").await?;
    needs::taken_up_again(stage).await?;
    handover::observations_in_july(stage).await?;
    needs::auditors(stage).await?;
    stage.at("2026-07-10 15:30").await?;
    stage
        .submits(
            "samir",
            5,
            "The runbook by topic: what it looks like, what to do, whom to ask. Rehearsed with Meryem, Tobias and Olaf.",
            &["runbook-1.pdf"],
        )
        .await?;
    let second_day = sessions::unaided_week_planned(stage).await?;
    stage.at("2026-07-13 10:40").await?;
    stage
        .raises(
            "tobias",
            Feedback {
                kind: "request",
                about: "S3",
                text: "Could the payment proposal come out of it as well?",
                blocking: false,
                to: None,
            },
        )
        .await?;
    stage.at("2026-07-13 14:00").await?;
    stage.starts("samir", 6).await?;
    needs::corrected(stage).await?;
    sessions::unaided_week(stage, second_day).await
}
