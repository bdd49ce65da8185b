//! Second factors: what somebody has beside the password, an app that shows a new code every thirty seconds ([`totp`]), and codes on
//! paper for the day when the app is lost ([`recovery`]).

pub mod recovery;
pub mod totp;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Instant;
use crate::id::{AccountId, StaffId};
use crate::word::word_enum;

pub use recovery::{RECOVERY_CODES, RecoveryCode};
pub use totp::{SECRET_BYTES, TotpSecret};

/// Whose second factor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorHolder {
    /// Somebody with an account in a market.
    Account(AccountId),
    /// Somebody of the staff.
    Staff(StaffId),
}

impl FactorHolder {
    /// The id as the database keeps it.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Account(id) => id.uuid(),
            Self::Staff(id) => id.uuid(),
        }
    }
}

/// What happened to a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorEvent {
    /// It guards its holder from now on.
    Added,
    /// Its holder removed it.
    Removed,
    /// The operator removed it, for somebody who had lost everything.
    Reset,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// A passkey was added.
    PasskeyAdded,
    /// Its holder removed a passkey.
    PasskeyRemoved,
}

word_enum!(FactorEvent, "what happens to a second factor", {
    Added => "added",
    Removed => "removed",
    Reset => "reset",
    RecoveryCodeUsed => "recovery_code_used",
    PasskeyAdded => "passkey_added",
    PasskeyRemoved => "passkey_removed",
});

/// A second factor that guards its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFactor {
    /// Since when.
    pub confirmed_at: Instant,
    /// How many recovery codes were not used yet.
    pub codes_left: u32,
}

/// What somebody typed who was asked for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// Six digits, as the app shows them.
    App(String),
    /// A recovery code.
    Recovery(RecoveryCode),
}

impl TypedCode {
    /// Reads what was typed: spaces, hyphens and capitals do not matter. Nothing when it can be no code at all.
    pub fn read(typed: &str) -> Option<Self> {
        let bare: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if bare.len() == totp::DIGITS && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::App(bare));
        }
        bare.parse().ok().map(Self::Recovery)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_as_people_copy_it() {
        assert_eq!(
            TypedCode::read(" 012 345 "),
            Some(TypedCode::App("012345".to_owned()))
        );
        let code = RecoveryCode::new(&[7; 10]);
        let loud = code.to_string().to_uppercase().replace('-', " ");
        assert_eq!(TypedCode::read(&loud), Some(TypedCode::Recovery(code)));
        for wrong in ["", "12345", "1234567", "12345a", "０１２３４５", "abcd-efgh"] {
            assert_eq!(TypedCode::read(wrong), None, "{wrong}");
        }
    }
}
