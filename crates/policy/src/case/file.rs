//! The file of a case, as it is written.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OfferId, SellerId, StaffId};
use pasar_domain::market::{Country, MarketCode, Slug, Texts};
use pasar_domain::programme::Stage;
use pasar_domain::seller::{Evidence, Standing};
use pasar_domain::staff::StaffRole;
use pasar_domain::surface::Surface;
use serde::Deserialize;

use crate::rule::RuleId;

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Expected {
    Allowed,
    Refused,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFile {
    pub(super) title: Texts,
    pub(super) promise: Option<Slug>,
    pub(super) act: String,
    pub(super) expect: Expected,
    pub(super) reasons: Vec<RuleId>,
    pub(super) seller: Option<SellerEntry>,
    pub(super) offer: Option<OfferEntry>,
    pub(super) circumstances: CircumstancesEntry,
    pub(super) buyer: Option<BuyerEntry>,
    pub(super) staff: Option<StaffEntry>,
    pub(super) order: Option<OrderEntry>,
    pub(super) order_group: Option<OrderGroupEntry>,
    pub(super) payout: Option<PayoutEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SellerEntry {
    pub(super) id: Option<SellerId>,
    pub(super) origin: Country,
    pub(super) standing: Standing,
    pub(super) controlled_by_operator: bool,
    pub(super) return_country: Option<Country>,
    pub(super) sales_12_months: u32,
    pub(super) revenue_12_months_minor: i64,
    pub(super) discloses_identity: bool,
    pub(super) certified_until: Option<Instant>,
    pub(super) verification: Option<VerificationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerificationEntry {
    pub(super) evidence: Evidence,
    pub(super) issued_by: Country,
    pub(super) valid_until: Instant,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfferEntry {
    pub(super) id: Option<OfferId>,
    pub(super) ship_from: Country,
    pub(super) price_minor: i64,
    pub(super) value_usd_cents: i64,
    pub(super) on_positive_list: bool,
    pub(super) produced_by_operator: bool,
    pub(super) taken_down: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CircumstancesEntry {
    pub(super) market: MarketCode,
    pub(super) now: Instant,
    pub(super) surface: Option<Surface>,
    pub(super) stage: Option<Stage>,
    pub(super) in_cohort: Option<bool>,
    pub(super) consignment_minor: Option<i64>,
    pub(super) taxed_at_sale: Option<bool>,
    pub(super) shops: Option<i64>,
    pub(super) from: Option<Stage>,
    pub(super) to: Option<Stage>,
    pub(super) approvals: Option<i64>,
    pub(super) claim: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BuyerEntry {
    pub(super) id: Option<AccountId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffEntry {
    pub(super) id: Option<StaffId>,
    pub(super) role: StaffRole,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrderEntry {
    pub(super) shipped: bool,
    pub(super) delivered: bool,
    pub(super) days_since_delivery: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrderGroupEntry {
    pub(super) total_minor: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PayoutEntry {
    pub(super) amount_minor: i64,
}
