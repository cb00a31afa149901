//! The content of a version: sent as it comes out of the store, and never silently damaged.

use std::ops::Range;

use anyhow::anyhow;
use axum::{
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    access::needs::Read,
    app::App,
    base::digest::Digest,
    error::Error,
    files::{
        model::{Asked, Preview},
        queries::{self, Content},
    },
    store,
    web::{At, Outcome, Seat},
};

/// What need not be written as `%…` in a header parameter (RFC 8187).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is only saved, and would do nothing if it were not.
const SAVED: &str = "default-src 'none'; sandbox";

/// Sends it: to be saved, or with `?inline`, if its first bytes say that browsers may, to be shown.
pub async fn version(
    seat: Seat<Read>,
    State(app): State<App>,
    At((_, number, version)): At<(Uuid, i32, i32)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Outcome {
    let content = queries::content(&app.db, seat.engagement.id, number, version).await?.ok_or(Error::NotFound)?;
    let preview = Preview::of(&content.media_type).filter(|_| query.as_deref() == Some("inline"));
    let tag = format!("\"{}\"", content.address.digest);
    let sent = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if sent(header::IF_NONE_MATCH).is_some_and(|known| knows(known, &tag)) {
        return dressed(StatusCode::NOT_MODIFIED, Body::empty(), &content, &tag, preview);
    }
    // A part is of no use to whoever has begun with another whole.
    let continues = sent(header::IF_RANGE).is_none_or(|known| known == tag);
    let size = content.bytes;
    let range = match Asked::read(sent(header::RANGE).filter(|_| continues), size) {
        Asked::All => None,
        Asked::From(first, last) => Some(first..last + 1),
        Asked::Nothing => {
            let mut response = (StatusCode::RANGE_NOT_SATISFIABLE, [("x-tandem-bare", "yes")]).into_response();
            response.headers_mut().insert(header::CONTENT_RANGE, value(&format!("bytes */{size}"))?);
            return Ok(response);
        }
    };
    let body = read(&app, &content, range.clone()).await?;
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut response = dressed(status, body, &content, &tag, preview)?;
    let length = range.as_ref().map_or(size, |range| range.end - range.start);
    response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    if let Some(Range { start, end }) = range {
        response.headers_mut().insert(header::CONTENT_RANGE, value(&format!("bytes {start}-{}/{size}", end - 1))?);
    }
    Ok(response)
}

/// Whether `If-None-Match` names the tag.
fn knows(known: &str, tag: &str) -> bool {
    known.split(',').map(|each| each.trim().trim_start_matches("W/")).any(|each| each == tag || each == "*")
}

fn value(text: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(text).map_err(|error| Error::Broken(error.into()))
}

/// What every answer about the version says.
fn dressed(status: StatusCode, body: Body, content: &Content, tag: &str, preview: Option<Preview>) -> Outcome {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let way = if preview.is_some() { "inline" } else { "attachment" };
    let name = utf8_percent_encode(&content.name, PLAIN);
    headers.insert(header::CONTENT_DISPOSITION, value(&format!("{way}; filename*=UTF-8''{name}"))?);
    headers.insert(header::CONTENT_TYPE, value(&content.media_type)?);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(preview.map_or(SAVED, Preview::policy)));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::ETAG, value(tag)?);
    // Kept by nobody else, asked for again each time, since seats end; and sent as it is.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache, no-transform"));
    Ok(response)
}

/// The content, or a part of it, as a body.
async fn read(app: &App, content: &Content, range: Option<Range<u64>>) -> Result<Body, Error> {
    // A part that is all of it is checked, too: players ask for files so.
    let range = range.filter(|range| *range != (0..content.bytes));
    let (whole, digest) = (range.is_none(), content.address.digest);
    let (size, chunks) = app.settings.files.store.read(&content.address, range).await?;
    if size != content.bytes {
        return Err(Error::Broken(anyhow!("{digest} has {size} bytes in the file store and {} in the record", content.bytes)));
    }
    Ok(if whole { Body::from_stream(checked(chunks, digest)) } else { Body::from_stream(chunks) })
}

/// Passes chunks on while it hashes them. The last one waits for the digest of all: when that differs the answer breaks off,
/// so that nobody takes it for whole.
fn checked(chunks: BoxStream<'static, store::Result<Bytes>>, digest: Digest) -> impl stream::Stream<Item = anyhow::Result<Bytes>> {
    let begun = (chunks, Sha256::new(), Bytes::new());
    stream::try_unfold(Some(begun), move |reading| async move {
        let Some((mut chunks, mut hasher, held)) = reading else { return Ok(None) };
        match chunks.next().await.transpose() {
            Ok(Some(chunk)) => {
                hasher.update(&chunk);
                Ok(Some((held, Some((chunks, hasher, chunk)))))
            }
            Ok(None) if Digest(hasher.finalize().into()) == digest => Ok(Some((held, None))),
            Ok(None) => {
                tracing::error!(%digest, "a file's content is not what was recorded: the download was broken off");
                Err(anyhow!("damaged"))
            }
            Err(error) => {
                tracing::error!(%digest, %error, "a file could not be read to its end: the download was broken off");
                Err(error.into())
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use futures_util::TryStreamExt;

    use super::*;

    async fn sent(chunks: &'static [&'static str], recorded: &str) -> (String, bool) {
        let chunks = stream::iter(chunks).map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).boxed();
        let mut got = String::new();
        let mut body = std::pin::pin!(checked(chunks, Digest::of(recorded)));
        loop {
            match body.try_next().await {
                Ok(Some(chunk)) => got.push_str(std::str::from_utf8(&chunk).unwrap()),
                Ok(None) => return (got, true),
                Err(_) => return (got, false),
            }
        }
    }

    #[tokio::test]
    async fn damaged_content_is_never_sent_to_its_end() {
        assert_eq!(sent(&["one ", "two ", "three"], "one two three").await, ("one two three".into(), true));
        assert_eq!(sent(&["one ", "two ", "thee"], "one two three").await, ("one two ".into(), false));
        assert_eq!(sent(&["on"], "one").await, (String::new(), false));
    }

    #[test]
    fn tags_are_compared_one_by_one() {
        assert!(knows("\"a\", W/\"b\"", "\"b\"") && knows("*", "\"b\""));
        assert!(!knows("\"ab\"", "\"b\""));
    }
}
