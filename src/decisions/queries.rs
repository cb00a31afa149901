//! The SQL of decisions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use super::model::{Act, Decision, Filter, Kind, NewDecision, Pick, State, Statement, Withdrawal};
use crate::access::{Ability, Side};
use crate::db::unreadable;

#[derive(Deserialize)]
struct StatementJson {
    number: i32,
    act: Act,
    option: i32,
    why: String,
    by: String,
    side: Side,
    at: DateTime<Utc>,
}

impl From<StatementJson> for Statement {
    fn from(row: StatementJson) -> Statement {
        let StatementJson { number, act, option, why, by, side, at } = row;
        Statement { number, act, option, why, by, side, at }
    }
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    number: i32,
    kind: String,
    question: String,
    background: String,
    options: Vec<String>,
    asked_of: Option<String>,
    due_on: NaiveDate,
    session: Option<i32>,
    proposed_by: String,
    proposed_side: String,
    proposed_at: DateTime<Utc>,
    withdrawn_by: Option<String>,
    withdrawn_at: Option<DateTime<Utc>>,
    withdrawn_why: Option<String>,
    statements: Json<Vec<StatementJson>>,
}

impl TryFrom<DecisionRow> for Decision {
    type Error = sqlx::Error;

    fn try_from(row: DecisionRow) -> sqlx::Result<Decision> {
        let withdrawn = match (row.withdrawn_why, row.withdrawn_by, row.withdrawn_at) {
            (Some(why), Some(by), Some(at)) => Some(Withdrawal { why, by, at }),
            (None, None, None) => None,
            _ => return Err(unreadable("a question that is half withdrawn")),
        };
        Ok(Decision {
            number: row.number,
            kind: row.kind.parse().map_err(|_| unreadable("a decision of an unknown kind"))?,
            question: row.question,
            background: row.background,
            options: row.options,
            asked_of: row.asked_of,
            due_on: row.due_on,
            session: row.session,
            proposed_by: row.proposed_by,
            proposed_side: row.proposed_side.parse().map_err(|_| unreadable("a question of an unknown side"))?,
            proposed_at: row.proposed_at,
            statements: row.statements.0.into_iter().map(Statement::from).collect(),
            withdrawn,
        })
    }
}

/// Decisions with what `$statements` yields of each, from which rows a condition chooses.
macro_rules! decisions {
    ($statements:literal, $rest:literal) => {
        concat!(
            "select d.number, d.kind, d.question, d.background, d.options, a.name as asked_of, d.due_on, d.session,
                    p.name as proposed_by, d.proposed_side, d.proposed_at,
                    w.name as withdrawn_by, d.withdrawn_at, d.withdrawn_why,
                    coalesce((select json_agg(json_build_object('number', s.number, 'act', s.act, 'option', s.option, 'why', s.why,
                                                                'by', q.name, 'side', s.side, 'at', s.at) order by s.number)
                              from (",
            $statements,
            ") s join persons q on q.id = s.person_id), '[]') as statements
             from decisions d
             join persons p on p.id = d.proposed_by
             left join persons a on a.id = d.asked_of
             left join persons w on w.id = d.withdrawn_by
             where d.engagement_id = $1 and ",
            $rest
        )
    };
}

/// A question with all that was stated on it.
pub async fn decision(db: impl PgExecutor<'_>, engagement: Uuid, number: i32) -> sqlx::Result<Option<Decision>> {
    let row: Option<DecisionRow> = sqlx::query_as(decisions!(
        "select * from decision_statements t where t.engagement_id = d.engagement_id and t.decision = d.number",
        "d.number = $2"
    ))
    .bind(engagement)
    .bind(number)
    .fetch_optional(db)
    .await?;
    row.map(Decision::try_from).transpose()
}

/// Questions that fit the filter, the newest first, with numbers below `before`; of several advices each has the latest.
///
/// A word fits wherever it or its stem stands, accents and case aside, within a longer word, too: a German compound has many.
pub async fn decisions(
    db: impl PgExecutor<'_>,
    engagement: Uuid,
    filter: &Filter,
    before: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<Decision>> {
    let rows: Vec<DecisionRow> = sqlx::query_as(decisions!(
        "select distinct on (t.act) * from decision_statements t
         where t.engagement_id = d.engagement_id and t.decision = d.number order by t.act, t.number desc",
        "($2::int is null or d.number < $2) and ($3::text is null or d.kind = $3)
           and ($4::text is null or $4 = case
                when d.withdrawn_at is not null then 'withdrawn'
                when exists (select 1 from decision_statements t
                             where t.engagement_id = d.engagement_id and t.decision = d.number and t.act = 'decided') then 'decided'
                else 'open' end)
           and ($5::text[] = '{}' or (
                select bool_and(strpos(said.text, lower(unaccent(word))) > 0
                             or strpos(said.text, unaccent((ts_lexize(case e.language when 'de' then 'german_stem' else 'english_stem' end::regdictionary,
                                                                      word))[1])) > 0)
                from engagements e, unnest($5::text[]) word,
                     (select lower(unaccent(concat_ws(' ', 'DC' || d.number, d.question, d.background, array_to_string(d.options, ' '),
                             d.withdrawn_why, (select string_agg(t.why, ' ') from decision_statements t
                                               where t.engagement_id = d.engagement_id and t.decision = d.number)))) as text offset 0) said
                where e.id = $1))
         order by d.number desc limit $6"
    ))
    .bind(engagement)
    .bind(before)
    .bind(filter.kind.map(Kind::as_str))
    .bind(filter.state.map(State::as_str))
    .bind(&filter.words)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Decision::try_from).collect()
}

/// Somebody who can decide, and what.
#[derive(Debug, sqlx::FromRow)]
pub struct Decider {
    pub id: Uuid,
    pub name: String,
    /// On which side, so what they decide.
    pub side: String,
}

/// Those who can decide a What or a How, the client's first, by name; bounded.
pub async fn deciders(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<Decider>> {
    sqlx::query_as(
        "select distinct h.side, p.name, p.id from seat_holders h join persons p on p.id = h.person_id
         where h.engagement_id = $1 and h.role = any (case h.side when 'client' then $2 else $3 end)
         order by h.side, p.name, p.id limit 200",
    )
    .bind(engagement)
    .bind(Ability::DecideWhat.roles_on(Side::Client))
    .bind(Ability::DecideHow.roles_on(Side::Provider))
    .fetch_all(db)
    .await
}

/// Whether somebody can decide a question of this kind.
pub async fn can_decide(db: impl PgExecutor<'_>, engagement: Uuid, kind: Kind, person: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from seat_holders where engagement_id = $1 and person_id = $2 and side = $3 and role = any ($4))",
    )
    .bind(engagement)
    .bind(person)
    .bind(kind.side().as_str())
    .bind(kind.ability().roles_on(kind.side()))
    .fetch_one(db)
    .await
}

/// Enters a question; returns its number.
pub async fn insert(
    db: &mut PgConnection,
    engagement: Uuid,
    new: &NewDecision,
    by: Uuid,
    side: Side,
    at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar(
        "insert into decisions (engagement_id, number, kind, question, background, options, asked_of, due_on,
                                session, proposed_by, proposed_side, proposed_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 from decisions where engagement_id = $1
         returning number",
    )
    .bind(engagement)
    .bind(new.kind.as_str())
    .bind(&new.question)
    .bind(&new.background)
    .bind(&new.options)
    .bind(new.asked_of)
    .bind(new.due_on)
    .bind(new.session)
    .bind(by)
    .bind(side.as_str())
    .bind(at)
    .fetch_one(db)
    .await
}

/// Enters an advice or a decision.
#[expect(clippy::too_many_arguments, reason = "one column each")]
pub async fn insert_statement(
    db: &mut PgConnection,
    engagement: Uuid,
    decision: i32,
    act: Act,
    pick: &Pick,
    by: Uuid,
    side: Side,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into decision_statements (engagement_id, decision, number, act, option, why, person_id, side, at)
         select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8
         from decision_statements where engagement_id = $1 and decision = $2",
    )
    .bind(engagement)
    .bind(decision)
    .bind(act.as_str())
    .bind(pick.option)
    .bind(&pick.why)
    .bind(by)
    .bind(side.as_str())
    .bind(at)
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a question back.
pub async fn set_withdrawn(
    db: &mut PgConnection,
    engagement: Uuid,
    number: i32,
    why: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update decisions set withdrawn_why = $3, withdrawn_by = $4, withdrawn_at = $5 where engagement_id = $1 and number = $2")
        .bind(engagement)
        .bind(number)
        .bind(why)
        .bind(by)
        .bind(at)
        .execute(db)
        .await?;
    Ok(())
}
