//! The PRDECT-ID data set, the whole of it.

use std::collections::BTreeSet;

use pasar_interchange::{Format, ProductDraft, Record, read};

use crate::support::{report, rupiah};

fn data_set() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/prdect-id/prdect-id.csv");
    std::fs::read(path).unwrap()
}

#[test]
fn every_product_and_every_review_comes_out() {
    let bytes = data_set();
    let reader = read(bytes.as_slice(), &rupiah()).unwrap();
    assert_eq!(reader.detected().format, Format::PrdectId);
    let mut drafts: Vec<ProductDraft> = Vec::new();
    for record in reader {
        match record {
            Record::Product(draft) => drafts.push(*draft),
            Record::Finding(finding) => panic!("{finding:?}"),
        }
    }
    assert_eq!(drafts.len(), 1_313);
    assert_eq!(
        drafts.iter().map(|draft| draft.reviews.len()).sum::<usize>(),
        5_400
    );
    let keys: BTreeSet<&str> = drafts.iter().map(|draft| draft.external_key.as_str()).collect();
    assert_eq!(keys.len(), 1_313);
    let categories: BTreeSet<&str> = drafts
        .iter()
        .filter_map(|draft| draft.category_hint.as_deref())
        .collect();
    assert_eq!(categories.len(), 29);
    assert!(
        drafts
            .iter()
            .all(|draft| draft.figures.is_some() && draft.ship_from.is_some() && draft.complete)
    );
    assert!(
        drafts
            .iter()
            .all(|draft| !draft.title.contains('\u{fffd}') && !draft.title.contains("  "))
    );
    let unlabelled = drafts
        .iter()
        .flat_map(|draft| &draft.reviews)
        .filter(|review| review.sentiment.is_none());
    assert_eq!(unlabelled.count(), 2);
}

#[test]
fn places_are_clean() {
    let bytes = data_set();
    let mut places = BTreeSet::new();
    for record in read(bytes.as_slice(), &rupiah()).unwrap() {
        if let Record::Product(draft) = record {
            places.extend(draft.ship_from);
        }
    }
    insta::assert_snapshot!("places", places.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_first_products_read_like_this() {
    let bytes = data_set();
    let text = String::from_utf8_lossy(&bytes);
    let head: String = text.lines().take(25).map(|line| format!("{line}\n")).collect();
    insta::assert_snapshot!("first_products", report(head.as_bytes(), &rupiah()));
}

#[test]
fn bad_rows_are_named_and_the_others_kept() {
    let text = "\u{feff}Category;Product Name;Location;Price;Overall Rating;Number Sold;Total Review;Customer Rating;\
        Customer Review;Sentiment;Emotion\r\n\
        Books;Kamus;Bandung;50000;4.9;10;5;5;bagus ????;Positive;Happy\r\n\
        Books;Kamus;Bandung;lima;4.9;12;6;9;bagus;Positive;Happy\r\n\
        Books;;Bandung;50000;4.9;10;5;5;bagus;Positive;Happy\r\n\
        Books;Atlas;Bandung;;9.9;x;5;5;;Positive;Happy\r\n";
    insta::assert_snapshot!("bad_rows", report(text.as_bytes(), &rupiah()));
}
