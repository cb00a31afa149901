//! Hansewerk Logistik: just begun; the scope is not yet drafted.

use super::{
    cast::Firm,
    stage::{Feedback, Opening, Stage},
};
use crate::{access::Role, app::App};

/// Tells it.
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
    stage.replies("claire", 1, "The spring is enough to begin with. The winter would help later, for the peaks before Christmas.").await
}
