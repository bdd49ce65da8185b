//! Applications of sellers to be verified, at the staff's desk.

pub mod approve;
pub mod decide;
pub mod list;
pub mod picture;
pub mod show;

use pasar_domain::id::{ApplicationId, SellerId};
use pasar_service::application::{About, neighbours};
use serde::Deserialize;

use crate::prelude::*;
use crate::seller::verification::passed_on;

/// Which application of which seller.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct ApplicationPath {
    /// The seller.
    pub seller: SellerId,
    /// The application.
    pub application: ApplicationId,
}

/// Leads from an application that was decided to the next one that waits, or to the empty queue.
async fn onwards(duty: &OnDuty, decided: About) -> Result<Turn, WebError> {
    let visit = &duty.visit;
    let beside = neighbours(&visit.ctx, duty.staff, decided)
        .await
        .map_err(passed_on)?;
    Ok(match beside.next.or(beside.previous) {
        Some(next) => visit.go(&show::address(next)),
        None => visit.go("/staff/verifications"),
    })
}
