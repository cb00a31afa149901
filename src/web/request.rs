//! What one request knows of itself, shared by the layers, the guards and the error page.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::http::{HeaderMap, header, request::Parts};
use axum_extra::extract::cookie::CookieJar;
use uuid::Uuid;

use crate::base::language::Language;

/// Name of the cookie that carries the language, so that even an error page with no database speaks it.
pub const LANGUAGE_COOKIE: &str = "tandem_language";
/// Name of the cookie that carries the chosen theme; none: the system's.
pub const THEME_COOKIE: &str = "tandem_theme";
/// Name of the cookie that carries the key of the message to be shown on the next page.
pub const FLASH_COOKIE: &str = "tandem_flash";

/// One request. Cloning shares it.
#[derive(Clone, Debug)]
pub struct RequestInfo(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: String,
    path: String,
    cookie_language: Language,
    language: OnceLock<Language>,
    theme: Option<&'static str>,
    flash: Option<String>,
    once: OnceLock<Uuid>,
    typed: Mutex<Vec<(String, String)>>,
}

impl RequestInfo {
    /// Reads it off the request's head.
    #[must_use]
    pub fn read(id: String, path_and_query: &str, headers: &HeaderMap) -> RequestInfo {
        let jar = CookieJar::from_headers(headers);
        let cookie = |name| jar.get(name).map(axum_extra::extract::cookie::Cookie::value);
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let cookie_language = cookie(LANGUAGE_COOKIE).and_then(|word| word.parse().ok()).unwrap_or_else(|| Language::negotiate(accepted));
        RequestInfo(Arc::new(Inner {
            id,
            path: path_and_query.to_owned(),
            cookie_language,
            language: OnceLock::new(),
            theme: cookie(THEME_COOKIE).and_then(|word| ["light", "dark"].into_iter().find(|known| *known == word)),
            flash: cookie(FLASH_COOKIE).filter(|key| key.starts_with("flash-") && key.len() < 60).map(str::to_owned),
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

    /// Path and query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The person's language once a guard knows who it is; before that the cookie's, else the browser's.
    #[must_use]
    pub fn language(&self) -> Language {
        self.0.language.get().copied().unwrap_or(self.0.cookie_language)
    }

    /// Whether the cookie already says the language of the person.
    pub(super) fn language_to_remember(&self) -> Option<Language> {
        self.0.language.get().copied().filter(|language| *language != self.0.cookie_language)
    }

    /// Sets the person's language.
    pub fn set_language(&self, language: Language) {
        // The first guard knows best; a second one says the same.
        let _ = self.0.language.set(language);
    }

    /// The chosen theme, `light` or `dark`.
    #[must_use]
    pub fn theme(&self) -> Option<&'static str> {
        self.0.theme
    }

    /// Key of the message that the last act left for this page.
    #[must_use]
    pub fn flash(&self) -> Option<&str> {
        self.0.flash.as_deref()
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
