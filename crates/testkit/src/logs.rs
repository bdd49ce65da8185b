//! Hears everything that is logged and traced meanwhile, so that a test can look for what must not be there.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber as _;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Runs some work. Returns what it returns, and every field of every event and span meanwhile, at all levels.
pub async fn capturing_logs<T>(work: impl Future<Output = T>) -> (T, String) {
    let heard = Arc::new(Mutex::new(String::new()));
    let done = work.with_subscriber(Ear(Arc::clone(&heard))).await;
    let heard = heard.lock().unwrap().clone();
    (done, heard)
}

struct Ear(Arc<Mutex<String>>);

impl Ear {
    fn hear(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Fields<'_>)) {
        let mut heard = self.0.lock().unwrap();
        let _ = write!(heard, "\n{} {}", metadata.target(), metadata.name());
        record(&mut Fields(&mut heard));
    }
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Ear {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn event(&self, event: &Event<'_>) {
        self.hear(event.metadata(), |fields| event.record(fields));
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.hear(span.metadata(), |fields| span.record(fields));
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}
