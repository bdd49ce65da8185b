//! Counts the statements that some work sends to the database, so that a test can hold a page to its number.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use tracing::instrument::WithSubscriber as _;
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Metadata, Subscriber};

/// A second listener that is there as long as the program. While there is one only, a statement that some other task is the first to
/// log is asked about in that task, where nobody listens, and is remembered as heard by nobody: the count would be 0.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Counter(Arc::default())));

/// Runs some work. Returns what it returns, and how many statements the database got meanwhile: `begin` and `commit` count, and so do
/// those of tasks only if the work itself polls them.
pub async fn counting_statements<T>(work: impl Future<Output = T>) -> (T, usize) {
    LazyLock::force(&SECOND);
    let statements = Arc::new(AtomicUsize::new(0));
    let done = work.with_subscriber(Counter(Arc::clone(&statements))).await;
    (done, statements.load(Ordering::Relaxed))
}

/// Hears what the database driver logs of each statement, and nothing else.
struct Counter(Arc<AtomicUsize>);

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, _event: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn new_span(&self, _span: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}
