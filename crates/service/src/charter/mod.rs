//! Charters: establishing those that come with the program, and proposing, adopting and reading others.

pub mod approve;
mod decide;
mod error;
pub mod establish;
mod learn;
pub mod list;
pub mod proof;
pub mod propose;
mod seat;
pub mod withdraw;

pub use approve::approve;
pub use error::{CharterError, Gap};
pub use establish::{EstablishError, establish};
pub use learn::learn;
pub use list::{Desk, Shown, desk, list, show, versions};
pub use proof::{proof, query_text};
pub use propose::{Propose, propose};
pub use seat::SolverSeat;
pub use withdraw::withdraw;

use chrono::{NaiveDate, NaiveTime, TimeZone as _};
use pasar_domain::Instant;
use pasar_domain::adoption::CharterProof;
use pasar_domain::market::Market;
use pasar_prover::{Answer, Proof};

/// The instant at which a day begins in a market.
pub fn beginning_of(day: NaiveDate, market: &Market) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = market.time_zone.from_local_datetime(&midnight);
    // A midnight that a change of clocks leaves out is the first moment after it.
    let at = local.earliest().map(|at| at.to_utc());
    at.unwrap_or_else(|| midnight.and_utc())
}

/// The rows of a proof.
fn rows(proof: &Proof) -> Vec<CharterProof> {
    let row = |answer: &Answer| CharterProof {
        promise: answer.id.promise.clone(),
        act: answer.id.act.clone(),
        policy: answer.id.policy.clone().unwrap_or_default(),
        verdict: answer.verdict.word().to_owned(),
        solver: proof.solver.clone(),
        text_sha256: answer.text_sha256().unwrap_or_default(),
        text: answer.text.clone().unwrap_or_default(),
        milliseconds: i64::try_from(answer.milliseconds).unwrap_or(i64::MAX),
        second_opinion: answer.second_opinion.words().to_owned(),
    };
    proof.answers.iter().map(row).collect()
}
