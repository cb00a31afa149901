//! A small client that keeps a number of connections busy, and reads and checks every answer.

use std::{net::SocketAddr, sync::Arc};

use anyhow::{Context, Result, bail, ensure};
use axum::{
    body::Bytes,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::{BodyExt, Full};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};

use crate::{
    busy::{self, Figures, Span, Worker},
    pages::{Visit, What},
};

/// How the body travels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As it is.
    Plain,
    /// Compressed, as browsers ask for it.
    Brotli,
}

impl Encoding {
    /// As headers and the table name it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Plain => "identity",
            Encoding::Brotli => "br",
        }
    }
}

/// Keeps `connections` busy with the visits in turn.
pub async fn run(server: SocketAddr, visits: &Arc<[Visit]>, connections: usize, encoding: Encoding, span: Span) -> Result<Figures> {
    let visitor = |_| Visitor { client: client(), server, encoding, visits: visits.clone() };
    busy::run((0..connections).map(visitor).collect(), span).await
}

/// Somebody at a browser, with one connection that is kept open.
struct Visitor {
    client: Client<HttpConnector, Full<Bytes>>,
    server: SocketAddr,
    encoding: Encoding,
    visits: Arc<[Visit]>,
}

fn client() -> Client<HttpConnector, Full<Bytes>> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder(TokioExecutor::new()).pool_max_idle_per_host(1).build(connector)
}

impl Worker for Visitor {
    /// Sends the request, reads the answer to its end and checks it.
    async fn works(&self, turn: usize) -> Result<usize> {
        let visit = &self.visits[turn % self.visits.len()];
        let request = request(visit, &format!("http://{}", self.server), self.encoding, Full::from)?;
        let (parts, body) = self.client.request(request).await.with_context(|| visit.path.clone())?.into_parts();
        let body = body.collect().await?.to_bytes();
        check(visit, parts.status, &parts.headers, &body).with_context(|| visit.path.clone())?;
        Ok(body.len())
    }
}

/// The request as a browser sends it.
pub fn request<B>(visit: &Visit, origin: &str, encoding: Encoding, body: impl FnOnce(String) -> B) -> Result<Request<B>> {
    Ok(Request::builder()
        .method(visit.method())
        .uri(format!("{origin}{}", visit.path))
        .header(header::COOKIE, format!("tandem={}", visit.token))
        .header(header::ACCEPT_ENCODING, encoding.name())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(body(visit.form()))?)
}

/// A benchmark of error pages is worth nothing.
pub fn check(visit: &Visit, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Result<()> {
    match &visit.what {
        What::Read { holds } => {
            ensure!(status == StatusCode::OK, "answered {status}");
            let compressed = headers.get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding == Encoding::Brotli.name());
            let mut page = Vec::new();
            let page = if compressed {
                brotli::BrotliDecompress(&mut &*body, &mut page).context("the body is not Brotli")?;
                &page
            } else {
                body
            };
            if !page.windows(holds.len()).any(|part| part == holds.as_bytes()) {
                bail!("the page does not show {holds:?}");
            }
        }
        What::Reply { .. } => {
            ensure!(status == StatusCode::SEE_OTHER, "answered {status}");
            let leads_to = headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
            let thread = visit.path.trim_end_matches("/replies");
            ensure!(leads_to.starts_with(thread), "leads to {leads_to:?}");
        }
    }
    Ok(())
}
