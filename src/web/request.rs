//! What one request knows of itself, shared by the layers, the guards and the error page.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::http::{HeaderMap, header, request::Parts};
use axum_extra::extract::cookie::CookieJar;
use chrono_tz::Tz;
use uuid::Uuid;

use super::Tag;
use crate::base::language::Language;

/// Name of the cookie that carries the language, so that even an error page with no database speaks it.
pub const LANGUAGE_COOKIE: &str = "tandem_language";
/// Name of the cookie that carries the chosen theme; none: the system's.
pub const THEME_COOKIE: &str = "tandem_theme";
/// Name of the cookie that carries the key of the message to be shown on the next page.
pub const FLASH_COOKIE: &str = "tandem_flash";
/// Header of a page that looks for its own newer state by itself.
const REFRESH_HEADER: &str = "x-tandem-refresh";
/// Name of the cookie that carries the number of the form that was carried out last, for scripts to let go of its drafts.
pub const TAKEN_COOKIE: &str = "tandem_taken";

/// Whom a guard found at the other end: enough for the frame of an error page, which asks the database nothing.
#[derive(Clone, Debug)]
pub struct Reader {
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// Chosen language.
    pub language: Language,
    /// Chosen time zone.
    pub zone: Tz,
    /// How many turns wait on the person, 100 at most.
    pub waiting: i64,
    /// Whether the person is a manager or admin of some organization.
    pub manages: bool,
}

/// One request. Cloning shares it.
#[derive(Clone, Debug)]
pub struct RequestInfo(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: String,
    path: String,
    cookie_language: Language,
    reader: OnceLock<Reader>,
    theme: Option<&'static str>,
    flash: Option<String>,
    known: Option<Tag>,
    once: OnceLock<Uuid>,
    typed: Mutex<Vec<(String, String)>>,
}

impl RequestInfo {
    /// Reads it off the request's head; `page` is what [`RequestInfo::path`] answers.
    #[must_use]
    pub fn read(id: String, page: &str, headers: &HeaderMap) -> RequestInfo {
        let jar = CookieJar::from_headers(headers);
        let cookie = |name| jar.get(name).map(axum_extra::extract::cookie::Cookie::value);
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let cookie_language = cookie(LANGUAGE_COOKIE).and_then(|word| word.parse().ok()).unwrap_or_else(|| Language::negotiate(accepted));
        let flash = cookie(FLASH_COOKIE).filter(|key| key.starts_with("flash-") && key.len() < 60).map(str::to_owned);
        let refreshes = headers.contains_key(REFRESH_HEADER);
        let known = headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
        RequestInfo(Arc::new(Inner {
            id,
            path: page.to_owned(),
            cookie_language,
            reader: OnceLock::new(),
            theme: cookie(THEME_COOKIE).and_then(|word| ["light", "dark"].into_iter().find(|known| *known == word)),
            flash: flash.filter(|_| !refreshes),
            known: known.filter(|_| refreshes).and_then(|tag| tag.parse().ok()),
            once: OnceLock::new(),
            typed: Mutex::default(),
        }))
    }

    /// The request's, as put there by the outermost layer.
    #[must_use]
    pub fn of(parts: &Parts) -> RequestInfo {
        parts.extensions.get::<RequestInfo>().cloned().unwrap_or_else(|| RequestInfo::read(String::new(), parts.uri.path(), &parts.headers))
    }

    /// The number by which the log knows this request.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Path and query of the page: of this one, or of the one that the form was sent from.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The person's language once a guard knows who it is; before that the cookie's, else the browser's.
    #[must_use]
    pub fn language(&self) -> Language {
        self.reader().map_or(self.0.cookie_language, |reader| reader.language)
    }

    /// Whether the cookie already says the language of the person.
    pub(super) fn language_to_remember(&self) -> Option<Language> {
        self.reader().map(|reader| reader.language).filter(|language| *language != self.0.cookie_language)
    }

    /// Who reads, once a guard knows it.
    #[must_use]
    pub fn reader(&self) -> Option<&Reader> {
        self.0.reader.get()
    }

    pub(super) fn set_reader(&self, reader: Reader) {
        // The first guard knows best; a second one says the same.
        let _ = self.0.reader.set(reader);
    }

    /// The chosen theme, `light` or `dark`.
    #[must_use]
    pub fn theme(&self) -> Option<&'static str> {
        self.0.theme
    }

    /// Key of the message that the last act left for this page; a page that refreshes itself leaves it to the next one.
    #[must_use]
    pub fn flash(&self) -> Option<&str> {
        self.0.flash.as_deref()
    }

    /// What an open page that looks for its newer state was drawn from.
    pub(super) fn known(&self) -> Option<&Tag> {
        self.0.known.as_ref()
    }

    /// The form that this request carries out, by the number it was given when it was shown.
    #[must_use]
    pub fn once(&self) -> Option<Uuid> {
        self.0.once.get().copied()
    }

    pub(super) fn set_once(&self, once: Uuid) {
        // A request has one form.
        let _ = self.0.once.set(once);
    }

    /// What was typed into the form, for an error page to give back.
    #[must_use]
    pub fn typed(&self) -> Vec<(String, String)> {
        self.0.typed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn keep_typed(&self, field: &str, text: &str) {
        let mut typed = self.0.typed.lock().unwrap_or_else(PoisonError::into_inner);
        if !typed.iter().any(|(known, kept)| known == field && kept == text) {
            typed.push((field.to_owned(), text.to_owned()));
        }
    }
}
