//! What Nordlicht and its experts asked each other to decide.

use crate::demo::story::stage::{Question, Stage};

/// A How, asked before the scope is drafted: the answer becomes a way of working.
pub async fn rehearsal(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-03-06 15:20").await?;
    let how = stage
        .asks(
            "tobias",
            Question {
                kind: "how",
                question: "How do we find out that a changed rule does what it should before it does harm?",
                background: "In the last project a rule went live on a Friday and held back 300 invoices until Tuesday.",
                options: &[
                    "Rehearse it on last month's invoices first",
                    "Try it live on one supplier first",
                    "Have two people read it before it goes live",
                ],
                of: "samir",
                due_on: "2026-03-11",
            },
        )
        .await?;
    stage.at("2026-03-09 09:40").await?;
    stage
        .decides_how(
            "samir",
            how,
            1,
            "The right result of last month's invoices is known, so a rehearsal shows every difference in an hour, and no supplier waits \
             for our mistakes. We write it into the scope as a way of working.",
        )
        .await
}

/// A What on which the advice is not followed.
pub async fn approval_limit(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-04-27 10:10").await?;
    let what = stage
        .asks(
            "claire",
            Question {
                kind: "what",
                question: "Up to what amount may a clerk approve without a second pair of eyes?",
                background: "S4 begins its limits at €1,000. Below that, a lower limit for the second pair of eyes is possible:\n\n\
                             - 31 % of the invoices are below €500, 22 % between €500 and €1,000\n\
                             - of last year's nine duplicates, four were between €500 and €1,000",
                options: &["€500", "€1,000", "€2,500"],
                of: "ines",
                due_on: "2026-05-05",
            },
        )
        .await?;
    stage.at("2026-04-27 10:25").await?;
    stage
        .advises(
            "claire",
            what,
            1,
            "Four of nine duplicates would have been seen in time. Raise it later, when the duplicate check has proved itself.",
        )
        .await?;
    stage.at("2026-04-30 15:40").await?;
    stage
        .decides_what(
            "ines",
            what,
            2,
            "A second look at another fifth of the invoices costs more than four duplicates did, and one limit is easier to keep than two. \
             We look at it again when the year is closed.",
        )
        .await
}
