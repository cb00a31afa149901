//! The SQL of the work done with and without help.

use chrono::NaiveDate;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::topics::weeks::DayRecord;

/// What was recorded since a day, by day, topic and person.
pub async fn records(db: impl PgExecutor<'_>, engagement: Uuid, since: NaiveDate) -> sqlx::Result<Vec<DayRecord>> {
    sqlx::query_as(
        "select day, sum(unaided)::bigint as unaided, sum(aided)::bigint as aided, sum(assists)::bigint as assists,
                sum(minutes)::bigint as minutes
         from (select observed_on as day, topic, seat, (mode in ('alone', 'taught'))::int as unaided,
                      (mode in ('together', 'supervised'))::int as aided, 0 as assists, 0 as minutes
               from observations where engagement_id = $1 and observed_on >= $2 and real_case
               union all
               select assisted_on, topic, seat, 0, 0, 1, minutes from assists where engagement_id = $1 and assisted_on >= $2) recorded
         group by day, topic, seat",
    )
    .bind(engagement)
    .bind(since)
    .fetch_all(db)
    .await
}
