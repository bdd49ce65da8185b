//! Pictures from which a step of an application was filled in, and whose document is not saved yet.

use std::fmt;

use pasar_domain::Instant;
use pasar_domain::application::Step;
use pasar_domain::id::{ApplicationId, DocumentId, SellerId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

/// A picture that waits for its document.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingPicture {
    /// Whose.
    pub seller_id: SellerId,
    /// Of which application.
    pub application_id: ApplicationId,
    /// The step that it filled in.
    pub step: Step,
    /// The document that it will be a picture of.
    pub document_id: DocumentId,
    /// Where it is in the object store.
    pub picture: String,
    /// What was read from it, sealed.
    pub reading: Option<Vec<u8>>,
    /// When it was taken.
    pub taken_at: Instant,
}

impl fmt::Debug for WaitingPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitingPicture")
            .field("application_id", &self.application_id)
            .field("step", &self.step)
            .finish_non_exhaustive()
    }
}

struct PictureRow {
    seller_id: Uuid,
    application_id: Uuid,
    step: String,
    document_id: Uuid,
    picture: String,
    reading_sealed: Option<Vec<u8>>,
    taken_at: Instant,
}

impl TryFrom<PictureRow> for WaitingPicture {
    type Error = Error;

    fn try_from(row: PictureRow) -> Result<Self> {
        let at = Row {
            table: "waiting_picture",
            id: &row.application_id,
        };
        Ok(Self {
            seller_id: SellerId::from_uuid(row.seller_id),
            application_id: ApplicationId::from_uuid(row.application_id),
            step: at.parse("step", &row.step)?,
            document_id: DocumentId::from_uuid(row.document_id),
            picture: row.picture,
            reading: row.reading_sealed,
            taken_at: row.taken_at,
        })
    }
}

/// Writes a picture. One that waited at the same step has to be taken away before.
///
/// # Errors
/// `Conflict` when there is one.
pub async fn insert(conn: &mut PgConnection, waiting: &WaitingPicture) -> Result<()> {
    sqlx::query!(
        "insert into waiting_picture (seller_id, application_id, step, document_id, picture, reading_sealed, taken_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        waiting.seller_id.uuid(),
        waiting.application_id.uuid(),
        waiting.step.as_str(),
        waiting.document_id.uuid(),
        waiting.picture,
        waiting.reading,
        waiting.taken_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes the picture that waits at a step away, and returns it.
pub async fn take(
    conn: &mut PgConnection,
    (seller_id, application_id): (SellerId, ApplicationId),
    step: Step,
) -> Result<Option<WaitingPicture>> {
    let row = sqlx::query_as!(
        PictureRow,
        "delete from waiting_picture where seller_id = $1 and application_id = $2 and step = $3
         returning seller_id, application_id, step, document_id, picture, reading_sealed, taken_at",
        seller_id.uuid(),
        application_id.uuid(),
        step.as_str()
    )
    .fetch_optional(conn)
    .await?;
    row.map(WaitingPicture::try_from).transpose()
}

/// Forgets all pictures of a seller that wait, and returns where they were.
pub async fn forget(conn: &mut PgConnection, seller_id: SellerId) -> Result<Vec<String>> {
    let rows = sqlx::query_scalar!(
        "delete from waiting_picture where seller_id = $1 returning picture",
        seller_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Forgets pictures that were taken before an instant and wait still, some at a time, and returns where they were.
pub async fn forget_older(conn: &mut PgConnection, than: Instant, limit: i64) -> Result<Vec<String>> {
    let rows = sqlx::query_scalar!(
        "with old as (
           select seller_id, application_id, step from waiting_picture where taken_at < $1 order by taken_at limit $2
           for update skip locked
         )
         delete from waiting_picture waiting using old
         where waiting.seller_id = old.seller_id and waiting.application_id = old.application_id and waiting.step = old.step
         returning waiting.picture",
        than,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
