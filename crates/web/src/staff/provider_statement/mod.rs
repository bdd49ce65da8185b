//! Statements of the payment provider at the staff's desk: taken in, compared with the ledger, and what differs.

pub mod file;
pub mod list;
pub mod settle;
pub mod take_in;

use pasar_domain::provider_statement::ProviderDifferenceKind;
use pasar_service::provider_statement::{ProviderStatementError, TakeInError};

use crate::prelude::*;

/// Where the desk is.
const LIST: &str = "/staff/provider-statements";

/// What a difference is called.
fn difference(l: &Localizer, kind: ProviderDifferenceKind) -> String {
    l.t(match kind {
        ProviderDifferenceKind::ChargeNotInLedger => "provider-charge-not-in-ledger",
        ProviderDifferenceKind::ChargeMissing => "provider-charge-missing",
        ProviderDifferenceKind::AmountDiffers => "provider-amount-differs",
        ProviderDifferenceKind::CurrencyDiffers => "provider-currency-differs",
        ProviderDifferenceKind::RefundedTwice => "provider-refunded-twice",
        ProviderDifferenceKind::RefundMissing => "provider-refund-missing",
        ProviderDifferenceKind::RefundNotInLedger => "provider-refund-not-in-ledger",
        ProviderDifferenceKind::FeeDiffers => "provider-fee-differs",
        ProviderDifferenceKind::SettlementShort => "provider-settlement-short",
        ProviderDifferenceKind::SettlementOver => "provider-settlement-over",
        ProviderDifferenceKind::Chargeback => "provider-chargeback",
        ProviderDifferenceKind::DuplicateRow => "provider-duplicate-row",
        ProviderDifferenceKind::UnreadableRow => "provider-unreadable-row",
    })
}

/// Why a statement was not taken in.
fn unread(l: &Localizer, error: &ProviderStatementError) -> String {
    match error {
        ProviderStatementError::UnknownHeader(column) => l.t1("provider-no-statement", "column", column),
        ProviderStatementError::DuplicateColumn(column) => l.t1("provider-column-twice", "column", column),
        ProviderStatementError::TooLong => l.t("provider-too-long"),
    }
}

fn refuse(error: TakeInError) -> WebError {
    match error {
        TakeInError::NotAllowed => WebError::forbidden().saying(key("provider-administrators-only")),
        TakeInError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        TakeInError::Settled => WebError::conflict().saying(key("provider-settled-already")),
        TakeInError::Statement(error) => WebError::invalid(Vec::new()).because(error),
        TakeInError::NotPublished => WebError::not_found(),
        TakeInError::Days => WebError::invalid(Vec::new()).because(TakeInError::Days),
        TakeInError::Provider(error) => WebError::unavailable(error),
        TakeInError::Sum(error) => WebError::internal(error),
        TakeInError::Write(error) => WebError::internal(error),
        TakeInError::Store(error) => error.into(),
    }
}
