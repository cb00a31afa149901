//! Counts the statements that a request sends to the database: each test has a thread of its own, so what happens on it
//! is its own.

use std::{cell::Cell, sync::Once};

use tracing::{Event, Level, Metadata, Subscriber, span};

thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

/// The statements of this thread since the last question.
pub struct Statements(());

struct Counter;

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query" && *metadata.level() <= Level::DEBUG
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &Event<'_>) {
        TAKEN.set(TAKEN.get() + 1);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

impl Statements {
    /// Begins to count on this thread.
    pub fn count() -> Statements {
        // One for the whole process: what a thread without one comes across first, tracing would never tell of again.
        static COUNTING: Once = Once::new();
        COUNTING.call_once(|| tracing::subscriber::set_global_default(Counter).unwrap());
        TAKEN.set(0);
        Statements(())
    }

    /// How many since the last call.
    #[track_caller]
    pub fn taken(&self) -> usize {
        TAKEN.replace(0)
    }
}
