//! Sellers at the staff's desk: who they are, and what proves it.

pub mod list;
pub mod revoke;
pub mod show;
pub mod verify;

use pasar_domain::seller::{Evidence, Standing, Verification};
use pasar_service::ownership::show::Explained;
use pasar_service::seller::SellerError;

use crate::prelude::*;

/// What kind of seller it is.
pub(crate) fn standing(l: &Localizer, standing: Standing) -> String {
    l.t(match standing {
        Standing::Micro => "seller-standing-micro",
        Standing::Business => "seller-standing-business",
        Standing::Merchant => "seller-standing-merchant",
        Standing::Platform => "seller-standing-platform",
    })
}

/// What was checked.
pub(crate) fn evidence(l: &Localizer, evidence: Evidence) -> String {
    l.t(match evidence {
        Evidence::NationalId => "evidence-national-id",
        Evidence::Passport => "evidence-passport",
        Evidence::DrivingLicence => "evidence-driving-licence",
        Evidence::BusinessRegister => "evidence-business-register",
    })
}

/// Whether a seller's best evidence counts, and the colour of that.
pub(crate) fn verified(
    l: &Localizer,
    verification: Option<Verification>,
    now: pasar_domain::Instant,
) -> (String, &'static str) {
    match verification {
        None => (l.t("seller-unverified"), "chili"),
        Some(known) if known.valid_until <= now => (l.t("seller-verification-over"), "chili"),
        Some(known) => (
            l.t1("seller-verified-until", "date", last_day(l, known.valid_until)),
            "leaf",
        ),
    }
}

/// The last day before an instant.
pub(crate) fn last_day(l: &Localizer, until: pasar_domain::Instant) -> String {
    l.date(until - chrono::Duration::microseconds(1))
}

/// Why the operator controls somebody, one sentence a step.
pub(crate) fn sentences(l: &Localizer, chain: &[Explained]) -> Vec<String> {
    let sentence = |step: &Explained| match step {
        Explained::Operator { name } => l.t1("ownership-is-operator", "name", name.as_str()),
        Explained::Shares { holders, total, name } => {
            let share = l.percent(i64::from(*total));
            let names: Vec<&str> = holders.iter().map(|(holder, _)| holder.as_str()).collect();
            let args = [
                ("owner", names.join(", ").to_arg()),
                ("share", share.to_arg()),
                ("name", name.as_str().to_arg()),
            ];
            if names.len() == 1 {
                l.t_with("ownership-owns", &args)
            } else {
                l.t_with("ownership-own-together", &args)
            }
        }
        Explained::OtherMeans { by, name } => {
            l.t2("ownership-controls", "owner", by.as_str(), "name", name.as_str())
        }
    };
    chain.iter().map(sentence).collect()
}

pub(crate) fn refuse(error: SellerError) -> WebError {
    match error {
        SellerError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        SellerError::NotAllowed => WebError::forbidden().saying(key("staff-sellers-moderators-only")),
        SellerError::NotFound => WebError::not_found(),
        SellerError::RevokedBefore => WebError::conflict().saying(key("staff-seller-revoked-before")),
        SellerError::Listed => WebError::conflict().saying(key("screening-verify-refused")),
        SellerError::Store(error) => error.into(),
    }
}
