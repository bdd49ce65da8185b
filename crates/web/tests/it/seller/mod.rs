//! The seller centre, as a seller with a browser uses it.

mod disclosure;
mod file;
mod money;
mod money_day;
mod nowhere;
mod open;
mod order;
mod picture;
mod product;
mod refusal;
mod shop;
mod strangers;
mod today;
pub(crate) mod verification;

use axum::http::StatusCode;
use pasar_domain::id::{OrderId, ProductId};
use pasar_domain::payment::PaymentStateName;
use pasar_service::actor::ShopKeeper;
use pasar_service::order::show_group;
use pasar_service::product::show::{ShownProduct, show};
use pasar_service::shop::authorise::as_owner;
use pasar_testkit::TestOffer;

use crate::kit::{Answer, Browser, TestSite};

/// Somebody who is verified and has opened a shop of this name, with the shop.
async fn seller<'a>(site: &'a TestSite, name: &str) -> (Browser<'a>, ShopKeeper) {
    let (browser, keeper) = newcomer(site, name).await;
    site.market.verify(keeper).await;
    (browser, keeper)
}

/// Somebody whom nobody has verified yet, with the shop that they opened.
async fn newcomer<'a>(site: &'a TestSite, name: &str) -> (Browser<'a>, ShopKeeper) {
    let mut browser = site.visitor();
    browser.sign_up(name).await;
    let place = site.market.ctx().market().places.all()[0].name.clone();
    let fields = [("name", name), ("place", place.as_str())];
    let opened = browser.submit("/seller/open", "/seller/open", &fields).await;
    assert_eq!(opened.location(), site.url("/seller"));
    let (keeper, _) = as_owner(site.market.ctx(), name).await.unwrap().unwrap();
    (browser, keeper)
}

/// A category whose products need no answers.
fn category(site: &TestSite) -> String {
    let categories = &site.market.ctx().market().categories;
    let plain = categories.all().iter().find(|category| {
        let slug = category.slug.as_str();
        categories.is_leaf(slug) && categories.attributes(slug).iter().all(|a| !a.required)
    });
    plain.unwrap().slug.to_string()
}

/// Publishes a product of one variant, and returns its id.
async fn publish(
    site: &TestSite,
    browser: &mut Browser<'_>,
    title: &str,
    price: &str,
    stock: &str,
) -> ProductId {
    let category = category(site);
    let fields = [
        ("title", title),
        ("category", category.as_str()),
        ("variants.0.price", price),
        ("variants.0.stock", stock),
        ("do", "publish"),
    ];
    let made = browser
        .submit("/seller/products/new", "/seller/products/new", &fields)
        .await;
    created(&made)
}

/// The product to which an answer leads.
fn created(answer: &Answer) -> ProductId {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let id = answer.location().rsplit('/').next().unwrap();
    id.split(['?', '#']).next().unwrap().parse().unwrap()
}

/// A product as its seller sees it.
async fn product(site: &TestSite, keeper: ShopKeeper, id: ProductId) -> ShownProduct {
    show(site.market.ctx(), keeper, id).await.unwrap().unwrap()
}

/// Somebody buys so many of a product's first variant and pays.
async fn buy(site: &TestSite, keeper: ShopKeeper, id: ProductId, pieces: u32) -> OrderId {
    let ctx = site.market.ctx();
    let shown = product(site, keeper, id).await;
    let first = &shown.current.variants[0];
    let offer = TestOffer {
        shop_id: keeper.shop_id(),
        product_id: id,
        offer_id: first.offer.offer_id,
        stock_item_id: first.offer.stock_item_id,
        price: first.offer.price,
    };
    let n = site.market.count("select count(*) from account").await;
    let buyer = site.market.buyer(&format!("buyer-{n}")).await;
    let order = site.market.order(buyer, "k1", &[(&offer, pieces)]);
    let placed = site.market.place(order).await.unwrap();
    settle_down(site).await;
    let group = show_group(ctx, buyer, placed.order_group_id).await.unwrap();
    group.orders[0].order.id
}

/// Waits until the bank has answered: no payment is set aside and not taken.
async fn settle_down(site: &TestSite) {
    let ctx = site.market.ctx();
    for _ in 0..200 {
        let mut connection = ctx.home().read().await.unwrap();
        let waiting =
            pasar_store::payment::waiting(&mut connection, PaymentStateName::Authorised, ctx.now(), 1);
        if waiting.await.unwrap().is_empty() {
            return;
        }
        drop(connection);
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("payments stay authorised");
}
