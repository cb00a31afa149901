//! What was typed into a form that was not carried out: kept for the error page, which gives it back.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, BodyDataStream, to_bytes},
    http::{HeaderMap, header},
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

use super::{
    form::{LARGEST_READ, MOST_FIELDS},
    request::RequestInfo,
};

/// How long an error page waits for the form that it gives back.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the rest of a form with files is listened to.
const LISTENS_ON: Duration = Duration::from_secs(20);

/// A body that may never be read to its end, or at all: a guard that turns a request away comes before its form.
pub(super) struct Unread(Arc<Mutex<Held>>);

struct Held {
    body: BodyDataStream,
    begun: bool,
}

impl Unread {
    /// Holds on to a body, and passes on one that reads it.
    pub fn hold(body: Body) -> (Unread, Body) {
        let held = Arc::new(Mutex::new(Held { body: body.into_data_stream(), begun: false }));
        (Unread(held.clone()), Body::from_stream(rest(held)))
    }

    /// Keeps what was typed into it, unless somebody has begun to read it, who then has done so.
    pub async fn keep(self, info: &RequestInfo) {
        if self.0.lock().unwrap_or_else(PoisonError::into_inner).begun {
            return;
        }
        if let Ok(Ok(bytes)) = tokio::time::timeout(PATIENCE, to_bytes(Body::from_stream(rest(self.0)), LARGEST_READ)).await {
            keep(info, &bytes);
        }
    }

    /// Reads on to its end without keeping anything, for a while: browsers show no answer to a form with files before they
    /// have sent all of it, and say that it broke off when they cannot.
    pub async fn listen_on(self) {
        let mut rest = rest(self.0);
        // Whoever has more to send than that sees the connection end.
        let _ = tokio::time::timeout(LISTENS_ON, async { while let Some(Ok(_)) = rest.next().await {} }).await;
    }
}

/// What is still to be read of a body.
fn rest(held: Arc<Mutex<Held>>) -> impl Stream<Item = Result<Bytes, axum::Error>> {
    stream::poll_fn(move |context| {
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        held.begun = true;
        held.body.poll_next_unpin(context)
    })
}

/// Whether the request says that it brings a form.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Keeps what was typed into a form, whatever else is wrong with it. Only here what is no text is repaired, so that the
/// rest is not lost.
pub(super) fn keep(info: &RequestInfo, form: &[u8]) {
    for (field, value) in form_urlencoded::parse(form).take(MOST_FIELDS) {
        if is_written(&field, &value) {
            info.keep_typed(&field, &value.replace('\0', "\u{fffd}"));
        }
    }
}

/// What forms send unseen: what they were drawn from, for the act to tell whether that still stands.
const UNSEEN: [&str; 14] = [
    "about", "assessed", "count", "digest", "feedback", "files", "line", "next", "revision", "round", "seen", "session", "shown", "version",
];

/// What somebody wrote and not only chose, as far as that shows before the fields are read; never a password.
fn is_written(field: &str, value: &str) -> bool {
    let secret = ["password", "token", "csrf"].into_iter().any(|word| field.contains(word));
    let unseen = UNSEEN.contains(&field);
    let chosen = |letter: char| letter.is_ascii_alphanumeric() || "-_:./+=".contains(letter);
    !secret && !unseen && value.chars().count() > 3 && (!value.chars().all(chosen) || value.contains("://") || value.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    fn typed(form: &[u8]) -> Vec<String> {
        let info = RequestInfo::read(String::new(), "/", &HeaderMap::new());
        keep(&info, form);
        info.typed().into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn what_was_written_is_kept_and_what_was_chosen_is_not() {
        assert_eq!(
            typed(b"text=It+does+not+sort&kind=question&due=2026-07-15&at=2026-07-15T18%3A00&zone=Europe%2FBerlin"),
            ["It does not sort"]
        );
        assert_eq!(
            typed(b"a=Gr%C3%BC%C3%9Fe&b=Done.&c=https%3A%2F%2Fexample.org%2Fa&d=yes&e=%20%20"),
            ["Grüße", "Done.", "https://example.org/a"]
        );
        assert_eq!(typed(b"id=0198b1de-0000-7000-8000-000000000000&digest=00ff00ff&next=%2Fengagements%2F1"), Vec::<String>::new());
    }

    #[test]
    fn what_a_form_sends_unseen_was_written_by_nobody() {
        assert_eq!(
            typed(b"version=America%2FLos_Angeles+1111100+09%3A00%3A00&shown=%7B%22title%22%3A+%22A+b%22%7D&name=Ahrens+%26+Vale"),
            ["Ahrens & Vale"]
        );
    }

    #[test]
    fn what_forms_send_unseen_is_known() {
        fn walk(folder: &Path, unseen: &mut BTreeSet<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, unseen);
                    continue;
                }
                for call in fs::read_to_string(path).unwrap().split("form::hidden(\"").skip(1) {
                    unseen.insert(call.split('"').next().unwrap().to_owned());
                }
            }
        }
        let mut unseen = BTreeSet::new();
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut unseen);
        // It is a secret as well.
        assert!(unseen.remove("token"));
        assert_eq!(unseen.iter().map(String::as_str).collect::<Vec<_>>(), UNSEEN);
    }

    #[test]
    fn passwords_and_tokens_are_never_kept() {
        assert_eq!(typed(b"password=page+by+page&current-password=page+by+page&csrf=a+b+c+d&token=a+b+c+d"), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_text_is_repaired() {
        assert_eq!(typed(b"text=half+%FF+read&other=cut%00off+here&%="), ["half \u{fffd} read", "cut\u{fffd}off here"]);
    }

    #[tokio::test]
    async fn a_body_is_read_once_by_whoever_comes_first() {
        let info = RequestInfo::read(String::new(), "/", &HeaderMap::new());
        let (unread, passed_on) = Unread::hold(Body::from("text=One+two"));
        drop(passed_on);
        unread.keep(&info).await;
        assert_eq!(info.typed(), [("text".to_owned(), "One two".to_owned())]);

        let (unread, passed_on) = Unread::hold(Body::from("text=Three+four"));
        assert_eq!(to_bytes(passed_on, LARGEST_READ).await.unwrap(), "text=Three+four");
        unread.keep(&info).await;
        assert_eq!(info.typed().len(), 1);
    }
}
