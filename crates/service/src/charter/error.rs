//! Why a charter version is not proposed or adopted.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::market::Texts;
use pasar_policy::CharterProblem;
use pasar_prover::{Answer, NoSolver, NotAccepted, ProveError, Verdict};

/// Why a charter version was not proposed, adopted or withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum CharterError {
    /// Only administrators decide about charters.
    #[error("only administrators propose, adopt and withdraw charters")]
    NotAllowed,
    /// The one who proposed it cannot adopt it too.
    #[error("whoever proposed the version cannot adopt it too; ask another administrator")]
    SamePerson,
    /// There is no such version.
    #[error("there is no such version")]
    NotFound,
    /// Something was decided before.
    #[error("this was decided already")]
    Decided,
    /// A version of this name was adopted before, and stays what it was.
    #[error("a version `{0}` was adopted already and cannot be changed; give the new one another name")]
    Adopted(String),
    /// Another version was adopted since, and comes between it and the one that it was compared with.
    #[error(
        "another version was adopted since this was proposed, so that it changes something else now; withdraw it, and propose it again"
    )]
    Overtaken,
    /// Another version takes effect at the same instant.
    #[error("another version takes effect at the same instant; choose another day")]
    SameInstant,
    /// It would take effect in the past.
    #[error("it would take effect at {effective_at}, which is past; choose a day to come")]
    Past {
        /// When.
        effective_at: Instant,
    },
    /// It would take effect before the version itself says.
    #[error(
        "the version itself says that it is in force from {0} at the earliest; choose that day or a later one"
    )]
    TooEarly(chrono::NaiveDate),
    /// A file of the version is wrong.
    #[error(transparent)]
    Wrong(#[from] CharterProblem),
    /// A case is not decided as it expects.
    #[error("the case `{0}` is not decided as it expects; `pasar charter check` says more")]
    Case(String),
    /// Not every promise is proved; the proof says which, with examples.
    #[error(transparent)]
    NotProved(#[from] NotAccepted),
    /// The solver cannot be asked.
    #[error(transparent)]
    NotAsked(#[from] ProveError),
    /// There is nobody to ask.
    #[error(transparent)]
    NoSolver(#[from] NoSolver),
    /// Another proof is being made in this process.
    #[error("another proof is being made; try again in a moment")]
    Busy,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// A promise that is not proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The promise.
    pub promise: String,
    /// The acts for which it is not proved; the one that is told first.
    pub acts: Vec<String>,
    /// Facts that break it, told as a sentence; none where no solver could say whether there are any.
    pub example: Option<Texts>,
}

impl Gap {
    /// Of several acts that break a promise one is told: the sale where there is one.
    fn of(promise: &str, mut answers: Vec<&Answer>) -> Self {
        answers.sort_by_key(|answer| (answer.verdict.word(), answer.id.act != "sell"));
        let example = answers.first().and_then(|answer| match &answer.verdict {
            Verdict::Broken(example) => Some(example.texts()),
            Verdict::Unknown { .. } | Verdict::Proved => None,
        });
        let mut acts: Vec<String> = answers.iter().map(|answer| answer.id.act.clone()).collect();
        acts.dedup();
        Self {
            promise: promise.to_owned(),
            acts,
            example,
        }
    }
}

impl CharterError {
    /// The promises that are not proved, where that is what is wrong.
    pub fn gaps(&self) -> Vec<Gap> {
        let Self::NotProved(NotAccepted::NotProved(proof)) = self else {
            return Vec::new();
        };
        let mut open: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
        for answer in proof.answers.iter().filter(|answer| !answer.is_proved()) {
            open.entry(&answer.id.promise).or_default().push(answer);
        }
        let open = open.into_iter();
        open.map(|(promise, answers)| Gap::of(promise, answers)).collect()
    }

    /// What a refusal of the database means.
    pub(super) fn of_decision(error: pasar_store::Error, version: &str) -> Self {
        if error.is_conflict_on("charter_decision_pkey") {
            Self::Decided
        } else if error.is_conflict_on("charter_decision_version") {
            Self::Adopted(version.to_owned())
        } else if error.is_conflict_on("charter_decision_effective") {
            Self::SameInstant
        } else {
            Self::Store(error)
        }
    }
}
