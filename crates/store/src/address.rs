//! Addresses in a buyer's book.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::address::{Address, AddressKey};
use pasar_domain::id::{AccountId, AddressId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// An address of somebody's book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAddress {
    /// Its id.
    pub address_id: AddressId,
    /// The address.
    pub address: Address,
    /// Is it proposed first?
    pub is_default: bool,
}

struct AddressRow {
    account_id: Uuid,
    address_id: Uuid,
    recipient: String,
    phone: String,
    line1: String,
    line2: Option<String>,
    district: Option<String>,
    city: String,
    region: Option<String>,
    postal_code: String,
    is_default: bool,
}

impl From<AddressRow> for StoredAddress {
    fn from(row: AddressRow) -> Self {
        Self {
            address_id: AddressId::from_uuid(row.address_id),
            address: Address::kept([
                (AddressKey::Recipient, row.recipient),
                (AddressKey::Phone, row.phone),
                (AddressKey::Line1, row.line1),
                (AddressKey::Line2, row.line2.unwrap_or_default()),
                (AddressKey::District, row.district.unwrap_or_default()),
                (AddressKey::City, row.city),
                (AddressKey::Region, row.region.unwrap_or_default()),
                (AddressKey::Postcode, row.postal_code),
            ]),
            is_default: row.is_default,
        }
    }
}

/// Names an address: whose it is first.
pub type StoredAddressKey = (AccountId, AddressId);

/// These addresses, where there is one, in their order.
pub async fn get(conn: &mut PgConnection, keys: &[StoredAddressKey]) -> Result<Vec<Option<StoredAddress>>> {
    let (accounts, ids): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(account, address)| (account.uuid(), address.uuid()))
        .unzip();
    let rows = sqlx::query_as!(
        AddressRow,
        "select account_id, address_id, recipient, phone, line1, line2, district, city, region, postal_code, is_default
         from address where (account_id, address_id) in (select * from unnest($1::uuid[], $2::uuid[]))",
        &accounts,
        &ids
    )
    .fetch_all(conn)
    .await?;
    let found: BTreeMap<(Uuid, Uuid), StoredAddress> = rows
        .into_iter()
        .map(|row| ((row.account_id, row.address_id), row.into()))
        .collect();
    let wanted = accounts.into_iter().zip(ids);
    Ok(wanted.map(|key| found.get(&key).cloned()).collect())
}

/// The addresses of an account: the default first, then the newest first.
pub async fn list(conn: &mut PgConnection, account_id: AccountId) -> Result<Vec<StoredAddress>> {
    let rows = sqlx::query_as!(
        AddressRow,
        "select account_id, address_id, recipient, phone, line1, line2, district, city, region, postal_code, is_default
         from address where account_id = $1 order by is_default desc, address_id desc",
        account_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(StoredAddress::from).collect())
}

fn filled(address: &Address, key: AddressKey) -> Option<&str> {
    Some(address.get(key)).filter(|text| !text.is_empty())
}

/// Writes a new address.
pub async fn insert(
    conn: &mut PgConnection,
    account_id: AccountId,
    stored: &StoredAddress,
    at: Instant,
) -> Result<()> {
    let address = &stored.address;
    sqlx::query!(
        "insert into address (account_id, address_id, recipient, phone, line1, line2, district, city, region, postal_code,
                              is_default, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        account_id.uuid(),
        stored.address_id.uuid(),
        address.get(AddressKey::Recipient),
        address.get(AddressKey::Phone),
        address.get(AddressKey::Line1),
        filled(address, AddressKey::Line2),
        filled(address, AddressKey::District),
        address.get(AddressKey::City),
        filled(address, AddressKey::Region),
        address.get(AddressKey::Postcode),
        stored.is_default,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes an address. False when the account has no such one.
pub async fn update(
    conn: &mut PgConnection,
    account_id: AccountId,
    address_id: AddressId,
    address: &Address,
) -> Result<bool> {
    let done = sqlx::query!(
        "update address set recipient = $3, phone = $4, line1 = $5, line2 = $6, district = $7, city = $8, region = $9,
                            postal_code = $10
         where account_id = $1 and address_id = $2",
        account_id.uuid(),
        address_id.uuid(),
        address.get(AddressKey::Recipient),
        address.get(AddressKey::Phone),
        address.get(AddressKey::Line1),
        filled(address, AddressKey::Line2),
        filled(address, AddressKey::District),
        address.get(AddressKey::City),
        filled(address, AddressKey::Region),
        address.get(AddressKey::Postcode)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes an address. False when the account has no such one.
pub async fn delete(conn: &mut PgConnection, account_id: AccountId, address_id: AddressId) -> Result<bool> {
    let done = sqlx::query!(
        "delete from address where account_id = $1 and address_id = $2",
        account_id.uuid(),
        address_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Makes an address the one that is proposed first. The account has it; its row is locked by the caller.
pub async fn set_default(
    conn: &mut PgConnection,
    account_id: AccountId,
    address_id: AddressId,
) -> Result<()> {
    // In two steps, for the index that allows one default looks at each row as it changes.
    sqlx::query!(
        "update address set is_default = false where account_id = $1 and is_default and address_id <> $2",
        account_id.uuid(),
        address_id.uuid()
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update address set is_default = true where account_id = $1 and address_id = $2",
        account_id.uuid(),
        address_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}
