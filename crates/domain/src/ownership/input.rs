//! Parties and stretches of ownership as members of staff type them.

use std::collections::BTreeSet;

use super::{ALL_SHARES, EVIDENCE_CHARS_MAX, NAME_CHARS_MAX, PartyKind, brand_key};
use crate::Instant;
use crate::id::PartyId;
use crate::market::{Country, Market};
use crate::problem::{ProblemKind, Problems, day, length, line};
use crate::seller::{checked_country, listed};

/// A party as a member of staff describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartyInput {
    /// The word of what it is.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// The code of its country.
    pub country: String,
    /// Does it run the site?
    pub is_operator: bool,
    /// Its brands, with commas between.
    pub brands: String,
}

/// A party that may be written: only [`check_party`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedParty {
    /// What it is.
    pub kind: PartyKind,
    /// What it is called.
    pub name: String,
    /// Where it is established, or lives.
    pub country: Country,
    /// Does it run the site?
    pub is_operator: bool,
    /// Its brands, each once.
    pub brands: Vec<String>,
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check_party(input: &PartyInput) -> Result<CheckedParty, Problems> {
    let mut problems = Problems::default();
    let kind = listed(&mut problems, "kind", &input.kind);
    let name = line(&mut problems, "name", &input.name, 1, NAME_CHARS_MAX);
    let country = checked_country(&mut problems, "country", &input.country);
    let brands = checked_brands(&mut problems, &input.brands);
    match (kind, country) {
        (Some(kind), Some(country)) => problems.or(CheckedParty {
            kind,
            name,
            country,
            is_operator: input.is_operator,
            brands,
        }),
        _ => Err(problems),
    }
}

/// Brands as they were typed, with commas between; each once.
pub fn check_brands(typed: &str) -> Result<Vec<String>, Problems> {
    let mut problems = Problems::default();
    let brands = checked_brands(&mut problems, typed);
    problems.or(brands)
}

fn checked_brands(problems: &mut Problems, typed: &str) -> Vec<String> {
    let mut known = BTreeSet::new();
    let brands = typed
        .split(',')
        .map(|brand| line(problems, "brands", brand, 0, NAME_CHARS_MAX))
        .filter(|brand| !brand.is_empty() && known.insert(brand_key(brand)));
    brands.collect()
}

/// A stretch of ownership as a member of staff describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnershipInput {
    /// Who holds.
    pub owner: PartyId,
    /// What is held.
    pub owned: PartyId,
    /// The share in basis points.
    pub share: u32,
    /// Does the owner control the other by other means?
    pub controls: bool,
    /// The day on which it begins: `2027-01-31`.
    pub valid_from: String,
    /// Where somebody else can look it up.
    pub evidence: String,
}

/// A stretch that may be written: only [`check_ownership`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedOwnership {
    /// Who holds.
    pub owner: PartyId,
    /// What is held.
    pub owned: PartyId,
    /// The share in basis points.
    pub share: u16,
    /// Does the owner control the other by other means?
    pub controls: bool,
    /// When it begins.
    pub valid_from: Instant,
    /// Where somebody else can look it up.
    pub evidence: String,
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields. Nothing owns itself: that is a problem of the field `owned`.
pub fn check_ownership(input: &OwnershipInput, market: &Market) -> Result<CheckedOwnership, Problems> {
    let mut problems = Problems::default();
    if input.owner == input.owned {
        let text = input.owned.to_string();
        problems.push("owned", ProblemKind::Twice { text });
    }
    let least = u32::from(!input.controls);
    let share = u16::try_from(input.share).ok();
    let share = share.filter(|share| u32::from(*share) >= least && *share <= ALL_SHARES);
    if share.is_none() {
        let (min, max) = (least.into(), ALL_SHARES.into());
        problems.push("share", ProblemKind::OutOfRange { min, max });
    }
    let valid_from = day(&mut problems, "valid_from", &input.valid_from);
    let evidence = input.evidence.trim().replace("\r\n", "\n");
    length(&mut problems, "evidence", &evidence, 1, EVIDENCE_CHARS_MAX);
    match (share, valid_from) {
        (Some(share), Some(from)) => problems.or(CheckedOwnership {
            owner: input.owner,
            owned: input.owned,
            share,
            controls: input.controls,
            valid_from: market.start_of(from),
            evidence,
        }),
        _ => Err(problems),
    }
}

/// The instant at which a day that was typed begins, for the end of a stretch.
///
/// # Errors
/// It is no day.
pub fn check_end(typed: &str, market: &Market) -> Result<Instant, Problems> {
    let mut problems = Problems::default();
    match day(&mut problems, "until", typed) {
        Some(day) => problems.or(market.start_of(day)),
        None => Err(problems),
    }
}
