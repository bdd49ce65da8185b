//! What every use-case is given: the market it acts in, and the clock, chance and outsiders it may use.

use std::sync::Arc;

use object_store::ObjectStore;
use pasar_domain::Instant;
use pasar_domain::charter::Charter;
use pasar_domain::id::{AccountId, Entropy};
use pasar_domain::market::Market;
use pasar_domain::surface::Surface;
use pasar_reader::Reader;
use pasar_store::{Cell, Store};
use pasar_vault::{Keyring, Nonce};

use crate::bell::Bell;
use crate::chance::Chance;
use crate::checkout::Queues;
use crate::clock::Clock;
use crate::passkey::RelyingParty;
use crate::payment::PaymentProvider;
use crate::refusal::Refusals;
use crate::rulebook::Rulebook;
use crate::screening::Screeners;
use crate::staff::StaffDoor;

/// What a context is made of. The program makes one per market; tests make theirs.
#[derive(Debug)]
pub struct ContextParts {
    /// The market's data, under the figures of any charter version.
    pub market: Market,
    /// The charter versions that were adopted for it.
    pub rulebook: Rulebook,
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
    /// The master keys of the vault for identity data.
    pub identity_keys: Arc<Keyring>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
}

/// A market, ready to act in. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Context {
    parts: Arc<ContextParts>,
    refusals: Arc<Refusals>,
    screeners: Arc<Screeners>,
    reader: Option<Arc<Reader>>,
    queues: Arc<Queues>,
    bell: Bell,
    viewer: Viewer,
    staff_door: StaffDoor,
    relying_party: Option<Arc<RelyingParty>>,
}

/// For whom listings are read, and on which surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// Who has signed in.
    pub account_id: Option<AccountId>,
    /// Where.
    pub surface: Surface,
}

impl Viewer {
    /// Somebody of whom nothing is known, in the trade system: sees what everybody sees.
    pub const STRANGER: Self = Self {
        account_id: None,
        surface: Surface::Trade,
    };
}

impl Context {
    /// A context of these parts.
    pub fn new(parts: ContextParts) -> Self {
        Self {
            parts: Arc::new(parts),
            refusals: Arc::default(),
            screeners: Arc::default(),
            reader: None,
            queues: Arc::default(),
            bell: Bell::default(),
            viewer: Viewer::STRANGER,
            staff_door: StaffDoor::default(),
            relying_party: None,
        }
    }

    /// The same, with a program that reads pictures of documents. Without one, everything is typed.
    #[must_use]
    pub fn reading_with(&self, reader: Arc<Reader>) -> Self {
        Self {
            reader: Some(reader),
            ..self.clone()
        }
    }

    /// The program that reads pictures of documents, where there is one.
    pub fn reader(&self) -> Option<&Reader> {
        self.reader.as_deref()
    }

    /// The same, where staff come in like this.
    #[must_use]
    pub fn with_staff_door(self, staff_door: StaffDoor) -> Self {
        Self { staff_door, ..self }
    }

    /// The same, of a site to which passkeys can be bound.
    #[must_use]
    pub fn with_relying_party(self, party: Option<Arc<RelyingParty>>) -> Self {
        Self {
            relying_party: party,
            ..self
        }
    }

    /// The site as devices know it, where passkeys can be bound to it.
    pub fn relying_party(&self) -> Option<&RelyingParty> {
        self.relying_party.as_deref()
    }

    /// How staff come in.
    pub const fn staff_door(&self) -> &StaffDoor {
        &self.staff_door
    }

    /// The same, for this viewer.
    #[must_use]
    pub fn seen_by(&self, viewer: Viewer) -> Self {
        Self {
            viewer,
            ..self.clone()
        }
    }

    /// The same, but what it refuses is not counted: for those who look at everything from time to time.
    #[must_use]
    pub(crate) fn uncounted(&self) -> Self {
        Self {
            refusals: Arc::default(),
            ..self.clone()
        }
    }

    /// For whom listings are read.
    pub const fn viewer(&self) -> Viewer {
        self.viewer
    }

    /// The market's data, under the charter in force.
    pub fn market(&self) -> &Market {
        let in_force = self.parts.rulebook.in_force(self.now());
        in_force.map_or(&self.parts.market, |version| version.market.as_ref())
    }

    /// The market under the charter in force, to share; nothing before its first charter.
    pub fn market_in_force(&self) -> Option<Arc<Market>> {
        let in_force = self.parts.rulebook.in_force(self.now());
        in_force.map(|version| Arc::clone(&version.market))
    }

    /// The figures of the charter in force.
    pub fn charter(&self) -> &Charter {
        &self.market().charter
    }

    /// The charter versions that were adopted.
    pub fn rulebook(&self) -> &Rulebook {
        &self.parts.rulebook
    }

    /// What was refused since it was written down last.
    pub(crate) fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// The list of names that was made ready last.
    pub(crate) fn screeners(&self) -> &Screeners {
        &self.screeners
    }

    /// The control schema, and the directory of cells.
    pub fn store(&self) -> &Store {
        &self.parts.store
    }

    /// The market's home cell.
    pub fn home(&self) -> &Cell {
        &self.parts.home
    }

    /// The queues of the checkout.
    pub(crate) fn queues(&self) -> &Queues {
        &self.queues
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

    /// The master keys of the vault for identity data. Only its use-cases need them.
    pub(crate) fn identity_keys(&self) -> &Keyring {
        &self.parts.identity_keys
    }

    /// Bytes of chance for sealing, used once.
    pub(crate) fn nonce(&self) -> Nonce {
        self.parts.chance.nonce()
    }

    /// A secret of 256 bits.
    pub fn secret(&self) -> [u8; 32] {
        self.parts.chance.secret()
    }
}
