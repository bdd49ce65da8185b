//! Writes a made-up Shopify catalogue to standard output: `generate_catalogue 1000000 > catalogue.csv`.

#[path = "support/rows.rs"]
mod rows;

use std::io::{self, BufWriter, Write as _};

fn main() -> io::Result<()> {
    let count = std::env::args()
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1_000_000);
    let mut out = BufWriter::new(io::stdout().lock());
    io::copy(&mut rows::Catalogue::new(count), &mut out)?;
    out.flush()
}
