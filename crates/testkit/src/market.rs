//! A market of the repository to act in, with everything outside of it under control.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use futures::TryStreamExt as _;
use object_store::ObjectStoreExt as _;
use object_store::memory::InMemory;
use pasar_domain::address::{Address, AddressKey};
use pasar_domain::id::{
    AccountId, OfferId, ProductId, ShippingOptionId, ShopId, StaffId, StockItemId, VariantId,
};
use pasar_domain::market::Market;
use pasar_domain::money::Money;
use pasar_domain::offer::Stock;
use pasar_domain::seller::{Evidence, Standing};
use pasar_domain::stock::StockKey;
use pasar_search::{Index, IndexConfig};
use pasar_service::actor::{Buyer, ShopKeeper, StaffMember, StaffRole};
use pasar_service::checkout::{PlaceError, PlaceLine, PlaceOrder, Placed, place};
use pasar_service::market::load::read_market_folder;
use pasar_service::payment::PaymentProvider;
use pasar_service::rulebook::{Rulebook, Version, carry, of_folder};
use pasar_service::{Clock as _, Context, ContextParts, testing as actors};
use pasar_store::cell::CONTROL_SCHEMA;
use pasar_store::testing::{self, SeedOffer, SeedSeller, SeedShop};
use pasar_store::{CellName, Store, StoreConfig, stock_item};
use pasar_vault::Keyring;

use crate::bank::FakeBank;
use crate::chance::SeededChance;
use crate::clock::TestClock;
use crate::database::TestDatabase;

/// An offer of a test market.
#[derive(Debug, Clone)]
pub struct TestOffer {
    /// Whose.
    pub shop_id: ShopId,
    /// Its product.
    pub product_id: ProductId,
    /// Its id.
    pub offer_id: OfferId,
    /// What it draws on.
    pub stock_item_id: StockItemId,
    /// The price of a piece.
    pub price: Money,
}

/// A market with a database, clock, chance and bank of its own.
#[derive(Debug)]
pub struct TestMarket {
    ctx: Context,
    clock: Arc<TestClock>,
    bank: Arc<FakeBank>,
    // Removed last, when nobody is connected any more.
    database: TestDatabase,
}

impl TestMarket {
    /// The Indonesian market, with a bank in memory.
    pub async fn new() -> Self {
        Self::of("id").await
    }

    /// The market of this code, with a bank in memory.
    pub async fn of(code: &str) -> Self {
        Self::with_bank(code, |_, _| None).await
    }

    /// The market of this code, with the provider that `provider` makes, or the bank in memory when it makes none.
    pub async fn with_bank(
        code: &str,
        provider: impl FnOnce(&Store, &Arc<TestClock>) -> Option<Arc<dyn PaymentProvider>>,
    ) -> Self {
        let database = TestDatabase::new().await;
        let clock = Arc::new(TestClock::default());
        let store = open(&database, &[code], BTreeMap::new(), &clock).await;
        let provider = provider(&store, &clock);
        Self::in_store(repository(code), store, clock, database, provider).await
    }

    /// The market of this code with one more charter version in its folder, which nobody has adopted.
    pub async fn with_draft(code: &str, version: &str, files: BTreeMap<String, String>) -> Self {
        let database = TestDatabase::new().await;
        let clock = Arc::new(TestClock::default());
        let store = open(&database, &[code], BTreeMap::new(), &clock).await;
        let (mut market, versions) = repository(code);
        market.charter_files.insert(version.parse().unwrap(), files);
        let versions = versions
            .into_iter()
            .map(|known| Version::new(&market, known.folder, known.effective_at));
        let versions = versions.collect();
        Self::in_store((market, versions), store, clock, database, None).await
    }

    /// Two markets of one program; the cell of the second is on a database of its own.
    pub async fn apart(first: &str, second: &str) -> (Self, Self) {
        let (common, own) = (TestDatabase::new().await, TestDatabase::new().await);
        let clock = Arc::new(TestClock::default());
        let elsewhere = BTreeMap::from([(CellName::first_of(second).unwrap(), own.url().to_owned())]);
        let store = open(&common, &[first, second], elsewhere, &clock).await;
        (
            Self::in_store(repository(first), store.clone(), clock.clone(), common, None).await,
            Self::in_store(repository(second), store, clock, own, None).await,
        )
    }

    async fn in_store(
        (market, versions): (Market, Vec<Version>),
        store: Store,
        clock: Arc<TestClock>,
        database: TestDatabase,
        provider: Option<Arc<dyn PaymentProvider>>,
    ) -> Self {
        let home = CellName::first_of(market.code.as_str()).unwrap();
        let home = store.cell(&home).unwrap().clone();
        let languages = market.languages.iter().map(ToString::to_string).collect();
        let bank = Arc::new(FakeBank::default());
        let ctx = Context::new(ContextParts {
            index: Arc::new(Index::in_memory(&IndexConfig { languages }).unwrap()),
            objects: Arc::new(InMemory::new()),
            payments: provider.unwrap_or_else(|| bank.clone()),
            identity_keys: identity_keys(),
            clock: clock.clone(),
            chance: Arc::new(SeededChance::new(7)),
            rulebook: Rulebook::new(versions),
            market,
            store,
            home,
        });
        carry(&ctx).await.unwrap();
        Self {
            ctx,
            clock,
            bank,
            database,
        }
    }

    /// The database of the market's cell.
    pub const fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// What use-cases are given.
    pub const fn ctx(&self) -> &Context {
        &self.ctx
    }

    /// The clock.
    pub fn clock(&self) -> &TestClock {
        &self.clock
    }

    /// The bank in memory.
    pub fn bank(&self) -> &FakeBank {
        &self.bank
    }

    /// Lets time pass.
    pub fn passes(&self, time: chrono::Duration) {
        self.clock.advance(time);
    }

    /// Somebody with an account of this name.
    pub async fn buyer(&self, name: &str) -> Buyer {
        let id = AccountId::new(self.ctx.now(), &self.ctx.entropy());
        let mut connection = self.ctx.home().read().await.unwrap();
        testing::account(&mut connection, id, name, self.ctx.now())
            .await
            .unwrap();
        actors::buyer(id)
    }

    /// A shop of this handle with its owner, a verified person of the market. It sends in one way, for 10,000 major units and half of it
    /// for each further kilogram.
    pub async fn shop(&self, handle: &str) -> ShopKeeper {
        let home = self.ctx.market().country;
        self.shop_of(handle, SeedSeller::person(home.as_str())).await
    }

    /// A shop of a merchant: an entity that is registered in this country, and sends from there.
    pub async fn merchant(&self, handle: &str, origin: &str) -> ShopKeeper {
        let home = self.ctx.market().country;
        let seller = SeedSeller {
            origin,
            standing: Standing::Merchant,
            evidence: Some(Evidence::BusinessRegister),
            return_country: home.as_str(),
        };
        self.shop_of(handle, seller).await
    }

    /// A shop of this seller.
    pub async fn shop_of(&self, handle: &str, seller: SeedSeller<'_>) -> ShopKeeper {
        let owner = self.buyer(&format!("{handle}-owner")).await;
        let shop_id = ShopId::new(self.ctx.now(), &self.ctx.entropy());
        let seed = SeedShop {
            shop_id,
            owner: owner.account_id(),
            seller,
            handle,
            option_id: ShippingOptionId::new(self.ctx.now(), &self.ctx.entropy()),
            service: self.service(),
            base_minor: 1_000_000,
        };
        let mut connection = self.ctx.home().read().await.unwrap();
        testing::shop(&mut connection, seed, self.ctx.now())
            .await
            .unwrap();
        actors::shop_owner(owner.account_id(), shop_id)
    }

    /// Verifies whoever sells in a shop that was opened as people do: an identity card of the market's country, good for five years.
    pub async fn verify(&self, shop: ShopKeeper) {
        self.sql(&format!(
            "insert into verification (seller_id, verification_id, evidence, issued_by, valid_from, valid_until, checked_until,
                recorded_at)
             select seller_id, seller_id, 'national_id', '{home}', '{now}', '{now}'::timestamptz + interval '5 years',
                '{now}'::timestamptz + interval '5 years', '{now}'
             from shop where shop_id = '{shop}'",
            home = self.ctx.market().country,
            now = self.ctx.now().to_rfc3339(),
            shop = shop.shop_id().uuid(),
        ))
        .await;
    }

    /// The way in which test shops send.
    pub fn service(&self) -> &str {
        self.ctx.market().shipping_services[0].slug.as_str()
    }

    /// A member of staff.
    pub fn staff(&self, role: StaffRole) -> StaffMember {
        actors::staff(StaffId::new(self.ctx.now(), &self.ctx.entropy()), role)
    }

    /// An offer with a stock item of its own.
    pub async fn offer(&self, shop: &ShopKeeper, title: &str, price_minor: i64, on_hand: i32) -> TestOffer {
        let item = StockItemId::new(self.ctx.now(), &self.ctx.entropy());
        self.seed(shop, title, price_minor, (item, Some(on_hand), 1))
            .await
    }

    /// An offer that draws on another's stock item, so many units for each piece.
    pub async fn pack_of(
        &self,
        shop: &ShopKeeper,
        single: &TestOffer,
        units: i32,
        price_minor: i64,
    ) -> TestOffer {
        self.seed(shop, "pack", price_minor, (single.stock_item_id, None, units))
            .await
    }

    async fn seed(
        &self,
        shop: &ShopKeeper,
        title: &str,
        price_minor: i64,
        (stock_item_id, on_hand, stock_per_unit): (StockItemId, Option<i32>, i32),
    ) -> TestOffer {
        let now = self.ctx.now();
        let entropy = || self.ctx.entropy();
        let (product_id, variant_id, offer_id) = (
            ProductId::new(now, &entropy()),
            VariantId::new(now, &entropy()),
            OfferId::new(now, &entropy()),
        );
        let seed = SeedOffer {
            shop_id: shop.shop_id(),
            ids: (product_id, variant_id, offer_id),
            stock_item_id,
            on_hand,
            stock_per_unit,
            title,
            category: "fashion",
            price_minor,
            currency: self.ctx.market().currency.code(),
            grams: 300,
        };
        let mut connection = self.ctx.home().read().await.unwrap();
        testing::offer(&mut connection, seed, now).await.unwrap();
        let price = self.ctx.market().money(price_minor);
        TestOffer {
            shop_id: shop.shop_id(),
            product_id,
            offer_id,
            stock_item_id,
            price,
        }
    }

    /// A checkout of these offers that the bank will say yes to.
    pub fn order(&self, buyer: Buyer, key: &str, lines: &[(&TestOffer, u32)]) -> PlaceOrder {
        PlaceOrder {
            buyer,
            key: key.to_owned(),
            lines: lines
                .iter()
                .map(|(offer, quantity)| PlaceLine {
                    shop_id: offer.shop_id,
                    offer_id: offer.offer_id,
                    quantity: *quantity,
                    seen_price: offer.price,
                })
                .collect(),
            shipping: BTreeMap::new(),
            ship_to: self.address(),
            method: "sandbox_success".to_owned(),
            seen_total: None,
        }
    }

    /// Places one checkout.
    pub async fn place(&self, order: PlaceOrder) -> Result<Placed, PlaceError> {
        place(&self.ctx, order).await
    }

    /// A right address of the market, made of its own examples and first place.
    pub fn address(&self) -> Address {
        let market = self.ctx.market();
        let place = &market.places.all()[0];
        let region = market.places.region_of(&place.name).unwrap();
        let typed: BTreeMap<AddressKey, String> = market
            .address_format
            .fields
            .iter()
            .map(|field| {
                let text = match field.key {
                    AddressKey::City => place.name.clone(),
                    AddressKey::Region => region.name.get(market.default_language()).to_owned(),
                    _ => field
                        .example
                        .clone()
                        .unwrap_or_else(|| "Jalan Braga 12".to_owned()),
                };
                (field.key, text)
            })
            .collect();
        market.validate_address(&typed).unwrap()
    }

    /// What there is of an offer's stock item.
    pub async fn stock(&self, offer: &TestOffer) -> Stock {
        let key = StockKey {
            shop_id: offer.shop_id,
            stock_item_id: offer.stock_item_id,
        };
        let mut connection = self.ctx.home().read().await.unwrap();
        stock_item::levels(&mut connection, &[key]).await.unwrap()[&key]
    }

    /// Runs a statement in the market's cell: for what no use-case can do.
    pub async fn sql(&self, statement: &str) {
        let mut connection = self.ctx.home().read().await.unwrap();
        testing::execute(&mut connection, statement).await.unwrap();
    }

    /// Tries a statement in the market's cell, with the rights of the program; says what the database answered if it refused.
    pub async fn try_sql(&self, statement: &str) -> Result<(), String> {
        let mut connection = self.ctx.home().read().await.unwrap();
        let done = testing::execute(&mut connection, statement).await;
        done.map(drop).map_err(|error| format!("{error:?}"))
    }

    /// A number that a query on the market's cell counts.
    pub async fn count(&self, query: &str) -> i64 {
        let mut connection = self.ctx.home().read().await.unwrap();
        testing::count(&mut connection, query).await.unwrap()
    }

    /// The text that a query on the market's cell finds, if it finds a row.
    pub async fn text(&self, query: &str) -> Option<String> {
        let mut connection = self.ctx.home().read().await.unwrap();
        testing::text(&mut connection, query).await.unwrap()
    }

    /// The tables of the cell and of the control schema that hold one of these texts, as text or as bytes.
    pub async fn tables_with(&self, needles: &[&str]) -> Vec<String> {
        let mut connection = self.ctx.home().read().await.unwrap();
        let schemas = [self.ctx.home().name().as_str(), CONTROL_SCHEMA];
        testing::tables_with(&mut connection, &schemas, needles)
            .await
            .unwrap()
    }

    /// Every byte of the object store.
    pub async fn object_bytes(&self) -> Vec<u8> {
        let objects = self.ctx.objects();
        let listed: Vec<_> = objects.list(None).try_collect().await.unwrap();
        let mut bytes = Vec::new();
        for object in listed {
            bytes.extend_from_slice(object.location.as_ref().as_bytes());
            let found = objects.get(&object.location).await.unwrap();
            bytes.extend_from_slice(&found.bytes().await.unwrap());
        }
        bytes
    }

    /// Proves the ledger, and that exactly what unpaid orders wait for is promised.
    pub async fn assert_sound(&self) {
        let report = pasar_service::ledger::check(&self.ctx, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{:#?}", report.problems);
        let mut connection = self.ctx.home().read().await.unwrap();
        assert_eq!(
            testing::misreserved(&mut connection).await.unwrap(),
            Vec::<String>::new()
        );
    }
}

/// Master keys of a vault, the same in every test.
pub fn identity_keys() -> Arc<Keyring> {
    Arc::new(Keyring::of(&[42; 32]))
}

/// A store of these markets on a database, but for the cells that are elsewhere.
async fn open(
    database: &TestDatabase,
    markets: &[&str],
    cell_urls: BTreeMap<CellName, String>,
    clock: &TestClock,
) -> Store {
    let config = StoreConfig {
        url: database.url().to_owned(),
        connections_max: 12,
        cell_urls,
    };
    Store::open(&config, markets, clock.now()).await.unwrap()
}

/// A market of the repository, and the versions of its charter.
fn repository(code: &str) -> (Market, Vec<Version>) {
    let market = market(code);
    let versions = of_folder(&market).unwrap();
    (market, versions)
}

pub(crate) fn market(code: &str) -> Market {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../markets"));
    let markets = read_market_folder(folder).unwrap();
    markets
        .into_iter()
        .find(|market| market.code.as_str() == code)
        .unwrap()
}
