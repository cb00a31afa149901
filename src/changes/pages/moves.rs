//! What people do to a change on its page.

use axum::extract::State;
use uuid::Uuid;

use super::show::{Forms, again};
use crate::{
    access::needs,
    app::App,
    changes::acts,
    things::Thing,
    web::{At, FormData, Outcome, Seat, done, form::LONG_TEXT},
};

/// Says what it means.
pub async fn assess(
    seat: Seat<needs::AssessChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let impact = form.text("impact", LONG_TEXT);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { assessment: form, ..Forms::default() }).await;
    }
    acts::assess(&app, &seat, number, &impact).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-assessed")
}

/// Takes the offer back.
pub async fn withdraw_offer(
    seat: Seat<needs::OfferChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    acts::withdraw_offer(&app, &seat, number).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-offer-withdrawn")
}

pub async fn decline(
    seat: Seat<needs::AcceptChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let reason = form.text("decline_reason", LONG_TEXT);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { decline: form, ..Forms::default() }).await;
    }
    acts::decline(&app, &seat, number, &reason).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-declined")
}

/// Gives it up.
pub async fn withdraw(
    seat: Seat<needs::RaiseChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let reason = form.text("reason", LONG_TEXT);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { rest: form, ..Forms::default() }).await;
    }
    acts::withdraw(&app, &seat, number, &reason).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-withdrawn")
}

/// Lets it rest.
pub async fn park(
    seat: Seat<needs::ParkChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let reason = form.text("reason", LONG_TEXT);
    if form.has_errors() {
        return again(&app, &seat, number, Forms { rest: form, ..Forms::default() }).await;
    }
    acts::park(&app, &seat, number, &reason).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-parked")
}

/// Takes it up again.
pub async fn resume(
    seat: Seat<needs::ParkChange>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(_): FormData,
) -> Outcome {
    acts::resume(&app, &seat, number).await?;
    done(&Thing::Change(number).url(seat.engagement.id), "flash-change-resumed")
}
