//! What is measured: the pages, who opens them, and how a right answer is told from a wrong one.

use anyhow::Result;
use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use tandem::web::guard::token;
use uuid::Uuid;

use crate::world::{Closed, Engagement, OPEN_FEEDBACK, READ_FEEDBACK};

/// So many readers, spread over all engagements, take turns at each page.
const READERS: u32 = 16;

/// A page and who opens it.
pub struct Page {
    /// As the table names it.
    pub name: &'static str,
    /// Requests that take turns.
    pub visits: Vec<Visit>,
}

/// One person's request.
#[derive(Clone)]
pub struct Visit {
    /// Who.
    pub person: Uuid,
    /// The secret of their sign-in.
    pub token: String,
    /// What they open, or send a form to.
    pub path: String,
    /// What they do there.
    pub what: What,
}

/// What a request does, and what its answer must have.
#[derive(Clone)]
pub enum What {
    /// Shows a page, which holds this text.
    Read {
        /// Text of the database that only the right page shows.
        holds: String,
    },
    /// Posts a reply to a feedback entry; the answer leads back to it.
    Reply {
        /// Where.
        engagement: Uuid,
        /// To which entry.
        entry: i32,
    },
}

/// What people write.
pub const REPLY: &str = "Changed: the list now sorts by due date first. Please look at it **once more** tomorrow morning.";

impl Visit {
    /// The method of the request.
    pub fn method(&self) -> Method {
        match self.what {
            What::Read { .. } => Method::GET,
            What::Reply { .. } => Method::POST,
        }
    }

    /// The form that is sent: a new one each time.
    pub fn form(&self) -> String {
        match self.what {
            What::Read { .. } => String::new(),
            What::Reply { .. } => form_urlencoded::Serializer::new(String::new())
                .append_pair("csrf", &token::csrf(&self.token))
                .append_pair("once", &Uuid::new_v4().to_string())
                .append_pair("text", REPLY)
                .finish(),
        }
    }
}

impl Page {
    /// Whether it is an act rather than a page to read.
    pub fn acts(&self) -> bool {
        self.visits.iter().any(|visit| matches!(visit.what, What::Reply { .. }))
    }
}

/// The pages of a database of this many engagements.
pub fn all(engagements: u32) -> Vec<Page> {
    let spread: Vec<Engagement> = (0..READERS).map(|reader| Engagement(reader * engagements / READERS)).collect();
    let page = |name, person: fn(Engagement) -> Uuid, path: fn(Engagement) -> String, holds: fn(Engagement) -> String| Page {
        name,
        visits: spread
            .iter()
            .map(|&engagement| Visit {
                person: person(engagement),
                token: secret(person(engagement)),
                path: path(engagement),
                what: What::Read { holds: holds(engagement) },
            })
            .collect(),
    };
    // One engagement has a large scope; everybody opens that one.
    let large = |name, path: &str, holds: &str| {
        let engagement = Engagement(engagements - 1);
        let what = What::Read { holds: holds.to_owned() };
        let (person, path) = (engagement.lead(), format!("/engagements/{}/scope{path}", engagement.id()));
        Page { name, visits: vec![Visit { person, token: secret(person), path, what }] }
    };
    vec![
        page("home, client lead", Engagement::lead, |_| "/".into(), Engagement::title),
        // A manager's home may show the turns of some engagements only, but all of them are called alike.
        page("home, manager", Engagement::manager, |_| "/".into(), |_| "Engagement 0".into()),
        page("overview", Engagement::lead, base, Engagement::title),
        page("deliverables", Engagement::consultant, |e| format!("/engagements/{}/deliverables", e.id()), |_| "Deliverable 12".into()),
        page(
            "feedback thread",
            Engagement::lead,
            |e| format!("/engagements/{}/feedback/{READ_FEEDBACK}", e.id()),
            |_| format!("Feedback {READ_FEEDBACK}"),
        ),
        large("scope, 200 lines", "", "Line S125:"),
        large("comparison, 200 lines", "/3/comparison/2", "Line S1:"),
        page("progress", Engagement::lead, |e| format!("/engagements/{}/progress", e.id()), |_| "Deliverable 12".into()),
        page("handover grid", Engagement::lead, |e| format!("/engagements/{}/handover", e.id()), |_| "Topic 08".into()),
        page("readiness board, 50", Engagement::manager, |_| "/readiness".into(), |_| "Engagement 0".into()),
        page("readiness board, 500", Engagement::portfolio_manager, |_| "/readiness".into(), |_| "Engagement 00".into()),
        page("readiness table, 500", Engagement::portfolio_manager, |_| "/readiness.csv".into(), |_| "Engagement 00".into()),
        page("home, 1,000 and 9,000 closed", |_| Closed::manager_of_many(), |_| "/".into(), |_| "Engagement 0".into()),
        page("home, seats in 20 and 10,000 closed", |_| Closed(0).consultant(), |_| "/".into(), |_| "Engagement 000".into()),
        page(
            "overview, 1,000 and 9,000 closed",
            |_| Closed::manager_of_many(),
            |e| base(Engagement(e.0 % 1_000)),
            |e| Engagement(e.0 % 1_000).title(),
        ),
        page("readiness board, 500 and 10,000 closed", |_| Closed::manager_of_all(), |_| "/readiness".into(), |_| "Engagement 00".into()),
        Page { name: "posting a reply", visits: replies(&spread) },
    ]
}

fn base(engagement: Engagement) -> String {
    format!("/engagements/{}", engagement.id())
}

/// Replies to each open entry of each engagement, neighbours in different engagements.
fn replies(spread: &[Engagement]) -> Vec<Visit> {
    let all = OPEN_FEEDBACK.iter().flat_map(|entry| spread.iter().map(move |engagement| (*engagement, *entry)));
    all.map(|(engagement, entry)| Visit {
        person: engagement.consultant(),
        token: secret(engagement.consultant()),
        path: format!("/engagements/{}/feedback/{entry}/replies", engagement.id()),
        what: What::Reply { engagement: engagement.id(), entry },
    })
    .collect()
}

/// The token of a person's sign-in. Nobody but this benchmark ever serves the database.
fn secret(person: Uuid) -> String {
    format!("benchmark-{person}")
}

/// Signs in everybody who opens a page.
pub async fn sign_in(db: &PgPool, pages: &[Page], now: DateTime<Utc>) -> Result<()> {
    sqlx::query("delete from sign_in_sessions").execute(db).await?;
    let mut people: Vec<(Uuid, String)> =
        pages.iter().flat_map(|page| &page.visits).map(|visit| (visit.person, visit.token.clone())).collect();
    people.sort();
    people.dedup();
    for (person, secret) in people {
        sqlx::query(
            "insert into sign_in_sessions (id, person_id, token_hash, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)",
        )
        .bind(Uuid::now_v7())
        .bind(person)
        .bind(token::hash(&secret))
        .bind(now)
        .bind(now + TimeDelta::days(1))
        .execute(db)
        .await?;
    }
    Ok(())
}
