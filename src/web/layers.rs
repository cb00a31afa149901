//! What every request passes through, from the outside in: number, log, headers, compression, the error page.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::Cookie;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, Predicate},
    },
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
    trace::TraceLayer,
};
use url::{Position, Url};

use super::{
    Chrome,
    cookies::{AS_LONG_AS_CAN_BE, cookie, gone, kept},
    error::ErrorPage,
    guard::token,
    page::{Flash, local_path, page_with},
    request::{FLASH_COOKIE, LANGUAGE_COOKIE, RequestInfo, TAKEN_COOKIE},
    routes::TakesFiles,
    typed::{self, Unread},
};
use crate::{app::App, base::panic, error::Error};

/// No request takes longer to be answered.
pub(super) const LONGEST_ANSWER: Duration = Duration::from_secs(30);

/// The page that follows a form comes sooner than this.
const TAKEN_LASTS: time::Duration = time::Duration::minutes(1);

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
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), answer))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_be_transformed)));
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

/// Files are sent as they are: so that a part of one is a part of what its tag stands for.
fn may_be_transformed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.get(header::CACHE_CONTROL).is_some_and(|said| said.as_bytes().ends_with(b"no-transform"))
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
    Error::Broken(anyhow::anyhow!(panic::said(&*panic))).into_response()
}

/// Refuses requests from foreign pages, draws the error page, keeps the cookies of language and message.
async fn answer(State(app): State<App>, request: Request, next: Next) -> Response {
    let (unread, mut request) = hold(request);
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default().to_owned();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let back = came_from(request.headers(), &app.settings.public_url);
    let page = if request.method().is_safe() { path } else { back.as_deref().unwrap_or(path) };
    let info = RequestInfo::read(id, page, request.headers());
    request.extensions_mut().insert(info.clone());
    let shows_flash = info.flash().is_some() && request.method() == Method::GET;
    let csrf = token::of_request(&app, request.headers()).map(|token| token::csrf(&token)).unwrap_or_default();
    let foreign = is_foreign(request.method(), request.headers(), app.settings.public_url.origin().ascii_serialization().as_str());
    // What a page elsewhere made the browser send was typed by nobody here.
    let is_sent = !request.method().is_safe();
    let gives_back = is_sent && !foreign && typed::is_form(request.headers());
    let mut response = if foreign { Error::ForeignForm.into_response() } else { next.run(request).await };
    let is_page = is_html(&response);
    // Of a stranger, or where no files go, nothing is read that nobody asked for.
    if response.extensions().get::<TakesFiles>().is_some() && info.reader().is_some() {
        unread.listen_on().await;
    } else if gives_back && error_page(&response).is_some() {
        unread.keep(&info).await;
    }
    if let Some(mut error) = error_page(&response) {
        if is_sent {
            error.text = after_sending(error.text);
        }
        // Without a word from the browser, the form's own address leads on: to its page, or to the one above.
        let found = !matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED);
        let back = back.or_else(|| (is_sent && !foreign && found).then(|| info.path().to_owned()));
        response = draw_error(Chrome::error(&app, &info, csrf), &info, back, error, response);
    } else if response.status() == StatusCode::SEE_OTHER
        && let (Some(_), Some(once)) = (info.reader(), info.once())
    {
        // Who is signed in and goes on to another page after a form has carried it out.
        let mut taken = cookie(&app, TAKEN_COOKIE, once.to_string());
        taken.set_max_age(TAKEN_LASTS);
        append_cookie(response.headers_mut(), &taken);
    }
    if let Some(Flash(flash)) = response.extensions().get().copied() {
        let mut message = cookie(&app, FLASH_COOKIE, flash);
        message.set_http_only(true);
        append_cookie(response.headers_mut(), &message);
    }
    if shows_flash && is_page {
        append_cookie(response.headers_mut(), &gone(&app, FLASH_COOKIE));
    }
    if let Some(language) = info.language_to_remember() {
        append_cookie(response.headers_mut(), &kept(&app, LANGUAGE_COOKIE, language.as_str(), AS_LONG_AS_CAN_BE));
    }
    response
}

fn hold(request: Request) -> (Unread, Request) {
    let (parts, body) = request.into_parts();
    let (unread, body) = Unread::hold(body);
    (unread, Request::from_parts(parts, body))
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

/// The page that led here, as path and query on this server: where "back" leads.
fn came_from(headers: &HeaderMap, public_url: &Url) -> Option<String> {
    let url = Url::parse(headers.get(header::REFERER)?.to_str().ok()?).ok()?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let is_ours = url.origin() == public_url.origin() || host.is_some_and(|host| url.authority() == host);
    let path = &url[Position::BeforePath..Position::AfterQuery];
    (is_ours && local_path(path) == path).then(|| path.to_owned())
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
    /// Where to sign in, when that is what is missing.
    sign_in: Option<String>,
    back: Option<String>,
}

fn is_html(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// What the error page has to say; none: the response is none, or has its page.
fn error_page(response: &Response) -> Option<ErrorPage> {
    response.extensions().get::<ErrorPage>().cloned().or_else(|| {
        // What layers and axum itself answer has no page yet; pages of ours, such as a form with errors, have.
        let status = response.status();
        let bare = (status.is_client_error() || status.is_server_error())
            && !response.headers().contains_key("x-tandem-bare")
            && !is_html(response);
        bare.then(|| page_of_status(status))
    })
}

/// A connection that breaks while a form is carried out does not say whether its change was still committed; but no change
/// begins before its files are in the store.
fn after_sending(text: &'static str) -> &'static str {
    match text {
        "error-away-text" => "error-away-sent-text",
        "error-broken-text" => "error-broken-sent-text",
        "error-files-away-text" => "error-files-away-sent-text",
        certain => certain,
    }
}

fn draw_error(mut chrome: Chrome, info: &RequestInfo, back: Option<String>, error: ErrorPage, response: Response) -> Response {
    let typed: Vec<String> = info.typed().into_iter().map(|(_, text)| text).collect();
    // Whoever has nothing to lose goes straight on to the sign-in page.
    if error.sign_in.is_some() && typed.is_empty() {
        return response;
    }
    chrome.unnamed &= error.sign_in.is_none();
    let status = if error.sign_in.is_some() { StatusCode::UNAUTHORIZED } else { response.status() };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::LOCATION);
    let language = info.language();
    let page = Page {
        title: language.t(error.title),
        text: error.refusal.map_or_else(|| language.t(error.text), |refusal| refusal.say(language).to_string()),
        incident: (status == StatusCode::INTERNAL_SERVER_ERROR).then(|| info.id().to_owned()),
        typed,
        back: back.filter(|_| error.sign_in.is_none()),
        sign_in: error.sign_in,
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
    ErrorPage { title, text, refusal: None, sign_in: None }
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
    fn back_leads_to_pages_of_our_own_only() {
        let public_url = Url::parse("https://tandem.example").unwrap();
        let back = |referer: &str, host: &str| came_from(&headers(&[("referer", referer), ("host", host)]), &public_url);
        assert_eq!(back("https://tandem.example/a?b=c#d", "10.0.0.1").as_deref(), Some("/a?b=c"));
        assert_eq!(back("http://localhost:3000/a", "localhost:3000").as_deref(), Some("/a"));
        for elsewhere in
            ["https://evil.example/a", "http://tandem.example/a", "http://localhost:3001/a", "https://tandem.example//evil.example", ""]
        {
            assert_eq!(back(elsewhere, "localhost:3000"), None, "{elsewhere}");
        }
        assert_eq!(came_from(&HeaderMap::new(), &public_url), None);
    }

    #[test]
    fn secrets_in_paths_are_not_logged() {
        assert_eq!(loggable("/invitations/abc"), "/invitations/");
        assert_eq!(loggable("/engagements/x"), "/engagements/x");
    }
}
