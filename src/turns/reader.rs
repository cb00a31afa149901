//! What waits in all engagements that a person holds: on the person, on others of the same side, on the other side.
//!
//! It is found from what is open, never by walking engagements: so that it costs the same however many of them are closed.
//! A manager holds all engagements of a firm and finds turns by the firm; what was asked by name is found by the name; and a
//! seat that was given leads to its engagement, unless that is closed and at rest. Who holds what stands once more, for all
//! other questions, in the view `seat_holders`.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::{
    model::{Turn, WaitsOn},
    queries::{COLUMNS, TurnRow},
};
use crate::base::place::{NotAPlace, Parts};

/// How many turns of each kind are shown at once.
pub const SHOWN: i64 = 20;
/// So many are counted.
pub const COUNTED: i64 = 100;

/// A place in a list of open turns, which are ordered by when they are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    due_at: DateTime<Utc>,
    engagement: Uuid,
    number: i32,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.due_at.timestamp_micros(), self.engagement.simple(), self.number)
    }
}

impl FromStr for Key {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let mut parts = Parts::of(text);
        let key = Key { due_at: parts.instant()?, engagement: parts.part()?, number: parts.part()? };
        parts.end()?;
        Ok(key)
    }
}

/// What waits on one of the three.
#[derive(Clone, Debug)]
pub struct Waits {
    /// The most urgent of them, or those after a place, [`SHOWN`] at most.
    pub turns: Vec<Turn>,
    /// How many there are in all, [`COUNTED`] at most.
    pub count: i64,
    /// Where the list goes on; none: it ends here.
    pub next: Option<Key>,
}

/// What a person asks with: who, and the firms that the person manages.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub person: Uuid,
    /// The firms, whose engagements all are the person's.
    pub firms: &'a [Uuid],
}

/// What a list shows of a turn, or of many that are only counted.
const LISTED: &str = "t.engagement_id, t.number, t.thing, t.ask, t.side, t.person_id, t.since, t.due_at";

/// SQL that counts what waits on a person, [`COUNTED`] at most.
#[must_use]
pub fn count(on: WaitsOn, person: &str, firms: &str) -> String {
    format!("(select count(*) from ({} limit {COUNTED}) w)", found(on, person, firms, "1", &format!("limit {COUNTED}")))
}

/// The open turns of a kind: SQL in which `person` and `firms` stand for who asks, and `tail` ends each of its parts. Each part is
/// an index scan that `tail` may order and bound. Bounds are written out, since a plan for all parameters knows only these.
fn found(on: WaitsOn, person: &str, firms: &str, columns: &str, tail: &str) -> String {
    let select = format!("select {columns} from turns t where t.ended_at is null and");
    let provided = match on {
        WaitsOn::Me => "t.side = 'provider' and t.of_managers".to_owned(),
        WaitsOn::MySide => format!("t.side = 'provider' and not t.of_managers and t.person_id is distinct from {person}"),
        WaitsOn::Them => "t.side = 'client' and not t.of_managers".to_owned(),
    };
    let mut parts =
        vec![format!("select t.* from unnest({firms}) f cross join lateral ({select} t.provider_id = f and {provided} {tail}) t")];
    match on {
        WaitsOn::Me => {
            parts.push(format!("({select} t.person_id = {person} and t.provider_id = any ({firms}) and t.side = 'provider' {tail})"))
        }
        // The client's managers look on in those engagements that they have no other seat in, so nothing waits on them.
        WaitsOn::MySide | WaitsOn::Them => {
            let side = if on == WaitsOn::MySide { "client" } else { "provider" };
            parts.push(format!(
                "select t.* from unnest({firms}) f cross join lateral (
                     {select} t.client_id = f and t.side = '{side}' and t.provider_id <> all ({firms})
                         and not exists (select 1 from seats own where own.engagement_id = t.engagement_id and own.person_id = {person}
                                                                   and own.ended_at is null) {tail}) t"
            ));
        }
    }
    let of_seat = match on {
        WaitsOn::Me => format!("t.side = c.side and coalesce(t.person_id = {person}, c.role = any (t.roles))"),
        WaitsOn::MySide => format!("t.side = c.side and not coalesce(t.person_id = {person}, c.role = any (t.roles))"),
        WaitsOn::Them => "t.side = case c.side when 'client' then 'provider' else 'client' end".to_owned(),
    };
    parts.push(format!(
        "select t.* from seats c cross join lateral ({select} t.engagement_id = c.engagement_id and {of_seat} {tail}) t
         where c.person_id = {person} and c.ended_at is null and c.at_rest_since is null and c.provider_id <> all ({firms})"
    ));
    parts.join(" union all ")
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    turn: TurnRow,
    kind: i32,
    on_side: i64,
    on_them: i64,
}

/// What waits on the reader, on the reader's side and on the other, the most urgent first. `waiting` says how many wait on
/// the reader; `after` is where one of the three goes on.
///
/// # Errors
/// When the database fails or holds a turn that cannot be.
pub async fn waits(
    db: impl sqlx::PgExecutor<'_>,
    reader: Reader<'_>,
    waiting: i64,
    after: Option<(WaitsOn, Key)>,
) -> sqlx::Result<[Waits; 3]> {
    let most = SHOWN + 1;
    let goes_on = |on: WaitsOn| after.is_some_and(|(which, _)| which == on);
    let list = |on: WaitsOn| {
        let after = if goes_on(on) { "and (t.due_at, t.engagement_id, t.number) > ($3, $4, $5)" } else { "" };
        let all = found(on, "$1", "$2::uuid[]", LISTED, &format!("{after} order by t.due_at, t.engagement_id, t.number limit {most}"));
        format!("select * from ({all}) t order by due_at, engagement_id, number limit {most}")
    };
    // What is shown whole is counted already.
    let count = |on: WaitsOn, list: &str| {
        let all = count(on, "$1", "$2::uuid[]");
        if goes_on(on) { all } else { format!("(select case when count(*) < {most} then count(*) else {all} end from {list})") }
    };
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(format!(
        "with me as materialized ({}), side as materialized ({}), them as materialized ({}),
         counts as materialized (select {} as on_side, {} as on_them)
         select t.kind, {COLUMNS}, (select title from engagements where id = t.engagement_id) as engagement_title, n.on_side, n.on_them
         from (select 0 as kind, * from me union all select 1, * from side union all select 2, * from them) t
         cross join counts n
         order by t.kind, t.due_at, t.engagement_id, t.number",
        list(WaitsOn::Me),
        list(WaitsOn::MySide),
        list(WaitsOn::Them),
        count(WaitsOn::MySide, "side"),
        count(WaitsOn::Them, "them"),
    )))
    .bind(reader.person)
    .bind(reader.firms)
    .bind(after.map(|(_, key)| key.due_at))
    .bind(after.map(|(_, key)| key.engagement))
    .bind(after.map(|(_, key)| key.number))
    .fetch_all(db)
    .await?;
    let (on_side, on_them) = rows.first().map_or((0, 0), |row| (row.on_side, row.on_them));
    let mut waits = [waiting, on_side, on_them].map(|count| Waits { turns: Vec::new(), count, next: None });
    for row in rows {
        let Some(list) = usize::try_from(row.kind).ok().and_then(|kind| waits.get_mut(kind)) else { continue };
        if list.turns.len() as i64 == SHOWN {
            list.next = list.turns.last().map(|turn| Key { due_at: turn.due_at, engagement: turn.engagement, number: turn.number });
        } else {
            list.turns.push(row.turn.into_turn()?);
        }
    }
    Ok(waits)
}
