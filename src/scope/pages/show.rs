//! One version, and what ends its draft.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use super::document::Document;
use crate::{
    access::{Ability, Side, needs},
    app::App,
    discovery,
    error::{Error, Refusal},
    scope::{self, acts, line::Lack, model::Status, queries},
    web::{At, Chrome, FormData, Outcome, Result, Seat, Tab, done, page},
};

/// Something a service lacks, said before the draft is proposed.
struct Warning {
    key: String,
    lack: Lack,
}

#[derive(Template)]
#[template(path = "scope/show.html")]
struct Show {
    chrome: Chrome,
    document: Document,
    url: String,
    proposal_url: String,
    withdrawal_url: String,
    warnings: Vec<Warning>,
    /// Why the draft cannot be proposed as it is; empty when it can.
    held_back: String,
    may_propose: bool,
    may_withdraw: bool,
}

/// A version as a document; a draft with what changes it.
pub async fn show(seat: Seat<needs::Read>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>) -> Result {
    let engagement = seat.engagement.id;
    let version = queries::version(&app.db, engagement, number).await?.ok_or(Error::NotFound)?;
    let chrome = Chrome::seat(&app, &seat, Tab::Scope);
    // What a draft lacks is said while it can still be written.
    let confirmed: Vec<i32> = match version.status() {
        Status::Draft => discovery::confirmed_needs(&app.db, engagement).await?.into_iter().map(|need| need.number).collect(),
        Status::Proposed | Status::Agreed | Status::Superseded | Status::Withdrawn => Vec::new(),
    };
    let mut document = Document::load(&app, &seat, &chrome, version).await?;
    document.editing = seat.may(Ability::DraftScope) && document.version.check_editable().is_ok();
    let lines = document.lines();
    let lacking = lines.iter().flat_map(|line| line.lacks(&confirmed).into_iter().map(|lack| Warning { key: line.key.clone(), lack }));
    page(Show {
        url: scope::url(engagement),
        proposal_url: scope::proposal_url(engagement, number),
        withdrawal_url: scope::withdrawal_url(engagement, number),
        warnings: lacking.collect(),
        held_back: document.version.check_proposable(&lines).err().map(|why| why.say(chrome.language).to_string()).unwrap_or_default(),
        may_propose: seat.may(Ability::ProposeScope),
        may_withdraw: seat.may(Ability::ProposeScope)
            && document.version.check_own().is_ok()
            && document.version.check_withdrawable().is_ok(),
        chrome,
        document,
    })
}

/// Proposes a draft.
pub async fn propose(
    seat: Seat<needs::ProposeScope>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(form): FormData,
) -> Outcome {
    let shown = form.value("shown").parse().map_err(|_| Refusal::new("refused-scope-draft-changed"))?;
    acts::propose(&app, &seat, number, Some(shown)).await?;
    done(&scope::version_url(seat.engagement.id, number), "flash-scope-proposed")
}

/// Gives up a draft or a proposal.
pub async fn withdraw(
    seat: Seat<needs::ProposeScope>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    acts::withdraw(&app, &seat, number).await?;
    done(&scope::version_url(seat.engagement.id, number), "flash-scope-withdrawn")
}
