//! From the file of a case to its question.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OfferId, SellerId, StaffId, VerificationId};
use pasar_domain::market::MarketCode;
use pasar_domain::seller::{SalesFigures, Seller, Standing, Verification};

use super::file::{CaseFile, CircumstancesEntry, OfferEntry, SellerEntry};
use crate::act::Act;
use crate::question::{
    Circumstances, ClaimKind, Consignment, OfferFacts, OrderFacts, OwnedQuestion, Question, Shape,
};

fn need<T>(value: Option<T>, what: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("`{what}` is missing, which this act needs; add it"))
}

fn nobody() -> uuid::Uuid {
    uuid::Uuid::nil()
}

/// The question of a case; the error names what is missing for its act.
pub(super) fn of(file: &CaseFile) -> Result<OwnedQuestion, String> {
    let act: Act = file
        .act
        .parse()
        .map_err(|error: crate::act::UnknownAct| error.to_string())?;
    let shape = shape(file, act)?;
    let needs_seller = !matches!(shape, Shape::Other(_));
    let needs_offer = matches!(shape, Shape::Publish(_) | Shape::Show(_) | Shape::Sell(..));
    let market = file.circumstances.market;
    Ok(OwnedQuestion {
        seller: match (&file.seller, needs_seller) {
            (Some(entry), _) => seller(entry),
            (None, true) => return Err("`seller` is missing, which this act needs; add it".to_owned()),
            (None, false) => unknown_seller(market),
        },
        offer: match (&file.offer, needs_offer) {
            (Some(entry), _) => offer(entry),
            (None, true) => return Err("`offer` is missing, which this act needs; add it".to_owned()),
            (None, false) => no_offer(market),
        },
        shape,
    })
}

fn circumstances(c: &CircumstancesEntry) -> Result<Circumstances, String> {
    Ok(Circumstances {
        market: c.market,
        surface: need(c.surface, "circumstances.surface")?,
        stage: need(c.stage, "circumstances.stage")?,
        in_cohort: need(c.in_cohort, "circumstances.in_cohort")?,
        now: c.now,
    })
}

fn shape(file: &CaseFile, act: Act) -> Result<Shape, String> {
    let c = &file.circumstances;
    let (market, now) = (c.market, c.now);
    Ok(match act {
        Act::Publish => Shape::Publish(circumstances(c)?),
        Act::Show => Shape::Show(circumstances(c)?),
        Act::Sell => Shape::Sell(
            circumstances(c)?,
            Consignment {
                minor: need(c.consignment_minor, "circumstances.consignment_minor")?,
                taxed_at_sale: need(c.taxed_at_sale, "circumstances.taxed_at_sale")?,
            },
        ),
        Act::PayOut => Shape::PayOut {
            amount_minor: need(file.payout.as_ref(), "payout")?.amount_minor,
            market,
            now,
        },
        Act::Admit => Shape::Admit {
            shops: need(c.shops, "circumstances.shops")?,
            market,
            stage: need(c.stage, "circumstances.stage")?,
            now,
        },
        Act::Pay => Shape::Other(Question::Pay {
            buyer: buyer(file),
            total_minor: need(file.order_group.as_ref(), "order_group")?.total_minor,
            market,
            surface: need(c.surface, "circumstances.surface")?,
            now,
        }),
        Act::AdvanceStage => Shape::Other(stage_move(file)?),
        Act::Claim => Shape::Other(claim(file)?),
    })
}

fn buyer(file: &CaseFile) -> AccountId {
    let named = file.buyer.as_ref().and_then(|buyer| buyer.id);
    named.unwrap_or(AccountId::from_uuid(nobody()))
}

fn claim(file: &CaseFile) -> Result<Question<'static>, String> {
    let c = &file.circumstances;
    let order = need(file.order.as_ref(), "order")?;
    Ok(Question::Claim {
        buyer: buyer(file),
        order: OrderFacts {
            shipped: order.shipped,
            delivered: order.delivered,
            days_since_delivery: order.days_since_delivery,
        },
        claim: need(c.claim.as_deref(), "circumstances.claim")?.parse::<ClaimKind>()?,
        market: c.market,
        now: c.now,
    })
}

fn stage_move(file: &CaseFile) -> Result<Question<'static>, String> {
    let c = &file.circumstances;
    let staff = need(file.staff.as_ref(), "staff")?;
    Ok(Question::AdvanceStage {
        staff: staff.id.unwrap_or(StaffId::from_uuid(nobody())),
        role: staff.role,
        from: need(c.from, "circumstances.from")?,
        to: need(c.to, "circumstances.to")?,
        approvals: need(c.approvals, "circumstances.approvals")?,
        market: c.market,
        now: c.now,
    })
}

fn seller(entry: &SellerEntry) -> Seller {
    Seller {
        seller_id: entry.id.unwrap_or(SellerId::from_uuid(nobody())),
        origin: entry.origin,
        standing: entry.standing,
        controlled_by_operator: entry.controlled_by_operator,
        return_country: entry.return_country,
        sales: SalesFigures {
            orders: entry.sales_12_months,
            revenue_minor: entry.revenue_12_months_minor,
        },
        certified_until: entry.certified_until,
        discloses_identity: entry.discloses_identity,
        verification: entry.verification.as_ref().map(|verification| Verification {
            verification_id: VerificationId::from_uuid(nobody()),
            evidence: verification.evidence,
            issued_by: verification.issued_by,
            valid_from: Instant::UNIX_EPOCH,
            valid_until: verification.valid_until,
        }),
    }
}

fn offer(entry: &OfferEntry) -> OfferFacts {
    OfferFacts {
        offer_id: entry.id.unwrap_or(OfferId::from_uuid(nobody())),
        ship_from: entry.ship_from,
        price_minor: entry.price_minor,
        value_usd_cents: entry.value_usd_cents,
        on_positive_list: entry.on_positive_list,
        produced_by_operator: entry.produced_by_operator,
        taken_down: entry.taken_down,
    }
}

/// Stands where the act has no seller; nothing reads it.
fn unknown_seller(market: MarketCode) -> Seller {
    Seller {
        seller_id: SellerId::from_uuid(nobody()),
        origin: market.country(),
        standing: Standing::Micro,
        controlled_by_operator: false,
        return_country: None,
        sales: SalesFigures::default(),
        certified_until: None,
        discloses_identity: false,
        verification: None,
    }
}

/// Stands where the act has no offer; nothing reads it.
fn no_offer(market: MarketCode) -> OfferFacts {
    OfferFacts {
        offer_id: OfferId::from_uuid(nobody()),
        ship_from: market.country(),
        price_minor: 0,
        value_usd_cents: 0,
        on_positive_list: false,
        produced_by_operator: false,
        taken_down: false,
    }
}
