//! Shops: under whose name goods are sold.

use crate::Instant;
use crate::handle::{Handle, SHOP_CHARS_MAX};
use crate::id::{SellerId, ShopId};
use crate::market::Market;
use crate::problem::{ProblemKind, Problems, length, line};
use crate::product::checked_place;

/// The fewest characters of a shop's name.
pub const NAME_CHARS_MIN: usize = 2;
/// The most characters of a shop's name.
pub const NAME_CHARS_MAX: usize = 80;
/// The most characters of a shop's description, which is plain text.
pub const DESCRIPTION_CHARS_MAX: usize = 2_000;
/// The most characters of the name of a place abroad.
pub const PLACE_CHARS_MAX: usize = 60;

/// A shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    /// Its id.
    pub shop_id: ShopId,
    /// Who sells in it.
    pub seller_id: SellerId,
    /// Its name in addresses, unique in its market; it never changes.
    pub handle: Handle,
    /// Its name for people.
    pub name: String,
    /// What it says about itself: plain text, may be empty.
    pub description: String,
    /// The place from which it sends: one of the market's, or, when the shop is abroad, any name.
    pub place: String,
    /// The country it sends from: two letters of ISO 3166-1.
    pub country: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// Since when it is closed.
    pub closed_at: Option<Instant>,
}

impl Shop {
    /// Does it sell?
    pub const fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// A shop as a person describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShopInput {
    /// The wished handle; made of the name when there is none. Ignored when a shop is edited.
    pub handle: Option<String>,
    /// Its name.
    pub name: String,
    /// What it says about itself.
    pub description: String,
    /// A place of the market.
    pub place: String,
}

/// A shop that may be written: only [`check`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedShop {
    /// Its name in addresses.
    pub handle: Handle,
    /// Its name for people.
    pub name: String,
    /// What it says about itself.
    pub description: String,
    /// The place of the market, in the market's spelling.
    pub place: String,
}

/// Checks and tidies what was typed of a shop that sends from the market's own country.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check(input: &ShopInput, market: &Market) -> Result<CheckedShop, Problems> {
    check_from(input, market, market.country.as_str())
}

/// Checks and tidies what was typed of a shop that sends from this country. The market lists the places of its own country only,
/// so the place of a shop abroad is any name.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check_from(input: &ShopInput, market: &Market, country: &str) -> Result<CheckedShop, Problems> {
    let mut problems = Problems::default();
    let name = line(&mut problems, "name", &input.name, NAME_CHARS_MIN, NAME_CHARS_MAX);
    let wished = input
        .handle
        .as_deref()
        .map(str::trim)
        .filter(|wished| !wished.is_empty());
    let handle = match wished {
        Some(wished) => wished.to_lowercase().parse().ok().filter(Handle::fits_shop),
        None => Handle::from_shop_name(&name),
    };
    if let Some(wished) = wished
        && wished.chars().count() > SHOP_CHARS_MAX
    {
        let found = wished.chars().count();
        problems.push(
            "handle",
            ProblemKind::TooLong {
                max: SHOP_CHARS_MAX,
                found,
            },
        );
    } else if handle.is_none() && !name.is_empty() {
        let text = wished.unwrap_or(&name).to_owned();
        problems.push("handle", ProblemKind::NotAHandle { text });
    }
    let description = input.description.trim().replace("\r\n", "\n");
    length(
        &mut problems,
        "description",
        &description,
        0,
        DESCRIPTION_CHARS_MAX,
    );
    if input.place.trim().is_empty() {
        problems.push("place", ProblemKind::Missing);
    }
    let place = if country == market.country.as_str() {
        checked_place(&mut problems, market, Some(&input.place))
    } else {
        Some(line(&mut problems, "place", &input.place, 0, PLACE_CHARS_MAX))
    };
    match (handle, place) {
        (Some(handle), Some(place)) => problems.or(CheckedShop {
            handle,
            name,
            description,
            place,
        }),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::fixture;

    fn input(name: &str, handle: Option<&str>, place: &str) -> ShopInput {
        ShopInput {
            name: name.to_owned(),
            handle: handle.map(str::to_owned),
            place: place.to_owned(),
            ..ShopInput::default()
        }
    }

    #[test]
    fn a_shop_gets_a_handle_and_the_market_s_spelling() {
        let shop = check(&input(" Toko  Ana ", None, "port"), &fixture()).unwrap();
        assert_eq!(
            (shop.handle.as_str(), shop.place.as_str()),
            ("toko-ana", "City of Port")
        );
    }

    #[test]
    fn a_place_abroad_is_any_name_and_still_needed() {
        let shop = check_from(&input("Toko Ana", None, " Yiwu,  Zhejiang "), &fixture(), "CN").unwrap();
        assert_eq!(shop.place, "Yiwu, Zhejiang");
        let problems = check_from(&input("Toko Ana", None, " "), &fixture(), "CN").unwrap_err();
        assert_eq!(
            (problems.0.len(), problems.0[0].kind.code()),
            (1, "field-missing")
        );
    }

    #[test]
    fn every_problem_is_named() {
        let problems = check(&input("夏夏", Some("A B"), "Nowhere"), &fixture()).unwrap_err();
        let codes: Vec<_> = problems
            .0
            .iter()
            .map(|p| (p.field.as_str(), p.kind.code()))
            .collect();
        assert_eq!(
            codes,
            [("handle", "field-not-a-handle"), ("place", "field-not-listed")]
        );
    }
}
