//! Adoptions: charter versions that somebody proposed, and what was decided about them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::id::{AdoptionId, StaffId};
use crate::market::{MarketCode, Slug, Texts};
use crate::word::word_enum;

/// What was decided about a proposed version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdoptionOutcome {
    /// It takes effect at its instant, for good: nobody can take it back, only adopt another one.
    Adopted,
    /// It does not.
    Withdrawn,
}

word_enum!(AdoptionOutcome, "a decision about a charter", {
    Adopted => "adopted",
    Withdrawn => "withdrawn",
});

/// A decision about a proposed version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdoptionDecision {
    /// What was decided.
    pub outcome: AdoptionOutcome,
    /// By whom; nobody for a version that comes with the program.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Instant,
}

/// Something that a version permits and the one before refuses, or the other way round. It is announced before it takes effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterChange {
    /// The act: `sell`.
    pub act: String,
    /// Is it permitted that was refused? Otherwise it is refused that was permitted.
    pub loosened: bool,
    /// An example, told as a sentence; none where no solver could say whether anything changes.
    pub example: Option<Texts>,
}

/// A charter version that was proposed for a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// Its id.
    pub adoption_id: AdoptionId,
    /// The market.
    pub market: MarketCode,
    /// The version's name.
    pub version: Slug,
    /// Its files, by path: they stay as they were when the version was proposed.
    pub files: BTreeMap<String, String>,
    /// The digest of the files.
    pub digest: [u8; 32],
    /// From when on it is in force, if it is adopted, until another one is.
    pub effective_at: Instant,
    /// By whom; nobody for a version that comes with the program.
    pub proposed_by: Option<StaffId>,
    /// When.
    pub proposed_at: Instant,
    /// When it was proved.
    pub proved_at: Instant,
    /// The solver that was asked for a second opinion; none where there was only one.
    pub second_solver: Option<String>,
    /// What it changes, where there was a version before it that it was compared with.
    pub changes: Vec<CharterChange>,
    /// What was decided; nothing yet.
    pub decision: Option<AdoptionDecision>,
}

impl Adoption {
    /// Was it adopted?
    pub fn is_adopted(&self) -> bool {
        self.decision
            .is_some_and(|decision| decision.outcome == AdoptionOutcome::Adopted)
    }

    /// Does it permit something that the version before refuses?
    pub fn loosens(&self) -> bool {
        self.changes.iter().any(|change| change.loosened)
    }
}

/// How an adopted version was proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedProof {
    /// When.
    pub proved_at: Instant,
    /// Who was asked again; nobody where there was only one solver.
    pub second_solver: Option<String>,
    /// The answers to all queries.
    pub answers: Vec<ProofAnswer>,
}

/// The answer to one query of an adopted version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofAnswer {
    /// The promise.
    pub promise: String,
    /// The act.
    pub act: String,
    /// What came out: `proved`, since nothing else is kept.
    pub verdict: String,
    /// Who answered.
    pub solver: String,
    /// SHA-256 of the query's text in hexadecimal; none where translating alone gave the answer.
    pub text_sha256: Option<String>,
    /// What another solver says: `agrees`, or why it says nothing.
    pub second_opinion: String,
}

impl ProofAnswer {
    /// Did the other solver come to the same answer?
    pub fn is_seconded(&self) -> bool {
        self.second_opinion == "agrees"
    }
}

impl AdoptedProof {
    /// The answers about a promise; none when nothing was asked about it, and so nothing proved.
    pub fn of_promise(&self, promise: &str) -> Option<Vec<&ProofAnswer>> {
        let answers = self.answers.iter();
        let answers: Vec<&ProofAnswer> = answers.filter(|answer| answer.promise == promise).collect();
        (!answers.is_empty()).then_some(answers)
    }
}

/// The proof of one query of a proposed version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterProof {
    /// The promise.
    pub promise: String,
    /// The act.
    pub act: String,
    /// The one policy that was asked about; empty where it was all of them.
    pub policy: String,
    /// The verdict: `proved`.
    pub verdict: String,
    /// Who answered.
    pub solver: String,
    /// SHA-256 of the query's text in hexadecimal; empty where translating alone gave the answer.
    pub text_sha256: String,
    /// The query as SMT-LIB; empty where translating alone gave the answer.
    pub text: String,
    /// How long it took.
    pub milliseconds: i64,
    /// What another solver says.
    pub second_opinion: String,
}
