//! One deliverable: its story from the promise to the acceptance.

use askama::Template;
use axum::{extract::State as Shared, http::StatusCode};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::{Ability, Side, needs::Read},
    app::App,
    base::format,
    deliverables::{
        self,
        model::{State, TOO_SHORT_TO_REMIND},
        queries::{self, Deliverable, Submission},
    },
    discovery,
    error::Error,
    files::{self, AttachForm, FileLine},
    things::{FilePlace, Thing},
    turns::{self, model::Promises},
    web::{At, Choice, Chrome, Form, Reference, Result, Seat, Tab, TurnLine, page_with},
};

/// How many submissions the page tells of; there is hardly ever a fourth.
const MOST_SUBMISSIONS: i64 = 50;

/// What the reader can do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acting {
    /// Begin work or hand in a submission.
    Submit,
    /// Decide on the submission.
    Review,
    /// Nothing: it is somebody else's turn, or nobody's.
    Nothing,
}

/// The forms of the page, of which one may come back with errors.
#[derive(Default)]
pub struct Forms {
    /// A submission, or its review.
    pub(super) work: Form,
    /// Files.
    pub(super) attach: Form,
}

/// A submission as the story tells it.
struct Chapter {
    /// Names of its parts on the page.
    submission_id: String,
    reminder_id: String,
    notice_id: String,
    review_id: String,
    submission: Submission,
    files: Vec<FileLine>,
    /// Attaches more files to it; none when the reader may not, or it was reviewed.
    attach: Option<AttachForm>,
    said: String,
    /// When its windows end, and what then.
    clock: String,
    /// The reminder, when it was sent.
    reminder: Option<(String, DateTime<Utc>)>,
    /// The formal notice, when it was given.
    notice: Option<(String, DateTime<Utc>)>,
    ending: Option<Ending>,
}

/// How a submission ended.
struct Ending {
    side: &'static str,
    who: String,
    said: String,
    at: DateTime<Utc>,
    remark: String,
}

/// A criterion as the review form asks for it.
struct Judged {
    position: usize,
    label: String,
    met_field: String,
    remark_field: String,
}

/// Feedback on it.
struct Heard {
    number: i32,
    url: String,
    excerpt: String,
    state: String,
    tone: &'static str,
}

/// The page.
#[derive(Template)]
#[template(path = "deliverables/show.html")]
pub struct Show {
    chrome: Chrome,
    reference: String,
    deliverable: Deliverable,
    line_url: String,
    /// The needs that its line answers.
    needs: Vec<Reference>,
    turn: TurnLine,
    /// What the acceptance clock will do with a submission that is still to come.
    clock_ahead: String,
    chapters: Vec<Chapter>,
    feedback: Vec<Heard>,
    give_feedback_url: String,
    may_give_feedback: bool,
    acting: Acting,
    /// Who can act, for a reader who cannot.
    waits_for: String,
    form: Form,
    /// What is laid ready for the next submission.
    ready: Vec<FileLine>,
    /// Lays more ready; none when the reader may not, or it is not the time.
    lay_ready: Option<AttachForm>,
    /// How many versions of the files under review the reader is shown.
    seen_files: i64,
    verdicts: Vec<Choice>,
    criteria: Vec<Judged>,
    start_url: String,
    submit_url: String,
    review_url: String,
}

pub async fn show(seat: Seat<Read>, Shared(app): Shared<App>, At((_, number)): At<(Uuid, i32)>) -> Result {
    page_with(StatusCode::OK, Show::load(&app, &seat, number, Forms::default()).await?)
}

impl Show {
    /// The page with its forms: empty ones, or one that has to be looked at again.
    pub async fn load<N>(app: &App, seat: &Seat<N>, number: i32, forms: Forms) -> std::result::Result<Show, Error> {
        let engagement = seat.engagement.id;
        let mut deliverable = queries::deliverable(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
        let submissions = queries::submissions(&app.db, engagement, number, MOST_SUBMISSIONS).await?;
        let feedback = queries::feedback(&app.db, engagement, number).await?;
        let promises = turns::queries::promises(&app.db, engagement).await?;
        let needs = discovery::needs_of_line(&app.db, engagement, &deliverable.line).await?;
        let chrome = Chrome::seat(app, seat, Tab::Deliverables);
        let thing = Thing::Deliverable(number);
        let base_url = thing.url(engagement);
        let state = deliverable.state;
        let acting = match state {
            State::Submitted(_) if seat.may(Ability::ReviewSubmission) => Acting::Review,
            _ if state.takes_submission() && seat.may(Ability::SubmitDeliverable) => Acting::Submit,
            _ => Acting::Nothing,
        };
        // A form that comes back keeps what was seen when it was first shown.
        let seen_before = forms.work.value("files").parse().ok();
        let seen_now = submissions.iter().find(|each| each.number == state.submissions()).map_or(0, |each| files::model::seen(&each.files));
        let mut ready = FileLine::all(&chrome, engagement, std::mem::take(&mut deliverable.ready));
        let too_late = submissions.last().is_some_and(|last| {
            matches!(state, State::Submitted(number) if number == last.number) && last.windows().check_files(app.clock.now()).is_err()
        });
        let place = state.place_of_files(number).ok().filter(|_| !too_late && seat.may(Ability::SubmitDeliverable));
        if place == Some(FilePlace::Deliverable(number)) {
            for file in &mut ready {
                file.take_away = deliverables::removal_url(engagement, number, file.number);
            }
        }
        let attach = place.map(|place| {
            let form =
                AttachForm::new(&chrome, &app.settings.files.limits, "attach", deliverables::files_url(engagement, number), forms.attach);
            (place, form)
        });
        let (mut lay_ready, mut to_submission) = (None, None);
        match attach {
            Some((FilePlace::Submission { .. }, form)) => to_submission = Some(form),
            Some((_, form)) => lay_ready = Some(form),
            None => {}
        }
        let mut chapters: Vec<Chapter> = submissions.into_iter().map(|submission| chapter(&chrome, engagement, submission)).collect();
        if let Some(last) = chapters.last_mut() {
            last.attach = to_submission;
        }
        Ok(Show {
            turn: turn_line(&chrome, &deliverable, &promises, app.clock.now()),
            clock_ahead: clock_ahead(&chrome, &promises),
            chapters,
            ready,
            lay_ready,
            seen_files: seen_before.unwrap_or(seen_now),
            feedback: feedback.into_iter().map(|entry| heard(&chrome, engagement, entry)).collect(),
            give_feedback_url: thing.new_feedback_url(engagement),
            may_give_feedback: seat.may(Ability::GiveFeedback),
            waits_for: waits_for(&chrome, state, acting, seat.engagement.closed_at.is_some()),
            verdicts: vec![Choice::new("met", chrome.t("deliverables-met")), Choice::new("not-met", chrome.t("deliverables-not-met"))],
            criteria: (1..).zip(&deliverable.criteria).map(|(position, text)| judged(position, text)).collect(),
            reference: thing.to_string(),
            start_url: format!("{base_url}/start"),
            submit_url: format!("{base_url}/submissions"),
            review_url: format!("{base_url}/submissions/{}/review", state.submissions()),
            line_url: Thing::Line(deliverable.line.clone()).url(engagement),
            needs: needs.into_iter().map(|need| Reference::of(engagement, &Thing::Need(need))).collect(),
            acting,
            deliverable,
            form: forms.work,
            chrome,
        })
    }
}

fn turn_line(chrome: &Chrome, deliverable: &Deliverable, promises: &Promises, now: DateTime<Utc>) -> TurnLine {
    match &deliverable.turn {
        Some(turn) => TurnLine::of(chrome, promises, now, turn.side, None, turn.ask, turn.due_at),
        None if matches!(deliverable.state, State::DeemedAccepted(_)) => TurnLine::at_rest(chrome.t("deliverables-at-rest-deemed")),
        None => TurnLine::at_rest(chrome.t("deliverables-at-rest")),
    }
}

/// "Review within 5 business days of a submission; then …": nothing of it comes as a surprise.
fn clock_ahead(chrome: &Chrome, promises: &Promises) -> String {
    let key = if promises.deems_acceptance { "deliverables-clock-ahead" } else { "deliverables-clock-ahead-remind" };
    let days = |days: u16| format::business_days(chrome.language, days.into());
    let reminds = if promises.review_days > TOO_SHORT_TO_REMIND { "yes" } else { "no" };
    chrome
        .say(key)
        .with("reminds", reminds)
        .with("first", days(promises.review_days))
        .with("second", days(promises.second_review_days))
        .to_string()
}

fn chapter(chrome: &Chrome, engagement: Uuid, mut submission: Submission) -> Chapter {
    let day = |at: &DateTime<Utc>| chrome.moment_day(at);
    let (clock, after_notice) = if submission.deems {
        ("deliverables-clock", "deliverables-noticed")
    } else {
        ("deliverables-clock-remind", "deliverables-noticed-remind")
    };
    let (first, second) = (day(&submission.review_due_at), day(&submission.second_due_at));
    Chapter {
        files: FileLine::all(chrome, engagement, std::mem::take(&mut submission.files.0)),
        attach: None,
        said: chrome.say("deliverables-handed-in").with("submission", submission.number).to_string(),
        clock: chrome
            .say(clock)
            .with("reminds", if submission.remind_at.is_some() { "yes" } else { "no" })
            .with("remind", submission.remind_at.as_ref().map(day).unwrap_or_default())
            .with("first", first.clone())
            .with("second", second.clone())
            .to_string(),
        reminder: submission.reminded_at.map(|at| (chrome.say("deliverables-reminded").with("first", first).to_string(), at)),
        notice: submission.noticed_at.map(|at| (chrome.say(after_notice).with("second", second).to_string(), at)),
        ending: ending(chrome, &submission),
        submission_id: format!("submission-{}", submission.number),
        reminder_id: format!("reminder-{}", submission.number),
        notice_id: format!("notice-{}", submission.number),
        review_id: format!("review-{}", submission.number),
        submission,
    }
}

fn ending(chrome: &Chrome, submission: &Submission) -> Option<Ending> {
    let key = match submission.outcome.as_deref()? {
        "accepted" => "deliverables-said-accepted",
        "returned" => "deliverables-said-returned",
        _ => "deliverables-said-deemed",
    };
    Some(Ending {
        side: if submission.reviewed_by.is_some() { Side::Client.as_str() } else { "" },
        who: submission.reviewed_by.clone().unwrap_or_default(),
        said: chrome.say(key).with("submission", submission.number).to_string(),
        at: submission.reviewed_at?,
        remark: submission.remark.clone().unwrap_or_default(),
    })
}

fn judged(position: usize, text: &str) -> Judged {
    Judged {
        position,
        label: format!("{position}. {text}"),
        met_field: format!("criterion-{position}"),
        remark_field: format!("remark-{position}"),
    }
}

fn heard(chrome: &Chrome, engagement: Uuid, entry: queries::Feedback) -> Heard {
    let (state, tone) = match (entry.open, entry.blocking) {
        (true, true) => ("deliverables-feedback-blocking", "bad"),
        (true, false) => ("deliverables-feedback-open", "open"),
        (false, _) => ("deliverables-feedback-closed", "quiet"),
    };
    Heard {
        number: entry.number,
        url: Thing::Feedback(entry.number).url(engagement),
        excerpt: chrome.excerpt(&entry.text, 120),
        state: chrome.t(state),
        tone,
    }
}

/// Who can act, for a reader who cannot.
fn waits_for(chrome: &Chrome, state: State, acting: Acting, closed: bool) -> String {
    if acting != Acting::Nothing || state.is_finished() || closed {
        return String::new();
    }
    let (key, side) = match state {
        State::Submitted(_) => ("deliverables-waits-for-review", Side::Client),
        _ => ("deliverables-waits-for-submission", Side::Provider),
    };
    chrome.say(key).with("party", chrome.party(&side)).to_string()
}
