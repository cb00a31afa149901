//! The engagements of a person, by what needs attention.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, PgExecutor};
use uuid::Uuid;

use super::{FACTS, FactsRow, role};
use crate::{
    access::Role,
    base::place::{NotAPlace, Parts},
    engagements::phase::Phase,
};

/// An engagement in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Name of the client.
    pub client: String,
    /// Name of the provider.
    pub provider: String,
    /// The reader's role.
    pub role: Role,
    /// Where it stands.
    pub phase: Phase,
    /// Open turns that the reader can end.
    pub mine: i64,
    /// Those that others on the reader's side can end.
    pub ours: i64,
    /// Those of the other side.
    pub theirs: i64,
    /// How many of the reader's side's are overdue.
    pub overdue: i64,
    /// Where the list goes on after it.
    pub key: Key,
}

/// A place in the list: first what is overdue on the reader's side, then what waits on the reader, then on the reader's
/// side, then the rest, then what is closed; within each by the nearest date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    rank: i32,
    at: DateTime<Utc>,
    id: Uuid,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.rank, self.at.timestamp_micros(), self.id.simple())
    }
}

impl FromStr for Key {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let mut parts = Parts::of(text);
        let key = Key { rank: parts.part()?, at: parts.instant()?, id: parts.part()? };
        parts.end()?;
        Ok(key)
    }
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: Uuid,
    title: String,
    client: String,
    provider: String,
    side: String,
    role: String,
    mine: i64,
    ours: i64,
    theirs: i64,
    overdue: i64,
    rank: i32,
    attention_at: DateTime<Utc>,
    #[sqlx(flatten)]
    facts: FactsRow,
}

impl ListedRow {
    fn listed(self, now: DateTime<Utc>) -> sqlx::Result<Listed> {
        Ok(Listed {
            role: role(&self.side, &self.role)?,
            phase: self.facts.phase(now)?.0,
            id: self.id,
            title: self.title,
            client: self.client,
            provider: self.provider,
            mine: self.mine,
            ours: self.ours,
            theirs: self.theirs,
            overdue: self.overdue,
            key: Key { rank: self.rank, at: self.attention_at, id: self.id },
        })
    }
}

/// The engagements where the reader sits, after a place in the list; bounded.
///
/// # Errors
/// When the database fails.
pub async fn of_reader(
    db: impl PgExecutor<'_>,
    reader: Uuid,
    now: DateTime<Utc>,
    after: Option<Key>,
    limit: i64,
) -> sqlx::Result<Vec<Listed>> {
    let rows: Vec<ListedRow> = sqlx::query_as(AssertSqlSafe(format!(
        "with h as materialized (select engagement_id, side, role from seat_holders where person_id = $1),
         ranked as (
             select h.engagement_id, h.side, h.role, t.mine, t.ours, t.theirs, t.overdue,
                    case when e.closed_at is not null then 4 when t.overdue > 0 then 0 when t.mine > 0 then 1 when t.ours > 0 then 2 else 3 end as rank,
                    coalesce(e.closed_at, t.due_at, m.at, e.ends_on::timestamp at time zone 'UTC') as attention_at
             from h
             join engagements e on e.id = h.engagement_id
             cross join lateral (
                 select count(*) filter (where is_mine) as mine, count(*) filter (where t.side = h.side and not is_mine) as ours,
                        count(*) filter (where t.side <> h.side) as theirs,
                        count(*) filter (where t.side = h.side and t.due_at < $2) as overdue,
                        min(t.due_at) filter (where t.side = h.side) as due_at
                 from (select t.side, t.due_at,
                              t.side = h.side and coalesce(t.person_id = $1, h.role = any (t.roles)) as is_mine
                       from turns t where t.engagement_id = h.engagement_id and t.ended_at is null) t) t
             left join lateral (select min(at) as at from milestones where engagement_id = h.engagement_id and signed_at is null) m on true),
         shown as (
             select * from ranked where $3::int is null or (rank, attention_at, engagement_id) > ($3, $4, $5)
             order by rank, attention_at, engagement_id limit $6)
         select e.id, e.title, c.name as client, o.name as provider, s.side, s.role, s.mine, s.ours, s.theirs, s.overdue,
                s.rank, s.attention_at, {FACTS}
         from shown s
         join engagements e on e.id = s.engagement_id
         join organizations c on c.id = e.client_id
         join organizations o on o.id = e.provider_id
         order by s.rank, s.attention_at, e.id"
    )))
    .bind(reader)
    .bind(now)
    .bind(after.map(|key| key.rank))
    .bind(after.map(|key| key.at))
    .bind(after.map(|key| key.id))
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.listed(now)).collect()
}

/// The organizations for which a person may open engagements, by name.
///
/// # Errors
/// When the database fails.
pub async fn managed_by(db: impl PgExecutor<'_>, person: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "select o.id, o.name from organization_members m join organizations o on o.id = m.organization_id
         where m.person_id = $1 and m.role = 'manager' and m.ended_at is null order by o.name, o.id limit 20",
    )
    .bind(person)
    .fetch_all(db)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_back_and_others_are_refused() {
        let key = Key { rank: 2, at: "2026-07-15T08:00:00.000001Z".parse().unwrap(), id: Uuid::nil() };
        assert_eq!(key.to_string().parse(), Ok(key));
        for text in
            ["", "1", "1.2", "1.2.x", "x.2.00000000000000000000000000000000", "1.9223372036854775807.00000000000000000000000000000000"]
        {
            assert_eq!(text.parse::<Key>(), Err(NotAPlace), "{text}");
        }
    }
}
