//! Who owns or controls whom, and what follows from it: is a party controlled by the operator?
//!
//! The operator controls a party in which it and those it controls hold together more than half of the shares, or over which one of
//! them has control by other means: a contract, a seat that decides. Control is what remains when this rule is applied until nothing is
//! added, so that chains and cycles need no rule of their own.

mod input;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use input::{
    CheckedOwnership, CheckedParty, OwnershipInput, PartyInput, check_brands, check_end, check_ownership,
    check_party,
};

use crate::Instant;
use crate::id::{OwnershipId, PartyId, SellerId, StaffId};
use crate::market::{Country, MarketCode};
use crate::word::word_enum;

/// All shares of a party, in basis points.
pub const ALL_SHARES: u16 = 10_000;

/// The most characters of a party's name.
pub const NAME_CHARS_MAX: usize = 200;

/// The most characters of the evidence of a stretch.
pub const EVIDENCE_CHARS_MAX: usize = 2_000;

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyKind {
    /// A human being.
    Person,
    /// A company, foundation, co-operative or the like.
    Entity,
}

word_enum!(PartyKind, "a kind of party", {
    Person => "person",
    Entity => "entity",
});

/// Somebody or something that owns, or is owned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its id.
    pub party_id: PartyId,
    /// What it is.
    pub kind: PartyKind,
    /// What it is called.
    pub name: String,
    /// Where it is established, or lives.
    pub country: Country,
    /// Does it run the site? Exactly one party does.
    pub is_operator: bool,
    /// The brands that it owns.
    pub brands: Vec<String>,
    /// Its sellers, each in a market.
    pub sellers: Vec<(MarketCode, SellerId)>,
}

/// A stretch of time in which a party holds shares of another, or controls it by other means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ownership {
    /// Its id.
    pub ownership_id: OwnershipId,
    /// Who holds.
    pub owner: PartyId,
    /// What is held.
    pub owned: PartyId,
    /// The share in basis points.
    pub share: u16,
    /// Does the owner control the other by contract, through its board, or otherwise, whatever the share?
    pub controls: bool,
    /// When it begins.
    pub valid_from: Instant,
    /// When it ends, as far as that is known.
    pub valid_until: Option<Instant>,
    /// Where somebody else can look it up: the extract of a register and its date.
    pub evidence: String,
    /// Who wrote it down; nobody for what a demo made up.
    pub recorded_by: Option<StaffId>,
    /// When it was written down.
    pub recorded_at: Instant,
}

impl Ownership {
    /// Does it last at this instant?
    pub fn lasts_at(&self, at: Instant) -> bool {
        self.valid_from <= at && self.valid_until.is_none_or(|until| at < until)
    }
}

/// Everything that is known of who owns whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnershipGraph {
    /// The parties.
    pub parties: Vec<Party>,
    /// The stretches, those that are over too.
    pub stretches: Vec<Ownership>,
}

/// Why the operator controls a party. The holders named are controlled by reasons that do not need this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grounds {
    /// It is the operator.
    Operator,
    /// The operator and those it controls hold more than half of it together.
    Shares {
        /// Who holds how much, in basis points, by their id.
        holders: Vec<(PartyId, u32)>,
        /// What they hold together.
        total: u32,
    },
    /// A controlled party controls it by other means than shares.
    OtherMeans {
        /// Who.
        by: PartyId,
    },
}

/// A party that the operator controls, and why: one step of a chain that begins with the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The controlled party.
    pub party_id: PartyId,
    /// Why.
    pub grounds: Grounds,
}

/// What the operator controls at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Control {
    grounds: BTreeMap<PartyId, Grounds>,
}

impl Control {
    /// Derives what the operator controls at an instant. Parties are added in rounds, so that the order of the stretches does not matter,
    /// and each round needs those before it only: a cycle ends when a round adds nobody.
    pub fn derive(graph: &OwnershipGraph, at: Instant) -> Self {
        let operator = graph.parties.iter().filter(|party| party.is_operator);
        let mut grounds: BTreeMap<PartyId, Grounds> = operator
            .map(|party| (party.party_id, Grounds::Operator))
            .collect();
        let lasting: Vec<&Ownership> = graph
            .stretches
            .iter()
            .filter(|stretch| stretch.lasts_at(at))
            .collect();
        let owned: BTreeSet<PartyId> = lasting.iter().map(|stretch| stretch.owned).collect();
        loop {
            let added: Vec<(PartyId, Grounds)> = owned
                .iter()
                .filter(|party| !grounds.contains_key(party))
                .filter_map(|party| Some((*party, grounds_of(*party, &lasting, &grounds)?)))
                .collect();
            if added.is_empty() {
                return Self { grounds };
            }
            grounds.extend(added);
        }
    }

    /// Does the operator control this party? The operator counts as controlled.
    pub fn includes(&self, party_id: PartyId) -> bool {
        self.grounds.contains_key(&party_id)
    }

    /// Every controlled party, the operator included, by id.
    pub fn parties(&self) -> impl Iterator<Item = PartyId> {
        self.grounds.keys().copied()
    }

    /// Why a party is controlled, from the operator on: each step needs those before it only, and the last is the party itself. Empty for a
    /// party that is not controlled.
    pub fn chain(&self, party_id: PartyId) -> Vec<Step> {
        let mut steps = Vec::new();
        self.lead_to(party_id, &mut steps);
        steps
    }

    fn lead_to(&self, party_id: PartyId, steps: &mut Vec<Step>) {
        let Some(grounds) = self.grounds.get(&party_id) else {
            return;
        };
        if steps.iter().any(|step| step.party_id == party_id) {
            return;
        }
        match grounds {
            Grounds::Operator => {}
            Grounds::Shares { holders, .. } => {
                for (holder, _) in holders {
                    self.lead_to(*holder, steps);
                }
            }
            Grounds::OtherMeans { by } => self.lead_to(*by, steps),
        }
        steps.push(Step {
            party_id,
            grounds: grounds.clone(),
        });
    }

    /// The sellers of a market that belong to controlled parties, in order.
    pub fn sellers(&self, graph: &OwnershipGraph, market: MarketCode) -> BTreeSet<SellerId> {
        self.controlled(graph)
            .flat_map(|party| &party.sellers)
            .filter(|(of, _)| *of == market)
            .map(|(_, seller_id)| *seller_id)
            .collect()
    }

    /// The brands of controlled parties, each as [`brand_key`] writes it, in order.
    pub fn brands(&self, graph: &OwnershipGraph) -> BTreeSet<String> {
        self.controlled(graph)
            .flat_map(|party| &party.brands)
            .map(|brand| brand_key(brand))
            .filter(|brand| !brand.is_empty())
            .collect()
    }

    /// Does the brand of goods belong to a controlled party?
    pub fn brand_is_controlled(&self, graph: &OwnershipGraph, brand: &str) -> bool {
        self.brands(graph).contains(&brand_key(brand))
    }

    fn controlled<'g>(&self, graph: &'g OwnershipGraph) -> impl Iterator<Item = &'g Party> {
        let parties = graph.parties.iter();
        parties.filter(|party| self.includes(party.party_id))
    }
}

/// A brand as brands are compared: two spellings that differ in case or in their spaces are one.
pub fn brand_key(brand: &str) -> String {
    let words: Vec<&str> = brand.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Why a party is controlled, if those who are controlled already suffice for it.
fn grounds_of(
    party: PartyId,
    lasting: &[&Ownership],
    controlled: &BTreeMap<PartyId, Grounds>,
) -> Option<Grounds> {
    let held: Vec<&&Ownership> = lasting
        .iter()
        .filter(|stretch| stretch.owned == party && controlled.contains_key(&stretch.owner))
        .collect();
    let mut holders: BTreeMap<PartyId, u32> = BTreeMap::new();
    for stretch in held.iter().filter(|stretch| stretch.share > 0) {
        *holders.entry(stretch.owner).or_default() += u32::from(stretch.share);
    }
    let total = holders
        .values()
        .fold(0_u32, |sum, share| sum.saturating_add(*share));
    if total > u32::from(ALL_SHARES) / 2 {
        return Some(Grounds::Shares {
            holders: holders.into_iter().collect(),
            total,
        });
    }
    let by = held
        .iter()
        .filter(|stretch| stretch.controls)
        .map(|stretch| stretch.owner)
        .min();
    by.map(|by| Grounds::OtherMeans { by })
}
