//! Reads a catalogue from standard input and says what it holds and how much memory that took (on Linux):
//! `read_catalogue GBP < catalogue.csv`, `read_catalogue IDR 100 < catalogue.csv` (prices in whole rupiah).

use std::io::{self, Write as _};

use pasar_interchange::{Effect, ReadOptions, Record, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let currency = arguments.next().unwrap_or_else(|| "IDR".to_owned()).parse()?;
    let unit_minor = arguments.next().map_or(Ok(1), |unit| unit.parse())?;
    let options = ReadOptions {
        unit_minor,
        ..ReadOptions::new(currency)
    };
    let (mut products, mut variants, mut losses, mut notes) = (0_u64, 0, 0, 0);
    for record in read(io::stdin().lock(), &options)? {
        match record {
            Record::Product(draft) => {
                products += 1;
                variants += draft.variants.len();
            }
            Record::Finding(finding) if finding.effect == Effect::Noted => notes += 1,
            Record::Finding(_) => losses += 1,
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or("VmHWM: unknown");
    writeln!(
        io::stdout(),
        "{products} products, {variants} variants, {losses} losses, {notes} notes; {peak}"
    )?;
    Ok(())
}
