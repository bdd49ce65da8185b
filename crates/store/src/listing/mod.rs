//! Listings: what buyers see. Only live ones are read here: the product is active and not taken down, its shop is open, and at
//! least one of its offers is not paused. Nothing here says whether there is any in stock; a sold-out listing stays visible.

mod address;
mod card;
mod document;
mod offer;
mod page;

pub use address::{ListingAddress, addresses_from, locate, page_starts};
pub use card::{ListingCard, by_shop, cards, newest};
pub use document::{ListingDocument, count, documents, documents_after};
pub use offer::{ListedOffer, offers};
pub use page::{ListingPage, ListingShop, page, stamps};
