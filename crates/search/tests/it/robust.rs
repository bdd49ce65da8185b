//! Whatever is typed or indexed, nothing fails.

use std::sync::LazyLock;

use pasar_search::{Batch, Document, Index, Query, Sort};
use proptest::prelude::*;

use crate::catalogue::{Catalogue, config, numbers, product};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::load);

fn sort() -> impl Strategy<Value = Sort> {
    prop::sample::select(vec![
        Sort::Relevance,
        Sort::PriceAscending,
        Sort::PriceDescending,
        Sort::Rating,
        Sort::Sold,
        Sort::Newest,
    ])
}

/// Any text, and texts near real ones: words, pieces of words, in any script.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "kaos",
        "polos",
        "laptop",
        "128gb",
        "k380",
        "l'oréal",
        "手机",
        "ａｂｃ",
        "x441",
        "ke",
        "di",
        "\u{200d}",
        "ß",
        "İ",
        "٣",
        "🙂",
        "a",
        "membersihkan",
        "\u{1}",
        "t-shirt",
        "ﬁ",
        "กาแฟ",
        "кофе",
        "\"",
        "*",
        "(",
        "+",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(
            prop_oneof![piece.prop_map(str::to_owned), "[a-z]{1,12}", "\\PC{0,6}"],
            0..14
        )
        .prop_map(|pieces| pieces.join(" ")),
        prop::collection::vec("[a-z0-9]{1,8}", 1..3).prop_map(|pieces| pieces.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_search_is_answered(
        text in text(),
        typing: bool,
        sort in sort(),
        offset in 0_usize..3_000,
        limit in 0_usize..200,
        price_min: Option<i64>,
        price_max: Option<i64>,
        rating_min: Option<u16>,
    ) {
        let query = Query {
            text: Some(text.clone()), typing, sort, offset, limit, price_min, price_max, rating_min, ..Query::default()
        };
        let page = CATALOGUE.index.search(&query).unwrap();
        prop_assert!(page.hits.len() <= limit.min(100));
        prop_assert!(page.hits.len() <= page.total);
        prop_assert!(page.hits.iter().all(|hit| hit.score.is_finite()));
        prop_assert_eq!(CATALOGUE.index.search(&query).unwrap(), page, "the same search has the same answer");
        prop_assert!(CATALOGUE.index.suggest(&text, limit).unwrap().len() <= 20);
    }

    #[test]
    fn one_wrong_letter_still_finds_the_product(pick: prop::sample::Index, at: prop::sample::Index, letter in "[a-z]") {
        let mut titles: Vec<_> = CATALOGUE.documents.values().collect();
        titles.sort_by_key(|document| document.product_id);
        let title = &titles[pick.index(titles.len())].title;
        let mut words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
        words.truncate(10);
        let long: Vec<usize> = (0..words.len())
            .filter(|place| words[*place].len() >= 5 && words[*place].chars().all(|c| c.is_ascii_lowercase()))
            .collect();
        prop_assume!(!long.is_empty());
        let place = long[at.index(long.len())];
        let cut = 1 + at.index(words[place].len() - 1);
        words[place].replace_range(cut..=cut, &letter);
        let page = CATALOGUE.index.search(&Query { limit: 100, ..Query::text(words.join(" ")) }).unwrap();
        let found = page.hits.iter().any(|hit| CATALOGUE.documents[&hit.product_id].title == *title);
        prop_assert!(found, "`{}` does not find `{title}`", words.join(" "));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_product_is_indexed_found_and_deleted(
        title in text(),
        description in any::<String>(),
        slug in any::<String>(),
        place in any::<String>(),
        price_minor: i64,
        rating: Option<u16>,
        sold_count: u32,
    ) {
        let index = Index::in_memory(&config()).unwrap();
        let document = Document {
            title: format!("{title} zebra"),
            description_text: description,
            category_path: vec![slug.clone(), slug],
            place: place.clone(),
            attributes: vec![place],
            price_minor,
            rating_hundredths: rating,
            sold_count,
            ..product(5)
        };
        let upsert = Batch { upserts: vec![document.clone(), product(6)], ..Batch::default() };
        for _ in 0..2 {
            index.apply(&upsert).unwrap();
            prop_assert_eq!(numbers(&index, &Query::text("zebra")), vec![5]);
            prop_assert_eq!(index.search(&Query::default()).unwrap().total, 2);
        }
        index.apply(&Batch { deletions: vec![document.product_id], ..Batch::default() }).unwrap();
        prop_assert!(numbers(&index, &Query::text("zebra")).is_empty());
        prop_assert_eq!(numbers(&index, &Query::default()), vec![6]);
    }
}
