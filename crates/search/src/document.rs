//! What the index is told about a product.

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId};

/// A product as the index sees it. Texts are plain (no HTML), in any of the market's languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The product; a second document of the same product replaces the first.
    pub product_id: ProductId,
    /// Whose product it is.
    pub shop_id: ShopId,
    /// The title as buyers see it.
    pub title: String,
    /// The description; found, but counts for little.
    pub description_text: String,
    /// The brand, when the seller gave one.
    pub brand: Option<String>,
    /// Slugs of the category and its ancestors, root first.
    pub category_path: Vec<String>,
    /// Names of those categories in the market's languages.
    pub category_words: Vec<String>,
    /// Values of attributes and variants worth finding: `Cotton`, `Merah`, `XL`.
    pub attributes: Vec<String>,
    /// Where it is sent from; counted and filtered as one value.
    pub place: String,
    /// Wider places that contain it; found by text, not counted.
    pub region: Option<String>,
    /// Lowest price of a live offer, in minor units of the market's currency. Never negative; a negative price counts as 0.
    pub price_minor: i64,
    /// Mean rating in hundredths of a star, 100 to 500. None without ratings.
    pub rating_hundredths: Option<u16>,
    /// How many ratings the mean is made of.
    pub rating_count: u32,
    /// How many were sold.
    pub sold_count: u32,
    /// Can it be bought now?
    pub in_stock: bool,
    /// Is it only for the buyers of a pilot's cohort? Others do not find it, nor is it counted for them; and it suggests nothing to anybody.
    pub for_cohort: bool,
    /// From when on it is found; None: at once. Until then it is not counted and suggests nothing.
    pub visible_from: Option<Instant>,
    /// From when on it is not found any more; None: that is not known.
    pub visible_until: Option<Instant>,
    /// When buyers could first see it.
    pub published_at: Instant,
}

/// Changes to write in one commit. Applying a batch twice leaves what applying it once left.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// Products to add or replace. Of two documents of one product the later one stays.
    pub upserts: Vec<Document>,
    /// Products to remove; unknown ones are no error. A product that is also among the upserts stays.
    pub deletions: Vec<ProductId>,
    /// How far the caller has read its queue of changes, kept with the commit and returned by
    /// [`Status::Ready`](crate::Status). None leaves the position as it is.
    pub position: Option<i64>,
}

impl Batch {
    /// Is there nothing to write?
    pub fn is_empty(&self) -> bool {
        self.upserts.is_empty() && self.deletions.is_empty() && self.position.is_none()
    }
}
