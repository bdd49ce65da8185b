//! Refusals: how often each rule said no. Only numbers are kept, by month; nobody is named.

mod count;

pub use count::{counts, flush};

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use pasar_policy::{Act, Decision};
use pasar_store::refusal::RefusalKey;

/// The word that is counted when nothing permitted an act, and no rule forbade it.
pub const NOTHING_PERMITS: &str = "nothing-permits";
/// The word that is counted when a policy ended in an error.
pub const ERROR: &str = "error";

/// Refusals that were not written down yet. They are written together, so that a refused page costs no write.
#[derive(Debug, Default)]
pub(crate) struct Refusals {
    waiting: Mutex<BTreeMap<RefusalKey, i64>>,
}

impl Refusals {
    /// Counts a refusal under each rule that forbade it.
    pub(crate) fn count(&self, act: Act, decision: &Decision) {
        let mut rules: Vec<&str> = decision.reasons.iter().map(|rule| rule.as_str()).collect();
        if decision.errors > 0 {
            rules.push(ERROR);
        }
        if rules.is_empty() {
            rules.push(NOTHING_PERMITS);
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for rule in rules {
            let key = (
                decision.charter_version.to_string(),
                act.to_string(),
                rule.to_owned(),
            );
            *waiting.entry(key).or_default() += 1;
        }
    }

    pub(crate) fn take(&self) -> BTreeMap<RefusalKey, i64> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts back what could not be written.
    pub(crate) fn put_back(&self, counts: BTreeMap<RefusalKey, i64>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, number) in counts {
            *waiting.entry(key).or_default() += number;
        }
    }
}
