//! Any bytes within a statement.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pasar_interchange::bank::read_statement;

const BEFORE: &[u8] = b"<Document><BkToCstmrStmt><Stmt><Ntry>";
const AFTER: &[u8] = b"</Ntry></Stmt></BkToCstmrStmt></Document>";

fuzz_target!(|data: &[u8]| {
    for bytes in [data.to_vec(), [BEFORE, data, AFTER].concat()] {
        for entry in read_statement(&bytes).unwrap_or_default() {
            assert!(entry.amount.is_positive());
            assert!(entry.end_to_end_id.chars().count() <= 140 && entry.reference.chars().count() <= 140);
        }
    }
});
