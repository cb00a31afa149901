//! The page of a search, and the way on where only one thing can be meant.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use uuid::Uuid;

use super::{
    URL,
    model::Wanted,
    queries::{self, Found, Kind, MOST},
};
use crate::{
    access::engagement,
    app::App,
    things::Thing,
    web::{Asked, Chrome, Outcome, SignedIn, page},
};

/// Something that was found, as the page lists it.
#[derive(Default)]
struct Hit {
    url: String,
    /// As a thing is referred to; empty for all else.
    reference: String,
    name: String,
    /// Which side a person sits on; empty for all else.
    side: String,
    /// Where it is, or between whom; empty where that is clear.
    note: String,
}

/// What was found of one kind.
struct Group {
    id: &'static str,
    heading: String,
    hits: Vec<Hit>,
    /// Whether there may be more than these.
    is_full: bool,
}

#[derive(Template)]
#[template(path = "search/index.html")]
struct Index {
    chrome: Chrome,
    text: String,
    /// The engagement in which somebody asks; empty outside.
    at: String,
    groups: Vec<Group>,
    url: &'static str,
}

/// What goes by the name in `?q=`. A reference that there is in the engagement where somebody asks (`?at=`), or whatever alone
/// was found, is gone on to at once.
pub async fn index(reader: SignedIn, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    let chrome = Chrome::signed_in(&app, &reader, false);
    let at: Option<Uuid> = asked.value("at").parse().ok();
    let shown_at = at.map(|at| at.to_string()).unwrap_or_default();
    let Some(wanted) = Wanted::read(asked.value("q")) else {
        return page(Index { chrome, text: String::new(), at: shown_at, groups: Vec::new(), url: URL });
    };
    let found = queries::find(&app.db, reader.as_reader(), at, &wanted).await?;
    let here = found.iter().find(|found| found.kind == Kind::Here);
    let is_meant =
        |found: &&Found| found.kind == Kind::Thing && wanted.reference.as_ref().is_some_and(|thing| thing.to_string() == found.mark);
    if let Some(meant) = found.iter().find(is_meant) {
        return Ok(Redirect::to(&hit(meant).url).into_response());
    }
    let groups = groups(&chrome, &wanted, here, &found);
    if let [Group { hits, .. }] = groups.as_slice()
        && let [only] = hits.as_slice()
    {
        return Ok(Redirect::to(&only.url).into_response());
    }
    page(Index { text: wanted.text, at: shown_at, groups, url: URL, chrome })
}

/// What was found, by kind; kinds of which there is nothing are left out.
fn groups(chrome: &Chrome, wanted: &Wanted, here: Option<&Found>, found: &[Found]) -> Vec<Group> {
    let group = |id, heading, hits: Vec<Hit>| Group { id, heading, is_full: hits.len() >= MOST, hits };
    let of = |kind: Kind| found.iter().filter(|found| found.kind == kind).map(hit).collect::<Vec<_>>();
    let title = here.map(|here| here.engagement_title.clone()).unwrap_or_default();
    let pages = chrome.places(here.map(|here| here.engagement)).into_iter().filter(|place| wanted.is_in(&place.text));
    let pages = pages.map(|place| Hit { url: place.url, name: place.text, ..Hit::default() });
    let mut groups = vec![
        group("things", title, of(Kind::Thing)),
        group("pages", chrome.t("search-pages"), pages.collect()),
        group("engagements", chrome.t("search-engagements"), of(Kind::Engagement)),
        group("people", chrome.t("search-people"), of(Kind::Person)),
        group("elsewhere", chrome.t("search-elsewhere"), of(Kind::Elsewhere)),
    ];
    groups.retain(|group| !group.hits.is_empty());
    groups
}

fn hit(found: &Found) -> Hit {
    let Found { kind, engagement, engagement_title, mark, person, name } = found.clone();
    let of_thing =
        |note| Hit { url: Thing::read(&mark).url(engagement), reference: mark.clone(), name: name.clone(), note, ..Hit::default() };
    match kind {
        Kind::Thing => of_thing(String::new()),
        Kind::Elsewhere => of_thing(engagement_title),
        Kind::Here | Kind::Engagement => Hit { url: engagement::url(engagement), name: engagement_title, note: name, ..Hit::default() },
        Kind::Person => {
            let anchor = person.map(|person| format!("#person-{}", person.simple())).unwrap_or_default();
            let url = format!("{}{anchor}", engagement::people_url(engagement));
            Hit { url, name, side: mark, note: engagement_title, ..Hit::default() }
        }
    }
}
