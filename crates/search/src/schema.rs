//! The fields of the index, and how a document becomes columns; its terms are made in `terms.rs`.

use pasar_domain::Instant;
use tantivy::TantivyDocument;
use tantivy::schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};

use crate::document::Document;
use crate::language::Lexicon;
use crate::rank::{self, STANDING_STEPS};
use crate::terms::Terms;

/// Grows with every change to the fields or to what is written into them; an older index is then outdated.
pub(crate) const FORMAT: u32 = 7;

/// Categories on a path; deeper ones are dropped.
const CATEGORIES_MAX: usize = 8;
/// Bytes of a category slug or place.
const VALUE_BYTES_MAX: usize = 200;

/// One inverted field holds all terms, of every [`Kind`](crate::terms::Kind); columns hold what filters, counts and sorts.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) terms: Field,
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
    for_cohort: Field,
    visible_from: Field,
    visible_until: Field,
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
    pub(crate) const FOR_COHORT: &str = "for_cohort";
    pub(crate) const VISIBLE_FROM: &str = "visible_from";
    pub(crate) const VISIBLE_UNTIL: &str = "visible_until";
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
    let value = TextOptions::default().set_fast("raw");
    let number = NumericOptions::default().set_fast();
    let fields = Fields {
        terms: builder.add_text_field("terms", terms),
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
        for_cohort: builder.add_u64_field(column::FOR_COHORT, number.clone()),
        visible_from: builder.add_u64_field(column::VISIBLE_FROM, number.clone()),
        visible_until: builder.add_u64_field(column::VISIBLE_UNTIL, number.clone()),
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
    out.add_u64(fields.id_high, high);
    out.add_u64(fields.id_low, low);
    for slug in document.category_path.iter().take(CATEGORIES_MAX) {
        out.add_text(fields.category, bounded(slug));
    }
    out.add_text(fields.place, bounded(&document.place));
    out.add_u64(fields.price, u64::try_from(document.price_minor).unwrap_or(0));
    out.add_u64(fields.rating, document.rating_hundredths.map_or(0, u64::from));
    out.add_u64(fields.sold, u64::from(document.sold_count));
    out.add_u64(fields.published, seconds(Some(document.published_at)));
    let standing = rank::standing(
        document.rating_hundredths,
        document.rating_count,
        document.sold_count,
    );
    out.add_u64(fields.standing, steps(standing));
    out.add_u64(fields.stock, u64::from(document.in_stock));
    out.add_u64(fields.for_cohort, u64::from(document.for_cohort));
    out.add_u64(fields.visible_from, seconds(document.visible_from));
    out.add_u64(fields.visible_until, seconds(document.visible_until));
    let terms = Terms::of(lexicon, document);
    out.add_u64(fields.title_words, terms.title_words);
    out.add_u64(fields.kin, terms.kin);
    for term in terms.found_by {
        out.add_text(fields.terms, term);
    }
    out
}

/// Seconds since 1970; 0 for none.
pub(crate) fn seconds(at: Option<Instant>) -> u64 {
    at.and_then(|at| u64::try_from(at.timestamp()).ok()).unwrap_or(0)
}

/// A standing is within 0 and 1, so its steps fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn steps(standing: f32) -> u64 {
    (standing * STANDING_STEPS) as u64
}

fn bounded(value: &str) -> &str {
    &value[..value.floor_char_boundary(VALUE_BYTES_MAX)]
}
