//! Every finding has its sentence in every language of the pages, with the gaps it can fill and no others.

use std::collections::{BTreeMap, BTreeSet};

use pasar_interchange::{Effect, FileError, FileKind, Format, Problem};

fn sentences(language: &str) -> BTreeMap<String, String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let path = format!("{root}/../web/locales/{language}/import_finding.ftl");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines
        .map(|(key, sentence)| (key.to_owned(), sentence.to_owned()))
        .collect()
}

fn gaps(sentence: &str) -> BTreeSet<&str> {
    sentence
        .split("{ $")
        .skip(1)
        .filter_map(|rest| rest.split_once(" }"))
        .map(|(name, _)| name)
        .collect()
}

fn some() -> String {
    "some".to_owned()
}

/// One of each problem that has arguments.
fn problems_with_arguments() -> Vec<Problem> {
    let limit = 1;
    vec![
        Problem::ColumnCount {
            found: 1,
            expected: 2,
        },
        Problem::RowTooLong { limit },
        Problem::TextTooLong { limit },
        Problem::TooManyVariants { limit },
        Problem::TooManyPictures { limit },
        Problem::TooManyOptions { limit },
        Problem::TooManyRows { limit },
        Problem::SpreadsheetError { shown: some() },
        Problem::DateForText { likely: some() },
        Problem::NotAPrice { example: some() },
        Problem::AmbiguousPrice {
            smaller: some(),
            larger: some(),
        },
        Problem::AmbiguousNumber {
            smaller: some(),
            larger: some(),
        },
        Problem::PriceFraction {
            currency: some(),
            example: some(),
        },
        Problem::OtherCurrency {
            found: some(),
            expected: some(),
        },
        Problem::WrongCheckDigit { expected: '1' },
        Problem::BarcodeTooShort { digits: 9 },
        Problem::BarcodeZerosRestored { number: some() },
        Problem::NoOptionValue { option: some() },
        Problem::SameVariant { first_line: 1 },
        Problem::UnknownWord { allowed: some() },
        Problem::BrokenXml { what: some() },
    ]
}

fn file_errors_with_arguments() -> Vec<FileError> {
    vec![
        FileError::UnknownHeader { seen: vec![some()] },
        FileError::MissingColumns {
            format: Format::Shopify,
            recognised: vec![some()],
            missing: vec![some()],
        },
        FileError::DuplicateColumn { name: some() },
        FileError::HeaderTooLong { limit: 1 },
        FileError::NotAFeed { root: some() },
        FileError::OtherFormat {
            found: Format::Shopify,
            wanted: Format::GoogleXml,
        },
    ]
}

#[test]
fn every_finding_has_its_sentence_in_every_language() {
    let mut filled: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for problem in problems_with_arguments() {
        filled.insert(
            problem.key(),
            problem.args().iter().map(|(name, _)| *name).collect(),
        );
    }
    for error in file_errors_with_arguments() {
        filled.insert(error.key(), error.args().iter().map(|(name, _)| *name).collect());
    }
    let effects = [
        Effect::Noted,
        Effect::CellLeftOut,
        Effect::RowLeftOut,
        Effect::ProductLeftOut,
        Effect::ReadingStopped,
    ];
    let codes = Problem::CODES.iter().chain(FileError::CODES);
    let expected: BTreeSet<String> = codes
        .map(|code| format!("import-{code}"))
        .chain(effects.iter().map(|effect| effect.key()))
        .collect();
    for language in ["en", "id"] {
        let sentences = sentences(language);
        assert_eq!(
            sentences.keys().cloned().collect::<BTreeSet<_>>(),
            expected,
            "{language}"
        );
        for (key, sentence) in &sentences {
            assert_eq!(
                gaps(sentence),
                filled.get(key).cloned().unwrap_or_default(),
                "{language} {key}"
            );
        }
    }
}

#[test]
fn codes_are_listed() {
    for problem in problems_with_arguments() {
        assert!(Problem::CODES.contains(&problem.code()), "{}", problem.code());
    }
    assert!(FileError::CODES.contains(&FileError::WrongKind(FileKind::Workbook).code()));
}
