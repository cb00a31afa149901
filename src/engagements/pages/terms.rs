//! The terms of an engagement, and the fields in which they are typed.

use askama::Template;
use axum::{extract::State, http::StatusCode};

use crate::{
    access::{engagement, needs},
    app::App,
    base::{format, language::Language},
    engagements::{
        acts::{self, TermsOutcome},
        model::{LONGEST_TITLE, Terms},
        queries, terms_url,
    },
    web::{Choice, Chrome, Form, FormData, Outcome, Seat, Tab, done, page_with},
};

/// Business days that can be promised.
const DAYS: std::ops::RangeInclusive<i32> = 1..=60;

/// Days after which what somebody does alone can lapse.
const LAPSE_DAYS: std::ops::RangeInclusive<i32> = 7..=730;

/// A form that shows these terms.
pub fn filled(terms: &Terms) -> Form {
    let mut form = Form::filled([
        ("title", terms.title.clone()),
        ("starts_on", terms.starts_on.to_string()),
        ("ends_on", terms.ends_on.to_string()),
        ("language", terms.language.to_string()),
        ("client_promise_days", terms.client_promise_days.to_string()),
        ("provider_promise_days", terms.provider_promise_days.to_string()),
        ("review_days", terms.review_days.to_string()),
        ("second_review_days", terms.second_review_days.to_string()),
        ("lapse_days", terms.lapse_days.to_string()),
        ("assist_free_days", terms.assist_free_days.to_string()),
    ]);
    if terms.deems_acceptance {
        form.set("deems_acceptance", "yes");
    }
    form
}

/// The terms that were typed.
pub fn read(form: &mut Form) -> Terms {
    let terms = Terms {
        title: form.line("title", LONGEST_TITLE),
        starts_on: form.day("starts_on"),
        ends_on: form.day("ends_on"),
        language: form.choice("language", Language::default()),
        client_promise_days: form.number("client_promise_days", DAYS),
        provider_promise_days: form.number("provider_promise_days", DAYS),
        review_days: form.number("review_days", DAYS),
        second_review_days: form.number("second_review_days", DAYS),
        deems_acceptance: form.ticked("deems_acceptance"),
        lapse_days: form.number("lapse_days", LAPSE_DAYS),
        assist_free_days: form.number("assist_free_days", DAYS),
    };
    if form.error("starts_on").is_none() && form.error("ends_on").is_none() && terms.ends_on < terms.starts_on {
        form.wrong("ends_on", "form-error-ends-before-start");
    }
    terms
}

/// The languages to choose from.
pub fn languages(chrome: &Chrome) -> Vec<Choice> {
    Language::ALL.map(|language| Choice::new(language.as_str(), chrome.t(language_key(language)))).into()
}

const fn language_key(language: Language) -> &'static str {
    match language {
        Language::En => "engagements-language-en",
        Language::De => "engagements-language-de",
    }
}

/// A term that stands otherwise than it was typed.
struct Difference {
    label: String,
    stands: String,
}

#[derive(Template)]
#[template(path = "engagements/terms.html")]
struct TermsPage {
    chrome: Chrome,
    fields: Form,
    languages: Vec<Choice>,
    /// Names the terms that this form would replace.
    shown: String,
    /// What was changed by somebody else since the form was opened.
    differences: Vec<Difference>,
    url: String,
    back: String,
}

impl TermsPage {
    fn new(app: &App, seat: &Seat<needs::SetTerms>, fields: Form, shown: String) -> TermsPage {
        let chrome = Chrome::seat(app, seat, Tab::Overview);
        TermsPage {
            languages: languages(&chrome),
            chrome,
            fields,
            shown,
            differences: Vec::new(),
            url: terms_url(seat.engagement.id),
            back: engagement::url(seat.engagement.id),
        }
    }
}

/// The form that changes the terms.
pub async fn terms(seat: Seat<needs::SetTerms>, State(app): State<App>) -> Outcome {
    seat.still_open()?;
    let current = queries::terms(&app.db, seat.engagement.id).await?;
    page_with(StatusCode::OK, TermsPage::new(&app, &seat, filled(&current), current.token()))
}

/// Changes the terms, unless somebody else did meanwhile: then both states are shown.
pub async fn set_terms(seat: Seat<needs::SetTerms>, State(app): State<App>, FormData(mut form): FormData) -> Outcome {
    let typed = read(&mut form);
    let shown = form.value("shown").to_owned();
    if form.has_errors() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, TermsPage::new(&app, &seat, form, shown));
    }
    match acts::set_terms(&app, &seat, &shown, &typed).await? {
        TermsOutcome::Set => done(&engagement::url(seat.engagement.id), "flash-engagements-terms-set"),
        TermsOutcome::ChangedMeanwhile(current) => {
            let mut page = TermsPage::new(&app, &seat, form, current.token());
            page.differences = differences(&page.chrome, &current, &typed);
            page_with(StatusCode::CONFLICT, page)
        }
    }
}

fn differences(chrome: &Chrome, current: &Terms, typed: &Terms) -> Vec<Difference> {
    let days = |days: i32| format::business_days(chrome.language, days.unsigned_abs());
    let deems = |deems: bool| if deems { chrome.t("engagements-deems-yes") } else { chrome.t("engagements-deems-no") };
    let all = [
        (chrome.t("engagements-field-title"), current.title.clone(), typed.title.clone()),
        (chrome.t("engagements-field-starts"), chrome.day(&current.starts_on), chrome.day(&typed.starts_on)),
        (chrome.t("engagements-field-ends"), chrome.day(&current.ends_on), chrome.day(&typed.ends_on)),
        (chrome.t("engagements-field-language"), chrome.t(language_key(current.language)), chrome.t(language_key(typed.language))),
        (chrome.t("engagements-field-client-promise"), days(current.client_promise_days), days(typed.client_promise_days)),
        (chrome.t("engagements-field-provider-promise"), days(current.provider_promise_days), days(typed.provider_promise_days)),
        (chrome.t("engagements-field-review"), days(current.review_days), days(typed.review_days)),
        (chrome.t("engagements-field-second-review"), days(current.second_review_days), days(typed.second_review_days)),
        (chrome.t("engagements-windows"), deems(current.deems_acceptance), deems(typed.deems_acceptance)),
        (chrome.t("engagements-field-lapse"), chrome.integer(current.lapse_days), chrome.integer(typed.lapse_days)),
        (chrome.t("engagements-field-assist-free"), days(current.assist_free_days), days(typed.assist_free_days)),
    ];
    all.into_iter().filter(|(_, current, typed)| current != typed).map(|(label, stands, _)| Difference { label, stands }).collect()
}
