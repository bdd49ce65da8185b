//! How a market writes money, and how it reads what a person typed.

use serde::Deserialize;

use crate::money::{Currency, Money};

/// Where the currency's symbol stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SymbolPosition {
    /// `£12.50`
    Before,
    /// `12,50 €`
    After,
}

/// How a market writes amounts of its currency.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyFormat {
    /// The currency's symbol: `Rp`, `£`.
    pub symbol: String,
    /// Where the symbol stands.
    pub symbol_position: SymbolPosition,
    /// Is there a (no-break) space between symbol and digits?
    pub symbol_space: bool,
    /// Stands between groups of three digits.
    pub group: char,
    /// Stands before the fraction.
    pub decimal: char,
    /// Digits of the fraction that are normally written; an amount that needs more gets all of the currency's.
    pub fraction_digits: u32,
    /// The smallest amount the market writes, in minor units: 100 where cents are no longer written.
    pub unit_minor: u32,
}

/// Why a text is not an amount. `code` names the case for translations; the sentence is for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoney {
    /// There is nothing to read.
    #[error("write an amount, for example `{example}`")]
    Empty {
        /// An amount as the market writes it.
        example: String,
    },
    /// There is something besides digits, separators and the currency's symbol.
    #[error("`{text}` is not an amount; write it like `{example}`")]
    NotAnAmount {
        /// What was typed.
        text: String,
        /// An amount as the market writes it.
        example: String,
    },
    /// The separators allow two readings.
    #[error("`{text}` can be read in two ways; write `{whole}` or `{fraction}`")]
    Ambiguous {
        /// What was typed.
        text: String,
        /// The reading without a fraction.
        whole: String,
        /// The reading with a fraction (or the nearest whole amount where the market writes none).
        fraction: String,
    },
    /// The amount is finer than the market writes.
    #[error("`{text}` is finer than the smallest amount, `{unit}`; write `{nearest}`")]
    TooFine {
        /// What was typed.
        text: String,
        /// The smallest amount.
        unit: String,
        /// The amount rounded down.
        nearest: String,
    },
    /// The amount does not fit.
    #[error("`{text}` is too large; check the number of zeros")]
    TooLarge {
        /// What was typed.
        text: String,
    },
}

impl InvalidMoney {
    /// A stable name of the case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "money-empty",
            Self::NotAnAmount { .. } => "money-not-an-amount",
            Self::Ambiguous { .. } => "money-ambiguous",
            Self::TooFine { .. } => "money-too-fine",
            Self::TooLarge { .. } => "money-too-large",
        }
    }
}

const NO_BREAK_SPACE: char = '\u{a0}';

impl MoneyFormat {
    /// Writes an amount: `Rp53.500`, `£12.50`, `-£3.00`. Another currency than `own` gets its code instead of the symbol.
    /// Never rounds: an amount finer than usual is written with every digit of its fraction.
    pub fn format(&self, money: Money, own: Currency) -> String {
        let exponent = money.currency.exponent();
        let number = if money.currency == own {
            self.number(money.minor, exponent, self.fraction_digits)
        } else {
            self.number(money.minor, exponent, exponent)
        };
        let sign = if money.minor < 0 { "-" } else { "" };
        if money.currency != own {
            return format!("{sign}{}{NO_BREAK_SPACE}{number}", money.currency);
        }
        let space = if self.symbol_space { "\u{a0}" } else { "" };
        match self.symbol_position {
            SymbolPosition::Before => format!("{sign}{}{space}{number}", self.symbol),
            SymbolPosition::After => format!("{sign}{number}{space}{}", self.symbol),
        }
    }

    /// The digits of an amount without sign and symbol, for a form's field: `53.500`.
    pub fn number(&self, minor: i64, exponent: u32, fraction_digits: u32) -> String {
        let per_major = 10_u64.saturating_pow(exponent);
        let (whole, rest) = (minor.unsigned_abs() / per_major, minor.unsigned_abs() % per_major);
        let digits = fraction_digits.min(exponent);
        let cut = 10_u64.saturating_pow(exponent - digits);
        let (rest, digits) = if rest % cut == 0 {
            (rest / cut, digits)
        } else {
            (rest, exponent)
        };
        let whole = self.grouped(&whole.to_string());
        match usize::try_from(digits) {
            Ok(digits) if digits > 0 => format!("{whole}{}{rest:0digits$}", self.decimal),
            _ => whole,
        }
    }

    fn grouped(&self, digits: &str) -> String {
        let mut written = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(self.group);
            }
            written.push(digit);
        }
        written
    }

    /// Reads an amount that a person typed. Accepts the symbol or the currency's code, spaces, a sign, groups that are
    /// complete (`53.500`) and a fraction (`12.5`, `12.50`). Whatever can be read in two ways is refused with both readings.
    pub fn parse(&self, text: &str, currency: Currency) -> Result<Money, InvalidMoney> {
        let example = || {
            self.format(
                Money::new(12_500 * currency.minor_per_major(), currency),
                currency,
            )
        };
        let typed = text.trim().to_owned();
        let (negative, number) = self.strip(&typed, currency);
        if number.is_empty() {
            return Err(if typed.is_empty() {
                InvalidMoney::Empty { example: example() }
            } else {
                InvalidMoney::NotAnAmount {
                    text: typed,
                    example: example(),
                }
            });
        }
        let allowed = |c: char| c.is_ascii_digit() || c == self.group || c == self.decimal;
        let mut halves = number.split(self.decimal);
        let (whole, fraction) = (halves.next().unwrap_or_default(), halves.next());
        let plain = fraction.is_none_or(|f| !f.is_empty() && f.chars().all(|c| c.is_ascii_digit()));
        if !number.chars().all(allowed) || halves.next().is_some() || !plain {
            return Err(InvalidMoney::NotAnAmount {
                text: typed,
                example: example(),
            });
        }
        let Some(major_digits) = self.ungrouped(whole) else {
            return Err(self.two_readings(&typed, whole, currency).unwrap_or_else(|| {
                InvalidMoney::NotAnAmount {
                    text: typed,
                    example: example(),
                }
            }));
        };
        self.amount(
            &typed,
            negative,
            &major_digits,
            fraction.unwrap_or_default(),
            currency,
        )
    }

    fn amount(
        &self,
        typed: &str,
        negative: bool,
        whole: &str,
        fraction: &str,
        currency: Currency,
    ) -> Result<Money, InvalidMoney> {
        let too_large = || InvalidMoney::TooLarge {
            text: typed.to_owned(),
        };
        let exponent = usize::try_from(currency.exponent()).unwrap_or(0);
        let significant = fraction.trim_end_matches('0');
        let major: i64 = whole.parse().map_err(|_| too_large())?;
        let kept: String = significant
            .chars()
            .chain("000000".chars())
            .take(exponent)
            .collect();
        let rest: i64 = if kept.is_empty() {
            0
        } else {
            kept.parse().map_err(|_| too_large())?
        };
        let minor = major
            .checked_mul(currency.minor_per_major())
            .and_then(|minor| minor.checked_add(rest))
            .ok_or_else(too_large)?;
        let unit = i64::from(self.unit_minor.max(1));
        // Three digits after the decimal sign are a fraction here but a group of thousands elsewhere.
        if fraction.len() == 3 && exponent < 3 {
            let thousands = format!("{whole}{fraction}");
            return Err(InvalidMoney::Ambiguous {
                text: typed.to_owned(),
                whole: self.grouped(thousands.trim_start_matches('0')),
                fraction: self.written(minor - minor % unit, currency),
            });
        }
        if significant.len() > exponent || minor % unit != 0 {
            return Err(InvalidMoney::TooFine {
                text: typed.to_owned(),
                unit: self.written(unit, currency),
                nearest: self.written(minor - minor % unit, currency),
            });
        }
        Ok(Money::new(if negative { -minor } else { minor }, currency))
    }

    fn written(&self, minor: i64, currency: Currency) -> String {
        self.number(minor, currency.exponent(), self.fraction_digits)
    }

    /// Removes sign, symbol, code and spaces; says whether there was a minus.
    fn strip(&self, typed: &str, currency: Currency) -> (bool, String) {
        let mut rest: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let mut negative = false;
        for _ in 0..2 {
            if let Some(after) = rest.strip_prefix(['-', '\u{2212}']) {
                negative = !negative;
                rest = after.to_owned();
            }
            for word in [self.symbol.as_str(), currency.code()] {
                rest = without_word(&rest, word);
            }
        }
        // "Rp. 53.500" and "53.500,-" are how people write it on paper.
        if !self.symbol.is_empty() && rest.starts_with(['.', ',']) && typed.contains(char::is_alphabetic) {
            rest.remove(0);
        }
        for ending in [",-", ".-", ",\u{2212}"] {
            if let Some(before) = rest.strip_suffix(ending) {
                rest = before.to_owned();
            }
        }
        (negative, rest)
    }

    /// The digits of a whole number, if its groups are complete; nothing when they are not.
    fn ungrouped(&self, whole: &str) -> Option<String> {
        if !whole.contains(self.group) {
            return (!whole.is_empty()).then(|| whole.to_owned());
        }
        let mut parts = whole.split(self.group);
        let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()));
        (first && parts.all(|part| part.len() == 3)).then(|| whole.replace(self.group, ""))
    }

    /// `12,5` where the comma groups: twelve and a half, or a mistyped 12,500?
    fn two_readings(&self, typed: &str, whole: &str, currency: Currency) -> Option<InvalidMoney> {
        let (before, after) = whole.split_once(self.group)?;
        let digits = |part: &str| (1..=12).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(before) || !digits(after) || after.len() > 2 {
            return None;
        }
        let (major, tail): (i64, i64) = (before.parse().ok()?, after.parse().ok()?);
        let scale = |digits: usize| u32::try_from(digits).ok().map(|d| 10_i64.saturating_pow(d));
        let per_major = currency.minor_per_major();
        let thousands = major
            .checked_mul(1000)?
            .checked_add(tail.checked_mul(scale(3 - after.len())?)?)?;
        let minor = major
            .checked_mul(per_major)?
            .checked_add(tail.checked_mul(per_major)? / scale(after.len())?)?;
        let unit = i64::from(self.unit_minor.max(1));
        Some(InvalidMoney::Ambiguous {
            text: typed.to_owned(),
            whole: self.grouped(&thousands.to_string()),
            fraction: self.written(minor - minor % unit, currency),
        })
    }
}

/// Takes a word off either end, whatever its case.
fn without_word(text: &str, word: &str) -> String {
    if word.is_empty() {
        return text.to_owned();
    }
    if let Some(head) = text.get(..word.len())
        && head.eq_ignore_ascii_case(word)
    {
        return text.get(word.len()..).unwrap_or_default().to_owned();
    }
    let cut = text.len().saturating_sub(word.len());
    if let Some(tail) = text.get(cut..)
        && tail.eq_ignore_ascii_case(word)
    {
        return text.get(..cut).unwrap_or_default().to_owned();
    }
    text.to_owned()
}
