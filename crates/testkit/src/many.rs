//! Many offers and sellers at once, for measurements.

use pasar_domain::Instant;
use pasar_service::actor::ShopKeeper;
use pasar_store::testing::{self, SeedOffers, SeedSellers};

use crate::market::TestMarket;

impl TestMarket {
    /// So many offers of one price with a stock item each; nobody learns their ids.
    pub async fn offers(&self, shop: &ShopKeeper, title: &str, price_minor: i64, count: u32) {
        self.many_offers(SeedOffers {
            shop_id: Some(shop.shop_id()),
            ..self.one_of_many(title, price_minor, count)
        })
        .await;
    }

    /// So many verified sellers with a shop each, `many-1` and so on, and so many offers of one price in every shop of the market. What
    /// verifies the first `ending.0` of them ends at `ending.1`.
    pub async fn sellers(
        &self,
        count: u32,
        ending: (u32, Instant),
        title: &str,
        price_minor: i64,
        each: u32,
    ) {
        let seed = SeedSellers {
            count,
            country: self.ctx().market().country.as_str(),
            service: self.service(),
            ending,
        };
        let mut connection = self.ctx().home().read().await.unwrap();
        testing::sellers(&mut connection, seed, self.ctx().now())
            .await
            .unwrap();
        drop(connection);
        self.many_offers(self.one_of_many(title, price_minor, each)).await;
    }

    fn one_of_many<'a>(&'a self, title: &'a str, price_minor: i64, count: u32) -> SeedOffers<'a> {
        SeedOffers {
            shop_id: None,
            count,
            title,
            category: "fashion",
            price_minor,
            currency: self.ctx().market().currency.code(),
        }
    }

    async fn many_offers(&self, seed: SeedOffers<'_>) {
        let mut connection = self.ctx().home().read().await.unwrap();
        testing::offers(&mut connection, seed, self.ctx().now())
            .await
            .unwrap();
    }
}
