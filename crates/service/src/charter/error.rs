//! Why a charter version is not proposed or adopted.

use pasar_domain::Instant;
use pasar_policy::CharterProblem;
use pasar_prover::{NotAccepted, ProveError};

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
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

impl CharterError {
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
