//! What deliverables hold of blockers.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::{model, queries};
use crate::{
    blockers::{Blocker, State, What},
    things::Thing,
};

/// What the records say.
///
/// # Errors
/// When the database fails.
pub async fn blockers(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Blocker>> {
    let states = queries::states(db, engagement).await?.into_iter();
    let blocker = |(number, line, stands): (i32, String, model::State)| {
        let state = match stands {
            model::State::Accepted(_) => State::Ended,
            model::State::DeemedAccepted(_) => State::Warns,
            model::State::Planned | model::State::InWork | model::State::Submitted(_) | model::State::Returned(_) => State::Blocks,
        };
        Blocker { thing: Thing::Deliverable(number).to_string(), state, what: What::Deliverable { line } }
    };
    Ok(states.map(blocker).collect())
}
