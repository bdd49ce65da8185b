//! Facts: each attribute of the schema as a slot that a question fills, or leaves empty.

use pasar_domain::Instant;
use pasar_domain::seller::Seller;
use std::borrow::Cow;

use crate::question::{Circumstances, Question};

/// Types of entities in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Country,
    Market,
    Standing,
    Evidence,
    Surface,
    Stage,
    Claim,
    Seller,
    Buyer,
    Staff,
    Offer,
    OrderGroup,
    Order,
    Payout,
    Shop,
    Programme,
}

impl Kind {
    pub(crate) const ALL: [Self; 16] = [
        Self::Country,
        Self::Market,
        Self::Standing,
        Self::Evidence,
        Self::Surface,
        Self::Stage,
        Self::Claim,
        Self::Seller,
        Self::Buyer,
        Self::Staff,
        Self::Offer,
        Self::OrderGroup,
        Self::Order,
        Self::Payout,
        Self::Shop,
        Self::Programme,
    ];

    /// The type's name in Cedar.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Country => "Country",
            Self::Market => "Market",
            Self::Standing => "Standing",
            Self::Evidence => "Evidence",
            Self::Surface => "Surface",
            Self::Stage => "Stage",
            Self::Claim => "Claim",
            Self::Seller => "Seller",
            Self::Buyer => "Buyer",
            Self::Staff => "Staff",
            Self::Offer => "Offer",
            Self::OrderGroup => "OrderGroup",
            Self::Order => "Order",
            Self::Payout => "Payout",
            Self::Shop => "Shop",
            Self::Programme => "Programme",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a slot holds, and what a term comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Bool(bool),
    Long(i64),
    Text(Cow<'a, str>),
    /// Milliseconds since 1970.
    Time(i64),
    Entity(Kind, Cow<'a, str>),
    /// A record; policies look into it, and never at the whole of it.
    Record,
}

/// An id that stands for the only one of its type in a question, because nothing tells it apart.
pub(crate) const THE_ONE: &str = "this";

macro_rules! facts {
    ($($fact:ident = $($path:literal).+;)+) => {
        /// An attribute of the schema, with its way from `principal`, `resource` or `context`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Fact { $($fact),+ }

        impl Fact {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$fact),+];

            pub(crate) const fn path(self) -> &'static [&'static str] {
                match self { $(Self::$fact => &[$($path),+]),+ }
            }

            pub(crate) fn at(path: &[&str]) -> Option<Self> {
                Self::ALL.iter().copied().find(|fact| fact.path() == path)
            }

            /// The facts right below this path.
            pub(crate) fn below(path: &[&str]) -> impl Iterator<Item = Self> {
                Self::ALL.iter().copied().filter(move |fact| {
                    fact.path().len() == path.len() + 1 && fact.path().starts_with(path)
                })
            }
        }
    };
}

facts! {
    Principal = "principal";
    Resource = "resource";
    Origin = "principal"."origin";
    Standing = "principal"."standing";
    Verification = "principal"."verification";
    Evidence = "principal"."verification"."evidence";
    IssuedBy = "principal"."verification"."issued_by";
    ValidUntil = "principal"."verification"."valid_until";
    ControlledByOperator = "principal"."controlled_by_operator";
    ReturnCountry = "principal"."return_country";
    Sales = "principal"."sales_12_months";
    Revenue = "principal"."revenue_12_months_minor";
    CertifiedUntil = "principal"."certified_until";
    DisclosesIdentity = "principal"."discloses_identity";
    Role = "principal"."role";
    ShipFrom = "resource"."ship_from";
    PriceMinor = "resource"."price_minor";
    ValueUsdCents = "resource"."value_usd_cents";
    OnPositiveList = "resource"."on_positive_list";
    ProducedByOperator = "resource"."produced_by_operator";
    TakenDown = "resource"."taken_down";
    TotalMinor = "resource"."total_minor";
    Shipped = "resource"."shipped";
    Delivered = "resource"."delivered";
    DaysSinceDelivery = "resource"."days_since_delivery";
    AmountMinor = "resource"."amount_minor";
    Market = "context"."market";
    Surface = "context"."surface";
    Stage = "context"."stage";
    InCohort = "context"."in_cohort";
    Now = "context"."now";
    ConsignmentMinor = "context"."consignment_minor";
    TaxedAtSale = "context"."taxed_at_sale";
    Shops = "context"."shops";
    From = "context"."from";
    To = "context"."to";
    Approvals = "context"."approvals";
    ClaimKind = "context"."claim";
}

fn time(at: Instant) -> Value<'static> {
    Value::Time(at.timestamp_millis())
}

const fn word(kind: Kind, word: &str) -> Value<'_> {
    Value::Entity(kind, Cow::Borrowed(word))
}

impl Question<'_> {
    /// What a slot holds; nothing when the question has no such fact, or the fact is absent.
    pub(crate) fn fact(&self, fact: Fact) -> Option<Value<'_>> {
        match fact.path().first() {
            Some(&"principal") => self.of_principal(fact),
            Some(&"resource") => self.of_resource(fact),
            _ => self.of_context(fact),
        }
    }

    fn of_principal(&self, fact: Fact) -> Option<Value<'_>> {
        match self {
            Self::Publish { seller, .. }
            | Self::Show { seller, .. }
            | Self::Sell { seller, .. }
            | Self::PayOut { seller, .. }
            | Self::Admit { seller, .. } => of_seller(seller, fact),
            Self::Pay { buyer, .. } | Self::Claim { buyer, .. } => {
                (fact == Fact::Principal).then(|| Value::Entity(Kind::Buyer, buyer.to_string().into()))
            }
            Self::AdvanceStage { staff, role, .. } => match fact {
                Fact::Principal => Some(Value::Entity(Kind::Staff, staff.to_string().into())),
                Fact::Role => Some(Value::Text(role.as_str().into())),
                _ => None,
            },
        }
    }

    fn of_resource(&self, fact: Fact) -> Option<Value<'_>> {
        match self {
            Self::Publish { offer, .. } | Self::Show { offer, .. } | Self::Sell { offer, .. } => {
                Some(match fact {
                    Fact::Resource => Value::Entity(Kind::Offer, offer.offer_id.to_string().into()),
                    Fact::ShipFrom => word(Kind::Country, offer.ship_from.as_str()),
                    Fact::PriceMinor => Value::Long(offer.price_minor),
                    Fact::ValueUsdCents => Value::Long(offer.value_usd_cents),
                    Fact::OnPositiveList => Value::Bool(offer.on_positive_list),
                    Fact::ProducedByOperator => Value::Bool(offer.produced_by_operator),
                    Fact::TakenDown => Value::Bool(offer.taken_down),
                    _ => return None,
                })
            }
            Self::Pay { total_minor, .. } => match fact {
                Fact::Resource => Some(word(Kind::OrderGroup, THE_ONE)),
                Fact::TotalMinor => Some(Value::Long(*total_minor)),
                _ => None,
            },
            Self::PayOut { amount_minor, .. } => match fact {
                Fact::Resource => Some(word(Kind::Payout, THE_ONE)),
                Fact::AmountMinor => Some(Value::Long(*amount_minor)),
                _ => None,
            },
            Self::Admit { .. } => (fact == Fact::Resource).then_some(word(Kind::Shop, THE_ONE)),
            Self::AdvanceStage { .. } => (fact == Fact::Resource).then_some(word(Kind::Programme, THE_ONE)),
            Self::Claim { order, .. } => match fact {
                Fact::Resource => Some(word(Kind::Order, THE_ONE)),
                Fact::Shipped => Some(Value::Bool(order.shipped)),
                Fact::Delivered => Some(Value::Bool(order.delivered)),
                Fact::DaysSinceDelivery => Some(Value::Long(order.days_since_delivery)),
                _ => None,
            },
        }
    }

    fn of_context(&self, fact: Fact) -> Option<Value<'_>> {
        match self {
            Self::Publish { circumstances, .. } | Self::Show { circumstances, .. } => {
                of_circumstances(circumstances, fact)
            }
            Self::Sell {
                circumstances,
                consignment,
                ..
            } => match fact {
                Fact::ConsignmentMinor => Some(Value::Long(consignment.minor)),
                Fact::TaxedAtSale => Some(Value::Bool(consignment.taxed_at_sale)),
                _ => of_circumstances(circumstances, fact),
            },
            Self::Pay {
                market, surface, now, ..
            } => match fact {
                Fact::Market => Some(word(Kind::Market, market.as_str())),
                Fact::Surface => Some(word(Kind::Surface, surface.as_str())),
                Fact::Now => Some(time(*now)),
                _ => None,
            },
            Self::PayOut { market, now, .. } => match fact {
                Fact::Market => Some(word(Kind::Market, market.as_str())),
                Fact::Now => Some(time(*now)),
                _ => None,
            },
            Self::Admit {
                shops,
                market,
                stage,
                now,
                ..
            } => match fact {
                Fact::Market => Some(word(Kind::Market, market.as_str())),
                Fact::Stage => Some(word(Kind::Stage, stage.as_str())),
                Fact::Now => Some(time(*now)),
                Fact::Shops => Some(Value::Long(*shops)),
                _ => None,
            },
            Self::AdvanceStage {
                from,
                to,
                approvals,
                market,
                now,
                ..
            } => match fact {
                Fact::Market => Some(word(Kind::Market, market.as_str())),
                Fact::Now => Some(time(*now)),
                Fact::From => Some(word(Kind::Stage, from.as_str())),
                Fact::To => Some(word(Kind::Stage, to.as_str())),
                Fact::Approvals => Some(Value::Long(*approvals)),
                _ => None,
            },
            Self::Claim {
                claim, market, now, ..
            } => match fact {
                Fact::Market => Some(word(Kind::Market, market.as_str())),
                Fact::Now => Some(time(*now)),
                Fact::ClaimKind => Some(word(Kind::Claim, claim.as_str())),
                _ => None,
            },
        }
    }
}

fn of_seller(seller: &Seller, fact: Fact) -> Option<Value<'_>> {
    let verification = seller.verification.as_ref();
    Some(match fact {
        Fact::Principal => Value::Entity(Kind::Seller, seller.seller_id.to_string().into()),
        Fact::Origin => word(Kind::Country, seller.origin.as_str()),
        Fact::Standing => word(Kind::Standing, seller.standing.as_str()),
        Fact::Verification => verification.map(|_| Value::Record)?,
        Fact::Evidence => word(Kind::Evidence, verification?.evidence.as_str()),
        Fact::IssuedBy => word(Kind::Country, verification?.issued_by.as_str()),
        Fact::ValidUntil => time(verification?.valid_until),
        Fact::ControlledByOperator => Value::Bool(seller.controlled_by_operator),
        Fact::ReturnCountry => word(Kind::Country, seller.return_country.as_ref()?.as_str()),
        Fact::Sales => Value::Long(i64::from(seller.sales.orders)),
        Fact::Revenue => Value::Long(seller.sales.revenue_minor),
        Fact::CertifiedUntil => time(seller.certified_until?),
        Fact::DisclosesIdentity => Value::Bool(seller.discloses_identity),
        _ => return None,
    })
}

fn of_circumstances(circumstances: &Circumstances, fact: Fact) -> Option<Value<'_>> {
    Some(match fact {
        Fact::Market => word(Kind::Market, circumstances.market.as_str()),
        Fact::Surface => word(Kind::Surface, circumstances.surface.as_str()),
        Fact::Stage => word(Kind::Stage, circumstances.stage.as_str()),
        Fact::InCohort => Value::Bool(circumstances.in_cohort),
        Fact::Now => time(circumstances.now),
        _ => return None,
    })
}
