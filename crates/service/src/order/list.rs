//! Lists of orders, newest first, in pages.

use pasar_domain::id::{OrderGroupId, OrderId};
use pasar_domain::order::{Order, OrderStateName};
use pasar_store::PgConnection;
use pasar_store::order::{self, OrderFilter};
use pasar_store::{order_group, payment};

use super::show::{views, views_of_groups};
use super::{OrderGroupView, OrderView};
use crate::actor::{Buyer, ShopKeeper, StaffMember};
use crate::context::Context;

/// Most entries of a page.
const PAGE_MAX: u32 = 100;

/// Where a list goes on, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor<Id> {
    /// Entries older than this one; the newest when none.
    pub before: Option<Id>,
    /// How many entries, 1 to 100.
    pub limit: u32,
}

impl<Id> Cursor<Id> {
    pub(super) const fn size(&self) -> u32 {
        if self.limit == 0 {
            1
        } else if self.limit > PAGE_MAX {
            PAGE_MAX
        } else {
            self.limit
        }
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, Id> {
    /// The entries, newest first.
    pub entries: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next: Option<Id>,
}

impl<T, Id> Page<T, Id> {
    /// A page of what was read: one entry more than fits says that there is a next page.
    pub(super) fn of(mut entries: Vec<T>, size: u32, id: impl Fn(&T) -> Id) -> Self {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let more = entries.len() > size;
        entries.truncate(size);
        let next = if more { entries.last().map(id) } else { None };
        Self { entries, next }
    }
}

/// A buyer's checkouts.
///
/// # Errors
/// The database's.
pub async fn list_groups(
    ctx: &Context,
    buyer: Buyer,
    cursor: Cursor<OrderGroupId>,
) -> Result<Page<OrderGroupView, OrderGroupId>, pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    let size = cursor.size();
    let groups = order_group::list(&mut connection, buyer.account_id(), cursor.before, size + 1).await?;
    let page = Page::of(groups, size, |group| group.id);
    let keys: Vec<_> = page
        .entries
        .iter()
        .map(|group| (group.buyer_id, group.id))
        .collect();
    let payments = payment::of_groups(&mut connection, &keys).await?;
    let entries = views_of_groups(ctx, &mut connection, page.entries, payments).await?;
    Ok(Page {
        entries,
        next: page.next,
    })
}

/// A shop's orders, in one state or all. What was never paid is not the shop's business, unless it asks for what awaits payment.
///
/// # Errors
/// The database's.
pub async fn list_of_shop(
    ctx: &Context,
    keeper: ShopKeeper,
    state: Option<OrderStateName>,
    cursor: Cursor<OrderId>,
) -> Result<Page<OrderView, OrderId>, pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    let filter = OrderFilter {
        shop_id: Some(keeper.shop_id()),
        state,
        placed_only: state != Some(OrderStateName::AwaitingPayment),
        before: cursor.before,
    };
    list(ctx, &mut connection, filter, cursor.size()).await
}

/// How many orders a shop has in each state. What was never paid is counted among the cancelled, too.
///
/// # Errors
/// The database's.
pub async fn count_of_shop(
    ctx: &Context,
    keeper: ShopKeeper,
) -> Result<Vec<(OrderStateName, u64)>, pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    order::count_by_state(&mut connection, keeper.shop_id()).await
}

/// Every shop's orders, for staff.
///
/// # Errors
/// The database's.
pub async fn list_of_staff(
    ctx: &Context,
    _staff: StaffMember,
    state: Option<OrderStateName>,
    cursor: Cursor<OrderId>,
) -> Result<Page<OrderView, OrderId>, pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    let filter = OrderFilter {
        shop_id: None,
        state,
        placed_only: false,
        before: cursor.before,
    };
    list(ctx, &mut connection, filter, cursor.size()).await
}

async fn list(
    ctx: &Context,
    connection: &mut PgConnection,
    filter: OrderFilter,
    size: u32,
) -> Result<Page<OrderView, OrderId>, pasar_store::Error> {
    let orders = order::list(connection, filter, size + 1).await?;
    let page = Page::of(orders, size, |order: &Order| order.id);
    let entries = views(ctx, connection, page.entries).await?;
    Ok(Page {
        entries,
        next: page.next,
    })
}
