//! The relevance of searches over the real catalogue: what a buyer expects to see first.

use std::sync::LazyLock;

use pasar_search::Query;

use crate::catalogue::Catalogue;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::load);

/// The first `count` hits all have one of these texts in their title (or category).
#[track_caller]
fn first(text: &str, count: usize, any_of: &[&str]) {
    let hits = CATALOGUE.hits(text, count);
    let fits = |hit: &String| any_of.iter().any(|part| hit.to_lowercase().contains(part));
    assert!(
        hits.len() == count && hits.iter().all(fits),
        "`{text}` finds {hits:#?}"
    );
}

/// Among the first `count` hits is one with this text in its title.
#[track_caller]
fn among(text: &str, count: usize, part: &str) {
    let hits = CATALOGUE.hits(text, count);
    assert!(
        hits.iter().any(|hit| hit.to_lowercase().contains(part)),
        "`{text}` finds {hits:#?}"
    );
}

/// None of the first `count` hits has any of these texts in its title.
#[track_caller]
fn without(text: &str, count: usize, none_of: &[&str]) {
    let hits = CATALOGUE.hits(text, count);
    let fits = |hit: &String| !none_of.iter().any(|part| hit.to_lowercase().contains(part));
    assert!(
        !hits.is_empty() && hits.iter().all(fits),
        "`{text}` finds {hits:#?}"
    );
}

/// The best hit has this text in its title.
#[track_caller]
fn best(text: &str, part: &str) {
    first(text, 1, &[part]);
}

/// Two searches find the same products, in any order, and some.
#[track_caller]
fn alike(text: &str, other: &str) {
    let mut found = [text, other].map(|text| CATALOGUE.hits(text, 100));
    found.iter_mut().for_each(|hits| hits.sort_unstable());
    assert!(!found[0].is_empty());
    assert_eq!(
        found[0], found[1],
        "`{text}` and `{other}` find different products"
    );
}

fn corrected(text: &str) -> Option<String> {
    CATALOGUE.index.search(&Query::text(text)).unwrap().corrected
}

#[test]
fn plain_shirts_come_before_socks_that_are_plain() {
    best("kaos polos", "kaos polos soft cotton");
    best("kaus polos", "kaos polos soft cotton");
    best("plain t-shirt kaos polos cotton", "kaos polos soft cotton");
    best("tshirt polos", "kaos polos soft cotton");
}

#[test]
fn misspelt_words_find_what_was_meant() {
    best("koas poloss", "kaos polos soft cotton");
    assert_eq!(corrected("koas poloss").as_deref(), Some("kaos polos"));
    first("seaptu", 8, &["sepatu", "shoes"]);
    first("maskre", 8, &["masker", "mask"]);
    first("carger laptop", 3, &["charger"]);
    first("logitec mouse", 4, &["logitech"]);
    first("blueetooth keyboard", 1, &["bluetooth"]);
    first("kalkulatro", 3, &["kalkulator"]);
    first("bublewrap", 3, &["bubble wrap", "buble wrap", "bubblewrap"]);
    first("sanitiser", 3, &["sanitizer"]);
    assert_eq!(corrected("logitech mouse"), None);
}

#[test]
fn the_thing_comes_before_what_belongs_to_it() {
    first("sepatu", 10, &["sepatu", "shoes"]);
    without(
        "sepatu",
        12,
        &["rak sepatu", "lem sepatu", "kotak sepatu", "pewarna"],
    );
    first("masker", 10, &["masker", "mask"]);
    without(
        "masker",
        10,
        &["tali masker", "konektor", "kotak masker", "strap"],
    );
    without("kopi", 3, &["parfum"]);
    without("laptop", 2, &["cooling", "charger", "meja", "stand", "kipas"]);
    first(
        "dompet",
        4,
        &["dompet pria", "dompet wanita", "dompet pendek", "dompet kulit"],
    );
}

#[test]
fn what_belongs_to_it_is_found_by_its_own_name() {
    first("rak sepatu", 2, &["rak sepatu"]);
    first("lem sepatu", 2, &["lem sepatu"]);
    first("tali masker", 3, &["tali masker"]);
    first(
        "charger laptop",
        4,
        &[
            "charger laptop",
            "charger adaptor laptop",
            "charger original laptop",
        ],
    );
    first("cooling pad laptop", 5, &["cooling pad"]);
    first("parfum mobil", 5, &["parfum mobil", "parfum kopi", "pewangi"]);
    first("kaos kaki", 8, &["kaos kaki", "socks"]);
    first("sarung tangan", 4, &["sarung tangan"]);
    first("kartu remi", 4, &["kartu remi"]);
    first("makanan kucing", 8, &["makanan kucing", "cat food"]);
}

#[test]
fn forms_of_a_word_find_each_other() {
    first("membersihkan lantai", 4, &["pembersih"]);
    first("pembersih lantai", 4, &["pembersih"]);
    first("pembersih kaca", 3, &["pembersih kaca"]);
    first("tripods", 5, &["tripod"]);
    first("batteries", 2, &["baterai", "battery", "batre"]);
    first("notebooks", 2, &["notebook", "laptop"]);
    among("permainan kartu", 6, "card");
}

#[test]
fn languages_and_abbreviations_mix() {
    first("coffee", 5, &["kopi", "coffee"]);
    first("shoes", 8, &["sepatu", "shoes"]);
    first("handphone holder", 3, &["hp", "handphone", "phone"]);
    first("dompet cowok", 2, &["dompet kulit pria", "dompet pria"]);
    first("tas cewek", 3, &["wanita", "cewek", "women"]);
    first("sepatu cowok", 4, &["pria", "men's"]);
    first("kids face mask", 1, &["masker anak"]);
    first("wireless keyboard", 5, &["keyboard"]);
    first("mainan edukasi anak", 2, &["edukatif", "edukasi", "montessori"]);
    first("spidol whiteboard", 1, &["whiteboard"]);
}

#[test]
fn words_written_together_and_apart_are_one() {
    alike("powerbank", "power bank");
    alike("hotwheels", "hot wheels");
    alike("flashdisk", "flash disk");
    first("powerbank", 3, &["powerbank", "power bank"]);
    without("powerbank", 3, &["tas gadget"]);
    first("chargerlaptop", 3, &["charger"]);
    first("bubble wrap", 6, &["wrap"]);
}

#[test]
fn models_and_measures_are_found_however_they_are_written() {
    first("ssd 128gb", 2, &["ssd 128gb", "ssd midasforce 128 gb"]);
    first("ssd 128 gb", 2, &["ssd 128gb", "ssd midasforce 128 gb"]);
    first("k380", 2, &["k380"]);
    first("k 380", 2, &["k380"]);
    first("logitech m191", 1, &["m191"]);
    first("hand sanitizer 5 liter", 1, &["5 liter"]);
    first("kertas hvs a4", 2, &["kertas hvs"]);
    first("ram ddr4 8gb", 1, &["ddr4 8gb"]);
    first("windows 10 pro", 2, &["windows 10 pro"]);
}

#[test]
fn a_whole_title_finds_its_product() {
    let mut missed = Vec::new();
    for document in CATALOGUE.documents.values() {
        let hits = CATALOGUE.hits(&document.title, 10);
        let own = hits.iter().any(|hit| hit.starts_with(&document.title));
        if !own {
            missed.push(document.title.clone());
        }
    }
    assert!(
        missed.is_empty(),
        "{} titles do not find their product: {missed:#?}",
        missed.len()
    );
}

#[test]
fn a_short_title_comes_before_longer_ones_that_contain_it() {
    best("uno card", "uno card");
    best("bubble wrap", "bubble wrap");
    best("brownies panggang premium", "brownies panggang");
    best("l'oreal extraordinary oil", "l'oreal");
    best("loreal oil", "l'oreal");
}

#[test]
fn what_nothing_has_entirely_is_found_in_part() {
    let page = CATALOGUE
        .index
        .search(&Query::text("sepatu kaca cinderella"))
        .unwrap();
    assert!(page.relaxed && page.total > 0);
    let page = CATALOGUE.index.search(&Query::text("qqxzzv")).unwrap();
    assert_eq!((page.total, page.corrected), (0, None));
}

#[test]
fn the_word_being_typed_matches_its_beginnings() {
    let typed = |text: &str| {
        CATALOGUE
            .index
            .search(&Query {
                typing: true,
                ..Query::text(text)
            })
            .unwrap()
            .total
    };
    assert!(typed("kaos pol") >= 5);
    assert!(typed("log") >= 10);
    assert!(typed("charger lap") >= 5);
}

#[test]
fn one_product_in_many_copies_does_not_fill_the_page() {
    let hits = CATALOGUE.hits("sepatu", 10);
    let copies = hits.iter().filter(|hit| hit.starts_with("PVN Kara")).count();
    assert!((1..=5).contains(&copies), "{hits:#?}");
}

#[test]
fn browsing_shows_what_is_rated_and_sold_best() {
    let page = CATALOGUE.index.search(&Query::default()).unwrap();
    assert_eq!(page.total, CATALOGUE.documents.len());
    for hit in &page.hits {
        let document = &CATALOGUE.documents[&hit.product_id];
        assert!(document.sold_count > 10_000, "{}", document.title);
    }
}

#[test]
fn suggestions_begin_with_what_is_typed() {
    let suggest = |typed: &str| CATALOGUE.index.suggest(typed, 8).unwrap();
    assert!(suggest("kao").contains(&"kaos kaki".to_owned()));
    assert!(suggest("kaos po").contains(&"kaos polos".to_owned()));
    assert!(suggest("elek").contains(&"elektronik".to_owned()));
    assert!(suggest("makanan ku").contains(&"makanan kucing".to_owned()));
    assert!(suggest("koas po").contains(&"kaos polos".to_owned()));
    assert!(suggest("").is_empty());
    assert!(suggest("k").len() == 8);
}
