//! What every request passes through, from the outside in: number, log, headers, compression, limits, the error page.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::{Cookie, SameSite};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

use super::{
    Chrome, Error,
    error::ErrorPage,
    page::page_with,
    request::{FLASH_COOKIE, LANGUAGE_COOKIE, RequestInfo},
};
use crate::app::App;

/// No request takes longer to be answered.
const LONGEST_ANSWER: Duration = Duration::from_secs(30);
/// No body is larger.
const LARGEST_BODY: usize = 1024 * 1024;

const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("x-frame-options", "DENY"),
];

/// Wraps the routes.
pub fn wrap(routes: Router<App>, app: &App) -> Router {
    let mut router = routes
        .fallback(|| async { Error::NotFound })
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_ANSWER))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), answer))
        .layer(CompressionLayer::new());
    for (name, value) in HEADERS {
        router = router.layer(SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value)));
    }
    if app.settings.secure_cookies() {
        router = router
            .layer(SetResponseHeaderLayer::if_not_present(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")));
    }
    router
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(|request: &Request| {
            let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
            // The path, not the query: a query may hold what somebody searched for.
            tracing::info_span!("request", %id, method = %request.method(), path = loggable(request.uri().path()))
        }))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(middleware::map_request(without_foreign_id))
        .with_state(app.clone())
}

/// A request is known by a number of our own making: it is shown as the incident's, and what a stranger chose could be
/// anything, such as the number of somebody else's incident.
async fn without_foreign_id(mut request: Request) -> Request {
    request.headers_mut().remove("x-request-id");
    request
}

/// The path for the log, without the secret that an invitation or reset link ends in.
fn loggable(path: &str) -> &str {
    ["/invitations/", "/password-resets/", "/unsubscribe/"].into_iter().find(|prefix| path.starts_with(prefix)).unwrap_or(path)
}

fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let message =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    Error::Broken(anyhow::anyhow!("panic: {message}")).into_response()
}

/// Refuses requests from foreign pages, draws the error page, keeps the cookies of language and message.
async fn answer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default().to_owned();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let info = RequestInfo::read(id, path, request.headers());
    request.extensions_mut().insert(info.clone());
    let shows_flash = info.flash().is_some() && request.method() == Method::GET && !request.headers().contains_key("x-tandem-refresh");
    let back = referer_path(request.headers());
    let response = if is_foreign(request.method(), request.headers(), app.settings.public_url.origin().ascii_serialization().as_str()) {
        Error::ForeignForm.into_response()
    } else {
        next.run(request).await
    };
    let mut response = draw_error(&app, &info, back, response);
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if shows_flash && is_page {
        let gone = Cookie::build((FLASH_COOKIE, "")).path("/").http_only(true).removal();
        append_cookie(response.headers_mut(), &gone.build());
    }
    if let Some(language) = info.language_to_remember() {
        let cookie = Cookie::build((LANGUAGE_COOKIE, language.as_str())).path("/").permanent().same_site(SameSite::Lax);
        append_cookie(response.headers_mut(), &cookie.build());
    }
    response
}

fn append_cookie(headers: &mut HeaderMap, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// Whether a page elsewhere made the browser send this, by what the browser says of it. Programs that say nothing bring
/// no cookies of a person either; the form token is asked of everybody who is signed in.
fn is_foreign(method: &Method, headers: &HeaderMap, own_origin: &str) -> bool {
    if method.is_safe() {
        return false;
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let own_host = header("host").is_some_and(|host| origin.split_once("://").is_some_and(|(_, rest)| rest == host));
            origin != own_origin && !own_host
        }
        (None, None) => false,
    }
}

/// The page that sent the form, as a path on this host: where "back" leads.
fn referer_path(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let url = url::Url::parse(referer).ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let authority = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str()?),
        None => url.host_str()?.to_owned(),
    };
    (authority == host).then(|| url.path().to_owned())
}

#[derive(askama::Template)]
#[template(path = "error.html")]
struct Page {
    chrome: Chrome,
    title: String,
    text: String,
    /// The number under which the log knows a broken request.
    incident: Option<String>,
    /// What was typed and is not lost.
    typed: Vec<String>,
    back: Option<String>,
}

fn draw_error(app: &App, info: &RequestInfo, back: Option<String>, response: Response) -> Response {
    let status = response.status();
    let drawn = response.extensions().get::<ErrorPage>().cloned().or_else(|| {
        // What layers and axum itself answer has no page yet; pages of ours, such as a form with errors, have.
        let bare = (status.is_client_error() || status.is_server_error())
            && !response.headers().contains_key("x-tandem-bare")
            && !response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        bare.then(|| page_of_status(status))
    });
    let Some(drawn) = drawn else { return response };
    let (parts, _) = response.into_parts();
    let mut chrome = Chrome::bare(info, app.clock.now());
    chrome.flash = None;
    let language = info.language();
    let page = Page {
        title: language.t(drawn.title),
        text: drawn.refusal.map_or_else(|| language.t(drawn.text), |refusal| refusal.say(language).to_string()),
        incident: (status == StatusCode::INTERNAL_SERVER_ERROR).then(|| info.id().to_owned()),
        typed: info.typed().into_iter().map(|(_, text)| text).collect(),
        back,
        chrome,
    };
    match page_with(status, page) {
        Ok(mut response) => {
            for (name, value) in parts.headers.iter().filter(|(name, _)| !matches!(**name, header::CONTENT_TYPE | header::CONTENT_LENGTH)) {
                response.headers_mut().append(name, value.clone());
            }
            response
        }
        Err(error) => {
            tracing::error!(%error, "the error page broke");
            Response::from_parts(parts, Body::empty())
        }
    }
}

fn page_of_status(status: StatusCode) -> ErrorPage {
    let (title, text) = match status {
        StatusCode::NOT_FOUND => ("error-not-found", "error-not-found-text"),
        StatusCode::METHOD_NOT_ALLOWED => ("error-method", "error-method-text"),
        StatusCode::PAYLOAD_TOO_LARGE => ("error-too-large", "error-too-large-text"),
        StatusCode::SERVICE_UNAVAILABLE => ("error-away", "error-away-text"),
        status if status.is_server_error() => ("error-broken", "error-broken-text"),
        _ => ("error-unreadable", "error-unreadable-text"),
    };
    ErrorPage { title, text, refusal: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn foreign_pages_may_look_but_not_post() {
        let own = "https://tandem.example";
        assert!(!is_foreign(&Method::GET, &headers(&[("sec-fetch-site", "cross-site")]), own));
        assert!(is_foreign(&Method::POST, &headers(&[("sec-fetch-site", "cross-site")]), own));
        assert!(is_foreign(&Method::POST, &headers(&[("sec-fetch-site", "same-site")]), own));
        assert!(!is_foreign(&Method::POST, &headers(&[("sec-fetch-site", "same-origin")]), own));
        assert!(is_foreign(&Method::POST, &headers(&[("origin", "https://evil.example"), ("host", "tandem.example")]), own));
        assert!(is_foreign(&Method::POST, &headers(&[("origin", "null"), ("host", "tandem.example")]), own));
        assert!(!is_foreign(&Method::POST, &headers(&[("origin", "https://tandem.example")]), own));
        assert!(!is_foreign(&Method::POST, &headers(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]), own));
    }

    #[test]
    fn secrets_in_paths_are_not_logged() {
        assert_eq!(loggable("/invitations/abc"), "/invitations/");
        assert_eq!(loggable("/engagements/x"), "/engagements/x");
    }
}
