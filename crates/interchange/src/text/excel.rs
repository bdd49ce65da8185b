//! What spreadsheets do to cells, and how to tell.

/// Is this a number that a spreadsheet has rounded (`8.99E+12`, `8,99E+12`)?
pub(crate) fn is_scientific(cell: &str) -> bool {
    let Some((mantissa, exponent)) = cell.trim().split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_is_number = match mantissa.split_once(['.', ',']) {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(mantissa) && mantissa.len() == 1,
    };
    // `1E5` is what a spreadsheet shows for 100000; `12E345` is more likely somebody's article number.
    mantissa_is_number && digits(exponent) && exponent.len() <= 3 && cell.contains(['+', '.', ','])
}

/// Is this a spreadsheet's error value?
pub(crate) fn is_error_value(cell: &str) -> bool {
    const VALUES: [&str; 9] = [
        "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#ERROR!",
    ];
    VALUES.iter().any(|value| cell.eq_ignore_ascii_case(value)) || is_hashes(cell)
}

/// `########` is what a too narrow column shows, and what some programs then save.
fn is_hashes(cell: &str) -> bool {
    cell.len() >= 4 && cell.bytes().all(|byte| byte == b'#')
}

const MONTHS: [(&str, u8); 21] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("mei", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("agu", 8),
    ("ags", 8),
    ("agt", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("nop", 11),
    ("dec", 12),
    ("des", 12),
    ("dez", 12),
];

/// What was typed before a spreadsheet made a date of it: `10-Dec` was `10-12`, `Mar-38` was `3-38`.
pub(crate) fn typed_before_date(cell: &str) -> Option<String> {
    let (first, second) = cell.split_once('-')?;
    let number = |text: &str| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u8>().ok()).flatten()
    };
    let month = |text: &str| {
        let lower = text.to_lowercase();
        MONTHS
            .iter()
            .find(|(name, _)| *name == lower)
            .map(|(_, month)| *month)
    };
    match (number(first), month(second), month(first), number(second)) {
        (Some(day), Some(month), ..) if (1..=31).contains(&day) => Some(format!("{day}-{month}")),
        (_, _, Some(month), Some(year)) => Some(format!("{month}-{year}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_numbers_are_told_from_article_numbers() {
        for cell in ["8.99E+12", "8,99276E+12", "1E+05", "6.2812E12"] {
            assert!(is_scientific(cell), "{cell}");
        }
        for cell in ["12E345", "2E7", "E+12", "KAOS-E+1", "8.99", "", "1.2.3E+4"] {
            assert!(!is_scientific(cell), "{cell}");
        }
    }

    #[test]
    fn dates_that_were_sizes_are_seen_in_two_languages() {
        assert_eq!(typed_before_date("10-Dec"), Some("10-12".to_owned()));
        assert_eq!(typed_before_date("02-Mei"), Some("2-5".to_owned()));
        assert_eq!(typed_before_date("Mar-38"), Some("3-38".to_owned()));
        for cell in ["10-12", "M-L", "T-May", "2024-12-10", "May"] {
            assert_eq!(typed_before_date(cell), None, "{cell}");
        }
    }
}
