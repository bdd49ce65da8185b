//! Amounts as programs write them: digits, at most one decimal mark, no sign of thousands. They are read as integers, digit by digit.

use pasar_domain::money::{Currency, Money};

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountProblem {
    /// It is empty.
    #[error("there is no amount")]
    Missing,
    /// It has other signs than digits and one decimal mark.
    #[error("this is not an amount such as `59.90`, with digits and at most one decimal mark")]
    NotAnAmount,
    /// It has more decimals than its currency.
    #[error("this has more decimals than its currency; which unit is meant is not guessed")]
    TooFine,
    /// It is larger than any real one.
    #[error("this amount is too large")]
    TooLarge,
}

/// The most decimals with which programs write an amount that has fewer, as `59.9000`.
const PADDED_MIN: usize = 4;

/// Reads an amount, which may be below nothing. The decimal mark is a point or a comma. As many decimals as the currency has may be written
/// or fewer; more only from four on and when they are zero, as databases pad them: `1.000` could be a thousand.
///
/// # Errors
/// See [`AmountProblem`].
pub fn read_amount(text: &str, currency: Currency) -> Result<Money, AmountProblem> {
    let text = text.trim();
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if digits.is_empty() {
        return Err(if is_negative {
            AmountProblem::NotAnAmount
        } else {
            AmountProblem::Missing
        });
    }
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_mark = digits.len() != whole.len();
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || (has_mark && fraction.is_empty()) {
        return Err(AmountProblem::NotAnAmount);
    }
    let places = usize::try_from(currency.exponent()).unwrap_or(0);
    let (kept, beyond) = fraction.split_at_checked(places).unwrap_or((fraction, ""));
    let is_padded = fraction.len() >= PADDED_MIN && beyond.bytes().all(|byte| byte == b'0');
    if !beyond.is_empty() && !is_padded {
        return Err(AmountProblem::TooFine);
    }
    let minor: i64 = format!("{whole}{kept:0<places$}")
        .parse()
        .map_err(|_| AmountProblem::TooLarge)?;
    Ok(Money::new(if is_negative { -minor } else { minor }, currency))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bank::decimal;

    fn read(text: &str, code: &str) -> Result<i64, AmountProblem> {
        read_amount(text, code.parse().unwrap()).map(|money| money.minor)
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        for (text, minor) in [
            ("59.90", 5_990),
            ("59.9", 5_990),
            (" 59 ", 5_900),
            ("59,90", 5_990),
            ("0", 0),
            ("0.01", 1),
            ("59.9000", 5_990),
            ("-3.5", -350),
            ("92233720368547758.07", i64::MAX),
        ] {
            assert_eq!(read(text, "BRL"), Ok(minor), "{text}");
        }
        assert_eq!((read("700", "JPY"), read("1.234", "KWD")), (Ok(700), Ok(1_234)));
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        for (text, problem) in [
            ("", AmountProblem::Missing),
            ("-", AmountProblem::NotAnAmount),
            ("59.", AmountProblem::NotAnAmount),
            (".5", AmountProblem::NotAnAmount),
            ("1,299.00", AmountProblem::NotAnAmount),
            ("1.299.00", AmountProblem::NotAnAmount),
            ("5e2", AmountProblem::NotAnAmount),
            ("R$ 5", AmountProblem::NotAnAmount),
            ("1.000", AmountProblem::TooFine),
            ("59.901", AmountProblem::TooFine),
            ("59.900000000000006", AmountProblem::TooFine),
            ("92233720368547758.08", AmountProblem::TooLarge),
        ] {
            assert_eq!(read(text, "BRL"), Err(problem), "{text}");
        }
        assert_eq!(read("7.5", "JPY"), Err(AmountProblem::TooFine));
    }

    proptest! {
        #[test]
        fn a_written_amount_is_read_again(minor in -i64::MAX..=i64::MAX, code in prop::sample::select(vec!["BRL", "JPY", "KWD"])) {
            let money = Money::new(minor, code.parse().unwrap());
            prop_assert_eq!(read_amount(&decimal(money), money.currency), Ok(money));
        }

        #[test]
        fn any_text_is_an_amount_or_a_problem(text in "\\PC{0,30}") {
            let _ = read(&text, "BRL");
        }
    }
}
