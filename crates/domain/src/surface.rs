//! Surfaces: where an act happens.

use crate::word::word_enum;

/// Where an act happens. Some charters forbid paying on the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Surface {
    /// Where people watch and find: it leads to goods, and may be barred from selling them.
    Feed,
    /// Where people buy and sell: cart, checkout, orders, the seller's desk. A site of one origin is this.
    #[default]
    Trade,
}

word_enum!(Surface, "a surface", {
    Feed => "feed",
    Trade => "trade",
});
