//! All deliverables, by service line.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;

use crate::{
    access::{Ability, needs::Read},
    app::App,
    deliverables::{
        self,
        queries::{self, LineProgress, Listed},
    },
    error::Error,
    things::Thing,
    turns,
    web::{Asked, Chrome, Result, Seat, Tab, TurnLine, page},
};

/// How many deliverables of a line stand on the page of all lines; the rest is on the line's own.
const OF_EACH_LINE: i64 = 20;
/// How many stand on a page of one line.
const OF_ONE_LINE: i64 = 50;

/// A line with its deliverables.
pub struct Group {
    key: String,
    title: String,
    /// Key and title, for the bar.
    label: String,
    bar_id: String,
    /// Where the bar leads: to its deliverables below, or to the line when it has none.
    bar_url: String,
    url: String,
    all_url: String,
    planned: i64,
    finished: i64,
    /// Whether it has more deliverables than stand here.
    more: bool,
    rows: Vec<Row>,
}

/// One deliverable.
pub struct Row {
    number: i32,
    title: String,
    url: String,
    state: String,
    tone: &'static str,
    note: String,
    turn: Option<TurnLine>,
}

/// The page.
#[derive(Template)]
#[template(path = "deliverables/list.html")]
pub struct List {
    chrome: Chrome,
    groups: Vec<Group>,
    /// Whether any service is agreed, so that something can be planned.
    has_scope: bool,
    is_empty: bool,
    plan_url: String,
    may_plan: bool,
    scope_url: String,
    newer: String,
    older: String,
}

/// Shows them.
pub async fn list(seat: Seat<Read>, State(app): State<App>, Asked(asked): Asked) -> Result {
    let line = Some(asked.value("line")).filter(|line| !line.is_empty());
    let before: Option<i32> = asked.value("before").parse().ok().filter(|_| line.is_some());
    let engagement = seat.engagement.id;
    let chrome = Chrome::seat(&app, &seat, Tab::Deliverables);
    // Of one line one more than a page, so that it shows whether there are older ones.
    let most = if line.is_some() { OF_ONE_LINE + 1 } else { OF_EACH_LINE };
    let progress = queries::progress(&app.db, engagement).await?;
    if line.is_some_and(|line| progress.iter().all(|each| each.key != line)) {
        return Err(Error::NotFound);
    }
    let mut listed = queries::list(&app.db, engagement, line, before, most).await?;
    let has_older = line.is_some() && i64::try_from(listed.len()).is_ok_and(|length| length > OF_ONE_LINE);
    if has_older {
        listed.remove(0);
    }
    let promises = turns::queries::promises(&app.db, engagement).await?;
    let now = app.clock.now();

    let first = listed.first().map(|first| first.number);
    let base = deliverables::url(engagement);
    let older = match (line, first) {
        (Some(line), Some(first)) if has_older => format!("{base}?line={line}&before={first}"),
        _ => String::new(),
    };
    let newer = match (line, before) {
        (Some(line), Some(_)) => format!("{base}?line={line}"),
        _ => String::new(),
    };

    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for Listed { number, title, line, state, due_on, turn } in listed {
        let turn = turn.map(|turn| TurnLine::of(&chrome, &promises, now, turn.side, None, turn.ask, turn.due_at));
        rows.entry(line).or_default().push(Row {
            number,
            title,
            url: Thing::Deliverable(number).url(engagement),
            state: chrome.t(state.key()),
            tone: state.tone(),
            note: chrome.say("deliverables-due-on").with("day", chrome.day(&due_on)).to_string(),
            turn,
        });
    }
    let has_scope = progress.iter().any(|line| line.agreed);
    let is_empty = progress.iter().all(|line| line.planned == 0);
    let groups = progress
        .into_iter()
        .filter(|each| line.is_none_or(|line| line == each.key))
        .map(|LineProgress { key, title, planned, finished, .. }| {
            let rows = rows.remove(&key).unwrap_or_default();
            let url = Thing::Line(key.clone()).url(engagement);
            Group {
                label: format!("{key} {title}"),
                bar_id: format!("progress-{key}"),
                bar_url: if planned > 0 { format!("#{key}") } else { url.clone() },
                url,
                all_url: format!("{base}?line={key}"),
                more: line.is_none() && i64::try_from(rows.len()).is_ok_and(|shown| shown < planned),
                rows,
                key,
                title,
                planned,
                finished,
            }
        })
        .collect();
    page(List {
        chrome,
        groups,
        has_scope,
        is_empty,
        plan_url: deliverables::new_url(engagement, line),
        may_plan: seat.may(Ability::PlanDeliverable),
        scope_url: format!("{}/scope", seat.engagement.url()),
        newer,
        older,
    })
}
