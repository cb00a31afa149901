//! Forms are carried out to the end, whether or not somebody still waits for the answer.

use std::{panic::resume_unwind, task::Poll};

use axum::{
    body::{Body, BodyDataStream},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{FutureExt, Stream, StreamExt, future::FusedFuture, stream};
use tokio::sync::{Semaphore, SemaphorePermit, oneshot};
use tracing::Instrument;

use crate::error::Error;

/// So many forms are carried out at once: about twice as many as there are connections to the database.
///
/// Others wait with those who sent them, and are not begun when those leave: whoever sends and leaves at once, over and
/// over, does not pile up work. A form takes its place when it has wholly come: whoever sends slowly takes none from others.
static AT_ONCE: Semaphore = Semaphore::const_new(32);

/// Carries out a form in a task of its own. A visitor who leaves, or the end of our patience, cancels only the waiting.
pub(super) async fn form(request: Request, next: Next) -> Response {
    let (taken, place) = oneshot::channel();
    let request = request.map(|body| Body::from_stream(body.into_data_stream().chain(takes_place(&AT_ONCE, taken))));
    to_the_end(request, next, place).await
}

/// The same for a form that brings files: it lasts as long as they come, and is bounded by what may be uploaded at once.
pub(super) async fn upload(request: Request, next: Next) -> Response {
    to_the_end(request, next, ()).await
}

/// Brings nothing, and ends when there is a place.
fn takes_place(
    places: &'static Semaphore,
    taken: oneshot::Sender<SemaphorePermit<'static>>,
) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    let waits = async move {
        // An error means that the form is not carried out any more; the places themselves are never closed.
        if let Ok(place) = places.acquire().await {
            drop(taken.send(place));
        }
    };
    stream::once(waits).filter_map(|()| std::future::ready(None))
}

/// What has been read is carried out, and `held` meanwhile. What still was to be read breaks off once nobody waits, so that
/// nobody is listened to without an end.
async fn to_the_end(request: Request, next: Next, held: impl Send + 'static) -> Response {
    let (_waiting, left) = oneshot::channel();
    let request = request.map(|body| Body::from_stream(until(left, body.into_data_stream())));
    let answering = async move {
        let answer = next.run(request).await;
        drop(held);
        answer
    };
    match tokio::spawn(answering.in_current_span()).await {
        Ok(answer) => answer,
        Err(failed) if failed.is_panic() => resume_unwind(failed.into_panic()),
        // The process ends.
        Err(_) => Error::from(sqlx::Error::WorkerCrashed).into_response(),
    }
}

/// Nobody waits for the answer any more.
#[derive(Debug, thiserror::Error)]
#[error("the visitor has left")]
struct Left;

/// A body that breaks off as soon as nobody waits for its answer: with an error, since what has an end would be complete.
fn until(left: oneshot::Receiver<()>, mut body: BodyDataStream) -> impl Stream<Item = Result<Bytes, axum::Error>> {
    let mut left = left.fuse();
    stream::poll_fn(move |context| {
        if left.is_terminated() || left.poll_unpin(context).is_ready() {
            return Poll::Ready(Some(Err(axum::Error::new(Left))));
        }
        body.poll_next_unpin(context)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_breaks_off_when_nobody_waits_and_is_not_taken_for_complete() {
        let (waiting, left) = oneshot::channel();
        let chunks = stream::iter(["a", "b"].map(|chunk| Ok::<_, axum::Error>(Bytes::from(chunk))));
        let mut body = Box::pin(until(left, Body::from_stream(chunks).into_data_stream()));
        assert_eq!(body.next().await.unwrap().unwrap(), "a");
        drop(waiting);
        body.next().await.unwrap().unwrap_err();
        body.next().await.unwrap().unwrap_err();
    }

    #[tokio::test]
    async fn a_form_takes_its_place_when_it_has_wholly_come_and_keeps_it_until_it_is_done() {
        static ONE: Semaphore = Semaphore::const_new(1);
        let (taken, place) = oneshot::channel();
        let mut body = Box::pin(stream::iter([Ok(Bytes::from("a"))]).chain(takes_place(&ONE, taken)));
        body.next().await.unwrap().unwrap();
        assert_eq!(ONE.available_permits(), 1, "it is still coming");
        assert!(body.next().await.is_none());
        drop(body);
        assert_eq!(ONE.available_permits(), 0);
        let (taken, _) = oneshot::channel();
        let mut waits = Box::pin(takes_place(&ONE, taken));
        assert!(waits.next().now_or_never().is_none(), "there is no other");
        drop(place);
        assert!(waits.next().await.is_none());
        assert_eq!(ONE.available_permits(), 1, "one that nobody waits for any more takes none");
    }
}
