//! How a product is ranked: the formula, its weights and their reasons.
//!
//! ```text
//! relevance = text + HEAD · head + PHRASE · phrase + FOCUS · focus      (only when there is text)
//!           + AFFINITY · affinity
//!           + STANDING · standing
//! standing  = RATING_SHARE · rating + (1 − RATING_SHARE) · sold         (all of them within 0 … 1)
//! ```
//!
//! * **text**: each searched word counts by its rarity (inverse document frequency); a word found as written in the title
//!   counts in full, found in another form less ([`EXACT`] … [`BODY`]). The best form counts, once: a seller gains nothing
//!   by repeating a word or by naming a product in three languages. This is why it is not BM25.
//! * **head**: the share of the searched words that stand among the first words of the title and are what the product *is*:
//!   `rak sepatu` (a shoe rack) has no head `sepatu`. Sellers put the noun first and pad the end with words to be found by.
//! * **phrase**: the share of neighbouring words in the search that are neighbours in the title.
//! * **focus**: how much of the title the search covers; `UNO Card` before a title of twenty words that has both.
//! * **affinity**: how much of the matching text weight lies in the product's category. Shoes are found mostly in
//!   fashion, so that for `sepatu` a glue for shoes comes after shoes.
//! * **rating**: the mean damped towards [`RATING_PRIOR`] as if [`RATING_PRIOR_COUNT`] people had given that (a Bayesian
//!   mean): one five-star review proves nothing.
//! * **sold**: the logarithm of what was sold, full at [`SOLD_FULL`]: from 10 to 100 counts as much as from 1,000 to 10,000.
//!
//! A product whose title begins as that of a better one ranks lower by [`CROWDING`] for each of them: a page shows more
//! than one shoe in nine sizes.
//!
//! What has every searched word comes before what has not; among those, what can be bought before what cannot. Without
//! text, standing alone decides. Ties fall to the lower product id, so that an order never changes by chance.

/// A word as written, in the title.
pub const EXACT: f32 = 1.0;
/// The title has the word as two (`power bank` for `powerbank`), or a word that is the two searched ones.
pub const JOINED: f32 = 0.95;
/// Another form of the word with the same stem, in the title.
pub const STEM: f32 = 0.92;
/// Another word for the same thing: this much of what its own form would count.
pub const SYNONYM: f32 = 0.85;
/// The title has a word that begins with it.
pub const PREFIX: f32 = 0.7;
/// One letter differs: this much of what the meant word would count.
pub const TYPO_ONE: f32 = 0.55;
/// Two letters differ.
pub const TYPO_TWO: f32 = 0.4;
/// In the brand, category, attributes or place.
pub const LABEL: f32 = 0.55;
/// In the description only.
pub const BODY: f32 = 0.25;

/// Weight of the head; large enough to lift a head noun over a better-selling accessory.
pub const HEAD: f32 = 0.25;
/// A head that is not the very first noun: this much of [`HEAD`]. `kipas laptop` is about laptops, and is none.
pub const HEAD_LATER: f32 = 0.6;
/// Weight of neighbouring words.
pub const PHRASE: f32 = 0.15;
/// Weight of a title that says little else.
pub const FOCUS: f32 = 0.12;
/// Weight of the category in which most matches are.
pub const AFFINITY: f32 = 0.15;
/// Weight of rating and sales; below the distance between a word as written and a misspelt one, so that popularity orders
/// equal matches and never makes a match.
pub const STANDING: f32 = 0.25;

/// The part of standing that is rating; sales say more, for nearly everything sold is rated 4.6 to 5.
pub const RATING_SHARE: f32 = 0.4;
/// The rating of a product nobody rated, in hundredths: what an average product has.
pub const RATING_PRIOR: f32 = 450.0;
/// How many ratings weigh as much as the prior.
pub const RATING_PRIOR_COUNT: f32 = 20.0;
/// Damped ratings at and below this count nothing.
pub const RATING_FLOOR: f32 = 300.0;
/// Sales at and above this count in full.
pub const SOLD_FULL: f32 = 100_000.0;

/// The part of its score that a product loses for each better one whose title begins alike.
pub const CROWDING: f32 = 0.06;
/// The most products that crowd another.
pub const CROWDING_MAX: u8 = 5;
/// Words at the beginning of a title that make titles alike.
pub const CROWDING_WORDS: usize = 4;

/// The best matches by the formula without affinity and crowding that are ordered anew with them: both are only known
/// once all matches were seen.
pub const REORDERED: usize = 256;

/// Steps of standing as the index keeps it.
pub(crate) const STANDING_STEPS: f32 = 65_535.0;

/// The standing of a product, 0 to 1: the damped rating and the logarithm of sales.
pub fn standing(rating_hundredths: Option<u16>, rating_count: u32, sold_count: u32) -> f32 {
    let count = if rating_hundredths.is_some() {
        to_f32(rating_count)
    } else {
        0.0
    };
    let mean = rating_hundredths.map_or(RATING_PRIOR, f32::from);
    let damped = (mean * count + RATING_PRIOR * RATING_PRIOR_COUNT) / (count + RATING_PRIOR_COUNT);
    let rating = ((damped - RATING_FLOOR) / (500.0 - RATING_FLOOR)).clamp(0.0, 1.0);
    let sold = (to_f32(sold_count).ln_1p() / SOLD_FULL.ln_1p()).clamp(0.0, 1.0);
    RATING_SHARE * rating + (1.0 - RATING_SHARE) * sold
}

/// How much a word that so many of all documents have says about what is searched.
pub(crate) fn rarity(documents_with: u32, documents: u32) -> f32 {
    let (with, all) = (to_f32(documents_with), to_f32(documents.max(documents_with)));
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln().max(0.3)
}

/// Counts need no more than the 24 bits that a float keeps exactly.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn to_f32(count: u32) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_five_star_review_does_not_beat_a_thousand_of_four_and_a_half() {
        assert!(standing(Some(500), 1, 100) < standing(Some(480), 1_000, 100));
    }

    #[test]
    fn standing_grows_with_sales_and_stays_within_its_range() {
        let sold = [0, 1, 10, 1_000, 100_000, u32::MAX].map(|sold| standing(Some(500), u32::MAX, sold));
        assert!(sold.is_sorted());
        assert!(sold.iter().all(|standing| (0.0..=1.0).contains(standing)));
        assert!(standing(Some(0), 9, 0) >= 0.0);
    }

    #[test]
    fn a_rare_word_says_more() {
        assert!(rarity(1, 1_000) > rarity(100, 1_000));
        assert!(rarity(1_000, 1_000) > 0.0);
        assert!(rarity(5, 0) > 0.0);
    }
}
