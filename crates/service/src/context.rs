//! What every use-case is given: the market it acts in, and the clock, chance and outsiders it may use.

use std::sync::Arc;

use object_store::ObjectStore;
use pasar_domain::Instant;
use pasar_domain::charter::Charter;
use pasar_domain::id::Entropy;
use pasar_domain::market::Market;
use pasar_store::{Cell, Store};

use crate::bell::Bell;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::payment::PaymentProvider;

/// What a context is made of. The program makes one per market; tests make theirs.
#[derive(Debug)]
pub struct ContextParts {
    /// The market's data, with the charter version in force.
    pub market: Market,
    /// The control schema and all cells of this process.
    pub store: Store,
    /// The market's home cell: its buyers, and its shops while it has one cell.
    pub home: Cell,
    /// The market's search index.
    pub index: Arc<pasar_search::Index>,
    /// Where pictures and imported files are kept.
    pub objects: Arc<dyn ObjectStore>,
    /// Who takes buyers' money.
    pub payments: Arc<dyn PaymentProvider>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
}

/// A market, ready to act in. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Context {
    parts: Arc<ContextParts>,
    bell: Bell,
}

impl Context {
    /// A context of these parts.
    pub fn new(parts: ContextParts) -> Self {
        Self {
            parts: Arc::new(parts),
            bell: Bell::default(),
        }
    }

    /// The market's data.
    pub fn market(&self) -> &Market {
        &self.parts.market
    }

    /// The charter version in force.
    pub fn charter(&self) -> &Charter {
        &self.parts.market.charter
    }

    /// The control schema, and the directory of cells.
    pub fn store(&self) -> &Store {
        &self.parts.store
    }

    /// The market's home cell.
    pub fn home(&self) -> &Cell {
        &self.parts.home
    }

    /// The market's search index.
    pub fn index(&self) -> &Arc<pasar_search::Index> {
        &self.parts.index
    }

    /// Where pictures and imported files are kept.
    pub fn objects(&self) -> &Arc<dyn ObjectStore> {
        &self.parts.objects
    }

    /// Who takes buyers' money.
    pub fn payments(&self) -> &dyn PaymentProvider {
        self.parts.payments.as_ref()
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        self.parts.clock.now()
    }

    /// Entropy for one id: `ProductId::new(now, &ctx.entropy())`.
    pub fn entropy(&self) -> Entropy {
        self.parts.chance.entropy()
    }

    /// Wakes the workers of this process: ring it after committing work for them.
    pub const fn bell(&self) -> &Bell {
        &self.bell
    }

    /// A secret of 256 bits.
    pub fn secret(&self) -> [u8; 32] {
        self.parts.chance.secret()
    }
}
