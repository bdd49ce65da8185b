//! Sellers, and the evidence of who they are.

use pasar_domain::Instant;
use pasar_domain::id::{SellerId, ShopId, VerificationId};
use pasar_domain::seller::{SalesFigures, Seller, Verification};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row, int};

pub(crate) struct SellerRow {
    pub(crate) seller_id: Uuid,
    pub(crate) origin: String,
    pub(crate) standing: String,
    pub(crate) controlled_by_operator: bool,
    pub(crate) return_country: Option<String>,
    pub(crate) sales_12_months: i32,
    pub(crate) revenue_12_months_minor: i64,
    pub(crate) certified_until: Option<Instant>,
    pub(crate) discloses_identity: bool,
    pub(crate) verification_id: Option<Uuid>,
    pub(crate) evidence: Option<String>,
    pub(crate) issued_by: Option<String>,
    pub(crate) valid_from: Option<Instant>,
    pub(crate) valid_until: Option<Instant>,
}

impl TryFrom<SellerRow> for Seller {
    type Error = Error;

    fn try_from(row: SellerRow) -> Result<Self> {
        let at = Row {
            table: "seller",
            id: &row.seller_id,
        };
        let verification = row
            .verification_id
            .map(|verification_id| {
                Ok::<_, Error>(Verification {
                    verification_id: VerificationId::from_uuid(verification_id),
                    evidence: at.parse("evidence", &at.present("evidence", row.evidence)?)?,
                    issued_by: at.parse("issued_by", &at.present("issued_by", row.issued_by)?)?,
                    valid_from: at.present("valid_from", row.valid_from)?,
                    valid_until: at.present("valid_until", row.valid_until)?,
                })
            })
            .transpose()?;
        Ok(Self {
            seller_id: SellerId::from_uuid(row.seller_id),
            origin: at.parse("origin", &row.origin)?,
            standing: at.parse("standing", &row.standing)?,
            controlled_by_operator: row.controlled_by_operator,
            return_country: row
                .return_country
                .map(|country| at.parse("return_country", &country))
                .transpose()?,
            sales: SalesFigures {
                orders: at.number("sales_12_months", row.sales_12_months)?,
                revenue_minor: row.revenue_12_months_minor,
            },
            certified_until: row.certified_until,
            discloses_identity: row.discloses_identity,
            verification,
        })
    }
}

/// Writes a new seller. Its verification is written by [`crate::verification::insert`].
pub async fn insert(conn: &mut PgConnection, seller: &Seller, at: Instant) -> Result<()> {
    sqlx::query!(
        "insert into seller (seller_id, origin, standing, controlled_by_operator, return_country, sales_12_months,
            revenue_12_months_minor, certified_until, discloses_identity, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        seller.seller_id.uuid(),
        seller.origin.as_str(),
        seller.standing.as_str(),
        seller.controlled_by_operator,
        seller.return_country.as_ref().map(|country| country.as_str()),
        int(seller.sales.orders),
        seller.sales.revenue_minor,
        seller.certified_until,
        seller.discloses_identity,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down whether the operator controls a seller. False when that is what the row says already.
pub async fn set_control(conn: &mut PgConnection, seller_id: SellerId, is_controlled: bool) -> Result<bool> {
    let done = sqlx::query!(
        "update seller set controlled_by_operator = $2 where seller_id = $1 and controlled_by_operator <> $2",
        seller_id.uuid(),
        is_controlled
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

macro_rules! select {
    ($head:literal, $tail:tt $(, $argument:expr)*) => {
        sqlx::query_as!(
            SellerRow,
            "select s.seller_id, s.origin, s.standing, s.controlled_by_operator, s.return_country, s.sales_12_months,
                    s.revenue_12_months_minor, s.certified_until, s.discloses_identity, v.verification_id as \"verification_id?\",
                    v.evidence as \"evidence?\", v.issued_by as \"issued_by?\", v.valid_from as \"valid_from?\", v.valid_until as \"valid_until?\"
             from " + $head + " left join lateral (
               select verification_id, evidence, issued_by, valid_from, valid_until from verification v
               where v.seller_id = s.seller_id and v.revoked_at is null
               order by v.valid_until desc, v.verification_id limit 1
             ) v on true " + $tail
            $(, $argument)*
        )
    };
}

/// The seller of this id.
pub async fn by_id(conn: &mut PgConnection, seller_id: SellerId) -> Result<Option<Seller>> {
    let row = select!("seller s", "where s.seller_id = $1", seller_id.uuid())
        .fetch_optional(conn)
        .await?;
    row.map(Seller::try_from).transpose()
}

/// The sellers of these ids.
pub async fn by_ids(conn: &mut PgConnection, seller_ids: &[SellerId]) -> Result<Vec<Seller>> {
    let ids: Vec<Uuid> = seller_ids.iter().map(|id| id.uuid()).collect();
    let rows = select!("seller s", "where s.seller_id = any($1)", &ids)
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Seller::try_from).collect()
}

/// The seller whose shop this is.
pub async fn of_shop(conn: &mut PgConnection, shop_id: ShopId) -> Result<Option<Seller>> {
    let row = select!(
        "shop join seller s using (seller_id)",
        "where shop.shop_id = $1",
        shop_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Seller::try_from).transpose()
}

/// Every seller of the cell, newest first: those before `before`.
pub async fn list(conn: &mut PgConnection, before: Option<SellerId>, limit: i64) -> Result<Vec<Seller>> {
    let rows = select!(
        "seller s",
        "where s.seller_id < $1 order by s.seller_id desc limit $2",
        row::before(before.map(SellerId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Seller::try_from).collect()
}

/// How many open shops a seller has.
pub async fn count_shops(conn: &mut PgConnection, seller_id: SellerId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from shop where seller_id = $1 and closed_at is null"#,
        seller_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// Counts what every seller sold since an instant: orders that were placed and not cancelled, and what they came to. Returns the sellers
/// whose figures changed.
pub async fn count_sales(conn: &mut PgConnection, since: Instant) -> Result<Vec<SellerId>> {
    let rows = sqlx::query_scalar!(
        "update seller set sales_12_months = counted.orders, revenue_12_months_minor = counted.minor
         from (select s.seller_id, count(o.order_id)::integer as orders, coalesce(sum(o.total_minor), 0)::bigint as minor
               from seller s left join shop using (seller_id)
                    left join orders o on o.shop_id = shop.shop_id and o.placed_at >= $1 and o.state <> 'cancelled'
               group by s.seller_id) counted
         where counted.seller_id = seller.seller_id
           and (counted.orders, counted.minor) <> (seller.sales_12_months, seller.revenue_12_months_minor)
         returning seller.seller_id",
        since
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(SellerId::from_uuid).collect())
}
