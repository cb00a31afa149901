//! Whether a handover can be signed, by rules over records: nobody types a readiness.
//!
//! [`facts`] are what it rests on, [`ladder`] how far people have come, [`gates`] the conditions with reason and next step,
//! [`light`] and [`forecast`] what follows from them, [`steps`] whose turn it is then. All of that is pure; [`facts_of`] is the
//! one reading.
//!
//! What is judged is kept ([`kept`]): a change judges again when its event touches what gates rest on, a worker what time has
//! overtaken, and a reader what neither has judged yet ([`next`]). So what is shown is always what the rules say.

pub mod facts;
pub mod forecast;
pub mod gates;
mod judge;
pub mod kept;
pub mod kind;
pub mod ladder;
pub mod light;
pub mod outlook;
mod queries;
pub mod recorded;
pub mod sentence;
pub mod steps;
pub mod trend;
pub mod waiver;

pub use judge::{Differences, Judged, compare, judge, judged_afresh, next, open_milestones};
pub use outlook::{Next, Outlook, Standing};
pub use queries::{
    Look, Taken, facts_of, facts_of_one, has_lapsed, insert_snapshots, lapsed, let_go_of_snapshots, let_lapse_of_organization,
    let_lapse_of_person, standings_kept, trends_of, without_snapshot,
};
