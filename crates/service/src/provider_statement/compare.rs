//! Compares a statement with what is known. It needs nothing but both.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::id::PaymentId;
use pasar_domain::money::{Money, MoneyError};
use pasar_domain::provider_statement::{ProviderDifferenceKind, ProviderRow, ProviderRowKind};
use pasar_interchange::provider::ProviderLine;

use super::facts::{Booked, Facts};

/// A difference, before it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: ProviderDifferenceKind,
    pub(super) line: Option<u32>,
    pub(super) row_id: String,
    pub(super) payment_id: Option<PaymentId>,
    pub(super) said: Option<Money>,
    pub(super) expected: Option<Money>,
}

/// A settlement that was not written down before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewSettlement {
    /// The row that says so.
    pub(super) row: ProviderRow,
    /// What came to the bank.
    pub(super) net: Money,
    /// What the provider kept.
    pub(super) fee: Money,
}

/// What a comparison comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Compared {
    /// Rows that no earlier statement had.
    pub(super) rows: Vec<ProviderRow>,
    /// How many an earlier one had.
    pub(super) known: u32,
    pub(super) settlements: Vec<NewSettlement>,
    pub(super) differences: Vec<Found>,
}

/// What was agreed as the provider's fee for an amount, where that is known.
pub(super) type Agreed<'a> = &'a dyn Fn(Money) -> Option<Money>;

/// Compares.
pub(super) fn compare(
    lines: &[ProviderLine],
    facts: &Facts,
    agreed: Agreed<'_>,
) -> Result<Compared, MoneyError> {
    let mut comparing = Comparing {
        facts,
        agreed,
        new: Vec::new(),
        done: Compared::default(),
    };
    comparing.sort_rows(lines);
    comparing.strangers();
    comparing.payments()?;
    comparing.settlements()?;
    comparing.done.rows = comparing.new.into_iter().map(|(_, row)| row.clone()).collect();
    Ok(comparing.done)
}

struct Comparing<'a> {
    facts: &'a Facts,
    agreed: Agreed<'a>,
    /// Rows that no earlier statement had, with their lines.
    new: Vec<(Option<u32>, &'a ProviderRow)>,
    done: Compared,
}

/// What all statements say of one payment.
#[derive(Default)]
struct Said<'a> {
    rows: Vec<(Option<u32>, &'a ProviderRow, bool)>,
}

impl<'a> Said<'a> {
    fn of(&self, kind: ProviderRowKind) -> impl Iterator<Item = &(Option<u32>, &'a ProviderRow, bool)> {
        self.rows.iter().filter(move |(_, row, _)| row.kind == kind)
    }

    fn has(&self, kind: ProviderRowKind) -> bool {
        self.of(kind).next().is_some()
    }

    /// Does this statement say something of the kind that no earlier one did?
    fn is_news(&self, kind: ProviderRowKind) -> bool {
        self.of(kind).any(|(.., is_new)| *is_new)
    }

    /// What all rows of a kind come to, in the currency of `like`.
    fn sum(&self, kind: ProviderRowKind, like: Money) -> Result<Money, MoneyError> {
        let amounts = self.of(kind).map(|(_, row, _)| row.amount);
        let of_currency = amounts.filter(|amount| amount.currency == like.currency);
        Money::sum(like.currency, of_currency)
    }

    /// A row of this statement whose refund another row has under the same key.
    fn refunded_again(&self) -> Option<&(Option<u32>, &'a ProviderRow, bool)> {
        let mut keys = BTreeSet::new();
        let is_again = |row: &ProviderRow, keys: &mut BTreeSet<String>| {
            !row.refund_key.is_empty() && !keys.insert(row.refund_key.clone())
        };
        self.of(ProviderRowKind::Refund)
            .find(|(_, row, is_new)| is_again(row, &mut keys) && *is_new)
    }
}

impl<'a> Comparing<'a> {
    fn find(&mut self, found: Found) {
        let of_payment = found.payment_id.map(|id| (found.kind, id));
        if of_payment.is_none_or(|told| !self.facts.told.contains(&told)) {
            self.done.differences.push(found);
        }
    }

    /// Sorts out what cannot be read, what is there twice, and what is known.
    fn sort_rows(&mut self, lines: &'a [ProviderLine]) {
        let mut seen = BTreeSet::new();
        for line in lines {
            let number = Some(line.line).filter(|line| *line > 0);
            let Ok(rows) = &line.rows else {
                self.done.differences.push(Found {
                    kind: ProviderDifferenceKind::UnreadableRow,
                    line: number,
                    row_id: String::new(),
                    payment_id: None,
                    said: None,
                    expected: None,
                });
                continue;
            };
            for row in rows {
                let before = self.facts.known.get(&row.row_id);
                let is_twice = !seen.insert(row.row_id.as_str());
                if is_twice || before.is_some_and(|before| before != row) {
                    self.done.differences.push(Found {
                        kind: ProviderDifferenceKind::DuplicateRow,
                        line: number,
                        row_id: row.row_id.clone(),
                        payment_id: row.payment_id,
                        said: Some(row.amount),
                        expected: before.map(|before| before.amount),
                    });
                } else if before.is_some() {
                    self.done.known += 1;
                } else {
                    self.new.push((number, row));
                }
            }
        }
    }

    /// Rows of payments of which the ledger has nothing, and what a bank took back.
    fn strangers(&mut self) {
        for (line, row) in self.new.clone() {
            let is_ours = row
                .payment_id
                .is_some_and(|id| self.facts.payments.contains_key(&id));
            let kind = match row.kind {
                ProviderRowKind::Chargeback => ProviderDifferenceKind::Chargeback,
                ProviderRowKind::Charge if !is_ours => ProviderDifferenceKind::ChargeNotInLedger,
                ProviderRowKind::Refund if !is_ours => ProviderDifferenceKind::RefundNotInLedger,
                _ => continue,
            };
            self.find(Found {
                kind,
                line,
                row_id: row.row_id.clone(),
                payment_id: row.payment_id,
                said: Some(row.amount),
                expected: None,
            });
        }
    }

    /// Each payment of the ledger, against everything that was ever said of it.
    fn payments(&mut self) -> Result<(), MoneyError> {
        let facts = self.facts;
        let mut said: BTreeMap<PaymentId, Said<'a>> = BTreeMap::new();
        let earlier = facts.known.values().map(|row| (None, row, false));
        let now = self.new.iter().map(|(line, row)| (*line, *row, true));
        for row in earlier.chain(now) {
            if let Some(id) = row.1.payment_id {
                said.entry(id).or_default().rows.push(row);
            }
        }
        for (id, booked) in &facts.payments {
            let said = said.remove(id).unwrap_or_default();
            self.charge(*id, booked, &said)?;
            self.refunds(*id, booked, &said)?;
            self.fee(*id, booked, &said)?;
        }
        Ok(())
    }

    fn charge(&mut self, id: PaymentId, booked: &Booked, said: &Said<'a>) -> Result<(), MoneyError> {
        let charge = ProviderRowKind::Charge;
        let is_of_days = |(first, last)| first <= booked.captured_on && booked.captured_on <= last;
        if !said.has(charge) {
            if self.facts.days.is_some_and(is_of_days) {
                self.of_payment(
                    ProviderDifferenceKind::ChargeMissing,
                    id,
                    None,
                    (None, booked.captured),
                );
            }
            return Ok(());
        }
        if !said.is_news(charge) {
            return Ok(());
        }
        let mut rows = said.of(charge);
        if let Some(other) = rows.find(|(_, row, _)| row.amount.currency != booked.captured.currency) {
            let said = Some(other.1.amount);
            self.of_payment(
                ProviderDifferenceKind::CurrencyDiffers,
                id,
                Some(other),
                (said, booked.captured),
            );
            return Ok(());
        }
        let sum = said.sum(charge, booked.captured)?;
        if sum != booked.captured {
            let row = said.of(charge).find(|(.., is_new)| *is_new);
            self.of_payment(
                ProviderDifferenceKind::AmountDiffers,
                id,
                row,
                (Some(sum), booked.captured),
            );
        }
        Ok(())
    }

    fn refunds(&mut self, id: PaymentId, booked: &Booked, said: &Said<'a>) -> Result<(), MoneyError> {
        let refund = ProviderRowKind::Refund;
        if let Some(again) = said.refunded_again() {
            let of_row = Some(again.1.amount);
            self.of_payment(
                ProviderDifferenceKind::RefundedTwice,
                id,
                Some(again),
                (of_row, booked.refunded),
            );
            return Ok(());
        }
        let back = Money::zero(booked.captured.currency).subtract(said.sum(refund, booked.captured)?)?;
        let row = said.of(refund).find(|(.., is_new)| *is_new);
        if back.minor > booked.refunded.minor && row.is_some() {
            let kind = if booked.refunded.is_zero() {
                ProviderDifferenceKind::RefundNotInLedger
            } else {
                ProviderDifferenceKind::RefundedTwice
            };
            self.of_payment(kind, id, row, (Some(back), booked.refunded));
        } else if back.minor < booked.refunded_in_time.minor {
            let kind = ProviderDifferenceKind::RefundMissing;
            self.of_payment(kind, id, None, (Some(back), booked.refunded_in_time));
        }
        Ok(())
    }

    fn fee(&mut self, id: PaymentId, booked: &Booked, said: &Said<'a>) -> Result<(), MoneyError> {
        let fee = ProviderRowKind::Fee;
        let is_other = |row: &ProviderRow| row.amount.currency != booked.captured.currency;
        if said.of(ProviderRowKind::Charge).any(|(_, row, _)| is_other(row)) {
            return Ok(());
        }
        let charged = said.sum(ProviderRowKind::Charge, booked.captured)?;
        let Some(agreed) = (self.agreed)(charged).filter(|_| said.is_news(ProviderRowKind::Charge)) else {
            return Ok(());
        };
        let kept = Money::zero(agreed.currency).subtract(said.sum(fee, agreed)?)?;
        if kept != agreed {
            let row = said.of(fee).find(|(.., is_new)| *is_new);
            self.of_payment(ProviderDifferenceKind::FeeDiffers, id, row, (Some(kept), agreed));
        }
        Ok(())
    }

    fn of_payment(
        &mut self,
        kind: ProviderDifferenceKind,
        id: PaymentId,
        row: Option<&(Option<u32>, &'a ProviderRow, bool)>,
        (said, expected): (Option<Money>, Money),
    ) {
        self.find(Found {
            kind,
            line: row.and_then(|(line, ..)| *line),
            row_id: row.map(|(_, row, _)| row.row_id.clone()).unwrap_or_default(),
            payment_id: Some(id),
            said,
            expected: Some(expected),
        });
    }

    /// Each new settlement, against the rows that it settles.
    fn settlements(&mut self) -> Result<(), MoneyError> {
        let all: Vec<&ProviderRow> = self
            .facts
            .known
            .values()
            .chain(self.new.iter().map(|(_, row)| *row))
            .collect();
        let mut seen: BTreeSet<&str> = self.facts.settled.iter().map(String::as_str).collect();
        for (line, row) in self.new.clone() {
            if row.kind != ProviderRowKind::Settlement {
                continue;
            }
            let currency = row.amount.currency;
            let net = Money::zero(currency).subtract(row.amount)?;
            let mut found = Found {
                kind: ProviderDifferenceKind::DuplicateRow,
                line,
                row_id: row.row_id.clone(),
                payment_id: None,
                said: Some(net),
                expected: None,
            };
            if !seen.insert(&row.settlement) {
                self.find(found);
                continue;
            }
            let parts = all.iter().filter(|part| {
                part.settlement == row.settlement
                    && part.kind != ProviderRowKind::Settlement
                    && part.amount.currency == currency
            });
            let sum = Money::sum(currency, parts.clone().map(|part| part.amount))?;
            let fees = parts.filter(|part| part.kind == ProviderRowKind::Fee);
            let fees = Money::sum(currency, fees.map(|part| part.amount))?;
            if sum != net {
                found.expected = Some(sum);
                found.kind = if net.minor < sum.minor {
                    ProviderDifferenceKind::SettlementShort
                } else {
                    ProviderDifferenceKind::SettlementOver
                };
                self.find(found);
            }
            self.done.settlements.push(NewSettlement {
                row: row.clone(),
                net,
                fee: Money::zero(currency).subtract(fees)?,
            });
        }
        Ok(())
    }
}
