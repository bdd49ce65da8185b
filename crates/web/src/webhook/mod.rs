//! What providers tell the site.

pub mod receive;
