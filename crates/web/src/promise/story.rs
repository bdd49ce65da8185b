//! A case of a charter, told as facts that everybody understands.

use pasar_domain::market::Country;
use pasar_domain::programme::Stage;
use pasar_domain::seller::{Evidence, Seller, Standing};
use pasar_domain::surface::Surface;
use pasar_policy::{Circumstances, ClaimKind, OfferFacts, OrderFacts, Question};

use crate::l10n::Localizer;

/// Name and words of a fact.
type Told = (String, String);

/// The facts of a question, the most telling first.
pub(super) fn told(l: &Localizer, question: &Question) -> Vec<Told> {
    match *question {
        Question::Publish {
            seller,
            offer,
            circumstances,
        }
        | Question::Show {
            seller,
            offer,
            circumstances,
        }
        | Question::Sell {
            seller,
            offer,
            circumstances,
            ..
        } => of_offer(l, seller, offer, circumstances),
        Question::Pay {
            total_minor,
            surface,
            now,
            ..
        } => vec![amount(l, total_minor), place(l, surface), day(l, now)],
        Question::PayOut {
            seller,
            amount_minor,
            now,
            ..
        } => vec![of_seller(l, seller, now), amount(l, amount_minor), day(l, now)],
        Question::Admit {
            seller, shops, now, ..
        } => vec![
            of_seller(l, seller, now),
            (l.t("promise-fact-shops"), l.number(shops)),
            day(l, now),
        ],
        Question::AdvanceStage {
            from,
            to,
            approvals,
            now,
            ..
        } => vec![
            (
                l.t("promise-fact-stage"),
                l.t2("promise-stage-move", "from", stage(l, from), "to", stage(l, to)),
            ),
            (l.t("promise-fact-approvals"), l.number(approvals)),
            day(l, now),
        ],
        Question::Claim {
            order, claim, now, ..
        } => vec![
            (l.t("promise-fact-claim"), claimed(l, claim)),
            (l.t("promise-fact-order"), of_order(l, order)),
            day(l, now),
        ],
    }
}

fn of_offer(l: &Localizer, seller: &Seller, offer: &OfferFacts, at: Circumstances) -> Vec<Told> {
    let mut facts = vec![
        of_seller(l, seller, at.now),
        goods(l, offer),
        place(l, at.surface),
    ];
    // The stage says something only where merchants are concerned.
    if seller.standing == Standing::Merchant || at.stage != Stage::Closed {
        facts.push((l.t("promise-fact-stage"), stage(l, at.stage)));
    }
    facts.push(day(l, at.now));
    facts
}

fn of_seller(l: &Localizer, seller: &Seller, now: pasar_domain::Instant) -> Told {
    let standing = match seller.standing {
        Standing::Micro => l.t("promise-standing-micro"),
        Standing::Business => l.t("promise-standing-business"),
        Standing::Merchant => l.t("promise-standing-merchant"),
        Standing::Platform => l.t("promise-standing-platform"),
    };
    let mut words = l.t2(
        "promise-seller",
        "standing",
        standing,
        "country",
        country(l, seller.origin),
    );
    words.push_str(", ");
    words.push_str(&match &seller.verification {
        None => l.t("promise-unverified"),
        Some(known) if known.valid_until <= now => {
            l.t1("promise-verified-until", "day", l.date(known.valid_until))
        }
        Some(known) => l.t2(
            "promise-verified",
            "evidence",
            evidence(l, known.evidence),
            "country",
            country(l, known.issued_by),
        ),
    });
    if seller.controlled_by_operator {
        words.push_str(", ");
        words.push_str(&l.t("promise-controlled"));
    }
    (l.t("promise-fact-seller"), words)
}

fn goods(l: &Localizer, offer: &OfferFacts) -> Told {
    let price = l.money(l.market().money(offer.price_minor));
    let mut words = l.t2(
        "promise-goods",
        "country",
        country(l, offer.ship_from),
        "price",
        price,
    );
    let more = [
        (offer.on_positive_list, l.t("promise-goods-listed")),
        (offer.produced_by_operator, l.t("promise-goods-own")),
        (offer.taken_down, l.t("promise-goods-down")),
    ];
    for (_, said) in more.into_iter().filter(|(is_so, _)| *is_so) {
        words.push_str(", ");
        words.push_str(&said);
    }
    (l.t("promise-fact-goods"), words)
}

fn evidence(l: &Localizer, evidence: Evidence) -> String {
    match evidence {
        Evidence::NationalId => l.t("promise-evidence-national-id"),
        Evidence::Passport => l.t("promise-evidence-passport"),
        Evidence::DrivingLicence => l.t("promise-evidence-driving-licence"),
        Evidence::BusinessRegister => l.t("promise-evidence-business-register"),
    }
}

fn country(l: &Localizer, country: Country) -> String {
    l.t1("promise-country", "code", country.as_str())
}

fn place(l: &Localizer, surface: Surface) -> Told {
    let words = match surface {
        Surface::Feed => l.t("promise-place-feed"),
        Surface::Trade => l.t("promise-place-trade"),
    };
    (l.t("promise-fact-place"), words)
}

fn stage(l: &Localizer, stage: Stage) -> String {
    match stage {
        Stage::Closed => l.t("promise-stage-closed"),
        Stage::Pilot => l.t("promise-stage-pilot"),
        Stage::Open => l.t("promise-stage-open"),
        Stage::Paused => l.t("promise-stage-paused"),
    }
}

fn day(l: &Localizer, now: pasar_domain::Instant) -> Told {
    (l.t("promise-fact-day"), l.date(now))
}

fn amount(l: &Localizer, minor: i64) -> Told {
    (l.t("promise-fact-amount"), l.money(l.market().money(minor)))
}

fn claimed(l: &Localizer, claim: ClaimKind) -> String {
    match claim {
        ClaimKind::Cancel => l.t("promise-claim-cancel"),
        ClaimKind::Return => l.t("promise-claim-return"),
        ClaimKind::Refund => l.t("promise-claim-refund"),
        ClaimKind::Complaint => l.t("promise-claim-complaint"),
    }
}

fn of_order(l: &Localizer, order: OrderFacts) -> String {
    if order.delivered {
        l.t1("promise-order-arrived", "days", order.days_since_delivery)
    } else if order.shipped {
        l.t("promise-order-sent")
    } else {
        l.t("promise-order-waits")
    }
}
