//! Reads a catalogue from standard input and prints its findings, the most frequent first: `explain_catalogue GBP < file`.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use pasar_interchange::{ReadOptions, Record, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let currency = arguments.next().unwrap_or_else(|| "IDR".to_owned()).parse()?;
    let unit_minor = arguments.next().map_or(Ok(1), |unit| unit.parse())?;
    let options = ReadOptions {
        unit_minor,
        ..ReadOptions::new(currency)
    };
    let mut out = io::stdout();
    let reader = match read(io::stdin().lock(), &options) {
        Ok(reader) => reader,
        Err(error) => return Ok(writeln!(out, "refused: {error}")?),
    };
    writeln!(out, "{}", reader.detected().format.name())?;
    let (mut products, mut variants, mut pictures) = (0, 0, 0);
    let mut findings: BTreeMap<(&str, &str), (usize, String)> = BTreeMap::new();
    for record in reader {
        match record {
            Record::Product(draft) => {
                products += 1;
                variants += draft.variants.len();
                pictures += draft.pictures.len();
            }
            Record::Finding(finding) => {
                let example = format!(
                    "line {}, {} `{}`: {}",
                    finding.line,
                    finding.column.as_deref().unwrap_or("row"),
                    finding.value.as_deref().unwrap_or(""),
                    finding.problem
                );
                let key = (finding.problem.code(), finding.effect.code());
                findings.entry(key).or_insert((0, example)).0 += 1;
            }
        }
    }
    writeln!(
        out,
        "{products} products, {variants} variants, {pictures} pictures"
    )?;
    let mut findings: Vec<_> = findings.into_iter().collect();
    findings.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for ((_, effect), (count, example)) in findings {
        writeln!(out, "{count} × {effect}, such as {example}")?;
    }
    Ok(())
}
