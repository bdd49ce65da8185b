//! Shopify product CSV.

use crate::support::{pounds, products, report, rupiah, sample};

macro_rules! golden {
    ($($name:ident: $sample:literal, $options:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), report(&sample($sample), &$options));
        }
    )*};
}

golden! {
    apparel: "shopify/apparel.csv", pounds();
    home_and_garden: "shopify/home-and-garden.csv", pounds();
    jewelery: "shopify/jewelery.csv", pounds();
    newer_header: "shopify/newer-header.csv", pounds();
    indonesian_excel: "shopify/indonesian-excel-semicolon-1252.csv", rupiah();
    unicode_text_of_excel: "shopify/unicode-text-utf16.csv", rupiah();
    edited_by_hand: "shopify/edited-by-hand.csv", rupiah();
}

#[test]
fn the_samples_of_shopify_are_read_whole() {
    for (name, count) in [("apparel", 20), ("home-and-garden", 20), ("jewelery", 20)] {
        let drafts = products(&sample(&format!("shopify/{name}.csv")), &pounds());
        assert!(
            drafts.iter().all(|draft| draft.complete && !draft.continues),
            "{name}"
        );
        assert!(drafts.len() >= count - 5, "{name}: {}", drafts.len());
    }
}

#[test]
fn without_handles_titles_name_the_products() {
    let text = "title,sku,price,inventory quantity\nBaked beans,B1,1.10,5\nBaked beans,B2,1.30,5\nKidney beans,,1.00,2\n";
    let keys: Vec<String> = products(text.as_bytes(), &pounds())
        .into_iter()
        .map(|draft| draft.external_key)
        .collect();
    assert_eq!(keys, ["baked-beans", "baked-beans-b2", "kidney-beans"]);
}
