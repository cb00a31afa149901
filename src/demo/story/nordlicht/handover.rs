//! Topics, evidence and milestones. On 15 July the ladder reads (Meryem / Tobias / Olaf): T1 5/4/–, T2 3/4/2, T3 4/4/–,
//! T4 3/4/–, T5 2/3/3.

use super::sessions;
use crate::demo::story::stage::{Help, Milestone, Seen, Stage, Topic};

const UNAIDED_WEEK: Milestone = Milestone {
    title: "Unaided week",
    agreement: "From 13 to 17 July 2026 accounts payable works alone; Samir watches and writes down.",
    at: "2026-07-17 17:00",
    owner: "tobias",
    topics: &[],
    deliverables: &[],
};

const HANDOVER: Milestone = Milestone {
    title: "Handover",
    agreement: "From 31 July 2026, 18:00, Nordlicht runs incoming invoices without assistance from Ahrens & Vale. Later requests are new orders.",
    at: "2026-07-31 18:00",
    owner: "tobias",
    topics: &[],
    deliverables: &[],
};

/// All five, as they were agreed at the beginning; what the last two cover is settled later.
pub async fn milestones(stage: &Stage) -> anyhow::Result<()> {
    for milestone in [
        Milestone {
            title: "Design agreed",
            agreement: "From 27 March 2026 the process map is the one that both sides build on.",
            at: "2026-03-27 17:00",
            owner: "tobias",
            topics: &[],
            deliverables: &[1],
        },
        Milestone {
            title: "Go-live",
            agreement: "From 8 June 2026 invoices arrive through the new intake.",
            at: "2026-06-08 17:00",
            owner: "tobias",
            topics: &[],
            deliverables: &[2, 3],
        },
        Milestone {
            title: "Hypercare ends",
            agreement: "From 3 July 2026 Ahrens & Vale is on site on Tuesday and Wednesday only.",
            at: "2026-07-03 17:00",
            owner: "ines",
            topics: &[],
            deliverables: &[4],
        },
        UNAIDED_WEEK,
        HANDOVER,
    ] {
        stage.plans_milestone("lea", milestone).await?;
    }
    Ok(())
}

/// What is handed over.
pub async fn topics(stage: &Stage) -> anyhow::Result<()> {
    for topic in [
        Topic {
            title: "Price mismatch",
            text: "Invoice and order disagree on a price.",
            line: "S6",
            critical: true,
            people: 2,
            runbook: "runbook-price-mismatch.pdf",
        },
        Topic {
            title: "Approval limits",
            text: "Changing who may approve how much, with deputies.",
            line: "S6",
            critical: true,
            people: 2,
            runbook: "runbook-approval-limits.pdf",
        },
        Topic {
            title: "New supplier, duplicates",
            text: "Entering a supplier and finding out that it is there already.",
            line: "S6",
            critical: false,
            people: 1,
            runbook: "runbook-new-supplier.pdf",
        },
        Topic {
            title: "Accrual list",
            text: "What has arrived and is not invoiced at the end of the month.",
            line: "S6",
            critical: false,
            people: 1,
            runbook: "runbook-accrual-list.pdf",
        },
        Topic {
            title: "Failed XML",
            text: "An electronic invoice that cannot be read.",
            line: "S6",
            critical: true,
            people: 2,
            runbook: "runbook-failed-xml.pdf",
        },
    ] {
        stage.plans_topic("samir", topic).await?;
    }
    Ok(())
}

/// First steps.
pub async fn observations_before_go_live(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-06-02 16:00").await?;
    for (topic, who) in [(1, "meryem"), (2, "meryem"), (3, "tobias"), (5, "meryem")] {
        stage.observes("samir", Seen::of(topic, who, "watched", "2026-06-02", "Rehearsal on the invoices of April.")).await?;
    }
    stage.at("2026-06-03 16:30").await?;
    stage.observes("samir", Seen::of(1, "tobias", "together", "2026-06-03", "Five mismatches of April, one by one.")).await
}

/// The weeks after go-live: real cases.
pub async fn observations_in_june(stage: &Stage, first_live: i32) -> anyhow::Result<()> {
    stage.at("2026-06-10 16:45").await?;
    for (topic, helped, minutes) in [(1, "tobias", 20), (2, "meryem", 35), (4, "tobias", 15), (5, "meryem", 40)] {
        let text = "First live Wednesday: 141 invoices, 11 exceptions, 4 assists.";
        stage.assists("samir", Help { topic, helped, minutes, on: "2026-06-10", text, session: Some(first_live) }).await?;
    }
    for seen in [
        Seen::real(1, "meryem", "alone", "2026-06-09", "Three mismatches of pump housings."),
        Seen::real(1, "meryem", "alone", "2026-06-10", "Seven mismatches, two with the supplier on the telephone.").by_runbook(),
        Seen::real(1, "tobias", "alone", "2026-06-10", "Two mismatches of castings."),
        Seen::real(3, "meryem", "alone", "2026-06-10", "Two new suppliers, one of them a duplicate."),
        Seen::real(3, "tobias", "alone", "2026-06-10", "Three new suppliers.").by_runbook(),
    ] {
        stage.observes("samir", seen).await?;
    }
    sessions::first_live_wednesday(stage, first_live).await?;
    stage.at("2026-06-11 16:20").await?;
    for seen in [
        Seen::real(1, "tobias", "alone", "2026-06-11", "The freight mismatch of the month."),
        Seen::real(3, "meryem", "alone", "2026-06-11", "A supplier under a new name."),
        Seen::real(3, "tobias", "alone", "2026-06-11", "Two suppliers from Austria."),
        Seen::real(4, "tobias", "alone", "2026-06-11", "The accrual list of May."),
        Seen::real(2, "tobias", "alone", "2026-06-11", "Deputies for the holidays."),
    ] {
        stage.observes("samir", seen).await?;
    }
    stage.at("2026-06-15 16:30").await?;
    for seen in [
        Seen::real(4, "tobias", "alone", "2026-06-15", "Late deliveries for the accrual list, by the runbook.").by_runbook(),
        Seen::real(2, "tobias", "alone", "2026-06-15", "A new limit for purchasing, rehearsed first.").by_runbook(),
        Seen::of(4, "meryem", "supervised", "2026-06-15", "Accruals of May, a second time."),
        Seen::of(2, "meryem", "supervised", "2026-06-15", "A deputy for a week.").by_runbook(),
        Seen::of(5, "olaf", "supervised", "2026-06-15", "Four files that failed, by the runbook.").by_runbook(),
        Seen::of(5, "tobias", "supervised", "2026-06-15", "Two files that failed, by the runbook.").by_runbook(),
    ] {
        stage.observes("samir", seen).await?;
    }
    // The migration report waits for its review.
    stage.clock_looks("2026-06-15 17:01").await?;
    stage.at("2026-06-16 10:30").await?;
    for (topic, who) in [(1, "meryem"), (1, "tobias"), (3, "meryem"), (3, "tobias"), (4, "tobias"), (2, "tobias")] {
        stage.attests("ines", topic, who).await?;
        stage.attests("claire", topic, who).await?;
    }
    // The review window of the migration report runs out unused; a second one begins, and runs out, too.
    stage.clock_looks("2026-06-16 17:01").await?;
    stage.clock_looks("2026-06-23 17:01").await?;
    stage.at("2026-06-30 16:20").await?;
    stage.observes("samir", Seen::real(4, "tobias", "alone", "2026-06-30", "The accrual list of June.")).await
}

/// What the unaided week and the handover cover, once the topics are known.
pub async fn covers(stage: &Stage) -> anyhow::Result<()> {
    stage.changes_milestone("lea", 4, Milestone { topics: &[3, 4], deliverables: &[3], ..UNAIDED_WEEK }).await?;
    stage.changes_milestone("lea", 5, Milestone { topics: &[1, 2, 3, 4, 5], deliverables: &[1, 2, 3, 4], ..HANDOVER }).await
}

/// The handover takes the runbook, too.
pub async fn covers_runbook(stage: &Stage) -> anyhow::Result<()> {
    stage.changes_milestone("lea", 5, Milestone { topics: &[1, 2, 3, 4, 5], deliverables: &[1, 2, 3, 4, 5], ..HANDOVER }).await
}

/// The last steps up the ladder: four levels in the twenty business days before the demo begins.
pub async fn observations_in_july(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-08 16:30").await?;
    stage.observes("samir", Seen::real(3, "meryem", "alone", "2026-07-08", "Four suppliers of the new plant.")).await?;
    stage.observes("samir", Seen::of(2, "olaf", "together", "2026-07-08", "Where the limits are kept.")).await?;
    stage.at("2026-07-09 11:30").await?;
    stage
        .observes("samir", Seen::taught(1, "meryem", "tobias", "2026-07-09", "Meryem showed Tobias her way through price mismatches."))
        .await?;
    stage.observes("samir", Seen::of(5, "meryem", "together", "2026-07-09", "Three files that failed, side by side.")).await
}
