//! Payouts at the staff's desk: what is owed and on its way, files for the bank, its statements, and what did not fit.

pub mod file;
pub mod list;
pub mod make;
mod samples;
pub mod settle;
pub mod show;
pub mod statement;

use pasar_domain::bank::DifferenceKind;
use pasar_domain::payout::{PayoutState, PayoutStateName, PayoutWait};
use pasar_service::Context;
use pasar_service::identity::IdentityError;
use pasar_service::payout::{PayoutError, StatementError};

use crate::charter_refusal::Refusing;
use crate::prelude::*;

/// Where the desk is.
const LIST: &str = "/staff/payouts";

/// The name of a payout's state, and its colour.
pub(crate) fn state(l: &Localizer, state: PayoutStateName) -> (String, &'static str) {
    match state {
        PayoutStateName::Due => (l.t("payout-due"), "soga"),
        PayoutStateName::Sent => (l.t("payout-sent"), "indigo"),
        PayoutStateName::Paid => (l.t("payout-paid"), "leaf"),
        PayoutStateName::Returned => (l.t("payout-returned"), "chili"),
    }
}

/// Since when it is there, and why it came back.
pub(crate) fn told(l: &Localizer, state: &PayoutState) -> String {
    match state {
        PayoutState::Due => String::new(),
        PayoutState::Sent { sent_at, .. } => l.date_time(*sent_at),
        PayoutState::Paid { paid, .. } => l.date_time(paid.at),
        PayoutState::Returned { returned, reason, .. } if reason.is_empty() => l.date_time(returned.at),
        PayoutState::Returned { returned, reason, .. } => format!("{} · {reason}", l.date_time(returned.at)),
    }
}

/// Why a shop waits, and what to do.
pub(crate) fn wait(ctx: &Context, l: &Localizer, wait: &PayoutWait) -> Vec<String> {
    match wait {
        PayoutWait::Refused(rules) => Refusing::new(ctx, rules).told(l),
        PayoutWait::NoAccount => vec![l.t("payout-no-account")],
        PayoutWait::AccountReturned => vec![l.t("payout-account-returned")],
    }
}

/// What a difference is called.
fn difference(l: &Localizer, kind: DifferenceKind) -> String {
    l.t(match kind {
        DifferenceKind::UnknownDebit => "payout-unknown-debit",
        DifferenceKind::UnknownCredit => "payout-unknown-credit",
        DifferenceKind::UnknownPayout => "payout-unknown-payout",
        DifferenceKind::OtherAmount => "payout-other-amount",
        DifferenceKind::NeverSent => "payout-never-sent",
        DifferenceKind::PaidAgain => "payout-paid-again",
        DifferenceKind::ReturnedAgain => "payout-returned-again",
    })
}

/// Why a statement was not read.
fn unread(l: &Localizer, error: &StatementError) -> String {
    match error {
        StatementError::NotText | StatementError::Broken(_) | StatementError::DocumentType => {
            l.t("payout-statement-broken")
        }
        StatementError::TooDeep | StatementError::NoStatement => l.t("payout-statement-none"),
        StatementError::TooLong => l.t("payout-statement-long"),
        StatementError::Entry(number) => l.t1("payout-statement-entry", "number", *number),
    }
}

fn refuse(error: PayoutError) -> WebError {
    match error {
        PayoutError::NotAllowed => WebError::forbidden().saying(key("payout-administrators-only")),
        PayoutError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        PayoutError::NothingDue => WebError::conflict().saying(key("payout-nothing-due")),
        PayoutError::NotFound => WebError::not_found(),
        PayoutError::Settled => WebError::conflict().saying(key("payout-settled-already")),
        PayoutError::Statement(error) => WebError::invalid(Vec::new()).because(error),
        PayoutError::Identity(IdentityError::Erased) => {
            WebError::conflict().saying(key("payout-account-erased"))
        }
        PayoutError::Identity(IdentityError::Store(error)) | PayoutError::Store(error) => error.into(),
        PayoutError::Identity(error) => WebError::internal(error),
        PayoutError::Sum(error) => WebError::internal(error),
        PayoutError::Write(error) => WebError::internal(error),
    }
}
