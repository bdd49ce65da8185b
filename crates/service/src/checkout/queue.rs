//! The queues of a market's checkout: what arrives at the same time shares a transaction, or a query.

use std::sync::Arc;

use pasar_domain::id::{PaymentId, ShopId};
use pasar_domain::payment::Payment;
use pasar_domain::surface::Surface;
use pasar_domain::turn;
use pasar_store::address::{StoredAddress, StoredAddressKey};
use pasar_store::api_key::LiveKey;

use super::reserve::Reserved;
use super::{PaymentOutcome, PlaceError, PlaceOrder};
use crate::gather::{Gather, GatherLimits, Turn, in_order};
use crate::payment::Answer;

/// Checkouts in one transaction. More make it slower for everybody in it without making it cheaper.
const BATCH_MAX: usize = 256;
/// Places of a batch that one shop gets while there are others.
const SHARE: usize = BATCH_MAX / 4;
/// Checkouts that may wait: a few seconds' worth. Whoever comes then is asked to try again.
const WAITING_MAX: usize = 2_048;

/// A checkout that waits, with the shops it buys from.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) asked: PlaceOrder,
    shops: Vec<ShopId>,
}

impl Standing {
    pub(super) fn new(asked: PlaceOrder) -> Self {
        let mut shops: Vec<ShopId> = asked.lines.iter().map(|line| line.shop_id).collect();
        shops.sort_unstable();
        shops.dedup();
        Self { asked, shops }
    }
}

fn choose(waiting: &[&Standing], max: usize) -> Vec<usize> {
    turn::next(
        waiting.iter().map(|standing| standing.shops.as_slice()),
        max,
        SHARE,
    )
}

/// Answers of the bank that wait to be written down, each with its outcome.
pub(crate) type Settling = Gather<(Payment, Answer), PaymentOutcome>;

/// The queues of one market.
#[derive(Debug)]
pub(crate) struct Queues {
    /// Checkouts; on each surface other rules hold.
    feed: Arc<Gather<Standing, Result<Reserved, PlaceError>>>,
    trade: Arc<Gather<Standing, Result<Reserved, PlaceError>>>,
    /// The bank's answers.
    pub(crate) settling: Arc<Settling>,
    /// Payments to be taken.
    pub(crate) capturing: Arc<Gather<PaymentId, ()>>,
    /// Keys of programs that ask.
    pub(crate) keys: Arc<Gather<[u8; 32], Option<Option<LiveKey>>>>,
    /// Addresses to which orders go.
    pub(crate) addresses: Arc<Gather<StoredAddressKey, Option<Option<StoredAddress>>>>,
}

impl Queues {
    /// Do buyers wait for the answer to their checkout?
    pub(crate) fn buyers_wait(&self) -> bool {
        self.feed.waiting() + self.trade.waiting() + self.settling.waiting() > 0
    }

    pub(super) fn reserving(&self, surface: Surface) -> &Arc<Gather<Standing, Result<Reserved, PlaceError>>> {
        match surface {
            Surface::Feed => &self.feed,
            Surface::Trade => &self.trade,
        }
    }
}

impl Default for Queues {
    fn default() -> Self {
        let checkouts = GatherLimits {
            batch_max: BATCH_MAX,
            waiting_max: WAITING_MAX,
        };
        // What was begun is ended: only checkouts are turned away.
        let begun = GatherLimits {
            batch_max: BATCH_MAX,
            waiting_max: usize::MAX,
        };
        // Reserving and settling lock the same groups' stock.
        let turn = Turn::default();
        Self {
            feed: Gather::in_turn(checkouts, choose, &turn),
            trade: Gather::in_turn(checkouts, choose, &turn),
            settling: Gather::in_turn(begun, in_order, &turn),
            capturing: Gather::new(begun, in_order),
            keys: Gather::new(begun, in_order),
            addresses: Gather::new(begun, in_order),
        }
    }
}
