//! The house: the one list that merges every room's routes, and the one of what works by itself.

use axum::{Router, routing};
use futures_util::future::BoxFuture;
use tokio::{net::TcpListener, task::JoinSet};

use crate::{
    app::App,
    web::{
        Routes, assets,
        door::Bounds,
        layers,
        serve::{self, Patience},
    },
    worker::{self, Revival},
};

/// The whole server as a service.
pub fn router(app: &App) -> Router {
    let routes = routes(app.settings.demo).into_router().route("/static/{name}", routing::get(assets::serve));
    layers::wrap(routes, app)
}

/// Every room's routes; with `demo`, those that only the demo has.
#[must_use]
pub fn routes(demo: bool) -> Routes {
    let routes = Routes::default()
        .merge(crate::home::routes())
        .merge(crate::accounts::routes())
        .merge(crate::organizations::routes())
        .merge(crate::engagements::routes())
        .merge(crate::files::routes())
        .merge(crate::discovery::routes())
        .merge(crate::scope::routes())
        .merge(crate::deliverables::routes())
        .merge(crate::topics::routes())
        .merge(crate::milestones::routes())
        .merge(crate::changes::routes())
        .merge(crate::decisions::routes())
        .merge(crate::effects::routes())
        .merge(crate::feedback::routes())
        .merge(crate::working_sessions::routes())
        .merge(crate::activity::routes())
        .merge(crate::board::routes())
        .merge(crate::search::routes())
        .merge(crate::ops::routes());
    if demo { routes.merge(crate::demo::routes()) } else { routes }
}

/// Serves until `shutdown`, then lets requests in flight finish. The workers of this node run meanwhile.
pub async fn serve(app: App, listener: TcpListener, shutdown: impl Future<Output = ()>) {
    let mut workers = JoinSet::new();
    let mut keep = |what, work: fn(App) -> BoxFuture<'static, ()>| {
        workers.spawn(worker::keep(app.clone(), what, Revival::default(), work));
    };
    keep("the listener of live updates", |app| Box::pin(app.live.clone().listen(app.db.clone())));
    keep("the sender of mail", |app| Box::pin(crate::mail::worker::run(app)));
    keep("the acceptance clock", |app| Box::pin(crate::deliverables::clock::run(app)));
    keep("the clock of the handover", |app| Box::pin(crate::milestones::clock::run(app)));
    keep("the judging of readiness", |app| Box::pin(crate::board::judging::run(app)));
    keep("the taking of snapshots", |app| Box::pin(crate::board::snapshots::run(app)));
    keep("the sweeper of sign-ins", |app| Box::pin(crate::accounts::sweep(app)));
    keep("the sweeper of files", |app| Box::pin(crate::files::sweep::run(app)));
    let shutdown = async {
        shutdown.await;
        app.live.close();
    };
    // Tandem speaks HTTP: under an https URL there is a proxy, whether its word is believed or not.
    let bounds = Bounds::of_process(app.settings.trust_proxy || app.settings.public_url.scheme() == "https");
    serve::serve(router(&app), listener, Patience::default(), bounds, shutdown).await;
    drop(workers);
    app.db.close().await;
}
