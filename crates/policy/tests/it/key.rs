//! The key to an act speaks of what was asked, and is made by nothing but a yes.

use std::collections::BTreeMap;

use pasar_domain::id::{OfferId, SellerId};
use pasar_domain::programme::Stage;
use pasar_domain::seller::{SalesFigures, Seller, Standing};
use pasar_domain::surface::Surface;
use pasar_policy::{Allowed, Circumstances, OfferFacts, Pay, Publish, Question, Rules, Sell, Show};
use uuid::Uuid;

fn rules() -> Rules {
    let text = "@id(\"open\") permit (principal is Seller, action in [Action::\"publish\", Action::\"show\"], resource is Offer);
        @id(\"down\") forbid (principal is Seller, action == Action::\"show\", resource is Offer) when { resource.taken_down };
        @id(\"overflow\") forbid (principal is Seller, action == Action::\"publish\", resource is Offer)
        when { resource.price_minor * 2 > 10 };";
    Rules::compile(
        "1".parse().unwrap(),
        &BTreeMap::from([("a.cedar".to_owned(), text.to_owned())]),
    )
    .unwrap()
}

fn seller() -> Seller {
    Seller {
        seller_id: SellerId::from_uuid(Uuid::nil()),
        origin: "ID".parse().unwrap(),
        standing: Standing::Micro,
        controlled_by_operator: false,
        return_country: None,
        sales: SalesFigures::default(),
        certified_until: None,
        discloses_identity: false,
        verification: None,
    }
}

fn offer(taken_down: bool, price_minor: i64) -> OfferFacts {
    OfferFacts {
        offer_id: OfferId::from_uuid(Uuid::from_u128(9)),
        ship_from: "ID".parse().unwrap(),
        price_minor,
        value_usd_cents: 1,
        on_positive_list: false,
        produced_by_operator: false,
        taken_down,
    }
}

const fn circumstances(
    now: pasar_domain::Instant,
    market: pasar_domain::market::MarketCode,
) -> Circumstances {
    Circumstances {
        market,
        surface: Surface::Trade,
        stage: Stage::Closed,
        in_cohort: false,
        now,
    }
}

#[test]
fn a_yes_makes_a_key_and_nothing_else_does() {
    let (rules, seller) = (rules(), seller());
    let at = circumstances("2026-12-01T00:00:00Z".parse().unwrap(), "id".parse().unwrap());
    let fine = offer(false, 1);
    let show = Question::Show {
        seller: &seller,
        offer: &fine,
        circumstances: at,
    };
    let key: Allowed<Show> = rules.allow(&show).unwrap();
    assert_eq!(key.subject(), fine.offer_id);
    assert_eq!(key.decision().reasons.len(), 1);
    // A yes to one act is no key to another.
    assert!(rules.allow::<Sell>(&show).is_err() && rules.allow::<Pay>(&show).is_err());

    let down = offer(true, 1);
    let refusal = rules
        .allow::<Show>(&Question::Show {
            seller: &seller,
            offer: &down,
            circumstances: at,
        })
        .unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the charter does not allow this (show): down in version 1"
    );
    let nothing = rules
        .allow::<Pay>(&Question::Pay {
            buyer: pasar_domain::id::AccountId::from_uuid(Uuid::nil()),
            total_minor: 1,
            market: at.market,
            surface: at.surface,
            now: at.now,
        })
        .unwrap_err();
    assert_eq!(
        nothing.to_string(),
        "the charter does not allow this (pay): nothing in version 1 permits it"
    );
}

#[test]
fn an_error_is_a_no_and_is_counted() {
    let (rules, seller) = (rules(), seller());
    let at = circumstances("2026-12-01T00:00:00Z".parse().unwrap(), "id".parse().unwrap());
    let huge = offer(false, i64::MAX);
    let question = Question::Publish {
        seller: &seller,
        offer: &huge,
        circumstances: at,
    };
    let decision = rules.decide(&question);
    assert!(!decision.allowed && decision.errors == 1);
    assert!(rules.allow::<Publish>(&question).is_err());
}
