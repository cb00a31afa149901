//! Files of a deliverable: attaching them, and taking away what is only laid ready.

use axum::extract::State;
use uuid::Uuid;

use super::show::{Forms, Show};
use crate::{
    access::needs::SubmitDeliverable,
    app::App,
    deliverables::{acts, queries},
    error::Error,
    files::{self, NotTaken},
    things::Thing,
    web::{At, FilesForm, FormData, Outcome, Seat, done, page_with},
};

/// Attaches them.
pub async fn attach(
    seat: Seat<SubmitDeliverable>,
    State(app): State<App>,
    At((engagement, number)): At<(Uuid, i32)>,
    form: FilesForm,
) -> Outcome {
    // What the act would refuse is not taken in first.
    seat.still_open()?;
    let place = queries::deliverable(&app.db, engagement, number).await?.ok_or(Error::NotFound)?.state.place_of_files(number)?;
    match files::receive(&app, &seat, form).await? {
        Ok(staged) => {
            acts::attach(&app, &seat, number, staged).await?;
            done(&place.url(engagement), "flash-files-attached")
        }
        Err(NotTaken { status, form }) => {
            let forms = Forms { attach: form, ..Forms::default() };
            page_with(status, Show::load(&app, &seat, number, forms).await?)
        }
    }
}

/// Takes one away.
pub async fn take_away(
    seat: Seat<SubmitDeliverable>,
    State(app): State<App>,
    At((engagement, number, file)): At<(Uuid, i32, i32)>,
    _: FormData,
) -> Outcome {
    acts::take_away(&app, &seat, number, file).await?;
    done(&format!("{}#files", Thing::Deliverable(number).url(engagement)), "flash-files-taken-away")
}
