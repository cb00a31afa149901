//! One entry with its replies.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use super::{
    PAGE,
    place::{Placed, Placing},
};
use crate::{
    access::{
        Ability,
        needs::{GiveFeedback, Read},
    },
    app::App,
    effects,
    error::Error,
    feedback::{
        acts,
        model::{Entry, Reply, Standing},
        queries,
    },
    files::{self, AttachForm, FileLine, NotTaken},
    things::{FilePlace, Thing},
    turns,
    web::{Asked, At, Chrome, FilesForm, Form, FormData, Outcome, Reference, Seat, Tab, TurnLine, done, form::LONG_TEXT, page_with},
};

/// The forms of the page, of which one may come back with errors.
#[derive(Default)]
pub(super) struct Forms {
    /// A reply, a last word, or why it is not done yet.
    pub(super) reply: Form,
    /// Where a request belongs.
    pub(super) placement: Form,
    /// Files.
    pub(super) attach: Form,
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
    /// Where the request belongs, once that was said.
    placed: Option<Placed>,
    /// The form in which the reader says so; none when the reader may not, or need not.
    placing: Option<Placing>,
    /// What was attached.
    files: Vec<FileLine>,
    /// Attaches more; none when the reader may not.
    attach: Option<AttachForm>,
    may_reply: bool,
    may_close: bool,
    may_reopen: bool,
    /// Who can close it, when the reader cannot.
    closes: String,
    url: String,
    about_url: String,
    /// The effect in another business area that it became.
    effect: Option<Reference>,
    /// Where it becomes one; empty when it did, or the reader may not.
    effect_url: String,
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
    show_thread(&app, &seat, number, asked.value("before").parse().ok(), Forms::default(), StatusCode::OK).await
}

async fn show_thread<N>(app: &App, seat: &Seat<N>, number: i32, before: Option<i32>, forms: Forms, status: StatusCode) -> Outcome {
    let engagement = seat.engagement.id;
    let mut entry = queries::entry(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let mut replies = queries::replies(&app.db, engagement, number, before, PAGE as i64 + 1).await?;
    let more = replies.len() > PAGE;
    replies.truncate(PAGE);
    let url = Thing::Feedback(number).url(engagement);
    let older = replies.last().filter(|_| more).map(|last| format!("{url}?before={}", last.number)).unwrap_or_default();
    replies.reverse();
    let chrome = Chrome::thing(app, seat, Tab::Feedback, Thing::Feedback(number));
    let turn = turn_line(app, seat, &chrome, &entry).await?;
    let closed = seat.engagement.closed_at.is_some();
    let may = Ability::GiveFeedback.granted_to(seat.role) && entry.standing.talk(closed).is_ok();
    let placing = match entry.standing.place() {
        Ok(()) if seat.may(Ability::AssessChange) => Some(Placing::load(app, seat, &chrome, &entry, forms.placement).await?),
        _ => None,
    };
    let attach = (may && entry.standing.attach().is_ok())
        .then(|| AttachForm::new(&chrome, &app.settings.files.limits, "attach", format!("{url}/files"), forms.attach));
    let Standing { closed, raised_side, .. } = entry.standing;
    page_with(
        status,
        Show {
            files: FileLine::all(&chrome, engagement, std::mem::take(&mut entry.files)),
            attach,
            may_reply: may && !closed,
            may_close: may && entry.standing.close(seat.side()).is_ok(),
            may_reopen: may && closed,
            closes: if may && !closed && raised_side != seat.side() { chrome.party(&raised_side).to_owned() } else { String::new() },
            about_url: entry.line.about.url(engagement),
            effect: entry.effect.map(|effect| Reference::of(engagement, &Thing::Effect(effect))),
            effect_url: if entry.effect.is_none() && seat.may(Ability::ReportEffect) {
                format!("{}?feedback={number}", effects::new_url(engagement))
            } else {
                String::new()
            },
            placed: entry.placement.as_ref().map(|placement| Placed::of(engagement, &chrome, placement)),
            placing,
            turn,
            entry,
            replies,
            older,
            form: forms.reply,
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

/// The thread with a form that has to be looked at once more.
pub(super) async fn again<N>(app: &App, seat: &Seat<N>, number: i32, forms: Forms) -> Outcome {
    show_thread(app, seat, number, None, forms, StatusCode::UNPROCESSABLE_ENTITY).await
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
        return again(&app, &seat, number, Forms { reply: form, ..Forms::default() }).await;
    }
    acts::reply(&app, &seat, number, &text).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-replied")
}

/// Attaches files.
pub async fn attach(
    seat: Seat<GiveFeedback>,
    State(app): State<App>,
    At((engagement, number)): At<(Uuid, i32)>,
    form: FilesForm,
) -> Outcome {
    let (standing, _) = queries::standing(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    standing.talk(seat.engagement.closed_at.is_some())?;
    standing.attach()?;
    match files::receive(&app, &seat, form).await? {
        Ok(staged) => {
            acts::attach(&app, &seat, number, staged).await?;
            done(&FilePlace::Feedback(number).url(engagement), "flash-files-attached")
        }
        Err(NotTaken { status, form }) => {
            let forms = Forms { attach: form, ..Forms::default() };
            show_thread(&app, &seat, number, None, forms, status).await
        }
    }
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
        return again(&app, &seat, number, Forms { reply: form, ..Forms::default() }).await;
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
        return again(&app, &seat, number, Forms { reply: form, ..Forms::default() }).await;
    }
    acts::reopen(&app, &seat, number, &text).await?;
    done(&Thing::Feedback(number).url(seat.engagement.id), "flash-feedback-reopened")
}
