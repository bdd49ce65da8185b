//! Nothing a file holds makes the reader panic, hang or take much memory; and damage keeps to its place.

use std::io::{self, Read};

use pasar_interchange::{HEAD_BYTES, Limits, ReadOptions, Record, detect, read};
use proptest::prelude::*;

use crate::support::{cases, pounds, products, rupiah, sample};

const SAMPLES: [&str; 12] = [
    "shopify/apparel.csv",
    "shopify/jewelery.csv",
    "shopify/newer-header.csv",
    "shopify/indonesian-excel-semicolon-1252.csv",
    "shopify/unicode-text-utf16.csv",
    "shopify/edited-by-hand.csv",
    "google/feed.tsv",
    "google/feed.rss.xml",
    "google/feed.atom.xml",
    "google/feed-damaged.xml",
    "damaged/rows.csv",
    "damaged/excel.csv",
];

/// Reads to the end; every record must be well formed.
fn exhaust(bytes: &[u8], options: &ReadOptions) {
    let _ = detect(&bytes[..bytes.len().min(HEAD_BYTES)], "file.tsv");
    let Ok(reader) = read(bytes, options) else { return };
    for record in reader {
        match record {
            Record::Product(draft) => {
                assert!(!draft.external_key.is_empty());
                assert!(draft.continues || (!draft.title.is_empty() && !draft.variants.is_empty()));
                assert!(draft.lines.first >= 1 && draft.lines.first <= draft.lines.last);
                assert!(draft.variants.len() <= 2_048 && draft.pictures.len() <= 250);
                for variant in &draft.variants {
                    assert!(variant.price.is_positive());
                    assert!(draft.continues || variant.option_values.len() == draft.options.len());
                }
            }
            Record::Finding(finding) => {
                assert!(finding.line >= 1 && !finding.problem.to_string().is_empty());
                assert!(finding.value.is_none_or(|value| value.chars().count() <= 81));
            }
        }
    }
}

#[derive(Debug, Clone)]
enum Mutation {
    Remove(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
    Overwrite(prop::sample::Index, u8),
    Duplicate(prop::sample::Index, usize),
    CutOff(prop::sample::Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let any_index = any::<prop::sample::Index>;
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r",
            "<",
            "&",
            "<![CDATA[",
            "]]>",
            "<!--",
            "</item>",
            "<item>",
            "\u{feff}",
            "=\"",
            "E+12",
            "\0"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (any_index(), 1_usize..40).prop_map(|(at, length)| Mutation::Remove(at, length)),
        (any_index(), piece).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        (any_index(), any::<u8>()).prop_map(|(at, byte)| Mutation::Overwrite(at, byte)),
        (any_index(), 1_usize..200).prop_map(|(at, length)| Mutation::Duplicate(at, length)),
        any_index().prop_map(Mutation::CutOff),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match mutation {
        Mutation::Remove(at, count) => {
            let at = at.index(length);
            bytes.drain(at..(at + count).min(length));
        }
        Mutation::Insert(at, piece) => {
            let at = at.index(length);
            bytes.splice(at..at, piece.iter().copied());
        }
        Mutation::Overwrite(at, byte) => bytes[at.index(length)] = *byte,
        Mutation::Duplicate(at, count) => {
            let at = at.index(length);
            let piece = bytes[at..(at + count).min(length)].to_vec();
            bytes.splice(at..at, piece);
        }
        Mutation::CutOff(at) => bytes.truncate(at.index(length)),
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        exhaust(&bytes, &pounds());
    }

    #[test]
    fn any_bytes_behind_each_header(bytes in prop::collection::vec(any::<u8>(), 0..400), which in 0_usize..4) {
        let header: &[u8] = [
            &b"Handle,Title,Variant Price,Option1 Name,Option1 Value,Image Src,Variant Barcode\n"[..],
            b"id\ttitle\tprice\titem_group_id\tcolor\tproduct_detail\n",
            b"<rss><channel><item>",
            b"Category;Product Name;Location;Price;Overall Rating;Number Sold;Total Review;Customer Rating;Customer Review\n",
        ][which];
        let options = ReadOptions { limits: Limits { row_bytes: 200, columns: 10, ..Limits::default() }, ..rupiah() };
        exhaust(&[header, &bytes].concat(), &options);
    }

    #[test]
    fn mutated_samples(which in 0..SAMPLES.len(), mutations in prop::collection::vec(mutation(), 1..5)) {
        let mut bytes = sample(SAMPLES[which]);
        mutations.iter().for_each(|mutation| mutate(&mut bytes, mutation));
        exhaust(&bytes, &pounds());
    }

}

proptest! {
    #![proptest_config(cases(100))]

    /// A stray quote, a lost comma or a damaged byte in one line costs the products of that line and of its neighbours,
    /// never the others.
    #[test]
    fn damage_keeps_to_its_place(line in 1_usize..20, at: prop::sample::Index, damage in prop::sample::select(vec!["\"", "\",", ",", ",,", "\u{0}", "\u{fffd}", "'"])) {
        let whole = String::from_utf8(sample("shopify/jewelery.csv")).unwrap();
        let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
        let line = line.min(lines.len() - 1);
        let place = at.index(lines[line].len());
        prop_assume!(lines[line].is_char_boundary(place));
        lines[line].insert_str(place, damage);
        let damaged = products(lines.join("\n").as_bytes(), &pounds());
        let number = u64::try_from(line).unwrap() + 1;
        for product in products(whole.as_bytes(), &pounds()) {
            let is_far = product.lines.last + 1 < number || product.lines.first > number + 1;
            if is_far {
                prop_assert!(damaged.iter().any(|other| other.external_key == product.external_key && other.variants.len() == product.variants.len()), "{}", product.external_key);
            }
        }
    }
}

/// Gives some bytes and then fails, as a connection does.
struct Breaks<'a>(&'a [u8]);

impl Read for Breaks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("connection reset"));
        }
        self.0.read(buffer)
    }
}

#[test]
fn a_stream_that_breaks_says_so_after_what_came_before() {
    let mut text = "Handle,Title,Variant Price\n".to_owned();
    for number in 0..10_000 {
        text.push_str(&format!("handle-{number},Product {number},5.00\n"));
    }
    let records: Vec<Record> = read(Breaks(text.as_bytes()), &pounds()).unwrap().collect();
    assert!(matches!(&records[10_000], Record::Finding(finding) if finding.problem.code() == "interrupted"));
    assert!(read(Breaks(b"Handle,Title,Variant Price\n"), &pounds()).is_err());
}

#[test]
fn limits_hold_and_are_named() {
    let mut text = "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src\n".to_owned();
    for number in 0..3_000 {
        text.push_str(&format!(
            "one,One,Number,{number},5.00,https://cdn.example/{number}.jpg\n"
        ));
    }
    let records: Vec<Record> = read(text.as_bytes(), &pounds()).unwrap().collect();
    let Some(Record::Product(draft)) = records.last() else {
        panic!("no product")
    };
    assert_eq!(
        (draft.variants.len(), draft.pictures.len(), draft.complete),
        (2_048, 250, false)
    );
    assert!(
        records.len() <= 3,
        "said once each, not for every row: {}",
        records.len()
    );
}
