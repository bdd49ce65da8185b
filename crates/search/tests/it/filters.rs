//! Filters, facets, sorting and pages, against a plain reading of the same documents.

use pasar_domain::Instant;
use pasar_search::{Document, Index, OFFSET_MAX, Page, Query, Sort};

use crate::catalogue::{index_of, numbers, product};

/// Sixty products whose facts vary independently.
fn documents() -> Vec<Document> {
    (0..60_u32)
        .map(|n| {
            let number = u128::from(n) + 1;
            Document {
                title: format!("Barang {} nomor {n}", if n % 2 == 0 { "merah" } else { "biru" }),
                category_path: match n % 3 {
                    0 => vec!["fashion".to_owned(), "fashion-pria".to_owned()],
                    1 => vec!["fashion".to_owned(), "fashion-wanita".to_owned()],
                    _ => vec!["dapur".to_owned()],
                },
                place: ["Jakarta Barat", "Kota Bandung", "Kota Surabaya", "Kab. Tegal"][(n as usize / 3) % 4]
                    .to_owned(),
                price_minor: i64::from(n) * 100_000,
                rating_hundredths: (n % 5 != 0).then(|| 250 + u16::try_from(n % 5).unwrap() * 60),
                rating_count: n,
                sold_count: (n * 37) % 101,
                in_stock: n % 4 != 1,
                published_at: Instant::from_timestamp(1_700_000_000 + i64::from((n * 7) % 60), 0).unwrap(),
                ..product(number)
            }
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Filter {
    Category,
    Place,
    Price,
    Rating,
    Stock,
}

/// Does a document pass all filters of a query but one?
fn passes(document: &Document, query: &Query, but: Option<Filter>) -> bool {
    let on = |filter| but != Some(filter);
    let category = query
        .category
        .as_ref()
        .is_none_or(|slug| document.category_path.contains(slug));
    let place = query.places.is_empty() || query.places.contains(&document.place);
    let price = query.price_min.is_none_or(|min| document.price_minor >= min)
        && query.price_max.is_none_or(|max| document.price_minor <= max);
    let rating = query
        .rating_min
        .is_none_or(|min| document.rating_hundredths.is_some_and(|rating| rating >= min));
    let words = query.text.as_deref().unwrap_or_default();
    words
        .split(' ')
        .filter(|word| !word.is_empty())
        .all(|word| document.title.to_lowercase().contains(word))
        && query.shop.is_none_or(|shop| document.shop_id == shop)
        && (category || !on(Filter::Category))
        && (place || !on(Filter::Place))
        && (price || !on(Filter::Price))
        && (rating || !on(Filter::Rating))
        && (document.in_stock || !query.in_stock_only || !on(Filter::Stock))
}

fn count(documents: &[Document], query: &Query, but: Filter, is: impl Fn(&Document) -> bool) -> usize {
    documents
        .iter()
        .filter(|document| passes(document, query, Some(but)) && is(document))
        .count()
}

fn check_facets(documents: &[Document], query: &Query, page: &Page) {
    assert_eq!(
        page.total,
        documents
            .iter()
            .filter(|document| passes(document, query, None))
            .count(),
        "{query:?}"
    );
    for slug in ["fashion", "fashion-pria", "fashion-wanita", "dapur"] {
        let expected = count(documents, query, Filter::Category, |d| {
            d.category_path.iter().any(|own| own == slug)
        });
        let found = page
            .facets
            .categories
            .iter()
            .find(|count| count.value == slug)
            .map_or(0, |count| count.count);
        assert_eq!(found, expected, "{slug} for {query:?}");
    }
    for place in ["Jakarta Barat", "Kota Bandung", "Kota Surabaya", "Kab. Tegal"] {
        let expected = count(documents, query, Filter::Place, |d| d.place == place);
        let found = page
            .facets
            .places
            .iter()
            .find(|count| count.value == place)
            .map_or(0, |count| count.count);
        assert_eq!(found, expected, "{place} for {query:?}");
    }
    for band in &page.facets.prices {
        let expected = count(documents, query, Filter::Price, |d| {
            band.min_minor.is_none_or(|min| d.price_minor >= min)
                && band.max_minor.is_none_or(|max| d.price_minor <= max)
        });
        assert_eq!(band.count, expected, "{band:?} for {query:?}");
    }
    for rating in &page.facets.ratings {
        let expected = count(documents, query, Filter::Rating, |d| {
            d.rating_hundredths
                .is_some_and(|own| own >= rating.min_hundredths)
        });
        assert_eq!(rating.count, expected, "{rating:?} for {query:?}");
    }
    assert_eq!(
        page.facets.in_stock,
        count(documents, query, Filter::Stock, |d| d.in_stock),
        "{query:?}"
    );
}

#[test]
fn each_facet_counts_with_every_filter_but_its_own() {
    let documents = documents();
    let index = index_of(documents.iter().cloned());
    for bits in 0_u32..128 {
        let on = |bit: u32| bits & (1 << bit) != 0;
        let query = Query {
            text: on(0).then(|| "merah".to_owned()),
            category: on(1).then(|| "fashion".to_owned()),
            places: if on(2) {
                vec!["Kota Bandung".to_owned(), "Kab. Tegal".to_owned()]
            } else {
                Vec::new()
            },
            price_min: on(3).then_some(1_000_000),
            price_max: on(3).then_some(4_500_000),
            rating_min: on(4).then_some(400),
            in_stock_only: on(5),
            shop: on(6).then(|| documents[3].shop_id),
            ..Query::default()
        };
        let page = index.search(&query).unwrap();
        check_facets(&documents, &query, &page);
        let bare = index
            .search(&Query {
                facets: false,
                ..query
            })
            .unwrap();
        assert_eq!((bare.hits, bare.total), (page.hits, page.total));
        assert_eq!(bare.facets, Default::default());
    }
}

#[test]
fn unknown_values_find_nothing_and_do_not_fail() {
    let index = index_of(documents());
    let total = |query: Query| index.search(&query).unwrap().total;
    assert_eq!(
        total(Query {
            category: Some("tidak-ada".to_owned()),
            ..Query::default()
        }),
        0
    );
    assert_eq!(
        total(Query {
            places: vec!["Atlantis".to_owned()],
            ..Query::default()
        }),
        0
    );
    assert_eq!(
        total(Query {
            price_min: Some(i64::MAX),
            ..Query::default()
        }),
        0
    );
    assert_eq!(
        total(Query {
            price_max: Some(-1),
            ..Query::default()
        }),
        1,
        "a negative price is 0"
    );
    let own_shop = Query {
        shop: Some(product(6).shop_id),
        ..Query::default()
    };
    assert!(total(own_shop) > 0);
}

fn facts(index: &Index, sort: Sort, fact: impl Fn(&Document) -> i64) -> Vec<i64> {
    let documents = documents();
    let found = numbers(
        index,
        &Query {
            sort,
            limit: 100,
            ..Query::default()
        },
    );
    assert_eq!(found.len(), documents.len());
    found
        .iter()
        .map(|number| fact(&documents[usize::try_from(*number).unwrap() - 1]))
        .collect()
}

#[test]
fn sorts_order_by_what_they_say() {
    let index = index_of(documents());
    let rating = |d: &Document| -i64::from(d.rating_hundredths.unwrap_or(0));
    assert!(facts(&index, Sort::PriceAscending, |d| d.price_minor).is_sorted());
    assert!(facts(&index, Sort::PriceDescending, |d| -d.price_minor).is_sorted());
    assert!(facts(&index, Sort::Rating, rating).is_sorted());
    assert!(facts(&index, Sort::Sold, |d| -i64::from(d.sold_count)).is_sorted());
    assert!(facts(&index, Sort::Newest, |d| -d.published_at.timestamp()).is_sorted());
    assert!(
        facts(&index, Sort::Relevance, |d| i64::from(!d.in_stock)).is_sorted(),
        "in stock first"
    );
}

#[test]
fn equals_are_ordered_by_id() {
    let index = index_of((1..=50).rev().map(product));
    let found = numbers(
        &index,
        &Query {
            limit: 100,
            ..Query::default()
        },
    );
    assert_eq!(found, (1..=50).collect::<Vec<_>>());
}

#[test]
fn pages_join_to_the_whole() {
    let index = index_of(documents());
    for sort in [Sort::Relevance, Sort::PriceAscending, Sort::Newest] {
        for text in [None, Some("merah".to_owned())] {
            let query = Query {
                text,
                sort,
                limit: 100,
                ..Query::default()
            };
            let whole = numbers(&index, &query);
            let pages = (0..60).step_by(7).flat_map(|offset| {
                numbers(
                    &index,
                    &Query {
                        offset,
                        limit: 7,
                        ..query.clone()
                    },
                )
            });
            assert_eq!(pages.collect::<Vec<_>>(), whole);
        }
    }
}

#[test]
fn deep_pages_are_bounded() {
    let index = index_of(documents());
    let page = index
        .search(&Query {
            offset: OFFSET_MAX + 1,
            ..Query::default()
        })
        .unwrap();
    assert_eq!((page.hits.len(), page.total), (0, 60));
    let page = index
        .search(&Query {
            limit: usize::MAX,
            offset: usize::MAX,
            ..Query::default()
        })
        .unwrap();
    assert_eq!((page.hits.len(), page.total), (0, 60));
    assert_eq!(
        index
            .search(&Query {
                limit: usize::MAX,
                ..Query::default()
            })
            .unwrap()
            .hits
            .len(),
        60
    );
}

#[test]
fn what_is_popular_comes_first_among_equal_matches() {
    let sold = |number: u128, sold_count: u32, in_stock: bool| Document {
        title: "Kaos polos".to_owned(),
        sold_count,
        in_stock,
        ..product(number)
    };
    let index = index_of([
        sold(1, 5, true),
        sold(2, 5_000, true),
        sold(3, 900_000, false),
        sold(4, 500, true),
    ]);
    assert_eq!(numbers(&index, &Query::text("kaos polos")), [2, 4, 1, 3]);
}

#[test]
fn a_word_as_written_comes_before_its_misspelling() {
    let popular = |number: u128, title: &str, sold_count: u32| Document {
        title: title.to_owned(),
        sold_count,
        ..product(number)
    };
    let mut documents: Vec<_> = (10..40)
        .map(|number| popular(number, "Kopi hitam", 100_000))
        .collect();
    documents.push(popular(1, "Kopo hitam", 0));
    let index = index_of(documents);
    assert_eq!(numbers(&index, &Query::text("kopo"))[0], 1);
    assert_eq!(index.search(&Query::text("kopo")).unwrap().corrected, None);
}
