//! Replays of orders that are made up: whatever was bought, paid and called off, every unit is accounted for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pasar_domain::Instant;
use pasar_domain::market::Market;
use pasar_domain::money::{Currency, Money, MoneyError};
use pasar_domain::replay::{MismatchKind, Outcome, SourceItem, SourceOrder, SourcePayment, SourceStatus};
use proptest::prelude::*;

use super::{Replayed, replay, rules_in, share_payments};
use crate::posting::Part;

fn brl() -> Currency {
    "BRL".parse().unwrap()
}

fn money(minor: i64) -> Money {
    Money::new(minor, brl())
}

/// Rules of a market of this repository, in another currency: nine per cent, in whole cents.
fn rules() -> Market {
    fn texts(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                texts(&path, &format!("{name}/"), files);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(name, text);
            }
        }
    }
    let mut files = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets/gb");
    texts(&folder, "", &mut files);
    files.retain(|name, _| !name.starts_with("demo/"));
    let mut rules = rules_in(&Market::load(&files).unwrap(), brl());
    rules.charter.fees.commission_basis_points = 900;
    rules.charter.fees.commission_by_category.clear();
    rules.charter.fees.order_fee_minor = 25;
    rules
}

fn at(second: i64) -> Instant {
    Instant::from_timestamp(1_500_000_000 + second, 0).unwrap()
}

/// An order of these items (seller, price, freight), paid so.
fn order(key: &str, status: SourceStatus, items: &[(&str, i64, i64)], payments: &[i64]) -> SourceOrder {
    SourceOrder {
        key: key.to_owned(),
        status,
        bought_at: at(0),
        approved_at: Some(at(60)),
        handed_over_at: Some(at(30)),
        delivered_at: None,
        items: items
            .iter()
            .map(|(seller, price, freight)| SourceItem {
                position: String::new(),
                seller: (*seller).to_owned(),
                quantity: 1,
                price: money(*price),
                freight: money(*freight),
            })
            .collect(),
        payments: payments
            .iter()
            .map(|amount| SourcePayment {
                position: String::new(),
                method: "voucher".to_owned(),
                instalments: 1,
                amount: money(*amount),
            })
            .collect(),
        is_whole: true,
    }
}

fn replayed(source: &[SourceOrder]) -> Replayed {
    let replayed = replay(&rules(), source).unwrap();
    assert_eq!(replayed.report.problems, []);
    assert!(replayed.balances());
    replayed
}

#[test]
fn a_cart_of_two_sellers_and_two_payments_is_paid_out_to_the_cent() {
    let items = [("ana", 10_00, 1_00), ("budi", 3_33, 0), ("ana", 67, 1)];
    let done = replayed(&[order("a", SourceStatus::Delivered, &items, &[5_00, 10_01])]);
    let [one] = done.orders.as_slice() else {
        panic!("{:?}", done.orders)
    };
    assert_eq!((one.outcome, one.paid), (Outcome::Completed, money(15_01)));
    // Commission is rounded line by line: 90 and 6 cents, and 30. A sixth of each is tax: 15 and 1, and 5.
    let kept: Vec<_> = one
        .orders
        .iter()
        .map(|part| {
            let amounts = part.order.amounts;
            (
                part.seller.as_str(),
                amounts.commission.minor,
                amounts.commission_tax.minor,
                amounts.net().unwrap().minor,
            )
        })
        .collect();
    assert_eq!(
        kept,
        [("ana", 80, 16, 11_68 - 96 - 25), ("budi", 25, 5, 3_33 - 30 - 25)]
    );
    // 5.00 of 15.01 for 11.68 and 3.33: 3.8907… and 1.1092….
    let first: Vec<i64> = one
        .orders
        .iter()
        .map(|part| part.payments[0].goods.minor + part.payments[0].shipping.minor)
        .collect();
    assert_eq!(first, [3_89, 1_11]);
    assert_eq!(done.sums.paid_out, money(15_01 - 96 - 30 - 50));
    assert_eq!((done.sums.orders, done.sums.payouts), (2, 2));
    assert_eq!(done.sellers["ana"].paid_out, money(11_68 - 96 - 25));
}

#[test]
fn every_status_ends_where_the_source_says() {
    let items = [("ana", 20_00, 5_00)];
    for (status, outcome, place) in [
        (SourceStatus::Created, Outcome::Held, "held"),
        (SourceStatus::Approved, Outcome::AwaitingShipment, "in_escrow"),
        (SourceStatus::Invoiced, Outcome::AwaitingShipment, "in_escrow"),
        (SourceStatus::Processing, Outcome::AwaitingShipment, "in_escrow"),
        (SourceStatus::Shipped, Outcome::InTransit, "in_escrow"),
        (SourceStatus::Canceled, Outcome::GivenBack, "given_back"),
        (SourceStatus::Unavailable, Outcome::GivenBack, "given_back"),
    ] {
        let done = replayed(&[order("a", status, &items, &[10_00, 15_00])]);
        assert_eq!(done.orders[0].outcome, outcome);
        assert_eq!(
            done.sums.places().unwrap(),
            BTreeMap::from([(place, money(25_00))])
        );
    }
    let mut never_approved = order("a", SourceStatus::Canceled, &items, &[25_00]);
    never_approved.approved_at = None;
    let done = replayed(&[never_approved]);
    assert_eq!(done.orders[0].outcome, Outcome::LetGo);
    assert_eq!(done.sums.let_go, money(25_00));
}

#[test]
fn what_does_not_add_up_is_named_and_nothing_of_it_is_posted() {
    let items = [("ana", 20_00, 5_00)];
    let delivered = SourceStatus::Delivered;
    let mut damaged = order("f", delivered, &items, &[25_00]);
    damaged.is_whole = false;
    let done = replayed(&[
        order("a", delivered, &items, &[25_00]),
        order("b", delivered, &items, &[24_99]),
        order("c", delivered, &items, &[25_00, 1]),
        order("d", delivered, &items, &[]),
        order("e", SourceStatus::Unavailable, &[], &[25_00]),
        damaged,
        order("g", SourceStatus::Canceled, &[], &[]),
    ]);
    let found: Vec<_> = done
        .mismatches
        .iter()
        .map(|one| (one.key.as_str(), one.kind, one.difference().unwrap().minor))
        .collect();
    assert_eq!(
        found,
        [
            ("b", MismatchKind::PaidTooLittle, -1),
            ("c", MismatchKind::PaidTooMuch, 1),
            ("d", MismatchKind::NoPayment, -25_00),
            ("e", MismatchKind::NoItems, 25_00),
            ("f", MismatchKind::Unreadable, 0),
        ]
    );
    let outcomes: Vec<_> = done
        .orders
        .iter()
        .map(|one| (one.key.as_str(), one.outcome))
        .collect();
    assert_eq!(outcomes, [("a", Outcome::Completed), ("g", Outcome::Empty)]);
    assert_eq!((done.paid_in, done.report.orders), (money(25_00), 1));
}

#[test]
fn less_than_the_least_payout_waits_for_more() {
    let mut rules = rules();
    rules.charter.payout.minimum_minor = 30_00;
    let items = [("ana", 20_00, 5_00)];
    let mut later = order("b", SourceStatus::Delivered, &items, &[25_00]);
    later.delivered_at = Some(at(40 * 86_400));
    let first = order("a", SourceStatus::Delivered, &items, &[25_00]);
    let alone = replay(&rules, std::slice::from_ref(&first)).unwrap();
    assert_eq!(
        (alone.sums.payouts, alone.sums.owed()),
        (0, Ok(money(25_00 - 1_80 - 25)))
    );
    let both = replay(&rules, &[first, later]).unwrap();
    assert_eq!((both.sums.payouts, both.sums.owed()), (1, Ok(money(0))));
    assert!(alone.balances() && both.balances());
}

#[test]
fn a_replay_that_lost_a_cent_does_not_balance() {
    let mut done = replayed(&[order("a", SourceStatus::Shipped, &[("ana", 20_00, 0)], &[20_00])]);
    done.paid_in = money(20_01);
    assert!(!done.balances());
    done.paid_in = money(20_00);
    done.report.totals.insert(("BRL".to_owned(), "escrow"), 19_99);
    assert!(!done.balances());
}

fn any_amount() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), 1_i64..10, 1_i64..1_000_00, 1_i64..1_000_000_000_00]
}

proptest! {
    #[test]
    fn shares_sum_to_their_payment_and_their_order(
        orders in prop::collection::vec((any_amount(), any_amount()), 1..6),
        cuts in prop::collection::vec(0_u32..=10_000, 0..6),
    ) {
        let orders: Vec<Part> = orders
            .into_iter()
            .map(|(goods, shipping)| Part { goods: money(goods), shipping: money(shipping) })
            .collect();
        let mut left: i64 = orders.iter().map(|part| part.goods.minor + part.shipping.minor).sum();
        let mut payments: Vec<Money> = cuts
            .into_iter()
            .map(|cut| {
                let paid = money(left).basis_points(cut, 1).unwrap();
                left -= paid.minor;
                paid
            })
            .collect();
        payments.push(money(left));
        let shared = share_payments(&payments, &orders).unwrap();
        for (payment, parts) in payments.iter().zip(&shared) {
            let sum: i64 = parts.iter().map(|part| part.goods.minor + part.shipping.minor).sum();
            prop_assert_eq!(sum, payment.minor);
            prop_assert!(parts.iter().all(|part| part.goods.minor >= 0 && part.shipping.minor >= 0));
        }
        for (place, order) in orders.iter().enumerate() {
            let goods: i64 = shared.iter().map(|parts| parts[place].goods.minor).sum();
            let shipping: i64 = shared.iter().map(|parts| parts[place].shipping.minor).sum();
            prop_assert_eq!((goods, shipping), (order.goods.minor, order.shipping.minor));
        }
        payments.push(money(1));
        prop_assert_eq!(share_payments(&payments, &orders), Err(MoneyError::NotNeeded));
    }

    #[test]
    fn whatever_was_bought_every_unit_is_accounted_for(
        orders in prop::collection::vec(
            (
                prop::sample::select(SourceStatus::ALL),
                prop::collection::vec((prop::sample::select(vec!["ana", "budi", "citra"]), 0_i64..500_00, 0_i64..50_00), 1..5),
                prop::collection::vec(1_u32..10, 1..4),
                any::<bool>(),
                -2_i64..3,
            ),
            0..12,
        ),
    ) {
        let mut fit = 0;
        let source: Vec<SourceOrder> = orders
            .iter()
            .enumerate()
            .map(|(n, (status, items, weights, approved, off))| {
                let due: i64 = items.iter().map(|(_, price, freight)| price + freight).sum();
                let paid = (due + off).max(0);
                fit += if paid == due { due } else { 0 };
                let payments: Vec<i64> = money(paid).allot(weights).unwrap().iter().map(|part| part.minor).collect();
                let mut made = order(&n.to_string(), *status, items, &payments);
                made.approved_at = approved.then(|| at(60));
                made
            })
            .collect();
        let done = replay(&rules(), &source).unwrap();
        prop_assert_eq!(&done.report.problems, &vec![]);
        prop_assert!(done.balances());
        prop_assert_eq!(done.paid_in, money(fit));
        prop_assert_eq!(done.orders.len() + done.mismatches.len(), source.len());
    }
}
