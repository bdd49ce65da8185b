//! To whom letters go.

use std::collections::BTreeMap;

use pasar_domain::id::{AccountId, SellerId, ShopId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Somebody who gets a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The e-mail address.
    pub email: String,
    /// What the person is called.
    pub name: String,
    /// The language in which the person reads Pasar.
    pub language: String,
}

/// These accounts, without the disabled ones.
pub async fn accounts(connection: &mut PgConnection, ids: &[AccountId]) -> Result<Vec<Addressee>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        Addressee,
        "select email, name, language from account where account_id = any($1) and disabled_at is null order by account_id",
        &ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Who works in a shop. Their accounts may live in another cell.
pub async fn members(connection: &mut PgConnection, shop: ShopId) -> Result<Vec<AccountId>> {
    let rows = sqlx::query!(
        "select account_id from shop_member where shop_id = $1 order by joined_at",
        shop.uuid()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| AccountId::from_uuid(row.account_id))
        .collect())
}

/// Who works in each of these shops.
pub async fn members_of(
    connection: &mut PgConnection,
    shops: &[ShopId],
) -> Result<BTreeMap<ShopId, Vec<AccountId>>> {
    let shops: Vec<Uuid> = shops.iter().map(|shop| shop.uuid()).collect();
    let rows = sqlx::query!(
        "select shop_id, account_id from shop_member where shop_id = any($1) order by shop_id, joined_at",
        &shops
    )
    .fetch_all(connection)
    .await?;
    let mut members: BTreeMap<ShopId, Vec<AccountId>> = BTreeMap::new();
    for row in rows {
        let of_shop = members.entry(ShopId::from_uuid(row.shop_id)).or_default();
        of_shop.push(AccountId::from_uuid(row.account_id));
    }
    Ok(members)
}

/// These accounts by their ids, without the disabled ones.
pub async fn accounts_by_id(
    connection: &mut PgConnection,
    ids: &[AccountId],
) -> Result<BTreeMap<AccountId, Addressee>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "select account_id, email, name, language from account where account_id = any($1) and disabled_at is null",
        &ids
    )
    .fetch_all(connection)
    .await?;
    let accounts = rows.into_iter().map(|row| {
        let addressee = Addressee {
            email: row.email,
            name: row.name,
            language: row.language,
        };
        (AccountId::from_uuid(row.account_id), addressee)
    });
    Ok(accounts.collect())
}

/// Who owns the shops of a seller.
pub async fn owners(connection: &mut PgConnection, seller: SellerId) -> Result<Vec<AccountId>> {
    let rows = sqlx::query_scalar!(
        "select distinct account_id from shop_member join shop using (shop_id) where seller_id = $1 and role = 'owner'",
        seller.uuid()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(AccountId::from_uuid).collect())
}
