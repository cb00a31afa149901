//! Handlers.

use std::collections::HashSet;

use axum::{
    extract::State,
    http::{HeaderName, StatusCode},
    response::{IntoResponse, Response},
};
use chrono::SecondsFormat;

use crate::{
    access::needs::Read,
    app::App,
    notices::live::{Reader, Sight},
    web::{Public, Result, Seat, SignedIn},
};

/// Health answers go to machines: the error layer leaves them as they are.
const BARE: (HeaderName, &str) = (HeaderName::from_static("x-tandem-bare"), "1");

/// The process runs.
pub async fn live(_: Public) -> &'static str {
    "live"
}

/// The process can do its work: the database answers, and every worker is at its own.
pub async fn ready(_: Public, State(app): State<App>) -> Response {
    let mut faults: Vec<String> = app
        .watch
        .down()
        .into_iter()
        .map(|(worker, since)| format!("{worker} is down since {}", since.to_rfc3339_opts(SecondsFormat::Secs, true)))
        .collect();
    if let Err(error) = sqlx::query("select 1").execute(&app.db).await {
        tracing::warn!(%error, "not ready");
        faults.push("the database is away".to_owned());
    }
    if faults.is_empty() { "ready".into_response() } else { (StatusCode::SERVICE_UNAVAILABLE, [BARE], faults.join("\n")).into_response() }
}

/// Changes in any of the reader's engagements.
pub async fn stream_all(reader: SignedIn, State(app): State<App>) -> Result {
    let engagements: Vec<uuid::Uuid> =
        sqlx::query_scalar("select engagement_id from seat_holders where person_id = $1").bind(reader.person.id).fetch_all(&app.db).await?;
    let sight = Sight::All(HashSet::from_iter(engagements));
    Ok(app.live.stream(Reader { person: reader.person.id, session: reader.session, sight }).into_response())
}

/// Changes in one engagement.
pub async fn stream_one(seat: Seat<Read>, State(app): State<App>) -> Result {
    let sight = Sight::One(seat.engagement.id);
    Ok(app.live.stream(Reader { person: seat.person.id, session: seat.session, sight }).into_response())
}
