//! What Nordlicht wished, and what both sides understood by it.

use crate::{
    demo::story::stage::{Restated, Stage},
    discovery::model::Answer,
};

const ONE_OWNER: Restated = Restated {
    understanding: "Every invoice has one visible owner and a status within one business day of arrival.",
    why: "Today an invoice is with everybody and nobody, and 12.4 days pass until it is approved.",
    measure: "Share of invoices with an owner and a status after one business day",
    baseline: "2,900 invoices a month, 58 % matched at the first pass",
    target: "95 %",
};

/// The first week: four wishes of the office and one of purchasing.
pub async fn wishes(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-03-03 11:40").await?;
    let kick_off = "First meeting, accounts payable office";
    stage.wishes("meryem", "2026-03-03", kick_off, &["We just want it less chaotic."]).await?;
    stage.wishes("tobias", "2026-03-03", kick_off, &["Can't the system send reminders?"]).await?;
    stage.wishes("ines", "2026-03-03", kick_off, &["The auditors were unhappy.", "Don't make us dependent again."]).await?;
    stage.wishes("jonas", "2026-03-03", "On the way out", &["A supplier portal like the big shops have."]).await?;
    stage.at("2026-03-04 16:10").await?;
    stage.restates("claire", 1, ONE_OWNER).await?;
    stage
        .restates(
            "claire",
            2,
            Restated {
                understanding: "Approvers decide before the discount expires.",
                why: "Discounts are lost while invoices wait on a desk.",
                measure: "Lost discount a month",
                baseline: "€2,350",
                target: "At most €800",
            },
        )
        .await?;
    stage
        .restates(
            "claire",
            4,
            Restated {
                understanding: "Two of us change approval rules and clear exceptions unaided by 31 July.",
                why: "After the last project every change of a rule was an order, and a wait.",
                measure: "People who do both alone, on real cases",
                baseline: "None",
                target: "Two",
            },
        )
        .await?;
    stage.at("2026-03-05 09:30").await?;
    stage.answers("tobias", 1, 1, Answer::Partly, "Paper from Flensburg too.").await?;
    stage.answers("tobias", 2, 1, Answer::Yes, "").await?;
    stage.at("2026-03-05 13:00").await?;
    stage.answers("ines", 4, 1, Answer::Yes, "").await?;
    stage.parks_wish("ines", 5, "Not before invoices run by themselves. Worth asking again next year.").await?;
    stage.at("2026-03-06 10:15").await?;
    stage
        .restates(
            "claire",
            1,
            Restated {
                understanding: "Every invoice, on paper from Flensburg too, has one visible owner and a status within one business day of arrival.",
                ..ONE_OWNER
            },
        )
        .await?;
    stage.at("2026-03-06 14:50").await?;
    stage.answers("tobias", 1, 2, Answer::Yes, "").await?;
    stage.parks_wish("ines", 3, "After go-live, when there is an archive to show to the auditors.").await
}

/// The auditors' wish is taken up again after go-live.
pub async fn taken_up_again(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-08 09:20").await?;
    stage.resumes_wish("ines", 3).await
}

/// What was understood of it.
pub async fn auditors(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-10 11:00").await?;
    stage
        .restates(
            "claire",
            3,
            Restated {
                understanding: "Every change after approval is traceable; the original XML is archived.",
                why: "The auditors could not see who had changed an amount after it was approved.",
                measure: "Changes after approval with who, when and why",
                baseline: "Not recorded",
                target: "All",
            },
        )
        .await
}

/// The tax adviser has a word in it, too.
pub async fn corrected(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-13 16:20").await?;
    stage.answers("ines", 3, 1, Answer::Partly, "The tax adviser must agree.").await
}
