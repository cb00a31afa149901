//! "Invoices with one owner": Nordlicht Pumpen GmbH with Ahrens & Vale, from March to the middle of July 2026.

mod decisions;
mod handover;
mod needs;
mod scope;
mod sessions;
mod work;

use super::{
    cast::Firm,
    stage::{Opening, Stage},
};
use crate::{access::Role, app::App};

pub async fn tell(app: &App, firm: &Firm) -> anyhow::Result<()> {
    let stage = Stage::open(
        app,
        firm,
        Opening {
            at: "2026-03-02 09:00",
            title: "Invoices with one owner",
            client: "Nordlicht Pumpen GmbH",
            starts_on: "2026-03-02",
            ends_on: "2026-07-31",
            deems_acceptance: true,
        },
    )
    .await?;
    stage.at("2026-03-02 09:20").await?;
    stage.seat("lea", "ines", Role::Sponsor).await?;
    stage.seat("ines", "tobias", Role::Lead).await?;
    stage.seat("ines", "meryem", Role::Member).await?;
    stage.seat("ines", "jonas", Role::Member).await?;
    stage.seat("ines", "olaf", Role::Member).await?;
    stage.seat("lea", "claire", Role::Consultant).await?;
    stage.seat("lea", "samir", Role::Consultant).await?;

    needs::wishes(&stage).await?;
    decisions::rehearsal(&stage).await?;
    scope::first_version(&stage).await?;
    work::march_and_april(&stage).await?;
    decisions::approval_limit(&stage).await?;
    scope::second_version(&stage).await?;
    work::may_and_june(&stage).await?;
    work::july(&stage).await
}
