//! Programme S: merchants from abroad, admitted market by market and in stages.

use crate::id::AccountId;
use crate::word::word_enum;

/// How far Programme S is in a market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Not here: no merchant is admitted, nothing of theirs is seen.
    Closed,
    /// A cohort of buyers sees and buys what merchants offer.
    Pilot,
    /// Every buyer does.
    Open,
    /// Stopped: nothing new is seen or sold, and what was sold is honoured.
    Paused,
}

word_enum!(Stage, "a stage of the programme", {
    Closed => "closed",
    Pilot => "pilot",
    Open => "open",
    Paused => "paused",
});

/// A stage with the share of buyers that belongs to the pilot's cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Programme {
    /// The stage.
    pub stage: Stage,
    /// The cohort's share of buyers in basis points: 10,000 is everybody. Kept in every stage, used in `pilot`.
    pub cohort_basis_points: u16,
}

impl Programme {
    /// Where every market begins.
    pub const CLOSED: Self = Self {
        stage: Stage::Closed,
        cohort_basis_points: 0,
    };

    /// Does this buyer belong to the cohort? A buyer keeps the answer while the share stays, and one who is in stays in when it
    /// grows: the account's id is hashed to a number from 0 to 9,999, which is compared with the share.
    pub fn has_in_cohort(self, account_id: AccountId) -> bool {
        // FNV-1a, 64 bits: stable across releases and machines, which the standard library's hasher is not.
        let hash = account_id
            .uuid()
            .as_bytes()
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
            });
        // The upper half: the lower bits of FNV are the weaker ones.
        (hash >> 32) % 10_000 < u64::from(self.cohort_basis_points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_cohort(basis_points: u16) -> Vec<bool> {
        let programme = Programme {
            stage: Stage::Pilot,
            cohort_basis_points: basis_points,
        };
        let at = "2026-12-01T00:00:00Z".parse().unwrap();
        (0..=255_u8)
            .flat_map(|a| (0..16_u8).map(move |b| [a, b, 0, 0, 0, 0, 0, 0, 0, 0]))
            .map(|entropy| programme.has_in_cohort(AccountId::new(at, &entropy)))
            .collect()
    }

    #[test]
    fn a_cohort_has_its_share_and_only_grows() {
        let (tenth, half) = (in_cohort(1_000), in_cohort(5_000));
        let share = |cohort: &[bool]| cohort.iter().filter(|is_in| **is_in).count() * 100 / cohort.len();
        assert!((8..=12).contains(&share(&tenth)), "{}", share(&tenth));
        assert!((46..=54).contains(&share(&half)), "{}", share(&half));
        assert!(tenth.iter().zip(&half).all(|(before, after)| !before || *after));
        assert!(in_cohort(0).iter().all(|is_in| !is_in) && in_cohort(10_000).iter().all(|is_in| *is_in));
    }
}
