//! What is written is read: for arbitrary drafts, in every format that can be written.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::money::Money;
use pasar_interchange::{
    Channel, Condition, GoogleTableWriter, GoogleXmlWriter, Gtin, Lines, PictureDraft, ProductDraft, Record,
    ShopifyWriter, VariantDraft, read, sanitise,
};
use proptest::prelude::*;

use crate::support::{cases, pounds};

/// A text as drafts have it: one line, trimmed, never empty.
fn word() -> impl Strategy<Value = String> {
    let wild = "[ '\"=+@;,\t<>&:\\\\|-]{0,3}(\\PC|[a-z \"'é汉☕]){1,12}";
    (wild, "[a-z]{0,2}").prop_map(|(wild, end)| {
        let text = wild.split_whitespace().collect::<Vec<_>>().join(" ");
        let noise = |character: char| character == '\u{feff}' || character.is_control();
        format!("{}{end}x", text.replace(noise, ""))
    })
}

fn html() -> impl Strategy<Value = String> {
    "(<b>|</b>|<p>|</p>|<ul><li>|</li></ul>|&amp;|&|<|\n|\"|'|=|,|\t|[a-z ]|é|☕){0,30}"
        .prop_map(|text| sanitise(&text))
}

fn gtin() -> impl Strategy<Value = Gtin> {
    "[1-9][0-9]{11}".prop_map(|digits| {
        (0..10)
            .find_map(|last| Gtin::read(&format!("{digits}{last}")).ok())
            .unwrap()
            .0
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        Just(Condition::New),
        Just(Condition::Refurbished),
        Just(Condition::Used)
    ]
}

fn pictures(with_alt: bool) -> impl Strategy<Value = Vec<PictureDraft>> {
    let alt = prop_oneof![Just(String::new()), word()];
    prop::collection::vec(("[a-z0-9/._~?=&%-]{0,12}", alt), 0..4).prop_map(move |facts| {
        let numbered = facts.into_iter().enumerate();
        let picture = |(place, (path, alt)): (usize, (String, String))| PictureDraft {
            url: format!("https://cdn.example/{place}/{path}"),
            alt: if with_alt { alt } else { String::new() },
            position: u32::try_from(place).unwrap() + 1,
        };
        numbered.map(picture).collect()
    })
}

prop_compose! {
    fn variant()(
        minor in 1_i64..100_000_000, more in prop::option::of(1_i64..1_000_000), stock in prop::option::of(0_u32..1_000_000),
        grams in prop::option::of(1_u32..50_000), gtin in prop::option::of(gtin()), mpn in prop::option::of(word()),
        sku in prop::option::of(word()), condition in condition(), values in [word(), word(), word()], picture: prop::sample::Index,
        has_picture: bool,
    ) -> (VariantDraft, prop::sample::Index, bool) {
        let money = |minor| Money::new(minor, pounds().currency);
        let variant = VariantDraft {
            external_key: String::new(), sku, option_values: values.to_vec(), price: money(minor),
            compare_at: more.map(|more| money(minor + more)), stock, grams, gtin, mpn, condition, picture: None, line: 0,
        };
        (variant, picture, has_picture)
    }
}

prop_compose! {
    /// A draft without variants' keys; what depends on the format is set by the callers.
    fn draft(with_alt: bool)(
        key in word(), title in word(), description_html in html(), category_hint in prop::option::of(word()),
        tags in prop::collection::btree_set(word().prop_map(|tag| tag.replace(',', ";")), 0..3),
        brand in prop::option::of(word()), published: bool, ship_from in prop::option::of(word()),
        attributes in prop::collection::btree_map(prop_oneof![word(), Just("color".to_owned()), Just("size_type".to_owned())], word(), 0..3),
        options in prop::collection::btree_set(prop_oneof![word(), Just("Color".to_owned()), Just("Ukuran".to_owned())], 0..4),
        variants in prop::collection::vec(variant(), 1..4), pictures in pictures(with_alt),
    ) -> ProductDraft {
        let options: Vec<String> = options.into_iter().take(3).collect();
        let mut seen = BTreeSet::new();
        let variants = variants.into_iter().enumerate().filter_map(|(place, (mut variant, index, has_picture))| {
            variant.option_values.truncate(options.len());
            if (has_picture || place == 0) && !pictures.is_empty() {
                let at = if place == 0 { 0 } else { index.index(pictures.len()) };
                variant.picture = Some(pictures[at].url.clone());
            }
            seen.insert(variant.option_values.clone()).then_some(variant)
        });
        ProductDraft {
            external_key: key, title, description_html, category_hint, tags: tags.into_iter().collect(), brand,
            attributes, variants: variants.collect(), options, pictures, published, ship_from, reviews: Vec::new(),
            figures: None, continues: false, complete: true, lines: Lines::default(),
        }
    }
}

fn drafts(with_alt: bool) -> impl Strategy<Value = Vec<ProductDraft>> {
    prop::collection::vec(draft(with_alt), 1..4).prop_map(|mut drafts| {
        for (place, draft) in drafts.iter_mut().enumerate() {
            draft.external_key = format!("{place}{}", draft.external_key);
        }
        drafts
    })
}

/// Drafts as Google has them: variants are named by ids, which are SKUs too, and each variant of a group has its picture.
fn as_google(mut drafts: Vec<ProductDraft>) -> Vec<ProductDraft> {
    for draft in &mut drafts {
        let is_group = draft.variants.len() > 1 || !draft.options.is_empty();
        let first = draft.pictures.first().map(|picture| picture.url.clone());
        for (place, variant) in draft.variants.iter_mut().enumerate() {
            let id = if is_group {
                format!("{} {place}", draft.external_key)
            } else {
                draft.external_key.clone()
            };
            variant.picture = variant
                .picture
                .take()
                .or_else(|| first.clone())
                .filter(|_| is_group);
            variant.sku = variant
                .sku
                .take()
                .filter(|_| place % 2 == 0)
                .or_else(|| (place % 3 > 0).then(|| id.clone()));
            variant.external_key = id;
        }
    }
    drafts
}

fn read_back(bytes: &[u8]) -> Vec<ProductDraft> {
    read(bytes, &pounds())
        .unwrap()
        .filter_map(|record| match record {
            Record::Product(mut draft) => {
                draft.lines = Lines::default();
                draft.variants.iter_mut().for_each(|variant| variant.line = 0);
                Some(*draft)
            }
            Record::Finding(finding) if finding.effect.is_loss() => panic!("{finding:?}"),
            Record::Finding(_) => None,
        })
        .collect()
}

fn write_shopify(drafts: &[ProductDraft]) -> Vec<u8> {
    let mut writer = ShopifyWriter::new(Vec::new()).unwrap();
    drafts.iter().for_each(|draft| writer.write(draft).unwrap());
    writer.finish().unwrap()
}

fn link(draft: &ProductDraft, _: &VariantDraft) -> String {
    format!("https://shop.example/p/{}", draft.external_key.len())
}

fn write_table(drafts: &[ProductDraft]) -> Vec<u8> {
    let mut writer = GoogleTableWriter::new(Vec::new(), &link).unwrap();
    drafts.iter().for_each(|draft| writer.write(draft).unwrap());
    writer.finish().unwrap()
}

fn write_xml(drafts: &[ProductDraft]) -> Vec<u8> {
    let channel = Channel {
        title: "A & B".to_owned(),
        link: "https://shop.example".to_owned(),
        description: "<item>".to_owned(),
    };
    let mut writer = GoogleXmlWriter::new(Vec::new(), &channel, &link).unwrap();
    drafts.iter().for_each(|draft| writer.write(draft).unwrap());
    writer.finish().unwrap()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn shopify(drafts in drafts(true)) {
        let mut drafts = drafts;
        for variant in drafts.iter_mut().flat_map(|draft| &mut draft.variants) {
            variant.external_key = variant.option_values.join(" / ");
        }
        let bytes = write_shopify(&drafts);
        prop_assert_eq!(read_back(&bytes), drafts);
        prop_assert!(runs_no_formula(&bytes, ','));
    }

    #[test]
    fn google_table(drafts in drafts(false)) {
        let drafts = as_google(drafts);
        let bytes = write_table(&drafts);
        prop_assert_eq!(read_back(&bytes), drafts);
    }

    #[test]
    fn google_xml(drafts in drafts(false)) {
        let drafts = as_google(drafts);
        let bytes = write_xml(&drafts);
        prop_assert_eq!(read_back(&bytes), drafts);
    }
}

/// No cell begins with what a spreadsheet would run.
fn runs_no_formula(bytes: &[u8], delimiter: char) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let starts: Vec<String> = [",", "\n"]
        .iter()
        .flat_map(|before| ["=", "+", "@"].map(|sign| format!("{before}{sign}")))
        .collect();
    let unquoted: String = text.split('"').step_by(2).collect::<Vec<_>>().join("\u{1}");
    let in_quotes = ["=", "+", "-", "@"]
        .iter()
        .any(|sign| text.contains(&format!("{delimiter}\"{sign}")));
    !starts.iter().any(|start| unquoted.contains(start.as_str())) && !in_quotes
}

#[test]
fn an_export_reads_like_this() {
    let money = |minor| Money::new(minor, pounds().currency);
    let variant = |key: &str, values: &[&str], minor| VariantDraft {
        external_key: key.to_owned(),
        sku: Some(key.to_owned()),
        option_values: values.iter().map(|value| (*value).to_owned()).collect(),
        price: money(minor),
        compare_at: Some(money(minor + 500)),
        stock: Some(4),
        grams: Some(1_500),
        gtin: Some(Gtin::read("5012345678900").unwrap().0),
        mpn: None,
        condition: Condition::New,
        picture: Some("https://cdn.example/1.jpg".to_owned()),
        line: 0,
    };
    let draft = ProductDraft {
        external_key: "jumper".to_owned(),
        title: "=Jumper, \"Guernsey\"".to_owned(),
        description_html: "<p>Wool</p>\n<p>Warm</p>".to_owned(),
        category_hint: Some("Knitwear > Jumpers".to_owned()),
        tags: vec!["wool".to_owned(), "@winter".to_owned()],
        brand: Some("Dales & Knit".to_owned()),
        attributes: BTreeMap::from([
            ("gender".to_owned(), "unisex".to_owned()),
            ("Care".to_owned(), "hand, cold".to_owned()),
        ]),
        options: vec!["Size".to_owned(), "Yarn".to_owned()],
        variants: vec![
            variant("J-S", &["S", "-2 ply"], 7_550),
            variant("J-M", &["M", "+5 ply"], 8_000),
        ],
        pictures: ["1", "2", "3"]
            .map(|name| PictureDraft {
                url: format!("https://cdn.example/{name}.jpg"),
                alt: String::new(),
                position: name.parse().unwrap(),
            })
            .to_vec(),
        published: true,
        ship_from: Some("Ripon".to_owned()),
        reviews: Vec::new(),
        figures: None,
        continues: false,
        complete: true,
        lines: Lines::default(),
    };
    let drafts = [draft];
    let text = [write_shopify(&drafts), write_table(&drafts), write_xml(&drafts)]
        .map(|bytes| String::from_utf8(bytes).unwrap());
    insta::assert_snapshot!("export", text.join("\n----\n").replace('\r', ""));
}

#[test]
fn ids_are_unique_though_keys_are_not() {
    let text = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n\
        shirt,Shirt,Size,M,S1,5\nshirt,,,L,,6\nskirt,Skirt,Size,M,,7\nhat,Hat,,,H,8\n";
    let drafts = read_back(text.as_bytes());
    let read = read_back(&write_xml(&drafts));
    let variants: Vec<(&str, Option<&str>)> = read
        .iter()
        .flat_map(|draft| &draft.variants)
        .map(|variant| (variant.external_key.as_str(), variant.sku.as_deref()))
        .collect();
    assert_eq!(
        variants,
        [
            ("shirt M", Some("S1")),
            ("shirt L", None),
            ("skirt M", None),
            ("hat", Some("H"))
        ]
    );
}
