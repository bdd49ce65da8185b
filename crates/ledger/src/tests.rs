//! Random lives of orders: whatever happens, money is conserved and escrow explains its order.

use pasar_domain::Instant;
use pasar_domain::id::{
    AccountId, OrderGroupId, OrderId, ProviderStatementId, SettlementId, ShopId, TransferId,
};
use pasar_domain::money::Money;
use pasar_domain::order::{
    Amounts, CancelReason, Cancellation, CancelledBy, Funds, Order, OrderState, OrderVerb, Terms,
};
use pasar_domain::provider_statement::Settlement;
use proptest::prelude::*;
use uuid::Uuid;

use crate::account::Account;
use crate::check::{Check, Problem, balances};
use crate::posting::Postings;
use crate::transfer::{Cause, Phase, Transfer};

fn at(second: u32) -> Instant {
    Instant::from_timestamp(1_800_000_000 + i64::from(second), 0).unwrap()
}

fn order(n: u128, goods: i64, shipping: i64, commission: i64, order_fee: i64) -> Order {
    taxed(n, goods, shipping, (commission, order_fee, 0))
}

fn taxed(n: u128, goods: i64, shipping: i64, (commission, order_fee, import_tax): (i64, i64, i64)) -> Order {
    let idr = |minor| Money::new(minor, "IDR".parse().unwrap());
    Order {
        id: OrderId::from_uuid(Uuid::from_u128(n)),
        shop_id: ShopId::from_uuid(Uuid::from_u128(n % 3)),
        order_group_id: OrderGroupId::from_uuid(Uuid::from_u128(1)),
        buyer_id: AccountId::from_uuid(Uuid::from_u128(1)),
        number: "261124-ABCDEF-1".to_owned(),
        state: OrderState::AwaitingPayment { due_at: at(100) },
        funds: Funds::None,
        amounts: Amounts {
            goods: idr(goods),
            shipping: idr(shipping),
            commission: idr(commission),
            commission_tax: idr(commission * 11 / 100),
            order_fee: idr(order_fee),
            import_tax: idr(import_tax),
        },
        terms: Terms {
            charter_version: "test".to_owned(),
            assumed_delivered_days: 7,
            release_days: 3,
        },
        ship_to: serde_json::from_str("{}").unwrap(),
        shipping_service: "regular".to_owned(),
        created_at: at(0),
        payment_due_at: at(100),
    }
}

/// An order with its transfers, on which steps are tried; a step that is not allowed changes nothing.
struct Life {
    order: Order,
    transfers: Vec<Transfer>,
    next_id: u128,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Verb(OrderVerb),
    Capture,
    LoseAuthorisation,
    Refund,
}

impl Life {
    fn new(order: Order) -> Self {
        Self {
            next_id: order.id.uuid().as_u128() << 16,
            order,
            transfers: vec![],
        }
    }

    fn step(&mut self, step: Step, second: u32) {
        let now = at(second);
        let next_id = &mut self.next_id;
        let mut new_id = || {
            *next_id += 1;
            TransferId::from_uuid(Uuid::from_u128(*next_id))
        };
        let mut postings = Postings::new(now, &mut new_id);
        let order = &mut self.order;
        let placed_and_off = matches!(
            order.state,
            OrderState::Cancelled {
                placed_at: Some(_),
                ..
            }
        );
        let written = match (step, order.funds) {
            (Step::Verb(verb), _) => {
                let Ok(state) = act(order, verb, now) else { return };
                order.state = state;
                match verb {
                    OrderVerb::Place => {
                        order.funds = Funds::Held;
                        postings.authorise(order, "sandbox")
                    }
                    OrderVerb::Complete => postings.complete(order).unwrap(),
                    _ => vec![],
                }
            }
            (Step::Capture, Funds::Held) => {
                order.funds = Funds::Captured { at: now };
                postings.capture(&self.transfers)
            }
            (Step::LoseAuthorisation, Funds::Held) if placed_and_off => {
                order.funds = Funds::Returned { at: now };
                postings.void(&self.transfers)
            }
            (Step::Refund, Funds::Captured { .. }) if placed_and_off => {
                order.funds = Funds::Returned { at: now };
                postings.refund(order, "sandbox")
            }
            _ => return,
        };
        self.transfers.extend(written);
    }
}

fn act(order: &Order, verb: OrderVerb, now: Instant) -> Result<OrderState, ()> {
    let cancellation = Cancellation {
        at: now,
        by: CancelledBy::Buyer,
        reason: CancelReason::ChangedMind,
    };
    let captured = matches!(order.funds, Funds::Captured { .. });
    match verb {
        OrderVerb::Place => order.state.place(now).map_err(drop),
        OrderVerb::Ship if !captured => Err(()),
        OrderVerb::Ship => order.state.ship(now, &order.terms).map_err(drop),
        OrderVerb::Deliver => order.state.deliver(now, &order.terms).map_err(drop),
        OrderVerb::Complete => order.state.complete(now).map_err(drop),
        OrderVerb::Cancel => order.state.cancel(cancellation).map_err(drop),
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        prop::sample::select(OrderVerb::ALL).prop_map(Step::Verb),
        Just(Step::Capture),
        Just(Step::LoseAuthorisation),
        Just(Step::Refund),
    ]
}

proptest! {
    #[test]
    fn money_is_conserved_and_escrow_ends_empty(
        lives in prop::collection::vec(
            (1_i64..1_000_000_000, 0_i64..5_000_000, 0_i64..1_000, prop::collection::vec(any_step(), 0..30)),
            1..6,
        ),
    ) {
        let mut check = Check::default();
        for (n, (goods, shipping, fee, steps)) in lives.into_iter().enumerate() {
            let commission = goods / 20;
            let fee = fee.min(goods + shipping - commission - commission * 11 / 100);
            let mut life = Life::new(order(n as u128 + 1, goods, shipping, commission, fee));
            for (step, second) in steps.into_iter().zip(0..) {
                life.step(step, second);
                let mut now = Check::default();
                now.order(&life.order, &life.transfers);
                prop_assert_eq!(now.finish().problems, vec![]);
            }
            let over = matches!(life.order.state, OrderState::Completed { .. })
                || matches!(life.order.funds, Funds::Returned { .. });
            if over {
                prop_assert!(!balances(&life.transfers).contains_key(&Account::Escrow(life.order.id)));
            }
            check.order(&life.order, &life.transfers);
        }
        prop_assert!(check.finish().is_clean());
    }
}

fn captured() -> Life {
    let mut life = Life::new(order(7, 1_000, 200, 50, 10));
    for (step, second) in [Step::Verb(OrderVerb::Place), Step::Capture].into_iter().zip(0..) {
        life.step(step, second);
    }
    life
}

fn problems(life: &Life) -> Vec<Problem> {
    let mut check = Check::default();
    check.order(&life.order, &life.transfers);
    check.finish().problems
}

#[test]
fn completion_splits_escrow_exactly() {
    let mut life = captured();
    for verb in [OrderVerb::Ship, OrderVerb::Deliver, OrderVerb::Complete] {
        life.step(Step::Verb(verb), 9);
    }
    let held = balances(&life.transfers);
    assert_eq!(held[&Account::Payable(life.order.shop_id)].posted, 1_135);
    assert_eq!(held[&Account::Commission].posted, 50);
    assert_eq!(held[&Account::CommissionTax].posted, 5);
    assert_eq!(held[&Account::OrderFee].posted, 10);
    assert_eq!(held[&Account::Provider("sandbox".to_owned())].posted, -1_200);
}

#[test]
fn a_hold_resolved_twice_is_found() {
    let mut life = captured();
    let again = life
        .transfers
        .iter()
        .find(|transfer| matches!(transfer.phase, Phase::Post(_)))
        .unwrap()
        .clone();
    life.transfers.push(again);
    assert!(
        problems(&life)
            .iter()
            .any(|problem| matches!(problem, Problem::Resolution { .. }))
    );
}

#[test]
fn a_missing_transfer_is_found_with_its_account_and_order() {
    let mut life = captured();
    life.transfers.pop();
    let problems = problems(&life);
    assert!(problems.iter().any(|problem| matches!(
        problem,
        Problem::Unexplained { account: Account::Escrow(order), .. } if *order == life.order.id
    )));
    assert!(problems[0].to_string().contains("ord_"));
}

#[test]
fn transfers_without_an_order_are_found() {
    let life = captured();
    let mut check = Check::default();
    check.stray(Cause::Order(life.order.id), &life.transfers);
    assert!(!check.finish().is_clean());
}

#[test]
fn accounts_are_written_and_read() {
    let life = captured();
    for account in [
        Account::Provider("sandbox".to_owned()),
        Account::Escrow(life.order.id),
        Account::Payable(life.order.shop_id),
        Account::Commission,
        Account::CommissionTax,
        Account::OrderFee,
        Account::ImportTax,
        Account::Bank,
        Account::ProviderFee,
    ] {
        assert_eq!(account.to_string().parse::<Account>().unwrap(), account);
    }
    assert!("escrow:shp_1".parse::<Account>().is_err());
}

/// A settlement of this net amount and fee, with what the rules write for it.
fn settled(net: i64, fee: i64) -> (Settlement, Vec<Transfer>) {
    let idr = |minor| Money::new(minor, "IDR".parse().unwrap());
    let settlement = Settlement {
        settlement_id: SettlementId::from_uuid(Uuid::from_u128(1)),
        provider: "sandbox".to_owned(),
        reference: "s-1".to_owned(),
        net: idr(net),
        fee: idr(fee),
        settled_on: "2026-11-30".parse().unwrap(),
        statement_id: ProviderStatementId::from_uuid(Uuid::from_u128(2)),
        recorded_at: at(0),
    };
    let mut n = 0;
    let mut new_id = || {
        n += 1;
        TransferId::from_uuid(Uuid::from_u128(n))
    };
    let transfers = Postings::new(at(0), &mut new_id).settle(&settlement);
    (settlement, transfers)
}

#[test]
fn a_settlement_moves_what_the_provider_owed_to_the_bank_and_its_fee() {
    let provider = Account::Provider("sandbox".to_owned());
    for (net, fee) in [(9_930, 70), (-500, 0), (-500, 70), (0, 70), (0, 0), (9_930, -3)] {
        let (settlement, transfers) = settled(net, fee);
        let held = balances(&transfers);
        let posted = |account: &Account| held.get(account).map_or(0, |balance| balance.posted);
        let found = (
            posted(&provider),
            posted(&Account::Bank),
            posted(&Account::ProviderFee),
        );
        assert_eq!(found, (net + fee, -net, -fee));
        let mut check = Check::default();
        check.settlement(&settlement, &transfers);
        let report = check.finish();
        assert_eq!((report.problems, report.settlements), (vec![], 1));
    }
}

#[test]
fn a_settlement_without_its_fee_is_found() {
    let (settlement, mut transfers) = settled(9_930, 70);
    transfers.pop();
    let mut check = Check::default();
    check.settlement(&settlement, &transfers);
    let problems = check.finish().problems;
    assert!(problems.iter().any(|problem| matches!(
        problem,
        Problem::Unexplained {
            account: Account::ProviderFee,
            ..
        }
    )));
}
