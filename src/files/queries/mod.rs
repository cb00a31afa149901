//! The SQL of files.

pub mod loose;

use sqlx::{PgExecutor, PgPool};
use uuid::Uuid;

use super::{
    attached_at,
    staging::{SWEPT_AFTER, Staged},
};
use crate::{
    access::Side,
    base::digest::Digest,
    change::Change,
    db::{self, unreadable},
    store::{Address, Kept},
    things::{FilePlace, Thing},
};

/// Whether the form of this number was carried out before.
pub async fn is_carried_out(db: impl PgExecutor<'_>, engagement: Uuid, once: Option<Uuid>) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from events where engagement_id = $1 and once = $2)")
        .bind(engagement)
        .bind(once)
        .fetch_one(db)
        .await
}

/// What the engagement keeps.
pub async fn kept(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Kept> {
    let (bytes, count): (i64, i64) =
        sqlx::query_as("select coalesce(sum(bytes), 0)::bigint, count(*) from file_versions where engagement_id = $1")
            .bind(engagement)
            .fetch_one(db)
            .await?;
    Ok(Kept { bytes: bytes.unsigned_abs(), count: count.unsigned_abs() })
}

/// All topics, by reference, and whether a file is attached to it.
pub async fn runbooks(db: impl PgExecutor<'_>, engagement: Uuid) -> sqlx::Result<Vec<(String, bool)>> {
    sqlx::query_as(
        "select t.reference, exists (select 1 from files f where f.engagement_id = t.engagement_id and f.thing = t.reference and f.part is null)
         from things t where t.engagement_id = $1 and number_of(t.reference, 'T') is not null",
    )
    .bind(engagement)
    .fetch_all(db)
    .await
}

/// What a version is of.
pub struct Numbered {
    /// The file.
    pub number: i32,
    pub version: i32,
}

/// How many files there are at a place.
pub async fn count_at(change: &mut Change, place: FilePlace) -> sqlx::Result<i64> {
    let engagement = change.engagement();
    sqlx::query_scalar(
        "select count(*) from files
         where engagement_id = $1 and thing = $2 and coalesce(part, 0) = coalesce($3, 0) and taken_away_at is null",
    )
    .bind(engagement)
    .bind(place.thing().to_string())
    .bind(place.part())
    .fetch_one(&mut **change)
    .await
}

/// Enters a staged file as the next version of its name at the place. None: its upload was given up meanwhile.
pub async fn insert(change: &mut Change, place: FilePlace, by: Uuid, side: Side, staged: &Staged) -> sqlx::Result<Option<Numbered>> {
    let (thing, part) = (place.thing().to_string(), place.part());
    let (engagement, now) = (change.engagement(), change.now());
    let held = sqlx::query("delete from loose_objects where engagement_id = $1 and id = $2 and given_up_at is null")
        .bind(engagement)
        .bind(staged.id())
        .execute(&mut **change)
        .await?;
    if held.rows_affected() == 0 {
        return Ok(None);
    }
    let known: Option<i32> = sqlx::query_scalar(
        "select number from files
         where engagement_id = $1 and name = $2 and thing = $3 and coalesce(part, 0) = coalesce($4, 0) and taken_away_at is null",
    )
    .bind(engagement)
    .bind(&staged.name)
    .bind(&thing)
    .bind(part)
    .fetch_optional(&mut **change)
    .await?;
    let number = match known {
        Some(number) => number,
        None => {
            sqlx::query_scalar(
                "insert into files (engagement_id, number, name, thing, part)
                 select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from files where engagement_id = $1
                 returning number",
            )
            .bind(engagement)
            .bind(&staged.name)
            .bind(&thing)
            .bind(part)
            .fetch_one(&mut **change)
            .await?
        }
    };
    let version = sqlx::query_scalar(
        "insert into file_versions
            (engagement_id, file, version, upload, sha256, bytes, media_type, uploaded_by, uploaded_side, uploaded_at)
         select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9
         from file_versions where engagement_id = $1 and file = $2
         returning version",
    )
    .bind(engagement)
    .bind(number)
    .bind(staged.id())
    .bind(staged.digest.0.as_slice())
    .bind(i64::try_from(staged.bytes).unwrap_or(i64::MAX))
    .bind(staged.media_type)
    .bind(by)
    .bind(side.as_str())
    .bind(now)
    .fetch_one(&mut **change)
    .await?;
    Ok(Some(Numbered { number, version }))
}

/// Binds the files that are laid ready at a deliverable to the submission that is handed in.
pub async fn bind_to_submission(change: &mut Change, deliverable: i32, submission: i32) -> sqlx::Result<()> {
    let engagement = change.engagement();
    sqlx::query("update files set part = $3 where engagement_id = $1 and thing = $2 and part is null and taken_away_at is null")
        .bind(engagement)
        .bind(Thing::Deliverable(deliverable).to_string())
        .bind(submission)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// How many versions of files a submission has.
pub async fn count_versions(change: &mut Change, deliverable: i32, submission: i32) -> sqlx::Result<i64> {
    let engagement = change.engagement();
    sqlx::query_scalar(
        "select count(*) from files f join file_versions v on v.engagement_id = f.engagement_id and v.file = f.number
         where f.engagement_id = $1 and f.thing = $2 and f.part = $3",
    )
    .bind(engagement)
    .bind(Thing::Deliverable(deliverable).to_string())
    .bind(submission)
    .fetch_one(&mut **change)
    .await
}

/// Takes away a file that is laid ready at a deliverable, and gives its content to the sweeper. Returns its name; none: there
/// is no such file.
pub async fn take_away(change: &mut Change, deliverable: i32, number: i32, by: Uuid) -> sqlx::Result<Option<String>> {
    let (engagement, now) = (change.engagement(), change.now());
    let name: Option<String> = sqlx::query_scalar(
        "update files set taken_away_by = $4, taken_away_at = $5
         where engagement_id = $1 and number = $2 and thing = $3 and part is null and taken_away_at is null
         returning name",
    )
    .bind(engagement)
    .bind(number)
    .bind(Thing::Deliverable(deliverable).to_string())
    .bind(by)
    .bind(now)
    .fetch_optional(&mut **change)
    .await?;
    if name.is_some() {
        sqlx::query(
            "with removed as (delete from file_versions where engagement_id = $1 and file = $2 returning upload, sha256, bytes)
             insert into loose_objects (engagement_id, id, sha256, bytes, given_up_at, swept_after)
             select $1, upload, sha256, bytes, $3, $4 from removed where upload is not null",
        )
        .bind(engagement)
        .bind(number)
        .bind(now)
        .bind(now + SWEPT_AFTER)
        .execute(&mut **change)
        .await?;
    }
    Ok(name)
}

fn digest_of(bytes: &[u8]) -> sqlx::Result<Digest> {
    Ok(Digest(bytes.try_into().map_err(|error: std::array::TryFromSliceError| unreadable(error))?))
}

/// A version, to be sent.
#[derive(Clone, Debug)]
pub struct Content {
    /// What its file is called.
    pub name: String,
    /// Where it lies.
    pub address: Address,
    /// Its size.
    pub bytes: u64,
    /// What its first bytes say it is.
    pub media_type: String,
}

#[derive(sqlx::FromRow)]
struct ContentRow {
    name: String,
    upload: Option<Uuid>,
    sha256: Vec<u8>,
    bytes: i64,
    media_type: String,
}

/// One version of a file.
pub async fn content(db: impl PgExecutor<'_>, engagement: Uuid, number: i32, version: i32) -> sqlx::Result<Option<Content>> {
    let row: Option<ContentRow> = sqlx::query_as(
        "select f.name, v.upload, v.sha256, v.bytes, v.media_type
         from file_versions v join files f on f.engagement_id = v.engagement_id and f.number = v.file
         where v.engagement_id = $1 and v.file = $2 and v.version = $3",
    )
    .bind(engagement)
    .bind(number)
    .bind(version)
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let address = Address { engagement, digest: digest_of(&row.sha256)?, upload: row.upload };
        Ok(Content { name: row.name, address, bytes: row.bytes.unsigned_abs(), media_type: row.media_type })
    })
    .transpose()
}

/// A file in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The file, with its versions.
    pub file: super::File,
    /// What it belongs to.
    pub thing: Thing,
    /// Where there; none: at a place that only a newer version of Tandem knows.
    pub place: Option<FilePlace>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    file: sqlx::types::Json<Vec<super::File>>,
    thing: String,
    part: Option<i32>,
}

/// Files with numbers below `before`, the newest first.
pub async fn list(db: impl PgExecutor<'_>, engagement: Uuid, before: Option<i32>, most: i64) -> sqlx::Result<Vec<Listed>> {
    let file = attached_at("attached.engagement_id = l.engagement_id and attached.number = l.number");
    let rows: Vec<ListedRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {file} as file, l.thing, l.part
         from (select * from files where engagement_id = $1 and taken_away_at is null and ($2::integer is null or number < $2)
               order by number desc limit $3) l
         order by l.number desc"
    )))
    .bind(engagement)
    .bind(before)
    .bind(most)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let thing = Thing::read(&row.thing);
            let file = row.file.0.into_iter().next().ok_or_else(|| unreadable("a file without a version"))?;
            Ok(Listed { file, place: FilePlace::of(&thing, row.part), thing })
        })
        .collect()
}

/// A version as `tandem verify` looks at it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Recorded {
    pub file: i32,
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// Which upload brought it; none: see [`Address::upload`].
    pub upload: Option<Uuid>,
    /// Of its content.
    pub sha256: Vec<u8>,
    /// Its size.
    pub bytes: i64,
}

/// The engagements, or only this one, in the order of their ids.
pub async fn engagements(db: impl PgExecutor<'_>, only: Option<Uuid>) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar("select id from engagements where $1::uuid is null or id = $1 order by id").bind(only).fetch_all(db).await
}

/// All versions of an engagement, and what its events say of files (kind and detail, in order): as of one moment.
pub async fn recorded(db: &PgPool, engagement: Uuid) -> sqlx::Result<(Vec<Recorded>, Vec<(String, serde_json::Value)>)> {
    let mut moment = db::begin_reading(db).await?;
    let versions = sqlx::query_as(
        "select v.file, v.version, f.name, v.upload, v.sha256, v.bytes
         from file_versions v join files f on f.engagement_id = v.engagement_id and f.number = v.file
         where v.engagement_id = $1 order by v.file, v.version",
    )
    .bind(engagement)
    .fetch_all(&mut *moment)
    .await?;
    let events = sqlx::query_as(
        "select kind, detail from events where engagement_id = $1 and kind in ('files_attached', 'file_taken_away') order by number",
    )
    .bind(engagement)
    .fetch_all(&mut *moment)
    .await?;
    Ok((versions, events))
}

/// Whether a version is still in the record.
pub async fn is_recorded(db: impl PgExecutor<'_>, engagement: Uuid, file: i32, version: i32) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from file_versions where engagement_id = $1 and file = $2 and version = $3)")
        .bind(engagement)
        .bind(file)
        .bind(version)
        .fetch_one(db)
        .await
}
