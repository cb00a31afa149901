//! Stadtwerke Elmshorn: in delivery and late. The date of its go-live has passed, two gates block, three turns of the
//! client are overdue.

use super::{
    cast::Firm,
    stage::{Deliverable, Feedback, Milestone, Opening, Seen, Service, Stage, Topic},
};
use crate::{access::Role, app::App};

const SERVICES: [Service; 2] = [
    Service {
        title: "Meter readings by photograph",
        text: "Customers send a photograph; the reading is taken from it and checked.",
        criteria: &["Nine of ten photographs are read without help", "A doubtful reading is put before a clerk"],
        days: 15,
        price_minor: 1_950_000,
        due_on: "2026-06-19",
        needs: &[],
    },
    Service {
        title: "Move-ins and move-outs",
        text: "One form for both ends of a tenancy.",
        criteria: &["A change of tenant takes one form", "Deposits are settled within ten days"],
        days: 10,
        price_minor: 1_300_000,
        due_on: "2026-06-30",
        needs: &[],
    },
];

pub async fn tell(app: &App, firm: &Firm) -> anyhow::Result<()> {
    let stage = Stage::open(
        app,
        firm,
        Opening {
            at: "2026-04-07 09:00",
            title: "Meter readings in one step",
            client: "Stadtwerke Elmshorn",
            starts_on: "2026-04-07",
            ends_on: "2026-08-28",
            // Its review stays a reminder: nothing is deemed accepted here.
            deems_acceptance: false,
        },
    )
    .await?;
    stage.seat("lea", "birte", Role::Sponsor).await?;
    stage.seat("birte", "henning", Role::Lead).await?;
    stage.seat("birte", "aylin", Role::Member).await?;
    stage.seat("lea", "claire", Role::Consultant).await?;
    agreed(&stage).await?;
    delivered(&stage).await?;
    unanswered(&stage).await
}

async fn agreed(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-04-13 10:00").await?;
    let version = stage.begins_draft("claire").await?;
    for service in &SERVICES {
        stage.adds_service("claire", version, service).await?;
    }
    stage.adds_exclusion("claire", version, "Meters themselves", "Exchange and calibration stay with the network operator.").await?;
    stage.adds_duty("claire", version, "A thousand photographs", "Of all kinds of meters, by the end of April.").await?;
    stage.proposes("lea", version).await?;
    stage.at("2026-04-15 09:30").await?;
    stage.signs_scope("lea", version).await?;
    stage.at("2026-04-16 16:40").await?;
    stage.signs_scope("birte", version).await
}

async fn delivered(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-04-20 09:00").await?;
    stage.plans_deliverable("claire", Deliverable { title: "Pilot report", line: "S1", due_on: "2026-05-28", criteria: &[1] }).await?;
    stage
        .plans_deliverable("claire", Deliverable { title: "Reading service", line: "S1", due_on: "2026-06-19", criteria: &[1, 2] })
        .await?;
    stage.plans_deliverable("claire", Deliverable { title: "Tenancy form", line: "S2", due_on: "2026-06-30", criteria: &[1, 2] }).await?;
    stage
        .plans_topic(
            "claire",
            Topic {
                title: "Doubtful readings",
                text: "A photograph that cannot be read, or a reading that cannot be true.",
                line: "S1",
                critical: true,
                people: 1,
                runbook: "runbook-doubtful-readings.pdf",
            },
        )
        .await?;
    stage
        .plans_milestone(
            "lea",
            Milestone {
                title: "Pilot",
                agreement: "From 29 May 2026 two streets send photographs.",
                at: "2026-05-29 12:00",
                owner: "henning",
                topics: &[],
                deliverables: &[1],
            },
        )
        .await?;
    stage
        .plans_milestone(
            "lea",
            Milestone {
                title: "Go-live",
                agreement: "From 7 July 2026 Stadtwerke Elmshorn takes readings from photographs without assistance from Ahrens & Vale.",
                at: "2026-07-07 12:00",
                owner: "henning",
                topics: &[1],
                deliverables: &[2, 3],
            },
        )
        .await?;
    stage.at("2026-05-27 15:00").await?;
    stage.starts("claire", 1).await?;
    stage.submits("claire", 1, "Two streets, 100 photographs, 92 of them read without help.", &[]).await?;
    stage.at("2026-05-28 11:20").await?;
    stage.accepts("henning", 1).await?;
    stage.at("2026-05-29 10:00").await?;
    stage.signs_milestone("lea", 1).await?;
    stage.signs_milestone("birte", 1).await?;
    stage.at("2026-06-01 09:00").await?;
    stage.starts("claire", 2).await?;
    stage.at("2026-06-18 16:00").await?;
    stage.submits("claire", 2, "Nineteen of twenty kinds of meters are read; doubtful ones are put before a clerk.", &[]).await?;
    stage.at("2026-06-24 11:00").await?;
    stage.accepts("henning", 2).await?;
    stage.at("2026-06-25 09:00").await?;
    stage.starts("claire", 3).await?;
    stage.at("2026-06-26 12:00").await?;
    stage.observes("claire", Seen::of(1, "aylin", "together", "2026-06-26", "Twenty doubtful readings of the pilot.")).await?;
    stage.at("2026-06-30 14:00").await?;
    stage.submits("claire", 3, "The form, with the settlement of deposits behind it.", &[]).await?;
    stage.at("2026-07-02 12:00").await?;
    stage
        .observes("claire", Seen::of(1, "aylin", "supervised", "2026-07-02", "Eleven doubtful readings, by the runbook.").by_runbook())
        .await
}

async fn unanswered(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-03 10:00").await?;
    stage
        .raises(
            "claire",
            Feedback {
                kind: "question",
                about: "S2",
                text: "Who settles the deposit when the tenant has died?",
                blocking: false,
                to: None,
            },
        )
        .await?;
    stage.at("2026-07-06 15:30").await?;
    stage
        .raises(
            "lea",
            Feedback {
                kind: "concern",
                about: "M2",
                text: "Nobody has had time to learn the doubtful readings alone. Can Aylin be freed for two days?",
                blocking: false,
                to: Some("birte"),
            },
        )
        .await?;
    stage.clock_looks("2026-07-06 17:01").await?;
    stage.clock_looks("2026-07-07 17:01").await?;
    stage.at("2026-07-14 18:00").await
}
