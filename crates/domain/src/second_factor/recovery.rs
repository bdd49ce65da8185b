//! Recovery codes: for whoever has lost the app. Each counts once.

use std::fmt;
use std::str::FromStr;

/// How many codes somebody gets.
pub const RECOVERY_CODES: usize = 10;

/// Letters and digits that nobody mistakes for each other: Crockford's, as ids have them.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CHARS: usize = 16;
const GROUP: usize = 4;

/// A recovery code: 80 bits of chance, as 16 letters and digits in groups of four. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

/// The text is no recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a recovery code has {CHARS} letters and digits")]
pub struct NotARecoveryCode;

impl RecoveryCode {
    /// The code of these bytes of chance.
    pub fn new(chance: &[u8; 10]) -> Self {
        let bits = chance
            .iter()
            .fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let chars = (0..CHARS).rev().filter_map(|place| {
            let digit = usize::try_from((bits >> (place * 5)) & 31).ok()?;
            ALPHABET.get(digit).map(|byte| char::from(*byte))
        });
        Self(chars.collect())
    }

    /// The code without its hyphens, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, char) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{char}")?;
        }
        Ok(())
    }
}

impl FromStr for RecoveryCode {
    type Err = NotARecoveryCode;

    fn from_str(text: &str) -> Result<Self, NotARecoveryCode> {
        let read = |char: char| match char.to_ascii_lowercase() {
            'o' => Some('0'),
            'i' | 'l' => Some('1'),
            char => ALPHABET
                .iter()
                .any(|known| char::from(*known) == char)
                .then_some(char),
        };
        let bare = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let code: Option<String> = bare.map(read).collect();
        code.filter(|code| code.len() == CHARS)
            .map(Self)
            .ok_or(NotARecoveryCode)
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_written_in_groups_and_never_shown_by_debug() {
        let code = RecoveryCode::new(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
        let text = code.to_string();
        assert_eq!((text.len(), text.matches('-').count()), (19, 3));
        assert_eq!(format!("{code:?}"), "RecoveryCode(…)");
        assert_eq!(
            "oil0-abcd-efgh-jkmn".parse(),
            "0110abcdefghjkmn".parse::<RecoveryCode>()
        );
        assert!("0110-abcd-efgh-jkm".parse::<RecoveryCode>().is_err());
        assert!("0110-abcd-efgh-jkmu".parse::<RecoveryCode>().is_err());
    }

    proptest! {
        #[test]
        fn every_code_is_read_as_it_was_written(chance in prop::array::uniform10(any::<u8>())) {
            let code = RecoveryCode::new(&chance);
            prop_assert_eq!(code.to_string().parse::<RecoveryCode>(), Ok(code));
        }

        #[test]
        fn other_chance_is_another_code(chance in prop::array::uniform10(any::<u8>()), place in 0_usize..80) {
            let mut other = chance;
            if let Some(byte) = other.get_mut(place / 8) {
                *byte ^= 1 << (place % 8);
            }
            prop_assert_ne!(RecoveryCode::new(&chance), RecoveryCode::new(&other));
        }
    }
}
