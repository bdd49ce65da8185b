//! How a seller stands after screening.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::found::Match;
use crate::Instant;
use crate::id::{SellerId, StaffId};
use crate::word::word_enum;

/// What a person decides about a seller whose name is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScreeningOutcome {
    /// Somebody else is meant.
    Cleared,
    /// The seller is meant: its verifications are revoked.
    Hit,
}

word_enum!(ScreeningOutcome, "a decision about a match", {
    Cleared => "cleared",
    Hit => "hit",
});

/// Who decided, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningReason {
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Instant,
    /// Why. The seller reads the reason of a hit.
    pub reason: String,
}

/// How a seller stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreeningState {
    /// Nothing is like its names.
    Clear,
    /// A person should look. It sells on meanwhile.
    Near {
        /// Since when.
        since: Instant,
    },
    /// Somebody looked: others are meant.
    Cleared(ScreeningReason),
    /// Somebody looked: the seller is meant.
    Hit(ScreeningReason),
}

impl ScreeningState {
    /// Its word, as rows have it.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Near { .. } => "near",
            Self::Cleared(_) => "cleared",
            Self::Hit(_) => "hit",
        }
    }

    /// Who decided, if anybody did.
    pub const fn reason(&self) -> Option<&ScreeningReason> {
        match self {
            Self::Cleared(reason) | Self::Hit(reason) => Some(reason),
            Self::Clear | Self::Near { .. } => None,
        }
    }
}

/// A match of one of a seller's names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SellerMatch {
    /// The name, as it was compared.
    pub name: String,
    /// Tells this name with this entry, unchanged, from every other.
    pub key: String,
    /// What was found.
    pub found: Match,
}

/// What screening a seller came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// The seller.
    pub seller_id: SellerId,
    /// The list with which its names were compared.
    pub list_no: i64,
    /// The highest score; 0 if nothing was found.
    pub score: u8,
    /// What was found, best first.
    pub matches: Vec<SellerMatch>,
    /// How it stands.
    pub state: ScreeningState,
    /// When its names were compared.
    pub screened_at: Instant,
}

impl ScreeningState {
    /// How a seller stands whose names were compared again. What was decided about the same name and entry is not asked again; a hit
    /// stays until somebody overrules it.
    pub fn after(
        before: Option<Self>,
        found: &[SellerMatch],
        settled: &BTreeSet<String>,
        clearing: Option<ScreeningReason>,
        now: Instant,
    ) -> Self {
        let is_settled = found.iter().all(|one| settled.contains(&one.key));
        match before {
            Some(hit @ Self::Hit(_)) => hit,
            _ if found.is_empty() => Self::Clear,
            before => match (is_settled, clearing) {
                (true, Some(reason)) => Self::Cleared(reason),
                _ => Self::Near {
                    since: match before {
                        Some(Self::Near { since }) => since,
                        _ => now,
                    },
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::found::MatchKind;
    use super::*;

    fn found(key: &str) -> SellerMatch {
        SellerMatch {
            name: "Ana".to_owned(),
            key: key.to_owned(),
            found: Match {
                entry_no: 1,
                kind: MatchKind::Near,
                score: 90,
                listed: "ANA".to_owned(),
                pairs: vec![],
                typed_only: vec![],
                listed_only: vec![],
            },
        }
    }

    #[test]
    fn what_was_settled_is_not_asked_again_and_what_is_new_is() {
        let at = Instant::UNIX_EPOCH;
        let later = at + chrono::Duration::days(1);
        let reason = ScreeningReason {
            by: StaffId::from_uuid(uuid::Uuid::nil()),
            at,
            reason: "Another birthday.".to_owned(),
        };
        let settled = BTreeSet::from(["a".to_owned()]);
        let none = BTreeSet::new();
        let after = |before, found: &[SellerMatch], settled, clearing| {
            ScreeningState::after(before, found, settled, clearing, later)
        };
        let near = ScreeningState::Near { since: later };
        assert_eq!(after(None, &[], &none, None), ScreeningState::Clear);
        assert_eq!(after(None, &[found("a")], &none, None), near);
        let since = ScreeningState::Near { since: at };
        assert_eq!(after(Some(since.clone()), &[found("b")], &none, None), since);
        let cleared = ScreeningState::Cleared(reason.clone());
        let clearing = Some(reason.clone());
        assert_eq!(
            after(Some(cleared.clone()), &[found("a")], &settled, clearing.clone()),
            cleared
        );
        assert_eq!(
            after(Some(cleared), &[found("a"), found("b")], &settled, clearing),
            near
        );
        let hit = ScreeningState::Hit(reason);
        assert_eq!(after(Some(hit.clone()), &[], &settled, None), hit);
    }
}
