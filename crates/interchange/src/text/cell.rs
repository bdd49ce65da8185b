//! Tidies a cell: trimmed, one line where one line is meant, without what spreadsheets wrap around texts; and the
//! opposite for export, where a cell must not run as a formula.

/// What a spreadsheet would take as the beginning of a formula.
const FORMULA_STARTS: [char; 4] = ['=', '+', '-', '@'];

/// Is this character neither text nor white space? (Line breaks and tabs are white space.)
fn is_noise(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    is_control || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Undoes what spreadsheets and exporters put around texts: `="0123"` and `'=1+1`. Then trims.
pub(crate) fn unwrap(cell: &str) -> &str {
    let cell = cell.trim();
    if begins_guarded(cell) {
        return cell.strip_prefix('\'').unwrap_or(cell);
    }
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.map_or(cell, str::trim)
}

/// Apostrophes and then the beginning of a formula, or nothing but digits (systems guard barcodes so, too)?
fn begins_guarded(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    bare.len() < cell.len() && (is_number || bare.starts_with(FORMULA_STARTS))
}

/// The cell for a file that people open in a spreadsheet: an apostrophe before anything that would run as a formula.
/// [`unwrap`] takes it away again.
pub(crate) fn guard(cell: &str) -> String {
    if cell.starts_with(FORMULA_STARTS) || begins_guarded(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A cell as a text of one line, out of its wrapper: white space of any kind and length becomes one space.
pub(crate) fn one_line(cell: &str) -> String {
    squeeze(unwrap(cell))
}

/// A text of one line that stood in no cell of its own (a tag, a part of a detail).
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|character: char| character.is_whitespace() || is_noise(character)) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// A text of several lines: line breaks become `\n`, control characters vanish.
pub(crate) fn many_lines(cell: &str) -> String {
    let text = unwrap(cell);
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            other if is_noise(other) => {}
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}

/// Yes or no in the words that systems and spreadsheets of several languages write; `None` for anything else.
pub(crate) fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "on" | "ya" | "benar" | "wahr" | "vrai" | "verdadero" => Some(true),
        "false" | "no" | "n" | "0" | "off" | "tidak" | "salah" | "falsch" | "faux" | "falso" => Some(false),
        _ => None,
    }
}

/// An address of the web. Spaces inside are encoded, since people paste them.
pub(crate) fn web_address(cell: &str) -> Option<String> {
    const CHARACTERS_MAX: usize = 2_048;
    let cell = cell
        .strip_prefix("//")
        .map_or_else(|| cell.to_owned(), |rest| format!("https://{rest}"));
    let lower = cell.get(..8).unwrap_or(&cell).to_ascii_lowercase();
    let rest = if lower.starts_with("https://") {
        cell.get(8..)
    } else {
        cell.get(7..)
    }?;
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    let has_host = rest
        .chars()
        .next()
        .is_some_and(|first| first.is_alphanumeric() || first == '[');
    let is_sane = is_web && has_host && !cell.contains(['"', '<', '>', '\\', '^', '`']);
    (is_sane && cell.chars().count() <= CHARACTERS_MAX).then(|| cell.replace(' ', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wrappers_of_spreadsheets_fall_away() {
        assert_eq!(one_line("=\"0123\""), "0123");
        assert_eq!(one_line("'=SUM(A1)"), "=SUM(A1)");
        assert_eq!(one_line("'0850064060010"), "0850064060010");
        assert_eq!(one_line("'tis"), "'tis");
        assert_eq!(one_line("'90s jacket"), "'90s jacket");
        assert_eq!(one_line("\u{a0} a\r\n b\u{200a}c\0 "), "a b c");
        assert_eq!(many_lines("a\r\nb\rc\u{7}"), "a\nb\nc");
    }

    #[test]
    fn addresses_are_of_the_web() {
        assert_eq!(
            web_address("//cdn.example/a b.jpg").as_deref(),
            Some("https://cdn.example/a%20b.jpg")
        );
        assert_eq!(
            web_address("HTTP://x.example").as_deref(),
            Some("HTTP://x.example")
        );
        for cell in [
            "ftp://x",
            "javascript:alert(1)",
            "photo.jpg",
            "https://",
            "http://\"x",
            "",
        ] {
            assert_eq!(web_address(cell), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn a_guarded_cell_comes_back(text in "\\PC{0,20}", start in "['=+@-]{0,3}[0-9]{0,2}") {
            let text = one_line(&guard(&one_line(&format!("{start}{text}"))));
            prop_assert_eq!(one_line(&guard(&text)), text.clone());
            prop_assert!(!guard(&text).starts_with(FORMULA_STARTS));
        }
    }
}
