//! The people and firms of the story.

use anyhow::Context;
use uuid::Uuid;

use super::stage::{self, at};
use crate::{
    app::App,
    cast::{CAST, Cast},
};

/// Looks somebody up by the name the story gives them.
///
/// # Errors
/// When the story has no such person.
pub fn named(handle: &str) -> anyhow::Result<&'static Cast> {
    CAST.iter().find(|who| who.handle == handle).with_context(|| format!("the story has no {handle}"))
}

/// The provider, and the manager who opens its engagements.
pub struct Firm {
    /// Ahrens & Vale.
    pub provider: Uuid,
    pub lea: Uuid,
}

/// Public holidays of 2026 in Schleswig-Holstein, where all four firms work.
const HOLIDAYS: [(&str, &str); 10] = [
    ("2026-01-01", "Neujahr"),
    ("2026-04-03", "Karfreitag"),
    ("2026-04-06", "Ostermontag"),
    ("2026-05-01", "Tag der Arbeit"),
    ("2026-05-14", "Christi Himmelfahrt"),
    ("2026-05-25", "Pfingstmontag"),
    ("2026-10-03", "Tag der Deutschen Einheit"),
    ("2026-10-31", "Reformationstag"),
    ("2026-12-25", "Erster Weihnachtstag"),
    ("2026-12-26", "Zweiter Weihnachtstag"),
];

/// Enters the provider, and Lea, who begins everything.
pub async fn enter(app: &App) -> anyhow::Result<Firm> {
    at(app, "2026-02-23 09:00").await?;
    let (provider, lea) = stage::first_administrator(app, "Ahrens & Vale", named("lea")?).await?;
    holidays(app, provider).await?;
    Ok(Firm { provider, lea })
}

/// Enters an organization's holidays.
pub async fn holidays(app: &App, organization: Uuid) -> anyhow::Result<()> {
    for (day, name) in HOLIDAYS {
        stage::holiday(app, organization, day.parse()?, name).await?;
    }
    Ok(())
}
