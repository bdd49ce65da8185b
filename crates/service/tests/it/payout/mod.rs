//! Money after the sale: from a completed order to the bank, and back.

mod file;
mod make;
mod reconcile;

use chrono::Duration;
use pasar_domain::application::{BankAccount, Step};
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::input::DocumentInput;
use pasar_domain::payout::Payout;
use pasar_service::actor::{Buyer, ShopKeeper, StaffRole};
use pasar_service::application::{add_picture, approve, queue, save_bank, save_document, submit};
use pasar_service::identity::specimen::draw;
use pasar_service::order::{ShipOrder, complete_due, confirm_delivered, ship, show_group};
use pasar_service::payout::{MakeFile, desk, make_due, make_file, write_file};
use pasar_testkit::{TestMarket, TestOffer};

use crate::work::settle_down;

/// The number of the bank account that sellers of these tests give.
pub(crate) const ACCOUNT: &str = "998877665544";

/// The seller of a shop is verified by an application, with a bank account.
pub(crate) async fn gives_account(market: &TestMarket, keeper: ShopKeeper, nik: &str) {
    let ctx = market.ctx();
    let document = DocumentInput {
        kind: "nik".to_owned(),
        number: nik.to_owned(),
        name: "Wulandari Kusumaningrum".to_owned(),
        born: "1990-08-17".to_owned(),
        sex: "female".to_owned(),
        expires_on: String::new(),
    };
    let bank = BankAccount {
        bank: "Bank Contoh".to_owned(),
        holder: "Wulandari Kusumaningrum".to_owned(),
        number: ACCOUNT.to_owned(),
    };
    let picture = draw(DocumentKind::Nik, 1, ctx.now().date_naive()).unwrap().png;
    save_document(ctx, keeper, Step::Document, &document)
        .await
        .unwrap();
    add_picture(ctx, keeper, Step::Picture, picture.into())
        .await
        .unwrap();
    save_bank(ctx, keeper, &bank).await.unwrap();
    submit(ctx, keeper, true).await.unwrap();
    let moderator = market.staff(StaffRole::Moderator);
    let queued = queue(ctx, moderator).await.unwrap();
    let application = &queued.last().unwrap().application;
    let about = (application.seller_id, application.application_id);
    approve(ctx, moderator, about, ctx.market().country)
        .await
        .unwrap();
}

/// The first account of these tests.
pub(crate) const NIK: &str = "3273015708900001";

/// Somebody buys so many of an offer, and has the parcel; the shop's share has left escrow.
pub(crate) async fn earns(market: &TestMarket, shop: ShopKeeper, buyer: Buyer, offer: &TestOffer, key: &str) {
    let ctx = market.ctx();
    let placed = market
        .place(market.order(buyer, key, &[(offer, 1)]))
        .await
        .unwrap();
    settle_down(ctx).await;
    let group = show_group(ctx, buyer, placed.order_group_id).await.unwrap();
    let order_id = group.orders[0].order.id;
    let parcel = ShipOrder {
        order_id,
        carrier: "JNE".to_owned(),
        tracking_number: format!("JX12345678{key}"),
    };
    ship(ctx, shop, parcel).await.unwrap();
    confirm_delivered(ctx, buyer, order_id).await.unwrap();
    market.passes(Duration::days(i64::from(
        ctx.charter().windows.escrow_release_days,
    )));
    assert_eq!(complete_due(ctx).await.unwrap(), 1);
}

/// A shop that sells, whose seller has given an account.
pub(crate) struct Selling {
    pub(crate) market: TestMarket,
    pub(crate) shop: ShopKeeper,
    pub(crate) buyer: Buyer,
    pub(crate) offer: TestOffer,
    sold: u32,
}

impl Selling {
    pub(crate) async fn new() -> Self {
        let market = TestMarket::new().await;
        let shop = market.shop("ana").await;
        gives_account(&market, shop, NIK).await;
        Self {
            offer: market.offer(&shop, "kaos", 50_000_000, 99).await,
            buyer: market.buyer("bo").await,
            shop,
            market,
            sold: 0,
        }
    }

    /// Sells one piece more.
    pub(crate) async fn sells(&mut self) {
        self.sold += 1;
        earns(
            &self.market,
            self.shop,
            self.buyer,
            &self.offer,
            &format!("k{}", self.sold),
        )
        .await;
    }

    /// Makes what is due until nothing is. Returns how much that was.
    pub(crate) async fn makes_due(&self) -> usize {
        let mut all = 0;
        loop {
            match make_due(self.market.ctx()).await.unwrap() {
                0 => return all,
                done => all += done,
            }
        }
    }

    /// The payout of the next day of the schedule.
    pub(crate) async fn is_paid_out(&self) -> Payout {
        let at_once = self.makes_due().await;
        self.market.passes(Duration::days(1));
        assert_eq!(at_once + self.makes_due().await, 1);
        self.newest().await
    }

    pub(crate) async fn newest(&self) -> Payout {
        let staff = self.market.staff(StaffRole::Support);
        let found = desk(self.market.ctx(), staff, None, None).await.unwrap();
        found.payouts[0].clone()
    }

    /// What the shop is owed, and what of that is on its way.
    pub(crate) async fn owed(&self) -> (i64, i64) {
        let staff = self.market.staff(StaffRole::Support);
        let found = desk(self.market.ctx(), staff, None, None).await.unwrap();
        (found.owed.minor, found.leaving.minor)
    }

    /// Everything that waits is sent. Returns the file as the bank gets it.
    pub(crate) async fn is_sent(&self) -> String {
        let staff = self.market.staff(StaffRole::Administrator);
        let ctx = self.market.ctx();
        let made = make_file(ctx, staff, &payer()).await.unwrap();
        let xml = pasar_service::payout::FileFormat::Xml;
        let bytes = write_file(ctx, staff, made.file_id, xml).await.unwrap();
        String::from_utf8(bytes).unwrap()
    }
}

/// The operator's account.
pub(crate) fn payer() -> MakeFile {
    MakeFile {
        payer: BankAccount {
            bank: "Bank Pasar".to_owned(),
            holder: "PT Pasar".to_owned(),
            number: "123-4567-890".to_owned(),
        },
        execute_on: String::new(),
    }
}
