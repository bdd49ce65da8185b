//! Passwords, and which of them are too easy to guess.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::email::EmailAddress;
use crate::problem::{ProblemKind, Problems, length};

/// The fewest characters of a password.
pub const CHARS_MIN: usize = 10;
/// The most characters of a password: more than anybody needs, and little enough to hash.
pub const CHARS_MAX: usize = 200;

/// The passwords of [`CHARS_MIN`] characters or more that are tried first by whoever guesses, in lower case. Runs of one
/// character need no entry.
const COMMON: [&str; 56] = [
    "0123456789",
    "0987654321",
    "1029384756",
    "1111122222",
    "1122334455",
    "1212121212",
    "123123123123",
    "1234554321",
    "123456789a",
    "123456789q",
    "1234567890",
    "12345678900",
    "12345678910",
    "123456abcd",
    "1234qwerasdf",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "9876543210",
    "a123456789",
    "abc1234567",
    "abcd123456",
    "abcdefghij",
    "adminadmin",
    "admin12345",
    "administrator",
    "asdfghjkl;",
    "asdfghjkl1",
    "asdf1234asdf",
    "bismillah1",
    "bismillah123",
    "changeme123",
    "ganteng123",
    "iloveyou123",
    "iloveyou12",
    "indonesia1",
    "indonesia123",
    "jakarta123",
    "kamusayang",
    "liverpool1",
    "manchester",
    "password01",
    "password12",
    "password123",
    "password1234",
    "passwordpassword",
    "q1w2e3r4t5",
    "qwerty12345",
    "qwerty1234",
    "qwertyuiop",
    "qwertyuiop123",
    "rahasia123",
    "sayangkamu",
    "terserahlah",
    "welcome123",
    "zaq12wsxcde3",
];

/// A password as somebody typed it, in one normal form (NFKC), so that every keyboard writes the same one.
///
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Password(String);

impl Password {
    /// The password itself, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Notes what is wrong with it as the new password of this person. The e-mail address is missing while it is wrong itself.
    pub fn check(&self, problems: &mut Problems, field: &str, email: Option<&EmailAddress>) {
        let before = problems.0.len();
        length(problems, field, &self.0, CHARS_MIN, CHARS_MAX);
        if problems.0.len() > before {
            return;
        }
        let lower = self.0.to_lowercase();
        let is_run = lower
            .chars()
            .next()
            .is_some_and(|first| lower.chars().all(|c| c == first));
        if is_run || COMMON.contains(&lower.as_str()) {
            problems.push(field, ProblemKind::PasswordCommon);
        } else if email.is_some_and(|email| lower == email.key() || lower == email.local().to_lowercase()) {
            problems.push(field, ProblemKind::PasswordIsEmail);
        }
    }
}

impl From<String> for Password {
    fn from(typed: String) -> Self {
        Self::from(typed.as_str())
    }
}

impl From<&str> for Password {
    fn from(typed: &str) -> Self {
        Self(typed.nfkc().collect())
    }
}

impl<'de> serde::Deserialize<'de> for Password {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(password: &str) -> Vec<&'static str> {
        let email = "Ana.Putri1990@example.com".parse().unwrap();
        let mut problems = Problems::default();
        Password::from(password).check(&mut problems, "password", Some(&email));
        problems.0.iter().map(|problem| problem.kind.code()).collect()
    }

    #[test]
    fn each_rule_refuses_by_itself() {
        assert_eq!(codes("perahu layar biru"), Vec::<&str>::new());
        assert_eq!(codes(""), ["field-missing"]);
        assert_eq!(codes("sembilan9"), ["field-too-short"]);
        assert_eq!(codes(&"perahu".repeat(40)), ["field-too-long"]);
        assert_eq!(codes("Qwertyuiop"), ["field-password-common"]);
        assert_eq!(codes("zzzzzzzzzzzz"), ["field-password-common"]);
        assert_eq!(codes("ana.putri1990@EXAMPLE.com"), ["field-password-is-email"]);
        assert_eq!(codes("ana.putri1990"), ["field-password-is-email"]);
        assert_eq!(
            codes("夏夏夏夏夏夏夏夏夏秋"),
            Vec::<&str>::new(),
            "characters count, not bytes"
        );
    }

    #[test]
    fn the_list_has_only_what_could_be_chosen() {
        for common in COMMON {
            assert!(
                common.len() >= CHARS_MIN && common == common.to_lowercase(),
                "{common}"
            );
        }
    }

    #[test]
    fn every_keyboard_writes_the_same_password() {
        assert_eq!(
            Password::from("cafe\u{301} di pasar"),
            Password::from("caf\u{e9} di pasar")
        );
    }

    proptest! {
        #[test]
        fn debug_shows_nothing(password in "[a-z]{10,20}") {
            prop_assert_eq!(format!("{:?}", Password::from(password)), "Password(…)");
        }
    }
}
