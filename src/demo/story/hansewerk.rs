//! Hansewerk Logistik: just begun; the scope is not yet drafted.

use super::{
    cast::Firm,
    stage::{Feedback, Opening, Question, Restated, Stage},
};
use crate::{access::Role, app::App};

pub async fn tell(app: &App, firm: &Firm) -> anyhow::Result<()> {
    let stage = Stage::open(
        app,
        firm,
        Opening {
            at: "2026-07-01 10:00",
            title: "Loading bays without waiting",
            client: "Hansewerk Logistik",
            starts_on: "2026-07-01",
            ends_on: "2026-12-18",
            deems_acceptance: true,
        },
    )
    .await?;
    stage.at("2026-07-01 10:10").await?;
    stage.seat("lea", "frauke", Role::Sponsor).await?;
    stage.seat("lea", "claire", Role::Consultant).await?;
    stage.at("2026-07-08 15:00").await?;
    stage
        .wishes(
            "frauke",
            "2026-07-08",
            "At the gate, between two lorries",
            &["Drivers should know where to go.", "Nobody at the gate should need a telephone.", "The morning peak has to go."],
        )
        .await?;
    stage.at("2026-07-09 14:30").await?;
    stage
        .raises(
            "frauke",
            Feedback {
                kind: "question",
                about: "",
                text: "Do you need the gate protocols of the winter, too, or is the spring enough?",
                blocking: false,
                to: Some("claire"),
            },
        )
        .await?;
    stage.at("2026-07-10 09:05").await?;
    stage.replies("claire", 1, "The spring is enough to begin with. The winter would help later, for the peaks before Christmas.").await?;
    stage.at("2026-07-13 10:00").await?;
    stage
        .restates(
            "claire",
            1,
            Restated {
                understanding: "A driver learns the bay and the time before reaching the gate, in a language they read.",
                why: "Four in ten drivers ask at the gate, and the queue behind them waits.",
                measure: "Drivers who ask at the gate",
                baseline: "Four in ten",
                target: "One in twenty",
            },
        )
        .await?;
    stage.at("2026-07-14 09:15").await?;
    let what = stage
        .asks(
            "claire",
            Question {
                kind: "what",
                question: "With which drivers do we try it first?",
                background: "The trial runs for four weeks at bays 7 and 8.",
                options: &["Those of our own fleet", "Those of the three largest carriers", "Whoever comes to bays 7 and 8"],
                of: "frauke",
                due_on: "2026-07-17",
            },
        )
        .await?;
    stage.at("2026-07-14 09:25").await?;
    stage
        .advises("claire", what, 2, "They come every day, so the habit forms within the trial, and they are half of the morning peak.")
        .await
}
