//! Routes that accept only guarded handlers and remember what they are.

use axum::{Router, handler::Handler, routing};

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
    table: Vec<Row>,
}

impl Routes {
    /// Shows a page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.add("GET", path, T::shown(), routing::get(handler))
    }

    /// Carries out an act.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.add("POST", path, T::shown(), routing::post(handler))
    }

    /// Both rooms' routes.
    #[must_use]
    pub fn merge(mut self, other: Routes) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// The table, sorted by path.
    #[must_use]
    pub fn table(&self) -> Vec<Row> {
        let mut table = self.table.clone();
        table.sort();
        table
    }

    /// The router, ready to be layered.
    pub(crate) fn into_router(self) -> Router<App> {
        self.router
    }

    fn add(mut self, method: &'static str, path: &'static str, guard: String, route: routing::MethodRouter<App>) -> Self {
        self.table.push(Row { path, method, guard });
        self.router = self.router.route(path, route);
        self
    }
}
