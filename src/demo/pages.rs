//! Handlers.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    accounts::{self, Client},
    app::App,
    cast::people,
    error::Error,
    web::{Chrome, FormData, Public, Result, page},
};

#[derive(Template)]
#[template(path = "demo/mails.html")]
struct Mails {
    chrome: Chrome,
    mails: Vec<Mail>,
}

#[derive(sqlx::FromRow)]
struct Mail {
    id: Uuid,
    address: String,
    subject: String,
    body: String,
    sent_at: DateTime<Utc>,
}

/// How many mails the page shows.
const SHOWN: i64 = 50;

/// The mails that the demo would have sent.
pub async fn mails(public: Public, State(app): State<App>) -> Result {
    let mails = sqlx::query_as("select id, address, subject, body, sent_at from demo_mails order by sent_at desc, id desc limit $1")
        .bind(SHOWN)
        .fetch_all(&app.db)
        .await?;
    page(Mails { chrome: Chrome::public(&app, &public), mails })
}

/// Signs one of the demo's people in at a click; the demo goes on in the language in which the visitor reads.
pub async fn sign_in(public: Public, State(app): State<App>, client: Client, FormData(form): FormData) -> Result {
    let chosen: Uuid = form.value("person").parse().map_err(|_| Error::NotFound)?;
    if !people(&app.db).await?.iter().any(|person| person.id == chosen) {
        return Err(Error::NotFound);
    }
    sqlx::query("update persons set language = $2 where id = $1")
        .bind(chosen)
        .bind(public.request.language().as_str())
        .execute(&app.db)
        .await?;
    let cookies = accounts::acts::enter(&app, &client, chosen).await?;
    Ok((StatusCode::SEE_OTHER, cookies, Redirect::to("/")).into_response())
}
