//! A large catalogue streams: products come out while the file is still being read, and nothing piles up.

#[path = "../../examples/support/rows.rs"]
mod rows;

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use pasar_interchange::{Record, read};

use crate::support::rupiah;

/// Counts the bytes that were taken.
struct Counting(rows::Catalogue, Rc<Cell<usize>>);

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.set(self.1.get() + count);
        Ok(count)
    }
}

#[test]
fn twenty_thousand_rows_stream() {
    const ROWS: u64 = 20_000;
    let taken = Rc::new(Cell::new(0));
    let reader = read(Counting(rows::Catalogue::new(ROWS), Rc::clone(&taken)), &rupiah()).unwrap();
    let (mut products, mut variants, mut losses) = (0, 0, 0);
    let mut given = rows::HEADER.len();
    for record in reader {
        match record {
            Record::Product(draft) => {
                products += 1;
                variants += draft.variants.len();
                let first = u64::try_from(products - 1).unwrap() * 5;
                given += (first..first + 5)
                    .map(|number| rows::row(number).len())
                    .sum::<usize>();
                assert!(
                    taken.get() <= given + 256 * 1024,
                    "the reader ran ahead at product {products}"
                );
            }
            Record::Finding(finding) => {
                losses += 1;
                assert_eq!(finding.problem.code(), "not-a-price");
            }
        }
    }
    assert_eq!((products, variants, losses), (4_000, 19_800, 200));
}
