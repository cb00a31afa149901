//! Offering and accepting: the whole text once, with what the change does to it, what signing means, one name.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::{
        Needs, Side,
        needs::{AcceptChange, OfferChange},
    },
    app::App,
    base::digest::Digest,
    changes::{
        acts::{self, Read},
        model::{ChangeRequest, apply},
        queries,
    },
    discovery,
    error::{Error, Refusal},
    scope::{
        self, ShownComparison, carried, digest,
        line::{Lack, Line},
    },
    things::Thing,
    web::{At, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page_with},
};

/// Something that a service of the change lacks.
struct Warning {
    key: String,
    lack: Lack,
}

#[derive(Template)]
#[template(path = "changes/signing.html")]
struct Signing {
    chrome: Chrome,
    request: ChangeRequest,
    form: Form,
    /// Why there is nothing to sign for the reader; empty when there is.
    held_back: String,
    side: Side,
    /// For whom the reader signs.
    party: String,
    /// The reader's name, as it must be typed.
    name: String,
    /// Number of the version that carries the change.
    version: i32,
    /// What the services that the change writes still lack, said before they are offered.
    warnings: Vec<Warning>,
    /// Its whole text, with what the change does to the agreed one.
    comparison: ShownComparison,
    /// Of that version's text.
    digest: Digest,
    url: String,
    back: String,
}

impl Signing {
    fn reference(&self) -> String {
        Thing::Change(self.request.number).to_string()
    }

    fn is_offer(&self) -> bool {
        self.side == Side::Provider
    }
}

/// What would be signed: the version's number and its lines, beside the agreed ones.
struct Text {
    version: i32,
    agreed: i32,
    before: Vec<Line>,
    after: Vec<Line>,
    held_back: Option<Refusal>,
    warnings: Vec<Warning>,
}

/// The text that the provider's manager would offer.
async fn text_of_offer(app: &App, engagement: Uuid, request: &ChangeRequest) -> Result<Text> {
    let edits = queries::edits(&app.db, engagement, request.number).await?;
    let (agreed, before) = carried::agreed_lines(&app.db, engagement).await?.ok_or(Refusal::new("refused-change-before-scope"))?;
    let held_back = request.check_offerable(agreed).and_then(|()| request.check_assessable(&before, &edits)).err();
    let version = carried::next_number(&app.db, engagement).await?;
    let confirmed: Vec<i32> = discovery::confirmed_needs(&app.db, engagement).await?.iter().map(|need| need.number).collect();
    let after = apply(&before, &edits);
    let written = after.iter().filter(|line| edits.iter().any(|edit| edit.key == line.key));
    let warnings =
        written.flat_map(|line| line.lacks(&confirmed).into_iter().map(|lack| Warning { key: line.key.clone(), lack })).collect();
    Ok(Text { version, agreed, before, after, held_back, warnings })
}

/// The text that the client's sponsor would accept.
async fn text_on_offer(app: &App, engagement: Uuid, request: &ChangeRequest) -> Result<Text> {
    let version = request.check_on_offer()?;
    let (agreed, before) = carried::agreed_lines(&app.db, engagement).await?.unwrap_or_default();
    let after = carried::lines(&app.db, engagement, version).await?;
    Ok(Text { version, agreed, before, after, held_back: None, warnings: Vec::new() })
}

async fn request_of<N: Needs>(app: &App, seat: &Seat<N>, number: i32) -> Result<ChangeRequest> {
    seat.still_open()?;
    queries::request(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)
}

async fn draw<N: Needs>(app: &App, seat: &Seat<N>, request: ChangeRequest, text: Text, form: Form, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let chrome = Chrome::seat(app, seat, Tab::Changes);
    let back = Thing::Change(request.number).url(engagement);
    let digest = digest::of_version(engagement, text.version, seat.engagement.currency, &text.after);
    let (before, after) = ((chrome.version(text.agreed), text.before), (chrome.version(text.version), text.after));
    let comparison = ShownComparison::beside(&seat.engagement, chrome.language, before, after).await?.whole();
    page_with(
        status,
        Signing {
            held_back: text.held_back.map(|why| why.say(chrome.language).to_string()).unwrap_or_default(),
            side: seat.side(),
            party: seat.engagement.party(seat.side()).name.clone(),
            name: seat.person.name.clone(),
            version: text.version,
            warnings: text.warnings,
            comparison,
            digest,
            url: format!("{back}/{}", if seat.side() == Side::Provider { "offer" } else { "acceptance" }),
            back,
            request,
            form,
            chrome,
        },
    )
}

async fn draw_offer(app: &App, seat: &Seat<OfferChange>, number: i32, form: Form, status: StatusCode) -> Outcome {
    let request = request_of(app, seat, number).await?;
    let text = text_of_offer(app, seat.engagement.id, &request).await?;
    draw(app, seat, request, text, form, status).await
}

async fn draw_acceptance(app: &App, seat: &Seat<AcceptChange>, number: i32, form: Form, status: StatusCode) -> Outcome {
    let request = request_of(app, seat, number).await?;
    let text = text_on_offer(app, seat.engagement.id, &request).await?;
    draw(app, seat, request, text, form, status).await
}

/// What the form says: the digest that was shown, and the name.
fn read<N>(seat: &Seat<N>, form: &mut Form) -> Result<(Digest, String)> {
    let shown = form.value("digest").parse().map_err(|_| Refusal::new("refused-other-text"))?;
    Ok((shown, form.own_name("name", &seat.person.name)))
}

/// What is to be offered, and the form.
pub async fn offer(seat: Seat<OfferChange>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw_offer(&app, &seat, number, Form::default(), StatusCode::OK).await
}

pub async fn make_offer(
    seat: Seat<OfferChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let (shown, typed) = read(&seat, &mut form)?;
    if form.has_errors() {
        return draw_offer(&app, &seat, number, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let read = Read { digest: shown, assessed_at: form.value("assessed").parse().ok() };
    acts::offer(&app, &seat, number, &typed, Some(read)).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-offered")
}

/// What is on offer, and the form.
pub async fn acceptance(seat: Seat<AcceptChange>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw_acceptance(&app, &seat, number, Form::default(), StatusCode::OK).await
}

pub async fn accept(
    seat: Seat<AcceptChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let (shown, typed) = read(&seat, &mut form)?;
    if form.has_errors() {
        return draw_acceptance(&app, &seat, number, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let version = acts::accept(&app, &seat, number, &typed, shown).await?;
    done(&scope::version_url(seat.engagement.id, version), "flash-change-accepted")
}
