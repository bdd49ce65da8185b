//! The checkout as things stand now: what can be ordered, how it can travel, and what it comes to.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::checkout::{QuoteLine, ShopQuote};
use pasar_domain::id::{OfferId, ShopId};
use pasar_domain::picture::PictureSize;
use pasar_service::actor::Buyer;
use pasar_service::address::{self, StoredAddress};
use pasar_service::cart::CartOwner;
use pasar_service::cart::show::{Obstacle, ShowCartError, ShownCart, ShownLine, show as show_cart};
use pasar_service::checkout::{LineProblem, LineProblemKind, QuoteError, QuoteView, WantedLine, quote};

use super::shipping_field;
use super::show::{CheckoutPage, LeftLine, Line, ShopPart};
use crate::address::AddressFields;
use crate::cart::too_large;
use crate::listing::card::picture_url;
use crate::payment;
use crate::prelude::*;
use crate::ui::{Sum, SumLine};

/// The page; when nothing in the cart can be ordered, what stands in the way beyond what the cart says itself. The form says what was chosen
/// so far.
pub(super) async fn page(
    visit: &Visit,
    buyer: Buyer,
    mut form: Form,
    key: String,
) -> Result<Result<CheckoutPage, Vec<LineProblem>>, WebError> {
    let cart = show_cart(&visit.ctx, CartOwner::Buyer(buyer)).await;
    let cart = cart.map_err(|error| match error {
        ShowCartError::TooLarge(_) => too_large(),
        ShowCartError::Store(error) => error.into(),
    })?;
    let view = work_out(visit, &cart, &form).await?;
    if view.quote.shops.is_empty() {
        return Ok(Err(view.problems));
    }
    let addresses = address::list(&visit.ctx, buyer).await?;
    let shell = visit.shell.clone();
    let shell = shell.titled(visit.l().t("checkout-title")).at("cart").private();
    let l = &shell.l;
    let methods = payment::choices(l, visit.ctx.payments());
    choose(&mut form, &view, &addresses, &methods);
    let lines = lines_by_offer(&cart);
    let shops = view.quote.shops.iter();
    Ok(Ok(CheckoutPage {
        shops: shops.map(|shop| shop_part(l, shop, &view, &lines)).collect(),
        left: left_lines(l, &cart, &view),
        sum: sum(l, &view, &lines),
        seen_total: view.quote.total.minor,
        addresses: addresses.iter().map(|stored| address_choice(l, stored)).collect(),
        address_fields: AddressFields::new(&form, l),
        trial: payment::is_trial(&methods),
        refusals: Vec::new(),
        methods,
        key,
        form,
        shell,
    }))
}

/// What the cart comes to with the ways to send that were chosen. A chosen way that a shop does not offer any more gives way to its cheapest.
async fn work_out(visit: &Visit, cart: &ShownCart, form: &Form) -> Result<QuoteView, WebError> {
    let wanted: Vec<WantedLine> = cart
        .shops
        .iter()
        .flat_map(|shop| &shop.lines)
        .filter(|line| line.obstacle.is_none())
        .map(|line| WantedLine {
            shop_id: line.offer.shop_id,
            offer_id: line.offer.offer_id,
            quantity: line.quantity,
            seen_price: None,
        })
        .collect();
    let chosen = cart.shops.iter().filter_map(|shop| {
        let service = form.value(&shipping_field(shop.shop_id));
        (!service.is_empty()).then(|| (shop.shop_id, service.to_owned()))
    });
    let mut chosen: BTreeMap<ShopId, String> = chosen.collect();
    let sums = |error| match error {
        QuoteError::Sum(_) => too_large(),
        QuoteError::Store(error) => error.into(),
    };
    let view = quote(&visit.ctx, &wanted, &chosen).await.map_err(sums)?;
    let unserved = view.problems.iter().filter_map(|problem| match problem.kind {
        LineProblemKind::Shipping { shop_id } => Some(shop_id),
        _ => None,
    });
    let before = chosen.len();
    for shop in unserved {
        chosen.remove(&shop);
    }
    if chosen.len() == before {
        Ok(view)
    } else {
        quote(&visit.ctx, &wanted, &chosen).await.map_err(sums)
    }
}

/// Chooses what nobody has chosen yet: the cheapest way to send, the default address, the first way to pay.
fn choose(form: &mut Form, view: &QuoteView, addresses: &[StoredAddress], methods: &[Choice]) {
    for shop in &view.quote.shops {
        form.set(&shipping_field(shop.shop_id), shop.shipping.service.clone());
    }
    let chosen = form.value("address");
    let known = |stored: &&StoredAddress| stored.address_id.to_string() == chosen;
    if let Some(address) = addresses.iter().find(known).or(addresses.first()) {
        let id = address.address_id.to_string();
        form.set("address", id);
    }
    let chosen = form.value("payment");
    if !methods.iter().any(|method| method.value == chosen)
        && let Some(first) = methods.first()
    {
        form.set("payment", first.value.clone());
    }
}

fn lines_by_offer(cart: &ShownCart) -> BTreeMap<OfferId, &ShownLine> {
    let lines = cart.shops.iter().flat_map(|shop| &shop.lines);
    lines.map(|line| (line.offer.offer_id, line)).collect()
}

fn address_choice(l: &Localizer, stored: &StoredAddress) -> Choice {
    let mut lines = l.market().address_lines(&stored.address).into_iter();
    let mut first = lines.next().unwrap_or_default();
    if stored.is_default {
        first = format!("{first} ({})", l.t("checkout-address-default"));
    }
    Choice::new(stored.address_id.to_string(), first).hint(lines.collect::<Vec<_>>().join(", "))
}

fn shop_part(
    l: &Localizer,
    shop: &ShopQuote,
    view: &QuoteView,
    lines: &BTreeMap<OfferId, &ShownLine>,
) -> ShopPart {
    let ways = view.shipping.iter().find(|ways| ways.shop_id == shop.shop_id);
    let ways = ways.map_or(&[][..], |ways| ways.options.as_slice());
    let shipping = ways.iter().map(|(option, price)| {
        Choice::new(option.service.clone(), service_name(l, &option.service))
            .hint(days(l, option.days_min, option.days_max))
            .end(l.money(price))
    });
    ShopPart {
        name: shop_name(shop, lines),
        lines: shop.lines.iter().map(|line| ordered(l, line, lines)).collect(),
        field: shipping_field(shop.shop_id),
        shipping: shipping.collect(),
    }
}

fn shop_name(shop: &ShopQuote, lines: &BTreeMap<OfferId, &ShownLine>) -> String {
    let first = shop
        .lines
        .first()
        .and_then(|line| lines.get(&line.offer.offer_id));
    first.map_or_else(String::new, |line| line.offer.shop_name.clone())
}

fn ordered(l: &Localizer, line: &QuoteLine, lines: &BTreeMap<OfferId, &ShownLine>) -> Line {
    let offer = &line.offer;
    let listed = lines.get(&offer.offer_id);
    let picture = listed
        .and_then(|line| line.offer.picture.as_ref())
        .map(|(kind, _)| kind);
    let former = listed
        .and_then(|line| line.former_price)
        .map_or_else(String::new, |former| {
            let fallen = former.minor > offer.price.minor;
            let name = if fallen {
                key("cart-price-fallen")
            } else {
                key("cart-price-risen")
            };
            l.say(&Message::new(name).with("former", l.money(former)))
        });
    let options = offer.option_values.join(", ");
    Line {
        value: format!(
            "{}:{}:{}:{}",
            offer.shop_id, offer.offer_id, line.quantity, offer.price.minor
        ),
        title: offer.title.clone(),
        words: if options.is_empty() {
            l.t1("checkout-line-plain", "count", line.quantity)
        } else {
            l.t2("checkout-line", "options", options, "count", line.quantity)
        },
        picture: picture_url(l, picture, &offer.category, PictureSize::Thumb),
        amount: l.money(line.amount),
        each: if line.quantity > 1 {
            l.t1("checkout-line-price", "price", l.money(offer.price))
        } else {
            String::new()
        },
        former,
    }
}

/// What is not ordered: lines with an obstacle of their own, and those that stand in the way together.
fn left_lines(l: &Localizer, cart: &ShownCart, view: &QuoteView) -> Vec<LeftLine> {
    let problems: BTreeMap<OfferId, &LineProblem> = view
        .problems
        .iter()
        .map(|problem| (problem.offer_id, problem))
        .collect();
    let ordered: BTreeSet<OfferId> = view
        .quote
        .shops
        .iter()
        .flat_map(|shop| &shop.lines)
        .map(|line| line.offer.offer_id)
        .collect();
    let lines = cart.shops.iter().flat_map(|shop| &shop.lines);
    lines
        .filter(|line| !ordered.contains(&line.offer.offer_id))
        .map(|line| {
            let problem = problems.get(&line.offer.offer_id).map(|problem| &problem.kind);
            let (why, takes) = why(l, line, problem);
            LeftLine {
                shop_id: line.offer.shop_id.to_string(),
                offer_id: line.offer.offer_id.to_string(),
                title: line.offer.title.clone(),
                why,
                takes,
            }
        })
        .collect()
}

fn why(l: &Localizer, line: &ShownLine, problem: Option<&LineProblemKind>) -> (String, Option<u32>) {
    let wanted = line.quantity;
    match (line.obstacle, problem) {
        (Some(Obstacle::SoldOut), _) => (l.t("checkout-sold-out"), None),
        (Some(Obstacle::TooFew { available }), _) => (
            l.t2("checkout-too-few", "available", available, "wanted", wanted),
            Some(available),
        ),
        (None, Some(LineProblemKind::OutOfStock { available: 0, .. })) => (l.t("checkout-sold-out"), None),
        (None, Some(LineProblemKind::OutOfStock { available, .. })) => {
            (l.t1("checkout-shared", "available", available), Some(*available))
        }
        (None, Some(LineProblemKind::Shipping { .. })) => (l.t("checkout-no-shipping"), None),
        (None, Some(LineProblemKind::Quantity { max })) => {
            (l.t1("checkout-quantity", "max", max), Some(*max))
        }
        (None, Some(LineProblemKind::NewShopFull { again_on })) => {
            (l.t1("checkout-new-shop-full", "day", l.day(again_on)), None)
        }
        (Some(Obstacle::Gone), _) | (None, _) => (l.t("checkout-gone"), None),
    }
}

/// Every amount that the buyer pays, and why.
fn sum(l: &Localizer, view: &QuoteView, lines: &BTreeMap<OfferId, &ShownLine>) -> Sum {
    let shops = view.quote.shops.iter().flat_map(|shop| {
        let pieces: u32 = shop.lines.iter().map(|line| line.quantity).sum();
        let way = days(l, shop.shipping.days_min, shop.shipping.days_max);
        let way = match shop.grams {
            0 => way,
            grams => l.t2(
                "checkout-sum-shipping-note",
                "weight",
                weight(l, grams),
                "days",
                way,
            ),
        };
        [
            SumLine {
                name: l.t1("checkout-sum-goods", "shop", shop_name(shop, lines)),
                note: l.t1("checkout-sum-goods-note", "count", pieces),
                amount: l.money(shop.amounts.goods),
                less: false,
            },
            SumLine {
                name: l.t1(
                    "checkout-sum-shipping",
                    "service",
                    service_name(l, &shop.shipping.service),
                ),
                note: way,
                amount: l.money(shop.amounts.shipping),
                less: false,
            },
        ]
    });
    Sum {
        lines: shops.collect(),
        name: l.t("checkout-sum-total"),
        total: l.money(view.quote.total),
    }
}

/// What a way to send is called; a shop's own word when the market does not know it any more.
pub(crate) fn service_name(l: &Localizer, service: &str) -> String {
    let known = l.market().shipping_service(service);
    known.map_or_else(
        || service.to_owned(),
        |known| known.name.get(l.language()).to_owned(),
    )
}

/// How long a parcel travels.
pub(super) fn days(l: &Localizer, min: u32, max: u32) -> String {
    if min == max {
        l.t1("checkout-day", "max", max)
    } else {
        l.t2("checkout-days", "min", min, "max", max)
    }
}

fn weight(l: &Localizer, grams: u64) -> String {
    if grams < 1_000 {
        l.t1("checkout-grams", "grams", grams)
    } else {
        l.t1("checkout-kilograms", "kilograms", l.tenths(grams.div_ceil(100)))
    }
}
