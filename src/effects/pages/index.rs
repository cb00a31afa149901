//! All effects and who owns them.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use crate::{
    access::{Ability, needs},
    app::App,
    effects::{self, model::Effect, queries},
    things::Thing,
    web::{Asked, Chrome, Result, Seat, Tab, page},
};

/// Effects on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "effects/index.html")]
struct Index {
    chrome: Chrome,
    engagement: Uuid,
    effects: Vec<Effect>,
    newer: String,
    older: String,
    /// Where one is reported; empty when the reader may not.
    new_url: String,
}

impl Index {
    fn url(&self, effect: &Effect) -> String {
        Thing::Effect(effect.number).url(self.engagement)
    }

    /// "Purchasing, owned by Jonas Petersen".
    fn note(&self, effect: &Effect) -> String {
        match effect.owner() {
            Some(owner) => self.chrome.say("effects-row-owned").with("area", effect.area.as_str()).with("owner", owner).to_string(),
            None => effect.area.clone(),
        }
    }
}

/// The list, the newest first; `?before=N` goes on.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(asked): Asked) -> Result {
    let engagement = seat.engagement.id;
    let before = asked.value("before").parse().ok();
    let mut effects = queries::effects(&app.db, engagement, before, PAGE as i64 + 1).await?;
    let more = effects.len() > PAGE;
    effects.truncate(PAGE);
    let url = effects::url(engagement);
    page(Index {
        chrome: Chrome::seat(&app, &seat, Tab::Feedback),
        older: effects.last().filter(|_| more).map(|last| format!("{url}?before={}", last.number)).unwrap_or_default(),
        newer: before.map(|_| url).unwrap_or_default(),
        new_url: if seat.may(Ability::ReportEffect) { effects::new_url(engagement) } else { String::new() },
        engagement,
        effects,
    })
}
