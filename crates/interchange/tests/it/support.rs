//! Reads samples and writes records down as text, so that snapshots read like the shopkeeper's report.

use std::fmt::Write as _;

use pasar_interchange::{ProductDraft, ReadOptions, Record, RowError, read};
use proptest::prelude::ProptestConfig;

/// So many cases of a property, or as many as the environment asks for (`PROPTEST_CASES=10000` for a long search).
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    const UNASKED: u32 = 256;
    let config = ProptestConfig::default(); // it knows the environment
    if config.cases == UNASKED {
        ProptestConfig::with_cases(usual)
    } else {
        config
    }
}

/// The bytes of a sample.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Prices in pounds and pence.
pub(crate) fn pounds() -> ReadOptions {
    ReadOptions::new("GBP".parse().unwrap())
}

/// Prices in whole rupiah.
pub(crate) fn rupiah() -> ReadOptions {
    ReadOptions {
        unit_minor: 100,
        ..ReadOptions::new("IDR".parse().unwrap())
    }
}

/// All records, written down.
pub(crate) fn report(bytes: &[u8], options: &ReadOptions) -> String {
    let reader = match read(bytes, options) {
        Ok(reader) => reader,
        Err(error) => return format!("REFUSED {}: {error}\n", error.code()),
    };
    let detected = *reader.detected();
    let delimiter = detected.delimiter.map(char::from);
    let mut out = format!(
        "{} {:?} {delimiter:?}\n",
        detected.format.code(),
        detected.charset
    );
    for record in reader {
        match record {
            Record::Product(draft) => product(&mut out, &draft),
            Record::Finding(finding) => self::finding(&mut out, &finding),
        }
    }
    out
}

/// Products only.
pub(crate) fn products(bytes: &[u8], options: &ReadOptions) -> Vec<ProductDraft> {
    let reader = read(bytes, options).unwrap();
    reader
        .filter_map(|record| match record {
            Record::Product(draft) => Some(*draft),
            Record::Finding(_) => None,
        })
        .collect()
}

fn finding(out: &mut String, finding: &RowError) {
    let _ = write!(out, "! line {}", finding.line);
    if let Some(column) = &finding.column {
        let _ = write!(out, ", column {column}");
    }
    if let Some(value) = &finding.value {
        let _ = write!(out, ", `{value}`");
    }
    let _ = writeln!(
        out,
        ": {} [{}, {}]",
        finding.problem,
        finding.problem.code(),
        finding.effect.code()
    );
}

fn product(out: &mut String, draft: &ProductDraft) {
    let marks = [
        (draft.published, "published"),
        (!draft.published, "hidden"),
        (draft.continues, "continues"),
        (!draft.complete, "incomplete"),
    ];
    let marks: Vec<&str> = marks
        .iter()
        .filter(|(is_set, _)| *is_set)
        .map(|(_, mark)| *mark)
        .collect();
    let _ = writeln!(
        out,
        "# {} \"{}\" lines {}-{} ({})",
        draft.external_key,
        draft.title,
        draft.lines.first,
        draft.lines.last,
        marks.join(", ")
    );
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    fact("text", draft.description_html.clone());
    fact("category", draft.category_hint.clone().unwrap_or_default());
    fact("brand", draft.brand.clone().unwrap_or_default());
    fact("tags", draft.tags.join(" | "));
    fact("from", draft.ship_from.clone().unwrap_or_default());
    fact("options", draft.options.join(" | "));
    for (name, value) in &draft.attributes {
        fact(&format!("@{name}"), value.clone());
    }
    for variant in &draft.variants {
        let mut facts = vec![format!(
            "[{}] {}",
            variant.option_values.join(" | "),
            variant.price
        )];
        facts.extend(variant.compare_at.map(|money| format!("was {money}")));
        facts.extend(variant.sku.as_ref().map(|sku| format!("sku {sku}")));
        facts.extend(variant.stock.map(|stock| format!("stock {stock}")));
        facts.extend(variant.grams.map(|grams| format!("{grams} g")));
        facts.extend(variant.gtin.as_ref().map(|gtin| format!("gtin {gtin}")));
        facts.extend(variant.mpn.as_ref().map(|mpn| format!("mpn {mpn}")));
        facts.extend(variant.picture.as_ref().map(|url| format!("shown by {url}")));
        facts.push(format!("key `{}` line {}", variant.external_key, variant.line));
        let _ = writeln!(out, "  - {}", facts.join(", "));
    }
    for picture in &draft.pictures {
        let _ = writeln!(
            out,
            "  * {} {} \"{}\"",
            picture.position, picture.url, picture.alt
        );
    }
    for review in &draft.reviews {
        let _ = writeln!(out, "  > {} {}", review.rating, review.text);
    }
}
