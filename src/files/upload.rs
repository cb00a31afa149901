//! Receiving a form with files, for the handlers of all rooms.

use std::time::Duration;

use axum::http::StatusCode;
use futures_util::stream;

use super::{
    Staged,
    model::MOST_AT_ONCE,
    queries,
    staging::{self, Fault},
};
use crate::{
    access::Needs,
    app::App,
    base::{format, language::Language},
    error::{Error, Refusal},
    web::{FilesForm, Form, Seat, files_form::Part},
};

/// The field that brings the files.
pub const FIELD: &str = "files";
/// No upload lasts longer.
const LONGEST: Duration = Duration::from_secs(6 * 3600);

/// A form whose files were not taken: it is shown again with what is wrong.
#[derive(Debug)]
pub struct NotTaken {
    /// The answer's status.
    pub status: StatusCode,
    /// The form, with the error at its field.
    pub form: Form,
}

impl NotTaken {
    fn because(status: StatusCode, refusal: Refusal) -> NotTaken {
        let mut form = Form::default();
        form.refuse(FIELD, refusal);
        NotTaken { status, form }
    }
}

/// What can end the reception of a form.
enum End {
    Refused(NotTaken),
    Broken(Error),
}

impl<E: Into<Error>> From<E> for End {
    fn from(error: E) -> Self {
        End::Broken(error.into())
    }
}

/// Takes in the files of a form: all of them, or none. They are in the record once the room's act has attached them.
///
/// # Errors
/// `ForeignForm` when the form is not from a page of ours, `AlreadyDone` when it was carried out before; otherwise when it
/// breaks off, or the store or the database fails.
pub async fn receive<N: Needs>(app: &App, seat: &Seat<N>, form: FilesForm) -> Result<Result<Vec<Staged>, NotTaken>, Error> {
    match tokio::time::timeout(LONGEST, take(app, seat, form)).await {
        Ok(Ok(staged)) => Ok(Ok(staged)),
        Ok(Err(End::Refused(not_taken))) => Ok(Err(not_taken)),
        Ok(Err(End::Broken(error))) => Err(error),
        Err(_) => Err(Error::Unreadable),
    }
}

async fn take<N: Needs>(app: &App, seat: &Seat<N>, form: FilesForm) -> Result<Vec<Staged>, End> {
    let engagement = seat.engagement.id;
    let unprocessable = |refusal| End::Refused(NotTaken::because(StatusCode::UNPROCESSABLE_ENTITY, refusal));
    // Before anything of the form is read.
    let Some(_under_way) = app.uploads.begin(seat.person.id) else {
        return Err(End::Refused(NotTaken::because(StatusCode::TOO_MANY_REQUESTS, Refusal::new("refused-files-busy"))));
    };
    let announced = form.announced();
    let mut parts = form.open(app).await?;
    if queries::is_carried_out(&app.db, engagement, seat.request.once()).await? {
        return Err(Error::AlreadyDone.into());
    }
    let limits = &app.settings.files.limits;
    let too_large = |refusal| End::Refused(NotTaken::because(StatusCode::PAYLOAD_TOO_LARGE, refusal));
    // What the form announces is more than its files, so only what is far off is refused before it is counted.
    let announced = announced.map_or(0, |bytes| bytes.saturating_sub(64 * 1024));
    let kept = queries::kept(&app.db, engagement).await?;
    limits.check_room(kept, 1, announced, seat.language()).map_err(too_large)?;

    let mut staged: Vec<Staged> = Vec::new();
    while let Some(part) = parts.next().await? {
        if part.name.is_empty() {
            continue;
        }
        if staged.len() == MOST_AT_ONCE {
            return Err(unprocessable(Refusal::new("refused-files-at-once").with("most", MOST_AT_ONCE)));
        }
        let name = part.name.clone();
        let file = staging::stage(app, engagement, &name, chunks(part)).await.map_err(|fault| match fault {
            Fault::TooLarge => too_large(too_large_refusal(seat.language(), &name, limits.largest)),
            Fault::NoRoom => too_large(limits.no_room(seat.language())),
            Fault::Empty => unprocessable(Refusal::new("refused-files-empty").with("name", super::model::clean_name(&name))),
            fault => End::Broken(fault.into()),
        })?;
        if staged.iter().any(|other| other.name == file.name) {
            return Err(unprocessable(Refusal::new("refused-files-same-name").with("name", &file.name)));
        }
        staged.push(file);
        let bytes = staged.iter().map(|file| file.bytes).sum();
        limits.check_room(kept, staged.len() as u64, bytes, seat.language()).map_err(too_large)?;
    }
    if staged.is_empty() {
        return Err(unprocessable(Refusal::new("refused-files-none")));
    }
    Ok(staged)
}

fn too_large_refusal(language: Language, name: &str, largest: u64) -> Refusal {
    Refusal::new("refused-files-too-large").with("name", super::model::clean_name(name)).with("largest", format::bytes(language, largest))
}

/// The bytes of a part, as they come.
fn chunks(part: Part<'_>) -> impl futures_util::Stream<Item = Result<bytes::Bytes, crate::web::files_form::BrokenOff>> {
    stream::try_unfold(part, |mut part| async move { Ok(part.chunk().await?.map(|chunk| (chunk, part))) })
}
