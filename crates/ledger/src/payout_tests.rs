//! Random lives of a shop's money: completed orders bring it, payouts take it, banks give it back.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{ApplicationId, OrderId, PayoutFileId, PayoutId, SellerId, ShopId, TransferId};
use pasar_domain::money::{Currency, Money};
use pasar_domain::payout::{Booking, Payout, PayoutState};
use proptest::prelude::*;
use uuid::Uuid;

use crate::account::Account;
use crate::check::{Check, Problem};
use crate::explain::Balance;
use crate::history::History;
use crate::posting::Postings;
use crate::transfer::{Cause, Kind, Phase, Transfer};

fn idr() -> Currency {
    "IDR".parse().unwrap()
}

fn at(second: i64) -> Instant {
    Instant::from_timestamp(1_800_000_000 + second, 0).unwrap()
}

fn booking(at: Instant) -> Booking {
    Booking {
        at,
        reference: String::new(),
    }
}

/// The share of an order that was complete at this instant.
fn earned(serial: u128, minor: i64, now: Instant) -> Transfer {
    let order = OrderId::from_uuid(Uuid::from_u128(serial));
    Transfer {
        id: TransferId::from_uuid(Uuid::from_u128(serial)),
        shop_id: shop(),
        cause: Cause::Order(order),
        kind: Kind::ShopShare,
        phase: Phase::Immediate,
        debit: Account::Escrow(order),
        credit: Account::Payable(shop()),
        amount: Money::new(minor, idr()),
        recorded_at: now,
    }
}

fn shop() -> ShopId {
    ShopId::from_uuid(Uuid::from_u128(9))
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// An order is complete.
    Earn(i64),
    /// Everything that is free is paid out.
    Make,
    Send(usize),
    Pay(usize),
    Return(usize),
}

/// A shop with its transfers and payouts; a step that is not allowed changes nothing.
#[derive(Default)]
struct Life {
    transfers: Vec<Transfer>,
    payouts: Vec<Payout>,
    next_id: u128,
}

impl Life {
    fn owed(&self) -> Balance {
        let mut history = History::of(Account::Payable(shop()));
        self.transfers.iter().for_each(|transfer| history.read(transfer));
        history.balance(&Account::Payable(shop()))
    }

    fn holds(&self, payout: &Payout) -> Vec<Transfer> {
        let cause = Cause::Payout(payout.payout_id);
        let of_it = self.transfers.iter().filter(|transfer| transfer.cause == cause);
        of_it.cloned().collect()
    }

    fn step(&mut self, step: Step, now: Instant) {
        self.next_id += 1;
        let serial = self.next_id << 32;
        let mut n = serial;
        let mut new_id = || {
            n += 1;
            TransferId::from_uuid(Uuid::from_u128(n))
        };
        let mut postings = Postings::new(now, &mut new_id);
        let written = match step {
            Step::Earn(minor) => vec![earned(serial, minor, now)],
            Step::Make => {
                let owed = self.owed();
                let free = owed.posted + owed.held;
                if free <= 0 {
                    return;
                }
                let payout = Payout {
                    payout_id: PayoutId::from_uuid(Uuid::from_u128(serial)),
                    shop_id: shop(),
                    seller_id: SellerId::from_uuid(Uuid::from_u128(1)),
                    application_id: ApplicationId::from_uuid(Uuid::from_u128(1)),
                    amount: Money::new(free, idr()),
                    due_on: now.date_naive(),
                    charter_version: "test".to_owned(),
                    made_at: now,
                    state: PayoutState::Due,
                };
                let made = postings.make_payout(&payout);
                self.payouts.push(payout);
                vec![made]
            }
            Step::Send(which) | Step::Pay(which) | Step::Return(which) => {
                let Some(place) = which.checked_rem(self.payouts.len()) else {
                    return;
                };
                let payout = self.payouts[place].clone();
                let file = PayoutFileId::from_uuid(Uuid::from_u128(1));
                let next = match step {
                    Step::Send(_) => payout.state.send(file, now),
                    Step::Pay(_) => payout.state.pay(booking(now)),
                    _ => payout.state.give_back(booking(now), "AC04"),
                };
                let Ok(next) = next else { return };
                let holds = self.holds(&payout);
                let written = match &next {
                    PayoutState::Paid { .. } => postings.pay_payout(&holds),
                    PayoutState::Returned { paid, .. } => {
                        postings.return_payout(&payout, paid.is_some(), &holds)
                    }
                    _ => vec![],
                };
                self.payouts[place].state = next;
                written
            }
        };
        self.transfers.extend(written);
    }

    /// What a check says about the payouts and the history. There are no orders here, so that the total of all shops is not theirs.
    fn problems(&self, kept: Option<Balance>) -> Vec<Problem> {
        let mut check = Check::default();
        let mut history = History::of(Account::Payable(shop()));
        self.transfers.iter().for_each(|transfer| history.read(transfer));
        check.shop(shop(), idr(), history, kept);
        for payout in &self.payouts {
            check.payout(payout, &self.holds(payout));
        }
        let report = check.finish();
        let of_orders = |problem: &Problem| matches!(problem, Problem::MiscountedTotal { .. });
        report
            .problems
            .into_iter()
            .filter(|problem| !of_orders(problem))
            .collect()
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1_i64..1_000_000_000).prop_map(Step::Earn),
        Just(Step::Make),
        (0_usize..20).prop_map(Step::Send),
        (0_usize..20).prop_map(Step::Pay),
        (0_usize..20).prop_map(Step::Return),
    ]
}

proptest! {
    #[test]
    fn no_shop_is_ever_paid_more_than_it_is_owed(steps in prop::collection::vec(any_step(), 0..60)) {
        let mut life = Life::default();
        for (step, second) in steps.into_iter().zip(0..) {
            life.step(step, at(second));
            prop_assert_eq!(life.problems(Some(life.owed())), vec![]);
        }
        let mut earned = 0;
        let mut paid = 0;
        for transfer in &life.transfers {
            if transfer.kind == Kind::ShopShare {
                earned += transfer.amount.minor;
            }
        }
        for payout in &life.payouts {
            if !matches!(payout.state, PayoutState::Returned { .. }) {
                paid += payout.amount.minor;
            }
        }
        let owed = life.owed();
        prop_assert_eq!(owed.posted + owed.held + paid, earned);
        prop_assert!(owed.posted >= 0 && owed.held <= 0 && owed.posted + owed.held >= 0);
    }
}

fn paid() -> Life {
    let mut life = Life::default();
    for (step, second) in [Step::Earn(700), Step::Make, Step::Send(0), Step::Pay(0)]
        .into_iter()
        .zip(0..)
    {
        life.step(step, at(second));
    }
    life
}

#[test]
fn a_payout_that_came_back_is_owed_again() {
    let mut life = paid();
    assert_eq!(life.owed(), Balance::default());
    life.step(Step::Return(0), at(9));
    assert_eq!(life.owed(), Balance { posted: 700, held: 0 });
    life.step(Step::Make, at(10));
    assert_eq!(
        life.owed(),
        Balance {
            posted: 700,
            held: -700
        }
    );
    assert_eq!(life.problems(Some(life.owed())), vec![]);
}

#[test]
fn money_that_was_gone_before_it_came_is_found_although_it_adds_up_later() {
    let mut life = paid();
    // The same transfers, but the order is complete only after the payout.
    life.transfers[0].recorded_at = at(8);
    life.transfers.sort_by_key(|transfer| transfer.recorded_at);
    let problems = life.problems(Some(life.owed()));
    let [Problem::Negative(below)] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    assert_eq!((&below.account, below.at), (&Account::Payable(shop()), at(1)));
    assert!(problems[0].to_string().contains("was below nothing"));
}

#[test]
fn a_kept_balance_that_is_not_the_sum_is_found() {
    let life = paid();
    for kept in [None, Some(Balance { posted: 1, held: 0 })] {
        let problems = life.problems(kept);
        assert_eq!(problems.is_empty(), kept.is_none(), "{problems:?}");
    }
    let mut earned = Life::default();
    earned.step(Step::Earn(5), at(0));
    assert!(matches!(
        earned.problems(None).as_slice(),
        [Problem::Miscounted { kept: None, .. }]
    ));
}

#[test]
fn a_payout_without_its_transfers_is_found() {
    let mut life = paid();
    life.transfers
        .retain(|transfer| !matches!(transfer.phase, Phase::Post(_)));
    let problems = life.problems(Some(life.owed()));
    let accounts: BTreeMap<_, _> = problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::Unexplained { account, actual, .. } => Some((account.clone(), *actual)),
            _ => None,
        })
        .collect();
    assert_eq!(accounts[&Account::Bank], Balance { posted: 0, held: 700 });
    assert!(problems[0].to_string().starts_with("pyo_"));
}
