//! Charter and facts in, decision with reasons out.
//!
//! A charter's policies are written in Cedar. [`Rules`] compiles them once and decides each [`Question`] in well under a microsecond;
//! Cedar's own authorizer, which takes some fifty times as long, is the reference that tests compare it with ([`cedar`]). What the
//! compiler does not know is left to Cedar itself, so that every policy that Cedar accepts is decided rightly.
//!
//! [`Allowed`] is the key to the functions that publish, show, sell, pay, pay out, admit and move a stage: only a decision makes one.
//!
//! This crate is pure: no file, network, clock, chance or database.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::panic,
        clippy::expect_used,
        clippy::unwrap_used,
        clippy::unreachable
    )
)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod act;
mod allowed;
mod case;
pub mod cedar;
mod decision;
mod difference;
mod engine;
mod fact;
mod folder;
mod promise;
mod question;
mod rule;
mod rules;
mod schema;

pub use act::Act;
pub use allowed::{
    Action, Admit, AdvanceStage, Allowed, Claim, Pay, PayOut, Publish, Refusal, Sell, Show, Subject,
};
pub use case::{Case, CaseOutcome};
pub use decision::Decision;
pub use difference::{CharterDifference, FigureChange, PromiseChange};
pub use folder::{CharterFolder, CharterProblem};
pub use promise::{Audience, Promise, PromiseKind};
pub use question::{Circumstances, ClaimKind, Consignment, OfferFacts, OrderFacts, OwnedQuestion, Question};
pub use rule::{RuleId, RuleWords};
pub use rules::{Rules, RulesError};
pub use schema::{SCHEMA_TEXT, schema};
