//! Sellers on probation: those of a test market are not, until a test says so.

use pasar_service::actor::ShopKeeper;

use crate::market::TestMarket;

impl TestMarket {
    /// Whoever sells in this shop is on probation from now on, as if the operator had just verified them for the first time.
    pub async fn begins(&self, shop: ShopKeeper) {
        self.sql(&format!(
            "update seller set probation_since = '{}' where seller_id = (select seller_id from shop where shop_id = '{}')",
            self.ctx().now().to_rfc3339(),
            shop.shop_id().uuid(),
        ))
        .await;
    }

    /// Whoever sells in this shop has completed so many orders since.
    pub async fn has_completed(&self, shop: ShopKeeper, orders: u32) {
        self.sql(&format!(
            "update seller set probation_orders = {orders} where seller_id = (select seller_id from shop where shop_id = '{}')",
            shop.shop_id().uuid(),
        ))
        .await;
    }

    /// Whoever sells in this shop may take only so many orders more today.
    pub async fn places_left(&self, shop: ShopKeeper, left: u32) {
        let max = self.ctx().charter().probation.unwrap().orders_per_day_max;
        self.sql(&format!(
            "insert into probation_day (seller_id, day, orders, orders_max)
             select seller_id, '{}', {}, {max} from shop where shop_id = '{}'
             on conflict (seller_id, day) do update set orders = excluded.orders",
            self.ctx().market().day_of(self.ctx().now()),
            max.checked_sub(left).unwrap(),
            shop.shop_id().uuid(),
        ))
        .await;
    }

    /// How many orders whoever sells in this shop took today, as the row of the day says; 0 without one.
    pub async fn taken_today(&self, shop: ShopKeeper) -> i64 {
        self.count(&format!(
            "select coalesce(sum(orders), 0) from probation_day d join shop using (seller_id)
             where shop_id = '{}' and day = '{}'",
            shop.shop_id().uuid(),
            self.ctx().market().day_of(self.ctx().now()),
        ))
        .await
    }
}
