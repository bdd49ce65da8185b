//! Counts and weights.

use super::excel;
use crate::Problem;

/// A whole number of pieces, possibly negative. `12.0` is 12.
///
/// # Errors
/// [`Problem::ScientificNumber`], [`Problem::AmbiguousNumber`], [`Problem::NotANumber`].
pub(crate) fn whole(cell: &str) -> Result<i64, Problem> {
    if excel::is_scientific(cell) {
        return Err(Problem::ScientificNumber);
    }
    let (is_negative, digits) = match cell.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, cell),
    };
    let value = match digits.split_once(['.', ',']) {
        None => digits_of(digits)?,
        Some((whole, zeros)) if is_zeros(zeros) && zeros.len() != 3 => digits_of(whole)?,
        Some((whole, rest))
            if rest.len() == 3 && !whole.is_empty() && whole.len() <= 3 && is_digits(rest) =>
        {
            digits_of(whole)?;
            return Err(Problem::AmbiguousNumber {
                smaller: whole.to_owned(),
                larger: format!("{whole}{rest}"),
            });
        }
        Some(_) => return Err(Problem::NotANumber),
    };
    Ok(if is_negative { -value } else { value })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_zeros(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'0')
}

/// Digits only, at most a thousand million.
fn digits_of(text: &str) -> Result<i64, Problem> {
    const MAX: i64 = 1_000_000_000;
    if !is_digits(text) {
        return Err(Problem::NotANumber);
    }
    text.parse::<i64>()
        .ok()
        .filter(|value| *value <= MAX)
        .ok_or(Problem::NotANumber)
}

/// A weight in grams, rounded to the nearest whole gram but at least one if it is anything; `None` for zero. Without a unit
/// of its own the number is of `unit` (`g`, `kg`, `lb`, `oz`).
///
/// # Errors
/// [`Problem::NotAWeight`].
pub(crate) fn grams(cell: &str, unit: &str) -> Result<Option<u32>, Problem> {
    const GRAMS_MAX: i128 = 100_000_000; // a hundred tonnes
    let split = cell
        .find(|character: char| character.is_alphabetic())
        .unwrap_or(cell.len());
    let (number, own_unit) = (
        cell.get(..split).unwrap_or(cell).trim(),
        cell.get(split..).unwrap_or("").trim(),
    );
    let unit = if own_unit.is_empty() { unit } else { own_unit };
    // micrograms in one of the unit
    let micrograms: i128 = match unit.to_lowercase().trim_end_matches('.') {
        "g" | "gr" | "gram" | "grams" => 1_000_000,
        "mg" => 1_000,
        "kg" | "kgs" | "kilogram" | "kilograms" => 1_000_000_000,
        "lb" | "lbs" | "pound" | "pounds" => 453_592_370,
        "oz" | "ounce" | "ounces" => 28_349_523,
        _ => return Err(Problem::NotAWeight),
    };
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let comma_thousands = number.contains(',') && fraction.len() == 3 && unit.eq_ignore_ascii_case("g");
    if !is_digits(whole) || !(fraction.is_empty() || is_digits(fraction)) || comma_thousands {
        return Err(Problem::NotAWeight);
    }
    let fraction: String = fraction.chars().take(9).collect();
    let scale = 10_i128.pow(u32::try_from(fraction.len()).unwrap_or(0));
    let digits: i128 = format!("{whole}{fraction}")
        .parse()
        .map_err(|_| Problem::NotAWeight)?;
    let total = digits.checked_mul(micrograms).ok_or(Problem::NotAWeight)? / scale;
    let grams = (total + 500_000) / 1_000_000;
    if total == 0 {
        return Ok(None);
    }
    let grams = grams.max(1);
    if grams > GRAMS_MAX {
        return Err(Problem::NotAWeight);
    }
    u32::try_from(grams).map(Some).map_err(|_| Problem::NotAWeight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole() {
        assert_eq!(whole("12"), Ok(12));
        assert_eq!(whole("-3"), Ok(-3));
        assert_eq!(whole("12.0"), Ok(12));
        assert!(matches!(whole("1.000"), Err(Problem::AmbiguousNumber { .. })));
        assert!(matches!(whole("1,200"), Err(Problem::AmbiguousNumber { .. })));
        assert_eq!(whole("1E+05"), Err(Problem::ScientificNumber));
        for cell in ["", "-", "banyak", "1.5", "99999999999999999999"] {
            assert_eq!(whole(cell), Err(Problem::NotANumber), "{cell}");
        }
    }

    #[test]
    fn weights_become_grams() {
        assert_eq!(grams("250", "g"), Ok(Some(250)));
        assert_eq!(grams("453.59237", "g"), Ok(Some(454)));
        assert_eq!(grams("1.5 kg", "g"), Ok(Some(1_500)));
        assert_eq!(grams("1,5", "kg"), Ok(Some(1_500)));
        assert_eq!(grams("2 lb", "g"), Ok(Some(907)));
        assert_eq!(grams("0.0", "g"), Ok(None));
        assert_eq!(grams("0.2 g", "g"), Ok(Some(1)));
        for cell in ["berat", "1,200", "-5", "1 stone", "9999999999 kg", "1.2.3"] {
            assert_eq!(grams(cell, "g"), Err(Problem::NotAWeight), "{cell}");
        }
    }
}
