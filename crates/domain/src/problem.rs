//! What is wrong with what a person typed, field by field, so that a form can show every problem where it belongs.

use std::fmt;

use chrono::NaiveDate;

use crate::email::InvalidEmail;

/// One thing that is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {kind}")]
pub struct Problem {
    /// The field, as forms and the JSON API name it: `title`, `variants.3.price`. Places count from 0.
    pub field: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, kind: ProblemKind) -> Self {
        Self {
            field: field.into(),
            kind,
        }
    }
}

/// Several problems, for errors that carry them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Is nothing wrong?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes a problem.
    pub fn push(&mut self, field: impl Into<String>, kind: ProblemKind) {
        self.0.push(Problem::new(field, kind));
    }

    /// `value` when nothing is wrong.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// What can be wrong with a field of a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The field must be filled.
    #[error("is missing; fill it in")]
    Missing,
    /// The text is too short.
    #[error("is shorter than {min} characters; write more")]
    TooShort {
        /// Fewest characters.
        min: usize,
    },
    /// The text is too long.
    #[error("has {found} characters; shorten it to {max}")]
    TooLong {
        /// Most characters.
        max: usize,
        /// Characters it has.
        found: usize,
    },
    /// There are too many of something.
    #[error("there are {found}; keep at most {max}")]
    TooMany {
        /// Most that may be.
        max: usize,
        /// How many there are.
        found: usize,
    },
    /// The text is not a handle.
    #[error("`{text}` cannot be part of an address; use letters from a to z, digits and hyphens")]
    NotAHandle {
        /// What was typed.
        text: String,
    },
    /// Somebody or something else has this name already.
    #[error("`{text}` is already used; choose another")]
    Taken {
        /// What was typed.
        text: String,
    },
    /// Two entries of one list are the same.
    #[error("`{text}` is there twice; remove or change one")]
    Twice {
        /// The repeated text.
        text: String,
    },
    /// The text is not in the market's list.
    #[error("`{text}` is not in the list; choose an entry of it")]
    NotListed {
        /// What was typed.
        text: String,
    },
    /// The category has others below it; products belong to those.
    #[error("`{text}` has narrower categories below it; choose one of those")]
    NotALeaf {
        /// The category's slug.
        text: String,
    },
    /// The text is not a number.
    #[error("`{text}` is not a number; write it like `12.5`")]
    NotANumber {
        /// What was typed.
        text: String,
    },
    /// The text is not a day.
    #[error("`{text}` is not a day; write it like `2027-01-31`")]
    NotADay {
        /// What was typed.
        text: String,
    },
    /// The day is over already.
    #[error("is in the past; choose a later day")]
    Past,
    /// The day is too early or too late.
    #[error("must be a day from {first} to {last}")]
    DayOutOfRange {
        /// The earliest.
        first: NaiveDate,
        /// The latest.
        last: NaiveDate,
    },
    /// The number is out of range.
    #[error("must lie between {min} and {max}")]
    OutOfRange {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// An amount is in another currency than the market's.
    #[error("is in {found}; this market sells in {wanted}")]
    OtherCurrency {
        /// The amount's currency.
        found: String,
        /// The market's currency.
        wanted: String,
    },
    /// A price is finer than what the market writes.
    #[error("is finer than the smallest amount of this market; round it")]
    TooFine,
    /// The former price is not above the price.
    #[error("must be higher than the price, or empty")]
    NotAbovePrice,
    /// A barcode's digits or check digit are wrong.
    #[error("`{text}` is not a barcode: it has 8, 12, 13 or 14 digits, the last of which checks the others")]
    NotABarcode {
        /// What was typed.
        text: String,
    },
    /// A variant does not have one value for each option.
    #[error("has {found} option values where the product has {wanted} options; give one for each")]
    OptionCount {
        /// Options of the product.
        wanted: usize,
        /// Values of the variant.
        found: usize,
    },
    /// Stock cannot be set below what is promised to unpaid orders.
    #[error("{reserved} pieces are promised to orders that are being paid; set at least {reserved}")]
    BelowReserved {
        /// Pieces that are promised.
        reserved: u32,
    },
    /// The text has characters that cannot be shown.
    #[error("has characters that cannot be shown; remove them")]
    ControlCharacters,
    /// The text is not an e-mail address.
    #[error("{0}")]
    NotAnEmail(InvalidEmail),
    /// The e-mail address belongs to an account already.
    #[error("this e-mail address has an account already; sign in with it")]
    HasAccount,
    /// The password is among the first that anybody would try.
    #[error("is one of the most common passwords; choose another")]
    PasswordCommon,
    /// The password is the e-mail address.
    #[error("is the same as the e-mail address; choose another")]
    PasswordIsEmail,
}

impl ProblemKind {
    /// A stable name of the case, for translations and programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "field-missing",
            Self::TooShort { .. } => "field-too-short",
            Self::TooLong { .. } => "field-too-long",
            Self::TooMany { .. } => "field-too-many",
            Self::NotAHandle { .. } => "field-not-a-handle",
            Self::Taken { .. } => "field-taken",
            Self::Twice { .. } => "field-twice",
            Self::NotListed { .. } => "field-not-listed",
            Self::NotALeaf { .. } => "field-not-a-leaf",
            Self::NotANumber { .. } => "field-not-a-number",
            Self::NotADay { .. } => "field-not-a-day",
            Self::Past => "field-past",
            Self::DayOutOfRange { .. } => "field-day-out-of-range",
            Self::OutOfRange { .. } => "field-out-of-range",
            Self::OtherCurrency { .. } => "field-other-currency",
            Self::TooFine => "field-too-fine",
            Self::NotAbovePrice => "field-not-above-price",
            Self::NotABarcode { .. } => "field-not-a-barcode",
            Self::OptionCount { .. } => "field-option-count",
            Self::BelowReserved { .. } => "field-below-reserved",
            Self::ControlCharacters => "field-control-characters",
            Self::NotAnEmail(reason) => reason.code(),
            Self::HasAccount => "field-has-account",
            Self::PasswordCommon => "field-password-common",
            Self::PasswordIsEmail => "field-password-is-email",
        }
    }

    /// Every code, so that translations can be checked for completeness.
    pub const CODES: &'static [&'static str] = &[
        "field-missing",
        "field-too-short",
        "field-too-long",
        "field-too-many",
        "field-not-a-handle",
        "field-taken",
        "field-twice",
        "field-not-listed",
        "field-not-a-leaf",
        "field-not-a-number",
        "field-not-a-day",
        "field-past",
        "field-day-out-of-range",
        "field-out-of-range",
        "field-other-currency",
        "field-too-fine",
        "field-not-above-price",
        "field-not-a-barcode",
        "field-option-count",
        "field-below-reserved",
        "field-control-characters",
        "field-email-without-at",
        "field-email-several-ats",
        "field-email-nothing-before",
        "field-email-nothing-behind",
        "field-email-stray-dot",
        "field-email-character",
        "field-email-domain",
        "field-email-too-long",
        "field-has-account",
        "field-password-common",
        "field-password-is-email",
    ];

    /// The arguments of the translated sentence, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooShort { min } => vec![("min", min.to_string())],
            Self::TooLong { max, found } | Self::TooMany { max, found } => {
                vec![("max", max.to_string()), ("found", found.to_string())]
            }
            Self::NotAHandle { text }
            | Self::Taken { text }
            | Self::Twice { text }
            | Self::NotListed { text }
            | Self::NotALeaf { text }
            | Self::NotANumber { text }
            | Self::NotADay { text }
            | Self::NotABarcode { text } => vec![("text", text.clone())],
            Self::DayOutOfRange { first, last } => {
                vec![("first", first.to_string()), ("last", last.to_string())]
            }
            Self::OutOfRange { min, max } => vec![("min", min.to_string()), ("max", max.to_string())],
            Self::OtherCurrency { found, wanted } => {
                vec![("found", found.clone()), ("wanted", wanted.clone())]
            }
            Self::OptionCount { wanted, found } => {
                vec![("wanted", wanted.to_string()), ("found", found.to_string())]
            }
            Self::BelowReserved { reserved } => vec![("reserved", reserved.to_string())],
            Self::NotAnEmail(reason) => reason.args(),
            Self::Missing
            | Self::Past
            | Self::TooFine
            | Self::NotAbovePrice
            | Self::ControlCharacters
            | Self::HasAccount
            | Self::PasswordCommon
            | Self::PasswordIsEmail => Vec::new(),
        }
    }
}

/// Tidies one line of text and checks its length in characters: spaces become single, control characters are refused.
pub(crate) fn line(problems: &mut Problems, field: &str, typed: &str, min: usize, max: usize) -> String {
    let tidied = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    length(problems, field, &tidied, min, max);
    if tidied.chars().any(char::is_control) {
        problems.push(field, ProblemKind::ControlCharacters);
    }
    tidied
}

/// A day that was typed as forms send it: `2027-01-31`.
pub(crate) fn day(problems: &mut Problems, field: &str, typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    if typed.is_empty() {
        problems.push(field, ProblemKind::Missing);
        return None;
    }
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
    if day.is_none() {
        let text = typed.to_owned();
        problems.push(field, ProblemKind::NotADay { text });
    }
    day
}

/// Checks the length of a text in characters.
pub(crate) fn length(problems: &mut Problems, field: &str, text: &str, min: usize, max: usize) {
    let found = text.chars().count();
    if found == 0 && min > 0 {
        problems.push(field, ProblemKind::Missing);
    } else if found < min {
        problems.push(field, ProblemKind::TooShort { min });
    } else if found > max {
        problems.push(field, ProblemKind::TooLong { max, found });
    }
}
