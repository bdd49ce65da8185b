//! The relevance of searches in a market of one language.

use pasar_search::{Index, IndexConfig, Query};

use crate::catalogue::titled;

const TITLES: &[&str] = &[
    "Moorland fisherman’s jumper",
    "Canal cardigan",
    "Ribbed watch cap",
    "Walking socks, two pairs",
    "Herringbone throw",
    "Double-knit yarn, 50 g",
    "Sock-mending kit",
    "Stoneware mug",
    "Everyday bowl",
    "Butter dish with lid",
    "Stoneware teapot",
    "Seville orange marmalade",
    "Raw meadow honey",
    "Ginger shortbread tin",
    "Saddle-stitched belt",
    "Market tote",
    "Card wallet",
    "Dog collar",
    "Leather care balm",
    "Harbour candle",
    "Beeswax dinner candles, pair",
    "Letterpress notebook",
    "Norfolk birds, boxed cards",
    "The Kitchen Garden Ledger",
    "Pencil set, six",
    "Oat and heather soap",
    "Seaweed and peppermint soap",
    "Hand balm",
    "Nine men’s morris board",
    "Coast path waxed jacket",
    "Oak shoe rack",
    "Brown walking shoes",
    "Phone case, clear",
    "Refurbished phone, 128GB",
];

fn market() -> Index {
    let index = Index::in_memory(&IndexConfig::new(["en"])).unwrap();
    index
        .rebuild_from(
            (1..).zip(TITLES).map(|(number, title)| titled(number, title)),
            None,
            |_| {},
        )
        .unwrap();
    index
}

#[track_caller]
fn finds(index: &Index, text: &str, expected: &[&str]) {
    let page = index.search(&Query::text(text)).unwrap();
    let number = |hit: &pasar_search::Hit| usize::try_from(hit.product_id.uuid().as_u128()).unwrap();
    let found: Vec<&str> = page.hits.iter().map(|hit| TITLES[number(hit) - 1]).collect();
    assert!(found.starts_with(expected), "`{text}` finds {found:#?}");
}

#[test]
fn british_words_are_found_as_people_write_them() {
    let index = market();
    finds(&index, "sweater", &["Moorland fisherman’s jumper"]);
    finds(&index, "fishermans jumper", &["Moorland fisherman’s jumper"]);
    finds(&index, "fisherman's jumpr", &["Moorland fisherman’s jumper"]);
    finds(&index, "socks", &["Walking socks, two pairs", "Sock-mending kit"]);
    finds(&index, "sock", &["Walking socks, two pairs", "Sock-mending kit"]);
    finds(
        &index,
        "candles",
        &["Beeswax dinner candles, pair", "Harbour candle"],
    );
    finds(&index, "soap with oats", &["Oat and heather soap"]);
    finds(&index, "jam", &["Seville orange marmalade"]);
    finds(&index, "note book", &["Letterpress notebook"]);
    finds(&index, "mens morris", &["Nine men’s morris board"]);
    finds(&index, "beanie", &["Ribbed watch cap"]);
    finds(&index, "stonware", &["Stoneware mug", "Stoneware teapot"]);
}

#[test]
fn the_thing_comes_before_what_holds_it() {
    let index = market();
    finds(&index, "shoes", &["Brown walking shoes", "Oak shoe rack"]);
    finds(&index, "shoe", &["Brown walking shoes", "Oak shoe rack"]);
    finds(
        &index,
        "phone",
        &["Refurbished phone, 128GB", "Phone case, clear"],
    );
    finds(&index, "phone case", &["Phone case, clear"]);
    finds(&index, "shoe rack", &["Oak shoe rack"]);
}
