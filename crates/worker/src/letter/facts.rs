//! What a letter's template may name, from what the letter is about.

use std::collections::BTreeMap;

use pasar_domain::campaign::Campaign;
use pasar_domain::charter::Disclosure;
use pasar_domain::market::Market;
use pasar_domain::money::Money;
use pasar_domain::seller::Seller;
use pasar_service::appeal::letter::AnsweredAppeal;
use pasar_service::gap::GapCheck;
use pasar_service::job::Letter;
use pasar_service::order::{Addressee, LetterSubject, OrderGroupView, OrderView};
use pasar_service::second_factor::letter::ChangedFactor;
use pasar_service::second_factor::{FactorEvent, FactorHolder};
use pasar_service::seller::RecordedVerification;

use super::day::Days;

/// What a template may name.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) words: BTreeMap<&'static str, String>,
    pub(super) lines: Vec<(String, String)>,
    pub(super) address: Vec<String>,
    pub(super) link: String,
}

pub(super) fn facts(
    (market, days): (&Market, &Days),
    site_url: &str,
    letter: Letter,
    subject: &LetterSubject,
    reader: &Addressee,
) -> Facts {
    let place = format!("{site_url}/{}", market.code);
    let mut facts = match subject {
        LetterSubject::Group(view) => group_facts(market, view, &place),
        LetterSubject::Order(view) => order_facts(market, view, reader),
        LetterSubject::Charter(notice) => Facts {
            words: BTreeMap::from([
                ("version", notice.charter_version.clone()),
                ("hidden", notice.hidden.to_string()),
                ("returned", notice.returned.to_string()),
            ]),
            link: format!("{place}/seller/refusals"),
            ..Facts::default()
        },
        LetterSubject::Verification(recorded) => verification_facts((market, days), recorded, &place),
        LetterSubject::Campaign(asking) => campaign_facts((market, days), asking, &place),
        LetterSubject::Appeal(appeal) => appeal_facts(appeal, &place),
        LetterSubject::Disclosure(asked) => disclosure_facts(market, &asked.0, &asked.1, &place),
        LetterSubject::Gap(found) => gap_facts(market, found, &place),
        LetterSubject::SecondFactor(changed) => factor_facts(market, changed, &place),
        // Why is not in the letter: the page says it to whoever is signed in.
        LetterSubject::Application(_) => Facts {
            link: format!("{place}/seller/verification"),
            ..Facts::default()
        },
    };
    if let LetterSubject::Order(view) = subject {
        facts.link = match letter {
            Letter::NewOrder { .. } | Letter::OrderWithdrawn { .. } => {
                format!("{place}/seller/orders/{}", view.order.id)
            }
            _ => format!("{place}/orders/{}", view.order.order_group_id),
        };
    }
    facts.words.insert("reader", reader.name.clone());
    facts
}

fn verification_facts(
    (market, days): (&Market, &Days),
    recorded: &RecordedVerification,
    place: &str,
) -> Facts {
    let reason = recorded.revoked.as_ref().map(|(_, reason)| reason.clone());
    Facts {
        words: BTreeMap::from([
            (
                "until",
                last_day((market, days), recorded.verification.valid_until),
            ),
            ("reason", reason.unwrap_or_default()),
        ]),
        link: format!("{place}/seller/verification"),
        ..Facts::default()
    }
}

fn campaign_facts((market, days): (&Market, &Days), asking: &Campaign, place: &str) -> Facts {
    Facts {
        words: BTreeMap::from([
            ("reason", asking.reason.clone()),
            ("until", last_day((market, days), asking.due_at)),
        ]),
        link: format!("{place}/seller/verification"),
        ..Facts::default()
    }
}

fn group_facts(market: &Market, view: &OrderGroupView, place: &str) -> Facts {
    let shipping = Money::sum(
        market.currency,
        view.orders.iter().map(|order| order.order.amounts.shipping),
    );
    let first = view.orders.first();
    Facts {
        words: BTreeMap::from([
            ("number", view.group.number.clone()),
            ("total", market.format_money(view.group.total)),
            ("shipping", money(market, shipping)),
            ("due", local_time(market, view.group.payment_due_at)),
        ]),
        lines: view
            .orders
            .iter()
            .flat_map(|order| lines(market, order))
            .collect(),
        address: first
            .map(|first| market.address_lines(&first.order.ship_to))
            .unwrap_or_default(),
        link: format!("{place}/orders/{}", view.group.id),
    }
}

fn disclosure_facts(market: &Market, seller: &Seller, asks: &Disclosure, place: &str) -> Facts {
    let money = |minor| self::money(market, Ok(Money::new(minor, market.currency)));
    Facts {
        words: BTreeMap::from([
            ("orders", seller.sales.orders.to_string()),
            ("revenue", money(seller.sales.revenue_minor)),
            ("sales", asks.certify_sales.to_string()),
            ("certify", money(asks.certify_revenue_minor)),
            ("disclose", money(asks.disclose_revenue_minor)),
        ]),
        link: format!("{place}/seller/disclosure"),
        ..Facts::default()
    }
}

fn gap_facts(market: &Market, found: &GapCheck, place: &str) -> Facts {
    let products: Vec<String> = found.product_ids.iter().map(ToString::to_string).collect();
    Facts {
        words: BTreeMap::from([
            ("gaps", found.gaps.to_string()),
            ("listings", found.listings.to_string()),
            ("market", market.code.to_string()),
            ("products", products.join(", ")),
        ]),
        link: format!("{place}/staff/products"),
        ..Facts::default()
    }
}

fn factor_facts(market: &Market, changed: &ChangedFactor, place: &str) -> Facts {
    let desk = match changed.holder {
        FactorHolder::Account(_) => "account",
        FactorHolder::Staff(_) => "staff",
    };
    let page = match changed.event {
        FactorEvent::PasskeyAdded | FactorEvent::PasskeyRemoved => "passkeys",
        _ => "second-factor",
    };
    Facts {
        words: BTreeMap::from([("at", local_time(market, changed.at))]),
        link: format!("{place}/{desk}/{page}"),
        ..Facts::default()
    }
}

fn appeal_facts(answered: &AnsweredAppeal, place: &str) -> Facts {
    Facts {
        words: BTreeMap::from([
            ("product", answered.product_title.clone()),
            ("rule", answered.appeal.rule.clone()),
            ("answer", answered.answer.clone()),
        ]),
        link: format!("{place}/seller/refusals"),
        ..Facts::default()
    }
}

fn order_facts(market: &Market, view: &OrderView, reader: &Addressee) -> Facts {
    let order = &view.order;
    let mut words = BTreeMap::from([
        ("number", order.number.clone()),
        ("shop", view.shop.name.clone()),
        ("total", money(market, order.amounts.total())),
        ("net", money(market, order.amounts.net())),
        ("days", market.charter.windows.days_to_ship.to_string()),
    ]);
    if let Some(shipment) = view.shipments.last() {
        let service = market.shipping_service(&shipment.carrier);
        let language = market
            .language(&reader.language)
            .unwrap_or_else(|| market.default_language());
        let carrier = service.map_or(shipment.carrier.clone(), |known| {
            known.name.get(language).to_owned()
        });
        words.insert("carrier", carrier);
        words.insert("tracking", shipment.tracking_number.clone());
    }
    Facts {
        words,
        lines: lines(market, view),
        address: market.address_lines(&order.ship_to),
        link: String::new(),
    }
}

fn money(market: &Market, amount: Result<Money, pasar_domain::money::MoneyError>) -> String {
    amount
        .map(|amount| market.format_money(amount))
        .unwrap_or_default()
}

fn lines(market: &Market, view: &OrderView) -> Vec<(String, String)> {
    let lines = view.lines.iter().map(|line| {
        let options = if line.option_values.is_empty() {
            String::new()
        } else {
            format!(" ({})", line.option_values.join(", "))
        };
        (
            format!("{} × {}{options}", line.quantity, line.title),
            market.format_money(line.amount),
        )
    });
    lines.collect()
}

fn local_time(market: &Market, at: pasar_domain::Instant) -> String {
    at.with_timezone(&market.time_zone)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

/// The last day before an instant.
fn last_day((market, days): (&Market, &Days), until: pasar_domain::Instant) -> String {
    days.write(market.day_of(until - chrono::Duration::microseconds(1)))
}
