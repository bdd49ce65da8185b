//! Reads a statement of the bank: payouts that it has booked are paid, or came back. What does not fit becomes a difference for people.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::bank::{Difference, DifferenceKind, StatementRead};
use pasar_domain::id::{BankStatementId, DifferenceId, PayoutId, TransferId};
use pasar_domain::payout::{Booking, Payout, PayoutState, from_end_to_end_id};
use pasar_interchange::bank::{BookedEntry, Direction, StatementError, read_statement as parse};
use pasar_ledger::Transfer;
use pasar_ledger::posting::Postings;
use pasar_store::payout::PayoutKey;
use pasar_store::{Error, Transaction, bank_statement, payout, transfer};
use sha2::{Digest as _, Sha256};

use super::{PayoutError, administrators_only};
use crate::actor::StaffMember;
use crate::context::Context;

/// What reading a statement did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadStatement {
    /// In numbers.
    pub read: StatementRead,
    /// What did not fit; empty when the very file was read before.
    pub differences: Vec<Difference>,
    /// Was this very file read before? Then nothing was changed.
    pub again: bool,
}

/// Reads a statement, camt.053. The same file again changes nothing, and neither does an entry that was in another one.
///
/// # Errors
/// See [`PayoutError`]; nothing is written then.
pub async fn read_statement(
    ctx: &Context,
    staff: StaffMember,
    bytes: &[u8],
) -> Result<ReadStatement, PayoutError> {
    administrators_only(staff)?;
    if bytes.len() > pasar_domain::bank::STATEMENT_BYTES_MAX {
        return Err(StatementError::TooLong.into());
    }
    let entries = parse(bytes)?;
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let mut tx = ctx.home().begin().await?;
    if let Some(read) = bank_statement::find(&mut tx, &digest).await? {
        return Ok(again(read));
    }
    let mut books = Books::open(ctx, &mut tx, &entries).await?;
    entries.iter().for_each(|entry| books.enter(ctx, entry));
    let written = bank_statement::insert(&mut tx, &books.read, &digest, (staff.staff_id(), books.now));
    match written.await {
        // Somebody reads the same file at this moment, and was faster.
        Err(error) if error.is_conflict_on(bank_statement::TWICE) => {
            drop(tx);
            let mut conn = ctx.home().read().await?;
            let read = bank_statement::find(&mut conn, &digest).await?;
            return Ok(again(read.ok_or(Error::Race)?));
        }
        done => done?,
    }
    books.close(tx).await
}

const fn again(read: StatementRead) -> ReadStatement {
    ReadStatement {
        read,
        differences: Vec::new(),
        again: true,
    }
}

/// The payouts that a statement speaks of, locked, while its entries are gone through.
struct Books {
    now: Instant,
    read: StatementRead,
    payouts: BTreeMap<PayoutId, Payout>,
    holds: BTreeMap<Option<PayoutId>, Vec<Transfer>>,
    changed: Vec<PayoutId>,
    transfers: Vec<Transfer>,
    differences: Vec<Difference>,
}

impl Books {
    async fn open(ctx: &Context, tx: &mut Transaction, entries: &[BookedEntry]) -> Result<Self, PayoutError> {
        let mut ids: Vec<PayoutId> = entries
            .iter()
            .filter_map(|entry| from_end_to_end_id(&entry.end_to_end_id))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let payouts = payout::lock(tx, &ids).await?;
        let keys: Vec<PayoutKey> = payouts
            .iter()
            .map(|payout| (payout.shop_id, payout.payout_id))
            .collect();
        let mut holds: BTreeMap<_, Vec<Transfer>> = BTreeMap::new();
        for hold in transfer::of_payouts(tx, &keys).await? {
            holds.entry(hold.cause.payout_id()).or_default().push(hold);
        }
        // No transfer is dated before one that it rests on.
        let last = payouts.iter().map(|payout| payout.made_at).max();
        let now = ctx.now().max(last.unwrap_or_default());
        Ok(Self {
            now,
            read: StatementRead {
                statement_id: BankStatementId::new(now, &ctx.entropy()),
                entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
                paid: 0,
                returned: 0,
                known: 0,
            },
            payouts: payouts
                .into_iter()
                .map(|payout| (payout.payout_id, payout))
                .collect(),
            holds,
            changed: Vec::new(),
            transfers: Vec::new(),
            differences: Vec::new(),
        })
    }

    fn enter(&mut self, ctx: &Context, entry: &BookedEntry) {
        let named = from_end_to_end_id(&entry.end_to_end_id);
        let found = named.and_then(|id| self.payouts.get(&id)).cloned();
        let kind = match found {
            None if named.is_some() => DifferenceKind::UnknownPayout,
            None if entry.direction == Direction::Debit => DifferenceKind::UnknownDebit,
            None => DifferenceKind::UnknownCredit,
            Some(payout) if payout.amount != entry.amount => {
                return self.differ(ctx, entry, DifferenceKind::OtherAmount, Some(&payout));
            }
            Some(payout) => return self.enter_for(ctx, entry, payout),
        };
        self.differ(ctx, entry, kind, None);
    }

    /// An entry of a payout's name and amount.
    fn enter_for(&mut self, ctx: &Context, entry: &BookedEntry, payout: Payout) {
        let before = match entry.direction {
            Direction::Debit => payout.state.paid(),
            Direction::Credit => payout.state.returned(),
        };
        if before.is_some_and(|booking| !booking.reference.is_empty() && booking.reference == entry.reference)
        {
            self.read.known += 1;
            return;
        }
        let booking = Booking {
            at: self.now,
            reference: entry.reference.clone(),
        };
        let next = match entry.direction {
            Direction::Debit => payout.state.pay(booking),
            Direction::Credit => payout.state.give_back(booking, &entry.reason),
        };
        match next {
            Ok(next) => self.move_to(ctx, payout, next),
            Err(_) => {
                let kind = match (&payout.state, entry.direction) {
                    (PayoutState::Due, _) => DifferenceKind::NeverSent,
                    (_, Direction::Debit) => DifferenceKind::PaidAgain,
                    (_, Direction::Credit) => DifferenceKind::ReturnedAgain,
                };
                self.differ(ctx, entry, kind, Some(&payout));
            }
        }
    }

    fn move_to(&mut self, ctx: &Context, mut payout: Payout, next: PayoutState) {
        let now = self.now;
        let mut new_id = || TransferId::new(now, &ctx.entropy());
        let mut postings = Postings::new(now, &mut new_id);
        let holds = self
            .holds
            .get(&Some(payout.payout_id))
            .map_or(&[][..], Vec::as_slice);
        match &next {
            PayoutState::Returned { paid, .. } => {
                self.read.returned += 1;
                let back = postings.return_payout(&payout, paid.is_some(), holds);
                self.transfers.extend(back);
            }
            _ => {
                self.read.paid += 1;
                self.transfers.extend(postings.pay_payout(holds));
            }
        }
        payout.state = next;
        self.changed.push(payout.payout_id);
        self.payouts.insert(payout.payout_id, payout);
    }

    fn differ(&mut self, ctx: &Context, entry: &BookedEntry, kind: DifferenceKind, payout: Option<&Payout>) {
        self.differences.push(Difference {
            difference_id: DifferenceId::new(self.now, &ctx.entropy()),
            statement_id: self.read.statement_id,
            kind,
            end_to_end_id: entry.end_to_end_id.clone(),
            reference: entry.reference.clone(),
            amount: entry.amount,
            booked_on: entry.booked_on,
            payout: payout.map(|payout| (payout.shop_id, payout.payout_id)),
            found_at: self.now,
            settled: None,
        });
    }

    async fn close(self, mut tx: Transaction) -> Result<ReadStatement, PayoutError> {
        let mut changed = self.changed;
        changed.sort_unstable();
        changed.dedup();
        for payout in changed.iter().filter_map(|id| self.payouts.get(id)) {
            payout::set_state(&mut tx, payout).await?;
        }
        transfer::insert(&mut tx, &self.transfers).await?;
        bank_statement::insert_differences(&mut tx, &self.differences).await?;
        tx.commit().await.map_err(Error::from)?;
        Ok(ReadStatement {
            read: self.read,
            differences: self.differences,
            again: false,
        })
    }
}
