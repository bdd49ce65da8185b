//! Lists the applications that wait for staff.

use pasar_domain::application::{Application, ApplicationState};
use pasar_domain::seller::Seller;
use pasar_domain::shop::Shop;
use pasar_store::{application, seller, shop};

use super::{About, ApplicationError};
use crate::Context;
use crate::actor::StaffMember;

/// The most that are listed.
const SHOWN: i64 = 100;

/// An application that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// The application.
    pub application: Application,
    /// Whose.
    pub seller: Seller,
    /// The seller's shops.
    pub shops: Vec<Shop>,
}

/// The applications before and behind one in the queue, among those that this member of staff may decide about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// The one that waits longer.
    pub previous: Option<About>,
    /// The one that waits less long.
    pub next: Option<About>,
}

/// The neighbours of an application. Of one that does not wait any more, the next one is the first of the queue.
///
/// # Errors
/// The database's.
pub async fn neighbours(
    ctx: &Context,
    staff: StaffMember,
    about: About,
) -> Result<Neighbours, ApplicationError> {
    let mut conn = ctx.home().read().await?;
    let waiting = application::waiting(&mut conn, SHOWN).await?;
    let of = |application: &Application| (application.seller_id, application.application_id);
    let here = waiting.iter().position(|application| of(application) == about);
    let open_to = |application: &&Application| {
        // Whoever approved it first leaves it to somebody else.
        of(application) != about
            && !matches!(application.state, ApplicationState::InSecondReview { first, .. } if first == staff.staff_id())
    };
    let before = waiting.iter().take(here.unwrap_or_default());
    let behind = waiting.iter().skip(here.unwrap_or_default());
    Ok(Neighbours {
        previous: before.rev().find(open_to).map(of),
        next: behind.into_iter().find(open_to).map(of),
    })
}

/// The applications that wait for staff, the longest waiting first.
///
/// # Errors
/// The database's.
pub async fn queue(ctx: &Context, _staff: StaffMember) -> Result<Vec<Queued>, ApplicationError> {
    let mut conn = ctx.home().read().await?;
    let waiting = application::waiting(&mut conn, SHOWN).await?;
    let ids: Vec<_> = waiting.iter().map(|application| application.seller_id).collect();
    let shops = shop::of_sellers(&mut conn, &ids).await?;
    let sellers = seller::by_ids(&mut conn, &ids).await?;
    let queued = waiting.into_iter().filter_map(|application| {
        let seller = sellers
            .iter()
            .find(|seller| seller.seller_id == application.seller_id)?;
        Some(Queued {
            seller: *seller,
            shops: shops
                .iter()
                .filter(|shop| shop.seller_id == application.seller_id)
                .cloned()
                .collect(),
            application,
        })
    });
    Ok(queued.collect())
}
