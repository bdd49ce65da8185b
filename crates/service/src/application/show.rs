//! Shows a seller the own application: which steps are done, and what was decided. What was typed is not shown again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::application::{Application, Step};
use pasar_domain::id::DocumentId;
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::access::Access;
use pasar_domain::market::Checklist;
use pasar_domain::seller::Seller;
use pasar_store::identity_document::DocumentContent;
use pasar_store::{PgConnection, application, identity_access, identity_document};

use super::{ApplicationError, needs_second, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;

/// Openings of documents that are shown.
const SHOWN: i64 = 50;

/// A document of an application, closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// The last day on which it counts.
    pub expires_on: Option<NaiveDate>,
    /// How many pictures there are.
    pub pictures: usize,
}

/// A seller's application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownApplication {
    /// The seller.
    pub seller: Seller,
    /// What the market takes from this seller.
    pub checklist: Checklist,
    /// The last application.
    pub application: Option<Application>,
    /// Every step, and whether it is done.
    pub steps: Vec<(Step, bool)>,
    /// The documents that were saved.
    pub documents: BTreeMap<DocumentId, ShownDocument>,
    /// Who looked at documents of the seller, last first.
    pub looked: Vec<Access>,
}

/// The application of the seller in whose shop the owner acts.
///
/// # Errors
/// See [`ApplicationError`].
pub async fn show(ctx: &Context, keeper: ShopKeeper) -> Result<ShownApplication, ApplicationError> {
    let mut conn = ctx.home().read().await?;
    let seller = seller_of(&mut conn, keeper).await?;
    let application = application::last_of_seller(&mut conn, seller.seller_id).await?;
    let documents = documents(&mut conn, &seller).await?;
    let looked = identity_access::of_seller(&mut conn, seller.seller_id, SHOWN).await?;
    let market = ctx.market();
    Ok(ShownApplication {
        steps: steps(&seller, application.as_ref(), &documents),
        checklist: market.verification.of(&seller, market.country).clone(),
        seller,
        application,
        documents,
        looked,
    })
}

/// The documents of a seller that are not erased.
pub(super) async fn documents(
    conn: &mut PgConnection,
    seller: &Seller,
) -> Result<BTreeMap<DocumentId, ShownDocument>, ApplicationError> {
    let documents = identity_document::of_seller(conn, seller.seller_id).await?;
    let shown = documents
        .into_iter()
        .filter_map(|document| match document.content {
            DocumentContent::Erased { .. } => None,
            DocumentContent::Sealed(sealed) => Some((
                document.document_id,
                ShownDocument {
                    kind: document.kind,
                    expires_on: document.expires_on,
                    pictures: sealed.pictures.len(),
                },
            )),
        });
    Ok(shown.collect())
}

/// The steps of an application, and whether each is done.
pub(super) fn steps(
    seller: &Seller,
    application: Option<&Application>,
    documents: &BTreeMap<DocumentId, ShownDocument>,
) -> Vec<(Step, bool)> {
    let open = application.filter(|application| !application.state.is_over());
    let found = |id: Option<DocumentId>| id.and_then(|id| documents.get(&id));
    let document = found(open.and_then(|open| open.document_id));
    let director = found(open.and_then(|open| open.director_id));
    let is_done = |step| match step {
        Step::Document => document.is_some(),
        Step::Picture => document.is_some_and(|document| document.pictures > 0),
        Step::Director => director.is_some(),
        Step::DirectorPicture => director.is_some_and(|document| document.pictures > 0),
        Step::Bank => open.is_some_and(|open| open.has_bank),
        Step::Send => open.is_some_and(|open| open.state.waits_since().is_some()),
    };
    let steps = Step::of(needs_second(seller)).iter();
    steps.map(|step| (*step, is_done(*step))).collect()
}
