//! Planning and changing a milestone.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::needs,
    app::App,
    base::digest::Digest,
    error::{Error, Refusal},
    handover,
    milestones::{self, acts, model::NewMilestone, queries::shown},
    readiness::{
        self,
        facts::{Facts, Milestone},
    },
    things::Thing,
    topics::model::{LONGEST_TEXT, holder},
    web::{At, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page, page_with},
};

#[derive(Template)]
#[template(path = "milestones/form.html")]
struct MilestoneForm {
    chrome: Chrome,
    form: Form,
    /// The reference of the milestone that is changed; empty for a new one.
    reference: String,
    /// Whether one side has signed: its signature falls.
    signed: bool,
    action: String,
    back: String,
    /// By whose clocks the time is read.
    zone: String,
    people: Vec<Choice>,
    topics: Vec<Choice>,
    deliverables: Vec<Choice>,
}

impl MilestoneForm {
    fn of(app: &App, seat: &Seat<needs::PlanMilestone>, facts: &Facts, milestone: Option<&Milestone>, form: Form) -> MilestoneForm {
        let engagement = facts.engagement;
        let thing = milestone.map(Milestone::thing);
        MilestoneForm {
            chrome: Chrome::seat(app, seat, Tab::Handover),
            form,
            signed: milestone.is_some_and(|milestone| !milestone.signed_by.is_empty()),
            action: milestone
                .map_or_else(|| milestones::new_milestone_url(engagement), |each| handover::edit_milestone_url(engagement, each.number)),
            back: thing.as_ref().map_or_else(|| handover::url(engagement), |thing| thing.url(engagement)),
            reference: thing.map(|thing| thing.to_string()).unwrap_or_default(),
            zone: facts.promises.client.calendar.zone().name().replace('_', " "),
            people: facts.active_people().map(|person| Choice::new(person.seat.to_string(), person.name.clone())).collect(),
            topics: facts
                .topics
                .iter()
                .map(|each| Choice::new(each.number.to_string(), format!("{} {}", each.thing(), each.title)))
                .collect(),
            deliverables: facts
                .deliverables
                .iter()
                .map(|each| Choice::new(each.number.to_string(), format!("{} {}", Thing::Deliverable(each.number), each.title)))
                .collect(),
        }
    }
}

fn filled(facts: &Facts, plan: &NewMilestone, version: Digest) -> Form {
    let local = plan.at.with_timezone(&facts.promises.client.calendar.zone());
    let fields = [
        ("title", plan.title.clone()),
        ("agreement", plan.agreement.clone()),
        ("at", local.format("%Y-%m-%dT%H:%M").to_string()),
        ("owner", plan.owner.map(|seat| seat.to_string()).unwrap_or_default()),
        ("version", version.to_string()),
    ];
    let topics = plan.topics.iter().map(|number| ("topics", number.to_string()));
    let deliverables = plan.deliverables.iter().map(|number| ("deliverables", number.to_string()));
    Form::filled(fields.into_iter().chain(topics).chain(deliverables))
}

/// Reads a plan. A date has to lie ahead, unless it is the one that the milestone had.
fn read(form: &mut Form, facts: &Facts, old: Option<&Milestone>, now: DateTime<Utc>) -> NewMilestone {
    let at = form.moment("at", facts.promises.client.calendar.zone());
    if old.is_none_or(|old| old.at != at) {
        form.not_passed("at", facts.day(at), facts.day(now));
    }
    let owner = form.optional_number("owner", 1..=i32::MAX);
    if owner.is_some_and(|owner| holder(&facts.people, owner).is_err()) {
        form.wrong("owner", "form-error-choice");
    }
    let topics = read_numbers(form, "topics", |number| facts.topic(number).is_some());
    let deliverables = read_numbers(form, "deliverables", |number| facts.deliverables.iter().any(|each| each.number == number));
    NewMilestone { title: form.line("title", 200), agreement: form.text("agreement", LONGEST_TEXT), at, owner, topics, deliverables }
}

/// Numbers of things that exist, each once, in order.
fn read_numbers(form: &mut Form, field: &str, exists: impl Fn(i32) -> bool) -> Vec<i32> {
    let numbers: BTreeSet<i32> = form.numbers(field).into_iter().collect();
    if !numbers.iter().all(|number| exists(*number)) {
        form.wrong(field, "form-error-choice");
    }
    numbers.into_iter().collect()
}

/// The form for a new milestone.
pub async fn new(seat: Seat<needs::PlanMilestone>, State(app): State<App>) -> Result {
    seat.still_open()?;
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    page(MilestoneForm::of(&app, &seat, &facts, None, Form::default()))
}

/// Plans a milestone.
pub async fn plan(seat: Seat<needs::PlanMilestone>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    let new = read(&mut form, &facts, None, app.clock.now());
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, MilestoneForm::of(&app, &seat, &facts, None, form));
    }
    let number = acts::plan(&app, &seat, new).await?;
    done(&Thing::Milestone(number).url(seat.engagement.id), "flash-handover-milestone-planned")
}

/// The form to change a milestone.
pub async fn edit(seat: Seat<needs::PlanMilestone>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Result {
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    let milestone = facts.milestone(number).ok_or(Error::NotFound)?;
    // The nearer reason first: both have signed this one.
    milestone.check_change()?;
    seat.still_open()?;
    let text = shown::agreement(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)?;
    let plan = milestone.plan(text.agreement);
    let form = filled(&facts, &plan, plan.digest(seat.engagement.id, number));
    page(MilestoneForm::of(&app, &seat, &facts, Some(milestone), form))
}

/// Changes a milestone.
pub async fn change(
    seat: Seat<needs::PlanMilestone>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let facts = readiness::facts_of_one(&app.db, seat.engagement.id).await?;
    let milestone = facts.milestone(number).ok_or(Error::NotFound)?;
    let new = read(&mut form, &facts, Some(milestone), app.clock.now());
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, MilestoneForm::of(&app, &seat, &facts, Some(milestone), form));
    }
    let shown = form.value("version").parse().map_err(|_| Refusal::new("refused-milestone-changed"))?;
    acts::change_plan(&app, &seat, number, new, Some(shown)).await?;
    done(&milestone.thing().url(seat.engagement.id), "flash-handover-milestone-changed")
}
