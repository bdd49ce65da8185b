//! `GET /{market}/checkout`

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::Buyer;
use pasar_service::checkout::{LineProblem, LineProblemKind};
use serde::Deserialize;

use super::{fresh_key, refusal, view};
use crate::address::AddressFields;
use crate::prelude::*;
use crate::ui::{Sum, SumLine};

/// What is chosen before anything is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CheckoutQuery {
    /// An address that was just written.
    pub address: String,
}

/// The checkout.
#[derive(Template)]
#[template(path = "checkout/show.html")]
pub struct CheckoutPage {
    /// The frame.
    pub shell: Shell,
    /// What stood in the way when it was sent, as sentences that say what to do.
    pub refusals: Vec<String>,
    /// What is chosen, and which answers need correcting.
    pub form: Form,
    /// Under this key the form acts once.
    pub key: String,
    /// The buyer's addresses; when there is none, the fields of a first one are shown.
    pub addresses: Vec<Choice>,
    /// The fields of a first address.
    pub address_fields: AddressFields,
    /// What is ordered, shop by shop.
    pub shops: Vec<ShopPart>,
    /// Ways to pay.
    pub methods: Vec<Choice>,
    /// Is it all without real money?
    pub trial: bool,
    /// The total and its lines.
    pub sum: Sum,
    /// The total in minor units: what the buyer has seen.
    pub seen_total: i64,
    /// What stays in the cart, and why.
    pub left: Vec<LeftLine>,
}

page!(CheckoutPage);

/// What is ordered from one shop.
#[derive(Debug, Clone)]
pub struct ShopPart {
    /// The shop.
    pub name: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The field in which its way to send is chosen.
    pub field: String,
    /// Its ways to send, with their prices.
    pub shipping: Vec<Choice>,
}

/// A line that is ordered.
#[derive(Debug, Clone)]
pub struct Line {
    /// What is sent with the form: the offer, the pieces and the price that the buyer sees.
    pub value: String,
    /// The product.
    pub title: String,
    /// Variant and pieces, in words.
    pub words: String,
    /// A square picture.
    pub picture: String,
    /// What it costs.
    pub amount: String,
    /// The price of one piece, when there are several.
    pub each: String,
    /// Says that the price is another than when it was added; may be empty.
    pub former: String,
}

/// A line that stays in the cart.
#[derive(Debug, Clone)]
pub struct LeftLine {
    /// Whose offer.
    pub shop_id: String,
    /// The offer.
    pub offer_id: String,
    /// The product.
    pub title: String,
    /// Why it is not ordered.
    pub why: String,
    /// So many pieces could be ordered.
    pub takes: Option<u32>,
}

/// `GET`
///
/// # Errors
/// The database's, and a cart too large to add up.
pub async fn show(
    SignedIn { visit, buyer }: SignedIn,
    Query(query): Query<CheckoutQuery>,
) -> Result<Response, WebError> {
    let form = Form::filled(visit.l(), [("address", query.address)]);
    let key = fresh_key(&visit.ctx);
    shown(&visit, buyer, form, key, StatusCode::OK, Vec::new()).await
}

/// The page as things stand now, saying what stood in the way; or the way to the cart, which says it, when nothing can be ordered.
pub(super) async fn shown(
    visit: &Visit,
    buyer: Buyer,
    form: Form,
    key_of_form: String,
    status: StatusCode,
    refusals: Vec<Message>,
) -> Result<Response, WebError> {
    match view::page(visit, buyer, form, key_of_form).await? {
        Ok(mut page) => {
            page.refusals = refusals.iter().map(|refusal| visit.l().say(refusal)).collect();
            Ok((status, page).into_response())
        }
        Err(problems) => {
            let turn = visit.go("/cart");
            let mut refusals = refusals;
            if refusals.is_empty() {
                refusals = full_today(visit, &problems);
            }
            if refusals.is_empty() && visit.shell.cart_count > 0 {
                refusals.push(key("cart-nothing-to-order").into());
            }
            let turn = refusals
                .into_iter()
                .fold(turn, |turn, refusal| turn.flash(FlashKind::Bad, refusal));
            Ok(turn.into_response())
        }
    }
}

/// What the cart cannot say: shops on probation that take no more orders today.
fn full_today(visit: &Visit, problems: &[LineProblem]) -> Vec<Message> {
    problems
        .iter()
        .filter(|problem| matches!(problem.kind, LineProblemKind::NewShopFull { .. }))
        .map(|problem| refusal::line(visit, problem))
        .collect()
}

impl Page for CheckoutPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let changed = Message::new(key("checkout-problem-price"))
            .with("title", "“Kaos polos”")
            .with("seen", l.money(shell.market().money(2_990_000)))
            .with("now", l.money(shell.market().money(3_490_000)));
        let refused = Self {
            refusals: vec![l.say(&changed)],
            ..Self::sample(&shell, Form::new(&l), true, true)
        };
        let first = {
            let mut form = Form::filled(&l, [("recipient", "Sari"), ("postcode", "4013")]);
            form.refuse(
                "line1",
                Message::new(key("address-missing")).with("label", "Jalan"),
            );
            let wrong = Message::new(key("address-wrong-form"))
                .with("text", "4013")
                .with("example", "40132");
            form.refuse("postcode", wrong);
            form
        };
        vec![
            ("two-shops", Self::sample(&shell, Form::new(&l), true, false)),
            ("refused", refused),
            ("first-address", Self::sample(&shell, first, false, false)),
        ]
    }
}

impl CheckoutPage {
    fn sample(shell: &Shell, mut form: Form, has_address: bool, leaves: bool) -> Self {
        let l = shell.l.clone();
        let money = |units: i64| l.money(shell.market().money(units * 100));
        let shops = vec![
            sample_shop(&l, 1, "Bandung Kaos Studio"),
            sample_shop(&l, 2, "Toko Rotan Cirebon"),
        ];
        for shop in &shops {
            form.set(&shop.field, shop.shipping[0].value.clone());
        }
        form.set("payment", "sandbox_success");
        form.set("address", "adr_1");
        let line = |name: String, note: String, units| SumLine {
            name,
            note,
            amount: money(units),
            less: false,
        };
        let lines = shops.iter().flat_map(|shop| {
            let goods = l.t1("checkout-sum-goods", "shop", &shop.name);
            let shipping = l.t1("checkout-sum-shipping", "service", &shop.shipping[0].label);
            [
                line(goods, l.t1("checkout-sum-goods-note", "count", 4), 139_600),
                line(shipping, format!("1,2 kg, {}", shop.shipping[0].hint), 15_000),
            ]
        });
        let address = Choice::new("adr_1", "Sari Wulandari, +6281234567890")
            .hint("Jl. Melati No. 12, RT 03/RW 05, Coblong, Kota Bandung, Jawa Barat, 40132");
        let left = LeftLine {
            shop_id: "shp_1".to_owned(),
            offer_id: "ofr_1".to_owned(),
            title: "Keranjang rotan".to_owned(),
            why: l.t2("checkout-too-few", "available", 1, "wanted", 2),
            takes: Some(1),
        };
        Self {
            sum: Sum {
                lines: lines.collect(),
                name: l.t("checkout-sum-total"),
                total: money(309_200),
            },
            refusals: Vec::new(),
            key: "key".to_owned(),
            addresses: if has_address { vec![address] } else { Vec::new() },
            address_fields: AddressFields::new(&form, &l),
            methods: ["sandbox_success", "sandbox_decline", "sandbox_later"]
                .map(|method| Choice::new(method, crate::payment::method_name(&l, method)))
                .to_vec(),
            trial: true,
            seen_total: 30_920_000,
            left: if leaves { vec![left] } else { Vec::new() },
            shell: shell.clone().titled(l.t("checkout-title")).at("cart").private(),
            form,
            shops,
        }
    }
}

fn sample_line(l: &Localizer, title: &str) -> Line {
    Line {
        value: "shp_1:ofr_1:2:3490000".to_owned(),
        title: title.to_owned(),
        words: l.t2("checkout-line", "options", "Hitam, L", "count", 2),
        picture: l.url("/pictures/drawn/fashion/7.svg"),
        amount: l.money(l.market().money(6_980_000)),
        each: l.t1(
            "checkout-line-price",
            "price",
            l.money(l.market().money(3_490_000)),
        ),
        former: String::new(),
    }
}

fn sample_shop(l: &Localizer, place: usize, name: &str) -> ShopPart {
    let services = l.market().shipping_services.iter();
    let shipping = services.map(|service| {
        Choice::new(service.slug.as_str(), service.name.get(l.language()))
            .hint(view::days(l, service.days_min, service.days_max))
            .end(l.money(l.market().money(1_500_000)))
    });
    ShopPart {
        name: name.to_owned(),
        lines: vec![
            sample_line(l, "Kaos polos combed 30s"),
            sample_line(l, "Topi <rotan>"),
        ],
        field: format!("shipping-{place}"),
        shipping: shipping.collect(),
    }
}
