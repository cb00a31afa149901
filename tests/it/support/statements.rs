//! Counts the statements that a request sends to the database: each test has a thread of its own, so its subscriber
//! hears only its own statements.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tracing::{Event, Level, Metadata, Subscriber, span, subscriber::DefaultGuard};

/// Counts while it lives.
pub struct Statements {
    count: Arc<AtomicUsize>,
    _guard: DefaultGuard,
}

struct Counter(Arc<AtomicUsize>);

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
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

impl Statements {
    /// Begins to count on this thread.
    pub fn count() -> Statements {
        let count = Arc::new(AtomicUsize::new(0));
        let guard = tracing::subscriber::set_default(Counter(count.clone()));
        Statements { count, _guard: guard }
    }

    /// How many since the last call.
    #[track_caller]
    pub fn taken(&self) -> usize {
        self.count.swap(0, Ordering::Relaxed)
    }
}
