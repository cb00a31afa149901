//! Forms: reading what was sent, saying at each field what is wrong with it, keeping what was typed.

mod times;

use std::{
    collections::BTreeMap,
    fmt::Display,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, request::Parts},
};
use subtle::ConstantTimeEq;
pub use times::is_of_our_time;

use super::{guard::token, request::RequestInfo, typed};
use crate::{
    app::App,
    base::{
        language::Language,
        text::{self, TextFault},
    },
    error::{Error, Refusal},
};

/// No form is longer than this many bytes.
pub const LARGEST_FORM: usize = 256 * 1024;
/// A longer one is read this far, to give back what was typed.
pub(super) const LARGEST_READ: usize = 1024 * 1024;
/// Fields a form may have, so that nobody makes us sort a million.
pub(super) const MOST_FIELDS: usize = 1000;

/// The longest name that is typed as a signature, in characters.
const LONGEST_SIGNATURE: usize = 120;

/// The longest long text, in characters.
pub const LONG_TEXT: usize = 20_000;

/// Values and errors of a form, by field name. Empty for a form that is shown for the first time.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<FieldError>,
    /// What the page that draws the fields calls them, for the summary of what is wrong.
    labels: Arc<Mutex<BTreeMap<String, String>>>,
    /// The request that sent it: texts that are read are kept there for an error page to give back.
    request: Option<RequestInfo>,
}

/// One entry of a select, of radio buttons or of checkboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What it means; empty when the label says it all.
    pub hint: String,
}

impl Choice {
    /// An entry whose label says it all.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// Says what choosing it means.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = hint.into();
        self
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    fault: Fault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    Text(TextFault),
    Key(&'static str),
    Rule(Refusal),
}

impl FieldError {
    /// What was wrong and what to do.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match &self.fault {
            Fault::Text(fault) => fault.said(language),
            Fault::Key(key) => language.t(key),
            Fault::Rule(refusal) => refusal.say(language).to_string(),
        }
    }
}

impl Form {
    /// A form to be shown with these values.
    #[must_use]
    pub fn filled<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Form {
        let mut form = Form::default();
        for (field, value) in values {
            form.add(field, value);
        }
        form
    }

    /// Fills one more field.
    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        self.values.insert(field.to_owned(), vec![value.into()]);
    }

    /// Gives a field one value more.
    pub fn add(&mut self, field: &str, value: impl Into<String>) {
        self.values.entry(field.to_owned()).or_default().push(value.into());
    }

    /// The field's (first) value; empty when it has none.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field, in order.
    #[must_use]
    pub fn values(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// Whether this value is among the field's.
    #[must_use]
    pub fn is_chosen(&self, field: &str, value: &str) -> bool {
        self.values(field).iter().any(|chosen| chosen == value)
    }

    /// The field's error.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == field)
    }

    /// All errors, in the order in which they were found.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Says what a field is called. Answers nothing, so that a template can say it where it draws the field.
    pub fn called(&self, field: &str, label: impl Display) -> &'static str {
        if self.has_errors() {
            self.labels.lock().unwrap_or_else(PoisonError::into_inner).insert(field.to_owned(), label.to_string());
        }
        ""
    }

    /// An error with the name of its field before it, if the page has said one.
    #[must_use]
    pub fn problem(&self, error: &FieldError, language: Language) -> String {
        let text = error.text(language);
        match self.labels.lock().unwrap_or_else(PoisonError::into_inner).get(&error.field) {
            Some(question) if question.ends_with('?') => format!("{question} {text}"),
            Some(label) => format!("{label}: {text}"),
            None => text,
        }
    }

    /// Says that something is wrong with a field; the key is of a text that begins with `form-error-`.
    pub fn wrong(&mut self, field: &str, key: &'static str) {
        self.errors.push(FieldError { field: field.to_owned(), fault: Fault::Key(key) });
    }

    /// Says at a field which rule held it back.
    pub fn refuse(&mut self, field: &str, refusal: Refusal) {
        self.errors.push(FieldError { field: field.to_owned(), fault: Fault::Rule(refusal) });
    }

    /// A line of text that must be there; empty after an error.
    pub fn line(&mut self, field: &str, max: usize) -> String {
        let result = text::one_line(self.value(field), max);
        self.taken(field, result)
    }

    /// A line of text that may be left out.
    pub fn optional_line(&mut self, field: &str, max: usize) -> String {
        if self.value(field).trim().is_empty() { String::new() } else { self.line(field, max) }
    }

    /// The signer's own name, as a signature asks for it; `own` is how it stands in the account.
    pub fn own_name(&mut self, field: &str, own: &str) -> String {
        let typed = self.line(field, LONGEST_SIGNATURE);
        if self.error(field).is_none() && !text::is_own_name(&typed, own) {
            self.wrong(field, "form-error-own-name");
        }
        typed
    }

    /// A text of several lines that must be there; empty after an error.
    pub fn text(&mut self, field: &str, max: usize) -> String {
        let result = text::many_lines(self.value(field), max);
        self.taken(field, result)
    }

    /// A text of several lines that may be left out.
    pub fn optional_text(&mut self, field: &str, max: usize) -> String {
        if self.value(field).trim().is_empty() { String::new() } else { self.text(field, max) }
    }

    /// An e-mail address that must be there.
    pub fn email(&mut self, field: &str) -> String {
        match text::Email::parse(self.value(field)) {
            Ok(email) => email.to_string(),
            Err(fault) => {
                self.faulty(field, fault);
                String::new()
            }
        }
    }

    /// The address of an account that must be there; none after an error.
    pub fn account(&mut self, field: &str) -> Option<text::Sought> {
        text::Sought::parse(self.value(field)).map_err(|fault| self.faulty(field, fault)).ok()
    }

    /// A web address that may be left out.
    pub fn optional_link(&mut self, field: &str) -> Option<String> {
        if self.value(field).trim().is_empty() {
            return None;
        }
        match text::Link::parse(self.value(field)) {
            Ok(link) => Some(link.to_string()),
            Err(fault) => {
                self.faulty(field, fault);
                None
            }
        }
    }

    /// A whole number within bounds that must be there; the lower bound after an error.
    pub fn number(&mut self, field: &str, bounds: std::ops::RangeInclusive<i32>) -> i32 {
        match self.value(field).trim().parse() {
            Ok(number) if bounds.contains(&number) => number,
            _ => {
                self.wrong(field, "form-error-number");
                *bounds.start()
            }
        }
    }

    /// A whole number within bounds that may be left out.
    pub fn optional_number(&mut self, field: &str, bounds: std::ops::RangeInclusive<i32>) -> Option<i32> {
        if self.value(field).trim().is_empty() { None } else { Some(self.number(field, bounds)) }
    }

    /// One of several words; `fallback` after an error.
    pub fn choice<T: FromStr>(&mut self, field: &str, fallback: T) -> T {
        match self.value(field).parse() {
            Ok(choice) => choice,
            Err(_) => {
                self.wrong(field, "form-error-choice");
                fallback
            }
        }
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, field: &str) -> bool {
        !self.value(field).is_empty()
    }

    /// The whole numbers among a field's values: ticked boxes, for example.
    pub fn numbers(&mut self, field: &str) -> Vec<i32> {
        let numbers: Option<Vec<i32>> = self.values(field).iter().map(|value| value.parse().ok()).collect();
        numbers.unwrap_or_else(|| {
            self.wrong(field, "form-error-choice");
            Vec::new()
        })
    }

    fn taken(&mut self, field: &str, result: Result<String, TextFault>) -> String {
        match result {
            Ok(text) => {
                if let Some(request) = &self.request {
                    request.keep_typed(field, self.value(field));
                }
                text
            }
            Err(fault) => {
                self.faulty(field, fault);
                String::new()
            }
        }
    }

    fn faulty(&mut self, field: &str, fault: TextFault) {
        self.errors.push(FieldError { field: field.to_owned(), fault: Fault::Text(fault) });
    }
}

/// The form that a request sends; always the last argument of a handler, after its guard has let the request in.
///
/// Checks that it comes from a page of ours (the form token of the sign-in; requests from elsewhere are already refused
/// by [`super::layers`]) and that it is text.
#[derive(Debug)]
pub struct FormData(pub Form);

impl FromRequest<App> for FormData {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let info = RequestInfo::of(&parts);
        if !typed::is_form(&parts.headers) {
            return Err(Error::Unreadable);
        }
        let bytes = to_bytes(body, LARGEST_READ).await.map_err(|_| Error::TooLarge)?;
        typed::keep(&info, &bytes);
        if bytes.len() > LARGEST_FORM {
            return Err(Error::TooLarge);
        }
        let mut form = Form { values: read(&bytes)?, request: Some(info.clone()), ..Form::default() };
        let sent = form.values.remove("csrf").and_then(|mut values| values.pop()).unwrap_or_default();
        if let Some(once) = form.values.remove("once").and_then(|mut values| values.pop()).and_then(|once| once.parse().ok()) {
            info.set_once(once);
        }
        check_token(app, &parts.headers, &sent)?;
        Ok(FormData(form))
    }
}

/// Whether a form brings the token of the sign-in that sends it.
pub(super) fn check_token(app: &App, headers: &HeaderMap, sent: &str) -> Result<(), Error> {
    match token::of_request(app, headers) {
        Some(token) if !bool::from(token::csrf(&token).as_bytes().ct_eq(sent.as_bytes())) => Err(Error::ForeignForm),
        _ => Ok(()),
    }
}

/// What a page is asked to show: the query of its URL, as a form that filters can be drawn from again.
#[derive(Debug)]
pub struct Asked(pub Form);

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let values = read(parts.uri.query().unwrap_or_default().as_bytes())?;
        Ok(Asked(Form { values, ..Form::default() }))
    }
}

/// Strictly: what is not UTF-8, or holds a NUL, is refused rather than repaired.
fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (count, pair) in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).enumerate() {
        if count >= MOST_FIELDS {
            return Err(Error::TooLarge);
        }
        let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &pair[pair.len()..]),
        };
        values.entry(decode(name)?).or_default().push(decode(value)?);
    }
    Ok(values)
}

fn decode(bytes: &[u8]) -> Result<String, Error> {
    let spaced: Vec<u8> = bytes.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let text = percent_encoding::percent_decode(&spaced).decode_utf8().map_err(|_| Error::Unreadable)?;
    if text.contains('\0') { Err(Error::Unreadable) } else { Ok(text.into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_repeated_fields_and_plus_signs() {
        let values = read(b"a=1&a=2&b=gr%C3%BC%C3%9Fe+an+alle&c").unwrap();
        assert_eq!(values["a"], ["1", "2"]);
        assert_eq!(values["b"], ["grüße an alle"]);
        assert_eq!(values["c"], [""]);
    }

    #[test]
    fn refuses_what_is_not_text() {
        assert!(matches!(read(b"a=%FF"), Err(Error::Unreadable)));
        assert!(matches!(read(b"a=%00"), Err(Error::Unreadable)));
        assert!(matches!(read("a=1&".repeat(1001).as_bytes()), Err(Error::TooLarge)));
    }
}
