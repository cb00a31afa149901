//! Files of a topic: its runbook, and what shows that somebody did it.

use axum::extract::State;
use uuid::Uuid;

use super::show::{self, Refused};
use crate::{
    access::needs,
    app::App,
    error::Error,
    files,
    things::FilePlace,
    topics::{acts, queries::shown},
    web::{At, FilesForm, Outcome, Seat, done},
};

pub async fn attach_runbook(
    seat: Seat<needs::PlanTopic>,
    State(app): State<App>,
    At((engagement, topic)): At<(Uuid, i32)>,
    form: FilesForm,
) -> Outcome {
    seat.still_open()?;
    shown::topic(&app.db, engagement, topic).await?.ok_or(Error::NotFound)?;
    match files::receive(&app, &seat, form).await? {
        Ok(staged) => {
            acts::attach_runbook(&app, &seat, topic, staged).await?;
            done(&FilePlace::Topic(topic).url(engagement), "flash-files-attached")
        }
        Err(not_taken) => show::again(&app, &seat, topic, Refused { observation: None, not_taken }).await,
    }
}

/// Attaches evidence to an observation.
pub async fn attach_evidence(
    seat: Seat<needs::LogEvidence>,
    State(app): State<App>,
    At((engagement, topic, number)): At<(Uuid, i32, i32)>,
    form: FilesForm,
) -> Outcome {
    seat.still_open()?;
    shown::observed(&app.db, engagement, topic, number).await?.ok_or(Error::NotFound)?;
    match files::receive(&app, &seat, form).await? {
        Ok(staged) => {
            acts::attach_evidence(&app, &seat, topic, number, staged).await?;
            done(&FilePlace::Observation { topic, number }.url(engagement), "flash-files-attached")
        }
        Err(not_taken) => show::again(&app, &seat, topic, Refused { observation: Some(number), not_taken }).await,
    }
}
