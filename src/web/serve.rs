//! Answering connections: like `axum::serve`, which waits for ever for a client that sends its request a letter at a time.

use std::{pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request, serve::Listener};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::net::TcpListener;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use super::{
    door::{Bounds, Door},
    layers::LONGEST_ANSWER,
};

/// How long the server waits for others.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the whole head of a connection's first request: whoever connects has something to ask.
    pub first_head: Duration,
    /// For that of a later one, counted from the end of the one before: a connection at rest ends after this, too.
    pub head: Duration,
    /// For the other end to take the next bytes of an answer.
    pub reader: Duration,
    /// For requests in flight to finish, after the server was told to stop.
    pub grace: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            first_head: Duration::from_secs(10),
            // Proxies keep connections at rest for a minute, and should be the first to let go of them.
            head: Duration::from_secs(75),
            reader: Duration::from_secs(60),
            grace: LONGEST_ANSWER + Duration::from_secs(5),
        }
    }
}

/// Serves until `shutdown`, then lets requests in flight finish.
pub async fn serve(router: Router, mut listener: TcpListener, patience: Patience, bounds: Bounds, shutdown: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head);
    let connections = GracefulShutdown::new();
    let mut door = Door::new(bounds);
    let mut shutdown = pin!(shutdown);
    loop {
        let coming = async { (door.place().await, Listener::accept(&mut listener).await) };
        let (place, (stream, peer)) = tokio::select! {
            came = coming => came,
            () = &mut shutdown => break,
        };
        let Some(visit) = door.enter(place, peer.ip()).map(Arc::new) else { continue };
        let visiting = visit.clone();
        let answering = router.clone().map_request(move |request: Request<_>| {
            visiting.brought_a_request();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        });
        // Whoever asks for a file and does not take it would hold it open for ever.
        let mut stream = Box::pin(TimeoutStream::new(stream));
        stream.as_mut().set_write_timeout_pinned(Some(patience.reader));
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(answering)));
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let ended = match tokio::time::timeout(patience.first_head, &mut connection).await {
                Ok(ended) => ended,
                Err(_) if visit.has_brought_a_request() => connection.await,
                Err(_) => return tracing::debug!("a connection brought no request"),
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection broke");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(patience.grace, connections.shutdown()).await.is_err() {
        tracing::warn!("requests were still in flight after {:?}", patience.grace);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_being_answered_when_the_server_stops_gets_the_answer() {
        assert!(Patience::default().grace > LONGEST_ANSWER);
    }
}
