//! All wishes and what became of them.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use crate::{
    access::{Ability, Side, needs},
    app::App,
    base::format,
    discovery::{
        self,
        model::{Figures, Need},
        queries,
    },
    web::{Asked, Chrome, Result, Seat, Tab, page},
};

/// Wishes on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "discovery/index.html")]
struct Index {
    chrome: Chrome,
    engagement: Uuid,
    needs: Vec<Need>,
    figures: Figures,
    next: String,
    first: String,
    /// Where wishes are stated; empty when the reader may not.
    new_url: String,
    /// Whether the reader sits on the client's side, whose words are asked for.
    is_client: bool,
}

impl Index {
    fn url(&self, need: &Need) -> String {
        discovery::need_url(self.engagement, need.number)
    }

    /// "Nordlicht's turn"; empty when nobody has to move.
    fn turn(&self, need: &Need) -> String {
        let said = |side: Side| self.chrome.say("needs-turn").with("party", self.chrome.party(&side)).to_string();
        need.waits_on().map(said).unwrap_or_default()
    }

    /// How long understanding took; empty before the first confirmation.
    fn took(&self) -> String {
        let (Some(rounds), Some(days)) = (self.figures.rounds_tenths, self.figures.days_tenths) else { return String::new() };
        let decimal = |tenths| format::decimal(self.chrome.language, tenths);
        self.chrome.say("needs-figures-took").with("rounds", decimal(rounds)).with("days", decimal(days)).to_string()
    }
}

/// The list, by number; `?after=N` goes on.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(asked): Asked) -> Result {
    let engagement = seat.engagement.id;
    let after = asked.value("after").parse().unwrap_or_default();
    let mut needs = queries::needs(&app.db, engagement, after, PAGE as i64 + 1).await?;
    let more = needs.len() > PAGE;
    needs.truncate(PAGE);
    let url = discovery::url(engagement);
    page(Index {
        chrome: Chrome::seat(&app, &seat, Tab::Needs),
        engagement,
        figures: queries::figures(&app.db, engagement).await?,
        next: needs.last().filter(|_| more).map(|last| format!("{url}?after={}", last.number)).unwrap_or_default(),
        first: if after > 0 { url } else { String::new() },
        needs,
        new_url: if seat.may(Ability::StateWish) { discovery::new_url(engagement) } else { String::new() },
        is_client: seat.side() == Side::Client,
    })
}
