//! Decisions.

use pasar_domain::market::Slug;
use std::sync::Arc;

use crate::rule::RuleId;

/// What a charter says to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Is it allowed? Never when a policy ended in an error.
    pub allowed: bool,
    /// The rules that decided: those that permitted, or those that forbade. None when nothing permits it.
    pub reasons: Vec<RuleId>,
    /// Policies that ended in an error. Proofs exclude them; should one happen all the same, the answer is no, and it is counted.
    pub errors: u32,
    /// The charter version that decided.
    pub charter_version: Arc<Slug>,
}
