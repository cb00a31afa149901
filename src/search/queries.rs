//! All SQL of searching.

use sqlx::{AssertSqlSafe, PgExecutor};
use uuid::Uuid;

use super::model::Wanted;
use crate::turns::reader::Reader;

/// Most of one kind that is shown.
pub const MOST: usize = 20;

/// What was found, of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum Kind {
    /// The engagement in which somebody asks: whether it is theirs, and what it is called.
    Here,
    /// A thing in it.
    Thing,
    /// A thing of that very reference elsewhere.
    Elsewhere,
    Engagement,
    Person,
}

/// Something that was found.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Found {
    pub kind: Kind,
    /// Where it is.
    pub engagement: Uuid,
    /// What that engagement is called.
    pub engagement_title: String,
    /// Reference of a thing, side of a person, empty otherwise.
    pub mark: String,
    /// Who a person is.
    pub person: Option<Uuid>,
    /// What a thing is called, the two parties of an engagement, a person's name.
    pub name: String,
}

/// What the reader can open and goes by that name: in the engagement where they ask, and in all that run. What is closed is
/// found from within, and in the list of engagements: so that a search costs the same however many are closed.
pub async fn find(db: impl PgExecutor<'_>, reader: Reader<'_>, at: Option<Uuid>, wanted: &Wanted) -> sqlx::Result<Vec<Found>> {
    let reference = wanted.reference.as_ref().map(ToString::to_string);
    sqlx::query_as(AssertSqlSafe(format!(
        "with here as materialized (
             select e.id, e.title from engagements e
             where e.id = $2 and exists (select 1 from seat_holders h where h.engagement_id = $2 and h.person_id = $1)),
         running as materialized (
             select id, title, client_id, provider_id from engagements where provider_id = any ($5) and closed_at is null
             union
             select id, title, client_id, provider_id from engagements where client_id = any ($5) and closed_at is null
             union
             select e.id, e.title, e.client_id, e.provider_id
             from seats s join engagements e on e.id = s.engagement_id and e.closed_at is null
             where s.person_id = $1 and s.ended_at is null and s.at_rest_since is null),
         mine as materialized (select id, title from running union select id, title from here)
         select 'here' as kind, id as engagement, title as engagement_title, '' as mark, null::uuid as person, '' as name from here
         union all
         (select 'thing', here.id, here.title, t.reference, null, t.title
          from here join things t on t.engagement_id = here.id
          where t.reference <> '' and (t.reference = $3 or t.search like plain($4))
          order by t.reference = $3 desc nulls last, length(t.reference), t.reference limit {MOST})
         union all
         (select 'elsewhere', r.id, r.title, t.reference, null, t.title
          from running r join things t on t.engagement_id = r.id and t.reference = $3
          where r.id is distinct from $2
          order by r.title, r.id limit {MOST})
         union all
         (select 'engagement', r.id, r.title, '', null, c.name || ' · ' || p.name
          from running r
          join organizations c on c.id = r.client_id
          join organizations p on p.id = r.provider_id
          where plain(r.title) like plain($4) or plain(c.name) like plain($4) or plain(p.name) like plain($4)
          order by r.title, r.id limit {MOST})
         union all
         (select 'person', p.engagement_id, p.title, p.side, p.id, p.name
          from (select distinct on (p.id) p.id, p.name, h.side, m.id as engagement_id, m.title
                from mine m
                join seat_holders h on h.engagement_id = m.id
                join persons p on p.id = h.person_id
                where plain(p.name) like plain($4)
                order by p.id, m.id = $2 desc nulls last, m.title, m.id) p
          order by p.name, p.id limit {MOST})"
    )))
    .bind(reader.person)
    .bind(at)
    .bind(reference)
    .bind(wanted.pattern())
    .bind(reader.firms)
    .fetch_all(db)
    .await
}
