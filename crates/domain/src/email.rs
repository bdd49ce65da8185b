//! E-mail addresses, as people sign in with them and as letters are sent to them.

use std::fmt;
use std::str::FromStr;

/// The most characters of an address, as RFC 5321 limits a path.
pub const CHARS_MAX: usize = 254;
/// The most characters before the `@`.
pub const LOCAL_CHARS_MAX: usize = 64;
/// The most characters of one part of the name behind the `@`.
const LABEL_CHARS_MAX: usize = 63;

/// An e-mail address in the spelling of its owner. Two spellings of one address have the same [`key`](Self::key).
///
/// `Debug` does not show it, so that no log names anybody by accident.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case: what accounts are found by, since no mail server in use tells capitals apart.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// The part before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// It has no `@`.
    #[error("has no `@`; write it like `name@example.com`")]
    WithoutAt,
    /// It has more than one `@`.
    #[error("has more than one `@`; write one address")]
    SeveralAts,
    /// Nothing stands before the `@`.
    #[error("has nothing before the `@`; write it like `name@example.com`")]
    NothingBefore,
    /// Nothing stands behind the `@`.
    #[error("has nothing behind the `@`; write it like `name@example.com`")]
    NothingBehind,
    /// A dot begins or ends the part before the `@`, or two follow each other.
    #[error("has a dot too many before the `@`")]
    StrayDot,
    /// A character cannot be part of an address.
    #[error("has `{found}`, which cannot be part of an e-mail address")]
    Character {
        /// The character.
        found: char,
    },
    /// What stands behind the `@` is not the name of a mail server.
    #[error("`{domain}` behind the `@` is not complete; write it like `example.com`")]
    Domain {
        /// What was written behind the `@`.
        domain: String,
    },
    /// It is too long to be an address.
    #[error("is longer than {max} characters")]
    TooLong {
        /// Most characters, of the address or of its part before the `@`.
        max: usize,
    },
}

impl InvalidEmail {
    /// A stable name of the case, for translations and programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WithoutAt => "field-email-without-at",
            Self::SeveralAts => "field-email-several-ats",
            Self::NothingBefore => "field-email-nothing-before",
            Self::NothingBehind => "field-email-nothing-behind",
            Self::StrayDot => "field-email-stray-dot",
            Self::Character { .. } => "field-email-character",
            Self::Domain { .. } => "field-email-domain",
            Self::TooLong { .. } => "field-email-too-long",
        }
    }

    /// The arguments of the translated sentence, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Character { found } => vec![("found", found.to_string())],
            Self::Domain { domain } => vec![("domain", domain.clone())],
            Self::TooLong { max } => vec![("max", max.to_string())],
            Self::WithoutAt
            | Self::SeveralAts
            | Self::NothingBefore
            | Self::NothingBehind
            | Self::StrayDot => Vec::new(),
        }
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    /// Reads an address; spaces around it are dropped. Quoted names and addresses beyond ASCII are refused: few servers take
    /// letters to them.
    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(InvalidEmail::WithoutAt)?;
        if domain.contains('@') {
            return Err(InvalidEmail::SeveralAts);
        }
        check_local(local)?;
        check_domain(domain)?;
        if text.len() > CHARS_MAX {
            return Err(InvalidEmail::TooLong { max: CHARS_MAX });
        }
        Ok(Self(text.to_owned()))
    }
}

fn check_local(local: &str) -> Result<(), InvalidEmail> {
    if local.is_empty() {
        return Err(InvalidEmail::NothingBefore);
    }
    // The signs of an atom in RFC 5322, and the dot between atoms.
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if let Some(found) = local.chars().find(|c| !allowed(*c)) {
        return Err(InvalidEmail::Character { found });
    }
    if local.split('.').any(str::is_empty) {
        return Err(InvalidEmail::StrayDot);
    }
    if local.len() > LOCAL_CHARS_MAX {
        return Err(InvalidEmail::TooLong { max: LOCAL_CHARS_MAX });
    }
    Ok(())
}

fn check_domain(domain: &str) -> Result<(), InvalidEmail> {
    if domain.is_empty() {
        return Err(InvalidEmail::NothingBehind);
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    if let Some(found) = domain.chars().find(|c| !allowed(*c)) {
        return Err(InvalidEmail::Character { found });
    }
    let is_label = |label: &str| {
        (1..=LABEL_CHARS_MAX).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    // The last part of a number is an IP address, to which no letter goes.
    let is_name = domain.split('.').all(is_label)
        && domain
            .rsplit_once('.')
            .is_some_and(|(_, last)| last.len() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit()));
    if is_name {
        Ok(())
    } else {
        let domain = domain.to_owned();
        Err(InvalidEmail::Domain { domain })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_keeps_its_spelling_and_has_one_key() {
        let address: EmailAddress = "  Ana.Putri+pasar@Example.CO.ID ".parse().unwrap();
        assert_eq!(address.as_str(), "Ana.Putri+pasar@Example.CO.ID");
        assert_eq!(address.key(), "ana.putri+pasar@example.co.id");
        assert_eq!(address.local(), "Ana.Putri+pasar");
        assert_eq!(format!("{address:?}"), "EmailAddress(…)");
    }

    #[test]
    fn each_fault_has_its_own_error() {
        let cases = [
            ("", "field-email-without-at"),
            ("ana.example.com", "field-email-without-at"),
            ("ana@budi@example.com", "field-email-several-ats"),
            ("@example.com", "field-email-nothing-before"),
            ("ana@", "field-email-nothing-behind"),
            (".ana@example.com", "field-email-stray-dot"),
            ("ana..putri@example.com", "field-email-stray-dot"),
            ("ana putri@example.com", "field-email-character"),
            ("ana@exämple.com", "field-email-character"),
            ("ana\u{0}@example.com", "field-email-character"),
            ("ana@example", "field-email-domain"),
            ("ana@example.", "field-email-domain"),
            ("ana@-example.com", "field-email-domain"),
            ("ana@127.0.0.1", "field-email-domain"),
            ("ana@example.c", "field-email-domain"),
        ];
        for (text, code) in cases {
            let error = text.parse::<EmailAddress>().unwrap_err();
            assert_eq!(error.code(), code, "{text}");
        }
        let long = format!("{}@example.com", "a".repeat(LOCAL_CHARS_MAX + 1));
        assert_eq!(
            long.parse::<EmailAddress>(),
            Err(InvalidEmail::TooLong { max: LOCAL_CHARS_MAX })
        );
        let long = format!("ana@{}com", "example.".repeat(32));
        assert_eq!(
            long.parse::<EmailAddress>(),
            Err(InvalidEmail::TooLong { max: CHARS_MAX })
        );
    }

    proptest! {
        #[test]
        fn what_parses_parses_again_to_the_same(text in "[ -~]{0,12}@[ -~]{0,12}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert_eq!(address.as_str().parse::<EmailAddress>().unwrap(), address.clone());
                prop_assert_eq!(address.key().parse::<EmailAddress>().unwrap().key(), address.key());
                prop_assert!(!address.as_str().contains([' ', '\r', '\n', '<', '>', ',']));
            }
        }

        #[test]
        fn any_text_parses_or_says_why(text: String) {
            if let Err(error) = text.parse::<EmailAddress>() {
                prop_assert!(error.code().starts_with("field-email-"));
            }
        }

        #[test]
        fn usual_addresses_parse(text in "[a-z0-9]{1,20}(\\.[a-z0-9]{1,20}){0,2}@[a-z]{1,10}(\\.[a-z]{2,6}){1,2}") {
            prop_assert!(text.parse::<EmailAddress>().is_ok());
        }
    }
}
