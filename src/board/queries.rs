//! The SQL of the board.

use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use super::model::Managed;
use crate::access::Side;

/// Most engagements that a board is made of. All of them are judged to find the worst, so there has to be an end.
pub const MOST: i64 = 500;

/// The running engagements that `$1` answers for: as the provider's manager, the client's sponsor or the client's manager. Who
/// holds many is a manager by organization: found from the running ones alone, however many are closed.
const MINE: &str = "
    with mine as materialized (
        select distinct on (id) id, client_id, side
        from (select e.id, e.client_id, 'provider' as side
              from organization_members m join engagements e on e.provider_id = m.organization_id and e.closed_at is null
              where m.person_id = $1 and m.role = 'manager' and m.ended_at is null
              union all
              select e.id, e.client_id, s.side
              from seats s join engagements e on e.id = s.engagement_id and e.closed_at is null
              where s.person_id = $1 and s.ended_at is null and s.role in ('sponsor', 'manager')
                and (s.side = 'provider' and s.role = 'manager' or s.side = 'client' and s.role = 'sponsor')
              union all
              select e.id, e.client_id, 'client'
              from organization_members m join engagements e on e.client_id = m.organization_id and e.closed_at is null
              where m.person_id = $1 and m.role = 'manager' and m.ended_at is null) held
        order by id, side desc)";

/// Those engagements, the nearest milestone first; one more than a board is made of.
pub async fn managed(
    db: impl PgExecutor<'_>,
    reader: Uuid,
    client: Option<Uuid>,
    consultant: Option<Uuid>,
    side: Option<Side>,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "{MINE}
         select e.id
         from mine e
         left join lateral (select min(at) as at from milestones where engagement_id = e.id and signed_at is null) m on true
         where ($2::uuid is null or e.client_id = $2)
           and ($3::uuid is null or exists (select 1 from seats s where s.engagement_id = e.id and s.person_id = $3
                                            and s.side = 'provider' and s.ended_at is null))
           and ($4::text is null or e.side = $4)
         order by m.at nulls last, e.id limit {MOST} + 1"
    )))
    .bind(reader)
    .bind(client)
    .bind(consultant)
    .bind(side.map(Side::as_str))
    .fetch_all(db)
    .await
}

/// How what is shown is called, and what the board can be narrowed to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Around {
    pub shown: Json<Vec<Managed>>,
    /// The clients of the reader's engagements.
    pub clients: Json<Vec<Named>>,
    /// The consultants in them.
    pub consultants: Json<Vec<Named>>,
    /// On how many sides the reader answers for engagements: none, one or both.
    pub sides: i64,
}

/// An organization or a person to choose.
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    pub id: Uuid,
    pub name: String,
}

/// How these engagements are called, and what the board can be narrowed to; bounded.
pub async fn around(db: impl PgExecutor<'_>, reader: Uuid, shown: &[Uuid]) -> sqlx::Result<Around> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{MINE}
         select (select coalesce(json_agg(x), '[]') from (
                    select e.id, e.title, c.name as client, p.name as provider
                    from engagements e
                    join organizations c on c.id = e.client_id
                    join organizations p on p.id = e.provider_id
                    where e.id = any ($2)) x) as shown,
                (select coalesce(json_agg(x), '[]') from (
                    select o.id, o.name from organizations o where o.id in (select client_id from mine) order by o.name, o.id limit 200) x)
                    as clients,
                (select coalesce(json_agg(x), '[]') from (
                    select p.id, p.name from persons p
                    where p.id in (select s.person_id from mine join seats s on s.engagement_id = mine.id
                                   where s.side = 'provider' and s.role = 'consultant' and s.ended_at is null)
                    order by p.name, p.id limit 200) x) as consultants,
                (select count(distinct side) from mine) as sides"
    )))
    .bind(reader)
    .bind(shown)
    .fetch_one(db)
    .await
}
