//! Adoptions: charter versions that somebody proposed, and what was decided about them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::id::{AdoptionId, StaffId};
use crate::market::{MarketCode, Slug, Texts};
use crate::word::word_enum;

/// What was decided about a proposed version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdoptionOutcome {
    /// It takes effect at its instant, for good: nobody can take it back, only adopt another one.
    Adopted,
    /// It does not.
    Withdrawn,
}

word_enum!(AdoptionOutcome, "a decision about a charter", {
    Adopted => "adopted",
    Withdrawn => "withdrawn",
});

/// A decision about a proposed version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdoptionDecision {
    /// What was decided.
    pub outcome: AdoptionOutcome,
    /// By whom; nobody for a version that comes with the program.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Instant,
}

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdoptionStanding {
    /// Nobody has decided about it, and its day is to come.
    Waits,
    /// Its day came before anybody adopted it: it can only be withdrawn.
    Lapsed,
    /// Adopted, and its day is to come.
    Coming,
    /// Everything is decided by it now.
    InForce,
    /// It was in force, until another one was.
    Past,
    /// Withdrawn before anybody adopted it.
    Withdrawn,
}

/// Something that a version permits and the one before refuses, or the other way round. It is announced before it takes effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterChange {
    /// The act: `sell`.
    pub act: String,
    /// Is it permitted that was refused? Otherwise it is refused that was permitted.
    pub loosened: bool,
    /// An example, told as a sentence; none where no solver could say whether anything changes.
    pub example: Option<Texts>,
}

/// A charter version that was proposed for a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// Its id.
    pub adoption_id: AdoptionId,
    /// The market.
    pub market: MarketCode,
    /// The version's name.
    pub version: Slug,
    /// Its files, by path: they stay as they were when the version was proposed.
    pub files: BTreeMap<String, String>,
    /// The digest of the files.
    pub digest: [u8; 32],
    /// From when on it is in force, if it is adopted, until another one is.
    pub effective_at: Instant,
    /// By whom; nobody for a version that comes with the program.
    pub proposed_by: Option<StaffId>,
    /// When.
    pub proposed_at: Instant,
    /// When it was proved.
    pub proved_at: Instant,
    /// The solver that was asked for a second opinion; none where there was only one.
    pub second_solver: Option<String>,
    /// What it changes, where there was a version before it that it was compared with.
    pub changes: Vec<CharterChange>,
    /// What was decided; nothing yet.
    pub decision: Option<AdoptionDecision>,
}

impl Adoption {
    /// Was it adopted?
    pub fn is_adopted(&self) -> bool {
        self.decision
            .is_some_and(|decision| decision.outcome == AdoptionOutcome::Adopted)
    }

    /// Does it permit something that the version before refuses?
    pub fn loosens(&self) -> bool {
        self.changes.iter().any(|change| change.loosened)
    }

    /// Was it adopted before this instant, or at it?
    fn is_adopted_by(&self, at: Instant) -> bool {
        self.is_adopted() && self.decision.is_some_and(|decision| decision.decided_at <= at)
    }

    /// Among all versions of its market, the one that will be in force until this one is, if nothing more is adopted.
    pub fn follows<'a>(&self, known: &'a [Self]) -> Option<&'a Self> {
        let adopted = known.iter().filter(|other| other.is_adopted());
        self.latest_before(adopted)
    }

    /// The version that this one was compared with, when it was proposed; the one before it, for a version that comes with the program.
    pub fn compared_with<'a>(&self, known: &'a [Self]) -> Option<&'a Self> {
        if self.proposed_by.is_none() {
            return self.follows(known);
        }
        let adopted = known.iter().filter(|other| other.is_adopted_by(self.proposed_at));
        self.latest_before(adopted)
    }

    /// Has another version come between since it was proposed, so that what it changes is not what was written down?
    pub fn is_overtaken(&self, known: &[Self]) -> bool {
        let id = |found: Option<&Self>| found.map(|found| found.adoption_id);
        id(self.follows(known)) != id(self.compared_with(known))
    }

    fn latest_before<'a>(&self, versions: impl Iterator<Item = &'a Self>) -> Option<&'a Self> {
        let before = versions
            .filter(|other| other.adoption_id != self.adoption_id && other.effective_at < self.effective_at);
        before.max_by_key(|other| other.effective_at)
    }

    /// How it stands among all versions of its market.
    pub fn standing(&self, known: &[Self], now: Instant) -> AdoptionStanding {
        let begun = self.effective_at <= now;
        match self.decision.map(|decision| decision.outcome) {
            None if begun => AdoptionStanding::Lapsed,
            None => AdoptionStanding::Waits,
            Some(AdoptionOutcome::Withdrawn) => AdoptionStanding::Withdrawn,
            Some(AdoptionOutcome::Adopted) if !begun => AdoptionStanding::Coming,
            Some(AdoptionOutcome::Adopted) => {
                let mut others = known.iter().filter(|other| other.is_adopted());
                let is_followed =
                    others.any(|other| other.effective_at > self.effective_at && other.effective_at <= now);
                if is_followed {
                    AdoptionStanding::Past
                } else {
                    AdoptionStanding::InForce
                }
            }
        }
    }
}

/// How an adopted version was proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedProof {
    /// When.
    pub proved_at: Instant,
    /// Who was asked again; nobody where there was only one solver.
    pub second_solver: Option<String>,
    /// The answers to all queries.
    pub answers: Vec<ProofAnswer>,
}

/// The answer to one query of an adopted version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofAnswer {
    /// The promise.
    pub promise: String,
    /// The act.
    pub act: String,
    /// What came out: `proved`, since nothing else is kept.
    pub verdict: String,
    /// Who answered.
    pub solver: String,
    /// SHA-256 of the query's text in hexadecimal; none where translating alone gave the answer.
    pub text_sha256: Option<String>,
    /// What another solver says: `agrees`, or why it says nothing.
    pub second_opinion: String,
}

impl ProofAnswer {
    /// Did the other solver come to the same answer?
    pub fn is_seconded(&self) -> bool {
        self.second_opinion == "agrees"
    }
}

impl AdoptedProof {
    /// The answers about a promise; none when nothing was asked about it, and so nothing proved.
    pub fn of_promise(&self, promise: &str) -> Option<Vec<&ProofAnswer>> {
        let answers = self.answers.iter();
        let answers: Vec<&ProofAnswer> = answers.filter(|answer| answer.promise == promise).collect();
        (!answers.is_empty()).then_some(answers)
    }
}

/// The proof of one query of a proposed version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterProof {
    /// The promise.
    pub promise: String,
    /// The act.
    pub act: String,
    /// The one policy that was asked about; empty where it was all of them.
    pub policy: String,
    /// The verdict: `proved`.
    pub verdict: String,
    /// Who answered.
    pub solver: String,
    /// SHA-256 of the query's text in hexadecimal; empty where translating alone gave the answer.
    pub text_sha256: String,
    /// The query as SMT-LIB; empty where translating alone gave the answer.
    pub text: String,
    /// How long it took.
    pub milliseconds: i64,
    /// What another solver says.
    pub second_opinion: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Instant {
        format!("2026-12-{day:02}T00:00:00Z").parse().unwrap()
    }

    /// A version that begins on a day, proposed and decided on days before it.
    fn version(
        number: u128,
        begins: u32,
        proposed: u32,
        decided: Option<(AdoptionOutcome, u32)>,
    ) -> Adoption {
        Adoption {
            adoption_id: AdoptionId::from_uuid(uuid::Uuid::from_u128(number)),
            market: "xa".parse().unwrap(),
            version: format!("v{number}").parse().unwrap(),
            files: BTreeMap::new(),
            digest: [0; 32],
            effective_at: day(begins),
            proposed_by: Some(StaffId::from_uuid(uuid::Uuid::from_u128(1))),
            proposed_at: day(proposed),
            proved_at: day(proposed),
            second_solver: None,
            changes: Vec::new(),
            decision: decided.map(|(outcome, decided)| AdoptionDecision {
                outcome,
                decided_by: Some(StaffId::from_uuid(uuid::Uuid::from_u128(2))),
                decided_at: day(decided),
            }),
        }
    }

    #[test]
    fn how_a_version_stands_follows_from_its_day_and_the_others() {
        use AdoptionOutcome::{Adopted, Withdrawn};
        let known = [
            version(1, 1, 1, Some((Adopted, 1))),
            version(2, 5, 1, Some((Adopted, 2))),
            version(3, 9, 1, Some((Adopted, 2))),
            version(4, 5, 2, None),
            version(5, 9, 2, None),
            version(6, 9, 2, Some((Withdrawn, 3))),
        ];
        let stand = |now: u32| known.each_ref().map(|version| version.standing(&known, day(now)));
        use AdoptionStanding as Stands;
        assert_eq!(
            stand(4),
            [
                Stands::InForce,
                Stands::Coming,
                Stands::Coming,
                Stands::Waits,
                Stands::Waits,
                Stands::Withdrawn
            ]
        );
        assert_eq!(
            stand(5),
            [
                Stands::Past,
                Stands::InForce,
                Stands::Coming,
                Stands::Lapsed,
                Stands::Waits,
                Stands::Withdrawn
            ]
        );
    }

    #[test]
    fn a_proposal_is_overtaken_by_what_is_adopted_between() {
        use AdoptionOutcome::{Adopted, Withdrawn};
        let first = version(1, 1, 1, Some((Adopted, 1)));
        let proposal = version(2, 9, 3, None);
        let name = |found: Option<&Adoption>| found.map(|found| found.version.to_string());
        // What was withdrawn, or takes effect later, does not come between; nor does the version itself.
        let calm = [
            first.clone(),
            proposal.clone(),
            version(3, 8, 3, Some((Withdrawn, 4))),
            version(4, 12, 3, Some((Adopted, 4))),
        ];
        assert_eq!(name(proposal.follows(&calm)).unwrap(), "v1");
        assert!(!proposal.is_overtaken(&calm));
        let overtaken = [first, proposal.clone(), version(5, 8, 3, Some((Adopted, 4)))];
        assert_eq!(name(proposal.follows(&overtaken)).unwrap(), "v5");
        assert_eq!(name(proposal.compared_with(&overtaken)).unwrap(), "v1");
        assert!(proposal.is_overtaken(&overtaken));
    }
}
