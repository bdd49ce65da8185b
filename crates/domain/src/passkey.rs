//! Passkeys: what somebody signs in with instead of a password and a code. The device has the private key and asks for finger, face or PIN.

use crate::Instant;
use crate::id::PasskeyId;
use crate::problem::{Problems, line};

/// The most characters of a passkey's name.
pub const NAME_CHARS_MAX: usize = 60;

/// The most passkeys of one holder.
pub const PASSKEYS_MAX: usize = 20;

/// A passkey, as its holder sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub passkey_id: PasskeyId,
    /// What its holder calls it.
    pub name: String,
    /// When it was added.
    pub made_at: Instant,
    /// When somebody last signed in with it.
    pub last_used_at: Option<Instant>,
}

/// Checks and tidies the name of a passkey.
///
/// # Errors
/// What is wrong with it, as the field `name`.
pub fn check_name(typed: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let name = line(&mut problems, "name", typed, 1, NAME_CHARS_MAX);
    problems.or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_has_a_name_of_one_line() {
        assert_eq!(check_name("  Ponsel   lama "), Ok("Ponsel lama".to_owned()));
        for wrong in ["", " ", &"x".repeat(61)] {
            assert!(check_name(wrong).is_err(), "{wrong}");
        }
    }
}
