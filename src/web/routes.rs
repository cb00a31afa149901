//! Routes that accept only guarded handlers and remember what they are.

use std::collections::BTreeSet;

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::{StatusCode, Uri},
    middleware,
    response::{Redirect, Response},
    routing,
};
use tower_http::{limit::RequestBodyLimitLayer, timeout::TimeoutLayer};

use super::{carry_out, form::LARGEST_READ, layers::LONGEST_ANSWER};
use crate::app::App;

/// The first argument of every handler: who may come in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who may come in",
    label = "the first argument of a handler is a guard: `Public`, `SignedIn`, `Seat<_>` or `Manages`"
)]
pub trait Guard {
    /// How the access table names it.
    fn shown() -> String;
}

/// The arguments of a handler whose first is a [`Guard`].
#[diagnostic::on_unimplemented(
    message = "this handler has no guard",
    label = "its first argument must be a guard: `Public`, `SignedIn`, `Seat<_>` or `Manages`"
)]
pub trait Guarded {
    /// How the access table names the guard.
    fn shown() -> String;
}

macro_rules! guarded {
    ($($argument:ident),*) => {
        impl<M, G: Guard, $($argument),*> Guarded for (M, G, $($argument,)*) {
            fn shown() -> String { G::shown() }
        }
    };
}
guarded!();
guarded!(A);
guarded!(A, B);
guarded!(A, B, C);
guarded!(A, B, C, D);
guarded!(A, B, C, D, E);

/// One row of the access table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Path with its parameters in braces.
    pub path: &'static str,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Who may come in.
    pub guard: String,
}

/// A room's routes. One test prints the whole table, another walks it as everybody.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    /// Those that take files, for which the bounds of forms are too narrow.
    uploads: Router<App>,
    table: Vec<Row>,
}

impl Routes {
    /// Shows a page.
    #[must_use]
    pub fn get<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.table.push(Row { path, method: "GET", guard: T::shown() });
        self.router = self.router.route(path, routing::get(handler));
        self
    }

    /// Answers with a stream or a download, which has no frame.
    #[must_use]
    pub fn get_frameless<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.table.push(Row { path, method: "GET", guard: T::shown() });
        self.router = self.router.route(path, routing::get(handler).layer(Extension(Frameless)));
        self
    }

    /// Carries out an act.
    #[must_use]
    pub fn post<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.table.push(Row { path, method: "POST", guard: T::shown() });
        self.router = self.router.route(path, routing::post(handler).route_layer(middleware::from_fn(carry_out::form)));
        self
    }

    /// Carries out an act that takes files: it lasts as long as they come, and bounds them itself ([`super::FilesForm`]).
    #[must_use]
    pub fn upload<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.table.push(Row { path, method: "POST", guard: T::shown() });
        self.uploads = self.uploads.route(path, routing::post(handler).route_layer(middleware::from_fn(carry_out::upload)));
        self
    }

    /// Both rooms' routes.
    #[must_use]
    pub fn merge(mut self, other: Routes) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self.uploads = self.uploads.merge(other.uploads);
        self
    }

    /// The table, sorted by path.
    #[must_use]
    pub fn table(&self) -> Vec<Row> {
        let mut table = self.table.clone();
        table.sort();
        table
    }

    /// The router, bounded in what it takes and how long, but for uploads.
    ///
    /// Where only forms are sent to, looking leads to the page above: a form that came back with errors stands at that
    /// address, and is reloaded there, or returned to after signing in.
    pub(crate) fn into_router(self) -> Router<App> {
        let shown: BTreeSet<&str> = self.table.iter().filter(|row| row.method == "GET").map(|row| row.path).collect();
        let only_sent_to: BTreeSet<&str> = self.table.iter().map(|row| row.path).filter(|path| !shown.contains(path)).collect();
        let bounded = only_sent_to.into_iter().fold(self.router, |router, path| {
            let levels = levels_of_page_above(path, &shown);
            router.route(path, routing::get(move |uri: Uri| async move { Redirect::to(above(uri.path(), levels)) }))
        });
        bounded
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_ANSWER))
            .layer(RequestBodyLimitLayer::new(LARGEST_READ))
            .merge(self.uploads.layer(DefaultBodyLimit::disable()).layer(middleware::map_response(takes_files)))
    }
}

/// Marks a request whose answer has no frame.
#[derive(Clone, Copy)]
pub(super) struct Frameless;

/// Marks the answer of a route that takes files.
#[derive(Clone, Copy)]
pub(super) struct TakesFiles;

async fn takes_files(mut response: Response) -> Response {
    response.extensions_mut().insert(TakesFiles);
    response
}

/// How many levels of a path lead to a page, itself not counted; 0 is the home page.
fn levels_of_page_above(path: &str, shown: &BTreeSet<&str>) -> usize {
    let levels = path.matches('/').count();
    (1..levels).rev().find(|levels| shown.contains(above(path, *levels))).unwrap_or_default()
}

/// The first levels of a path.
fn above(path: &str, levels: usize) -> &str {
    let end = path.match_indices('/').nth(levels).map_or(path.len(), |(at, _)| at);
    if end == 0 { "/" } else { &path[..end] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_forms_lead_to_the_page_above() {
        let shown = BTreeSet::from(["/", "/things", "/things/{number}"]);
        let led = |pattern: &str, path: &'static str| above(path, levels_of_page_above(pattern, &shown));
        assert_eq!(led("/things/{number}/parts/{part}/end", "/things/5/parts/2/end"), "/things/5");
        assert_eq!(led("/things/{number}/end", "/things/5/end"), "/things/5");
        assert_eq!(led("/sign-out", "/sign-out"), "/");
    }
}
