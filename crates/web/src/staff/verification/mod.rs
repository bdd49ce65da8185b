//! Applications of sellers to be verified, at the staff's desk.

pub mod approve;
pub mod decide;
pub mod list;
pub mod picture;
pub mod show;

use pasar_domain::id::{ApplicationId, SellerId};
use serde::Deserialize;

/// Which application of which seller.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct ApplicationPath {
    /// The seller.
    pub seller: SellerId,
    /// The application.
    pub application: ApplicationId,
}
