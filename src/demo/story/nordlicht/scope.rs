//! What was agreed: version 1 of 13 March, and version 2 of 8 May with the Austrian subsidiary.

use crate::demo::story::stage::{Service, Stage};

const SERVICES: [Service; 7] = [
    Service {
        title: "Process and role map",
        text: "Every step of an incoming invoice, from arrival to release, with the one person who owns it.",
        criteria: &[
            "Every step names one owner and a deputy",
            "Paper from Flensburg is covered",
            "Signed off by accounts payable and purchasing",
        ],
        days: 6,
        price_minor: 780_000,
        due_on: "2026-03-27",
        needs: &[1],
    },
    Service {
        title: "Intake: one mailbox, XRechnung, ZUGFeRD and PDF",
        text: "All invoices arrive in one place and have a status within one business day of arrival.",
        criteria: &[
            "XRechnung and ZUGFeRD are read without retyping",
            "A PDF has a status within one business day",
            "The original XML is archived",
        ],
        days: 14,
        price_minor: 1_820_000,
        due_on: "2026-05-29",
        needs: &[1],
    },
    Service {
        title: "Matching with tolerance",
        text: "Invoice, order and delivery are matched; up to 2 %, at most €50, differences pass.",
        criteria: &[
            "The rules stand in one book that accounts payable can change",
            "Last month's invoices give the expected result",
            "Freight lines are covered",
        ],
        days: 10,
        price_minor: 1_300_000,
        due_on: "2026-04-24",
        needs: &[1],
    },
    Service {
        title: "Approval limits",
        text: "Who may approve up to €1,000, up to €10,000 and beyond, with deputies.",
        criteria: &["Limits and deputies are kept by Nordlicht", "An approval beyond the limit is refused with the reason"],
        days: 5,
        price_minor: 650_000,
        due_on: "2026-05-15",
        needs: &[2],
    },
    Service {
        title: "Migration of open items and suppliers",
        text: "640 open items and 1,180 suppliers are taken over and reconciled.",
        criteria: &["Open items agree with the ledger to the cent", "Duplicates among suppliers are listed and decided"],
        days: 8,
        price_minor: 1_040_000,
        due_on: "2026-06-12",
        needs: &[1],
    },
    Service {
        title: "Transfer to three people",
        text: "Two people change approval rules and clear exceptions unaided, a third steps in, by 31 July.",
        criteria: &[
            "The runbook covers every exception seen since go-live",
            "Three people have rehearsed it on real cases",
            "The rehearsals are recorded by topic and person",
        ],
        days: 9,
        price_minor: 1_170_000,
        due_on: "2026-07-31",
        needs: &[4],
    },
    Service {
        title: "Hypercare",
        text: "20 business days of attendance after go-live.",
        criteria: &["Every exception of the period is answered within one business day"],
        days: 8,
        price_minor: 1_040_000,
        due_on: "2026-07-03",
        needs: &[4],
    },
];

const EXCLUSIONS: [(&str, &str); 5] = [
    ("Outgoing invoices", "Invoices that Nordlicht writes to its customers."),
    ("Payment run and bank", "Payment proposals, payment files and anything that reaches a bank."),
    ("Clean-up of the article master", "Articles are taken as they are."),
    ("Tax advice", "Questions of tax go to Nordlicht's tax adviser."),
    ("Purchasing's ordering discipline", "Whether orders are entered before they are placed."),
];

const DUTIES: [(&str, &str); 3] = [
    ("Test system by 20 March", "With last month's invoices and orders."),
    ("A key user two days a week", "Freed from daily business on Tuesday and Wednesday."),
    ("Answers within three business days", "To questions asked here."),
];

const WAYS: [(&str, &str); 2] = [
    ("On site Tuesday and Wednesday", "In the accounts payable office."),
    ("Every rule change is rehearsed", "On last month's invoices, before it goes live."),
];

/// Proposed on 11 March, signed by both on 13 March.
pub async fn first_version(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-03-09 14:00").await?;
    let version = stage.begins_draft("claire").await?;
    for service in &SERVICES {
        stage.adds_service("claire", version, service).await?;
    }
    for (title, text) in EXCLUSIONS {
        stage.adds_exclusion("claire", version, title, text).await?;
    }
    for (title, text) in DUTIES {
        stage.adds_duty("claire", version, title, text).await?;
    }
    for (title, text) in WAYS {
        stage.adds_way("claire", version, title, text).await?;
    }
    stage.at("2026-03-11 16:30").await?;
    stage.proposes("lea", version).await?;
    stage.at("2026-03-13 09:10").await?;
    stage.signs_scope("lea", version).await?;
    stage.at("2026-03-13 11:45").await?;
    stage.signs_scope("ines", version).await
}

/// CR1, the Austrian subsidiary: 180 invoices a month, five more days, €7,800, go-live a week later. Both signed on 8 May.
pub async fn second_version(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-05-05 11:20").await?;
    let austria = stage
        .asks_for_change(
            "ines",
            "Invoices of the Austrian subsidiary",
            "Our subsidiary in Linz sends some 180 invoices a month, and will have to use the same intake. Can it be in from the start?",
            Some("S2"),
        )
        .await?;
    stage.at("2026-05-06 10:00").await?;
    let intake = Service {
        text: "All invoices, those of the Austrian subsidiary included (180 a month), arrive in one place and have a status within one business day of arrival.",
        days: 19,
        price_minor: 2_600_000,
        due_on: "2026-06-05",
        ..SERVICES[1]
    };
    stage.edits_service("claire", austria, "S2", &intake).await?;
    stage
        .assesses(
            "claire",
            austria,
            "Five more days, and go-live moves from 1 to 8 June: Austrian tax numbers and ebInterface have to be read, too.",
        )
        .await?;
    stage.at("2026-05-08 10:00").await?;
    let version = stage.offers("lea", austria).await?;
    stage.at("2026-05-08 15:20").await?;
    stage.accepts_change("ines", austria, version).await
}

/// CR2, the payment proposal: beyond X2, assessed at €11,400 and withdrawn.
pub async fn payment_proposal(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-01 10:10").await?;
    let payment = stage
        .asks_for_change(
            "tobias",
            "Export of a payment proposal",
            "Approved invoices could go to the bank software as a proposal, every Thursday. Today Meryem types them in.",
            Some("X2"),
        )
        .await?;
    stage.at("2026-07-02 09:30").await?;
    stage
        .adds_service_by_change(
            "claire",
            payment,
            &Service {
                title: "Export of a payment proposal",
                text: "Approved invoices become a proposal in the format of the bank software, every Thursday.",
                criteria: &["The proposal agrees with the approved invoices to the cent", "Nothing reaches the bank without a person"],
                days: 9,
                price_minor: 1_140_000,
                due_on: "2026-08-28",
                needs: &[],
            },
        )
        .await?;
    stage.assesses("claire", payment, "Nine days, €11,400, and not before the end of August. X2 would no longer be whole.").await?;
    stage.at("2026-07-02 15:15").await?;
    stage.withdraws_change("ines", payment, "Too much for what it saves; the bank software gets an import of its own in autumn.").await
}

/// CR3, approval on the phone: parked.
pub async fn approval_on_the_phone(stage: &Stage) -> anyhow::Result<()> {
    stage.at("2026-07-02 16:00").await?;
    let phone = stage
        .asks_for_change(
            "jonas",
            "Approval on the phone",
            "Whoever is at a supplier's cannot approve anything until the evening.",
            Some("S4"),
        )
        .await?;
    stage.at("2026-07-03 09:00").await?;
    stage.parks_change("ines", phone, "First everybody works with the limits as they are. We look at it again after the handover.").await
}
