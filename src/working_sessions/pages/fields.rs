//! The fields that a plan and a record share: where, when, with whom and on what; and the next steps.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::{
    base::format,
    turns::model::Promises,
    web::{Choice, Chrome, Form},
    working_sessions::{
        model::{LONGEST_LINE, MOST_STEPS, NewSetting, NewStep, Participant, Setting, are_both_sides},
        queries::Choices,
    },
};

/// Fields for next steps that a record begins with.
const FIRST_STEPS: usize = 2;

/// Of what the shared fields ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// What is planned.
    Ahead,
    /// What took place.
    Back,
}

/// What the shared fields offer.
pub(super) struct Offered {
    /// Those who can take part.
    pub(super) people: Vec<Choice>,
    /// What can be worked on.
    pub(super) topics: Vec<Choice>,
    /// Those who can take a step on.
    pub(super) owners: Vec<Choice>,
    /// How they are asked for: as it is to be, or as it was.
    pub(super) people_key: &'static str,
    pub(super) topics_key: &'static str,
    /// In which time zone times are typed.
    pub(super) zone: String,
    /// The same as they are chosen from.
    known: Vec<Participant>,
    numbers: Vec<i32>,
    clock: Tz,
}

impl Offered {
    /// Everybody who has a seat, and those who took part before their seat ended.
    pub(super) fn of(chrome: &Chrome, choices: Choices, asks: Asks, earlier: Option<&Setting>) -> Offered {
        let mut known = choices.people;
        for person in earlier.iter().flat_map(|setting| &setting.people) {
            if !known.iter().any(|other| other.id == person.id) {
                known.push(person.clone());
            }
        }
        let named = |person: &Participant| format!("{} · {}", person.name, chrome.party(&person.side));
        let can_own = |person: &&Participant| choices.owners.contains(&person.id);
        let (people_key, topics_key) = match asks {
            Asks::Ahead => ("sessions-people", "sessions-topics"),
            Asks::Back => ("sessions-people-were", "sessions-topics-were"),
        };
        Offered {
            people_key,
            topics_key,
            people: known.iter().map(|person| Choice::new(person.id.to_string(), named(person))).collect(),
            owners: known.iter().filter(can_own).map(|person| Choice::new(person.id.to_string(), named(person))).collect(),
            topics: choices
                .topics
                .iter()
                .map(|topic| Choice::new(topic.number.to_string(), format!("T{} {}", topic.number, topic.title)))
                .collect(),
            zone: choices.zone.name().to_owned(),
            numbers: choices.topics.iter().map(|topic| topic.number).collect(),
            clock: choices.zone,
            known,
        }
    }

    /// Fills the fields in with a setting.
    pub(super) fn fill(&self, form: &mut Form, setting: &Setting) {
        self.fill_times(form, setting.from, setting.to);
        form.set("place", setting.place.clone());
        for person in &setting.people {
            form.add("people", person.id.to_string());
        }
        for topic in &setting.topics {
            form.add("topics", topic.number.to_string());
        }
    }

    /// Fills in day, beginning and end.
    pub(super) fn fill_times(&self, form: &mut Form, from: DateTime<Utc>, to: DateTime<Utc>) {
        let local = |at: DateTime<Utc>| at.with_timezone(&self.clock).naive_local();
        form.set("day", local(from).date().to_string());
        form.set("from", format::time(local(from).time()));
        form.set("to", format::time(local(to).time()));
    }

    /// Reads where, when on this day, with whom and on what.
    pub(super) fn read(&self, form: &mut Form, day: NaiveDate) -> NewSetting {
        let (from, to) = (self.moment(form, "from", day), self.moment(form, "to", day));
        if form.error("from").is_none() && form.error("to").is_none() && from >= to {
            form.wrong("to", "form-error-session-ends-first");
        }
        let place = form.line("place", LONGEST_LINE);
        let mut people: Vec<Uuid> = form.values("people").iter().filter_map(|id| id.parse().ok()).collect();
        people.sort_unstable();
        people.dedup();
        let present: Vec<Participant> = self.known.iter().filter(|person| people.contains(&person.id)).cloned().collect();
        if present.len() != people.len() || !are_both_sides(&present) {
            form.wrong("people", "form-error-session-people");
        }
        let topics = form.numbers("topics");
        if form.error("topics").is_none() && !topics.iter().all(|number| self.numbers.contains(number)) {
            form.wrong("topics", "form-error-choice");
        }
        NewSetting { place, from, to, people, topics }
    }

    fn moment(&self, form: &mut Form, field: &str, day: NaiveDate) -> DateTime<Utc> {
        let time = form.time(field);
        if form.error(field).is_some() {
            return DateTime::default();
        }
        form.instant(field, day.and_time(time), self.clock)
    }

    /// The day of an instant where the client works.
    pub(super) fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.clock).date_naive()
    }

    /// Reads the next steps: of each that is begun, what, who and until when.
    pub(super) fn read_steps(&self, form: &mut Form, promises: &Promises, now: DateTime<Utc>) -> Vec<NewStep> {
        let mut steps = Vec::new();
        for fields in step_fields(form) {
            if [&fields.text, &fields.owner, &fields.due].iter().all(|field| form.value(field).trim().is_empty()) {
                continue;
            }
            let text = form.line(&fields.text, LONGEST_LINE);
            let owner = form.choice(&fields.owner, Uuid::nil());
            if form.error(&fields.owner).is_none() && !self.owners.iter().any(|choice| choice.value == owner.to_string()) {
                form.wrong(&fields.owner, "form-error-choice");
            }
            let step = NewStep { text, owner, due_on: form.day(&fields.due) };
            let side = self.known.iter().find(|person| person.id == owner).map(|person| person.side);
            if form.error(&fields.due).is_none() && side.is_some_and(|side| step.check_due(promises.of(side), now).is_err()) {
                form.wrong(&fields.due, "form-error-step-due-passed");
            }
            steps.push(step);
        }
        steps
    }
}

/// The names of the fields of one next step.
pub(super) struct StepFields {
    pub(super) place: usize,
    pub(super) text: String,
    pub(super) owner: String,
    pub(super) due: String,
}

/// How many next steps a form has fields for.
pub(super) fn count(form: &Form) -> usize {
    form.value("count").parse().unwrap_or(FIRST_STEPS).clamp(1, MOST_STEPS)
}

/// The fields of the next steps of a form.
pub(super) fn step_fields(form: &Form) -> Vec<StepFields> {
    let fields = |place| StepFields { place, text: format!("step-{place}"), owner: format!("owner-{place}"), due: format!("due-{place}") };
    (1..=count(form)).map(fields).collect()
}
