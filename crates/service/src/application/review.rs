//! Opens an application for the member of staff who decides about it.

use std::fmt;

use pasar_domain::application::{Application, ApplicationState, BankAccount, Step};
use pasar_domain::id::SellerId;
use pasar_domain::identity::access::Purpose;
use pasar_domain::seller::Seller;
use pasar_domain::shop::Shop;
use pasar_store::{application, identity_document, seller, shop};
use pasar_vault::Opened;

use super::save::BANK;
use super::{About, ApplicationError};
use crate::Context;
use crate::actor::StaffMember;
use crate::identity::sealing::Seal;
use crate::identity::{IdentityError, Looker, OpenedDocument, read, read_picture};

/// An application with everything that is in it. `Debug` shows nothing of that.
#[derive(Clone)]
pub struct Reviewed {
    /// The application.
    pub application: Application,
    /// Whose.
    pub seller: Seller,
    /// The seller's shops.
    pub shops: Vec<Shop>,
    /// The document of the seller.
    pub document: OpenedDocument,
    /// The document of who directs the business.
    pub director: Option<OpenedDocument>,
    /// The bank account.
    pub bank: BankAccount,
    /// Other sellers who showed a document with the same number.
    pub same: Vec<SellerId>,
}

impl fmt::Debug for Reviewed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reviewed")
            .field("application", &self.application)
            .finish_non_exhaustive()
    }
}

/// The purpose of looking at an application now.
pub(crate) const fn purpose(application: &Application) -> Purpose {
    match application.state {
        ApplicationState::InSecondReview { .. } => Purpose::SecondReview,
        _ => Purpose::Review,
    }
}

/// Opens an application that waits for staff. The seller reads that it was opened.
///
/// # Errors
/// See [`ApplicationError`].
pub async fn review(ctx: &Context, staff: StaffMember, about: About) -> Result<Reviewed, ApplicationError> {
    let (seller_id, application_id) = about;
    let mut conn = ctx.home().read().await?;
    let found = application::get(&mut conn, seller_id, application_id).await?;
    let application = found.ok_or(ApplicationError::NotFound)?;
    if application.state.waits_since().is_none() {
        return Err(ApplicationError::NotWaiting);
    }
    let looker = Looker::new(staff, purpose(&application))?;
    let document_id = application.document_id.ok_or(ApplicationError::NotFound)?;
    let seller = seller::by_id(&mut conn, seller_id).await?;
    let shops = shop::of_sellers(&mut conn, &[seller_id]).await?;
    let same = identity_document::same_number(&mut conn, seller_id).await?;
    let sealed = application::bank(&mut conn, about).await?;
    drop(conn);
    // Whoever reads the documents has left a trace before the account is opened.
    let document = read(ctx, looker, (seller_id, document_id)).await?;
    let director = match application.director_id {
        Some(director_id) => Some(read(ctx, looker, (seller_id, director_id)).await?),
        None => None,
    };
    let mut conn = ctx.home().read().await?;
    let seal = Seal::find(ctx, &mut conn, seller_id).await?;
    let seal = seal.ok_or(IdentityError::Erased)?;
    let sealed = sealed.ok_or(IdentityError::Erased)?;
    let plain = seal
        .open_for(application_id.uuid(), BANK, &sealed)
        .map_err(IdentityError::from)?;
    Ok(Reviewed {
        bank: serde_json::from_slice(&plain).map_err(|_| IdentityError::NotADocument)?,
        seller: seller.ok_or(ApplicationError::NotFound)?,
        application,
        shops,
        document,
        director,
        same,
    })
}

/// Opens a picture of the seller's document, or with [`Step::Director`] of that of who directs the business. The seller reads that it was opened.
///
/// # Errors
/// See [`ApplicationError`].
pub async fn review_picture(
    ctx: &Context,
    staff: StaffMember,
    (seller_id, application_id): About,
    (which, place): (Step, usize),
) -> Result<Opened, ApplicationError> {
    let mut conn = ctx.home().read().await?;
    let found = application::get(&mut conn, seller_id, application_id).await?;
    drop(conn);
    let application = found.ok_or(ApplicationError::NotFound)?;
    if application.state.waits_since().is_none() {
        return Err(ApplicationError::NotWaiting);
    }
    let looker = Looker::new(staff, purpose(&application))?;
    let document_id = match which {
        Step::Director => application.director_id,
        _ => application.document_id,
    };
    let document_id = document_id.ok_or(ApplicationError::NotFound)?;
    Ok(read_picture(ctx, looker, (seller_id, document_id), place).await?)
}
