//! Accounts: people in one market, who buy and who may own shops.

use std::fmt;

use crate::Instant;
use crate::email::EmailAddress;
use crate::id::AccountId;
use crate::market::{Language, Market};
use crate::password::Password;
use crate::problem::{ProblemKind, Problems, line};

/// The most characters of a person's name.
pub const NAME_CHARS_MAX: usize = 120;

/// An account. `Debug` names nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub account_id: AccountId,
    /// The address it signs in with, and to which letters go.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: String,
    /// The language in which the person reads Pasar.
    pub language: Language,
    /// When it was made.
    pub created_at: Instant,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("account_id", &self.account_id)
            .finish_non_exhaustive()
    }
}

/// What a person may change about an account.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct AccountInput {
    /// What the person is called.
    pub name: String,
    /// One of the market's languages.
    pub language: String,
}

impl fmt::Debug for AccountInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountInput")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// What may be written about an account: only [`check`] makes one.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedAccount {
    /// What the person is called.
    pub name: String,
    /// One of the market's languages.
    pub language: Language,
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check(input: &AccountInput, market: &Market) -> Result<CheckedAccount, Problems> {
    let mut problems = Problems::default();
    let name = checked_name(&mut problems, &input.name);
    match market.language(&input.language) {
        Some(language) => problems.or(CheckedAccount {
            name,
            language: language.clone(),
        }),
        None => {
            let text = input.language.clone();
            problems.push("language", ProblemKind::NotListed { text });
            Err(problems)
        }
    }
}

/// What somebody says who wants an account.
#[derive(Clone, PartialEq, Eq)]
pub struct SignUp {
    /// What the person is called.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The wished password.
    pub password: Password,
    /// The language in which the person reads Pasar.
    pub language: Language,
}

impl fmt::Debug for SignUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignUp")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// An account that may be written: only [`check_sign_up`] makes one.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedSignUp {
    /// What the person is called.
    pub name: String,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// The language in which the person reads Pasar.
    pub language: Language,
}

/// Checks and tidies what somebody says who wants an account.
///
/// # Errors
/// Everything that is wrong, in the order of the fields `name`, `email`, `password`.
pub fn check_sign_up(input: &SignUp, market: &Market) -> Result<CheckedSignUp, Problems> {
    let mut problems = Problems::default();
    let name = checked_name(&mut problems, &input.name);
    let email = checked_email(&mut problems, &input.email);
    input.password.check(&mut problems, "password", email.as_ref());
    // The language comes from the page, not from a field; another market's becomes this one's first.
    let language = market.language(input.language.as_str());
    let language = language.unwrap_or_else(|| market.default_language()).clone();
    match email {
        Some(email) => problems.or(CheckedSignUp {
            name,
            email,
            language,
        }),
        None => Err(problems),
    }
}

pub(crate) fn checked_name(problems: &mut Problems, typed: &str) -> String {
    line(problems, "name", typed, 1, NAME_CHARS_MAX)
}

pub(crate) fn checked_email(problems: &mut Problems, typed: &str) -> Option<EmailAddress> {
    if typed.trim().is_empty() {
        problems.push("email", ProblemKind::Missing);
        return None;
    }
    match typed.parse() {
        Ok(email) => Some(email),
        Err(reason) => {
            problems.push("email", ProblemKind::NotAnEmail(reason));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::fixture;

    fn sign_up(name: &str, email: &str, password: &str) -> SignUp {
        SignUp {
            name: name.to_owned(),
            email: email.to_owned(),
            password: password.into(),
            language: fixture().default_language().clone(),
        }
    }

    fn codes(problems: &Problems) -> Vec<(&str, &str)> {
        let codes = problems.0.iter().map(|p| (p.field.as_str(), p.kind.code()));
        codes.collect()
    }

    #[test]
    fn a_sign_up_is_tidied() {
        let input = sign_up("  Ana   Putri ", " ana@example.com ", "perahu layar biru");
        let checked = check_sign_up(&input, &fixture()).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(
            (checked.name.as_str(), checked.email.as_str()),
            ("Ana Putri", "ana@example.com")
        );
    }

    #[test]
    fn every_problem_of_a_sign_up_is_named() {
        let check = |name: &str, email: &str, password: &str| {
            let Err(problems) = check_sign_up(&sign_up(name, email, password), &fixture()) else {
                panic!("this must be refused");
            };
            problems
        };
        assert_eq!(
            codes(&check(" ", "", "")),
            [
                ("name", "field-missing"),
                ("email", "field-missing"),
                ("password", "field-missing")
            ]
        );
        assert_eq!(
            codes(&check(&"a".repeat(121), "ana", "ana")),
            [
                ("name", "field-too-long"),
                ("email", "field-email-without-at"),
                ("password", "field-too-short")
            ]
        );
        assert_eq!(
            codes(&check("Ana", "ana@example.com", "ANA@example.com")),
            [("password", "field-password-is-email")]
        );
    }

    #[test]
    fn a_language_must_be_the_market_s() {
        let market = fixture();
        let mut input = AccountInput {
            name: "Ana".to_owned(),
            language: market.default_language().to_string(),
        };
        assert!(check(&input, &market).is_ok());
        input.language = "tlh".to_owned();
        input.name.clear();
        let Err(problems) = check(&input, &market) else {
            panic!("this must be refused");
        };
        assert_eq!(
            codes(&problems),
            [("name", "field-missing"), ("language", "field-not-listed")]
        );
    }

    #[test]
    fn debug_names_nobody() {
        let input = sign_up("Ana Putri", "ana@example.com", "perahu layar biru");
        let shown = format!("{input:?}");
        assert!(
            !shown.contains("Ana") && !shown.contains("ana@") && !shown.contains("perahu"),
            "{shown}"
        );
    }
}
