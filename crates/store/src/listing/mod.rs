//! Listings: what buyers see. Only live ones are read here: the product is active and not taken down, its shop is open, and at
//! least one of its offers is not paused. What buyers see is read with a [`Visible`], which a charter's yes makes. Nothing here says whether there is any in stock; a sold-out listing stays visible.

mod address;
mod card;
mod document;
mod facts;
mod offer;
mod page;

pub use address::{ListingAddress, addresses_from, locate, page_starts};
pub use card::{ListingCard, by_shop, cards, newest};
pub use document::{ListingDocument, count, documents, documents_after};
pub use facts::{
    Facts, ListingFacts, OfferTerms, Publishable, Visible, facts, facts_after, facts_at, facts_of_drafts,
    facts_of_offers, programme_at,
};
pub use offer::{ListedOffer, offers};
pub use page::{ListingPage, ListingShop, Stamp, page, stamps};
