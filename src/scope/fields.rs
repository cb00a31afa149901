//! The fields in which a line is typed: in a draft, and in the edits of a change.

use super::line::{HIGHEST_PRICE, Kind, LONGEST_CRITERION, LONGEST_TITLE, LineContent, MOST_CRITERIA, MOST_DAYS};
use crate::{
    base::{
        language::Language,
        money::{Currency, Money, MoneyFault},
        text::{TextFault, one_line},
    },
    discovery::model::ConfirmedNeed,
    things::Thing,
    web::{Choice, Form, form::LONG_TEXT},
};

/// What the fields need to know besides what is typed.
#[derive(Clone, Debug)]
pub struct Fields {
    /// Of which kind the line is: criteria, days, price, date and needs are asked of services only.
    pub kind: Kind,
    /// In which prices are typed.
    pub currency: Currency,
    /// In which numbers are typed.
    pub language: Language,
    /// The needs that can be chosen: those that are confirmed.
    pub confirmed: Vec<ConfirmedNeed>,
    /// The needs that the line names so far: they can stay, or be given up, when they are not confirmed any more.
    pub named: Vec<i32>,
}

impl Fields {
    /// The form as it stands for what is there.
    #[must_use]
    pub fn filled(&self, content: &LineContent) -> Form {
        let mut form = Form::filled([
            ("title", content.title.clone()),
            ("text", content.text.clone()),
            ("criteria", content.criteria.join("\n")),
            ("days", content.days.map(|days| days.to_string()).unwrap_or_default()),
            ("price", content.price_minor.map(|minor| Money::new(minor, self.currency).input_value(self.language)).unwrap_or_default()),
            ("due_on", content.due_on.map(|day| day.to_string()).unwrap_or_default()),
        ]);
        for need in &content.needs {
            form.add("needs", need.to_string());
        }
        form
    }

    /// What was typed; what only services have is not asked of the others.
    #[must_use]
    pub fn read(&self, form: &mut Form) -> LineContent {
        let content =
            LineContent { title: form.line("title", LONGEST_TITLE), text: form.optional_text("text", LONG_TEXT), ..LineContent::default() };
        if self.kind != Kind::Service {
            return content;
        }
        LineContent {
            criteria: criteria(form),
            days: form.optional_number("days", 0..=MOST_DAYS),
            price_minor: self.price(form),
            due_on: form.optional_day("due_on"),
            needs: self.needs(form),
            ..content
        }
    }

    /// The needs to choose from; `aside` says of one that it was set aside.
    #[must_use]
    pub fn choices(&self, aside: &str) -> Vec<Choice> {
        let choice = |number: i32, hint: &str| Choice::new(number.to_string(), Thing::Need(number).to_string()).hint(hint);
        let confirmed = self.confirmed.iter().map(|need| choice(need.number, &need.understanding));
        confirmed.chain(self.named.iter().filter(|need| !self.is_confirmed(**need)).map(|need| choice(*need, aside))).collect()
    }

    fn is_confirmed(&self, need: i32) -> bool {
        self.confirmed.iter().any(|confirmed| confirmed.number == need)
    }

    fn price(&self, form: &mut Form) -> Option<i64> {
        match Money::parse(form.value("price"), self.currency, self.language) {
            Ok(price) if (0..=HIGHEST_PRICE).contains(&price.minor) => return Some(price.minor),
            Err(MoneyFault::Empty) => return None,
            Ok(_) => form.wrong("price", "form-error-scope-price"),
            Err(fault) => form.wrong("price", fault.key()),
        }
        None
    }

    fn needs(&self, form: &mut Form) -> Vec<i32> {
        let mut needs = form.numbers("needs");
        if !needs.iter().all(|need| self.is_confirmed(*need) || self.named.contains(need)) {
            form.wrong("needs", "form-error-choice");
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }
}

/// One criterion a line; empty lines do not count.
fn criteria(form: &mut Form) -> Vec<String> {
    let typed = form.optional_text("criteria", LONG_TEXT);
    let mut criteria = Vec::new();
    for line in typed.lines() {
        match one_line(line, LONGEST_CRITERION) {
            Ok(criterion) => criteria.push(criterion),
            Err(TextFault::Empty) => {}
            Err(_) => {
                form.wrong("criteria", "form-error-scope-criterion");
                return Vec::new();
            }
        }
    }
    if criteria.len() > MOST_CRITERIA {
        form.wrong("criteria", "form-error-scope-criteria");
    }
    criteria
}
