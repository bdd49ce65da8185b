//! What needs a shop's attention today, and how it is doing.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use pasar_domain::application::ApplicationState;
use pasar_domain::campaign::Campaign;
use pasar_domain::charter::Probation;
use pasar_domain::import::{Import, ImportState};
use pasar_domain::money::{Money, MoneyError};
use pasar_domain::order::OrderStateName;
use pasar_domain::probation::ProbationStand;
use pasar_domain::seller::Verification;
use pasar_store::product::{ProductCounts, ProductFilter, ProductStanding, ProductSummary};
use pasar_store::{PgConnection, application, campaign, import, order, probation, product, seller};

use crate::Context;
use crate::actor::ShopKeeper;
use crate::order::OrderView;

/// Days of which sales are shown: this week and the one before.
const DAYS: u64 = 14;
/// Entries of each list; the lists' own pages have the rest.
const SHOWN: u32 = 5;
/// After so many days nobody needs to be reminded of an import.
const IMPORT_DAYS: i64 = 7;

/// What a seller whom nothing verifies now has to do, so that buyers see the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerificationTask {
    /// Begin: nothing was shown yet, or what was shown counts no more.
    Begin,
    /// Go on with an application that was begun.
    GoOn,
    /// Nothing: staff have it.
    Wait,
    /// Mend what staff gave back.
    Mend,
}

/// What needs a shop's attention, and how it is doing.
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// What there is to do to be verified; nothing for whoever is.
    pub verification: Option<VerificationTask>,
    /// Orders to ship, those that have waited longest first: a few of them.
    pub to_ship: Vec<OrderView>,
    /// How many orders there are in each state.
    pub orders: BTreeMap<&'static str, u64>,
    /// How many products stand how.
    pub products: ProductCounts,
    /// Products that buyers see and of which nothing is left: a few of them.
    pub sold_out: Vec<ProductSummary>,
    /// Products that the operator hides: a few of them.
    pub taken_down: Vec<ProductSummary>,
    /// Imports of the last days that are not over, were refused, or left something out.
    pub imports: Vec<Import>,
    /// Campaigns that ask the seller to be verified again, what is due first before the rest.
    pub campaigns: Vec<Campaign>,
    /// The charter's limits for new sellers and how the seller stands, while it is on probation.
    pub probation: Option<(Probation, ProbationStand)>,
    /// What was sold, day by day, today last; days without a sale, too.
    pub days: Vec<order::DaySales>,
}

impl Today {
    /// How many orders are in a state.
    pub fn orders_in(&self, state: OrderStateName) -> u64 {
        self.orders.get(state.as_str()).copied().unwrap_or_default()
    }

    /// Orders and goods of the last seven days.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn week(&self) -> Result<(u64, Money), MoneyError> {
        let week = self.days.iter().rev().take(7);
        let mut sum: Option<(u64, Money)> = None;
        for day in week {
            sum = Some(match sum {
                None => (day.orders, day.goods),
                Some((orders, goods)) => (orders + day.orders, goods.add(day.goods)?),
            });
        }
        sum.ok_or(MoneyError::NoShares)
    }
}

/// What needs the attention of the keeper's shop: about a dozen queries, however much there is.
pub async fn today(ctx: &Context, keeper: ShopKeeper) -> pasar_store::Result<Today> {
    let shop_id = keeper.shop_id();
    let mut conn = ctx.home().read().await?;
    let keys = order::to_ship(&mut conn, shop_id, SHOWN).await?;
    let mut orders = order::get(&mut conn, &keys).await?;
    orders.sort_by_key(|order| (order.state.placed_at(), order.id));
    let to_ship = crate::order::views(ctx, &mut conn, orders).await?;
    let counts = order::count_by_state(&mut conn, shop_id).await?;
    let products = product::count_by_standing(&mut conn, shop_id).await?;
    let some = |standing, sold_out| ProductFilter {
        shop_id: Some(shop_id),
        standing,
        sold_out,
        limit: SHOWN,
        ..ProductFilter::default()
    };
    let sold_out = if products.sold_out > 0 {
        product::list(&mut conn, &some(None, true)).await?
    } else {
        Vec::new()
    };
    let taken_down = if products.taken_down > 0 {
        product::list(&mut conn, &some(Some(ProductStanding::TakenDown), false)).await?
    } else {
        Vec::new()
    };
    let imports = import::list(&mut conn, shop_id, i64::from(SHOWN)).await?;
    let campaigns = campaign::asked_of_shop(&mut conn, shop_id).await?;
    let verification = verification(ctx, &mut conn, keeper).await?;
    let probation = on_probation(ctx, &mut conn, keeper).await?;
    let days = days(ctx, &mut conn, keeper).await?;
    Ok(Today {
        verification,
        campaigns,
        probation,
        to_ship,
        orders: counts
            .into_iter()
            .map(|(state, count)| (state.as_str(), count))
            .collect(),
        products,
        sold_out,
        taken_down,
        imports: imports
            .into_iter()
            .filter(|import| deserves_a_look(ctx, import))
            .collect(),
        days,
    })
}

async fn verification(
    ctx: &Context,
    conn: &mut PgConnection,
    keeper: ShopKeeper,
) -> pasar_store::Result<Option<VerificationTask>> {
    let Some(seller) = seller::of_shop(conn, keeper.shop_id()).await? else {
        return Ok(None);
    };
    let now = ctx.now();
    let counts =
        |verification: &Verification| verification.valid_from <= now && now < verification.valid_until;
    if seller.verification.as_ref().is_some_and(counts) {
        return Ok(None);
    }
    let last = application::last_of_seller(conn, seller.seller_id).await?;
    Ok(Some(match last.map(|last| last.state) {
        None | Some(ApplicationState::Approved { .. } | ApplicationState::Rejected(_)) => {
            VerificationTask::Begin
        }
        Some(ApplicationState::Draft) => VerificationTask::GoOn,
        Some(ApplicationState::Submitted { .. } | ApplicationState::InSecondReview { .. }) => {
            VerificationTask::Wait
        }
        Some(ApplicationState::Returned(_)) => VerificationTask::Mend,
    }))
}

async fn on_probation(
    ctx: &Context,
    conn: &mut PgConnection,
    keeper: ShopKeeper,
) -> pasar_store::Result<Option<(Probation, ProbationStand)>> {
    let Some(limits) = ctx.charter().probation else {
        return Ok(None);
    };
    let now = ctx.now();
    let stand = probation::of_shop(conn, keeper.shop_id(), ctx.market().day_of(now)).await?;
    let stand = stand.filter(|stand| limits.holds(stand.beginning, now));
    Ok(stand.map(|stand| (limits, stand)))
}

fn deserves_a_look(ctx: &Context, import: &Import) -> bool {
    let recent = ctx.now() - import.created_at < chrono::Duration::days(IMPORT_DAYS);
    let fine =
        matches!(import.state, ImportState::Done { .. }) && import.tally.refused == 0 && !import.dry_run;
    recent && !fine
}

async fn days(
    ctx: &Context,
    conn: &mut PgConnection,
    keeper: ShopKeeper,
) -> pasar_store::Result<Vec<order::DaySales>> {
    let (zone, currency) = (ctx.market().time_zone, ctx.market().currency);
    let now = ctx.now();
    let today: NaiveDate = ctx.market().day_of(now);
    // A day more than is shown: its beginning in the zone need not be found exactly.
    let since = now - chrono::Duration::days(i64::try_from(DAYS).unwrap_or(0));
    let sold = order::sales_by_day(conn, keeper.shop_id(), since, zone.name(), currency).await?;
    let mut sold: BTreeMap<NaiveDate, order::DaySales> = sold.into_iter().map(|day| (day.day, day)).collect();
    let days = (0..DAYS)
        .rev()
        .filter_map(|back| today.checked_sub_days(Days::new(back)));
    Ok(days
        .map(|day| {
            sold.remove(&day).unwrap_or(order::DaySales {
                day,
                orders: 0,
                goods: Money::zero(currency),
            })
        })
        .collect())
}
