//! My engagements.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use crate::{
    access::engagement,
    app::App,
    engagements::{
        self, new_url,
        queries::{self, Listed},
    },
    readiness::{self, Next, Outlook, light::Light},
    web::{Asked, Chrome, Outcome, SignedIn, page},
};

/// Engagements on a page.
const PAGE: usize = 50;

/// An engagement, as the list shows it.
struct Row {
    id: String,
    url: String,
    title: String,
    phase: String,
    client: String,
    provider: String,
    role: String,
    waiting: String,
    overdue: String,
    next: String,
    /// How the next milestone stands, when it is in danger.
    light: Option<Light>,
    /// A later milestone that is in danger; empty when none is.
    danger: String,
}

/// An organization for which the reader may open engagements.
struct Opens {
    url: String,
    text: String,
}

#[derive(Template)]
#[template(path = "engagements/index.html")]
struct Index {
    chrome: Chrome,
    rows: Vec<Row>,
    opens: Vec<Opens>,
    first: String,
    more: String,
}

/// The engagements where I sit, by what needs attention.
pub async fn index(reader: SignedIn, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    let after = asked.value("after").parse().ok();
    let mut listed = queries::of_reader(&app.db, reader.person.id, app.clock.now(), after, PAGE as i64 + 1).await?;
    let has_more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let ids: Vec<Uuid> = listed.iter().map(|each| each.id).collect();
    let next = readiness::next(&app.db, &ids, app.clock.now()).await?;
    let managed = if reader.manages { queries::managed_by(&app.db, reader.person.id).await? } else { Vec::new() };
    let chrome = Chrome::signed_in(&app, &reader, true);
    let one = managed.len() == 1;
    let opens = managed.into_iter().map(|(id, name)| Opens {
        url: new_url(id),
        text: if one { chrome.t("engagements-open") } else { chrome.say("engagements-open-for").with("organization", name).to_string() },
    });
    page(Index {
        more: listed.last().filter(|_| has_more).map(|last| format!("{}?after={}", engagements::URL, last.key)).unwrap_or_default(),
        first: if after.is_some() { engagements::URL.to_owned() } else { String::new() },
        rows: listed.iter().map(|listed| row(listed, next.get(&listed.id), &chrome)).collect(),
        opens: opens.collect(),
        chrome,
    })
}

fn row(listed: &Listed, next: Option<&Next>, chrome: &Chrome) -> Row {
    let title = |milestone: &Outlook| format!("{} {}", milestone.thing(), milestone.title);
    let count = |key, count: i64| (count > 0).then(|| chrome.say(key).with("count", count).to_string());
    let waiting = [
        count("engagements-waits-me", listed.mine),
        count("engagements-waits-ours", listed.ours),
        count("engagements-waits-theirs", listed.theirs),
    ];
    Row {
        id: format!("engagement-{}", listed.id.simple()),
        url: engagement::url(listed.id),
        title: listed.title.clone(),
        phase: chrome.t(listed.phase.key()),
        client: listed.client.clone(),
        provider: listed.provider.clone(),
        role: chrome.t(listed.role.key()),
        waiting: waiting.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        overdue: count("engagements-waits-overdue", listed.overdue).unwrap_or_default(),
        next: next.map_or_else(String::new, |Next { milestone, .. }| {
            chrome
                .say("engagements-next-milestone")
                .with("milestone", title(milestone))
                .with("day", chrome.moment_day(&milestone.at))
                .to_string()
        }),
        light: next.map(|next| next.milestone.light).filter(|light| light.in_danger()),
        danger: next.and_then(|next| next.danger.as_ref()).map_or_else(String::new, |danger| {
            chrome.say("engagements-next-danger").with("milestone", title(danger)).with("light", chrome.t(danger.light.key())).to_string()
        }),
    }
}
