//! What stories of buying share: people who are signed in, with an address and something in the cart.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::Duration;
use pasar_domain::surface::Surface;
use pasar_service::actor::ShopKeeper;
use pasar_service::order::{ShipOrder, ship};
use pasar_service::payment::stripe::Stripe;
use pasar_service::payment::{PaymentProvider, SandboxBank};
use pasar_service::testing::open_session;
use pasar_store::CellName;
use pasar_testkit::{StripeStage, TestMarket, TestOffer};
use scraper::Selector;

use crate::kit::{Answer, Browser, TRADE, TestSite};

/// A site whose bank is the sandbox, which answers `sandbox_later` by itself after twenty minutes.
pub(crate) async fn sandbox_site() -> TestSite {
    let market = TestMarket::with_bank("id", |store, clock| -> Option<Arc<dyn PaymentProvider>> {
        let bank = SandboxBank::new(store.clone(), clock.clone(), Duration::minutes(20));
        Some(Arc::new(bank))
    });
    TestSite::of(market.await)
}

/// A site whose buyers pay with Stripe, which the stage plays.
pub(crate) async fn stripe_site(stage: &StripeStage) -> TestSite {
    let settings = stage.settings();
    let market = TestMarket::with_bank("id", move |store, clock| -> Option<Arc<dyn PaymentProvider>> {
        let home = store.cell(&CellName::first_of("id").unwrap()).unwrap().clone();
        let return_to = format!("{TRADE}/id/payments/");
        Some(Arc::new(
            Stripe::new(settings, home, clock.clone(), return_to).unwrap(),
        ))
    });
    TestSite::of(market.await)
}

/// The browser of somebody who is signed in.
pub(crate) async fn signed_in<'a>(site: &'a TestSite, name: &str) -> Browser<'a> {
    let ctx = site.market.ctx();
    let buyer = site.market.buyer(name).await;
    let token = open_session(ctx, Surface::Trade, Some(buyer), None)
        .await
        .unwrap();
    let mut browser = site.visitor();
    let cookie = format!("pasar_{}", ctx.market().code);
    browser.cookies.insert(cookie, token.to_string());
    browser
}

/// The fields of a right address, as somebody types them.
pub(crate) fn typed_address(site: &TestSite) -> Vec<(&'static str, String)> {
    let address = site.market.address();
    let fields = address.fields();
    fields
        .map(|(key, text)| (key.as_str(), text.to_owned()))
        .collect()
}

/// Writes an address into the book of whose browser this is.
pub(crate) async fn add_address(site: &TestSite, browser: &mut Browser<'_>) {
    let typed = typed_address(site);
    let fields: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
    let answer = browser
        .submit("/account/addresses/new", "/account/addresses/new", &fields)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Puts pieces of an offer into the cart, as the product's page does. It takes a second: a cart keeps the order of its lines.
pub(crate) async fn put(browser: &mut Browser<'_>, offer: &TestOffer, quantity: u32) -> Answer {
    browser.site.market.passes(Duration::seconds(1));
    let (shop, id, quantity) = (
        offer.shop_id.to_string(),
        offer.offer_id.to_string(),
        quantity.to_string(),
    );
    let fields = [("shop_id", &*shop), ("offer_id", &*id), ("quantity", &*quantity)];
    browser.post("/cart", &fields).await
}

/// Somebody with an address and pieces of an offer in the cart.
pub(crate) async fn ready<'a>(
    site: &'a TestSite,
    name: &str,
    offer: &TestOffer,
    quantity: u32,
) -> Browser<'a> {
    let mut browser = signed_in(site, name).await;
    add_address(site, &mut browser).await;
    assert_eq!(put(&mut browser, offer, quantity).await.location(), "/id/cart");
    browser
}

/// Sends the checkout as it is shown, paid in this way.
pub(crate) async fn order(browser: &mut Browser<'_>, method: &str) -> Answer {
    browser
        .submit("/checkout", "/checkout", &[("payment", method)])
        .await
}

/// How many rows a table has.
pub(crate) async fn rows(site: &TestSite, table: &str) -> i64 {
    site.market.count(&format!("select count(*) from {table}")).await
}

/// Waits until the bank's money has been taken, which happens behind the answer: nothing is shipped before.
pub(crate) async fn captured(site: &TestSite) {
    for _ in 0..500 {
        let waiting = "select count(*) from payment where state = 'authorised'";
        if site.market.count(waiting).await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("payments stay authorised");
}

/// The shop sends the only order of the site.
pub(crate) async fn shipped(site: &TestSite, keeper: ShopKeeper, action: &str) {
    captured(site).await;
    let order_id = action.split('/').find(|part| part.starts_with("ord_")).unwrap();
    let parcel = ShipOrder {
        order_id: order_id.parse().unwrap(),
        carrier: site.market.service().to_owned(),
        tracking_number: "JX1234567890".to_owned(),
    };
    ship(site.market.ctx(), keeper, parcel).await.unwrap();
}

/// Where the form of a page is sent whose address ends like this.
pub(crate) fn action_of(page: &Answer, ending: &str) -> String {
    let html = page.page();
    let forms = Selector::parse(&format!("form[action$='{ending}']")).unwrap();
    let form = html
        .select(&forms)
        .next()
        .unwrap_or_else(|| panic!("no form ends in {ending}"));
    form.attr("action").unwrap().to_owned()
}
