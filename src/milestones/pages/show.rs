//! A milestone: its agreement, how ready it is and why, and its signatures.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::trend::{self, TrendChart};
use crate::{
    access::{Ability, Role, Side, needs},
    app::App,
    base::digest::Digest,
    error::{Error, Refusal},
    events::sentence::gate_key,
    handover::{
        self,
        words::{self, FeedbackLine, GateLine},
    },
    milestones::{
        self, acts,
        echo::Echo,
        queries::shown::{self, AgreementRow, AskedWaiver, Signature},
    },
    readiness::{
        self, Look, Outlook,
        facts::Facts,
        gates::GateState,
        light::{Light, Readiness},
        recorded::RecordedGate,
        trend::{PAGE_WEEKS, Snapshot},
    },
    things::Thing,
    turns::model::Ask,
    web::{At, Chrome, Form, FormData, Outcome, Reference, Result, Seat, Tab, TurnLine, done, page, page_with},
};

#[derive(Template)]
#[template(path = "milestones/show.html")]
struct Show {
    chrome: Chrome,
    reference: Reference,
    title: String,
    at: DateTime<Utc>,
    agreement: String,
    planned_by: String,
    planned_at: DateTime<Utc>,
    owner: String,
    topics: Vec<Reference>,
    deliverables: Vec<Reference>,
    signed_at: Option<DateTime<Utc>>,
    turn: Option<TurnLine>,
    left: String,
    light: &'static str,
    light_text: String,
    counts: String,
    forecast: Vec<String>,
    /// How that moved; none while there is too little to see.
    trend: Option<TrendChart>,
    gates: Vec<GateLine>,
    /// The gates as they stood with the last signature, once both have signed.
    recorded: Vec<RecordedLine>,
    /// When the client is asked whether it still runs it alone, and what it answered.
    echoes: Vec<EchoLine>,
    /// Where the reader answers; empty when nothing is asked, or others answer.
    echo_url: String,
    /// Waivers that were asked for, whatever became of them.
    waivers: Vec<WaiverRow>,
    signatures: Vec<SignatureBox>,
    /// Whether the text is another than the one that was signed: somebody got around Tandem.
    tampered: bool,
    feedback: Vec<FeedbackLine>,
    /// Where each is begun; empty when the reader may not.
    edit: String,
    sign: String,
    give_feedback: String,
}

/// One side's signature, given or not.
struct SignatureBox {
    side: &'static str,
    party: String,
    role: String,
    given: Option<Given>,
    /// Who has to sign, or what it waits for; empty when it is given or the reader can give it.
    open: String,
}

/// A gate as it stood when it was signed.
struct RecordedLine {
    gate: RecordedGate,
    about: Reference,
    /// The waiver that let it pass, in words with its page.
    waiver: Option<(String, Reference)>,
}

impl RecordedLine {
    /// Unique on the page.
    fn id(&self) -> String {
        format!("gate-{}-{}", self.gate.kind, self.gate.about)
    }
}

/// One time of asking.
struct EchoLine {
    said: String,
    /// Who answered and when; empty until then.
    note: String,
    /// What was added to a yes, Markdown.
    remark: String,
    /// The feedback entry that a no became.
    feedback: Option<Reference>,
    tone: &'static str,
    state: String,
}

/// A waiver in the list.
struct WaiverRow {
    reference: Reference,
    /// What the gate asks.
    said: String,
    until: String,
    state: String,
    tone: &'static str,
}

struct Given {
    name: String,
    at: DateTime<Utc>,
    digest: String,
}

/// Whoever can sign for a side.
const fn signer(side: Side) -> Role {
    match side {
        Side::Client => Role::Sponsor,
        Side::Provider => Role::Manager,
    }
}

/// A milestone.
pub async fn show(seat: Seat<needs::Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Result {
    let engagement = seat.engagement.id;
    let now = app.clock.now();
    let facts = readiness::facts_of_one(&app.db, engagement).await?;
    let milestone = facts.milestone(number).ok_or(Error::NotFound)?;
    let row = shown::agreement(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let feedback = handover::feedback::on(&app.db, engagement, &milestone.thing()).await?;
    let readiness = Readiness::of(&facts, milestone, now);
    let look = Look { engagement, milestone: number, day: milestone.signed_at.map_or(readiness.day, |at| facts.day(at)) };
    let last = match (milestone.signed_at, row.signatures.last()) {
        (Some(at), Some(signature)) => {
            let left = facts.promises.client.calendar.time_left(at, milestone.at);
            Snapshot::signed(look.day, left, &signature.gates)
        }
        _ => Snapshot::of(&Outlook::of(milestone, &readiness)),
    };
    let trend = readiness::trends_of(&app.db, &[(look, Some(last))], PAGE_WEEKS).await?.remove(&engagement);
    let chrome = Chrome::seat(&app, &seat, Tab::Handover);
    let thing = milestone.thing();
    let digest = milestone.plan(row.agreement.clone()).digest(engagement, number);
    let may_sign = seat.may(Ability::SignMilestone) && milestone.check_signature(seat.side(), &readiness).is_ok();
    let is_open = milestone.signed_at.is_none();
    let link = |may: bool, url: String| if may { url } else { String::new() };
    page(Show {
        reference: Reference::of(engagement, &thing),
        title: milestone.title.clone(),
        at: milestone.at,
        owner: milestone.owner.map(|owner| facts.name(owner).to_owned()).unwrap_or_default(),
        topics: facts.covered_topics(milestone).map(|topic| Reference::of(engagement, &topic.thing())).collect(),
        deliverables: facts
            .covered_deliverables(milestone)
            .map(|each| Reference::of(engagement, &Thing::Deliverable(each.number)))
            .collect(),
        signed_at: milestone.signed_at,
        turn: facts.turn(&thing).map(|turn| {
            let ask = if is_open { Ask::SignMilestone } else { Ask::AnswerEcho };
            TurnLine::of(&chrome, &facts.promises, now, turn.side, turn.to.as_deref(), ask, turn.due_at)
        }),
        left: words::left(&chrome, &readiness),
        light: readiness.light.as_str(),
        light_text: chrome.t(readiness.light.key()),
        counts: words::counts(&chrome, &readiness),
        forecast: words::forecast(&chrome, &readiness),
        trend: trend.and_then(|trend| trend::chart(&chrome, trend, !is_open)),
        gates: readiness.worst_first().into_iter().map(|gate| words::gate_line(&chrome, &seat, Some(milestone), gate)).collect(),
        recorded: row
            .signatures
            .last()
            .filter(|_| !is_open)
            .map(|last| last.gates.iter().map(|gate| recorded(&chrome, engagement, gate)).collect())
            .unwrap_or_default(),
        echo_url: link(
            seat.may(Ability::AnswerEcho) && row.echoes.iter().any(|echo| echo.asked_at.is_some() && echo.answer.is_none()),
            milestones::echo_url(engagement, number),
        ),
        echoes: row.echoes.iter().map(|echo| echo_line(&chrome, engagement, echo)).collect(),
        waivers: row.waivers.iter().map(|waiver| waiver_row(&chrome, engagement, waiver, facts.day(now))).collect(),
        signatures: Side::BOTH.map(|side| signature_box(&chrome, &row, &readiness, side)).into(),
        tampered: row.signatures.iter().filter_map(Signature::digest).any(|signed| signed != digest),
        feedback: words::feedback_lines(&chrome, engagement, &feedback),
        edit: link(is_open && seat.may(Ability::PlanMilestone), handover::edit_milestone_url(engagement, number)),
        sign: link(may_sign, milestones::signature_url(engagement, number)),
        give_feedback: link(seat.may(Ability::GiveFeedback), thing.new_feedback_url(engagement)),
        agreement: row.agreement,
        planned_by: row.planned_by,
        planned_at: row.planned_at,
        chrome,
    })
}

fn recorded(chrome: &Chrome, engagement: Uuid, gate: &RecordedGate) -> RecordedLine {
    let waiver = gate.waiver.as_ref().map(|waiver| {
        let said = chrome.say("handover-gate-waived-until").with("until", chrome.day(&waiver.until)).to_string();
        (said, Reference::of(engagement, &Thing::Waiver(waiver.number)))
    });
    // What cannot be read as a reference any more still stands in the reason.
    let about = gate.about.parse().unwrap_or(Thing::Engagement);
    RecordedLine { gate: gate.clone(), about: Reference::of(engagement, &about), waiver }
}

fn echo_line(chrome: &Chrome, engagement: Uuid, echo: &Echo) -> EchoLine {
    let said = chrome.say("handover-echo-on").with("day", chrome.day(&echo.due_on)).with("days", echo.days).to_string();
    let (state, tone) = match (&echo.answer, echo.asked_at) {
        (Some(answer), _) if answer.alone => ("handover-echo-alone", "good"),
        (Some(_), _) => ("handover-echo-not-alone", "bad"),
        (None, Some(_)) => ("handover-echo-asked", "open"),
        (None, None) => ("handover-echo-ahead", "quiet"),
    };
    let note = echo.answer.as_ref().map(|answer| format!("{}, {}", answer.answered_by, chrome.moment(&answer.answered_at)));
    let feedback = echo.answer.as_ref().and_then(|answer| answer.feedback);
    EchoLine {
        said,
        note: note.unwrap_or_default(),
        remark: echo.answer.as_ref().map(|answer| answer.remark.clone()).unwrap_or_default(),
        feedback: feedback.map(|number| Reference::of(engagement, &Thing::Feedback(number))),
        tone,
        state: chrome.t(state),
    }
}

fn waiver_row(chrome: &Chrome, engagement: Uuid, waiver: &AskedWaiver, today: NaiveDate) -> WaiverRow {
    let (word, tone) = waiver.state().word(today <= waiver.until);
    WaiverRow {
        reference: Reference::of(engagement, &Thing::Waiver(waiver.number)),
        said: chrome.say(gate_key(&waiver.gate)).with("about", waiver.about.as_str()).to_string(),
        until: waiver.state().until().map(|key| format!("{} {}", chrome.t(key), chrome.day(&waiver.until))).unwrap_or_default(),
        state: chrome.t(word),
        tone,
    }
}

fn signature_box(chrome: &Chrome, row: &AgreementRow, readiness: &Readiness, side: Side) -> SignatureBox {
    let role = chrome.t(signer(side).key());
    let given = row.signatures.iter().find(|signature| signature.side == side).map(|signature| Given {
        name: signature.typed_name.clone(),
        at: signature.signed_at,
        digest: signature.digest().map(|digest| digest.in_groups()).unwrap_or_default(),
    });
    let open = match (&given, readiness.light) {
        (Some(_), _) => String::new(),
        (None, Light::Ready) => chrome.say("handover-signature-open").with("role", &role).to_string(),
        (None, _) => chrome.t("handover-signature-blocked"),
    };
    SignatureBox { side: side.as_str(), party: chrome.party(&side).to_owned(), role, given, open }
}

#[derive(Template)]
#[template(path = "milestones/signature.html")]
struct Signing {
    chrome: Chrome,
    form: Form,
    reference: Reference,
    title: String,
    at: DateTime<Utc>,
    agreement: String,
    digest: Digest,
    party: String,
    counts: String,
    /// The gates that let it through without being passed: waived ones, and warnings.
    gates: Vec<GateLine>,
    /// What signing does.
    means: String,
    /// Whether it also closes the engagement.
    closes: bool,
    action: String,
}

async fn signing(app: &App, seat: &Seat<needs::SignMilestone>, facts: &Facts, number: i32, form: Form) -> Result<Signing> {
    let engagement = seat.engagement.id;
    let milestone = facts.milestone(number).ok_or(Error::NotFound)?;
    let readiness = Readiness::of(facts, milestone, app.clock.now());
    milestone.check_signature(seat.side(), &readiness)?;
    let row = shown::agreement(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let chrome = Chrome::seat(app, seat, Tab::Handover);
    let digest = milestone.plan(row.agreement.clone()).digest(engagement, number);
    let completes = milestone.signed_by.contains(&seat.side().other());
    Ok(Signing {
        reference: Reference::of(engagement, &milestone.thing()),
        title: milestone.title.clone(),
        at: milestone.at,
        agreement: row.agreement,
        digest,
        party: chrome.party(&seat.side()).to_owned(),
        counts: words::counts(&chrome, &readiness),
        gates: readiness
            .worst_first()
            .into_iter()
            .filter(|gate| gate.state != GateState::Pass)
            .map(|gate| words::gate_line(&chrome, seat, Some(milestone), gate))
            .collect(),
        means: chrome.t(if completes { "handover-sign-completes" } else { "handover-sign-means" }),
        closes: completes && facts.milestones.iter().all(|other| other.number == number || other.signed_at.is_some()),
        action: milestones::signature_url(engagement, number),
        form,
        chrome,
    })
}

/// The page on which a handover is signed, and nothing else.
pub async fn signature(seat: Seat<needs::SignMilestone>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Result {
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    page(signing(&app, &seat, &facts, number, Form::default()).await?)
}

pub async fn sign(
    seat: Seat<needs::SignMilestone>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let name = form.own_name("name", &seat.person.name);
    if form.has_errors() {
        let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, signing(&app, &seat, &facts, number, form).await?);
    }
    let shown = form.value("digest").parse().map_err(|_| Refusal::new("refused-other-text"))?;
    acts::sign(&app, &seat, number, &name, Some(shown)).await?;
    done(&Thing::Milestone(number).url(seat.engagement.id), "flash-handover-signed")
}
