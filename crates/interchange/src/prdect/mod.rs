//! PRDECT-ID, a data set of Indonesian product reviews: each row is a review and repeats its product.
//!
//! The file is small and its products do not stand together, so it is gathered whole. A product is a name at a place as the
//! file writes it; that gives 1,313 products. Where rows of a product differ, the price is the most frequent one, the figures
//! are those with the most reviews (the latest look at the product), the category is the first of the most frequent.

mod clean;
mod column;
mod gather;
mod reader;

pub(crate) use column::Column;
pub(crate) use reader::PrdectReader;
