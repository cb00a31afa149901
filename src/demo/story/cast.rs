//! The people and firms of the story.

use anyhow::Context;
use uuid::Uuid;

use super::stage::{self, at};
use crate::app::App;

/// Somebody of the story.
#[derive(Clone, Copy, Debug)]
pub struct Cast {
    /// How the story calls them.
    pub handle: &'static str,
    /// E-mail address.
    pub email: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Organization and role, for the list of sign-ins.
    pub role: &'static str,
    /// What they do at home.
    pub function: &'static str,
    /// Key of what they do in the demo, for the main three.
    pub task: Option<&'static str>,
}

const fn cast(handle: &'static str, email: &'static str, name: &'static str, role: &'static str, function: &'static str) -> Cast {
    Cast { handle, email, name, role, function, task: None }
}

const fn main(cast: Cast, task: &'static str) -> Cast {
    Cast { task: Some(task), ..cast }
}

/// Everybody, the three main people first.
pub const CAST: [Cast; 12] = [
    main(cast("ines", "ines.brandt@nordlicht.example", "Ines Brandt", "Nordlicht Pumpen, sponsor", "Head of Finance"), "demo-task-client"),
    main(
        cast("samir", "samir.haddad@ahrens-vale.example", "Samir Haddad", "Ahrens & Vale, consultant", "Consultant on site"),
        "demo-task-consultant",
    ),
    main(cast("lea", "lea.ahrens@ahrens-vale.example", "Lea Ahrens", "Ahrens & Vale, manager", "Managing partner"), "demo-task-manager"),
    cast("tobias", "tobias.lenz@nordlicht.example", "Tobias Lenz", "Nordlicht Pumpen, lead", "Accounts payable lead"),
    cast("meryem", "meryem.kaya@nordlicht.example", "Meryem Kaya", "Nordlicht Pumpen, member", "Accounts payable clerk"),
    cast("jonas", "jonas.petersen@nordlicht.example", "Jonas Petersen", "Nordlicht Pumpen, member", "Purchasing"),
    cast("olaf", "olaf.ritter@nordlicht.example", "Olaf Ritter", "Nordlicht Pumpen, member", "IT"),
    cast("claire", "claire.vale@ahrens-vale.example", "Claire Vale", "Ahrens & Vale, consultant", "Lead consultant"),
    cast("frauke", "frauke.jessen@hansewerk.example", "Frauke Jessen", "Hansewerk Logistik, sponsor", "Head of Operations"),
    cast("birte", "birte.claasen@stadtwerke-elmshorn.example", "Birte Claasen", "Stadtwerke Elmshorn, sponsor", "Commercial director"),
    cast("henning", "henning.voss@stadtwerke-elmshorn.example", "Henning Voss", "Stadtwerke Elmshorn, lead", "Head of billing"),
    cast("aylin", "aylin.demir@stadtwerke-elmshorn.example", "Aylin Demir", "Stadtwerke Elmshorn, member", "Billing clerk"),
];

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
    /// Lea.
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
