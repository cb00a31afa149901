//! One change: what is asked, what it does to which lines, what it touches, and how it went on.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::{Ability, Side, needs},
    app::App,
    changes::{
        self,
        model::{Action, ChangeRequest, Edit, Status, apply},
        queries,
        ripple::{Ripple, Touched},
    },
    error::Error,
    readiness::{self, gates::Gate},
    scope::{
        self, ShownComparison, carried,
        line::{Kind, Line},
    },
    things::Thing,
    web::{At, Choice, Chrome, Form, Outcome, Seat, Tab, TurnLine, page_with},
};

/// The forms of the page, of which one may come back with errors.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) assessment: Form,
    pub(super) decline: Form,
    /// Withdrawing and parking ask for the same: why.
    pub(super) rest: Form,
}

/// An edit with what may be done to it.
struct EditRow {
    edit: Edit,
    title: String,
    /// Key of what it does.
    action_key: &'static str,
    /// The agreed line is another by now than the one for which it was written.
    stale: bool,
    edit_url: String,
    undo_url: String,
}

/// A version of the scope that the page refers to.
struct VersionLink {
    number: i32,
    url: String,
}

#[derive(Template)]
#[template(path = "changes/show.html")]
struct Show {
    chrome: Chrome,
    request: ChangeRequest,
    turn: TurnLine,
    touches: Option<(String, String)>,
    from: Option<(String, String)>,
    edits: Vec<EditRow>,
    /// The agreed text with the edits made; none when there are no edits, or they have become a version of their own.
    comparison: Option<ShownComparison>,
    /// Where that version is compared with the one before; empty until there is one.
    comparison_url: String,
    ripple: Ripple,
    version: Option<VersionLink>,
    /// Why it cannot be offered as assessed; empty when it can, or is not assessed.
    stale: String,
    forms: Forms,
    /// Lines of the agreed version that have no edit yet.
    lines: Vec<Choice>,
    may_edit: bool,
    may_offer: bool,
    may_withdraw_offer: bool,
    may_accept: bool,
    may_withdraw: bool,
    may_park: bool,
    may_resume: bool,
    engagement: Uuid,
    url: String,
    feedback_url: String,
    give_feedback_url: String,
}

impl Show {
    fn reference(&self) -> String {
        Thing::Change(self.request.number).to_string()
    }

    fn thing_url(&self, touched: &Touched) -> String {
        touched.thing.url(self.engagement)
    }

    fn gate_url(&self, thing: &Thing) -> String {
        thing.url(self.engagement)
    }

    fn reason(&self, gate: &Gate) -> String {
        gate.reason.say(self.chrome.language)
    }

    fn kinds(&self) -> [Kind; 4] {
        Kind::ALL
    }

    fn new_line_url(&self, kind: &Kind) -> String {
        changes::new_line_url(self.engagement, self.request.number, *kind)
    }

    fn edit_line_url(&self, choice: &Choice) -> String {
        changes::edit_line_url(self.engagement, self.request.number, &choice.value)
    }

    fn removal_url(&self, choice: &Choice) -> String {
        format!("{}/lines/{}/removal", self.url, choice.value)
    }

    /// Key of what stands where the ending is told.
    fn ended_key(&self) -> &'static str {
        match self.request.status {
            Status::Accepted => "changes-said-accepted",
            Status::Declined => "changes-said-declined",
            Status::Withdrawn => "changes-said-withdrawn",
            _ => "changes-said-parked",
        }
    }

    /// The side that ended it, for its accent.
    fn ended_side(&self) -> Side {
        match self.request.status {
            Status::Accepted | Status::Declined => Side::Client,
            _ => self.request.raised_side,
        }
    }
}

async fn draw<N>(app: &App, seat: &Seat<N>, number: i32, forms: Forms, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let request = queries::request(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let edits = queries::edits(&app.db, engagement, number).await?;
    let (agreed_version, agreed) = carried::agreed_lines(&app.db, engagement).await?.unwrap_or_default();
    let facts = readiness::facts_of(&app.db, &[engagement]).await?.pop().ok_or(Error::NotFound)?;
    let chrome = Chrome::seat(app, seat, Tab::Changes);
    let thing = Thing::Change(number);
    let url = thing.url(engagement);
    let editable = request.check_editable();
    let may_edit = seat.may(Ability::AssessChange) && editable.is_ok();
    let stale = match request.check_offerable(agreed_version) {
        Err(why) if why.key() == "refused-change-stale" => why.say(chrome.language).to_string(),
        _ => String::new(),
    };
    let turn = TurnLine::on(app, seat, &chrome, &thing, rest(&chrome, &request)).await?;
    let comparison = match request.status {
        // What has ended is not held against what is agreed since.
        Status::Accepted | Status::Declined | Status::Withdrawn => None,
        _ if edits.is_empty() => None,
        _ => {
            let (before, after) = ((chrome.version(agreed_version), agreed.clone()), (thing.to_string(), apply(&agreed, &edits)));
            Some(ShownComparison::beside(&seat.engagement, chrome.language, before, after).await?)
        }
    };
    page_with(
        status,
        Show {
            turn,
            touches: request.touches.as_ref().map(|key| (Thing::Line(key.clone()).url(engagement), line_title(&agreed, key))),
            from: request.feedback.map(|number| (Thing::Feedback(number).url(engagement), Thing::Feedback(number).to_string())),
            comparison,
            comparison_url: match (request.version, &request.assessment) {
                (Some(version), Some(assessment)) => scope::comparison_url(engagement, version, assessment.base_version),
                _ => String::new(),
            },
            ripple: Ripple::of(&facts, &edits, app.clock.now()),
            version: request.version.map(|number| VersionLink { number, url: Thing::Scope(number).url(engagement) }),
            may_offer: seat.may(Ability::OfferChange) && request.check_offerable(agreed_version).is_ok(),
            may_withdraw_offer: seat.may(Ability::OfferChange) && request.check_on_offer().is_ok(),
            may_accept: seat.may(Ability::AcceptChange) && request.check_on_offer().is_ok(),
            may_withdraw: seat.may(Ability::RaiseChange) && request.check_withdrawable(seat.side()).is_ok(),
            may_park: seat.may(Ability::ParkChange) && editable.is_ok(),
            may_resume: seat.may(Ability::ParkChange) && request.check_resumable().is_ok(),
            lines: changes::line_choices(&agreed).into_iter().filter(|choice| !edits.iter().any(|edit| edit.key == choice.value)).collect(),
            edits: edits.into_iter().map(|edit| edit_row(engagement, number, edit, &agreed, &request)).collect(),
            feedback_url: thing.feedback_url(engagement),
            give_feedback_url: if seat.may(Ability::GiveFeedback) { thing.new_feedback_url(engagement) } else { String::new() },
            stale,
            forms,
            may_edit,
            engagement,
            url,
            request,
            chrome,
        },
    )
}

fn edit_row(engagement: Uuid, number: i32, edit: Edit, agreed: &[Line], request: &ChangeRequest) -> EditRow {
    let base = Thing::Change(number).url(engagement);
    let ended = matches!(request.status, Status::Accepted | Status::Declined | Status::Withdrawn);
    EditRow {
        title: edit.action.content().map_or_else(|| line_title(agreed, &edit.key), |content| content.title.clone()),
        action_key: match edit.action {
            Action::Add(_) => "changes-adds",
            Action::Change(_) => "changes-changes",
            Action::Remove => "changes-removes",
        },
        // What is over is not looked at again.
        stale: !ended && edit.is_stale(agreed),
        edit_url: changes::edit_line_url(engagement, number, &edit.key),
        undo_url: format!("{base}/lines/{}/undo", edit.key),
        edit,
    }
}

fn line_title(lines: &[Line], key: &str) -> String {
    lines.iter().find(|line| line.key == key).map_or_else(|| key.to_owned(), |line| format!("{key} {}", line.content.title))
}

fn rest(chrome: &Chrome, request: &ChangeRequest) -> String {
    let key = match request.status {
        Status::Accepted => "changes-rest-accepted",
        Status::Declined => "changes-rest-declined",
        Status::Withdrawn => "changes-rest-withdrawn",
        Status::Parked => "changes-rest-parked",
        Status::Raised | Status::Assessed | Status::Offered => "changes-rest-open",
    };
    chrome.t(key)
}

/// Shows it, with the forms of whoever may move it.
pub async fn show(seat: Seat<needs::Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Outcome {
    draw(&app, &seat, number, Forms::default(), StatusCode::OK).await
}

/// The page with a form that has to be looked at once more.
pub(super) async fn again<N>(app: &App, seat: &Seat<N>, number: i32, forms: Forms) -> Outcome {
    draw(app, seat, number, forms, StatusCode::UNPROCESSABLE_ENTITY).await
}
