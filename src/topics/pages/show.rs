//! A topic: what it needs, how far everybody is, and the evidence for it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    access::{Ability, needs},
    app::App,
    discovery,
    error::Error,
    files::{AttachForm, FileLine, NotTaken},
    handover::{
        self,
        words::{self, FeedbackLine, GateLine},
    },
    readiness::{
        self,
        facts::{Facts, Person, Topic},
        gates,
        ladder::{Mode, UNAIDED_NEEDED, level_key},
    },
    things::Thing,
    topics::{
        self, acts,
        model::check_attestation,
        queries::shown::{self, EvidenceRow, PAGE, Position},
    },
    turns::model::Ask,
    web::{Asked, At, Chrome, Form, FormData, Outcome, Reference, Result, Seat, Tab, TurnLine, done, page_with},
};

#[derive(Template)]
#[template(path = "topics/show.html")]
struct Show {
    chrome: Chrome,
    reference: Reference,
    title: String,
    text: String,
    critical: bool,
    line: Reference,
    /// The needs that its line answers.
    needs: Vec<Reference>,
    runbook_url: Option<String>,
    /// The runbook's files.
    files: Vec<FileLine>,
    /// Attaches more; none when the reader may not.
    attach: Option<AttachForm>,
    /// "2 people at level 4 (alone)"
    need: String,
    milestones: Vec<Reference>,
    turn: Option<TurnLine>,
    gates: Vec<GateLine>,
    people: Vec<PersonRow>,
    /// After how many days without use a level lapses.
    lapse_days: u16,
    /// Whose evidence is shown, by name; empty: everybody's.
    of_person: String,
    evidence: Vec<EvidenceLine>,
    /// The beginning of the list of evidence, when this is not it; and where it goes on.
    newer: String,
    older: String,
    feedback: Vec<FeedbackLine>,
    attestations_url: String,
    /// Where each is begun; empty when the reader may not.
    edit: String,
    new_observation: String,
    new_assist: String,
    give_feedback: String,
}

/// Where somebody stands on the topic, and what is known of it.
struct PersonRow {
    seat: i32,
    name: String,
    level: String,
    word: String,
    needed: String,
    notes: Vec<String>,
    /// Whether the reader may attest now that this person does it alone.
    may_attest: bool,
}

/// A piece of evidence in the story.
struct EvidenceLine {
    id: String,
    person: String,
    said: String,
    notes: Vec<String>,
    text: String,
    evidence_url: Option<String>,
    session: Option<Reference>,
    files: Vec<FileLine>,
    /// Attaches files to it; none when the reader may not.
    attach: Option<AttachForm>,
    logged_at: DateTime<Utc>,
}

/// Files that were not taken, and where they were to go.
pub struct Refused {
    /// To this observation; none: to the topic.
    pub observation: Option<i32>,
    /// Why.
    pub not_taken: NotTaken,
}

/// Which part of the evidence is shown.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// One person's, by seat; none: everybody's.
    seat: Option<i32>,
    /// From here on; none: from the newest.
    position: Option<Position<'a>>,
}

/// A topic; `?seat=3` shows one person's evidence, `?before=O12` goes on in it after observation 12, `?from=A3` with assist 3.
pub async fn show(seat: Seat<needs::Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>, Asked(asked): Asked) -> Result {
    let position = position(asked.value("before"), false).or_else(|| position(asked.value("from"), true));
    show_topic(&app, &seat, number, Part { seat: asked.value("seat").parse().ok(), position }, None).await
}

/// The topic with a form that has to be looked at again.
pub async fn again<N>(app: &App, seat: &Seat<N>, number: i32, refused: Refused) -> Result {
    let position = refused.observation.map(|number| Position { kind: "O", number, inclusive: true });
    show_topic(app, seat, number, Part { seat: None, position }, Some(refused)).await
}

async fn show_topic<N>(app: &App, seat: &Seat<N>, number: i32, part: Part<'_>, refused: Option<Refused>) -> Result {
    let engagement = seat.engagement.id;
    let now = app.clock.now();
    let facts = readiness::facts_of_one(&app.db, engagement).await?;
    let topic = facts.topic(number).ok_or(Error::NotFound)?;
    let (plan, files) = shown::topic_and_files(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let of_person = part.seat.and_then(|seat| facts.person(seat));
    let mut evidence = shown::evidence(&app.db, engagement, number, of_person.map(|person| person.seat), part.position).await?;
    let needs = discovery::needs_of_line(&app.db, engagement, &topic.line).await?;
    let feedback = handover::feedback::on(&app.db, engagement, &Thing::Topic(number)).await?;
    let chrome = Chrome::seat(app, seat, Tab::Handover);
    let today = facts.day(now);
    let more = evidence.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    evidence.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let thing = topic.thing();
    let link = |ability, url: String| if seat.may(ability) { url } else { String::new() };
    let about = |url: String| format!("{url}?topic={number}");
    let whole = of_person.map_or_else(|| thing.url(engagement), |person| topics::evidence_url(engagement, number, person.seat));
    let has_people = facts.active_people().next().is_some();
    let log = |url: String| if has_people { link(Ability::LogEvidence, about(url)) } else { String::new() };
    let need = chrome
        .say("handover-need")
        .with("people", topic.people_needed)
        .with("level", topic.target_level)
        .with("word", chrome.t(level_key(topic.target_level)));
    let status = refused.as_ref().map_or(StatusCode::OK, |refused| refused.not_taken.status);
    let mut forms: BTreeMap<Option<i32>, Form> = refused.map(|refused| (refused.observation, refused.not_taken.form)).into_iter().collect();
    let limits = &app.settings.files.limits;
    let attach_runbook = seat.may(Ability::PlanTopic).then(|| {
        let form = forms.remove(&None).unwrap_or_default();
        AttachForm::new(&chrome, limits, "attach", topics::runbook_files_url(engagement, number), form)
    });
    let mut attach_evidence = |observation| {
        seat.may(Ability::LogEvidence).then(|| {
            let form = forms.remove(&Some(observation)).unwrap_or_default();
            let action = topics::evidence_files_url(engagement, number, observation);
            AttachForm::new(&chrome, limits, format!("attach-o{observation}"), action, form)
        })
    };
    let page = Show {
        reference: Reference::of(engagement, &thing),
        title: topic.title.clone(),
        text: plan.text,
        critical: topic.critical,
        line: Reference::of(engagement, &Thing::Line(topic.line.clone())),
        needs: needs.into_iter().map(|need| Reference::of(engagement, &Thing::Need(need))).collect(),
        runbook_url: topic.runbook_url.clone(),
        need: need.to_string(),
        milestones: covering(&facts, number),
        turn: facts.turn(&thing).map(|turn| TurnLine::of(&chrome, &facts.promises, now, turn.side, None, Ask::AttestAlone, turn.due_at)),
        gates: gates::of_topic(&facts, topic, today).iter().map(|gate| words::gate_line(&chrome, seat, None, gate)).collect(),
        lapse_days: topic.lapse_days,
        of_person: of_person.map(|person| person.name.clone()).unwrap_or_default(),
        people: people(&chrome, seat, &facts, topic, today),
        files: FileLine::all(&chrome, engagement, files),
        attach: attach_runbook,
        older: evidence
            .last()
            .filter(|_| more)
            .map(|last| format!("{whole}{}before={}{}", if of_person.is_some() { '&' } else { '?' }, last.kind, last.number))
            .unwrap_or_default(),
        evidence: evidence.into_iter().map(|row| evidence_line(&chrome, engagement, row, &mut attach_evidence)).collect(),
        newer: part.position.map(|_| whole).unwrap_or_default(),
        feedback: words::feedback_lines(&chrome, engagement, &feedback),
        attestations_url: topics::attestations_url(engagement, number),
        edit: link(Ability::PlanTopic, handover::edit_topic_url(engagement, number)),
        new_observation: log(handover::new_observation_url(engagement)),
        new_assist: log(topics::new_assist_url(engagement)),
        give_feedback: link(Ability::GiveFeedback, thing.new_feedback_url(engagement)),
        chrome,
    };
    page_with(status, page)
}

/// Kind and number of a piece of evidence, as URLs name it.
fn position(asked: &str, inclusive: bool) -> Option<Position<'_>> {
    let kind = asked.get(..1).filter(|kind| matches!(*kind, "O" | "A"))?;
    asked.get(1..)?.parse().ok().map(|number| Position { kind, number, inclusive })
}

fn covering(facts: &Facts, topic: i32) -> Vec<Reference> {
    let covers = facts.milestones.iter().filter(|milestone| milestone.topics.contains(&topic));
    covers.map(|milestone| Reference::of(facts.engagement, &milestone.thing())).collect()
}

/// Everybody who is expected on the ladder or was seen on it.
fn people<N>(chrome: &Chrome, seat: &Seat<N>, facts: &Facts, topic: &Topic, today: NaiveDate) -> Vec<PersonRow> {
    let was_seen = |person: &Person| topic.evidence.iter().any(|seen| seen.seat == person.seat);
    let row = |person: &Person| {
        let standing = topic.standing(person.seat, today);
        let mut notes = Vec::new();
        if !person.active {
            notes.push(chrome.t("handover-seat-ended"));
        }
        if standing.lapsed {
            notes.push(chrome.say("handover-lapsed").with("days", topic.lapse_days).to_string());
        }
        if let Some(day) = standing.holds_until.filter(|_| !standing.lapsed) {
            notes.push(chrome.say("handover-holds-until").with("day", chrome.day_short(&day)).to_string());
        }
        if standing.unaided_days > 0 {
            notes.push(chrome.say("handover-unaided-days").with("days", standing.unaided_days).with("needed", UNAIDED_NEEDED).to_string());
        }
        notes.extend(standing.attested.iter().map(|side| chrome.say("handover-attested-by").with("party", chrome.party(side)).to_string()));
        if standing.can_be_attested() {
            let missing = standing.attestations_missing();
            notes.extend(
                missing.iter().map(|side| chrome.say("handover-attestation-missing").with("party", chrome.party(side)).to_string()),
            );
        }
        PersonRow {
            seat: person.seat,
            name: person.name.clone(),
            level: if standing.level == 0 { "–".to_owned() } else { standing.level.to_string() },
            word: chrome.t(level_key(standing.level)),
            needed: topic.target_level.to_string(),
            notes,
            may_attest: person.active && seat.may(Ability::AttestAlone) && check_attestation(&standing, seat.side()).is_ok(),
        }
    };
    facts.people.iter().filter(|person| person.is_expected() || was_seen(person)).map(row).collect()
}

fn evidence_line(chrome: &Chrome, engagement: Uuid, row: EvidenceRow, attach: &mut impl FnMut(i32) -> Option<AttachForm>) -> EvidenceLine {
    let day = chrome.day_short(&row.happened_on);
    let other = row.other.unwrap_or_default();
    let mut notes = Vec::new();
    let said = match row.mode.as_deref().and_then(|mode| mode.parse::<Mode>().ok()) {
        Some(mode) => {
            notes.push(chrome.t(if row.real_case { "handover-real-case" } else { "handover-exercise" }));
            if row.by_runbook {
                notes.push(chrome.t("handover-by-runbook"));
            }
            let key = match mode {
                Mode::Watched => "handover-said-watched",
                Mode::Together => "handover-said-together",
                Mode::Supervised => "handover-said-supervised",
                Mode::Alone => "handover-said-alone",
                Mode::Taught => "handover-said-taught",
            };
            let said = chrome.say(key).with("day", day);
            if mode == Mode::Taught { said.with("learner", other) } else { said }
        }
        None => chrome.say("handover-said-assist").with("day", day).with("helper", other).with("minutes", row.minutes.unwrap_or_default()),
    };
    EvidenceLine {
        id: format!("{}{}", row.kind.to_lowercase(), row.number),
        person: row.person,
        said: chrome.say("handover-said").with("said", said).with("name", row.logged_by).to_string(),
        notes,
        text: row.text,
        evidence_url: row.evidence_url,
        session: row.session.map(|number| Reference::of(engagement, &Thing::Session(number))),
        files: FileLine::all(chrome, engagement, row.files.0),
        // What helped is told, what was seen is shown.
        attach: if row.mode.is_some() { attach(row.number) } else { None },
        logged_at: row.logged_at,
    }
}

/// Attests that somebody does the topic alone.
pub async fn attest(
    seat: Seat<needs::AttestAlone>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(form): FormData,
) -> Outcome {
    // Only our own button sends this; anything else names nobody.
    let of = form.value("seat").parse().map_err(|_| Error::NotFound)?;
    acts::attest(&app, &seat, number, of).await?;
    done(&Thing::Topic(number).url(seat.engagement.id), "flash-handover-attested")
}
