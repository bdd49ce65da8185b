//! The life of an order, step by step, as far as the source says that it went.

use pasar_domain::Instant;
use pasar_domain::id::TransferId;
use pasar_domain::order::{CancelReason, Cancellation, CancelledBy, Funds, Order, OrderState};
use pasar_domain::replay::{Outcome, SourceOrder, SourceStatus};

use super::{Ids, PROVIDER, ReplayError};
use crate::posting::{Part, Postings};
use crate::transfer::Transfer;

/// How far an order goes. What was called off is let go of where nobody had said yes to its payment, and given back where somebody had.
pub(super) const fn outcome(source: &SourceOrder) -> Outcome {
    match (source.status, source.approved_at) {
        (SourceStatus::Created, _) => Outcome::Held,
        (SourceStatus::Approved | SourceStatus::Invoiced | SourceStatus::Processing, _) => {
            Outcome::AwaitingShipment
        }
        (SourceStatus::Shipped, _) => Outcome::InTransit,
        (SourceStatus::Delivered, _) => Outcome::Completed,
        (SourceStatus::Canceled | SourceStatus::Unavailable, None) => Outcome::LetGo,
        (SourceStatus::Canceled | SourceStatus::Unavailable, Some(_)) => Outcome::GivenBack,
    }
}

/// Takes an order through its life. Where the source has no date, or one before the last step, a step is as old as the one before.
pub(super) fn live(
    ids: &mut Ids,
    source: &SourceOrder,
    order: Order,
    parts: &[Part],
) -> Result<(Order, Vec<Transfer>), ReplayError> {
    let mut life = Life {
        ids,
        now: source.bought_at,
        order,
        transfers: Vec::new(),
    };
    life.place(parts)?;
    let outcome = outcome(source);
    if outcome == Outcome::Held {
        return life.end();
    }
    life.later(source.approved_at);
    if outcome == Outcome::LetGo {
        life.cancel(CancelReason::PaymentLost)?;
        life.let_go();
        return life.end();
    }
    life.capture();
    match outcome {
        Outcome::GivenBack => {
            life.cancel(CancelReason::OutOfStock)?;
            life.give_back(parts);
        }
        Outcome::InTransit | Outcome::Completed => {
            life.later(source.handed_over_at);
            life.order.state = life.order.state.ship(life.now, &life.order.terms)?;
            if outcome == Outcome::Completed {
                life.complete(source)?;
            }
        }
        Outcome::Empty | Outcome::Held | Outcome::AwaitingShipment | Outcome::LetGo => {}
    }
    life.end()
}

struct Life<'a> {
    ids: &'a mut Ids,
    now: Instant,
    order: Order,
    transfers: Vec<Transfer>,
}

impl Life<'_> {
    fn end(self) -> Result<(Order, Vec<Transfer>), ReplayError> {
        Ok((self.order, self.transfers))
    }

    fn later(&mut self, at: Option<Instant>) {
        self.now = self.now.max(at.unwrap_or(self.now));
    }

    /// Writes what a step means.
    fn write<E>(
        &mut self,
        step: impl FnOnce(&mut Postings<'_>, &Order, &[Transfer]) -> Result<Vec<Transfer>, E>,
    ) -> Result<(), E> {
        let ids = &mut *self.ids;
        let mut new_id = || TransferId::from_uuid(ids.next());
        let mut postings = Postings::new(self.now, &mut new_id);
        let written = step(&mut postings, &self.order, &self.transfers)?;
        self.transfers.extend(written);
        Ok(())
    }

    /// The same for a step that cannot fail.
    fn post(&mut self, step: impl FnOnce(&mut Postings<'_>, &Order, &[Transfer]) -> Vec<Transfer>) {
        let done: Result<(), std::convert::Infallible> =
            self.write(|postings, order, transfers| Ok(step(postings, order, transfers)));
        let Ok(()) = done;
    }

    fn place(&mut self, parts: &[Part]) -> Result<(), ReplayError> {
        self.order.state = self.order.state.place(self.now)?;
        self.order.funds = Funds::Held;
        self.post(|postings, order, _| {
            let of_parts = parts
                .iter()
                .map(|part| postings.authorise_part(order, PROVIDER, *part));
            of_parts.flatten().collect()
        });
        Ok(())
    }

    fn capture(&mut self) {
        self.order.funds = Funds::Captured { at: self.now };
        self.post(|postings, _, holds| postings.capture(holds));
    }

    fn cancel(&mut self, reason: CancelReason) -> Result<(), ReplayError> {
        let cancellation = Cancellation {
            at: self.now,
            by: CancelledBy::System,
            reason,
        };
        self.order.state = self.order.state.cancel(cancellation)?;
        Ok(())
    }

    fn let_go(&mut self) {
        self.order.funds = Funds::Returned { at: self.now };
        self.post(|postings, _, holds| postings.void(holds));
    }

    fn give_back(&mut self, parts: &[Part]) {
        self.order.funds = Funds::Returned { at: self.now };
        self.post(|postings, order, _| {
            let of_parts = parts
                .iter()
                .map(|part| postings.refund_part(order, PROVIDER, *part));
            of_parts.flatten().collect()
        });
    }

    /// The buyer has it, and the window of the terms passes.
    fn complete(&mut self, source: &SourceOrder) -> Result<(), ReplayError> {
        let assumed = match self.order.state {
            OrderState::InTransit {
                assumed_delivered_at, ..
            } => Some(assumed_delivered_at),
            _ => None,
        };
        self.later(source.delivered_at.or(assumed));
        self.order.state = self.order.state.deliver(self.now, &self.order.terms)?;
        if let OrderState::Delivered { release_at, .. } = self.order.state {
            self.later(Some(release_at));
        }
        self.order.state = self.order.state.complete(self.now)?;
        self.write(|postings, order, _| postings.complete(order))?;
        Ok(())
    }
}
