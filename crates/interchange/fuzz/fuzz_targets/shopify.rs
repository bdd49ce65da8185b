//! Any bytes behind this format's header.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pasar_interchange::{ReadOptions, read};

const HEADER: &[u8] = b"Handle,Title,Body (HTML),Tags,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Barcode,Image Src\n";

fuzz_target!(|data: &[u8]| {
    let Ok(currency) = "IDR".parse() else { return };
    if let Ok(reader) = read([HEADER, data].concat().as_slice(), &ReadOptions::new(currency)) {
        for record in reader {
            std::hint::black_box(record);
        }
    }
});
