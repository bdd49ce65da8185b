//! Opens a shop: its handle is claimed in the market's directory, then its rows are written in its cell.

use pasar_domain::handle::Handle;
use pasar_domain::id::{AccountId, SellerId, ShippingOptionId, ShopId};
use pasar_domain::money::Money;
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::programme::Stage;
use pasar_domain::seller::{SalesFigures, Seller, Standing};
use pasar_domain::shipping_option::ShippingOption;
use pasar_domain::shop::{CheckedShop, Shop, ShopInput, check_from};
use pasar_policy::{Admit, Allowed, Question, Refusal};
use pasar_store::directory::DirectoryEntry;
use pasar_store::verification::{self, RecordedVerification};
use pasar_store::{Transaction, directory, identity_document, programme, seller, shipping_option, shop};

use crate::actor::Buyer;
use crate::seller::begin::begin;
use crate::{Context, gate};

/// A claim without a shop behind it is given up after so many minutes: whoever made it has failed between two databases.
const CLAIM_MINUTES: i64 = 2;

/// Why a shop could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenShopError {
    /// Something that was typed is wrong; a handle that is taken is a problem of the field `handle`.
    #[error("{0}")]
    Invalid(Problems),
    /// The person has as many shops as the charter allows.
    #[error("you own {max} shops already, which is the most this market allows; close one first")]
    TooMany {
        /// The most.
        max: u32,
    },
    /// The charter does not admit this seller.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Opens a shop that this person owns. It gets every way to send of the market, at the market's prices.
///
/// # Errors
/// See [`OpenShopError`]; nothing is written then.
pub async fn open(ctx: &Context, person: Buyer, input: &ShopInput) -> Result<Shop, OpenShopError> {
    let newcomer = Newcomer::local(ctx, Standing::Micro);
    open_for(ctx, person.account_id(), input, &newcomer).await
}

/// Opens a shop for a seller that is written along with it. A merchant's shop sends from the merchant's country, every other from the
/// market's.
pub(crate) async fn open_for(
    ctx: &Context,
    owner: AccountId,
    input: &ShopInput,
    newcomer: &Newcomer,
) -> Result<Shop, OpenShopError> {
    let seller = &newcomer.seller;
    let country = match seller.standing {
        Standing::Merchant => seller.origin,
        Standing::Micro | Standing::Business | Standing::Platform => ctx.market().country,
    };
    let checked = check_from(input, ctx.market(), country.as_str()).map_err(OpenShopError::Invalid)?;
    let now = ctx.now();
    let opened = Shop {
        shop_id: ShopId::new(now, &ctx.entropy()),
        seller_id: seller.seller_id,
        handle: checked.handle.clone(),
        name: checked.name.clone(),
        description: checked.description.clone(),
        place: checked.place.clone(),
        country: country.to_string(),
        opened_at: now,
        closed_at: None,
    };
    claim(ctx, &checked, &opened).await?;
    let written = write(ctx, owner, &opened, newcomer).await;
    if written.is_err() {
        let mut control = ctx.store().begin().await?;
        directory::release(&mut control, ctx.market().code.as_str(), opened.shop_id).await?;
        control.commit().await.map_err(pasar_store::Error::from)?;
    }
    written.map(|()| opened)
}

async fn claim(ctx: &Context, checked: &CheckedShop, opened: &Shop) -> Result<(), OpenShopError> {
    let market = ctx.market().code;
    let entry = DirectoryEntry {
        shop_id: opened.shop_id,
        handle: opened.handle.clone(),
        cell: ctx.home().name().clone(),
        created_at: opened.opened_at,
    };
    let mut control: Transaction = ctx.store().begin().await?;
    if let Some(other) = directory::by_handle(&mut control, market.as_str(), checked.handle.as_str()).await? {
        if !is_abandoned(ctx, &other).await? {
            return Err(taken(&checked.handle));
        }
        directory::release(&mut control, market.as_str(), other.shop_id).await?;
    }
    match directory::claim(&mut control, market.as_str(), &entry).await {
        Err(error) if error.is_conflict_on("shop_directory_market_handle_key") => Err(taken(&checked.handle)),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(control.commit().await.map_err(pasar_store::Error::from)?),
    }
}

/// Was the handle claimed by an opening that broke off?
async fn is_abandoned(ctx: &Context, entry: &DirectoryEntry) -> Result<bool, pasar_store::Error> {
    if ctx.now() - entry.created_at < chrono::Duration::minutes(CLAIM_MINUTES) {
        return Ok(false);
    }
    let Some(cell) = ctx.store().cell(&entry.cell) else {
        return Ok(false);
    };
    let mut conn = cell.read().await?;
    Ok(shop::by_id(&mut conn, entry.shop_id).await?.is_none())
}

fn taken(handle: &Handle) -> OpenShopError {
    let mut problems = Problems::default();
    problems.push(
        "handle",
        ProblemKind::Taken {
            text: handle.to_string(),
        },
    );
    OpenShopError::Invalid(problems)
}

async fn write(
    ctx: &Context,
    owner: AccountId,
    opened: &Shop,
    newcomer: &Newcomer,
) -> Result<(), OpenShopError> {
    let mut tx = ctx.home().begin().await?;
    let max = ctx.charter().limits.owner_shops_max;
    // Shops of whoever showed the same document count, under whatever account they were opened.
    let shops = identity_document::count_shops_of_person(&mut tx, owner).await?;
    if shops >= i64::from(max) {
        return Err(OpenShopError::TooMany { max });
    }
    let stage = programme::current(&mut tx).await?.stage;
    let key = admitted(ctx, &newcomer.seller, shops, stage)?;
    seller::insert(&mut tx, &newcomer.seller, opened.opened_at).await?;
    if let Some(recorded) = &newcomer.recorded {
        // What a demo made up was checked by nobody.
        if recorded.recorded_by.is_some() {
            begin(ctx, &mut tx, opened.seller_id, opened.opened_at).await?;
        }
        verification::insert(&mut tx, opened.seller_id, recorded).await?;
    }
    shop::insert(&mut tx, opened, &key).await?;
    shop::add_member(&mut tx, opened.shop_id, owner, true, opened.opened_at).await?;
    for service in &ctx.market().shipping_services {
        let currency = ctx.market().currency;
        let option = ShippingOption {
            shipping_option_id: ShippingOptionId::new(opened.opened_at, &ctx.entropy()),
            service: service.slug.to_string(),
            base: Money::new(service.base_minor, currency),
            per_kg: Money::new(service.per_kg_minor, currency),
            days_min: service.days_min,
            days_max: service.days_max,
            active: true,
        };
        shipping_option::put(&mut tx, opened.shop_id, &option).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}

/// Does the charter admit this seller, whose owner has so many shops open?
fn admitted(ctx: &Context, seller: &Seller, shops: i64, stage: Stage) -> Result<Allowed<Admit>, Refusal> {
    let now = ctx.now();
    let question = Question::Admit {
        seller,
        shops,
        market: ctx.market().code,
        stage,
        now,
    };
    gate::ask(ctx, &question, now)
}

/// A seller that comes with its first shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Newcomer {
    /// The seller.
    pub(crate) seller: Seller,
    /// What was checked of it already; the seller's own `verification` is the same.
    pub(crate) recorded: Option<RecordedVerification>,
}

impl Newcomer {
    /// A new seller of the market's own country. Whoever opens a shop by themselves is a person; nothing is verified yet.
    pub(crate) fn local(ctx: &Context, standing: Standing) -> Self {
        let seller = Seller {
            seller_id: SellerId::new(ctx.now(), &ctx.entropy()),
            origin: ctx.market().country,
            standing,
            controlled_by_operator: false,
            return_country: Some(ctx.market().country),
            sales: SalesFigures::default(),
            certified_until: None,
            discloses_identity: false,
            verification: None,
        };
        Self {
            seller,
            recorded: None,
        }
    }
}
