//! A form that brings files, read as it comes in: nothing of it is ever whole in memory.

use std::time::Duration;

use axum::{
    extract::{
        FromRequest, Request,
        multipart::{Field, Multipart},
    },
    http::{HeaderMap, header},
};

use bytes::Bytes;

use super::{Error, FormData, form::check_token, request::RequestInfo, typed};
use crate::app::App;

/// Whoever sends nothing for so long is not waited for any longer.
const SILENCE: Duration = Duration::from_secs(30);
/// The longest of the fields that come before the files, in bytes.
const LONGEST_FIELD: usize = 200;

/// The form that a request brings, with its files still to come; always the last argument of a handler.
///
/// Its first fields are the form token and the number of the form: both are read before a byte of a file is, and a form
/// that is not from a page of ours ends there.
#[derive(Debug)]
pub struct FilesForm {
    /// None: it brings no files at all.
    parts: Option<Multipart>,
    /// How long the body says it is.
    announced: Option<u64>,
}

/// What was being sent did not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the upload broke off")]
pub struct BrokenOff;

impl From<BrokenOff> for Error {
    fn from(_: BrokenOff) -> Self {
        Error::Unreadable
    }
}

/// A file of the form.
#[derive(Debug)]
pub struct Part<'a> {
    /// Its name, as it was sent; empty: none was chosen in that field.
    pub name: String,
    field: Field<'a>,
}

impl FromRequest<App> for FilesForm {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        if typed::is_form(request.headers()) {
            FormData::from_request(request, app).await?;
            return Ok(FilesForm { parts: None, announced: None });
        }
        let headers = request.headers().clone();
        let info = request.extensions().get::<RequestInfo>().cloned();
        let mut parts = Multipart::from_request(request, app).await.map_err(|_| Error::Unreadable)?;
        let token = first_field(&mut parts, "csrf").await?;
        check_token(app, &headers, &token)?;
        let once = first_field(&mut parts, "once").await?.parse().map_err(|_| Error::Unreadable)?;
        if let Some(info) = info {
            info.set_once(once);
        }
        Ok(FilesForm { parts: Some(parts), announced: announced(&headers) })
    }
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The value of the field that has to come next.
async fn first_field(parts: &mut Multipart, name: &str) -> Result<String, Error> {
    let mut field = in_time(parts.next_field()).await?.filter(|field| field.name() == Some(name)).ok_or(Error::ForeignForm)?;
    let mut value = Vec::new();
    while let Some(chunk) = in_time(field.chunk()).await? {
        value.extend_from_slice(&chunk);
        if value.len() > LONGEST_FIELD {
            return Err(Error::TooLarge);
        }
    }
    String::from_utf8(value).map_err(|_| Error::Unreadable)
}

async fn in_time<T, E>(coming: impl Future<Output = Result<T, E>>) -> Result<T, BrokenOff> {
    tokio::time::timeout(SILENCE, coming).await.map_err(|_| BrokenOff)?.map_err(|_| BrokenOff)
}

impl FilesForm {
    /// How long the form says it is, in bytes: more than its files.
    #[must_use]
    pub fn announced(&self) -> Option<u64> {
        self.announced
    }

    /// The next file, if there is one.
    ///
    /// # Errors
    /// When the form breaks off.
    pub async fn next(&mut self) -> Result<Option<Part<'_>>, BrokenOff> {
        let Some(parts) = &mut self.parts else { return Ok(None) };
        let field = in_time(parts.next_field()).await?;
        Ok(field.map(|field| Part { name: field.file_name().unwrap_or_default().to_owned(), field }))
    }

    /// Reads on to the end without keeping anything, as long as `patience` lasts: browsers show no answer to a form before
    /// they have sent all of it.
    pub async fn let_go(mut self, patience: Duration) {
        let rest = async {
            while let Ok(Some(mut part)) = self.next().await {
                while let Ok(Some(_)) = part.chunk().await {}
            }
        };
        // Whoever has more to send than that sees the connection end.
        let _ = tokio::time::timeout(patience, rest).await;
    }
}

impl Part<'_> {
    /// The next bytes of it; none at its end.
    ///
    /// # Errors
    /// When it breaks off, or nothing comes any more.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BrokenOff> {
        in_time(self.field.chunk()).await
    }
}
