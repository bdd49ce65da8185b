//! Questions made of chance, each fact from a small pool so that rules meet often.

use pasar_domain::id::{AccountId, OfferId, SellerId, StaffId, VerificationId};
use pasar_domain::programme::Stage;
use pasar_domain::seller::{Evidence, SalesFigures, Seller, Standing, Verification};
use pasar_domain::staff::StaffRole;
use pasar_domain::surface::Surface;
use pasar_policy::{Circumstances, ClaimKind, Consignment, OfferFacts, OrderFacts, Question};
use proptest::prelude::*;
use uuid::Uuid;

/// The seller whom some policies name.
pub(crate) fn friend() -> SellerId {
    SellerId::from_uuid(Uuid::from_u128(7))
}

fn instant() -> impl Strategy<Value = pasar_domain::Instant> {
    prop::sample::select(vec![
        "2023-07-30T00:00:00Z",
        "2023-07-30T00:00:00.001Z",
        "2024-01-01T00:00:00Z",
    ])
    .prop_map(|text| text.parse().unwrap())
}

fn country() -> impl Strategy<Value = pasar_domain::market::Country> {
    prop::sample::select(vec!["ID", "CN", "GB"]).prop_map(|code| code.parse().unwrap())
}

fn verification() -> impl Strategy<Value = Verification> {
    (prop::sample::select(Evidence::ALL), country(), instant()).prop_map(
        |(evidence, issued_by, valid_until)| Verification {
            verification_id: VerificationId::from_uuid(Uuid::nil()),
            evidence,
            issued_by,
            valid_from: pasar_domain::Instant::UNIX_EPOCH,
            valid_until,
        },
    )
}

pub(crate) fn seller() -> impl Strategy<Value = Seller> {
    (
        prop::sample::select(vec![7_u128, 8]),
        country(),
        prop::sample::select(Standing::ALL),
        any::<(bool, bool)>(),
        prop::option::of(country()),
        (0..3_u32, 0..3_i64),
        prop::option::of(instant()),
        prop::option::of(verification()),
    )
        .prop_map(
            |(
                id,
                origin,
                standing,
                (controlled, discloses),
                return_country,
                sales,
                certified_until,
                verification,
            )| Seller {
                seller_id: SellerId::from_uuid(Uuid::from_u128(id)),
                origin,
                standing,
                controlled_by_operator: controlled,
                return_country,
                sales: SalesFigures {
                    orders: sales.0,
                    revenue_minor: sales.1,
                },
                certified_until,
                discloses_identity: discloses,
                verification,
            },
        )
}

pub(crate) fn offer() -> impl Strategy<Value = OfferFacts> {
    (country(), 0..3_i64, 0..3_i64, any::<(bool, bool, bool)>()).prop_map(
        |(ship_from, price_minor, value_usd_cents, flags)| OfferFacts {
            offer_id: OfferId::from_uuid(Uuid::from_u128(9)),
            ship_from,
            price_minor,
            value_usd_cents,
            on_positive_list: flags.0,
            produced_by_operator: flags.1,
            taken_down: flags.2,
        },
    )
}

pub(crate) fn circumstances() -> impl Strategy<Value = Circumstances> {
    (
        prop::sample::select(vec!["id", "gb"]),
        prop::sample::select(Surface::ALL),
        prop::sample::select(Stage::ALL),
        any::<bool>(),
        instant(),
    )
        .prop_map(|(market, surface, stage, in_cohort, now)| Circumstances {
            market: market.parse().unwrap(),
            surface,
            stage,
            in_cohort,
            now,
        })
}

/// One question of each act about these facts.
pub(crate) fn all<'a>(
    seller: &'a Seller,
    offer: &'a OfferFacts,
    circumstances: Circumstances,
    number: i64,
) -> Vec<Question<'a>> {
    let Circumstances {
        market,
        surface,
        stage,
        now,
        in_cohort,
    } = circumstances;
    let buyer = AccountId::from_uuid(Uuid::from_u128(3));
    vec![
        Question::Publish {
            seller,
            offer,
            circumstances,
        },
        Question::Show {
            seller,
            offer,
            circumstances,
        },
        Question::Sell {
            seller,
            offer,
            circumstances,
            consignment: Consignment {
                minor: number,
                taxed_at_sale: in_cohort,
            },
        },
        Question::Pay {
            buyer,
            total_minor: number,
            market,
            surface,
            now,
        },
        Question::PayOut {
            seller,
            amount_minor: number,
            market,
            now,
        },
        Question::Admit {
            seller,
            shops: number,
            market,
            stage,
            now,
        },
        Question::AdvanceStage {
            staff: StaffId::from_uuid(Uuid::from_u128(4)),
            role: StaffRole::Administrator,
            from: stage,
            to: Stage::Paused,
            approvals: number,
            market,
            now,
        },
        Question::Claim {
            buyer,
            order: OrderFacts {
                shipped: in_cohort,
                delivered: offer.taken_down,
                days_since_delivery: number,
            },
            claim: ClaimKind::Return,
            market,
            now,
        },
    ]
}
