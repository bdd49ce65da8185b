//! Any text that a reader of pictures may make of one.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::reading::Reading;

fuzz_target!(|text: &str| {
    let Some(on) = NaiveDate::from_ymd_opt(2026, 11, 30) else { return };
    let read = Reading::of(text, DocumentKind::ALL, on);
    assert!(read.kind.is_some() || read.is_empty());
});
