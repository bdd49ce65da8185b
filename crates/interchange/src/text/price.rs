//! Prices as people and spreadsheets write them, read without guessing.

use pasar_domain::money::{Currency, Money};
use unicode_normalization::UnicodeNormalization as _;

use super::excel;
use crate::{DecimalMark, Detected, Problem, ReadOptions};

/// What prices of a file may look like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PriceRules {
    pub(crate) currency: Currency,
    /// The smallest amount people write, in minor units.
    pub(crate) unit_minor: u32,
    /// The decimal sign, when known.
    pub(crate) decimal: Option<DecimalMark>,
}

impl PriceRules {
    /// The rules of a file. Semicolons between its cells come from systems that write commas in numbers.
    pub(crate) fn of(options: &ReadOptions, detected: &Detected) -> Self {
        let from_delimiter = (detected.delimiter == Some(b';')).then_some(DecimalMark::Comma);
        Self {
            currency: options.currency,
            unit_minor: options.unit_minor,
            decimal: options.decimal.or(from_delimiter),
        }
    }
}

/// Signs and abbreviations of currencies beside their ISO codes.
const SIGNS: [(&str, &[&str]); 17] = [
    ("RP", &["IDR"]),
    ("£", &["GBP"]),
    ("€", &["EUR"]),
    ("EURO", &["EUR"]),
    ("US$", &["USD"]),
    ("S$", &["SGD"]),
    ("A$", &["AUD"]),
    ("NT$", &["TWD"]),
    ("HK$", &["HKD"]),
    ("RM", &["MYR"]),
    ("¥", &["JPY", "CNY"]),
    ("฿", &["THB"]),
    ("₫", &["VND"]),
    ("Đ", &["VND"]),
    ("₱", &["PHP"]),
    ("₹", &["INR"]),
    ("$", &["USD", "SGD", "AUD", "CAD", "NZD", "HKD", "TWD", "MXN"]),
];

/// Reads a price that is more than zero.
///
/// # Errors
/// The price problems of [`Problem`], each with a price as it should be written.
pub(crate) fn read(cell: &str, rules: &PriceRules) -> Result<Money, Problem> {
    let money = read_any(cell, rules)?;
    if money.is_positive() {
        Ok(money)
    } else {
        Err(Problem::PriceNotPositive)
    }
}

/// Reads a price that may be zero.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_any(cell: &str, rules: &PriceRules) -> Result<Money, Problem> {
    let text: String = cell.nfkc().collect();
    let text = text.trim();
    if excel::is_scientific(text) {
        return Err(Problem::ScientificNumber);
    }
    let not_a_price = || Problem::NotAPrice {
        example: example(rules),
    };
    let first = text
        .find(|character: char| character.is_ascii_digit())
        .ok_or_else(not_a_price)?;
    let last = text
        .rfind(|character: char| character.is_ascii_digit())
        .ok_or_else(not_a_price)?;
    let before = text.get(..first).unwrap_or("");
    let body = text.get(first..=last).unwrap_or("");
    let after = text.get(last + 1..).unwrap_or("");
    if is_negative(before, after) {
        return Err(Problem::PriceNotPositive);
    }
    let before_is_fraction = before.trim().ends_with(['.', ',']) && !before.contains(char::is_alphabetic);
    if before_is_fraction {
        return Err(not_a_price()); // `.50`
    }
    check_currency(before, rules)?;
    check_currency(after, rules)?;
    let decimal = digits_and_fraction(body, rules)?;
    to_money(&decimal, rules)
}

/// A minus sign before or behind; `,-` behind is how whole rupiah are written, and no minus.
fn is_negative(before: &str, after: &str) -> bool {
    const MINUS: [char; 3] = ['-', '−', '–'];
    let after = after.trim();
    let bookkeeping = before.contains('(') && after.contains(')');
    before.contains(MINUS) || after.starts_with(MINUS) || bookkeeping
}

/// What stands beside the digits must be nothing, or the currency of the shop.
fn check_currency(beside: &str, rules: &PriceRules) -> Result<(), Problem> {
    let word: String = beside
        .chars()
        .filter(|character| !matches!(character, '.' | ',' | '-' | '–' | '—' | ':' | ' '))
        .flat_map(char::to_uppercase)
        .collect();
    let expected = rules.currency.code();
    if word.is_empty() || word == expected {
        return Ok(());
    }
    let sign = SIGNS.iter().find(|(sign, _)| *sign == word);
    match sign {
        Some((_, codes)) if codes.contains(&expected) => Ok(()),
        Some(_) => Err(other_currency(beside, rules)),
        None if word.parse::<Currency>().is_ok() => Err(other_currency(beside, rules)),
        None => Err(Problem::NotAPrice {
            example: example(rules),
        }),
    }
}

fn other_currency(found: &str, rules: &PriceRules) -> Problem {
    Problem::OtherCurrency {
        found: super::shorten(found.trim(), 12),
        expected: rules.currency.code().to_owned(),
    }
}

/// Whole and fraction digits of an amount in major units.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    whole: String,
    fraction: String,
}

/// Tells thousands separators from the decimal sign.
fn digits_and_fraction(body: &str, rules: &PriceRules) -> Result<Decimal, Problem> {
    let not_a_price = || Problem::NotAPrice {
        example: example(rules),
    };
    let is_allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '’');
    if !body.chars().all(is_allowed) {
        return Err(not_a_price());
    }
    let points = body.matches('.').count();
    let commas = body.matches(',').count();
    let decimal_sign = match (points, commas) {
        (0, 0) => None,
        (1, 1..) if body.rfind('.') > body.rfind(',') => Some('.'),
        (1.., 1) if body.rfind(',') > body.rfind('.') => Some(','),
        (1.., 1..) => return Err(not_a_price()),
        (1, 0) => lone_sign(body, '.', rules)?,
        (0, 1) => lone_sign(body, ',', rules)?,
        _ => None,
    };
    let (whole, fraction) = match decimal_sign {
        Some(sign) => body.rsplit_once(sign).unwrap_or((body, "")),
        None => (body, ""),
    };
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let grouped_well =
        rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3));
    if !grouped_well || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(not_a_price());
    }
    Ok(Decimal {
        whole: format!("{first}{}", rest.concat()),
        fraction: fraction.to_owned(),
    })
}

/// Is the only sign in `body` the decimal sign (`Some`) or a thousands separator (`None`)?
fn lone_sign(body: &str, sign: char, rules: &PriceRules) -> Result<Option<char>, Problem> {
    let (whole, rest) = body.split_once(sign).unwrap_or((body, ""));
    let could_be_thousands = rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if !could_be_thousands {
        return Ok(Some(sign));
    }
    let fractions_are_written = i64::from(rules.unit_minor) < rules.currency.minor_per_major();
    let hint = rules.decimal.map(|mark| match mark {
        DecimalMark::Point => '.',
        DecimalMark::Comma => ',',
    });
    match hint {
        _ if !fractions_are_written => Ok(None),
        _ if rules.currency.exponent() >= 3 => Ok(Some(sign)), // dinars have three decimals
        Some(decimal) if decimal != sign => Ok(None),
        None if sign == ',' => Ok(None), // two decimals at most, and a comma groups where points divide
        _ if rest.ends_with('0') => Err(Problem::AmbiguousPrice {
            smaller: body.replace(sign, ".").trim_end_matches('0').to_owned() + "0",
            larger: format!("{whole}{rest}"),
        }),
        _ => Err(Problem::AmbiguousPrice {
            smaller: format!("{whole}.{}", rest.get(..2).unwrap_or(rest)),
            larger: format!("{whole}{rest}"),
        }),
    }
}

fn to_money(decimal: &Decimal, rules: &PriceRules) -> Result<Money, Problem> {
    const DIGITS_MAX: usize = 15;
    let exponent = usize::try_from(rules.currency.exponent()).unwrap_or(0);
    let significant = decimal.fraction.trim_end_matches('0');
    if significant.len() > exponent {
        return Err(fraction_problem(rules));
    }
    let whole = decimal.whole.trim_start_matches('0');
    if whole.len() > DIGITS_MAX {
        return Err(Problem::PriceTooLarge);
    }
    let minor: i64 = format!("{whole:0>1}{significant:0<exponent$}")
        .parse()
        .map_err(|_| Problem::PriceTooLarge)?;
    if minor % i64::from(rules.unit_minor.max(1)) != 0 {
        return Err(fraction_problem(rules));
    }
    Ok(Money::new(minor, rules.currency))
}

fn fraction_problem(rules: &PriceRules) -> Problem {
    Problem::PriceFraction {
        currency: rules.currency.code().to_owned(),
        example: example(rules),
    }
}

/// A price as it should be written.
fn example(rules: &PriceRules) -> String {
    let fractions_are_written = i64::from(rules.unit_minor) < rules.currency.minor_per_major();
    if fractions_are_written {
        "12.50".to_owned()
    } else {
        "53500".to_owned()
    }
}

/// The price in major units with a decimal point, as all supported formats want it: `53500.00`.
pub(crate) fn write(money: Money) -> String {
    let text = money.to_string(); // `IDR 53500.00`
    text.split_once(' ')
        .map_or(text.clone(), |(_, amount)| amount.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rupiah() -> PriceRules {
        PriceRules {
            currency: "IDR".parse().unwrap(),
            unit_minor: 100,
            decimal: None,
        }
    }

    fn pound(decimal: Option<DecimalMark>) -> PriceRules {
        PriceRules {
            currency: "GBP".parse().unwrap(),
            unit_minor: 1,
            decimal,
        }
    }

    fn minor(cell: &str, rules: PriceRules) -> Result<i64, &'static str> {
        read(cell, &rules)
            .map(|money| money.minor)
            .map_err(|problem| problem.code())
    }

    #[test]
    fn rupiah_in_every_dress() {
        for cell in [
            "53500",
            "53.500",
            "53,500",
            "Rp 53.500",
            "Rp53.500,00",
            "Rp. 53.500,-",
            "IDR 53500.00",
            "53,500.00",
            "53.500,00",
            "53 500",
            "rp\u{a0}53.500",
            "５３５００",
            "53500.0",
            "53'500",
        ] {
            assert_eq!(minor(cell, rupiah()), Ok(5_350_000), "{cell}");
        }
        assert_eq!(minor("1.250.000", rupiah()), Ok(125_000_000));
        assert_eq!(minor("1,250,000.00", rupiah()), Ok(125_000_000));
    }

    #[test]
    fn rupiah_that_lost_something() {
        assert_eq!(minor("53.5", rupiah()), Err("price-fraction"));
        assert_eq!(minor("12,50", rupiah()), Err("price-fraction"));
        assert_eq!(minor("5.35E+04", rupiah()), Err("scientific-number"));
        assert_eq!(minor("$5", rupiah()), Err("other-currency"));
        assert_eq!(minor("USD 5", rupiah()), Err("other-currency"));
        assert_eq!(minor("53rb", rupiah()), Err("not-a-price"));
        assert_eq!(minor("1.25.000", rupiah()), Err("not-a-price"));
        assert_eq!(minor("hubungi kami", rupiah()), Err("not-a-price"));
        assert_eq!(minor("-53500", rupiah()), Err("price-not-positive"));
        assert_eq!(minor("0", rupiah()), Err("price-not-positive"));
        assert_eq!(minor("9999999999999999999", rupiah()), Err("price-too-large"));
    }

    #[test]
    fn pounds_and_pence() {
        for (cell, expected) in [
            ("12.50", 1_250),
            ("12,50", 1_250),
            ("£12.5", 1_250),
            ("1,299.00", 129_900),
            ("1.299,00", 129_900),
            ("1,299", 129_900),
            ("12", 1_200),
            ("0.500", 50),
            ("1299.990", 129_999),
            ("GBP 0.01", 1),
            ("12.", 1_200),
        ] {
            assert_eq!(minor(cell, pound(None)), Ok(expected), "{cell}");
        }
        assert_eq!(minor("12.345", pound(None)), Err("ambiguous-price"));
        assert_eq!(minor("1.299", pound(Some(DecimalMark::Comma))), Ok(129_900));
        assert_eq!(
            minor("1,299", pound(Some(DecimalMark::Comma))),
            Err("ambiguous-price")
        );
        assert_eq!(minor("12.5001", pound(None)), Err("price-fraction"));
        assert_eq!(minor(".50", pound(None)), Err("not-a-price"));
        assert_eq!(minor("(12.00)", pound(None)), Err("price-not-positive"));
    }

    #[test]
    fn an_ambiguous_price_names_both_readings() {
        let problem = read("12.500", &pound(None)).unwrap_err();
        assert_eq!(
            problem,
            Problem::AmbiguousPrice {
                smaller: "12.50".to_owned(),
                larger: "12500".to_owned()
            }
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_price_or_says_why(text: String) {
            let _ = read(&text, &rupiah());
            let _ = read(&text, &pound(None));
        }

        #[test]
        fn what_is_written_is_read(units in 1_i64..1_000_000_000_000) {
            let money = Money::new(units * 100, rupiah().currency);
            prop_assert_eq!(read(&write(money), &rupiah()), Ok(money));
            let money = Money::new(units, pound(None).currency);
            prop_assert_eq!(read(&write(money), &pound(None)), Ok(money));
        }
    }
}
