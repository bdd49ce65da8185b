//! Choosing among a product's variants, without script.
//!
//! Every option but the last is a row of links: each leads to the same page with that value chosen. The last is a choice of
//! offers in the form that puts one into the cart, so that nobody buys a size that they did not choose. A product with forty
//! colours in fifty sizes shows ninety buttons, not two thousand.

use std::collections::BTreeMap;

use pasar_domain::money::Money;
use pasar_domain::offer::OfferedVariant;
use pasar_domain::shipping_option::ShippingOption;
use pasar_store::listing::ListingPage;

use super::card::product_url;
use crate::l10n::Localizer;
use crate::search::asked::encoded;

/// More values than these are a list instead of buttons.
const BUTTONS_MAX: usize = 24;
/// At and below so many pieces it is said how many are left before one is chosen.
const FEW: u32 = 10;

/// What an address says about the choice: `o1=Hitam`, `o2=…`, and `offer=` for one that is chosen already.
#[derive(Debug, Clone, Default)]
pub struct Wished {
    values: BTreeMap<usize, String>,
    offer: String,
}

impl Wished {
    /// Reads the pairs of an address.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut wished = Self::default();
        for (name, value) in pairs {
            match name
                .strip_prefix('o')
                .and_then(|number| number.parse::<usize>().ok())
            {
                Some(number) => {
                    wished.values.insert(number, value.clone());
                }
                None if name == "offer" => value.clone_into(&mut wished.offer),
                None => {}
            }
        }
        wished
    }
}

/// A value of an option, as a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value.
    pub text: String,
    /// The page with it chosen.
    pub href: String,
    /// Is it chosen?
    pub is_current: bool,
    /// Is nothing of it left?
    pub is_gone: bool,
}

/// An option that is chosen by links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The option: "Colour".
    pub name: String,
    /// Its field in addresses: `o1`.
    pub field: String,
    /// The value that is chosen.
    pub chosen: String,
    /// Its values.
    pub values: Vec<Value>,
    /// What a form for it keeps: the choices before.
    pub kept: Vec<(String, String)>,
}

impl Step {
    /// Are there so many values that they are a list?
    pub fn is_list(&self) -> bool {
        self.values.len() > BUTTONS_MAX
    }
}

/// What something costs with the cheapest shipping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    /// Price and shipping.
    pub total: Money,
    /// Shipping alone.
    pub shipping: Money,
    /// The fewest days.
    pub days_min: u32,
    /// The most days.
    pub days_max: u32,
}

/// An offer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferChoice {
    /// The offer.
    pub offer_id: String,
    /// The value of the last option; empty when there is nothing to choose.
    pub text: String,
    /// Its price.
    pub price: Money,
    /// Its former price.
    pub before: Option<Money>,
    /// What it costs delivered; nothing while the shop does not send.
    pub delivered: Option<Delivered>,
    /// Pieces that can be bought.
    pub pieces: u32,
    /// How many are left, in words.
    pub left: String,
    /// Is it chosen?
    pub is_chosen: bool,
}

impl OfferChoice {
    /// Are there so few that it should be said at once?
    pub fn is_scarce(&self) -> bool {
        self.pieces <= FEW
    }
}

/// The choice among a product's variants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosing {
    /// Options that are chosen by links, in order.
    pub steps: Vec<Step>,
    /// The last option: "Size"; empty when there is nothing to choose.
    pub name: String,
    /// The offers that remain.
    pub offers: Vec<OfferChoice>,
}

impl Choosing {
    /// The choice at this state.
    pub fn new(l: &Localizer, listing: &ListingPage, shipping: &[ShippingOption], wished: &Wished) -> Self {
        let wished = wished.with_offer(listing);
        let mut remaining: Vec<&OfferedVariant> = listing.variants.iter().collect();
        let mut kept: Vec<(String, String)> = Vec::new();
        let mut steps = Vec::new();
        let by_links = listing.option_names.len().saturating_sub(1);
        for (place, name) in listing.option_names.iter().enumerate().take(by_links) {
            let step = step(l, listing, (place, name), &remaining, &kept, &wished);
            remaining.retain(|variant| value(variant, place) == step.chosen);
            kept.push((step.field.clone(), step.chosen.clone()));
            steps.push(step);
        }
        let is_alone = remaining.len() == 1;
        let offers = remaining.into_iter().map(|variant| {
            let mut offer = offer(l, variant, by_links, shipping);
            offer.is_chosen = offer.pieces > 0 && (is_alone || offer.offer_id == wished.offer);
            offer
        });
        Self {
            offers: offers.collect(),
            name: listing.option_names.last().cloned().unwrap_or_default(),
            steps,
        }
    }

    /// Are there so many offers that they are a list?
    pub fn is_list(&self) -> bool {
        self.offers.len() > BUTTONS_MAX
    }

    /// Is there anything to choose at the last option?
    pub fn asks(&self) -> bool {
        !self.name.is_empty()
    }

    /// The offer whose price is shown: the chosen one, else the cheapest that can be bought, else the cheapest.
    pub fn shown(&self) -> Option<&OfferChoice> {
        let chosen = self.offers.iter().find(|offer| offer.is_chosen);
        chosen.or_else(|| {
            self.offers
                .iter()
                .min_by_key(|offer| (offer.pieces == 0, offer.price.minor))
        })
    }

    /// Do the prices of the offers differ?
    pub fn has_prices(&self) -> bool {
        let mut prices = self.offers.iter().map(|offer| offer.price.minor);
        let first = prices.next();
        prices.any(|price| Some(price) != first)
    }

    /// Is the shown price the lowest of several, none of which is chosen yet?
    pub fn is_from(&self) -> bool {
        self.has_prices() && !self.offers.iter().any(|offer| offer.is_chosen)
    }

    /// The most pieces that any offer has.
    pub fn pieces(&self) -> u32 {
        self.offers.iter().map(|offer| offer.pieces).max().unwrap_or(0)
    }
}

impl Wished {
    /// With the values of the wished offer.
    fn with_offer(&self, listing: &ListingPage) -> Self {
        let mut wished = self.clone();
        let is_wished = |variant: &&OfferedVariant| variant.offer.offer_id.to_string() == self.offer;
        let variant = (!self.offer.is_empty())
            .then(|| listing.variants.iter().find(is_wished))
            .flatten();
        if let Some(variant) = variant {
            wished.values = (1..).zip(variant.variant.option_values.iter().cloned()).collect();
        }
        wished
    }
}

fn value(variant: &OfferedVariant, place: usize) -> &str {
    variant
        .variant
        .option_values
        .get(place)
        .map_or("", String::as_str)
}

fn step(
    l: &Localizer,
    listing: &ListingPage,
    (place, name): (usize, &str),
    remaining: &[&OfferedVariant],
    kept: &[(String, String)],
    wished: &Wished,
) -> Step {
    let mut values: Vec<(&str, bool)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for variant in remaining {
        let text = value(variant, place);
        let at = *known.entry(text).or_insert(values.len());
        match values.get_mut(at) {
            Some((_, has_any)) => *has_any |= variant.pieces() > 0,
            None => values.push((text, variant.pieces() > 0)),
        }
    }
    let wish = wished.values.get(&(place + 1)).map(String::as_str);
    let chosen = wish
        .filter(|wish| known.contains_key(wish))
        .or_else(|| values.iter().find(|(_, has_any)| *has_any).map(|(text, _)| *text))
        .or_else(|| values.first().map(|(text, _)| *text))
        .unwrap_or_default();
    let product = product_url(l, listing.shop.handle.as_str(), listing.handle.as_str());
    let field = format!("o{}", place + 1);
    let before: String = kept
        .iter()
        .map(|(name, value)| format!("{name}={}&", encoded(value)))
        .collect();
    // Later choices are kept where they still exist.
    let after: String = wished
        .values
        .range(place + 2..)
        .map(|(number, value)| format!("&o{number}={}", encoded(value)))
        .collect();
    let link = |(text, has_any): &(&str, bool)| Value {
        text: (*text).to_owned(),
        href: format!("{product}?{before}{field}={}{after}#choose", encoded(text)),
        is_current: *text == chosen,
        is_gone: !has_any,
    };
    Step {
        name: name.to_owned(),
        chosen: chosen.to_owned(),
        values: values.iter().map(link).collect(),
        kept: kept.to_vec(),
        field,
    }
}

fn offer(l: &Localizer, variant: &OfferedVariant, place: usize, shipping: &[ShippingOption]) -> OfferChoice {
    let pieces = variant.pieces();
    OfferChoice {
        offer_id: variant.offer.offer_id.to_string(),
        text: value(variant, place).to_owned(),
        price: variant.offer.price,
        before: variant
            .offer
            .compare_at
            .filter(|before| before.minor > variant.offer.price.minor),
        delivered: delivered(variant, shipping),
        pieces,
        left: match pieces {
            0 => l.t("listing-gone"),
            1..=FEW => l.t1("listing-few", "count", pieces),
            _ => l.t1("listing-stock", "count", pieces),
        },
        is_chosen: false,
    }
}

/// The cheapest way to have one piece delivered.
pub fn delivered(variant: &OfferedVariant, shipping: &[ShippingOption]) -> Option<Delivered> {
    let grams = u64::from(variant.variant.grams.unwrap_or(0));
    let ways = shipping
        .iter()
        .filter_map(|option| Some((option.price(grams).ok()?, option)));
    let (price, option) = ways.min_by_key(|(price, option)| (price.minor, option.days_max))?;
    Some(Delivered {
        total: variant.offer.price.add(price).ok()?,
        shipping: price,
        days_min: option.days_min,
        days_max: option.days_max,
    })
}
