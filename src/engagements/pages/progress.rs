//! How far the work has come: the burn-up, and what was promised for which day.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::{
    access::needs,
    app::App,
    base::format,
    deliverables::model::State as DeliverableState,
    engagements::{
        burn_up::{BurnUp, Promised, Records, Week},
        queries::{self, ProgressRecords},
        timeline::{Item, Span, Standing, Track},
    },
    things::Thing,
    web::{
        Chrome, Outcome, Reference, Seat, Tab,
        chart::{self, Line, Plot, Scale},
        page,
    },
};

/// Deliverables and milestones on the timeline at most, unless more are still to be done.
const MOST_ITEMS: usize = 100;

#[derive(Template)]
#[template(path = "engagements/progress.html")]
struct Progress {
    chrome: Chrome,
    /// Whether a service is agreed, so that there is something to weigh.
    weighed: bool,
    /// How it stands, in sentences.
    said: Vec<String>,
    plot: Plot,
    /// "today, 15 July"
    today_label: String,
    weeks: Vec<WeekRow>,
    days: Vec<String>,
    items: Vec<ItemRow>,
    /// Before which item today stands; as many as there are when all lie behind.
    today_at: usize,
    /// How far along today is, as the path of its mark.
    today_mark: String,
    today: NaiveDate,
    /// How many items are left out.
    left_out: usize,
}

/// A week in the table behind the chart.
struct WeekRow {
    monday: NaiveDate,
    accepted: String,
    due: String,
    agreed: String,
}

/// A row of the timeline.
struct ItemRow {
    id: String,
    reference: Reference,
    title: String,
    state: String,
    tone: &'static str,
    note: String,
    track: Track,
}

/// What is said of an engagement that goes on, or otherwise of one that is closed: keys of the texts.
struct Words {
    today: &'static str,
    behind: &'static str,
    as_planned: &'static str,
    ahead: &'static str,
    line_due: &'static str,
    item_ahead: &'static str,
    item_overdue: &'static str,
}

const RUNNING: Words = Words {
    today: "progress-today",
    behind: "progress-behind",
    as_planned: "progress-as-planned",
    ahead: "progress-ahead",
    line_due: "progress-line-due",
    item_ahead: "progress-item-ahead",
    item_overdue: "progress-item-overdue",
};

const CLOSED: Words = Words {
    today: "progress-closed",
    behind: "progress-closed-behind",
    as_planned: "progress-closed-as-planned",
    ahead: "progress-closed-ahead",
    line_due: "progress-closed-line-due",
    item_ahead: "progress-closed-item",
    item_overdue: "progress-closed-item",
};

/// How far the work has come.
pub async fn progress(seat: Seat<needs::Read>, State(app): State<App>) -> Outcome {
    let found = queries::progress(&app.db, seat.engagement.id).await?;
    let zone: Tz = found.time_zone.parse().unwrap_or(Tz::UTC);
    let chrome = Chrome::seat(&app, &seat, Tab::Progress);
    let until = found.closed_on.unwrap_or_else(|| app.clock.now().with_timezone(&zone).date_naive());
    let words = if found.closed_on.is_some() { &CLOSED } else { &RUNNING };
    let burn_up = BurnUp::of(&records(&found, until));
    let span = span(&burn_up.weeks, until);
    let mut items = items(&chrome, &found)?;
    items.sort_by_key(|(item, ..)| item.due_on);
    let left_out = leave_out(&mut items);
    let engagement = seat.engagement.id;
    page(Progress {
        weighed: burn_up.agreed > 0,
        said: said(&chrome, words, &burn_up),
        plot: plot(&chrome, words, &burn_up, span, until),
        today_label: chrome.say(words.today).with("day", chrome.day_short(&until)).to_string(),
        weeks: burn_up.weeks.iter().map(|week| week_row(&chrome, week)).collect(),
        days: days(&chrome, span),
        today_at: items.iter().filter(|(item, ..)| item.due_on < until).count(),
        today_mark: format!("M{} 0V1000", span.along(until)),
        today: until,
        items: items.into_iter().map(|(item, state, tone)| item_row(&chrome, engagement, words, &item, state, tone, span, until)).collect(),
        left_out,
        chrome,
    })
}

fn records(found: &ProgressRecords, until: NaiveDate) -> Records {
    Records {
        starts_on: found.starts_on,
        ends_on: found.ends_on,
        until,
        versions: found.versions.0.clone(),
        promised: found
            .deliverables
            .iter()
            .map(|each| Promised {
                line: each.line.clone(),
                planned_on: each.planned_on,
                due_on: each.due_on,
                accepted_on: each.accepted_on,
            })
            .collect(),
    }
}

/// From the first day of the first week to the last day of the last one.
fn span(weeks: &[Week], until: NaiveDate) -> Span {
    let (first, last) = (weeks.first().map_or(until, |week| week.monday), weeks.last().map_or(until, Week::sunday));
    Span { first, last }
}

fn days(chrome: &Chrome, span: Span) -> Vec<String> {
    chart::days(span.first, span.last).map(|day| chrome.day_of_month(&day)).collect()
}

/// "12.5", "12"
pub(super) fn amount(chrome: &Chrome, tenths: i64) -> String {
    if tenths % 10 == 0 { format::integer(chrome.language, tenths / 10) } else { format::decimal(chrome.language, tenths) }
}

fn said(chrome: &Chrome, words: &Words, burn_up: &BurnUp) -> Vec<String> {
    let behind = burn_up.due - burn_up.accepted;
    let key = match behind {
        1.. => words.behind,
        0 => words.as_planned,
        _ => words.ahead,
    };
    let percent = burn_up.accepted * 100 / burn_up.agreed.max(1);
    vec![
        chrome
            .say("progress-accepted-of")
            .with("accepted", amount(chrome, burn_up.accepted))
            .with("agreed", amount(chrome, burn_up.agreed))
            .with("percent", format::percent(chrome.language, percent))
            .to_string(),
        chrome.say(key).with("due", amount(chrome, burn_up.due)).with("difference", amount(chrome, behind.abs())).to_string(),
    ]
}

/// The scale, in business days, into which all that was agreed at any time fits.
fn scale(burn_up: &BurnUp) -> Scale {
    let most = burn_up.weeks.iter().map(|week| week.agreed).fold(burn_up.before.agreed, i64::max);
    Scale::up_to((most + 9).div_euclid(10))
}

fn plot(chrome: &Chrome, words: &Words, burn_up: &BurnUp, span: Span, until: NaiveDate) -> Plot {
    // Every course begins on the first day of the first week, with what there was before it.
    let before = burn_up.before;
    let scale = scale(burn_up);
    let top = scale.top() * 10;
    let course =
        |first, figure: fn(&Week) -> i64| std::iter::once(first).chain(burn_up.weeks.iter().map(figure)).map(Some).collect::<Vec<_>>();
    // The week that runs goes on to today, and no further.
    let whole_weeks = burn_up.weeks.iter().take_while(|week| week.sunday() <= until).map(|week| week.accepted);
    let mut accepted: Vec<Option<i64>> = std::iter::once(Some(before.accepted)).chain(whole_weeks).collect();
    accepted.resize(burn_up.weeks.len() + 1, None);
    let accepted = chart::straight(&accepted, top) + &chart::on_to(span.along(until), burn_up.accepted, top);
    let line = |look, path, key, tenths| Line { look, path, label: chrome.say(key).with("days", amount(chrome, tenths)).to_string() };
    Plot {
        text: said(chrome, words, burn_up).join(" "),
        scale: scale.figures().map(|figure| chrome.integer(figure)).collect(),
        across: scale.lines(),
        days: days(chrome, span),
        today: Some(span.along(until)),
        lines: vec![
            line("whole", chart::steps(&course(before.agreed, |week| week.agreed), top), "progress-line-agreed", burn_up.agreed),
            line("plan", chart::straight(&course(before.due, |week| week.due), top), words.line_due, burn_up.due),
            line("done", accepted, "progress-line-accepted", burn_up.accepted),
        ],
    }
}

fn week_row(chrome: &Chrome, week: &Week) -> WeekRow {
    WeekRow {
        monday: week.monday,
        accepted: week.accepted.map(|tenths| amount(chrome, tenths)).unwrap_or_default(),
        due: amount(chrome, week.due),
        agreed: amount(chrome, week.agreed),
    }
}

/// Everything that was promised for a day, with its state in a word and the tone of that.
fn items(chrome: &Chrome, found: &ProgressRecords) -> Result<Vec<(Item, String, &'static str)>, crate::error::Error> {
    let mut items = Vec::new();
    for each in found.deliverables.iter() {
        let state = DeliverableState::of(&each.state, each.submissions).map_err(anyhow::Error::new)?;
        let item = Item {
            thing: Thing::Deliverable(each.number),
            title: each.title.clone(),
            planned_on: each.planned_on,
            due_on: each.due_on,
            kept_on: each.handed_in_on.filter(|_| state.is_finished() || matches!(state, DeliverableState::Submitted(_))),
            done_on: each.accepted_on,
        };
        items.push((item, chrome.t(state.key()), state.tone()));
    }
    for each in found.milestones.iter() {
        let (key, tone) = if each.signed_on.is_some() { ("progress-signed", "good") } else { ("progress-open", "quiet") };
        let item = Item {
            thing: Thing::Milestone(each.number),
            title: each.title.clone(),
            planned_on: each.planned_on,
            due_on: each.due_on,
            kept_on: each.signed_on,
            done_on: each.signed_on,
        };
        items.push((item, chrome.t(key), tone));
    }
    Ok(items)
}

/// Leaves out what is done, those first that were due longest ago, until no more are left than a timeline has. What is still to be
/// done always stays. Returns how many are gone.
fn leave_out(items: &mut Vec<(Item, String, &'static str)>) -> usize {
    let all = items.len();
    let mut most = all.saturating_sub(MOST_ITEMS);
    items.retain(|(item, ..)| {
        let goes = most > 0 && item.done_on.is_some();
        most -= usize::from(goes);
        !goes
    });
    all - items.len()
}

#[expect(clippy::too_many_arguments, reason = "what stands in it, and where")]
fn item_row(
    chrome: &Chrome,
    engagement: uuid::Uuid,
    words: &Words,
    item: &Item,
    state: String,
    tone: &'static str,
    span: Span,
    today: NaiveDate,
) -> ItemRow {
    let standing = item.standing(today);
    let key = match (&item.thing, standing) {
        (_, Standing::Ahead) => words.item_ahead,
        (_, Standing::Overdue) => words.item_overdue,
        (Thing::Milestone(_), _) => "progress-item-signed",
        _ if item.done_on.is_some() => "progress-item-accepted",
        _ => "progress-item-handed-in",
    };
    let day = |day: Option<NaiveDate>| day.map(|day| chrome.day_short(&day)).unwrap_or_default();
    let note = chrome
        .say(key)
        .with("due", day(Some(item.due_on)))
        .with("late", if standing == Standing::KeptLate { "yes" } else { "no" })
        .with("kept", day(item.kept_on))
        .with("done", day(item.done_on));
    ItemRow {
        id: format!("at-{}", item.thing),
        reference: Reference::of(engagement, &item.thing),
        title: item.title.clone(),
        // What is overdue says so, whatever else it is.
        tone: if standing == Standing::Overdue { "bad" } else { tone },
        state,
        note: note.to_string(),
        track: Track::of(item, span, today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engagements::burn_up;

    #[test]
    fn what_was_agreed_before_the_first_week_fits_in() {
        let monday = NaiveDate::default();
        let agreed = |before, agreed| BurnUp {
            before: burn_up::Standing { accepted: 0, due: 0, agreed: before },
            weeks: vec![Week { monday, accepted: None, due: 0, agreed }],
            accepted: 0,
            due: 0,
            agreed,
        };
        assert_eq!(scale(&agreed(1500, 1000)).top(), 150);
        assert_eq!(scale(&agreed(1000, 1001)).top(), 150, "nor does half a day stand out");
        assert_eq!(scale(&agreed(0, 1000)).top(), 100);
    }
}
