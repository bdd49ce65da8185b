//! What the catalogue's tests share.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pasar_domain::offer::StockChange;
use pasar_domain::product::ProductInput;
use pasar_domain::variant::VariantInput;
use pasar_service::actor::{Buyer, ShopKeeper};
use pasar_service::product::create::{Created, create};
use pasar_service::{search, shop};
use pasar_testkit::TestMarket;

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path)
}

/// A shop that was opened as people do, of somebody who is verified.
pub(crate) async fn open_shop(market: &TestMarket, name: &str) -> (ShopKeeper, String) {
    let opened = open_shop_of(market, market.buyer(name).await, name).await;
    market.verify(opened.0).await;
    opened
}

/// A shop of this person, opened as people do; nobody has verified the person yet.
pub(crate) async fn open_shop_of(market: &TestMarket, owner: Buyer, name: &str) -> (ShopKeeper, String) {
    let input = pasar_domain::shop::ShopInput {
        name: name.to_owned(),
        place: market.ctx().market().places.all()[0].name.clone(),
        ..Default::default()
    };
    let opened = shop::open::open(market.ctx(), owner, &input).await.unwrap();
    let (keeper, _) = shop::authorise::authorise(market.ctx(), owner, opened.handle.as_str())
        .await
        .unwrap()
        .unwrap();
    (keeper, opened.handle.to_string())
}

/// A variant with these values, price (in major units) and stock.
pub(crate) fn variant(market: &TestMarket, values: &[&str], major: i64, on_hand: u32) -> VariantInput {
    VariantInput {
        option_values: values.iter().map(|value| (*value).to_owned()).collect(),
        stock: StockChange::Set { on_hand },
        ..VariantInput::priced(market.ctx().market().money(major * 100))
    }
}

/// A product of one variant, in a category without required attributes.
pub(crate) fn simple(market: &TestMarket, title: &str, major: i64, on_hand: u32) -> ProductInput {
    let categories = &market.ctx().market().categories;
    let category = categories
        .all()
        .iter()
        .find(|category| {
            let slug = category.slug.as_str();
            categories.is_leaf(slug) && categories.attributes(slug).iter().all(|a| !a.required)
        })
        .unwrap();
    ProductInput {
        title: title.to_owned(),
        category: category.slug.to_string(),
        attributes: BTreeMap::new(),
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
