//! The seller centre: what needs a seller today, and their shop, products, files, orders and money.
//!
//! Its pages are made for somebody with a telephone: they work without script, in one column, with one hand.

pub mod disclosure;
pub mod file;
pub mod money;
pub mod money_day;
pub mod open;
pub mod order;
pub mod owed;
pub mod picture;
pub mod probation;
pub mod product;
pub mod refusal;
pub mod shop;
pub mod today;
pub mod verification;
pub mod welcome;

use std::str::FromStr;

use pasar_domain::market::InvalidMoney;

use crate::error::WebError;
use crate::l10n::{Localizer, Message, key};
use crate::ui::Choice;

/// An id in an address; what is none names nothing.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, WebError> {
    text.parse().map_err(|_| WebError::not_found())
}

/// Why what was typed is no amount.
pub(crate) fn money_message(error: &InvalidMoney) -> Message {
    match error {
        InvalidMoney::Empty { example } => Message::new(key("money-empty")).with("example", example),
        InvalidMoney::NotAnAmount { text, example } => Message::new(key("money-not-an-amount"))
            .with("text", text)
            .with("example", example),
        InvalidMoney::Ambiguous {
            text,
            whole,
            fraction,
        } => Message::new(key("money-ambiguous"))
            .with("text", text)
            .with("whole", whole)
            .with("fraction", fraction),
        InvalidMoney::TooFine { text, nearest, .. } => Message::new(key("money-too-fine"))
            .with("text", text)
            .with("nearest", nearest),
        InvalidMoney::TooLarge { text } => Message::new(key("money-too-large")).with("text", text),
    }
}

/// The categories to which products can belong, each with the way to it.
pub(crate) fn categories(l: &Localizer) -> Vec<Choice> {
    let categories = &l.market().categories;
    let leaves = categories
        .all()
        .iter()
        .filter(|category| categories.is_leaf(category.slug.as_str()));
    leaves
        .map(|category| {
            let path = categories.path(category.slug.as_str());
            let names: Vec<&str> = path.iter().map(|above| above.name.get(l.language())).collect();
            Choice::new(category.slug.as_str(), names.join(" › "))
        })
        .collect()
}

/// The names of the market's places, for fields that help to type one.
pub(crate) fn places(l: &Localizer) -> Vec<String> {
    let places = l.market().places.all();
    places.iter().map(|place| place.name.clone()).collect()
}
