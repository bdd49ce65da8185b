//! The fields of the index, and how a document becomes terms and columns.

use tantivy::TantivyDocument;
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

use crate::document::Document;
use crate::language::{FNV_SEED, Lexicon, fnv};
use crate::rank::{self, CROWDING_WORDS, STANDING_STEPS};
use crate::text;

/// Grows with every change to the fields or to what is written into them; an older index is then outdated.
pub(crate) const FORMAT: u32 = 3;

/// Words of a title that are indexed.
const TITLE_WORDS_MAX: usize = 60;
/// Words of all other short texts together.
const LABEL_WORDS_MAX: usize = 200;
/// Words of a description.
const BODY_WORDS_MAX: usize = 1_500;
/// The first words of a title in which its noun is looked for.
const HEAD_WORDS: usize = 4;
/// Words after a carrier that it makes qualifiers: in `parfum mobil kopi bali` neither `mobil` nor `kopi` is the noun.
const CARRIED_WORDS: usize = 2;
/// The first words of a title that make suggestions.
const SUGGEST_WORDS: usize = 7;
/// Categories on a path; deeper ones are dropped.
const CATEGORIES_MAX: usize = 8;
/// Bytes of a category slug or place.
const VALUE_BYTES_MAX: usize = 200;

/// Inverted fields hold terms that are made here; columns hold what filters, counts and sorts.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// The product id, to replace and delete.
    pub(crate) product: Field,
    /// The shop id, to filter.
    pub(crate) shop: Field,
    /// Words of the title, and the letter and digit parts of mixed words.
    pub(crate) title: Field,
    /// Stems of the title's words, marked by language.
    pub(crate) stem: Field,
    /// Neighbouring words of the title written as one.
    pub(crate) pair: Field,
    /// What the product is: the first nouns of the title, as written and as stems.
    pub(crate) head: Field,
    /// Words and stems of brand, categories, attributes and place.
    pub(crate) label: Field,
    /// Stems of the description.
    pub(crate) body: Field,
    /// Phrases to complete what is typed.
    pub(crate) suggest: Field,
    id_high: Field,
    id_low: Field,
    category: Field,
    place: Field,
    price: Field,
    rating: Field,
    sold: Field,
    published: Field,
    standing: Field,
    stock: Field,
    title_words: Field,
    kin: Field,
}

/// Names of the columns, where tantivy asks for names.
pub(crate) mod column {
    pub(crate) const ID_HIGH: &str = "id_high";
    pub(crate) const ID_LOW: &str = "id_low";
    pub(crate) const CATEGORY: &str = "category";
    pub(crate) const PLACE: &str = "place";
    pub(crate) const PRICE: &str = "price";
    pub(crate) const RATING: &str = "rating";
    pub(crate) const SOLD: &str = "sold";
    pub(crate) const PUBLISHED: &str = "published";
    pub(crate) const STANDING: &str = "standing";
    pub(crate) const STOCK: &str = "stock";
    pub(crate) const TITLE_WORDS: &str = "title_words";
    pub(crate) const KIN: &str = "kin";
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let terms = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    );
    let id = BytesOptions::default().set_indexed();
    let value = TextOptions::default().set_fast("raw");
    let number = NumericOptions::default().set_fast();
    let fields = Fields {
        product: builder.add_bytes_field("product", id.clone()),
        shop: builder.add_bytes_field("shop", id),
        title: builder.add_text_field("title", terms.clone()),
        stem: builder.add_text_field("stem", terms.clone()),
        pair: builder.add_text_field("pair", terms.clone()),
        head: builder.add_text_field("head", terms.clone()),
        label: builder.add_text_field("label", terms.clone()),
        body: builder.add_text_field("body", terms.clone()),
        suggest: builder.add_text_field("suggest", terms),
        id_high: builder.add_u64_field(column::ID_HIGH, number.clone()),
        id_low: builder.add_u64_field(column::ID_LOW, number.clone()),
        category: builder.add_text_field(column::CATEGORY, value.clone()),
        place: builder.add_text_field(column::PLACE, value),
        price: builder.add_u64_field(column::PRICE, number.clone()),
        rating: builder.add_u64_field(column::RATING, number.clone()),
        sold: builder.add_u64_field(column::SOLD, number.clone()),
        published: builder.add_u64_field(column::PUBLISHED, number.clone()),
        standing: builder.add_u64_field(column::STANDING, number.clone()),
        stock: builder.add_u64_field(column::STOCK, number.clone()),
        title_words: builder.add_u64_field(column::TITLE_WORDS, number.clone()),
        kin: builder.add_u64_field(column::KIN, number),
    };
    (builder.build(), fields)
}

/// The document as terms and columns.
pub(crate) fn tantivy_document(fields: &Fields, lexicon: &Lexicon, document: &Document) -> TantivyDocument {
    let mut out = TantivyDocument::new();
    let id = document.product_id.uuid();
    let (high, low) = id.as_u64_pair();
    out.add_bytes(fields.product, id.as_bytes());
    out.add_bytes(fields.shop, document.shop_id.uuid().as_bytes());
    out.add_u64(fields.id_high, high);
    out.add_u64(fields.id_low, low);
    for slug in document.category_path.iter().take(CATEGORIES_MAX) {
        out.add_text(fields.category, bounded(slug));
    }
    out.add_text(fields.place, bounded(&document.place));
    out.add_u64(fields.price, u64::try_from(document.price_minor).unwrap_or(0));
    out.add_u64(fields.rating, document.rating_hundredths.map_or(0, u64::from));
    out.add_u64(fields.sold, u64::from(document.sold_count));
    out.add_u64(
        fields.published,
        u64::try_from(document.published_at.timestamp()).unwrap_or(0),
    );
    let standing = rank::standing(
        document.rating_hundredths,
        document.rating_count,
        document.sold_count,
    );
    out.add_u64(fields.standing, steps(standing));
    out.add_u64(fields.stock, u64::from(document.in_stock));
    add_title(&mut out, fields, lexicon, &document.title);
    add_label(&mut out, fields, lexicon, document);
    add_body(&mut out, fields, lexicon, &document.description_text);
    out
}

/// A standing is within 0 and 1, so its steps fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn steps(standing: f32) -> u64 {
    (standing * STANDING_STEPS) as u64
}

fn bounded(value: &str) -> &str {
    &value[..value.floor_char_boundary(VALUE_BYTES_MAX)]
}

fn add_title(out: &mut TantivyDocument, fields: &Fields, lexicon: &Lexicon, title: &str) {
    let words = text::words(title, TITLE_WORDS_MAX);
    out.add_u64(fields.title_words, u64::try_from(words.len()).unwrap_or(u64::MAX));
    out.add_u64(fields.kin, kin(&words));
    for word in &words {
        out.add_text(fields.title, word);
        lexicon
            .stems(word)
            .for_each(|stem| out.add_text(fields.stem, stem));
        for part in text::parts(word) {
            out.add_text(fields.title, part);
        }
    }
    for neighbours in words.windows(2) {
        out.add_text(fields.pair, neighbours.concat());
    }
    for (is_first, head) in heads(lexicon, &words) {
        add_head(out, fields.head, is_first, &head);
        lexicon
            .stems(&head)
            .for_each(|stem| add_head(out, fields.head, is_first, &stem));
    }
    for phrase in phrases(lexicon, &words) {
        out.add_text(fields.suggest, phrase);
    }
}

/// Equal for titles that begin alike.
fn kin(words: &[String]) -> u64 {
    fnv(FNV_SEED, &words[..words.len().min(CROWDING_WORDS)].join(" "))
}

fn add_head(out: &mut TantivyDocument, field: Field, is_first: bool, term: &str) {
    out.add_text(field, term);
    if is_first {
        out.add_text(field, first_head(term));
    }
}

/// The term of a head that is the first noun of its title. No word begins so.
pub(crate) fn first_head(term: &str) -> String {
    format!("^{term}")
}

/// The words among the first of a title that say what the product is, alone and joined to the next: not what a carrier
/// makes a qualifier (`rak sepatu`), and only joined what the next word makes another thing (`kaos kaki`, `phone case`). True marks those of the first noun.
fn heads(lexicon: &Lexicon, words: &[String]) -> Vec<(bool, String)> {
    let mut heads: Vec<(bool, String)> = Vec::new();
    let is_carried = |place: usize| {
        (place.saturating_sub(CARRIED_WORDS)..place).any(|before| lexicon.is_carrier(&words[before]))
    };
    let speaking = words
        .iter()
        .enumerate()
        .filter(|(_, word)| text::is_speaking(word));
    let first = speaking
        .filter(|(_, word)| !lexicon.is_stop_word(word))
        .take(HEAD_WORDS);
    for (place, word) in first.filter(|(place, _)| !is_carried(*place)) {
        let is_first = heads.is_empty();
        let next = words.get(place + 1);
        let joined = next.map(|next| format!("{word}{next}"));
        let is_other_thing = next.is_some_and(|next| lexicon.is_bearer(next))
            || joined.as_ref().is_some_and(|joined| lexicon.is_compound(joined));
        if !is_other_thing {
            heads.push((is_first, word.clone()));
        }
        heads.extend(joined.map(|joined| (is_first, joined)));
    }
    heads
}

/// One, two and three neighbouring words of the beginning of a title that do not begin or end with a stop word.
fn phrases(lexicon: &Lexicon, words: &[String]) -> Vec<String> {
    let words = &words[..words.len().min(SUGGEST_WORDS)];
    let edge = |word: &String| text::is_speaking(word) && !lexicon.is_stop_word(word);
    (1..=3)
        .flat_map(|length| words.windows(length))
        .filter(|window| window.first().is_some_and(edge) && window.last().is_some_and(edge))
        .filter(|window| window.len() == 1 || window.windows(2).all(|pair| pair[0] != pair[1]))
        .map(|window| window.join(" "))
        .collect()
}

fn add_label(out: &mut TantivyDocument, fields: &Fields, lexicon: &Lexicon, document: &Document) {
    for name in &document.category_words {
        out.add_text(fields.suggest, text::words(name, 6).join(" "));
    }
    let texts = document
        .brand
        .iter()
        .chain(&document.category_words)
        .chain(&document.attributes);
    let texts = texts.chain([&document.place]).chain(&document.region);
    let mut left = LABEL_WORDS_MAX;
    for words in texts.map(|text| text::words(text, 30)) {
        for word in words.iter().take(left) {
            out.add_text(fields.label, word);
            lexicon
                .stems(word)
                .for_each(|stem| out.add_text(fields.label, stem));
        }
        for neighbours in words.windows(2).take(left) {
            out.add_text(fields.label, neighbours.concat());
        }
        left = left.saturating_sub(words.len());
    }
}

fn add_body(out: &mut TantivyDocument, fields: &Fields, lexicon: &Lexicon, description: &str) {
    for word in text::words(description, BODY_WORDS_MAX) {
        if !lexicon.is_stop_word(&word) {
            lexicon
                .stems(&word)
                .for_each(|stem| out.add_text(fields.body, stem));
        }
    }
}
