//! Programme S in a market: who moves its stage, and which merchants it admits.
//!
//! A move is decided in the control schema and carried into the market's cell, whose copy counts: checkout reads it inside its
//! transaction, so that a stop holds for whoever pays after it. What was sold before is honoured.

pub mod admit;
pub mod approve;
pub mod carry;
mod decide;
pub mod pause;
pub mod propose;
pub mod show;

use pasar_domain::problem::Problems;
pub use pasar_domain::programme::{MoveInput, Programme, Stage, StageMove};

/// Why the programme was not moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// The charter does not allow the move.
    #[error("the charter does not allow it: {}", rules.join(", "))]
    Refused {
        /// The ids of the rules that forbid it; none when nothing permits it.
        rules: Vec<String>,
    },
    /// There is no such move.
    #[error("there is no such move")]
    NotFound,
    /// Whoever proposed a move cannot approve it.
    #[error("you proposed this move; somebody else must approve it")]
    SamePerson,
    /// It was approved before.
    #[error("the move was approved before")]
    ApprovedBefore,
    /// The programme moved since this was proposed.
    #[error("the programme has moved since this was proposed; propose it anew")]
    Lapsed,
    /// The move would change nothing.
    #[error("that is how the programme stands already")]
    NoChange,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}
