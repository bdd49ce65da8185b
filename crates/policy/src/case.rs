//! Cases: facts with the decision that they must get.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OfferId, SellerId, StaffId, VerificationId};
use pasar_domain::market::{Country, MarketCode, Slug, Texts};
use pasar_domain::programme::Stage;
use pasar_domain::seller::{Evidence, SalesFigures, Seller, Standing, Verification};
use pasar_domain::staff::StaffRole;
use pasar_domain::surface::Surface;
use serde::Deserialize;

use crate::act::Act;
use crate::decision::Decision;
use crate::question::{
    Circumstances, ClaimKind, Consignment, OfferFacts, OrderFacts, OwnedQuestion, Question, Shape,
};
use crate::rule::RuleId;
use crate::rules::Rules;

/// One case of a charter.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its file's name without the ending.
    pub name: Slug,
    /// What happens, for people.
    pub title: Texts,
    /// The promise that it is an example of.
    pub promise: Option<Slug>,
    /// The question.
    pub question: OwnedQuestion,
    /// The answer that it must get.
    pub expect_allowed: bool,
    /// The rules that must decide, in order of their ids.
    pub reasons: Vec<RuleId>,
}

/// What became of a case.
#[derive(Debug, Clone)]
pub struct CaseOutcome {
    /// Is it as expected, in answer and reasons?
    pub as_expected: bool,
    /// What was decided.
    pub decision: Decision,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expected {
    Allowed,
    Refused,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    title: Texts,
    promise: Option<Slug>,
    act: String,
    expect: Expected,
    reasons: Vec<RuleId>,
    seller: Option<SellerEntry>,
    offer: Option<OfferEntry>,
    circumstances: CircumstancesEntry,
    buyer: Option<BuyerEntry>,
    staff: Option<StaffEntry>,
    order: Option<OrderEntry>,
    order_group: Option<OrderGroupEntry>,
    payout: Option<PayoutEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SellerEntry {
    id: Option<SellerId>,
    origin: Country,
    standing: Standing,
    controlled_by_operator: bool,
    return_country: Option<Country>,
    sales_12_months: u32,
    revenue_12_months_minor: i64,
    discloses_identity: bool,
    certified_until: Option<Instant>,
    verification: Option<VerificationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerificationEntry {
    evidence: Evidence,
    issued_by: Country,
    valid_until: Instant,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfferEntry {
    id: Option<OfferId>,
    ship_from: Country,
    price_minor: i64,
    value_usd_cents: i64,
    on_positive_list: bool,
    produced_by_operator: bool,
    taken_down: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CircumstancesEntry {
    market: MarketCode,
    now: Instant,
    surface: Option<Surface>,
    stage: Option<Stage>,
    in_cohort: Option<bool>,
    consignment_minor: Option<i64>,
    taxed_at_sale: Option<bool>,
    shops: Option<i64>,
    from: Option<Stage>,
    to: Option<Stage>,
    approvals: Option<i64>,
    claim: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuyerEntry {
    id: Option<AccountId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StaffEntry {
    id: Option<StaffId>,
    role: StaffRole,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderEntry {
    shipped: bool,
    delivered: bool,
    days_since_delivery: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderGroupEntry {
    total_minor: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PayoutEntry {
    amount_minor: i64,
}

impl Case {
    /// Reads a case's file; the error says what is wrong and what to do.
    pub(crate) fn parse(name: Slug, text: &str) -> Result<Self, String> {
        let file: CaseFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let question = question(&file)?;
        let mut reasons = file.reasons;
        reasons.sort();
        Ok(Self {
            name,
            title: file.title,
            promise: file.promise,
            question,
            expect_allowed: matches!(file.expect, Expected::Allowed),
            reasons,
        })
    }

    /// Puts the case to the rules.
    pub fn run(&self, rules: &Rules) -> CaseOutcome {
        let decision = rules.decide(&self.question.as_question());
        let mut reasons = decision.reasons.clone();
        reasons.sort();
        CaseOutcome {
            as_expected: decision.allowed == self.expect_allowed && reasons == self.reasons,
            decision,
        }
    }
}

fn need<T>(value: Option<T>, what: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("`{what}` is missing, which this act needs; add it"))
}

fn nobody() -> uuid::Uuid {
    uuid::Uuid::nil()
}

fn question(file: &CaseFile) -> Result<OwnedQuestion, String> {
    let act: Act = file
        .act
        .parse()
        .map_err(|error: crate::act::UnknownAct| error.to_string())?;
    let c = &file.circumstances;
    let (market, now) = (c.market, c.now);
    let circumstances = || -> Result<Circumstances, String> {
        Ok(Circumstances {
            market,
            surface: need(c.surface, "circumstances.surface")?,
            stage: need(c.stage, "circumstances.stage")?,
            in_cohort: need(c.in_cohort, "circumstances.in_cohort")?,
            now,
        })
    };
    let buyer = || {
        file.buyer
            .as_ref()
            .and_then(|buyer| buyer.id)
            .unwrap_or(AccountId::from_uuid(nobody()))
    };
    let shape = match act {
        Act::Publish => Shape::Publish(circumstances()?),
        Act::Show => Shape::Show(circumstances()?),
        Act::Sell => Shape::Sell(
            circumstances()?,
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
            buyer: buyer(),
            total_minor: need(file.order_group.as_ref(), "order_group")?.total_minor,
            market,
            surface: need(c.surface, "circumstances.surface")?,
            now,
        }),
        Act::AdvanceStage => Shape::Other(stage_move(file)?),
        Act::Claim => {
            let order = need(file.order.as_ref(), "order")?;
            Shape::Other(Question::Claim {
                buyer: buyer(),
                order: OrderFacts {
                    shipped: order.shipped,
                    delivered: order.delivered,
                    days_since_delivery: order.days_since_delivery,
                },
                claim: need(c.claim.as_deref(), "circumstances.claim")?.parse::<ClaimKind>()?,
                market,
                now,
            })
        }
    };
    let needs_seller = !matches!(shape, Shape::Other(_));
    let needs_offer = matches!(shape, Shape::Publish(_) | Shape::Show(_) | Shape::Sell(..));
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
