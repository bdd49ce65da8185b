//! What a charter decides by when somebody is to see or buy something, and the keys that such decisions make.
//!
//! Nothing of a listing is read for buyers without a [`Visible`], and no line of an order is written without a [`crate::order::SaleDecision`]: both are made of
//! a policy's yes, for each offer by itself.

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::id::{OfferId, ProductId, ShopId};
use pasar_domain::market::Country;
use pasar_domain::ownership::brand_key;
use pasar_domain::probation::Beginning;
use pasar_domain::programme::Programme;
use pasar_domain::seller::Seller;
use pasar_policy::{Allowed, Publish, Show};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::ownership;
use crate::probation;
use crate::row::{self, Row};
use crate::seller::SellerRow;

/// What a charter decides by about one listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingFacts {
    /// The product.
    pub product_id: ProductId,
    /// Its shop.
    pub shop_id: ShopId,
    /// Who sells it.
    pub seller: Seller,
    /// When the seller began; none who never was on probation.
    pub beginning: Option<Beginning>,
    /// Its category's slug.
    pub category: String,
    /// Does its brand belong to the operator, or to anyone it controls?
    pub produced_by_operator: bool,
    /// Did staff take it down?
    pub taken_down: bool,
    /// Its offers that are neither paused nor retired.
    pub offers: Vec<OfferTerms>,
}

/// What a charter decides by about one offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferTerms {
    /// The offer.
    pub offer_id: OfferId,
    /// The country from which it is sent.
    pub ship_from: Country,
    /// The price of one piece in minor units.
    pub price_minor: i64,
}

/// A listing that may be shown: the charter allows it for each of its offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visible {
    product_id: ProductId,
}

impl Visible {
    /// The product.
    pub const fn product_id(self) -> ProductId {
        self.product_id
    }
}

impl ListingFacts {
    /// The key to the listing, made of the keys to all of its offers. Nothing when one is missing: a listing is shown as a whole or not at
    /// all.
    pub fn visible(&self, keys: &[Allowed<Show>]) -> Option<Visible> {
        let allowed = |offer: &OfferTerms| keys.iter().any(|key| key.subject() == offer.offer_id);
        (!self.offers.is_empty() && self.offers.iter().all(allowed)).then_some(Visible {
            product_id: self.product_id,
        })
    }
}

/// A product that may be made public: the charter allows it for each of its offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publishable {
    product_id: ProductId,
}

impl Publishable {
    /// The product.
    pub const fn product_id(self) -> ProductId {
        self.product_id
    }
}

impl ListingFacts {
    /// The key to making the product public, made of the keys to all of its offers. A product of which nothing is offered at present needs
    /// none: buyers do not see it before something is offered, which is an edit and asked again.
    pub fn publishable(&self, keys: &[Allowed<Publish>]) -> Option<Publishable> {
        let allowed = |offer: &OfferTerms| keys.iter().any(|key| key.subject() == offer.offer_id);
        self.offers.iter().all(allowed).then_some(Publishable {
            product_id: self.product_id,
        })
    }
}

/// Facts about listings, and how far Programme S is, as one statement found them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// How far Programme S is.
    pub programme: Programme,
    /// The listings, in the order in which they were asked for; those that are not active, or whose shop is closed, are left out.
    pub listings: Vec<ListingFacts>,
}

struct FactsRow {
    product_id: Uuid,
    shop_id: Uuid,
    category: String,
    /// Only where any brand is the operator's: brands are compared by the program, not by the database's locale.
    brand: Option<String>,
    taken_down: bool,
    offer_ids: Option<Vec<Uuid>>,
    ship_from: Option<Vec<String>>,
    prices: Option<Vec<i64>>,
    stage: Option<String>,
    cohort_basis_points: Option<i32>,
    seller_id: Uuid,
    origin: String,
    standing: String,
    controlled_by_operator: bool,
    return_country: Option<String>,
    sales_12_months: i32,
    revenue_12_months_minor: i64,
    certified_until: Option<Instant>,
    discloses_identity: bool,
    probation_since: Option<Instant>,
    probation_orders: i32,
    verification_id: Option<Uuid>,
    evidence: Option<String>,
    issued_by: Option<String>,
    valid_from: Option<Instant>,
    valid_until: Option<Instant>,
}

/// How far the programme is, by the columns of its newest row; closed without one.
fn programme(stage: Option<&str>, cohort: Option<i32>) -> Result<Programme> {
    let at = Row {
        table: "programme_stage",
        id: &"newest",
    };
    match (stage, cohort) {
        (Some(stage), Some(cohort)) => Ok(Programme {
            stage: at.parse("stage", stage)?,
            cohort_basis_points: at.number("cohort_basis_points", cohort)?,
        }),
        _ => Ok(Programme::CLOSED),
    }
}

impl FactsRow {
    fn listing(self, controlled: &BTreeSet<String>) -> Result<ListingFacts> {
        let at = Row {
            table: "product",
            id: &self.product_id,
        };
        let ids = self.offer_ids.unwrap_or_default();
        let from = self.ship_from.unwrap_or_default();
        let prices = self.prices.unwrap_or_default();
        let offers = ids
            .into_iter()
            .zip(from)
            .zip(prices)
            .map(|((id, from), price_minor)| {
                Ok(OfferTerms {
                    offer_id: OfferId::from_uuid(id),
                    ship_from: at.parse("ship_from_country", &from)?,
                    price_minor,
                })
            });
        let offers: Vec<OfferTerms> = offers.collect::<Result<_>>()?;
        let seller = SellerRow {
            seller_id: self.seller_id,
            origin: self.origin,
            standing: self.standing,
            controlled_by_operator: self.controlled_by_operator,
            return_country: self.return_country,
            sales_12_months: self.sales_12_months,
            revenue_12_months_minor: self.revenue_12_months_minor,
            certified_until: self.certified_until,
            discloses_identity: self.discloses_identity,
            verification_id: self.verification_id,
            evidence: self.evidence,
            issued_by: self.issued_by,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
        };
        Ok(ListingFacts {
            product_id: ProductId::from_uuid(self.product_id),
            shop_id: ShopId::from_uuid(self.shop_id),
            seller: Seller::try_from(seller)?,
            beginning: probation::beginning(self.seller_id, (self.probation_since, self.probation_orders))?,
            category: self.category,
            produced_by_operator: self
                .brand
                .is_some_and(|brand| controlled.contains(&brand_key(&brand))),
            taken_down: self.taken_down,
            offers,
        })
    }
}

// `$wanted` names the products: a relation `wanted` with product_id and place. `$now` is the place of the instant among the arguments.
macro_rules! facts {
    ($wanted:literal, $now:literal, $tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            FactsRow,
            "select p.product_id, p.shop_id, p.category,
                    case when exists (select from controlled_brand) then p.brand end as \"brand?\",
                    p.taken_down_at is not null as \"taken_down!\", o.offer_ids, o.ship_from, o.prices,
                    g.stage as \"stage?\", g.cohort_basis_points as \"cohort_basis_points?\",
                    s.seller_id, s.origin, s.standing, s.controlled_by_operator, s.return_country, s.sales_12_months,
                    s.revenue_12_months_minor, s.certified_until, s.discloses_identity, s.probation_since, s.probation_orders,
                    v.verification_id as \"verification_id?\", v.evidence as \"evidence?\", v.issued_by as \"issued_by?\", v.valid_from as \"valid_from?\",
                    v.valid_until as \"valid_until?\"
             from " + $wanted + "
             join product p on p.product_id = wanted.product_id and (p.state = 'active' or wanted.drafts)
             join shop h on h.shop_id = p.shop_id and h.closed_at is null
             join seller s on s.seller_id = h.seller_id
             left join lateral (
               select verification_id, evidence, issued_by, valid_from, valid_until from verification v
               where v.seller_id = s.seller_id and v.revoked_at is null
               order by v.valid_until desc, v.verification_id limit 1
             ) v on true
             left join lateral (
               select array_agg(o.offer_id) as offer_ids, array_agg(o.ship_from_country) as ship_from,
                      array_agg(o.price_minor) as prices
               from variant v join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id and not o.paused
               where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null
             ) o on true
             left join lateral (
               select stage, cohort_basis_points from programme_stage where effective_at <= " + $now + "
               order by stage_no desc limit 1
             ) g on true " + $tail
            $(, $argument)*
        )
    };
}

async fn gather(conn: &mut PgConnection, rows: Vec<FactsRow>) -> Result<Facts> {
    let controlled = if rows.iter().any(|row| row.brand.is_some()) {
        ownership::controlled_brands(conn).await?
    } else {
        BTreeSet::new()
    };
    let first = rows.first();
    let programme = programme(
        first.and_then(|row| row.stage.as_deref()),
        first.and_then(|row| row.cohort_basis_points),
    )?;
    let listings = rows.into_iter().map(|row| row.listing(&controlled));
    let listings = listings.collect::<Result<_>>()?;
    Ok(Facts { programme, listings })
}

/// Facts about these products, in this order.
pub async fn facts(conn: &mut PgConnection, product_ids: &[ProductId], now: Instant) -> Result<Facts> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = facts!(
        "(select product_id, place, false as drafts from unnest($1::uuid[]) with ordinality as asked (product_id, place)) as wanted",
        "$2",
        "order by wanted.place",
        &ids,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    gather(conn, rows).await
}

/// Facts about these products, drafts too: for those who decide whether they may be made public.
pub async fn facts_of_drafts(
    conn: &mut PgConnection,
    product_ids: &[ProductId],
    now: Instant,
) -> Result<Facts> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = facts!(
        "(select product_id, place, true as drafts from unnest($1::uuid[]) with ordinality as asked (product_id, place)) as wanted",
        "$2",
        "order by wanted.place",
        &ids,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    gather(conn, rows).await
}

/// Facts about the products at these addresses: the handles of shop and product. Each comes with its place in the list.
pub async fn facts_at(
    conn: &mut PgConnection,
    shop_handles: &[String],
    product_handles: &[String],
    now: Instant,
) -> Result<Facts> {
    let rows = facts!(
        "(select p.product_id, asked.place, false as drafts
          from unnest($1::text[], $2::text[]) with ordinality as asked (shop, product, place)
          join shop s on s.handle = asked.shop join product p on p.shop_id = s.shop_id and p.handle = asked.product
         ) as wanted",
        "$3",
        "order by wanted.place",
        shop_handles,
        product_handles,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    gather(conn, rows).await
}

/// Facts about the products of these offers, each product once; those of retired variants too.
pub async fn facts_of_offers(
    conn: &mut PgConnection,
    keys: &[(ShopId, OfferId)],
    now: Instant,
) -> Result<Facts> {
    let (shops, ids): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(shop, offer)| (shop.uuid(), offer.uuid()))
        .unzip();
    let rows = facts!(
        "(select distinct v.product_id, false as drafts
          from unnest($1::uuid[], $2::uuid[]) as asked (shop_id, offer_id)
          join offer o on o.shop_id = asked.shop_id and o.offer_id = asked.offer_id
          join variant v on v.shop_id = o.shop_id and v.variant_id = o.variant_id) as wanted",
        "$3",
        "",
        &shops,
        &ids,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    gather(conn, rows).await
}

/// Facts about all active products in the order of their ids, those after `after`; a shop's only, if one is named.
pub async fn facts_after(
    conn: &mut PgConnection,
    shop_id: Option<ShopId>,
    after: Option<ProductId>,
    limit: i64,
    now: Instant,
) -> Result<Facts> {
    let rows = facts!(
        "(select product_id, false as drafts from product
          where state = 'active' and ($1::uuid is null or shop_id = $1) and product_id > $2
          order by product_id limit $3) as wanted",
        "$4",
        "order by p.product_id",
        shop_id.map(ShopId::uuid),
        row::after(after.map(ProductId::uuid)),
        limit,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    gather(conn, rows).await
}

/// How far Programme S is at this instant.
pub async fn programme_at(conn: &mut PgConnection, now: Instant) -> Result<Programme> {
    let row = sqlx::query!(
        "select stage, cohort_basis_points from programme_stage where effective_at <= $1 order by stage_no desc limit 1",
        now
    )
    .fetch_optional(conn)
    .await?;
    programme(
        row.as_ref().map(|row| row.stage.as_str()),
        row.as_ref().map(|row| row.cohort_basis_points),
    )
}
