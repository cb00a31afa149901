//! Handlers of feedback.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use super::{
    acts,
    model::{Entry, Filter, Kind, Line, NewEntry, Reply, Standing},
    queries, url,
};
use crate::{
    access::{
        Ability, Side,
        needs::{GiveFeedback, Read},
    },
    app::App,
    events::Thing,
    turns,
    web::{Asked, At, Choice, Chrome, Error, Form, FormData, Outcome, Seat, Tab, TurnLine, done, form::LONG_TEXT, page, page_with},
};

/// Entries on a page of the list, replies on a page of a thread.
const PAGE: usize = 50;

/// The list.
#[derive(Template)]
#[template(path = "feedback/index.html")]
struct Index {
    chrome: Chrome,
    filter: Form,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    sides: Vec<Choice>,
    lines: Vec<Line>,
    filtered: bool,
    may_raise: bool,
    url: String,
    older: String,
}

/// Everything that was raised, the newest first.
pub async fn index(seat: Seat<Read>, State(app): State<App>, Asked(mut asked): Asked) -> Outcome {
    let engagement = seat.engagement.id;
    let filter = filter(&mut asked);
    let before = asked.value("before").parse().ok();
    let mut lines = queries::list(&app.db, engagement, &filter, before, PAGE as i64 + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let url = url(engagement);
    let older = lines.last().filter(|_| more).map(|last| older_url(&url, &asked, last.number)).unwrap_or_default();
    let chrome = Chrome::seat(&app, &seat, Tab::Feedback);
    let filtered = ["kind", "state", "side", "about"].into_iter().any(|field| !asked.value(field).is_empty());
    page(Index {
        kinds: Kind::ALL.map(|kind| Choice::new(kind.as_str(), chrome.t(kind.key()))).into(),
        states: vec![Choice::new("open", chrome.t("feedback-filter-open")), Choice::new("closed", chrome.t("feedback-filter-closed"))],
        sides: Side::BOTH.map(|side| Choice::new(side.as_str(), chrome.party(&side))).into(),
        filter: asked,
        lines,
        filtered,
        may_raise: seat.may(Ability::GiveFeedback),
        url,
        older,
        chrome,
    })
}

fn filter(asked: &mut Form) -> Filter {
    let about = asked.value("about").trim().to_ascii_uppercase();
    let about = match about.parse::<Thing>() {
        Ok(Thing::Engagement) => None,
        Ok(thing) => Some(thing),
        Err(_) => {
            asked.wrong("about", "form-error-reference");
            None
        }
    };
    Filter {
        closed: match asked.value("state") {
            "open" => Some(false),
            "closed" => Some(true),
            _ => None,
        },
        kind: asked.value("kind").parse().ok(),
        side: asked.value("side").parse().ok(),
        about,
    }
}

fn older_url(url: &str, asked: &Form, before: i32) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in ["kind", "state", "side", "about"] {
        if !asked.value(field).is_empty() {
            query.append_pair(field, asked.value(field));
        }
    }
    format!("{url}?{}", query.append_pair("before", &before.to_string()).finish())
}

/// The form for a new entry.
#[derive(Template)]
#[template(path = "feedback/new.html")]
struct New {
    chrome: Chrome,
    form: Form,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    about: String,
    about_title: String,
    action: String,
}

/// Asks for it; `?about=D5` says what it is about.
pub async fn new(seat: Seat<GiveFeedback>, State(app): State<App>, Asked(asked): Asked) -> Outcome {
    seat.still_open()?;
    let about = asked.value("about").to_owned();
    let exists = match about.parse::<Thing>() {
        Ok(thing) => queries::title_of(&app.db, seat.engagement.id, &thing).await?.is_some(),
        Err(_) => false,
    };
    if !exists {
        return Err(Error::NotFound);
    }
    show_new(&app, &seat, Form::filled([("about", about)]), StatusCode::OK).await
}

async fn show_new(app: &App, seat: &Seat<GiveFeedback>, form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let about = form.value("about").to_owned();
    let about_title = match about.parse() {
        Ok(Thing::Engagement) | Err(_) => None,
        Ok(thing) => queries::title_of(&app.db, engagement, &thing).await?,
    };
    let people = queries::people_to_ask(&app.db, engagement, seat.side().other()).await?;
    let chrome = Chrome::seat(app, seat, Tab::Feedback);
    page_with(
        status,
        New {
            kinds: Kind::ALL.map(|kind| Choice::new(kind.as_str(), chrome.t(kind.key())).hint(chrome.t(kind.hint_key()))).into(),
            people: people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
            about,
            about_title: about_title.unwrap_or_default(),
            action: url(engagement),
            form,
            chrome,
        },
    )
}

/// Raises it.
pub async fn raise(seat: Seat<GiveFeedback>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let kind = form.choice("kind", Kind::Question);
    let text = form.text("text", LONG_TEXT);
    let about = form.value("about").parse::<Thing>().ok();
    let to = Some(form.value("to").to_owned()).filter(|to| !to.is_empty());
    let person = to.as_deref().and_then(|to| to.parse::<Uuid>().ok());
    if to.is_some() && person.is_none() {
        form.wrong("to", "form-error-choice");
    }
    let known = match &about {
        Some(about) => queries::title_of(&app.db, seat.engagement.id, about).await?.is_some(),
        None => false,
    };
    if !known {
        form.wrong("about", "form-error-reference");
    }
    let blocking = form.ticked("blocking");
    if blocking && !kind.asks() {
        form.wrong("blocking", "feedback-praise-never-blocks");
    }
    let (Some(about), false) = (about, form.has_errors()) else {
        return show_new(&app, &seat, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let number = acts::raise(&app, &seat, NewEntry { kind, blocking, text, about, to: person }).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-raised")
}

/// The thread.
#[derive(Template)]
#[template(path = "feedback/show.html")]
struct Show {
    chrome: Chrome,
    entry: Entry,
    replies: Vec<Reply>,
    older: String,
    turn: TurnLine,
    form: Form,
    may_reply: bool,
    may_close: bool,
    may_reopen: bool,
    /// Who can close it, when the reader cannot.
    closes: String,
    url: String,
    about_url: String,
}

impl Show {
    /// What the buttons mean, and who closes when the reader cannot.
    fn closes_text(&self) -> String {
        if self.closes.is_empty() {
            self.chrome.t("feedback-reply-means-own")
        } else {
            self.chrome.say("feedback-reply-means").with("party", self.closes.clone()).to_string()
        }
    }
}

/// Shows it, with the form of whoever may reply.
pub async fn show(seat: Seat<Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>, Asked(asked): Asked) -> Outcome {
    show_thread(&app, &seat, number, asked.value("before").parse().ok(), Form::default(), StatusCode::OK).await
}

async fn show_thread<N>(app: &App, seat: &Seat<N>, number: i32, before: Option<i32>, form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let entry = queries::entry(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let mut replies = queries::replies(&app.db, engagement, number, before, PAGE as i64 + 1).await?;
    let more = replies.len() > PAGE;
    replies.truncate(PAGE);
    let url = Thing::Feedback(number).url(engagement);
    let older = replies.last().filter(|_| more).map(|last| format!("{url}?before={}", last.number)).unwrap_or_default();
    replies.reverse();
    let chrome = Chrome::seat(app, seat, Tab::Feedback);
    let turn = turn_line(app, seat, &chrome, &entry).await?;
    let may = seat.may(Ability::GiveFeedback);
    let Standing { closed, raised_side, .. } = entry.standing;
    page_with(
        status,
        Show {
            may_reply: may && !closed,
            may_close: may && entry.standing.close(seat.side()).is_ok(),
            may_reopen: may && closed,
            closes: if may && !closed && raised_side != seat.side() { chrome.party(&raised_side).to_owned() } else { String::new() },
            about_url: entry.line.about.url(engagement),
            turn,
            entry,
            replies,
            older,
            form,
            url,
            chrome,
        },
    )
}

async fn turn_line<N>(app: &App, seat: &Seat<N>, chrome: &Chrome, entry: &Entry) -> Result<TurnLine, Error> {
    let (Some(side), Some(due_at), Some(ask)) = (entry.line.turn, entry.line.due_at, entry.ask) else {
        return Ok(TurnLine::at_rest(match (&entry.closed_by, entry.line.closed_at) {
            (Some(who), Some(at)) => chrome.say("feedback-closed-by").with("who", who.clone()).with("when", chrome.moment(&at)).to_string(),
            _ => chrome.t("feedback-at-rest"),
        }));
    };
    let promises = turns::queries::promises(&app.db, seat.engagement.id).await?;
    Ok(TurnLine::of(chrome, &promises, app.clock.now(), side, entry.to.as_deref(), ask, due_at))
}

/// Replies.
pub async fn reply(
    seat: Seat<GiveFeedback>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let text = form.text("text", LONG_TEXT);
    if form.has_errors() {
        return show_thread(&app, &seat, number, None, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::reply(&app, &seat, number, &text).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-replied")
}

/// Closes, with what was written as a last word.
pub async fn close(
    seat: Seat<GiveFeedback>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let text = form.optional_text("text", LONG_TEXT);
    if form.has_errors() {
        return show_thread(&app, &seat, number, None, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::close(&app, &seat, number, &text).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-closed")
}

/// Reopens, saying why.
pub async fn reopen(
    seat: Seat<GiveFeedback>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let text = form.text("text", LONG_TEXT);
    if form.has_errors() {
        return show_thread(&app, &seat, number, None, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::reopen(&app, &seat, number, &text).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-reopened")
}
