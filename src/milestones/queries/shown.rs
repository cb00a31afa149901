//! What pages show besides the facts: texts, signatures, echoes, waivers.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use crate::{
    access::Side,
    base::digest::Digest,
    milestones::{echo::Echo, waiver},
    readiness::recorded::RecordedGate,
};

/// A milestone's text and signatures.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AgreementRow {
    /// The text that is signed.
    pub agreement: String,
    pub planned_by: String,
    /// When.
    pub planned_at: DateTime<Utc>,
    /// The signatures that were given, the first one first.
    pub signatures: Json<Vec<Signature>>,
    /// When the client is asked whether it still runs it alone.
    pub echoes: Json<Vec<Echo>>,
    /// The latest waivers, the newest first.
    pub waivers: Json<Vec<AskedWaiver>>,
}

/// A waiver that was asked for, whatever became of it.
#[derive(Clone, Debug, Deserialize)]
pub struct AskedWaiver {
    pub number: i32,
    /// What the gate is about, as a reference.
    pub about: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
    /// The other side's answer.
    pub agreed: Option<bool>,
    /// Whether it was taken back.
    pub ended: bool,
    /// Whether nobody answered in time.
    pub lapsed: bool,
    /// What the gate asks, as stored.
    pub gate: String,
}

impl AskedWaiver {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> waiver::State {
        waiver::State::of(self.agreed, self.ended, self.lapsed)
    }
}

/// A signature that was given.
#[derive(Clone, Debug, Deserialize)]
pub struct Signature {
    pub side: Side,
    /// The name that was typed.
    pub typed_name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Of the text that was signed, in hexadecimal; none: signed before it was kept.
    pub digest: Option<String>,
    /// The gates as they stood.
    pub gates: Vec<RecordedGate>,
}

impl Signature {
    /// The digest of the text that was signed.
    #[must_use]
    pub fn digest(&self) -> Option<Digest> {
        self.digest.as_deref()?.parse().ok()
    }
}

/// A milestone's text and signatures.
pub async fn agreement(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<AgreementRow>> {
    sqlx::query_as(
        "select m.agreement, p.name as planned_by, m.planned_at,
                (select coalesce(json_agg(s order by s.signed_at), '[]') from (
                    select side, typed_name, signed_at, encode(digest, 'hex') as digest, gates from milestone_signatures
                    where engagement_id = m.engagement_id and milestone = m.number) s) as signatures,
                (select coalesce(json_agg(json_strip_nulls(to_json(h)) order by h.days), '[]') from (
                    select h.days, h.due_on, h.asked_at, h.alone, h.feedback, h.remark, h.answered_at, q.name as answered_by
                    from echoes h left join persons q on q.id = h.answered_by
                    where h.engagement_id = m.engagement_id and h.milestone = m.number) h) as echoes,
                (select coalesce(json_agg(w order by w.number desc), '[]') from (
                    select number, gate, about, until, agreed, ended_at is not null as ended, lapsed_at is not null as lapsed from waivers
                    where engagement_id = m.engagement_id and milestone = m.number order by number desc limit 20) w) as waivers
         from milestones m join persons p on p.id = m.planned_by
         where m.engagement_id = $1 and m.number = $2",
    )
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await
}
