//! The seeded market: something for every gap of every path.

use pasar_domain::id::{
    AddressId, AdoptionId, ApiKeyId, AppealId, ApplicationId, CampaignId, DifferenceId, ImportId,
    OrderGroupId, OrderId, OwnershipId, PartyId, PasskeyId, PaymentId, PayoutFileId, PayoutId, PictureId,
    SellerId, StaffId, StageMoveId, VerificationId,
};
use pasar_domain::surface::Surface;
use pasar_service::Context;
use pasar_service::actor::{Buyer, ShopKeeper, StaffRole};
use pasar_service::cart::CartOwner;
use pasar_service::cart::add::add;
use pasar_service::import::start::{StartImport, start};
use pasar_service::order::show_group;
use pasar_service::ownership::party::add as add_party;
use pasar_service::ownership::record::record;
use pasar_service::ownership::{OwnershipInput, PartyInput};
use pasar_service::seller::show::show_own;
use pasar_service::{address, api_key, picture, testing as actors};
use pasar_web::route_table::Route;
use serde_json::{Value, json};

use crate::api::kit::Fair;
use crate::buying::sandbox_site;
use crate::kit::Browser;

/// A market in which Sari bought from Ana, and Ana has one of everything a shop can have.
pub(super) struct World {
    pub(super) fair: Fair,
    group: OrderGroupId,
    order: OrderId,
    payment: PaymentId,
    address: AddressId,
    passkey: PasskeyId,
    key: ApiKeyId,
    import: ImportId,
    picture: PictureId,
    category: String,
    seller: SellerId,
    verification: VerificationId,
    party: PartyId,
    ownership: OwnershipId,
    stage_move: StageMoveId,
    promise: String,
    query: String,
    appeal: AppealId,
    adoption: AdoptionId,
    application: ApplicationId,
    campaign: CampaignId,
    payout: PayoutId,
    payout_file: PayoutFileId,
    difference: DifferenceId,
    provider_difference: DifferenceId,
}

impl World {
    pub(super) async fn new() -> Self {
        let fair = Fair::on(sandbox_site().await).await;
        let (group, order) = fair.bought(1).await;
        fair.captured().await;
        fair.indexed().await;
        let ctx = fair.site.market.ctx();
        let group: OrderGroupId = group.parse().unwrap();
        let shown = show_group(ctx, fair.sari, group).await.unwrap();
        let typed = fair
            .site
            .market
            .address()
            .fields()
            .map(|(key, text)| (key, text.to_owned()))
            .collect();
        let stored = address::add(ctx, fair.sari, &typed).await.unwrap();
        let (key, _) = api_key::create(ctx, fair.sari, "old", "").await.unwrap();
        let file = super::super::api::picture_file();
        let picture = picture::upload::upload(ctx, fair.ana, fair.shirt.product_id, "", file.into())
            .await
            .unwrap();
        let input = StartImport {
            file_name: "products.csv".to_owned(),
            ..StartImport::default()
        };
        let file = futures::stream::iter([Ok::<_, std::convert::Infallible>(
            super::super::api::catalogue_file().into(),
        )]);
        let import = start(ctx, fair.ana, input, file).await.unwrap();
        let line = (fair.ana.shop_id(), fair.shirt.offer_id);
        add(ctx, CartOwner::Buyer(fair.sari), line, 1).await.unwrap();
        let office = Office::of(ctx, fair.ana).await;
        let category = ctx.market().categories.all()[0].slug.to_string();
        let appeal = AppealId::new(ctx.now(), &[7; 10]);
        let (shop, product) = (fair.ana.shop_id().uuid(), fair.shirt.product_id.uuid());
        let (by, at) = (fair.ana.account_id().uuid(), ctx.now());
        fair.site
            .market
            .sql(&format!(
                "insert into appeal (shop_id, appeal_id, product_id, rule, charter_version, text, opened_by, opened_at)
                 values ('{shop}', '{}', '{product}', 'local-goods', '1', 'No', '{by}', '{at}')",
                appeal.uuid()
            ))
            .await;
        // The test kit's adoption asks no solver; it says that one promise was proved.
        fair.site.market.adopt_folder().await;
        let adopted = pasar_service::charter::list(ctx).await.unwrap();
        let version = ctx.charter().version.clone();
        let proof = pasar_service::charter::proof(ctx, version.as_str())
            .await
            .unwrap();
        let mut answers = proof.unwrap().answers.into_iter();
        let asked = answers.find(|answer| answer.text_sha256.is_some()).unwrap();
        let application = crate::staff::verification::applied(&fair).await;
        let (payout, payout_file, difference) = crate::staff::payout::seeded(&fair).await;
        Self {
            application,
            payout,
            payout_file,
            difference,
            provider_difference: crate::staff::provider_statement::seeded(&fair).await,
            campaign: crate::staff::campaign::started(&fair).await,
            adoption: adopted[0].adoption_id,
            appeal,
            promise: asked.promise,
            query: format!("{}.smt2", asked.text_sha256.unwrap()),
            group,
            order: order.parse().unwrap(),
            payment: shown.payments[0].id,
            address: stored.address_id,
            passkey: passkey_of(&fair).await,
            key: key.api_key_id,
            import: import.import_id,
            picture: picture.picture_id,
            category,
            seller: office.seller,
            verification: office.verification,
            party: office.party,
            ownership: office.ownership,
            stage_move: office.stage_move,
            fair,
        }
    }

    /// What stands in a gap of a path when Ana's and Sari's things are meant.
    fn value(&self, path: &str, gap: &str) -> Option<String> {
        let within = path.trim_start_matches("/{market}");
        let catalogue = within.starts_with("/products/") || within.starts_with("/api/v1/products/");
        Some(match gap {
            "market" => "id".to_owned(),
            "*path" => "app.css".to_owned(),
            "shop" => "ana".to_owned(),
            "product" if catalogue => self.fair.shirt.handle.clone(),
            "product" | "product_id" => self.fair.shirt.product_id.to_string(),
            "category" | "slug" | "subject" => self.category.clone(),
            "order_group" | "order_group_id" => self.group.to_string(),
            "order" | "order_id" => self.order.to_string(),
            "promise" => self.promise.clone(),
            "query" => self.query.clone(),
            "appeal_id" => self.appeal.to_string(),
            "payment_id" => self.payment.to_string(),
            "passkey" => self.passkey.to_string(),
            "address" | "address_id" => self.address.to_string(),
            "api_key_id" => self.key.to_string(),
            "import" | "import_id" => self.import.to_string(),
            "picture" | "picture_id" => self.picture.to_string(),
            "shop_id" => self.fair.ana.shop_id().to_string(),
            "offer_id" => self.fair.shirt.offer_id.to_string(),
            "seller" => self.seller.to_string(),
            "verification" => self.verification.to_string(),
            "party" => self.party.to_string(),
            "ownership" => self.ownership.to_string(),
            "stage_move" => self.stage_move.to_string(),
            "adoption" => self.adoption.to_string(),
            "application" => self.application.to_string(),
            "campaign" => self.campaign.to_string(),
            "payout" => self.payout.to_string(),
            "payout_file" => self.payout_file.to_string(),
            "difference" => self.difference.to_string(),
            "provider_difference" => self.provider_difference.to_string(),
            "day" => "2026-11-30".to_owned(),
            "step" | "which" => "document".to_owned(),
            "place" => "0".to_owned(),
            "format" => "shopify".to_owned(),
            "size" => "320".to_owned(),
            "provider" => "sandbox".to_owned(),
            "file" => "7.svg".to_owned(),
            "page" => "pages.xml".to_owned(),
            _ => return None,
        })
    }

    /// What stands behind the question mark where something must.
    fn query(path: &str) -> &'static str {
        match path.trim_start_matches("/{market}/api/v1") {
            "/suggestions" => "?q=ka",
            "/seller/shops/{shop}/export" => "?format=shopify",
            "/seller/shops/{shop}/imports" => "?file_name=products.csv",
            _ => "",
        }
    }

    /// The address of a route with its gaps filled; `shop` is whose shop the path names.
    pub(super) fn url(&self, route: &Route, shop: &str) -> String {
        let mut url = String::new();
        let mut rest = route.path.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (gap, behind) = after.split_once('}').unwrap();
            let value = self.value(&route.path, gap).unwrap_or_else(|| {
                panic!(
                    "the seeded market has nothing for `{{{gap}}}` of `{}`: add it to `World::value` in tests/it/sweep/world.rs, \
                     as a thing of Ana's shop or of Sari's",
                    route.path
                )
            });
            url.push_str(before);
            url.push_str(if gap == "shop" { shop } else { &value });
            rest = behind;
        }
        url.push_str(rest);
        url.push_str(Self::query(&route.path));
        url
    }

    /// What a program sends to a route: of the right shape, so that it is not the shape for which it is refused.
    pub(super) fn body(&self, route: &Route) -> Value {
        let product = || {
            let price = json!({"amount_minor": 100_000, "currency": "IDR"});
            json!({"title": "Changed", "variants": [{"price": price}]})
        };
        match route.path.rsplit('/').next().unwrap_or_default() {
            "{address}" => self.fair.address(),
            "pay" => json!({"payment_method": "sandbox_success"}),
            "cancel" if route.path.contains("/seller/") => json!({"reason": "out_of_stock"}),
            "cancel" => json!({"reason": "changed_mind"}),
            "ship" => json!({"carrier": "JNE", "tracking_number": "JNE0012345678"}),
            "{product}" => json!({"version": 1, "product": product()}),
            "products" => json!({"product": product(), "publish": false}),
            "stock" => {
                json!({"variants": [{"variant_id": self.fair.shirt.variant_id, "stock": {"on_hand": 1}}]})
            }
            "pictures" => json!({"pictures": [{"picture_id": self.picture, "alt": "Changed"}]}),
            "{shop}" => json!({"name": "Changed", "place": "Changed"}),
            "shipping" => json!({"shipping": []}),
            _ => json!({}),
        }
    }

    /// What a browser sends with any form: right answers to whatever forms ask.
    pub(super) fn fields(&self) -> Vec<(String, String)> {
        let address = self.fair.site.market.address();
        let address: Vec<_> = address
            .fields()
            .map(|(key, text)| (key.to_string(), text.to_owned()))
            .collect();
        let others = [
            ("reason", "other"),
            ("note", "Changed"),
            ("payment", "sandbox_success"),
            ("key", "sweep"),
            ("answer", "approve"),
            ("seen.0", "2"),
            ("stock.0", "3"),
            ("carrier", "JNE"),
            ("tracking_number", "JNE0012345678"),
        ];
        let others = others.map(|(name, value)| (name.to_owned(), value.to_owned()));
        address.into_iter().chain(others).collect()
    }

    /// Somebody's browser, signed in.
    pub(super) async fn browser(&self, who: Option<Buyer>) -> Browser<'_> {
        let mut browser = self.fair.site.visitor();
        if let Some(buyer) = who {
            let ctx = self.fair.site.market.ctx();
            let token = actors::open_session(ctx, Surface::Trade, Some(buyer), None)
                .await
                .unwrap();
            browser.cookies.insert("pasar_id".to_owned(), token.to_string());
        }
        browser
    }

    /// The browser of a member of staff who is signed in to no account.
    pub(super) async fn staff(&self, role: StaffRole) -> Browser<'_> {
        let (_, token) = self.fair.site.market.on_duty("budi", role).await;
        let mut browser = self.fair.site.visitor();
        browser
            .cookies
            .insert("pasar_staff".to_owned(), token.to_string());
        browser
    }

    /// The browser of an administrator, beside that of another member of staff.
    pub(super) async fn chief(&self) -> Browser<'_> {
        let (_, token) = self
            .fair
            .site
            .market
            .on_duty("citra", StaffRole::Administrator)
            .await;
        let mut browser = self.fair.site.visitor();
        browser
            .cookies
            .insert("pasar_staff".to_owned(), token.to_string());
        browser
    }

    /// A number that changes with whatever people own. Sessions, throttles and the last use of keys do not count.
    pub(super) async fn state(&self) -> i64 {
        let tables = [
            "account",
            "address",
            "api_key",
            "cart",
            "cart_line",
            "shop",
            "shop_member",
            "shipping_option",
            "product",
            "product_version",
            "variant",
            "offer",
            "stock_item",
            "picture",
            "review",
            "takedown",
            "seller",
            "verification",
            "campaign",
            "campaign_seller",
            "programme_stage",
            "controlled_brand",
            "appeal",
            "second_factor",
            "passkey",
            "recovery_code",
            "second_factor_event",
            "import",
            "orders",
            "order_line",
            "order_group",
            "payment",
            "shipment",
            "transfer",
            "shop_balance",
            "payout",
            "payout_file",
            "bank_statement",
            "bank_difference",
            "provider_statement",
            "provider_row",
            "provider_difference",
            "settlement",
            "settlement_transfer",
            "idempotency",
        ];
        let parts = tables.map(|table| {
            format!(
                "select '{table}' as name, bit_xor(hashtextextended((to_jsonb(t) - 'last_used_at')::text, 0)) as sum from {table} t"
            )
        });
        let query = format!(
            "select hashtextextended(string_agg(name || coalesce(sum, 0), ',' order by name), 0) from ({}) parts",
            parts.join(" union all ")
        );
        self.fair.site.market.count(&query).await
    }
}

/// What staff decided in the seeded market: Ana's seller is verified, belongs to a party, and a move of the programme waits.
struct Office {
    seller: SellerId,
    verification: VerificationId,
    party: PartyId,
    ownership: OwnershipId,
    stage_move: StageMoveId,
}

impl Office {
    async fn of(ctx: &Context, ana: ShopKeeper) -> Self {
        let now = ctx.now();
        let staff = actors::staff(StaffId::new(now, &ctx.entropy()), StaffRole::Moderator);
        let (seller, recorded) = show_own(ctx, ana).await.unwrap().unwrap();
        let party = |name: &str| PartyInput {
            kind: "entity".to_owned(),
            name: name.to_owned(),
            country: ctx.market().country.to_string(),
            ..PartyInput::default()
        };
        let (owner, owned) = (
            add_party(ctx, staff, &party("A")).await.unwrap(),
            add_party(ctx, staff, &party("B")).await.unwrap(),
        );
        let stretch = OwnershipInput {
            owner: owner.party_id,
            owned: owned.party_id,
            share: 100,
            controls: false,
            valid_from: "2026-01-01".to_owned(),
            evidence: "test".to_owned(),
        };
        let stretch = record(ctx, staff, &stretch).await.unwrap();
        Self {
            seller: seller.seller_id,
            verification: recorded[0].verification.verification_id,
            party: owner.party_id,
            ownership: stretch.ownership_id,
            stage_move: StageMoveId::new(now, &ctx.entropy()),
        }
    }
}

/// A passkey of Sari.
async fn passkey_of(fair: &Fair) -> PasskeyId {
    let ctx = fair.site.market.ctx();
    let id = PasskeyId::new(ctx.now(), &[9; 10]);
    let (sari, at) = (fair.sari.account_id().uuid(), ctx.now());
    let passkey = id.uuid();
    fair.site
        .market
        .sql(&format!(
            "insert into passkey (holder_id, passkey_id, credential_id, name, credential, made_at)
             values ('{sari}', '{passkey}', decode('07', 'hex'), 'Ponsel', jsonb_build_object(), '{at}')"
        ))
        .await;
    id
}

/// The person behind a shop's keeper.
pub(super) fn owner(keeper: ShopKeeper) -> Buyer {
    actors::buyer(keeper.account_id())
}
