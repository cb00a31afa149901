//! Planning and changing a topic.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    access::needs,
    app::App,
    error::Error,
    handover,
    readiness::ladder::level_key,
    things::Thing,
    topics::{
        self, acts,
        model::{LONGEST_TEXT, MOST_PEOPLE, NewTopic, USUAL_TARGET},
        queries::shown,
    },
    web::{At, Choice, Chrome, Form, FormData, Outcome, Result, Seat, Tab, done, page, page_with},
};

#[derive(Template)]
#[template(path = "topics/form.html")]
struct TopicForm {
    chrome: Chrome,
    form: Form,
    /// The reference of the topic that is changed; empty for a new one.
    reference: String,
    action: String,
    back: String,
    /// The agreed service lines; without one no topic can be planned.
    lines: Vec<Choice>,
}

impl TopicForm {
    fn levels(&self) -> Vec<Choice> {
        (1..=5).map(|level| Choice::new(level.to_string(), format!("{level} {}", self.chrome.t(level_key(level))))).collect()
    }
}

fn filled(topic: &NewTopic) -> Form {
    let fields = [
        ("title", topic.title.clone()),
        ("text", topic.text.clone()),
        ("line", topic.line.clone()),
        ("people_needed", topic.people_needed.to_string()),
        ("target_level", topic.target_level.to_string()),
        ("runbook_url", topic.runbook_url.clone().unwrap_or_default()),
        ("version", topic.version()),
    ];
    Form::filled(fields.into_iter().chain(topic.critical.then(|| ("critical", "yes".to_owned()))))
}

fn read(form: &mut Form) -> NewTopic {
    let critical = form.ticked("critical");
    NewTopic {
        title: form.line("title", 200),
        text: form.optional_text("text", LONGEST_TEXT),
        line: form.line("line", 20),
        critical,
        people_needed: form.optional_number("people_needed", 1..=MOST_PEOPLE).unwrap_or(NewTopic::people_usually_needed(critical)),
        target_level: form.number("target_level", 1..=5),
        runbook_url: form.optional_link("runbook_url"),
    }
}

/// The form; `kept` is the line that the topic has now, which it may keep though it left the catalogue.
async fn view(app: &App, seat: &Seat<needs::PlanTopic>, number: Option<i32>, kept: Option<&str>, form: Form) -> Result<TopicForm> {
    let engagement = seat.engagement.id;
    let services = shown::agreed_services(&app.db, engagement).await?;
    let left = kept.filter(|kept| services.iter().all(|(key, _)| key != kept)).map(|kept| Choice::new(kept, kept));
    let lines = services.into_iter().map(|(key, title)| Choice::new(key.clone(), format!("{key} {title}"))).chain(left).collect();
    let thing = number.map(Thing::Topic);
    Ok(TopicForm {
        chrome: Chrome::seat(app, seat, Tab::Handover),
        form,
        action: number.map_or_else(|| topics::new_topic_url(engagement), |number| handover::edit_topic_url(engagement, number)),
        back: thing.as_ref().map_or_else(|| handover::url(engagement), |thing| thing.url(engagement)),
        reference: thing.map(|thing| thing.to_string()).unwrap_or_default(),
        lines,
    })
}

/// Says so at the field when the line is none of those offered.
async fn checked(
    app: &App,
    seat: &Seat<needs::PlanTopic>,
    number: Option<i32>,
    kept: Option<&str>,
    form: Form,
    line: &str,
) -> Result<TopicForm> {
    let mut view = view(app, seat, number, kept, form).await?;
    if view.form.error("line").is_none() && !view.lines.iter().any(|choice| choice.value == line) {
        view.form.wrong("line", "form-error-choice");
    }
    Ok(view)
}

/// The form for a new topic.
pub async fn new(seat: Seat<needs::PlanTopic>, State(app): State<App>) -> Result {
    seat.still_open()?;
    let form = Form::filled([("target_level", USUAL_TARGET.to_string())]);
    page(view(&app, &seat, None, None, form).await?)
}

/// Plans a topic.
pub async fn plan(seat: Seat<needs::PlanTopic>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let new = read(&mut form);
    let view = checked(&app, &seat, None, None, form, &new.line).await?;
    if view.form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, view);
    }
    let number = acts::plan(&app, &seat, new).await?;
    done(&Thing::Topic(number).url(seat.engagement.id), "flash-handover-topic-planned")
}

/// The form to change a topic.
pub async fn edit(seat: Seat<needs::PlanTopic>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Result {
    seat.still_open()?;
    let topic = shown::topic(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)?;
    page(view(&app, &seat, Some(number), Some(&topic.line), filled(&topic)).await?)
}

/// Changes a topic.
pub async fn change(
    seat: Seat<needs::PlanTopic>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let old = shown::topic(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)?;
    let new = read(&mut form);
    let view = checked(&app, &seat, Some(number), Some(&old.line), form, &new.line).await?;
    if view.form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, view);
    }
    acts::change_plan(&app, &seat, number, new, Some(view.form.value("version"))).await?;
    done(&Thing::Topic(number).url(seat.engagement.id), "flash-handover-topic-changed")
}
