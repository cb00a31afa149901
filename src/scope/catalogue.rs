//! The front door for other rooms: the services that are agreed.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::{line::Line, queries};

/// The agreed version's services.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Number of the agreed version.
    pub version: i32,
    /// Its services in the order of the document; never empty.
    pub services: Vec<Line>,
}

impl Catalogue {
    /// The service under this key.
    #[must_use]
    pub fn service(&self, key: &str) -> Option<&Line> {
        self.services.iter().find(|line| line.key == key)
    }
}

/// What is agreed in an engagement; none before a first version is. One statement.
///
/// # Errors
/// When the database fails.
pub async fn agreed_services(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Option<Catalogue>> {
    Ok(queries::agreed_services(db, engagement).await?.map(|(version, services)| Catalogue { version, services }))
}
