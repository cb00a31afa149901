//! People who open pages and post forms, and the pages they see.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use tandem::{app::App, house, web::guard::token};
use tower::ServiceExt;
use uuid::Uuid;

/// Somebody at a browser.
#[derive(Clone)]
pub struct Actor {
    pub app: App,
    pub id: Uuid,
    pub name: &'static str,
    /// The sign-in cookie's value; none: nobody is signed in.
    pub token: Option<String>,
    pub language: &'static str,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
    pub cookies: Vec<String>,
    pub headers: HeaderMap,
    pub request: String,
    html: OnceCell<Html>,
}

impl Actor {
    /// Somebody who is not signed in.
    pub fn anonymous(app: &App) -> Actor {
        Actor { app: app.clone(), id: Uuid::nil(), name: "anonymous", token: None, language: "en" }
    }

    /// The same person at a browser in another language (as long as no setting says otherwise).
    pub fn reading(mut self, language: &'static str) -> Actor {
        self.language = language;
        self
    }

    /// GET.
    pub async fn opens(&self, path: impl AsRef<str>) -> Page {
        self.send(Request::get(path.as_ref()).body(Body::empty()).unwrap()).await
    }

    /// POST of a form as a page of ours would send it: with the form token and a number of its own.
    pub async fn posts(&self, path: impl AsRef<str>, fields: &[(&str, &str)]) -> Page {
        self.posts_once(path, fields, Uuid::new_v4()).await
    }

    /// POST of a form whose number is given: twice the same is a form sent twice.
    pub async fn posts_once(&self, path: impl AsRef<str>, fields: &[(&str, &str)], once: Uuid) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        body.append_pair("csrf", &self.token.as_deref().map(token::csrf).unwrap_or_default());
        body.append_pair("once", &once.to_string());
        self.posts_raw(path, body.finish().into_bytes()).await
    }

    /// POST of these very bytes as a form.
    pub async fn posts_raw(&self, path: impl AsRef<str>, body: impl Into<Body>) -> Page {
        self.send(
            Request::post(path.as_ref())
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(body.into())
                .unwrap(),
        )
        .await
    }

    /// POST of a form with files, by name and content.
    pub async fn attaches(&self, path: impl AsRef<str>, files: &[(&str, &[u8])]) -> Page {
        self.sends_files(path, multipart(&self.token.as_deref().map(token::csrf).unwrap_or_default(), files)).await
    }

    /// POST of this body as a form with files.
    pub async fn sends_files(&self, path: impl AsRef<str>, body: impl Into<Body>) -> Page {
        self.send(
            Request::post(path.as_ref())
                .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
                .header("sec-fetch-site", "same-origin")
                .body(body.into())
                .unwrap(),
        )
        .await
    }

    /// Any request, with this person's cookie and language.
    pub async fn send(&self, mut request: Request<Body>) -> Page {
        let headers = request.headers_mut();
        if let Some(token) = &self.token {
            headers.append(header::COOKIE, format!("{}={token}", token::cookie_name(&self.app)).parse().unwrap());
        }
        headers.insert(header::ACCEPT_LANGUAGE, self.language.parse().unwrap());
        headers.insert(header::HOST, "localhost:3000".parse().unwrap());
        let line = format!("{} {} by {}", request.method(), request.uri(), self.name);
        let response = router(&self.app).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let is_stream = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let bytes = if is_stream { Default::default() } else { body.collect().await.unwrap().to_bytes() };
        Page {
            status: parts.status,
            location: parts.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default(),
            cookies: parts.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
            request: line,
            html: OnceCell::new(),
        }
    }
}

/// The server, put together once for each app of a test: that takes longer than most pages.
fn router(app: &App) -> Router {
    thread_local! {
        static MADE: RefCell<HashMap<usize, Router>> = RefCell::default();
    }
    // It holds on to its app, so that no other comes to lie at the same address.
    MADE.with_borrow_mut(|made| made.entry((&raw const **app).addr()).or_insert_with(|| house::router(app)).clone())
}

/// What parts the fields of a form with files.
pub const BOUNDARY: &str = "tandem-test-boundary";

/// A form with files as browsers send it: the token and the number of the form first.
pub fn multipart(csrf: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in [("csrf", csrf), ("once", &Uuid::new_v4().to_string())] {
        body.extend(format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    for (name, content) in files {
        let head = format!("content-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: image/png");
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").into_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

impl Page {
    /// The cookies but the one that gives the form's own number back.
    pub fn cookies_but_taken(&self) -> Vec<String> {
        self.cookies.iter().filter(|cookie| !cookie.starts_with("tandem_taken=")).cloned().collect()
    }

    /// The page as a tree, parsed when it is first asked for.
    fn html(&self) -> &Html {
        self.html.get_or_init(|| Html::parse_document(&self.body))
    }

    /// The text that a reader sees in `main`, white space folded; the whole page's when there is no `main`.
    pub fn text(&self) -> String {
        let html = self.html();
        let main = Selector::parse("main").unwrap();
        let texts: Vec<_> = match html.select(&main).next() {
            Some(main) => main.text().collect(),
            None => html.root_element().text().collect(),
        };
        texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first elements that match, each as its folded text.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.html()
            .select(&Selector::parse(selector).unwrap())
            .map(|element| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.html().select(&Selector::parse(selector).unwrap()).next()?.value().attr(name).map(str::to_owned)
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Page {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.request, self.text());
        self
    }

    #[track_caller]
    pub fn sees(self, text: &str) -> Page {
        assert!(self.text().contains(text), "{}: no “{text}” in: {}", self.request, self.text());
        self
    }

    #[track_caller]
    pub fn sees_not(self, text: &str) -> Page {
        assert!(!self.text().contains(text), "{}: “{text}” in: {}", self.request, self.text());
        self
    }

    /// The act was done: 303. Returns where it leads.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.status.as_u16(), 303, "{}: {}", self.request, self.text());
        assert!(!self.location.starts_with("/sign-in"), "{}: was sent to sign in", self.request);
        self.location
    }

    /// The form came back with an error at this field.
    #[expect(clippy::wrong_self_convention, reason = "the page goes on through the scene")]
    #[track_caller]
    pub fn is_invalid_at(self, field: &str) -> Page {
        let page = self.is(422);
        assert!(
            page.attribute(
                &format!(
                    "[name=\"{field}\"][aria-invalid=true], fieldset[aria-invalid=true] [name=\"{field}\"], .field-wrong [name=\"{field}\"]"
                ),
                "name"
            )
            .is_some(),
            "{}: no error at {field}: {}",
            page.request,
            page.text()
        );
        // The summary says which field each error is of, and leads there.
        let errors = page.all(".field-error");
        for number in 1..=page.all(".error-summary li").len() {
            let link = format!(".error-summary li:nth-child({number}) a");
            let said = page.all(&link).concat();
            let target = page.attribute(&link, "href").unwrap();
            assert!(page.attribute(&format!("[id=\"{}\"]", &target[1..]), "id").is_some(), "{}: {target} leads nowhere", page.request);
            assert!(errors.iter().all(|error| !error.ends_with(&said)), "{}: which field is wrong? {said}", page.request);
        }
        page
    }
}
