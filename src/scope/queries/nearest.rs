//! How well the words of a text fit the agreed lines.

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    base::language::Language,
    scope::{
        line::Kind,
        nearest::{Near, Scored},
    },
};

/// Only so much of a text is compared, and only so many of its words.
const MOST_CHARACTERS: i32 = 2000;
const MOST_WORDS: i64 = 24;
/// Only so many services and exclusions are compared.
const MOST_LINES: i64 = 400;

#[derive(sqlx::FromRow)]
struct ScoredRow {
    key: String,
    title: String,
    fits: Vec<f64>,
}

/// The services and exclusions of the agreed version, in order, with how well each word of `text` fits.
///
/// A stem that stands in the title counts 1, elsewhere 0.8. A compound word that holds one of the line counts 0.7; one of which the
/// line holds at least six tenths of the trigrams counts 0.7 of how alike they are.
pub async fn scored(db: impl PgExecutor<'_>, engagement: Uuid, language: Language, text: &str) -> sqlx::Result<Vec<Scored>> {
    let rows: Vec<ScoredRow> = sqlx::query_as(
        "with words as materialized (
             select word from unnest(tsvector_to_array(to_tsvector($2::regconfig, public.unaccent(lower(left($3, $4)))))) word
             where char_length(word) >= 3 order by char_length(word) desc, word limit $5),
         lines as materialized (
             select l.key, l.position, l.title,
                    tsvector_to_array(to_tsvector($2::regconfig, public.unaccent(lower(l.title)))) as head,
                    tsvector_to_array(to_tsvector($2::regconfig, public.unaccent(lower(left(concat_ws(' ', l.text,
                        (select string_agg(c.text, ' ') from scope_criteria c
                         where c.engagement_id = l.engagement_id and c.version = l.version and c.key = l.key)), $4))))) as body,
                    public.unaccent(lower(left(l.title || ' ' || l.text, $4))) as letters
             from scope_lines l join scope_versions v on v.engagement_id = l.engagement_id and v.number = l.version
             where l.engagement_id = $1 and v.state = 'agreed' and l.key ~ '^[SX]'
             order by l.position, l.key limit $6)
         select l.key, l.title,
                array(select case
                          when w.word = any (l.head) then 1.0
                          when w.word = any (l.body) then 0.8
                          when char_length(w.word) >= 9 and exists (
                                   select 1 from unnest(l.head || l.body) other
                                   where char_length(other) >= 6 and public.word_similarity(other, w.word) >= 0.7)
                              then 0.7
                          when char_length(w.word) >= 6 and public.word_similarity(w.word, l.letters) >= 0.6
                              then 0.7 * public.word_similarity(w.word, l.letters)
                          else 0.0
                      end::float8
                      from words w order by char_length(w.word) desc, w.word) as fits
         from lines l order by l.position, l.key",
    )
    .bind(engagement)
    .bind(configuration(language))
    .bind(text)
    .bind(MOST_CHARACTERS)
    .bind(MOST_WORDS)
    .bind(MOST_LINES)
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Scored { kind: Kind::of_key(&row.key).ok()?, line: Near { key: row.key, title: row.title }, fits: row.fits })
        })
        .collect())
}

/// The text search configuration of a language.
const fn configuration(language: Language) -> &'static str {
    match language {
        Language::En => "english",
        Language::De => "german",
    }
}
