//! Proves a ledger: reads orders and payouts with their transfers one after the other, in any number, and what shops were owed through all
//! of their history, and says what does not add up.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use pasar_domain::id::ShopId;
use pasar_domain::money::Currency;
use pasar_domain::order::Order;
use pasar_domain::payout::Payout;
use pasar_domain::provider_statement::Settlement;

use crate::account::Account;
use crate::explain::{Balance, explain, explain_payout, explain_settlement, is_possible};
use crate::history::{Below, History};
use crate::transfer::{Cause, Phase, Transfer};

/// Most problems that a report keeps; more are only counted.
const PROBLEMS_MAX: usize = 1_000;

/// What is wrong with the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// An account does not hold what its order or payout explains.
    Unexplained {
        /// The order or payout.
        cause: Cause,
        /// The account.
        account: Account,
        /// What it must hold.
        expected: Balance,
        /// What it holds.
        actual: Balance,
    },
    /// The order's state and the place of its money do not go together.
    Impossible {
        /// The order.
        cause: Cause,
    },
    /// A hold was resolved twice, or something was resolved that is no hold, or with other figures.
    Resolution {
        /// The order or payout.
        cause: Cause,
        /// What is wrong.
        reason: &'static str,
    },
    /// Transfers speak of an order or payout that does not exist, or in a currency that is not its own.
    Stray {
        /// What they name.
        cause: Cause,
    },
    /// An account that must not be negative was, at some instant.
    Negative(Below),
    /// What a shop is owed, as it is kept, is not what the transfers come to.
    Miscounted {
        /// The shop.
        shop: ShopId,
        /// What is kept, if anything.
        kept: Option<Balance>,
        /// What the transfers come to.
        actual: Balance,
    },
    /// The amounts kept for all shops do not sum to what all transfers come to.
    MiscountedTotal {
        /// The currency's code.
        currency: String,
        /// What is kept.
        kept: i128,
        /// What the transfers come to.
        actual: i128,
    },
    /// The accounts of a currency do not sum to zero.
    Unbalanced {
        /// The currency.
        currency: Currency,
        /// What they sum to.
        sum: i128,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unexplained {
                cause,
                account,
                expected,
                actual,
            } => write!(
                f,
                "{cause}: {account} holds {} (and {} pending), but it explains {} (and {} pending)",
                actual.posted, actual.held, expected.posted, expected.held
            ),
            Self::Impossible { cause } => write!(f, "{cause}: its state and its money do not go together"),
            Self::Resolution { cause, reason } => write!(f, "{cause}: {reason}"),
            Self::Stray { cause } => write!(
                f,
                "{cause}: transfers without an order or payout of that currency"
            ),
            Self::Negative(below) => write!(
                f,
                "{} was below nothing at {}: {} (and {} pending)",
                below.account, below.at, below.balance.posted, below.balance.held
            ),
            Self::Miscounted { shop, kept, actual } => match kept {
                Some(kept) => write!(
                    f,
                    "{shop}: {} (and {} pending) are kept as owed, but its transfers come to {} (and {} pending)",
                    kept.posted, kept.held, actual.posted, actual.held
                ),
                None => write!(
                    f,
                    "{shop}: nothing is kept as owed, but its transfers come to {} (and {} pending)",
                    actual.posted, actual.held
                ),
            },
            Self::MiscountedTotal {
                currency,
                kept,
                actual,
            } => write!(
                f,
                "{kept} are kept as owed to all shops in {currency}, but all transfers come to {actual}"
            ),
            Self::Unbalanced { currency, sum } => {
                write!(f, "the accounts in {currency} sum to {sum}, not zero")
            }
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Orders read.
    pub orders: u64,
    /// Payouts read.
    pub payouts: u64,
    /// Settlements of payment providers read.
    pub settlements: u64,
    /// Shops whose history was read.
    pub shops: u64,
    /// Transfers read.
    pub transfers: u64,
    /// What each class of accounts holds, per currency, in minor units.
    pub totals: BTreeMap<(String, &'static str), i128>,
    /// The first problems.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub problems_total: u64,
}

impl Report {
    /// Does everything add up?
    pub const fn is_clean(&self) -> bool {
        self.problems_total == 0
    }
}

/// A check in progress. Its memory does not grow with the ledger.
#[derive(Debug, Default)]
pub struct Check {
    report: Report,
    /// What is kept as owed to all shops read so far, by currency.
    kept: BTreeMap<CurrencyCode, i128>,
}

impl Check {
    /// Reads one order with all of its transfers.
    pub fn order(&mut self, order: &Order, transfers: &[Transfer]) {
        self.report.orders += 1;
        let cause = Cause::Order(order.id);
        if !self.belong(cause, order.amounts.currency(), transfers) {
            return;
        }
        if !is_possible(&order.state, &order.funds) {
            self.problem(Problem::Impossible { cause });
        }
        let provider = transfers.iter().find_map(|transfer| match &transfer.debit {
            Account::Provider(name) => Some(name.as_str()),
            _ => None,
        });
        match explain(order, provider.unwrap_or_default()) {
            Ok(expected) => self.compare(cause, &expected, transfers),
            Err(_) => self.problem(Problem::Impossible { cause }),
        }
        let mut by_time: Vec<&Transfer> = transfers.iter().collect();
        by_time.sort_by_key(|transfer| transfer.recorded_at);
        let mut history = History::default();
        by_time.into_iter().for_each(|transfer| history.read(transfer));
        for below in history.finish() {
            self.problem(Problem::Negative(below));
        }
    }

    /// Reads one payout with all of its transfers.
    pub fn payout(&mut self, payout: &Payout, transfers: &[Transfer]) {
        self.report.payouts += 1;
        let cause = Cause::Payout(payout.payout_id);
        if self.belong(cause, payout.amount.currency, transfers) {
            self.compare(cause, &explain_payout(payout), transfers);
        }
    }

    /// Reads one settlement of a payment provider with all of its transfers.
    pub fn settlement(&mut self, settlement: &Settlement, transfers: &[Transfer]) {
        self.report.settlements += 1;
        let cause = Cause::Settlement(settlement.settlement_id);
        if self.belong(cause, settlement.net.currency, transfers) {
            self.compare(cause, &explain_settlement(settlement), transfers);
        }
    }

    /// Reads transfers whose order or payout does not exist.
    pub fn stray(&mut self, cause: Cause, transfers: &[Transfer]) {
        self.count(transfers);
        self.problem(Problem::Stray { cause });
    }

    /// Hears everything that moved what a shop is owed in one currency, read in order of its time, and what is kept as owed to it.
    pub fn shop(&mut self, shop: ShopId, currency: Currency, history: History, kept: Option<Balance>) {
        self.report.shops += 1;
        let actual = history.balance(&Account::Payable(shop));
        if kept.unwrap_or_default() != actual {
            self.problem(Problem::Miscounted { shop, kept, actual });
        }
        let owed = kept.unwrap_or_default().posted;
        *self.kept.entry(currency.code().to_owned()).or_default() += i128::from(owed);
        for below in history.finish() {
            self.problem(Problem::Negative(below));
        }
    }

    /// Are these transfers of that cause and currency? Counts them, and looks whether every hold was resolved once.
    fn belong(&mut self, cause: Cause, currency: Currency, transfers: &[Transfer]) -> bool {
        self.count(transfers);
        let is_stray = |transfer: &Transfer| transfer.amount.currency != currency || transfer.cause != cause;
        if transfers.iter().any(is_stray) {
            self.problem(Problem::Stray { cause });
            return false;
        }
        if let Err(reason) = holds_are_resolved_once(transfers) {
            self.problem(Problem::Resolution { cause, reason });
        }
        true
    }

    fn compare(&mut self, cause: Cause, expected: &BTreeMap<Account, Balance>, transfers: &[Transfer]) {
        let actual = balances(transfers);
        let accounts: BTreeSet<&Account> = expected.keys().chain(actual.keys()).collect();
        for account in accounts {
            let expected = expected.get(account).copied().unwrap_or_default();
            let actual = actual.get(account).copied().unwrap_or_default();
            if expected != actual {
                let account = account.clone();
                self.problem(Problem::Unexplained {
                    cause,
                    account,
                    expected,
                    actual,
                });
            }
        }
    }

    /// What was found.
    pub fn finish(mut self) -> Report {
        let mut sums: BTreeMap<CurrencyCode, i128> = BTreeMap::new();
        for ((currency, _), total) in &self.report.totals {
            *sums.entry(currency.clone()).or_default() += total;
        }
        for (code, kept) in std::mem::take(&mut self.kept) {
            let owed = (code.clone(), "payable");
            let actual = self.report.totals.get(&owed).copied().unwrap_or_default();
            if kept != actual {
                self.problem(Problem::MiscountedTotal {
                    currency: code,
                    kept,
                    actual,
                });
            }
        }
        for (code, sum) in sums {
            if let (true, Ok(currency)) = (sum != 0, code.parse()) {
                self.problem(Problem::Unbalanced { currency, sum });
            }
        }
        self.report
    }

    fn count(&mut self, transfers: &[Transfer]) {
        self.report.transfers += u64::try_from(transfers.len()).unwrap_or(u64::MAX);
        for transfer in transfers {
            if moves(transfer) {
                let code = transfer.amount.currency.code().to_owned();
                let amount = i128::from(transfer.amount.minor);
                let totals = &mut self.report.totals;
                *totals.entry((code.clone(), transfer.debit.class())).or_default() -= amount;
                *totals.entry((code, transfer.credit.class())).or_default() += amount;
            }
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.report.problems_total += 1;
        if self.report.problems.len() < PROBLEMS_MAX {
            self.report.problems.push(problem);
        }
    }
}

/// A currency's code: currencies have no order of their own.
type CurrencyCode = String;

const fn moves(transfer: &Transfer) -> bool {
    matches!(transfer.phase, Phase::Immediate | Phase::Post(_))
}

/// What each account holds after these transfers. Empty accounts are left out.
pub fn balances(transfers: &[Transfer]) -> BTreeMap<Account, Balance> {
    let mut balances: BTreeMap<Account, Balance> = BTreeMap::new();
    for transfer in transfers {
        let amount = transfer.amount.minor;
        let (posted, held) = match transfer.phase {
            Phase::Immediate => (amount, 0),
            Phase::Pending => (0, amount),
            Phase::Post(_) => (amount, -amount),
            Phase::Void(_) => (0, -amount),
        };
        for (account, sign) in [(&transfer.debit, -1), (&transfer.credit, 1)] {
            let balance = balances.entry(account.clone()).or_default();
            balance.posted += sign * posted;
            balance.held += sign * held;
        }
    }
    balances.retain(|_, balance| *balance != Balance::default());
    balances
}

fn holds_are_resolved_once(transfers: &[Transfer]) -> Result<(), &'static str> {
    let holds = transfers
        .iter()
        .filter(|transfer| transfer.phase == Phase::Pending);
    let mut open: BTreeMap<_, &Transfer> = holds.map(|hold| (hold.id, hold)).collect();
    for transfer in transfers {
        let (Phase::Post(hold) | Phase::Void(hold)) = transfer.phase else {
            continue;
        };
        let Some(held) = open.remove(&hold) else {
            return Err("a hold was resolved twice, or what was resolved is no hold");
        };
        let same = (&held.debit, &held.credit, held.amount, held.kind)
            == (&transfer.debit, &transfer.credit, transfer.amount, transfer.kind);
        if !same {
            return Err("a hold was resolved with other figures than its own");
        }
    }
    Ok(())
}
