//! Sellers: who sells, where they are established, and what is known about them.

use crate::Instant;
use crate::id::{ApplicationId, SellerId, VerificationId};
use crate::market::{Country, Market};
use crate::problem::{ProblemKind, Problems, day, length};
use crate::word::word_enum;

/// The most characters of what is noted about a verification, and of the reason for which one is revoked.
pub const NOTE_CHARS_MAX: usize = 2_000;

/// What kind of seller somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A person.
    Micro,
    /// A registered entity.
    Business,
    /// From abroad, through Programme S.
    Merchant,
    /// The operator, or anyone it owns or controls.
    Platform,
}

word_enum!(Standing, "a standing", {
    Micro => "micro",
    Business => "business",
    Merchant => "merchant",
    Platform => "platform",
});

/// What proved who a seller is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A national identity card: in Indonesia the KTP.
    NationalId,
    /// A passport.
    Passport,
    /// A driving licence.
    DrivingLicence,
    /// An entry in a public register of businesses: NIB, company number, EIN, USCC.
    BusinessRegister,
}

word_enum!(Evidence, "a kind of evidence", {
    NationalId => "national_id",
    Passport => "passport",
    DrivingLicence => "driving_licence",
    BusinessRegister => "business_register",
});

/// One checked piece of evidence. It counts until it expires or is revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verification {
    /// Its id.
    pub verification_id: VerificationId,
    /// What was checked.
    pub evidence: Evidence,
    /// The country whose authority issued it.
    pub issued_by: Country,
    /// Since when it counts.
    pub valid_from: Instant,
    /// Until when it counts, if it is not revoked before.
    pub valid_until: Instant,
}

/// A seller of one market. Origin and standing never change: whoever moves or is registered becomes another seller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seller {
    /// Its id.
    pub seller_id: SellerId,
    /// Where it is established, or where the person lives.
    pub origin: Country,
    /// What kind of seller it is.
    pub standing: Standing,
    /// Does the operator own or control it? Derived from the ownership graph.
    pub controlled_by_operator: bool,
    /// The country of the address to which buyers send goods back.
    pub return_country: Option<Country>,
    /// What it sold in the last twelve months.
    pub sales: SalesFigures,
    /// Until when it certified that what it told us is still so; some markets ask for it every year.
    pub certified_until: Option<Instant>,
    /// Are its name and address shown to buyers?
    pub discloses_identity: bool,
    /// The evidence that counts now.
    pub verification: Option<Verification>,
}

/// What a seller sold in the last twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SalesFigures {
    /// Orders that were placed and not cancelled.
    pub orders: u32,
    /// What they came to, in minor units of the market's currency.
    pub revenue_minor: i64,
}

/// Evidence that somebody checked, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerificationInput {
    /// The word of what was checked.
    pub evidence: String,
    /// The code of the country whose authority issued it.
    pub issued_by: String,
    /// The last day on which it counts: `2030-01-31`.
    pub valid_until: String,
    /// What was looked at, by whom and how; for other members of staff.
    pub note: String,
}

/// Evidence that may be written: only [`check_verification`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedVerification {
    /// What was checked.
    pub evidence: Evidence,
    /// The country whose authority issued it.
    pub issued_by: Country,
    /// Until when it counts.
    pub valid_until: Instant,
    /// What was noted.
    pub note: String,
}

impl CheckedVerification {
    /// What an application proved that staff approved.
    pub fn of_application(
        evidence: Evidence,
        issued_by: Country,
        valid_until: Instant,
        application_id: ApplicationId,
    ) -> Self {
        Self {
            evidence,
            issued_by,
            valid_until,
            note: application_id.to_string(),
        }
    }
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check_verification(
    input: &VerificationInput,
    market: &Market,
    now: Instant,
) -> Result<CheckedVerification, Problems> {
    let mut problems = Problems::default();
    let evidence = listed(&mut problems, "evidence", &input.evidence);
    let issued_by = checked_country(&mut problems, "issued_by", &input.issued_by);
    // The last day is a day on which it counts.
    let until = day(&mut problems, "valid_until", &input.valid_until)
        .and_then(|last| last.succ_opt())
        .map(|after| market.start_of(after));
    if until.is_some_and(|until| until <= now) {
        problems.push("valid_until", ProblemKind::Past);
    }
    let note = input.note.trim().replace("\r\n", "\n");
    length(&mut problems, "note", &note, 1, NOTE_CHARS_MAX);
    match (evidence, issued_by, until) {
        (Some(evidence), Some(issued_by), Some(valid_until)) => problems.or(CheckedVerification {
            evidence,
            issued_by,
            valid_until,
            note,
        }),
        _ => Err(problems),
    }
}

/// Checks and tidies the reason for which evidence is revoked.
///
/// # Errors
/// It is missing or too long.
pub fn check_reason(typed: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let reason = typed.trim().replace("\r\n", "\n");
    length(&mut problems, "reason", &reason, 1, NOTE_CHARS_MAX);
    problems.or(reason)
}

/// A word of an enumeration.
pub(crate) fn listed<T: std::str::FromStr>(problems: &mut Problems, field: &str, typed: &str) -> Option<T> {
    let typed = typed.trim();
    let found = typed.parse().ok();
    if typed.is_empty() {
        problems.push(field, ProblemKind::Missing);
    } else if found.is_none() {
        let text = typed.to_owned();
        problems.push(field, ProblemKind::NotListed { text });
    }
    found
}

/// The code of a country of the world, in any case of letters.
pub(crate) fn checked_country(problems: &mut Problems, field: &str, typed: &str) -> Option<Country> {
    let code = typed.trim().to_uppercase();
    let country = listed(problems, field, &code);
    if country.is_some() && !crate::country::is_assigned(&code) {
        problems.push(field, ProblemKind::NotListed { text: code });
        return None;
    }
    country
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::fixture;

    fn codes(input: &VerificationInput) -> Vec<(String, &'static str)> {
        let now = "2026-12-01T03:00:00Z".parse().unwrap();
        match check_verification(input, &fixture(), now) {
            Ok(_) => Vec::new(),
            Err(problems) => {
                let problems = problems.0.into_iter();
                problems
                    .map(|problem| (problem.field, problem.kind.code()))
                    .collect()
            }
        }
    }

    #[test]
    fn evidence_needs_a_kind_an_issuer_a_day_to_come_and_a_note() {
        let mut input = VerificationInput {
            evidence: "passport".to_owned(),
            issued_by: "cn".to_owned(),
            valid_until: "2027-01-31".to_owned(),
            note: "Seen on video.".to_owned(),
        };
        assert!(codes(&input).is_empty());
        "2026-11-30".clone_into(&mut input.valid_until);
        "XX".clone_into(&mut input.issued_by);
        "library card".clone_into(&mut input.evidence);
        input.note.clear();
        let found = codes(&input);
        let found: Vec<_> = found
            .iter()
            .map(|(field, code)| (field.as_str(), *code))
            .collect();
        assert_eq!(
            found,
            [
                ("evidence", "field-not-listed"),
                ("issued_by", "field-not-listed"),
                ("valid_until", "field-past"),
                ("note", "field-missing")
            ]
        );
    }
}
