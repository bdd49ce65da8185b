//! Listings in lists, and where their pictures are.

use pasar_domain::picture::{PictureKind, PictureSize};
use pasar_domain::review;
use pasar_store::listing::ListingCard;

use crate::l10n::Localizer;
use crate::ui::{ProductCard, Rating};

/// The card of a listing.
pub fn card(l: &Localizer, listing: &ListingCard) -> ProductCard {
    let picture = listing.picture.as_ref().map(|(kind, _)| kind);
    ProductCard {
        href: product_url(l, listing.shop_handle.as_str(), listing.handle.as_str()),
        title: listing.title.clone(),
        picture: picture_url(l, picture, &listing.category, PictureSize::Medium),
        price: l.money(listing.price_min),
        from: listing.price_max.minor > listing.price_min.minor,
        rating: listing.rating.map(rating),
        sold: listing.sold,
        city: listing.place.clone(),
        gone: !listing.in_stock,
    }
}

/// The address of a product's page.
pub fn product_url(l: &Localizer, shop: &str, product: &str) -> String {
    l.url(&format!("/products/{shop}/{product}"))
}

/// The address of a picture. What has none, or one that is not shown, is drawn as its category.
pub fn picture_url(
    l: &Localizer,
    picture: Option<&PictureKind>,
    category: &str,
    size: PictureSize,
) -> String {
    let category = if category.is_empty() { "other" } else { category };
    match picture {
        Some(PictureKind::Uploaded { object_key, .. }) => l.url(&format!("/{object_key}/{}", size.pixels())),
        Some(PictureKind::Drawn { seed }) => l.url(&format!("/pictures/drawn/{category}/{seed}.svg")),
        Some(PictureKind::Linked { .. }) | None => l.url(&format!("/pictures/drawn/{category}/0.svg")),
    }
}

/// A rating as it is shown.
pub fn rating(rating: review::Rating) -> Rating {
    Rating {
        tenths: u32::from(rating.hundredths).saturating_add(5) / 10,
        count: rating.count,
    }
}
