//! What every request passes through: numbers, error pages, what was typed.

use axum::{body::Body, http::Request};
use uuid::Uuid;

use crate::support::{World, world};

/// From here on the feedback pages break.
async fn feedback_breaks(w: &World) {
    sqlx::query("alter table feedback_entries rename to lost").execute(&w.app.db).await.unwrap();
}

#[tokio::test]
async fn an_incident_has_a_number_of_our_own() {
    let w = world().await;
    feedback_breaks(&w).await;
    let request = Request::get(w.at("/feedback")).header("x-request-id", "somebody-elses").body(Body::empty()).unwrap();
    let page = w.ines.send(request).await.is(500).sees_not("somebody-elses");
    let number: Uuid = page.all("main code").concat().parse().unwrap();
    assert!(!number.is_nil());
}
