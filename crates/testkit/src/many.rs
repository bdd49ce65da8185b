//! Many offers at once, for measurements.

use pasar_service::actor::ShopKeeper;
use pasar_store::testing::{self, SeedOffers};

use crate::market::TestMarket;

impl TestMarket {
    /// So many offers of one price with a stock item each; nobody learns their ids.
    pub async fn offers(&self, shop: &ShopKeeper, title: &str, price_minor: i64, count: u32) {
        let seed = SeedOffers {
            shop_id: shop.shop_id(),
            count,
            title,
            category: "fashion",
            price_minor,
            currency: self.ctx().market().currency.code(),
        };
        let mut connection = self.ctx().home().read().await.unwrap();
        testing::offers(&mut connection, seed, self.ctx().now())
            .await
            .unwrap();
    }
}
