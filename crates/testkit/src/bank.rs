//! A bank in memory that can be told to say no, to keep silent, and to be cut off before or after it has acted.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use chrono::NaiveDate;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::{Currency, Money};
use pasar_domain::provider_statement::ProviderRow;
use pasar_service::payment::{Answer, PaymentProvider, ProviderError, ProviderState};
use tokio::sync::Notify;

/// What the bank is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Set money aside.
    Authorise,
    /// Take it.
    Capture,
    /// Let go of it.
    Void,
    /// Give it back.
    Refund,
}

/// When the line is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The bank has not heard of it.
    Before,
    /// The bank has acted, and its answer is lost.
    After,
}

/// What goes wrong, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No answer ever comes: the moment to kill the program ([`FakeBank::hanging`]).
    Hang(Verb, When),
    /// The bank says that it cannot be reached.
    Unreachable(Verb, When),
    /// The bank loses what was authorised before it is captured.
    LoseAuthorisation,
}

impl Fault {
    fn verb(self) -> Verb {
        match self {
            Self::Hang(verb, _) | Self::Unreachable(verb, _) => verb,
            Self::LoseAuthorisation => Verb::Capture,
        }
    }
}

#[derive(Debug, Clone)]
struct Book {
    amount: Money,
    state: ProviderState,
    refunds: BTreeMap<String, Money>,
}

/// A bank in memory. Methods as the sandbox bank's: `sandbox_success`, `sandbox_decline`, `sandbox_later`.
#[derive(Debug, Default)]
pub struct FakeBank {
    books: Mutex<BTreeMap<PaymentId, Book>>,
    faults: Mutex<VecDeque<Fault>>,
    hanging: Notify,
}

impl FakeBank {
    /// The next time that the bank is asked to do this, it goes wrong.
    pub fn plan(&self, fault: Fault) {
        self.faults.lock().unwrap().push_back(fault);
    }

    /// Waits until somebody hangs on the line.
    pub async fn hanging(&self) {
        self.hanging.notified().await;
    }

    /// The bank answers a pending payment.
    pub fn answer(&self, id: PaymentId, yes: bool) {
        let reference = id.to_string();
        let answer = if yes {
            Answer::Authorised { reference }
        } else {
            Answer::Declined {
                reason: "refused".to_owned(),
            }
        };
        self.books.lock().unwrap().get_mut(&id).unwrap().state = ProviderState::Answered(answer);
    }

    /// Where each payment stands.
    pub fn states(&self) -> Vec<ProviderState> {
        self.books
            .lock()
            .unwrap()
            .values()
            .map(|book| book.state.clone())
            .collect()
    }

    /// What the bank holds for us: everything captured less everything given back, in minor units.
    pub fn captured_minor(&self) -> i64 {
        let books = self.books.lock().unwrap();
        let captured = books.values().map(|book| match &book.state {
            ProviderState::Captured { refunded } => book.amount.minor - refunded.minor,
            _ => 0,
        });
        captured.sum()
    }

    /// What the bank keeps from buyers without taking it, in minor units.
    pub fn held_minor(&self) -> i64 {
        let books = self.books.lock().unwrap();
        let held = books.values().filter(|book| {
            matches!(
                book.state,
                ProviderState::Answered(Answer::Authorised { .. } | Answer::Pending { .. })
            )
        });
        held.map(|book| book.amount.minor).sum()
    }

    fn take_fault(&self, verb: Verb) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let place = faults.iter().position(|fault| fault.verb() == verb)?;
        faults.remove(place)
    }

    async fn act<T>(
        &self,
        verb: Verb,
        act: impl FnOnce(&Self) -> Result<T, ProviderError>,
    ) -> Result<T, ProviderError> {
        match self.take_fault(verb) {
            Some(Fault::Hang(_, when)) => {
                if when == When::After {
                    let _ = act(self);
                }
                self.hanging.notify_one();
                futures::future::pending().await
            }
            Some(Fault::Unreachable(_, when)) => {
                if when == When::After {
                    let _ = act(self);
                }
                Err(ProviderError::Unreachable("the line is cut".into()))
            }
            Some(Fault::LoseAuthorisation) => {
                for book in self.books.lock().unwrap().values_mut() {
                    book.state = ProviderState::Voided;
                }
                Err(ProviderError::Refused("the authorisation has lapsed".to_owned()))
            }
            None => act(self),
        }
    }

    fn change(
        &self,
        id: PaymentId,
        to: impl FnOnce(&Book) -> Option<ProviderState>,
    ) -> Result<(), ProviderError> {
        let mut books = self.books.lock().unwrap();
        let book = books
            .get_mut(&id)
            .ok_or_else(|| ProviderError::Refused("unknown payment".to_owned()))?;
        match to(book) {
            Some(state) => {
                book.state = state;
                Ok(())
            }
            None => Err(ProviderError::Refused(format!("{:?}", book.state))),
        }
    }
}

impl PaymentProvider for FakeBank {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn statement(
        &self,
        _currency: Currency,
        _days: (NaiveDate, NaiveDate),
    ) -> BoxFuture<'_, Result<Option<Vec<ProviderRow>>, ProviderError>> {
        // It keeps what it took.
        async { Ok(Some(Vec::new())) }.boxed()
    }

    fn methods(&self) -> &'static [&'static str] {
        &["sandbox_success", "sandbox_decline", "sandbox_later"]
    }

    fn authorise<'a>(
        &'a self,
        id: PaymentId,
        method: &'a str,
        amount: Money,
        _now: Instant,
    ) -> BoxFuture<'a, Result<Answer, ProviderError>> {
        let reference = id.to_string();
        let first = match method {
            "sandbox_decline" => Answer::Declined {
                reason: "insufficient_funds".to_owned(),
            },
            "sandbox_later" => Answer::Pending {
                reference,
                continue_at: None,
            },
            _ => Answer::Authorised { reference },
        };
        self.act(Verb::Authorise, move |bank| {
            let mut books = bank.books.lock().unwrap();
            let state = ProviderState::Answered(first);
            let book = books.entry(id).or_insert(Book {
                amount,
                state,
                refunds: BTreeMap::new(),
            });
            match &book.state {
                ProviderState::Answered(answer) => Ok(answer.clone()),
                other => Err(ProviderError::Refused(format!("{other:?}"))),
            }
        })
        .boxed()
    }

    fn capture(&self, id: PaymentId, _now: Instant) -> BoxFuture<'_, Result<(), ProviderError>> {
        self.act(Verb::Capture, move |bank| {
            bank.change(id, |book| match &book.state {
                ProviderState::Captured { .. } => Some(book.state.clone()),
                ProviderState::Answered(Answer::Authorised { .. }) => Some(ProviderState::Captured {
                    refunded: Money::zero(book.amount.currency),
                }),
                _ => None,
            })
        })
        .boxed()
    }

    fn void(&self, id: PaymentId, _now: Instant) -> BoxFuture<'_, Result<(), ProviderError>> {
        self.act(Verb::Void, move |bank| {
            bank.change(id, |book| match &book.state {
                ProviderState::Captured { .. } => None,
                _ => Some(ProviderState::Voided),
            })
        })
        .boxed()
    }

    fn refund<'a>(
        &'a self,
        id: PaymentId,
        key: &'a str,
        amount: Money,
        _now: Instant,
    ) -> BoxFuture<'a, Result<(), ProviderError>> {
        self.act(Verb::Refund, move |bank| {
            let mut books = bank.books.lock().unwrap();
            let book = books
                .get_mut(&id)
                .ok_or_else(|| ProviderError::Refused("unknown payment".to_owned()))?;
            book.refunds.entry(key.to_owned()).or_insert(amount);
            let refunded = Money::sum(book.amount.currency, book.refunds.values().copied()).unwrap();
            if !matches!(book.state, ProviderState::Captured { .. }) || refunded.minor > book.amount.minor {
                return Err(ProviderError::Refused("too much".to_owned()));
            }
            book.state = ProviderState::Captured { refunded };
            Ok(())
        })
        .boxed()
    }

    fn look_up(&self, id: PaymentId) -> BoxFuture<'_, Result<ProviderState, ProviderError>> {
        let state = self.books.lock().unwrap().get(&id).map(|book| book.state.clone());
        async move { Ok(state.unwrap_or(ProviderState::Unknown)) }.boxed()
    }
}
