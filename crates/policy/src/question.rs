//! Questions: an act with everything that a charter may know about it.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OfferId, StaffId};
use pasar_domain::market::{Country, MarketCode};
use pasar_domain::programme::Stage;
use pasar_domain::seller::Seller;
use pasar_domain::staff::StaffRole;
use pasar_domain::surface::Surface;
use std::fmt;
use std::str::FromStr;

use crate::act::Act;

/// What is known of an offer. `facts.cedarschema` says of each where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferFacts {
    /// The offer.
    pub offer_id: OfferId,
    /// The country from which the goods are sent.
    pub ship_from: Country,
    /// The price of one piece in minor units of the market's currency.
    pub price_minor: i64,
    /// The same in US cents, at the charter's reference rate.
    pub value_usd_cents: i64,
    /// Is the category on the charter's positive list for direct imports?
    pub on_positive_list: bool,
    /// Does the brand belong to the operator, or to anyone it controls?
    pub produced_by_operator: bool,
    /// Did staff take the product down?
    pub taken_down: bool,
}

/// What is known of every act in which an offer meets a buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// The market.
    pub market: MarketCode,
    /// Where it happens.
    pub surface: Surface,
    /// How far Programme S is.
    pub stage: Stage,
    /// Does the buyer belong to the pilot's cohort?
    pub in_cohort: bool,
    /// The present instant.
    pub now: Instant,
}

/// What is known of a line's parcel when it is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consignment {
    /// The goods of the shop in this checkout, without shipping, in minor units.
    pub minor: i64,
    /// Is the buyer's tax in the total, and taken from the seller's share at the sale?
    pub taxed_at_sale: bool,
}

/// What is known of an order about which its buyer asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderFacts {
    /// Was it handed to a carrier?
    pub shipped: bool,
    /// Did it arrive?
    pub delivered: bool,
    /// Whole days since it arrived; 0 before.
    pub days_since_delivery: i64,
}

/// What a buyer asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimKind {
    /// That the order is not sent.
    Cancel,
    /// That goods are taken back.
    Return,
    /// Money back.
    Refund,
    /// To be heard.
    Complaint,
}

impl ClaimKind {
    const ALL: [Self; 4] = [Self::Cancel, Self::Return, Self::Refund, Self::Complaint];

    /// The word in Cedar, rows and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cancel => "cancel",
            Self::Return => "return",
            Self::Refund => "refund",
            Self::Complaint => "complaint",
        }
    }
}

impl fmt::Display for ClaimKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ClaimKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|claim| claim.as_str() == text);
        found.ok_or_else(|| format!("`{text}` is not a claim; use cancel, return, refund or complaint"))
    }
}

/// An act and what is known about it.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// May this offer be made public?
    Publish {
        /// Whose it is.
        seller: &'a Seller,
        /// The offer.
        offer: &'a OfferFacts,
        /// When and where; `in_cohort` as for the buyer who sees most.
        circumstances: Circumstances,
    },
    /// May this buyer see this offer?
    Show {
        /// Whose it is.
        seller: &'a Seller,
        /// The offer.
        offer: &'a OfferFacts,
        /// When, where and to whom.
        circumstances: Circumstances,
    },
    /// May this line be sold?
    Sell {
        /// Whose it is.
        seller: &'a Seller,
        /// The offer.
        offer: &'a OfferFacts,
        /// When, where and to whom.
        circumstances: Circumstances,
        /// With what else.
        consignment: Consignment,
    },
    /// May a buyer pay here?
    Pay {
        /// Who pays.
        buyer: AccountId,
        /// How much, in minor units.
        total_minor: i64,
        /// The market.
        market: MarketCode,
        /// Where.
        surface: Surface,
        /// When.
        now: Instant,
    },
    /// May money leave escrow for this seller?
    PayOut {
        /// For whom.
        seller: &'a Seller,
        /// How much, in minor units.
        amount_minor: i64,
        /// The market.
        market: MarketCode,
        /// When.
        now: Instant,
    },
    /// May this seller open a shop?
    Admit {
        /// Who.
        seller: &'a Seller,
        /// How many it has open in this market.
        shops: i64,
        /// The market.
        market: MarketCode,
        /// How far Programme S is.
        stage: Stage,
        /// When.
        now: Instant,
    },
    /// May Programme S move?
    AdvanceStage {
        /// Who moves it.
        staff: StaffId,
        /// What that person may do otherwise.
        role: StaffRole,
        /// From where.
        from: Stage,
        /// To where.
        to: Stage,
        /// How many people agreed, that person included.
        approvals: i64,
        /// The market.
        market: MarketCode,
        /// When.
        now: Instant,
    },
    /// May a buyer ask for this?
    Claim {
        /// Who asks.
        buyer: AccountId,
        /// About which order.
        order: OrderFacts,
        /// For what.
        claim: ClaimKind,
        /// The market.
        market: MarketCode,
        /// When.
        now: Instant,
    },
}

impl Question<'_> {
    /// The act.
    pub const fn act(&self) -> Act {
        match self {
            Self::Publish { .. } => Act::Publish,
            Self::Show { .. } => Act::Show,
            Self::Sell { .. } => Act::Sell,
            Self::Pay { .. } => Act::Pay,
            Self::PayOut { .. } => Act::PayOut,
            Self::Admit { .. } => Act::Admit,
            Self::AdvanceStage { .. } => Act::AdvanceStage,
            Self::Claim { .. } => Act::Claim,
        }
    }
}

/// A question that owns its facts, as files have it.
#[derive(Debug, Clone)]
pub struct OwnedQuestion {
    pub(crate) seller: Seller,
    pub(crate) offer: OfferFacts,
    pub(crate) shape: Shape,
}

/// A question without the facts that are borrowed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    Publish(Circumstances),
    Show(Circumstances),
    Sell(Circumstances, Consignment),
    PayOut {
        amount_minor: i64,
        market: MarketCode,
        now: Instant,
    },
    Admit {
        shops: i64,
        market: MarketCode,
        stage: Stage,
        now: Instant,
    },
    Other(Question<'static>),
}

impl OwnedQuestion {
    /// The question.
    pub const fn as_question(&self) -> Question<'_> {
        let (seller, offer) = (&self.seller, &self.offer);
        match self.shape {
            Shape::Publish(circumstances) => Question::Publish {
                seller,
                offer,
                circumstances,
            },
            Shape::Show(circumstances) => Question::Show {
                seller,
                offer,
                circumstances,
            },
            Shape::Sell(circumstances, consignment) => Question::Sell {
                seller,
                offer,
                circumstances,
                consignment,
            },
            Shape::PayOut {
                amount_minor,
                market,
                now,
            } => Question::PayOut {
                seller,
                amount_minor,
                market,
                now,
            },
            Shape::Admit {
                shops,
                market,
                stage,
                now,
            } => Question::Admit {
                seller,
                shops,
                market,
                stage,
                now,
            },
            Shape::Other(question) => question,
        }
    }
}
