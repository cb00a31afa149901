//! A form that brings files, read as it comes in: nothing of it is ever whole in memory.

use std::{
    convert::Infallible,
    mem,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::{Poll, ready},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, BodyDataStream},
    extract::{
        FromRequest, Request,
        multipart::{Field, Multipart},
    },
    http::header,
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

use super::{FormData, form::check_token, request::RequestInfo, typed};
use crate::app::App;
use crate::error::Error;

/// Whoever sends nothing for so long is not waited for any longer.
const SILENCE: Duration = Duration::from_secs(30);
/// Nor is, once that has passed, whoever sends less than so many bytes a second on average.
const SLOWEST: u64 = 8_000;
/// The longest of the fields that come before the files, in bytes.
const LONGEST_FIELD: usize = 200;
/// What may come in before the next part is found, in bytes: the parser keeps all of it in memory.
const LONGEST_HEAD: u64 = 16 * 1024;

/// The form that a request brings, of which nothing has been read yet; always the last argument of a handler.
#[derive(Debug)]
pub struct FilesForm(Request);

impl FromRequest<App> for FilesForm {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &App) -> Result<Self, Infallible> {
        Ok(FilesForm(request))
    }
}

impl FilesForm {
    /// How long the form says it is, in bytes: more than its files.
    #[must_use]
    pub fn announced(&self) -> Option<u64> {
        self.0.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// Reads the fields that come first, the form token and the number of the form: a form that is not from a page of ours
    /// ends here, before a byte of a file is read.
    ///
    /// # Errors
    /// `ForeignForm`, and when the form is none or does not come in time.
    pub async fn open(self, app: &App) -> Result<Parts, Error> {
        let request = self.0;
        if typed::is_form(request.headers()) {
            tokio::time::timeout(SILENCE, FormData::from_request(request, app)).await.map_err(|_| BrokenOff)??;
            return Ok(Parts { parser: None, meter: Arc::default() });
        }
        let headers = request.headers().clone();
        let info = request.extensions().get::<RequestInfo>().cloned();
        let mut parts = Parts::of(request).await?;
        let token = parts.first_field("csrf").await?;
        check_token(app, &headers, &token)?;
        let once = parts.first_field("once").await?.parse().map_err(|_| Error::Unreadable)?;
        if let Some(info) = info {
            info.set_once(once);
        }
        Ok(parts)
    }
}

/// What was being sent did not come to its end, or not in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the upload broke off")]
pub struct BrokenOff;

impl From<BrokenOff> for Error {
    fn from(_: BrokenOff) -> Self {
        Error::Unreadable
    }
}

/// The files of a form, still to come.
#[derive(Debug)]
pub struct Parts {
    /// None: it brings no files at all.
    parser: Option<Multipart>,
    meter: Arc<Meter>,
}

/// A file of the form.
#[derive(Debug)]
pub struct Part<'a> {
    /// Its name, as it was sent; empty: none was chosen in that field.
    pub name: String,
    field: Field<'a>,
    meter: &'a Meter,
}

impl Parts {
    async fn of(request: Request) -> Result<Parts, Error> {
        let meter = Arc::<Meter>::default();
        let request = request.map(|body| Body::from_stream(metered(body.into_data_stream(), meter.clone())));
        let parser = Multipart::from_request(request, &()).await.map_err(|_| Error::Unreadable)?;
        Ok(Parts { parser: Some(parser), meter })
    }

    /// The value of the field that has to come next.
    async fn first_field(&mut self, name: &str) -> Result<String, Error> {
        let Parts { parser: Some(parser), meter } = self else { return Err(Error::ForeignForm) };
        let field = meter.read(LONGEST_HEAD, parser.next_field()).await?;
        let mut field = field.filter(|field| field.name() == Some(name)).ok_or(Error::ForeignForm)?;
        let mut value = Vec::new();
        while let Some(chunk) = meter.read(LONGEST_HEAD, field.chunk()).await? {
            value.extend_from_slice(&chunk);
            if value.len() > LONGEST_FIELD {
                return Err(Error::TooLarge);
            }
        }
        String::from_utf8(value).map_err(|_| Error::Unreadable)
    }

    /// The next file, if there is one.
    ///
    /// # Errors
    /// When the form breaks off.
    pub async fn next(&mut self) -> Result<Option<Part<'_>>, BrokenOff> {
        let Parts { parser: Some(parser), meter } = self else { return Ok(None) };
        let field = meter.read(LONGEST_HEAD, parser.next_field()).await?;
        Ok(field.map(|field| Part { name: field.file_name().unwrap_or_default().to_owned(), field, meter }))
    }
}

impl Part<'_> {
    /// The next bytes of it; none at its end.
    ///
    /// # Errors
    /// When it breaks off, or nothing comes any more, or too little.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BrokenOff> {
        self.meter.read(u64::MAX, self.field.chunk()).await
    }
}

/// What has come in, and what may.
#[derive(Debug, Default)]
struct Meter {
    /// Bytes that have come in.
    arrived: AtomicU64,
    /// How many may have before the parser has to have found what it looks for.
    most: AtomicU64,
    /// Microseconds that were spent waiting for them: what the store takes is not the sender's fault.
    waited: AtomicU64,
}

impl Meter {
    /// Lets the parser read at most so much, within the time that the sender still has.
    async fn read<T, E>(&self, most: u64, coming: impl Future<Output = Result<T, E>>) -> Result<T, BrokenOff> {
        let arrived = self.arrived.load(Relaxed);
        self.most.store(arrived.saturating_add(most), Relaxed);
        let patience = patience(arrived, Duration::from_micros(self.waited.load(Relaxed)));
        let begun = Instant::now();
        let came = tokio::time::timeout(patience, coming).await;
        self.waited.fetch_add(u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX), Relaxed);
        came.map_err(|_| BrokenOff)?.map_err(|_| BrokenOff)
    }
}

/// How long more is waited for, when so many bytes have come in so much waiting.
fn patience(arrived: u64, waited: Duration) -> Duration {
    let earned = Duration::from_millis(arrived.saturating_mul(1000) / SLOWEST);
    SILENCE.min((SILENCE + earned).saturating_sub(waited))
}

/// Counts a body's bytes, and ends it with an error once there are too many. It yields one chunk whenever it is looked at:
/// the parser would otherwise take all that is there before it looks at any of it.
fn metered(mut body: BodyDataStream, meter: Arc<Meter>) -> impl Stream<Item = Result<Bytes, axum::Error>> {
    let mut yielded = false;
    stream::poll_fn(move |context| {
        if mem::take(&mut yielded) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if meter.arrived.load(Relaxed) > meter.most.load(Relaxed) {
            return Poll::Ready(Some(Err(axum::Error::new(BrokenOff))));
        }
        let chunk = ready!(body.poll_next_unpin(context));
        if let Some(Ok(chunk)) = &chunk {
            yielded = true;
            meter.arrived.fetch_add(chunk.len() as u64, Relaxed);
        }
        Poll::Ready(chunk)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNK: usize = 1000;

    /// A form that begins like this and goes on for a megabyte, and how much of it was read.
    async fn endless(beginning: &'static str, filled_with: u8) -> (Parts, Arc<AtomicU64>) {
        let read = Arc::new(AtomicU64::new(0));
        let count = read.clone();
        let rest = stream::iter(std::iter::repeat_n(Bytes::from(vec![filled_with; CHUNK]), 1000));
        let chunks = stream::iter([Bytes::from_static(beginning.as_bytes())]).chain(rest).map(move |chunk| {
            count.fetch_add(chunk.len() as u64, Relaxed);
            Ok::<_, Infallible>(chunk)
        });
        let request = Request::post("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        (Parts::of(request.body(Body::from_stream(chunks)).unwrap()).await.unwrap(), read)
    }

    #[tokio::test]
    async fn what_has_no_beginning_is_not_read_for_ever() {
        for beginning in
            ["", "--b\r\ncontent-disposition: form-data; name=\"csrf", "--b\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n"]
        {
            let (mut parts, read) = endless(beginning, b'x').await;
            parts.first_field("csrf").await.unwrap_err();
            assert!(read.load(Relaxed) <= LONGEST_HEAD + 2 * CHUNK as u64, "{} bytes of {beginning:?}", read.load(Relaxed));
        }
        let (mut parts, read) = endless("--b\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a", b'a').await;
        assert_eq!(parts.next().await.unwrap_err(), BrokenOff);
        assert!(read.load(Relaxed) <= LONGEST_HEAD + 2 * CHUNK as u64);
    }

    #[tokio::test]
    async fn a_file_is_read_as_it_comes() {
        let (mut parts, read) = endless("--b\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\n", b'x').await;
        let mut part = parts.next().await.unwrap().unwrap();
        let mut bytes = 0;
        while let Ok(Some(chunk)) = part.chunk().await {
            bytes += chunk.len();
            assert!(read.load(Relaxed) <= (bytes + 2 * CHUNK) as u64, "no more is read than is passed on");
        }
        assert_eq!(bytes, 1000 * CHUNK);
    }

    #[test]
    fn whoever_sends_too_little_is_waited_for_less_and_less() {
        let seconds = Duration::from_secs;
        assert_eq!(patience(0, seconds(0)), SILENCE);
        assert_eq!(patience(0, seconds(29)), seconds(1), "all that comes before the files has as long as one silence");
        assert_eq!(patience(100, seconds(31)), seconds(0));
        assert_eq!(patience(SLOWEST * 3600, seconds(3600)), SILENCE);
        assert_eq!(patience(SLOWEST * 3600, seconds(3620)), seconds(10));
    }
}
