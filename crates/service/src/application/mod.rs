//! The path of a seller to being verified: an application that is filled in step by step, and what staff decide about it.

pub(crate) mod account;
mod approve;
mod give_back;
mod photograph;
mod queue;
mod review;
mod save;
mod show;
mod submit;

pub use approve::approve;
pub use give_back::{give_back, reject};
pub use photograph::photograph;
pub use queue::{Neighbours, Queued, neighbours, queue};
pub use review::{Reviewed, review, review_picture};
pub use save::{Saved, add_picture, save_bank, save_document};
pub use show::{ShownApplication, ShownDocument, show};
pub use submit::submit;

use pasar_domain::application::{Application, Step};
use pasar_domain::id::{ApplicationId, SellerId};
use pasar_domain::problem::Problems;
use pasar_domain::seller::{Seller, Standing};
use pasar_store::{PgConnection, application, seller};

use crate::Context;
use crate::actor::ShopKeeper;
use crate::identity::IdentityError;
use crate::identity::record::owned_seller;
use crate::seller::SellerError;

/// Why an application was not changed, sent in or decided.
#[derive(Debug, thiserror::Error)]
pub enum ApplicationError {
    /// Something of a document is wrong, or the vault refuses.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// Steps are missing.
    #[error("the application is not complete: {}", .0.iter().map(|step| step.as_str()).collect::<Vec<_>>().join(", "))]
    Incomplete(Vec<Step>),
    /// It waits for staff, or is decided.
    #[error("the application cannot be changed now")]
    NotOpen,
    /// It does not wait for staff.
    #[error("the application does not wait for a decision")]
    NotWaiting,
    /// Whoever approved it first cannot approve it again.
    #[error("you approved this application; another member of staff must be the second")]
    SamePerson,
    /// The same person has as many shops as the charter allows.
    #[error("the same document was shown for {shops} open shops, and this market allows {max}")]
    TooManyShops {
        /// How many there are.
        shops: i64,
        /// The most.
        max: u32,
    },
    /// There is no such application.
    #[error("there is no such application")]
    NotFound,
    /// The verification could not be recorded.
    #[error(transparent)]
    Seller(#[from] SellerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Which application of which seller.
pub type About = (SellerId, ApplicationId);

/// The seller of the keeper's shop.
async fn seller_of(conn: &mut PgConnection, keeper: ShopKeeper) -> Result<Seller, ApplicationError> {
    let seller_id = owned_seller(conn, keeper).await?;
    let found = seller::by_id(conn, seller_id).await?;
    found.ok_or(ApplicationError::NotFound)
}

/// The seller's application that may be changed, locked; a new one if the last one was decided for good, or there is none.
async fn lock_open(
    ctx: &Context,
    conn: &mut PgConnection,
    seller: &Seller,
) -> Result<Application, ApplicationError> {
    let last = application::last_of_seller(conn, seller.seller_id).await?;
    let open = match last.filter(|last| !last.state.is_over()) {
        Some(open) => open,
        None => begin(ctx, conn, seller).await?,
    };
    let locked = application::lock(conn, seller.seller_id, open.application_id).await?;
    let locked = locked.ok_or(ApplicationError::NotFound)?;
    if locked.state.may_change() {
        Ok(locked)
    } else {
        Err(ApplicationError::NotOpen)
    }
}

/// Everybody but a person is approved by two.
fn needs_second(seller: &Seller) -> bool {
    seller.standing != Standing::Micro
}

async fn begin(
    ctx: &Context,
    conn: &mut PgConnection,
    seller: &Seller,
) -> Result<Application, ApplicationError> {
    let now = ctx.now();
    let begun = Application {
        application_id: ApplicationId::new(now, &ctx.entropy()),
        seller_id: seller.seller_id,
        needs_second: needs_second(seller),
        document_id: None,
        director_id: None,
        has_bank: false,
        consented_at: None,
        begun_at: now,
        state: pasar_domain::application::ApplicationState::Draft,
    };
    match application::insert(conn, &begun).await {
        Err(error) if error.is_conflict_on("application_one_open") => Err(ApplicationError::NotOpen),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(begun),
    }
}

/// An application that waits for staff, locked.
async fn lock_waiting(
    conn: &mut PgConnection,
    (seller_id, application_id): About,
) -> Result<Application, ApplicationError> {
    let found = application::lock(conn, seller_id, application_id).await?;
    let found = found.ok_or(ApplicationError::NotFound)?;
    if found.state.waits_since().is_some() {
        Ok(found)
    } else {
        Err(ApplicationError::NotWaiting)
    }
}
