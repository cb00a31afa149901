//! What a change finds around it when it has locked its engagement: one statement.

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    access::Role,
    db::unreadable,
    turns::{
        model::Promises,
        queries::{PROMISES, PromisesRow},
    },
};

/// Who sits there, what was promised, when something last happened.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// When the last thing happened; none: nothing has.
    pub last_at: Option<DateTime<Utc>>,
    /// The promises of both sides with their calendars.
    pub promises: Promises,
    seated: Vec<(Uuid, Role)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    last_at: Option<DateTime<Utc>>,
    #[sqlx(flatten)]
    promises: PromisesRow,
    seated: Json<Vec<(Uuid, String, String)>>,
}

impl Surroundings {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails or holds what cannot be.
    pub async fn read(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Surroundings> {
        let row: Row = sqlx::query_as(AssertSqlSafe(format!(
            "select (select at from events where engagement_id = e.id and number = e.event_count) as last_at, {PROMISES},
                    (select coalesce(json_agg(json_build_array(h.person_id, h.side, h.role)), '[]') from seat_holders h
                     where h.engagement_id = $1) as seated
             from engagements e
             join organizations c on c.id = e.client_id
             join organizations p on p.id = e.provider_id
             where e.id = $1"
        )))
        .bind(engagement)
        .fetch_one(db)
        .await?;
        let seat = |(person, side, role): (Uuid, String, String)| {
            let side = side.parse().map_err(unreadable)?;
            Ok((person, Role::of(side, &role).map_err(unreadable)?))
        };
        let seated: sqlx::Result<Vec<_>> = row.seated.0.into_iter().map(seat).collect();
        Ok(Surroundings { last_at: row.last_at, promises: row.promises.into_promises()?, seated: seated? })
    }

    /// Everybody who sits there.
    pub fn seated(&self) -> impl Iterator<Item = (Uuid, Role)> {
        self.seated.iter().copied()
    }

    /// In which roles a person sits there.
    pub fn seats(&self, person: Uuid) -> impl Iterator<Item = Role> {
        self.seated().filter(move |(who, _)| *who == person).map(|(_, role)| role)
    }
}
