//! What was seen on the topics of an engagement.
//!
//! There is much of it, and a board reads that of hundreds of engagements at once: so it comes as one array for each column, read
//! in one go for all topics, and finds its topic here. As JSON, topic by topic, it took most of the time of the whole reading.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    db::unreadable,
    readiness::{
        facts::{Assist, Topic},
        ladder::{Attestation, Evidence},
    },
};

/// The arrays of engagement `e` with client `c`. What was seen is told once for each day and mode.
pub const EVIDENCE: &str = "
    cross join lateral (
        select array_agg(topic) as seen_topics, array_agg(seat) as seen_seats, array_agg(mode) as seen_modes, array_agg(observed_on) as seen_on,
               array_agg(real_case) as seen_real, array_agg(by_runbook) as seen_by_runbook, array_agg(learner) as seen_learners
        from (select distinct topic, seat, mode, observed_on, real_case, by_runbook, learner from observations where engagement_id = e.id) o
    ) seen
    cross join lateral (
        select array_agg(topic) as attested_topics, array_agg(seat) as attested_seats, array_agg(side) as attested_sides,
               array_agg((attested_at at time zone c.time_zone)::date) as attested_on
        from attestations where engagement_id = e.id
    ) attested
    cross join lateral (
        select array_agg(topic) as assisted_topics, array_agg(seat) as assisted_seats, array_agg(assisted_on) as assisted_on
        from (select distinct on (topic) topic, seat, assisted_on from assists where engagement_id = e.id
              order by topic, assisted_on desc, number desc) a
    ) assisted";

/// See [`EVIDENCE`]; none where there is nothing.
#[derive(sqlx::FromRow)]
pub struct EvidenceColumns {
    seen_topics: Option<Vec<i32>>,
    seen_seats: Option<Vec<i32>>,
    seen_modes: Option<Vec<String>>,
    seen_on: Option<Vec<NaiveDate>>,
    seen_real: Option<Vec<bool>>,
    seen_by_runbook: Option<Vec<bool>>,
    seen_learners: Option<Vec<Option<i32>>>,
    attested_topics: Option<Vec<i32>>,
    attested_seats: Option<Vec<i32>>,
    attested_sides: Option<Vec<String>>,
    attested_on: Option<Vec<NaiveDate>>,
    assisted_topics: Option<Vec<i32>>,
    assisted_seats: Option<Vec<i32>>,
    assisted_on: Option<Vec<NaiveDate>>,
}

impl EvidenceColumns {
    /// Gives each topic what was seen on it.
    ///
    /// # Errors
    /// When a column holds a word that it cannot.
    pub fn add_to(self, topics: &mut [Topic]) -> sqlx::Result<()> {
        let mut of: HashMap<i32, &mut Topic> = topics.iter_mut().map(|topic| (topic.number, topic)).collect();
        let each = |column: Option<Vec<i32>>| column.unwrap_or_default().into_iter();
        let days = |column: Option<Vec<NaiveDate>>| column.unwrap_or_default().into_iter();
        let who = each(self.seen_topics).zip(each(self.seen_seats));
        let how = self.seen_modes.unwrap_or_default().into_iter().zip(days(self.seen_on));
        let marks = self.seen_real.unwrap_or_default().into_iter().zip(self.seen_by_runbook.unwrap_or_default());
        for ((((topic, seat), (mode, on)), (real_case, by_runbook)), learner) in
            who.zip(how).zip(marks).zip(self.seen_learners.unwrap_or_default())
        {
            let Some(topic) = of.get_mut(&topic) else { continue };
            let mode = mode.parse().map_err(unreadable)?;
            topic.evidence.push(Evidence { seat, mode, on, real_case, by_runbook, learner });
        }
        let words = each(self.attested_topics).zip(each(self.attested_seats)).zip(self.attested_sides.unwrap_or_default());
        for (((topic, seat), side), on) in words.zip(days(self.attested_on)) {
            let Some(topic) = of.get_mut(&topic) else { continue };
            topic.attestations.push(Attestation { seat, side: side.parse().map_err(unreadable)?, on });
        }
        for ((topic, seat), on) in each(self.assisted_topics).zip(each(self.assisted_seats)).zip(days(self.assisted_on)) {
            let Some(topic) = of.get_mut(&topic) else { continue };
            topic.last_assist = Some(Assist { seat, on });
        }
        Ok(())
    }
}
