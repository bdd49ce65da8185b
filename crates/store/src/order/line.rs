//! What was bought, line by line.

use std::collections::BTreeMap;

use pasar_domain::commission::CommissionRate;
use pasar_domain::id::{OfferId, OrderId, ProductId, StockItemId, VariantId};
use pasar_domain::market::Country;
use pasar_domain::money::{Currency, Money};
use pasar_domain::order::OrderLine;
use pasar_domain::seller::{Seller, Verification};
use pasar_policy::{Allowed, Circumstances, Sell};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{OrderKey, columns};
use crate::error::{Error, Result};
use crate::listing::OfferTerms;
use crate::row::{Row, int};

/// The rule of the schema by which a line must be of a kind of sale that the charter permits.
pub const UNPERMITTED: &str = "order_line_permitted";

/// The decision under which a line is sold, with the facts it rests on: the database holds each to the row that has it.
#[derive(Debug, Clone)]
pub struct SaleDecision {
    key: Allowed<Sell>,
    seller: Seller,
    verification: Verification,
    ship_from: Country,
    home: Country,
    circumstances: Circumstances,
}

impl SaleDecision {
    /// The decision about an offer of this seller. Nothing when the key is for another offer, or nothing verifies the seller: without
    /// evidence no line is written, whatever a charter says.
    pub fn new(
        key: Allowed<Sell>,
        seller: &Seller,
        offer: OfferTerms,
        home: Country,
        circumstances: Circumstances,
    ) -> Option<Self> {
        if key.subject() != offer.offer_id {
            return None;
        }
        Some(Self {
            key,
            seller: *seller,
            verification: seller.verification?,
            ship_from: offer.ship_from,
            home,
            circumstances,
        })
    }

    /// The rules that allowed it, as rows have them: a JSON list, because PostgreSQL has no arrays of arrays.
    fn reasons(&self) -> serde_json::Value {
        let reasons = &self.key.decision().reasons;
        reasons
            .iter()
            .map(|rule| rule.as_str())
            .collect::<Vec<_>>()
            .into()
    }
}

/// A line of a new order, with the decision that allows it.
#[derive(Debug, Clone)]
pub struct SoldLine {
    /// The order.
    pub order: OrderKey,
    /// The line.
    pub line: OrderLine,
    /// The decision, about the line's offer.
    pub decision: SaleDecision,
}

/// Writes lines of new orders. Revoking what verifies their sellers waits for this transaction; what was revoked before is not sold.
///
/// # Errors
/// `Stale` when a seller's evidence was revoked since the decision, or has ended: decide again. `Conflict` on [`UNPERMITTED`] when a decision is about another offer than its line, and when the charter knows no such kind of sale.
pub async fn insert_lines(connection: &mut PgConnection, lines: &[SoldLine]) -> Result<()> {
    check_subjects(lines)?;
    let keys: Vec<OrderKey> = lines.iter().map(|sold| sold.order).collect();
    let (shops, orders) = columns(&keys);
    // A list in each row of a list of rows: PostgreSQL would flatten an array of arrays, so it travels as JSON.
    // What verifies a seller is locked against revocation until the order is there, and looked at again behind the lock.
    let written = sqlx::query!(
        "insert into order_line
             (shop_id, order_id, position, offer_id, variant_id, product_id, title, option_values, sku, quantity,
              unit_price_minor, amount_minor, commission_minor, stock_item_id, stock_units, seller_id, origin, standing,
              verification_id, evidence, issued_by, ship_from_country, charter_version, home_country, origin_abroad, issued_abroad,
              ship_from_abroad, stage, surface, decided_at, decision_reasons, commission_tax_minor, commission_rule,
              commission_basis_points)
         with held as materialized (
             select seller_id, verification_id, valid_until from verification
             where (seller_id, verification_id) in (select * from unnest($16::uuid[], $19::uuid[])) and revoked_at is null
             order by seller_id, verification_id for share)
         select shop_id, order_id, position, offer_id, variant_id, product_id, title,
                array(select jsonb_array_elements_text(option_values)), sku, quantity, unit_price_minor, amount_minor,
                commission_minor, stock_item_id, stock_units, seller_id, origin, standing, verification_id, evidence, issued_by,
                ship_from, charter_version, home, origin <> home, issued_by <> home, ship_from <> home, stage, surface, decided_at,
                array(select jsonb_array_elements_text(reasons)), commission_tax_minor, commission_rule, commission_basis_points
         from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::jsonb[],
                     $9::text[], $10::integer[], $11::bigint[], $12::bigint[], $13::bigint[], $14::uuid[], $15::integer[],
                     $16::uuid[], $17::text[], $18::text[], $19::uuid[], $20::text[], $21::text[], $22::text[], $23::text[],
                     $24::text[], $25::text[], $26::text[], $27::timestamptz[], $28::jsonb[], $29::bigint[], $30::text[], $31::integer[])
             as new (shop_id, order_id, position, offer_id, variant_id, product_id, title, option_values, sku, quantity,
                     unit_price_minor, amount_minor, commission_minor, stock_item_id, stock_units, seller_id, origin, standing,
                     verification_id, evidence, issued_by, ship_from, charter_version, home, stage, surface, decided_at, reasons,
                     commission_tax_minor, commission_rule, commission_basis_points)
         where exists (select from held where held.seller_id = new.seller_id and held.verification_id = new.verification_id
                       and new.decided_at < held.valid_until)",
        &shops,
        &orders,
        &each(lines, |line| int(line.position)),
        &each(lines, |line| line.offer_id.uuid()),
        &each(lines, |line| line.variant_id.uuid()),
        &each(lines, |line| line.product_id.uuid()),
        &each(lines, |line| line.title.clone()),
        &each(lines, |line| serde_json::Value::from(line.option_values.clone())),
        &each(lines, |line| line.sku.clone()) as &[Option<String>],
        &each(lines, |line| int(line.quantity)),
        &each(lines, |line| line.unit_price.minor),
        &each(lines, |line| line.amount.minor),
        &each(lines, |line| line.commission.minor),
        &each(lines, |line| line.stock_item_id.uuid()),
        &each(lines, |line| int(line.stock_units)),
        &decided(lines, |decision| decision.seller.seller_id.uuid()),
        &decided(lines, |decision| decision.seller.origin.to_string()),
        &decided(lines, |decision| decision.seller.standing.to_string()),
        &decided(lines, |decision| decision.verification.verification_id.uuid()),
        &decided(lines, |decision| decision.verification.evidence.to_string()),
        &decided(lines, |decision| decision.verification.issued_by.to_string()),
        &decided(lines, |decision| decision.ship_from.to_string()),
        &decided(lines, |decision| decision.key.decision().charter_version.to_string()),
        &decided(lines, |decision| decision.home.to_string()),
        &decided(lines, |decision| decision.circumstances.stage.to_string()),
        &decided(lines, |decision| decision.circumstances.surface.to_string()),
        &decided(lines, |decision| decision.circumstances.now),
        &decided(lines, SaleDecision::reasons),
        &each(lines, |line| line.commission_tax.minor),
        &each(lines, |line| rate(line).map(|rate| rate.rule.to_string())) as &[Option<String>],
        &each(lines, |line| rate(line).map(|rate| int(rate.basis_points))) as &[Option<i32>]
    )
    .execute(connection)
    .await?;
    let is_whole = usize::try_from(written.rows_affected()).is_ok_and(|written| written == lines.len());
    is_whole.then_some(()).ok_or(Error::Stale)
}

fn each<T>(lines: &[SoldLine], of: impl Fn(&OrderLine) -> T) -> Vec<T> {
    lines.iter().map(|sold| of(&sold.line)).collect()
}

fn decided<T>(lines: &[SoldLine], of: impl Fn(&SaleDecision) -> T) -> Vec<T> {
    lines.iter().map(|sold| of(&sold.decision)).collect()
}

const fn rate(line: &OrderLine) -> Option<&CommissionRate> {
    line.commission_rate.as_ref()
}

/// The rate that a row has; both of its columns are filled, or none.
fn frozen_rate(at: Row<'_>, rule: Option<&str>, basis_points: Option<i32>) -> Result<Option<CommissionRate>> {
    let (Some(rule), Some(basis_points)) = (rule, basis_points) else {
        return Ok(None);
    };
    Ok(Some(CommissionRate {
        rule: at.parse("commission_rule", rule)?,
        basis_points: at.number("commission_basis_points", basis_points)?,
    }))
}

/// A decision counts for the offer that it was made about.
fn check_subjects(lines: &[SoldLine]) -> Result<()> {
    let fits = |sold: &SoldLine| sold.decision.key.subject() == sold.line.offer_id;
    if lines.iter().all(fits) {
        return Ok(());
    }
    Err(Error::Conflict {
        constraint: UNPERMITTED.to_owned(),
    })
}

/// The lines of these orders, in their order.
pub async fn lines(
    connection: &mut PgConnection,
    keys: &[OrderKey],
    currency: Currency,
) -> Result<BTreeMap<OrderId, Vec<OrderLine>>> {
    let (shops, orders): (Vec<Uuid>, Vec<Uuid>) = columns(keys);
    let rows = sqlx::query!(
        "select order_id, position, offer_id, variant_id, product_id, title, option_values, sku, quantity,
                unit_price_minor, amount_minor, commission_minor, commission_tax_minor, commission_rule, commission_basis_points,
                stock_item_id, stock_units
         from order_line where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, order_id, position",
        &shops,
        &orders
    )
    .fetch_all(connection)
    .await?;
    let mut lines: BTreeMap<OrderId, Vec<OrderLine>> = BTreeMap::new();
    for row in rows {
        let at = Row {
            table: "order_line",
            id: &row.order_id,
        };
        let line = OrderLine {
            position: at.number("position", row.position)?,
            offer_id: OfferId::from_uuid(row.offer_id),
            variant_id: VariantId::from_uuid(row.variant_id),
            product_id: ProductId::from_uuid(row.product_id),
            title: row.title,
            option_values: row.option_values,
            sku: row.sku,
            quantity: at.number("quantity", row.quantity)?,
            unit_price: Money::new(row.unit_price_minor, currency),
            amount: Money::new(row.amount_minor, currency),
            commission: Money::new(row.commission_minor, currency),
            commission_tax: Money::new(row.commission_tax_minor, currency),
            commission_rate: frozen_rate(at, row.commission_rule.as_deref(), row.commission_basis_points)?,
            stock_item_id: StockItemId::from_uuid(row.stock_item_id),
            stock_units: at.number("stock_units", row.stock_units)?,
        };
        lines
            .entry(OrderId::from_uuid(row.order_id))
            .or_default()
            .push(line);
    }
    Ok(lines)
}
