//! Proves a charter's promises: a solver says that no facts whatever let the charter break them, or shows the facts that do.
//!
//! [`prove`] asks for every promise and every act. What it returns has an answer for each: *proved*, *broken* with an [`Example`] that
//! a person can read, or *unknown*, which counts as not proved. [`Proved`] is the value that says that every answer was
//! *proved*; nothing else makes one, and adopting a charter takes it. [`compare`] says in the same way what a new version permits
//! that an old one refused.
//!
//! The solver is a program beside ours ([`Solvers`]): cvc5 answers, z3 is asked for a second opinion.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod compare;
mod example;
mod facts;
mod kept;
mod plain;
mod proof;
mod query;
mod session;
mod solver;
mod subject;
mod tell;

pub use compare::{Change, Comparison, Direction, compare};
pub use example::Example;
pub use facts::{Fact, Facts};
pub use kept::{NotAccepted, Proved, accept_kept, keep};
pub use proof::{Answer, NO_ERRORS, Proof, SecondOpinion, Verdict, prove};
pub use query::{ProveError, QueryId};
pub use solver::{NoSolver, Solver, Solvers};
pub use subject::{Meaning, MeaningKind, Subject};
