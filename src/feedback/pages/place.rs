//! Saying where a request of the client belongs: the scope guard at work.

use axum::extract::State;
use uuid::Uuid;

use super::show::{Forms, again};
use crate::{
    access::needs::AssessChange,
    app::App,
    changes, effects,
    error::Error,
    feedback::{
        acts,
        model::{Entry, NewPlacement, Place, Placement},
    },
    scope::{
        line::Kind,
        nearest::{self, Nearest},
    },
    things::Thing,
    web::{At, Choice, Chrome, Form, FormData, Outcome, Seat, done, form::LONG_TEXT},
};

/// How much of a request becomes the title of the change, in characters.
const TITLE: usize = 80;

/// Where a request was placed, as the thread shows it.
pub(super) struct Placed {
    /// "within", with whatever names it.
    pub(super) said: String,
    /// The line or change, as a link; empty where there is none.
    pub(super) url: String,
    pub(super) reference: String,
    pub(super) placement: Placement,
}

impl Placed {
    pub(super) fn of(engagement: Uuid, chrome: &Chrome, placement: &Placement) -> Placed {
        let key = match placement.place {
            Place::Within => "feedback-placed-within",
            Place::Change => "feedback-placed-change",
            Place::Client => "feedback-placed-client",
            Place::Parked => "feedback-placed-parked",
        };
        let thing = placement.change.map(Thing::Change).or(placement.line.clone().map(Thing::Line));
        Placed {
            said: chrome.say(key).with("owner", placement.owner.clone().unwrap_or_default()).to_string(),
            url: thing.as_ref().map(|thing| thing.url(engagement)).unwrap_or_default(),
            reference: thing.map(|thing| thing.to_string()).unwrap_or_default(),
            placement: placement.clone(),
        }
    }
}

/// The form in which a request is placed.
pub(super) struct Placing {
    pub(super) form: Form,
    pub(super) places: Vec<Choice>,
    pub(super) lines: Vec<Choice>,
    pub(super) owners: Vec<Choice>,
    pub(super) nearest: Nearest,
}

impl Placing {
    /// With what is proposed: the nearest exclusion, or else the nearest service. Two statements.
    pub(super) async fn load<N>(app: &App, seat: &Seat<N>, chrome: &Chrome, entry: &Entry, mut form: Form) -> Result<Placing, Error> {
        let engagement = seat.engagement.id;
        let (nearest, lines) = nearest::find_among(&app.db, engagement, seat.engagement.language, &entry.line.text).await?;
        let owners = effects::owners(&app.db, engagement).await?;
        if !form.has_errors() {
            let near = nearest.exclusion.as_ref().or(nearest.service.as_ref());
            form.set("line", near.map(|near| near.key.clone()).unwrap_or_default());
            form.set("title", chrome.excerpt(&entry.line.text, TITLE));
        }
        let ask = |place: &Place| Choice::new(place.as_str(), chrome.t(place.key())).hint(chrome.t(place.hint_key()));
        // Before a scope is agreed there is no line to be within, and nothing to change.
        let places = Place::ALL.iter().filter(|place| !lines.is_empty() || matches!(place, Place::Client | Place::Parked));
        Ok(Placing {
            places: places.map(ask).collect(),
            lines: lines.iter().map(|line| Choice::new(&line.key, line.words())).collect(),
            owners: owners.into_iter().map(|(seat, _, name)| Choice::new(seat.to_string(), name)).collect(),
            nearest,
            form,
        })
    }
}

pub async fn place(
    seat: Seat<AssessChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let place = form.choice("place", Place::Parked);
    let line = Some(form.value("line").to_owned()).filter(|key| !key.is_empty());
    let is_service = line.as_ref().is_some_and(|key| Kind::of_key(key) == Ok(Kind::Service));
    if place == Place::Within && !is_service && !form.has_errors() {
        form.wrong("line", "form-error-place-line");
    }
    let owner = if place == Place::Client { Some(form.number("owner", 1..=i32::MAX)) } else { None };
    let title = if place == Place::Change { form.line("title", changes::model::LONGEST_TITLE) } else { String::new() };
    let why = if place == Place::Parked { form.text("why", LONG_TEXT) } else { form.optional_text("why", LONG_TEXT) };
    if form.has_errors() {
        return again(&app, &seat, number, Forms { placement: form, ..Forms::default() }).await;
    }
    acts::place(&app, &seat, number, NewPlacement { place, line, owner, title, why }).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-placed")
}
