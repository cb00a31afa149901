//! What is done on a deliverable's page: beginning, handing in, reviewing.

use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use super::show::{Forms, Show};
use crate::{
    access::needs::{ReviewSubmission, SubmitDeliverable},
    app::App,
    base::text::Link,
    deliverables::{
        acts,
        model::{Decision, Finding, LONGEST_REMARK, MOST_LINKS, NewSubmission, Verdict, VerdictFault},
        queries,
    },
    error::Error,
    things::Thing,
    web::{At, Form, FormData, Outcome, Seat, done, form::LONG_TEXT, page_with},
};

/// Work begins.
pub async fn start(seat: Seat<SubmitDeliverable>, State(app): State<App>, At((_, number)): At<(Uuid, i32)>, _: FormData) -> Outcome {
    acts::start(&app, &seat, number).await?;
    done(&Thing::Deliverable(number).url(seat.engagement.id), "flash-deliverables-started")
}

/// A submission is handed in.
pub async fn submit(
    seat: Seat<SubmitDeliverable>,
    State(app): State<App>,
    At((_, number)): At<(Uuid, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let new = NewSubmission { notes: form.text("notes", LONG_TEXT), links: links(&mut form) };
    if form.has_errors() {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            Show::load(&app, &seat, number, Forms { work: form, ..Forms::default() }).await?,
        );
    }
    acts::submit(&app, &seat, number, new).await?;
    done(&Thing::Deliverable(number).url(seat.engagement.id), "flash-deliverables-submitted")
}

/// One link a line.
fn links(form: &mut Form) -> Vec<Link> {
    let typed: Vec<_> = form.value("links").lines().filter(|line| !line.trim().is_empty()).map(Link::parse).collect();
    if typed.len() > MOST_LINKS {
        form.wrong("links", "form-error-too-many-links");
        return Vec::new();
    }
    typed.into_iter().collect::<Result<_, _>>().unwrap_or_else(|_| {
        form.wrong("links", "form-error-links");
        Vec::new()
    })
}

/// A submission is accepted or sent back.
pub async fn review(
    seat: Seat<ReviewSubmission>,
    State(app): State<App>,
    At((_, number, submission)): At<(Uuid, i32, i32)>,
    FormData(mut form): FormData,
) -> Outcome {
    let deliverable = queries::deliverable(&app.db, seat.engagement.id, number).await?.ok_or(Error::NotFound)?;
    // A review that comes too late is refused by the act, whatever is missing in it.
    let is_current = deliverable.state.review(submission, Decision::Accept).is_ok();
    let criteria = i32::try_from(deliverable.criteria.len()).unwrap_or(i32::MAX);
    let verdict = verdict(&mut form, criteria);
    if is_current && form.has_errors() {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            Show::load(&app, &seat, number, Forms { work: form, ..Forms::default() }).await?,
        );
    }
    let flash = match verdict.decision {
        Decision::Accept => "flash-deliverables-accepted",
        Decision::Return => "flash-deliverables-returned",
    };
    acts::review(&app, &seat, number, submission, verdict).await?;
    done(&Thing::Deliverable(number).url(seat.engagement.id), flash)
}

/// Reads the verdict and says at each field what is missing.
fn verdict(form: &mut Form, criteria: i32) -> Verdict {
    let mut findings = Vec::new();
    for position in 1..=criteria {
        let remark = form.optional_text(&format!("remark-{position}"), LONGEST_REMARK);
        match form.value(&format!("criterion-{position}")) {
            "met" => findings.push(Finding { position, met: true, remark }),
            "not-met" => findings.push(Finding { position, met: false, remark }),
            _ => {}
        }
    }
    let remark = form.optional_text("remark", LONG_TEXT);
    let decision = match form.value("verdict").parse() {
        Ok(decision) => decision,
        // Browsers press the first button when Enter is; only a form made by hand says neither.
        Err(_) => {
            form.wrong("remark", "form-error-no-verdict");
            Decision::Accept
        }
    };
    // A form without it was shown before there was any.
    let seen_files = form.value("files").parse().unwrap_or_default();
    let verdict = Verdict { decision, findings, remark, seen_files };
    if !form.has_errors() {
        for fault in verdict.faults(criteria) {
            let (field, key) = match fault {
                VerdictFault::Unjudged(position) => (format!("criterion-{position}"), "form-error-unjudged"),
                VerdictFault::UnmetWithoutRemark(position) => (format!("remark-{position}"), "form-error-unmet-without-remark"),
                VerdictFault::AcceptedUnmet(position) => (format!("criterion-{position}"), "form-error-accepted-unmet"),
                VerdictFault::ReturnedMet => ("criterion-1".to_owned(), "form-error-returned-met"),
                VerdictFault::ReturnedWithoutReason => ("remark".to_owned(), "form-error-returned-without-reason"),
            };
            form.wrong(&field, key);
        }
    }
    verdict
}
