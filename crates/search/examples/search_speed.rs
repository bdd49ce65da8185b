//! How fast is a search? Prints searches per second on one core over the PRDECT-ID catalogue, or, with a number, over so
//! many copies of its products in a folder. With words, prints what they find instead.
//!
//! ```text
//! cargo run --release -p pasar-search --example search_speed [COPIES | WORD…]
//! ```
#![allow(
    clippy::disallowed_methods, // a stopwatch is what it is for
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    dead_code,
    unreachable_pub
)]

use std::time::Instant;

use pasar_domain::id::ProductId;
use pasar_search::{Document, Index, Query, Sort};
use uuid::Uuid;

#[path = "../tests/it/catalogue.rs"]
mod catalogue;

const SEARCHES: [&str; 20] = [
    "kaos polos",
    "koas poloss",
    "sepatu",
    "masker",
    "charger laptop",
    "hp",
    "baju anak",
    "kopi arabika gayo",
    "tas selempang wanita",
    "mouse wireless logitech",
    "ssd 128gb",
    "membersihkan lantai",
    "power bank",
    "mainan anak edukatif",
    "sabun cuci tangan",
    "headlamp",
    "tripod kamera",
    "celana pendek",
    "botol minum",
    "blender",
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(|word| word.parse::<u128>()) {
        Some(Ok(copies)) => large(copies),
        Some(Err(_)) => show(&words.join(" ")),
        None => {
            let catalogue = catalogue::Catalogue::load();
            measure(&catalogue.index);
        }
    }
}

fn show(text: &str) {
    let catalogue = catalogue::Catalogue::load();
    for text in text.split(" / ") {
        let page = catalogue
            .index
            .search(&Query {
                limit: 12,
                ..Query::text(text)
            })
            .unwrap();
        println!(
            "\n== {text}: {} found, corrected {:?}, relaxed {}",
            page.total, page.corrected, page.relaxed
        );
        for hit in &page.hits {
            let document = &catalogue.documents[&hit.product_id];
            let Document {
                title,
                category_words,
                sold_count,
                ..
            } = document;
            println!(
                "{:.3}  {title} | {} | {sold_count} sold",
                hit.score, category_words[0]
            );
        }
        println!("   suggest: {:?}", catalogue.index.suggest(text, 8).unwrap());
    }
}

fn large(copies: u128) {
    let folder = std::env::temp_dir().join("pasar-search-speed");
    let index = Index::open(&folder, &catalogue::config()).unwrap();
    let documents = catalogue::documents();
    let start = Instant::now();
    let copies = (0..copies).flat_map(|copy| {
        documents.iter().map(move |document| Document {
            product_id: ProductId::from_uuid(Uuid::from_u128(
                copy << 64 | document.product_id.uuid().as_u128(),
            )),
            title: format!("{} {}", document.title, copy % 1_000),
            ..document.clone()
        })
    });
    index.rebuild_from(copies, None, |_| {}).unwrap();
    println!(
        "built in {:.1} s: {:?}",
        start.elapsed().as_secs_f64(),
        index.status().unwrap()
    );
    measure(&index);
    println!(
        "{}",
        std::fs::read_to_string("/proc/self/status")
            .unwrap_or_default()
            .lines()
            .filter(|line| line.starts_with("VmHWM") || line.starts_with("Rss"))
            .collect::<Vec<_>>()
            .join(", ")
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

fn measure(index: &Index) {
    rate(
        "searches with facets",
        || {
            for text in SEARCHES {
                index.search(&Query::text(text)).unwrap();
            }
        },
        SEARCHES.len(),
    );
    rate(
        "searches without",
        || {
            for text in SEARCHES {
                index
                    .search(&Query {
                        facets: false,
                        ..Query::text(text)
                    })
                    .unwrap();
            }
        },
        SEARCHES.len(),
    );
    // Answers to browsing are kept: ask for something new each time.
    let mut price = 0;
    rate(
        "browsing by sales, with facets",
        || {
            price += 1;
            let new = Query {
                sort: Sort::Sold,
                price_min: Some(price),
                ..Query::default()
            };
            index.search(&new).unwrap();
        },
        1,
    );
    rate(
        "suggestions",
        || {
            for text in ["k", "ka", "kao", "kaos p", "charger l", "seaptu"] {
                index.suggest(text, 8).unwrap();
            }
        },
        6,
    );
    for text in SEARCHES {
        let start = Instant::now();
        let page = index.search(&Query::text(text)).unwrap();
        println!(
            "{:>9.3} ms  {text}: {}",
            start.elapsed().as_secs_f64() * 1_000.0,
            page.total
        );
    }
}

fn rate(name: &str, mut round: impl FnMut(), size: usize) {
    round();
    let start = Instant::now();
    let mut rounds = 0_u32;
    while start.elapsed().as_secs_f64() < 2.0 {
        round();
        rounds += 1;
    }
    let count = f64::from(rounds) * f64::from(u32::try_from(size).unwrap());
    println!("{:>9.0} {name} a second", count / start.elapsed().as_secs_f64());
}
