//! The people of the demo's worked example, who are signed in at a click: below the accounts, whose sign-in page offers them.

use sqlx::PgExecutor;
use uuid::Uuid;

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
    /// Their role in the firm.
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

/// Somebody who can be signed in at a click.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DemoPerson {
    pub id: Uuid,
    /// E-mail address; tells who of the cast it is.
    email: String,
}

impl DemoPerson {
    /// The person's part in the story.
    #[must_use]
    pub fn part(&self) -> Option<&'static Cast> {
        CAST.iter().find(|who| who.email == self.email)
    }
}

/// The people of the worked example, the main ones first.
///
/// # Errors
/// When the database fails.
pub async fn people(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<DemoPerson>> {
    let emails: Vec<&str> = CAST.iter().map(|who| who.email).collect();
    sqlx::query_as("select id, email from persons where email = any ($1) order by array_position($1, email)")
        .bind(&emails)
        .fetch_all(db)
        .await
}
