//! Documents of sellers, sealed.

use std::fmt;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{AccountId, DocumentId, SellerId, SellerKeyId};
use pasar_domain::identity::DocumentKind;
use pasar_vault::MasterKeyId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityDocument {
    /// Whose.
    pub seller_id: SellerId,
    /// Its id.
    pub document_id: DocumentId,
    /// Which key sealed it.
    pub seller_key_id: SellerKeyId,
    /// What it is.
    pub kind: DocumentKind,
    /// The last day on which it counts.
    pub expires_on: Option<NaiveDate>,
    /// Who recorded it.
    pub recorded_by: AccountId,
    /// When.
    pub recorded_at: Instant,
    /// What is sealed of it, or since when there is nothing any more.
    pub content: DocumentContent,
}

/// What is kept of a document.
#[derive(Clone, PartialEq, Eq)]
pub enum DocumentContent {
    /// It is there, sealed.
    Sealed(SealedDocument),
    /// It was erased.
    Erased {
        /// When.
        at: Instant,
    },
}

impl fmt::Debug for DocumentContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sealed(_) => "Sealed(…)",
            Self::Erased { .. } => "Erased",
        })
    }
}

/// The sealed parts of a document.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedDocument {
    /// The number.
    pub number: Vec<u8>,
    /// What finds equal numbers.
    pub blind_index: [u8; 32],
    /// The master key under which it does.
    pub index_key: MasterKeyId,
    /// The facts.
    pub facts: Vec<u8>,
    /// Where the pictures are in the object store.
    pub pictures: Vec<String>,
    /// What was read from one of them.
    pub reading: Option<Vec<u8>>,
}

impl fmt::Debug for SealedDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedDocument(…)")
    }
}

struct DocumentRow {
    seller_id: Uuid,
    document_id: Uuid,
    seller_key_id: Uuid,
    kind: String,
    number_sealed: Option<Vec<u8>>,
    blind_index: Option<Vec<u8>>,
    index_key: String,
    facts_sealed: Option<Vec<u8>>,
    expires_on: Option<NaiveDate>,
    pictures: Vec<String>,
    reading_sealed: Option<Vec<u8>>,
    recorded_by: Uuid,
    recorded_at: Instant,
    erased_at: Option<Instant>,
}

impl TryFrom<DocumentRow> for IdentityDocument {
    type Error = Error;

    fn try_from(row: DocumentRow) -> Result<Self> {
        let at = Row {
            table: "identity_document",
            id: &row.document_id,
        };
        let content = match (
            row.number_sealed,
            row.blind_index,
            row.facts_sealed,
            row.erased_at,
        ) {
            (Some(number), Some(index), Some(facts), None) => DocumentContent::Sealed(SealedDocument {
                number,
                blind_index: index.try_into().map_err(|_| at.inconsistent("blind_index"))?,
                index_key: at.parse("index_key", &row.index_key)?,
                facts,
                pictures: row.pictures,
                reading: row.reading_sealed,
            }),
            (None, None, None, Some(at)) => DocumentContent::Erased { at },
            _ => return Err(at.inconsistent("erased_at")),
        };
        Ok(Self {
            seller_id: SellerId::from_uuid(row.seller_id),
            document_id: DocumentId::from_uuid(row.document_id),
            seller_key_id: SellerKeyId::from_uuid(row.seller_key_id),
            kind: at.parse("kind", &row.kind)?,
            expires_on: row.expires_on,
            recorded_by: AccountId::from_uuid(row.recorded_by),
            recorded_at: row.recorded_at,
            content,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            DocumentRow,
            "select seller_id, document_id, seller_key_id, kind, number_sealed, blind_index, index_key, facts_sealed, expires_on, pictures,
                    reading_sealed, recorded_by, recorded_at, erased_at
             from identity_document " + $tail
            $(, $argument)*
        )
    };
}

/// Writes a document with what is sealed of it.
pub async fn insert(
    conn: &mut PgConnection,
    document: &IdentityDocument,
    sealed: &SealedDocument,
) -> Result<()> {
    sqlx::query!(
        "insert into identity_document (seller_id, document_id, seller_key_id, kind, number_sealed, blind_index, index_key, facts_sealed,
            expires_on, pictures, recorded_by, recorded_at, reading_sealed)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        document.seller_id.uuid(),
        document.document_id.uuid(),
        document.seller_key_id.uuid(),
        document.kind.as_str(),
        sealed.number,
        sealed.blind_index.as_slice(),
        sealed.index_key.as_str(),
        sealed.facts,
        document.expires_on,
        &sealed.pictures,
        document.recorded_by.uuid(),
        document.recorded_at,
        sealed.reading
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A document of a seller.
pub async fn get(
    conn: &mut PgConnection,
    seller_id: SellerId,
    document_id: DocumentId,
) -> Result<Option<IdentityDocument>> {
    let row = select!(
        "where seller_id = $1 and document_id = $2",
        seller_id.uuid(),
        document_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(IdentityDocument::try_from).transpose()
}

/// A document of a seller, locked: whoever else changes it waits.
pub async fn lock(
    conn: &mut PgConnection,
    seller_id: SellerId,
    document_id: DocumentId,
) -> Result<Option<IdentityDocument>> {
    let row = select!(
        "where seller_id = $1 and document_id = $2 for update",
        seller_id.uuid(),
        document_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(IdentityDocument::try_from).transpose()
}

/// The documents of a seller, erased ones too, newest first.
pub async fn of_seller(conn: &mut PgConnection, seller_id: SellerId) -> Result<Vec<IdentityDocument>> {
    let rows = select!("where seller_id = $1 order by document_id desc", seller_id.uuid())
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(IdentityDocument::try_from).collect()
}

/// Writes where the pictures of a document are, and what was read from the last one, if anything was.
pub async fn set_pictures(
    conn: &mut PgConnection,
    (seller_id, document_id): (SellerId, DocumentId),
    pictures: &[String],
    reading: Option<&[u8]>,
) -> Result<()> {
    sqlx::query!(
        "update identity_document set pictures = $3, reading_sealed = coalesce($4, reading_sealed)
         where seller_id = $1 and document_id = $2 and erased_at is null",
        seller_id.uuid(),
        document_id.uuid(),
        pictures,
        reading
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Erases one document of a seller, or all of them, and returns where their pictures were.
pub async fn erase(
    conn: &mut PgConnection,
    seller_id: SellerId,
    document_id: Option<DocumentId>,
    at: Instant,
) -> Result<Vec<String>> {
    let rows = sqlx::query_scalar!(
        r#"with gone as (
             select document_id, pictures from identity_document
             where seller_id = $1 and ($2::uuid is null or document_id = $2) and erased_at is null for update
           ), erased as (
             update identity_document d
             set number_sealed = null, blind_index = null, facts_sealed = null, reading_sealed = null, pictures = '{}',
                 erased_at = $3
             from gone where d.seller_id = $1 and d.document_id = gone.document_id
           )
           select unnest(pictures) as "picture!" from gone"#,
        seller_id.uuid(),
        document_id.map(DocumentId::uuid),
        at
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Locks some documents whose number is indexed under another master key than this one; what others have locked is left to them.
pub async fn lock_not_under(
    conn: &mut PgConnection,
    index_key: &MasterKeyId,
    limit: i64,
) -> Result<Vec<IdentityDocument>> {
    let rows = select!(
        "where erased_at is null and index_key <> $1 order by seller_id, document_id limit $2 for update skip locked",
        index_key.as_str(),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(IdentityDocument::try_from).collect()
}

/// Writes the index of a document's number under another master key.
pub async fn reindex(
    conn: &mut PgConnection,
    (seller_id, document_id): (SellerId, DocumentId),
    blind_index: &[u8; 32],
    index_key: &MasterKeyId,
) -> Result<()> {
    sqlx::query!(
        "update identity_document set blind_index = $3, index_key = $4
         where seller_id = $1 and document_id = $2 and erased_at is null",
        seller_id.uuid(),
        document_id.uuid(),
        blind_index.as_slice(),
        index_key.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The other sellers of the cell who have a document with the number of one of this seller's.
pub async fn same_number(conn: &mut PgConnection, seller_id: SellerId) -> Result<Vec<SellerId>> {
    let rows = sqlx::query_scalar!(
        "select distinct other.seller_id
         from identity_document mine join identity_document other on other.blind_index = mine.blind_index
         where mine.seller_id = $1 and other.seller_id <> $1 and mine.erased_at is null and other.erased_at is null
         order by other.seller_id",
        seller_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(SellerId::from_uuid).collect())
}

/// How many open shops a person has: those that the account owns, and those of every seller who has a document with the number of a
/// document of a seller in a shop that the account owns or owned.
pub async fn count_shops_of_person(conn: &mut PgConnection, account_id: AccountId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"with owned as (
             select shop.shop_id, shop.seller_id from shop_member join shop using (shop_id) where account_id = $1 and role = 'owner'
           ), same as (
             select other.seller_id
             from identity_document mine join identity_document other on other.blind_index = mine.blind_index
             where mine.seller_id in (select seller_id from owned) and mine.erased_at is null and other.erased_at is null
           )
           select count(*) as "count!" from shop
           where closed_at is null and (shop_id in (select shop_id from owned) or seller_id in (select seller_id from same))"#,
        account_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// How many open shops a seller has, together with every seller who has a document with the number of one of this seller's.
pub async fn count_shops_together(conn: &mut PgConnection, seller_id: SellerId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from shop
           where closed_at is null and (seller_id = $1 or seller_id in (
             select other.seller_id
             from identity_document mine join identity_document other on other.blind_index = mine.blind_index
             where mine.seller_id = $1 and mine.erased_at is null and other.erased_at is null))"#,
        seller_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}
