//! Goods to look at.

use pasar_domain::offer::StockChange;
use pasar_domain::product::ProductInput;
use pasar_domain::shop::ShopInput;
use pasar_domain::variant::VariantInput;
use pasar_service::actor::ShopKeeper;
use pasar_service::product::create::{Created, create};
use pasar_service::{search, shop};
use pasar_testkit::TestMarket;

/// A shop that somebody who is verified opened in this place, with its name in addresses.
pub(crate) async fn open_shop(market: &TestMarket, name: &str, place: &str) -> (ShopKeeper, String) {
    let owner = market.buyer(name).await;
    let input = ShopInput {
        name: name.to_owned(),
        place: place.to_owned(),
        ..ShopInput::default()
    };
    let opened = shop::open::open(market.ctx(), owner, &input).await.unwrap();
    let handle = opened.handle.to_string();
    let keeper = shop::authorise::authorise(market.ctx(), owner, &handle).await;
    let keeper = keeper.unwrap().unwrap().0;
    market.verify(keeper).await;
    (keeper, handle)
}

/// A variant with these values, price in major units, and stock.
pub(crate) fn variant(market: &TestMarket, values: &[&str], major: i64, on_hand: u32) -> VariantInput {
    VariantInput {
        option_values: values.iter().map(|value| (*value).to_owned()).collect(),
        stock: StockChange::Set { on_hand },
        grams: Some(300),
        ..VariantInput::priced(market.ctx().market().money(major * 100))
    }
}

/// A product of one variant, in this category.
pub(crate) fn simple(
    market: &TestMarket,
    title: &str,
    category: &str,
    major: i64,
    on_hand: u32,
) -> ProductInput {
    ProductInput {
        title: title.to_owned(),
        category: category.to_owned(),
        variants: vec![variant(market, &[], major, on_hand)],
        ..ProductInput::default()
    }
}

/// Creates and publishes.
pub(crate) async fn publish(market: &TestMarket, keeper: ShopKeeper, input: ProductInput) -> Created {
    create(market.ctx(), keeper, input, true).await.unwrap()
}

/// Makes the index know everything that is live.
pub(crate) async fn index(market: &TestMarket) {
    search::rebuild::rebuild(market.ctx(), |_| {}).await.unwrap();
}

/// Says how often a product was sold, and what its buyers think of it, as an imported file would.
pub(crate) async fn famed(market: &TestMarket, product: &Created, sold: u32, rating: Option<(u16, u32)>) {
    let (mean, count) = rating.map_or(("null".to_owned(), 0), |(mean, count)| (mean.to_string(), count));
    let id = product.product_id.uuid();
    let figures = format!(
        "update product_figures set sold_count = {sold}, rating_hundredths = {mean}, rating_count = {count}
         where product_id = '{id}'"
    );
    market.sql(&figures).await;
}
