//! A program that talks to the API, and a small market for it to talk to.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use pasar_domain::id::{OfferId, ProductId, VariantId};
use pasar_domain::offer::StockChange;
use pasar_domain::product::ProductInput;
use pasar_domain::variant::VariantInput;
use pasar_service::actor::{Buyer, ShopKeeper};
use pasar_service::product::create::create;
use pasar_service::product::show::show;
use pasar_service::{api_key, testing as actors};
use serde_json::{Value, json};

use crate::kit::{Answer, TestSite};

/// A program, with or without a key.
#[derive(Clone)]
pub(crate) struct Program<'a> {
    site: &'a TestSite,
    key: Option<String>,
    language: &'static str,
    address: &'static str,
}

impl TestSite {
    /// A program without a key.
    pub(crate) fn program(&self) -> Program<'_> {
        Program {
            site: self,
            key: None,
            language: "en",
            address: "203.0.113.7",
        }
    }

    /// A program with a key of this person.
    pub(crate) async fn program_of(&self, buyer: Buyer) -> Program<'_> {
        let (_, secret) = api_key::create(self.market.ctx(), buyer, "erp", "")
            .await
            .unwrap();
        self.program().with_key(&secret.to_string())
    }
}

impl Program<'_> {
    pub(crate) fn with_key(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }

    pub(crate) fn speaking(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// On the machine itself, where programs are not limited.
    pub(crate) fn local(mut self) -> Self {
        self.address = "127.0.0.1";
        self
    }

    /// Sends anything; `path` follows `/{market}/api/v1`.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(self.site.url(&format!("/api/v1{path}")))
            .header("x-forwarded-for", self.address)
            .header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(key) = &self.key {
            request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.site.send(request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], Body::empty()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[], Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.send("POST", path, &headers, body.to_string()).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.send("PUT", path, &headers, body.to_string()).await
    }

    /// Posts under an idempotency key.
    pub(crate) async fn post_once(&self, key: &str, path: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("idempotency-key", key)];
        self.send("POST", path, &headers, body.to_string()).await
    }
}

impl Answer {
    /// The JSON of an answer that worked.
    pub(crate) fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self.json()
    }

    /// A refusal: its status and its code. It must be problem+json.
    pub(crate) fn refusal(&self) -> (u16, String) {
        assert!(!self.status.is_success(), "{} {}", self.status, self.body);
        assert_eq!(
            self.headers["content-type"], "application/problem+json",
            "{}",
            self.body
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        let code = problem["code"].as_str().unwrap();
        assert_eq!(problem["type"], format!("urn:pasar:problem:{code}"));
        assert!(problem["operation_id"].as_str().unwrap().starts_with("op_"));
        assert!(
            !problem["detail"].as_str().unwrap().contains('⟦'),
            "{}",
            self.body
        );
        (self.status.as_u16(), code.to_owned())
    }

    /// The fields that a refusal names.
    pub(crate) fn wrong_fields(&self) -> Vec<String> {
        assert_eq!(self.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", self.body);
        let problem = self.json();
        let errors = problem["errors"].as_array().unwrap();
        errors
            .iter()
            .map(|error| error["field"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// A product that buyers see.
#[derive(Debug, Clone)]
pub(crate) struct Goods {
    pub(crate) product_id: ProductId,
    pub(crate) handle: String,
    pub(crate) variant_id: VariantId,
    pub(crate) offer_id: OfferId,
    pub(crate) price_minor: i64,
}

/// Ana sells plain shirts; Sari buys; Bo has a shop of his own.
pub(crate) struct Fair {
    pub(crate) site: TestSite,
    pub(crate) ana: ShopKeeper,
    pub(crate) bo: ShopKeeper,
    pub(crate) sari: Buyer,
    pub(crate) shirt: Goods,
}

impl Fair {
    pub(crate) async fn new() -> Self {
        Self::on(TestSite::new().await).await
    }

    pub(crate) async fn on(site: TestSite) -> Self {
        let ana = site.market.shop("ana").await;
        let bo = site.market.shop("bo").await;
        let sari = site.market.buyer("sari").await;
        let shirt = goods(&site, ana, "Kaos polos", 5_350_000, 20).await;
        Self {
            site,
            ana,
            bo,
            sari,
            shirt,
        }
    }

    pub(crate) async fn sari(&self) -> Program<'_> {
        self.site.program_of(self.sari).await
    }

    pub(crate) async fn ana(&self) -> Program<'_> {
        self.site.program_of(actors::buyer(self.ana.account_id())).await
    }

    pub(crate) async fn bo(&self) -> Program<'_> {
        self.site.program_of(actors::buyer(self.bo.account_id())).await
    }

    /// A line with so many shirts, as a checkout wants it.
    pub(crate) fn line(&self, quantity: u32) -> Value {
        json!({
            "shop_id": self.ana.shop_id().to_string(), "offer_id": self.shirt.offer_id.to_string(), "quantity": quantity,
            "unit_price": {"amount_minor": self.shirt.price_minor, "currency": "IDR"}
        })
    }

    /// A checkout of so many shirts.
    pub(crate) fn order(&self, quantity: u32, method: &str) -> Value {
        json!({"lines": [self.line(quantity)], "ship_to": self.address(), "payment_method": method})
    }

    /// A right address as JSON.
    pub(crate) fn address(&self) -> Value {
        let address = self.site.market.address();
        let fields = address.fields().map(|(key, text)| (key.to_string(), json!(text)));
        Value::Object(fields.collect())
    }

    /// Sari orders so many shirts and pays; the group and the order.
    pub(crate) async fn bought(&self, quantity: u32) -> (String, String) {
        let sari = self.sari().await;
        let order = self.order(quantity, "sandbox_success");
        let placed = sari
            .post_once(&format!("bought-{quantity}"), "/checkout", &order)
            .await
            .ok();
        let group = placed["order_group_id"].as_str().unwrap().to_owned();
        let shown = sari.get(&format!("/order-groups/{group}")).await.ok();
        let order = shown["orders"][0]["order_id"].as_str().unwrap().to_owned();
        (group, order)
    }

    /// The bank's money arrives, so that orders may be sent.
    pub(crate) async fn captured(&self) {
        let ctx = self.site.market.ctx();
        while pasar_service::payment::capture_due(ctx, ctx.now() + chrono::Duration::hours(1))
            .await
            .unwrap()
            > 0
        {}
    }

    /// The search index catches up.
    pub(crate) async fn indexed(&self) {
        while pasar_service::search::relay::relay(self.site.market.ctx())
            .await
            .unwrap()
            > 0
        {}
    }
}

/// What a product of one variant is made of; its category asks for nothing.
pub(crate) fn product(site: &TestSite, title: &str, price_minor: i64, on_hand: u32) -> ProductInput {
    let market = site.market.ctx().market();
    let categories = &market.categories;
    let plain = |slug: &str| {
        categories
            .attributes(slug)
            .iter()
            .all(|attribute| !attribute.required)
    };
    let mut leaves = categories.all().iter().map(|category| category.slug.as_str());
    let category = leaves
        .find(|slug| categories.is_leaf(slug) && plain(slug))
        .unwrap();
    let mut variant = VariantInput::priced(market.money(price_minor));
    variant.stock = StockChange::Set { on_hand };
    variant.grams = Some(300);
    ProductInput {
        title: title.to_owned(),
        description_html: "<p>Katun 30s.</p>".to_owned(),
        category: category.to_owned(),
        variants: vec![variant],
        ..ProductInput::default()
    }
}

/// A published product of one variant.
pub(crate) async fn goods(
    site: &TestSite,
    shop: ShopKeeper,
    title: &str,
    price_minor: i64,
    on_hand: u32,
) -> Goods {
    let ctx = site.market.ctx();
    site.market.passes(chrono::Duration::seconds(1)); // lists put the newest first, by the millisecond
    let input = product(site, title, price_minor, on_hand);
    let created = create(ctx, shop, input, true).await.unwrap();
    let shown = show(ctx, shop, created.product_id).await.unwrap().unwrap();
    let offered = &shown.current.variants[0];
    Goods {
        product_id: created.product_id,
        handle: created.handle.to_string(),
        variant_id: offered.variant.variant_id,
        offer_id: offered.offer.offer_id,
        price_minor,
    }
}
