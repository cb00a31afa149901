//! All changes of an engagement.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use crate::{
    access::{Ability, needs},
    app::App,
    changes::{
        self,
        model::{ChangeRequest, Status},
        queries,
    },
    things::Thing,
    web::{Asked, Choice, Chrome, Form, Result, Seat, Tab, page},
};

/// Changes on a page.
const PAGE: usize = 50;

/// What the list can be narrowed to.
const OPEN: [Status; 3] = [Status::Raised, Status::Assessed, Status::Offered];
const ENDED: [Status; 4] = [Status::Accepted, Status::Declined, Status::Withdrawn, Status::Parked];

#[derive(Template)]
#[template(path = "changes/index.html")]
struct Index {
    chrome: Chrome,
    engagement: Uuid,
    requests: Vec<ChangeRequest>,
    filter: Form,
    states: Vec<Choice>,
    filtered: bool,
    older: String,
    url: String,
    /// Where one is raised; empty when the reader may not.
    new_url: String,
}

impl Index {
    fn request_url(&self, request: &ChangeRequest) -> String {
        Thing::Change(request.number).url(self.engagement)
    }

    fn raised(&self, request: &ChangeRequest) -> String {
        let day = self.chrome.moment_day(&request.raised_at);
        self.chrome.say("changes-raised-by").with("who", request.raised_by.clone()).with("day", day).to_string()
    }
}

/// The list, the newest first; `?state=open` or `ended`, `?before=N` goes on.
pub async fn index(seat: Seat<needs::Read>, State(app): State<App>, Asked(asked): Asked) -> Result {
    let engagement = seat.engagement.id;
    let state = asked.value("state").to_owned();
    let states: &[Status] = match state.as_str() {
        "open" => &OPEN,
        "ended" => &ENDED,
        _ => &[],
    };
    let before = asked.value("before").parse().ok();
    let mut requests = queries::requests(&app.db, engagement, states, before, PAGE as i64 + 1).await?;
    let more = requests.len() > PAGE;
    requests.truncate(PAGE);
    let url = changes::url(engagement);
    let query = if states.is_empty() { String::new() } else { format!("state={state}&") };
    let chrome = Chrome::seat(&app, &seat, Tab::Changes);
    page(Index {
        engagement,
        older: requests.last().filter(|_| more).map(|last| format!("{url}?{query}before={}", last.number)).unwrap_or_default(),
        requests,
        states: vec![Choice::new("open", chrome.t("changes-filter-open")), Choice::new("ended", chrome.t("changes-filter-ended"))],
        filtered: !states.is_empty() || before.is_some(),
        filter: asked,
        url,
        new_url: if seat.may(Ability::RaiseChange) { changes::new_url(engagement) } else { String::new() },
        chrome,
    })
}
