//! How many there are of a demo product, and how many were sold: the same on every machine.

use pasar_interchange::{Figures, ProductDraft};

/// Most pieces of a variant.
const PIECES_MAX: u64 = 80;
/// One variant in so many is sold out.
const SOLD_OUT_ONE_IN: u64 = 29;

/// Gives a number of pieces to every variant whose file names none.
pub(super) fn fill(draft: &mut ProductDraft) {
    let key = draft.external_key.clone();
    for variant in &mut draft.variants {
        if variant.stock.is_none() {
            let seed = pasar_motif::seed(&format!("stock/{key}/{}", variant.external_key));
            let pieces = if seed.is_multiple_of(SOLD_OUT_ONE_IN) {
                0
            } else {
                3 + seed / 1_000 % PIECES_MAX
            };
            variant.stock = u32::try_from(pieces).ok();
        }
    }
}

/// The figures of a product: what its file says, else its reviews and an invented number of sales.
pub(super) fn figures(draft: &ProductDraft) -> Figures {
    if let Some(figures) = draft.figures {
        return figures;
    }
    let count = u32::try_from(draft.reviews.len()).unwrap_or(u32::MAX);
    let stars: u32 = draft.reviews.iter().map(|review| u32::from(review.rating)).sum();
    let tenths = (stars * 10 + count / 2).checked_div(count).unwrap_or(0);
    let seed = pasar_motif::seed(&format!("sold/{}", draft.external_key));
    let sold = count * 3 + u32::try_from(seed % 40).unwrap_or(0);
    Figures {
        rating_tenths: u8::try_from(tenths).unwrap_or(0),
        sold,
        reviews: count,
    }
}
