//! Keys of sellers: found, made, unwrapped; and what they seal.

use pasar_domain::Instant;
use pasar_domain::id::{DocumentId, SellerId, SellerKeyId};
use pasar_store::cell::CONTROL_SCHEMA;
use pasar_store::seller_key::SellerKey;
use pasar_store::{Cell, PgConnection, Store, second_factor, seller_key};
use pasar_vault::{DataKey, Keyring, MasterKeyId, Opened, Place, Refused};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::IdentityError;
use crate::Context;

/// The number of a document.
pub(super) const NUMBER: &str = "number";
/// The facts of a document.
pub(super) const FACTS: &str = "facts";
/// What was read from a picture of a document.
pub(super) const READING: &str = "reading";

/// A key with which data of one seller is sealed and opened.
pub(crate) struct Seal {
    pub(super) seller_id: SellerId,
    pub(super) seller_key_id: SellerKeyId,
    key: DataKey,
}

impl Seal {
    /// The key of a seller; nothing when it was destroyed or never made.
    pub(crate) async fn find(
        ctx: &Context,
        conn: &mut PgConnection,
        seller_id: SellerId,
    ) -> Result<Option<Self>, IdentityError> {
        let Some(kept) = seller_key::of_seller(conn, seller_id).await? else {
            return Ok(None);
        };
        Ok(Some(Self::of(ctx, &kept)?))
    }

    fn of(ctx: &Context, kept: &SellerKey) -> Result<Self, Refused> {
        Ok(Self {
            seller_id: kept.seller_id,
            seller_key_id: kept.seller_key_id,
            key: unwrap(ctx.identity_keys(), kept)?,
        })
    }

    /// The key of a seller, made if there is none.
    pub(crate) async fn find_or_make(
        ctx: &Context,
        conn: &mut PgConnection,
        seller_id: SellerId,
        now: Instant,
    ) -> Result<Self, IdentityError> {
        if let Some(found) = Self::find(ctx, conn, seller_id).await? {
            return Ok(found);
        }
        let seller_key_id = SellerKeyId::new(now, &ctx.entropy());
        let secret = Zeroizing::new(ctx.secret());
        let made = wrap(ctx, (seller_id, seller_key_id), &DataKey::new(*secret))?;
        seller_key::insert(conn, &made, now).await?;
        // Somebody else may have been faster; then it is theirs.
        let found = Self::find(ctx, conn, seller_id).await?;
        found.ok_or(IdentityError::NotFound)
    }

    /// Seals a field of a document.
    pub(super) fn seal(
        &self,
        ctx: &Context,
        document_id: DocumentId,
        field: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, Refused> {
        self.seal_for(ctx, document_id.uuid(), field, plain)
    }

    /// Opens a field of a document.
    pub(super) fn open(
        &self,
        document_id: DocumentId,
        field: &str,
        sealed: &[u8],
    ) -> Result<Opened, Refused> {
        self.open_for(document_id.uuid(), field, sealed)
    }

    /// Seals a field of another record about the seller.
    pub(crate) fn seal_for(
        &self,
        ctx: &Context,
        record: Uuid,
        field: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, Refused> {
        self.key.seal(&self.place(record, field), plain, &ctx.nonce())
    }

    /// Opens a field of another record about the seller.
    pub(crate) fn open_for(&self, record: Uuid, field: &str, sealed: &[u8]) -> Result<Opened, Refused> {
        self.key.open(&self.place(record, field), sealed)
    }

    fn place<'a>(&self, record: Uuid, field: &'a str) -> Place<'a> {
        Place {
            owner: self.seller_id.uuid().into_bytes(),
            record: record.into_bytes(),
            field,
        }
    }
}

pub(super) fn unwrap(keys: &Keyring, kept: &SellerKey) -> Result<DataKey, Refused> {
    let (owner, key_id) = (kept.seller_id.uuid(), kept.seller_key_id.uuid());
    keys.unwrap(owner.into_bytes(), key_id.into_bytes(), &kept.wrapped)
}

pub(super) fn wrap(
    ctx: &Context,
    (seller_id, seller_key_id): (SellerId, SellerKeyId),
    key: &DataKey,
) -> Result<SellerKey, Refused> {
    let (owner, key_id) = (seller_id.uuid(), seller_key_id.uuid());
    let keys = ctx.identity_keys();
    Ok(SellerKey {
        seller_id,
        seller_key_id,
        wrapped: keys.wrap(owner.into_bytes(), key_id.into_bytes(), key, &ctx.nonce())?,
    })
}

/// Something in the database is sealed with a master key that is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{cell}` has sealed data under the master key `{id}`, which is not in the key file; restore the file from its backup, or add the key to it"
)]
pub struct UnknownMasterKey {
    /// Where the data is.
    pub cell: String,
    /// The name of the key.
    pub id: MasterKeyId,
}

/// Is anything sealed in this cell?
///
/// # Errors
/// The database's.
pub async fn has_sealed(cell: &Cell) -> pasar_store::Result<bool> {
    let mut conn = cell.read().await?;
    Ok(!seller_key::master_keys(&mut conn).await?.is_empty())
}

/// Can everything in this cell be opened with these keys? The first key that is missing, otherwise.
///
/// # Errors
/// The database's.
pub async fn check_keys(cell: &Cell, keys: &Keyring) -> pasar_store::Result<Result<(), UnknownMasterKey>> {
    let mut conn = cell.read().await?;
    let needed = seller_key::master_keys(&mut conn).await?;
    Ok(known(cell.name().as_str(), needed, keys))
}

/// Is anything sealed in the control schema?
///
/// # Errors
/// The database's.
pub async fn has_sealed_control(store: &Store) -> pasar_store::Result<bool> {
    let mut conn = store.read().await?;
    Ok(!second_factor::master_keys(&mut conn).await?.is_empty())
}

/// Can everything in the control schema be opened with these keys? The first key that is missing, otherwise.
///
/// # Errors
/// The database's.
pub async fn check_control_keys(
    store: &Store,
    keys: &Keyring,
) -> pasar_store::Result<Result<(), UnknownMasterKey>> {
    let mut conn = store.read().await?;
    let needed = second_factor::master_keys(&mut conn).await?;
    Ok(known(CONTROL_SCHEMA, needed, keys))
}

fn known(schema: &str, needed: Vec<MasterKeyId>, keys: &Keyring) -> Result<(), UnknownMasterKey> {
    let missing = needed.into_iter().find(|id| !keys.knows(id));
    missing.map_or(Ok(()), |id| {
        Err(UnknownMasterKey {
            cell: schema.to_owned(),
            id,
        })
    })
}
