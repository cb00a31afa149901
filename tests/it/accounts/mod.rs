//! Coming in, going out, and the links that open something once.

mod account;
mod invitation;
mod reset;
mod sign_in;

use axum::{body::Body, http::Request};
use tandem::{app::App, base::token::Token};
use uuid::Uuid;

use crate::support::{Actor, Page, World};

pub const PASSWORD: &str = "three herons over Kiel";

/// Gives somebody a password.
pub async fn has_password(who: &Actor, password: &str) {
    let hash = who.app.limits.passwords.hash(password).await.unwrap();
    sqlx::query("update persons set password_hash = $2 where id = $1").bind(who.id).bind(hash).execute(&who.app.db).await.unwrap();
}

/// Somebody at a browser that keeps the cookie of this answer.
pub fn signed_in_by(page: &Page, app: &App) -> Actor {
    let value = cookie(page, "tandem").unwrap_or_else(|| panic!("{}: {} nobody was signed in: {}", page.request, page.status, page.text()));
    Actor { token: Some(value), ..Actor::anonymous(app) }
}

/// The value of a cookie that this answer sets.
fn cookie(page: &Page, name: &str) -> Option<String> {
    page.cookies.iter().find_map(|cookie| {
        let (key, rest) = cookie.split_once('=')?;
        (key == name).then(|| rest.split(';').next().unwrap_or_default().to_owned())
    })
}

pub async fn signs_in(app: &App, email: &str, password: &str) -> Page {
    Actor::anonymous(app).posts("/sign-in", &[("email", email), ("password", password)]).await
}

/// A sign-in form sent by a browser that keeps this cookie.
async fn signs_in_keeping(app: &App, cookie: &str, email: &str, password: &str) -> Page {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs([("email", email), ("password", password)]).finish();
    let request = Request::post("/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie)
        .body(Body::from(body))
        .unwrap();
    Actor::anonymous(app).send(request).await
}

async fn count(app: &App, query: &'static str, id: Uuid) -> i64 {
    sqlx::query_scalar(query).bind(id).fetch_one(&app.db).await.unwrap()
}

async fn sessions(who: &Actor) -> i64 {
    count(&who.app, "select count(*) from sign_in_sessions where person_id = $1", who.id).await
}

/// Kinds of the events of an organization.
async fn recorded(w: &World, organization: Uuid) -> Vec<String> {
    sqlx::query_scalar("select kind from organization_events where organization_id = $1 order by number")
        .bind(organization)
        .fetch_all(&w.app.db)
        .await
        .unwrap()
}

/// Invites somebody into the world's engagement.
async fn invited(w: &World, email: &str, side: &str, role: &str) -> Token {
    let link = Token::random();
    sqlx::query(
        "insert into invitations (engagement_id, number, token_hash, email, name, side, role, function, invited_by, invited_at, expires_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, 'Jonas Petersen', $4, $5, 'Purchasing', $6, $7, $7 + interval '14 days'
         from invitations where engagement_id = $1",
    )
    .bind(w.engagement)
    .bind(link.hash().as_slice())
    .bind(email)
    .bind(side)
    .bind(role)
    .bind(w.ines.id)
    .bind(w.app.clock.now())
    .execute(&w.app.db)
    .await
    .unwrap();
    link
}
