//! Any bytes behind this format's header.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pasar_interchange::{ReadOptions, read};

const HEADER: &[u8] = b"Category;Product Name;Location;Price;Overall Rating;Number Sold;Total Review;Customer Rating;Customer Review;Sentiment;Emotion\n";

fuzz_target!(|data: &[u8]| {
    let Ok(currency) = "IDR".parse() else { return };
    if let Ok(reader) = read([HEADER, data].concat().as_slice(), &ReadOptions::new(currency)) {
        for record in reader {
            std::hint::black_box(record);
        }
    }
});
