//! One word for one thing: the synonyms that GLOSSARY.md rules out do not appear as names in Rust.

use std::collections::BTreeMap;

use super::Finding;
use super::source::Source;

/// Files of other systems use other words, and the crate that reads them must too.
const EXEMPT: [&str; 2] = ["interchange", "xtask"];

/// The words that the glossary's tables rule out, and the word to use instead.
///
/// A table counts when one of its columns is headed `not`; its first column has the word to use. Words stand in
/// backticks or alone, separated by commas. Only single words can be checked.
pub(crate) fn forbidden(glossary: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let mut column = None;
    for line in glossary.lines().map(str::trim) {
        if !line.starts_with('|') {
            column = None;
            continue;
        }
        let cells: Vec<String> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.replace(['`', '*'], "").trim().to_lowercase())
            .collect();
        if let Some(found) = cells.iter().position(|cell| cell == "not") {
            column = Some(found);
            continue;
        }
        let Some(text) = column.and_then(|column| cells.get(column)) else {
            continue;
        };
        for word in text.split([',', ';']).map(str::trim) {
            if !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase()) {
                words.insert(word.to_owned(), cells[0].clone());
            }
        }
    }
    words
}

/// Names in code that contain a ruled-out word.
pub(crate) fn check(source: &Source, forbidden: &BTreeMap<String, String>) -> Vec<Finding> {
    if EXEMPT.contains(&source.krate()) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (line, code) in source.product_code() {
        let names = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        for word in names.flat_map(words_of) {
            let plain = word
                .strip_suffix('s')
                .filter(|plain| forbidden.contains_key(*plain))
                .unwrap_or(&word);
            if let Some(right) = forbidden.get(plain) {
                let message =
                    format!("`{plain}` is called `{right}` here (GLOSSARY.md); one word for one thing");
                findings.push(Finding::new(&source.path, line, message));
            }
        }
    }
    findings
}

/// The words of a name in snake_case or CamelCase, in lower case.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut begin = true;
    for letter in name.chars() {
        if letter == '_' {
            begin = true;
            continue;
        }
        if begin || letter.is_uppercase() {
            words.push(String::new());
            begin = false;
        }
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "\
# Glossary
| word | meaning | not |
|---|---|---|
| **seller** | who sells | `vendor`, `merchant of record` |
| cart | what a buyer means to buy | basket, trolley |

| word | meaning |
|---|---|
| market | a country |
";

    #[test]
    fn reads_the_words_to_avoid() {
        let words = forbidden(GLOSSARY);
        assert_eq!(words.keys().collect::<Vec<_>>(), ["basket", "trolley", "vendor"]);
        assert_eq!(words["vendor"], "seller");
    }

    #[test]
    fn finds_them_in_names() {
        let words = forbidden(GLOSSARY);
        let text =
            "struct VendorPage { basket_id: u8 }\nlet vendors = \"vendor\"; // vendor\nlet basketry = 1;";
        let findings = check(&Source::parse("crates/web/src/a.rs", text), &words);
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].message.contains("seller"));
        assert!(check(&Source::parse("crates/interchange/src/a.rs", text), &words).is_empty());
    }
}
