//! Buyers' money, held by an outsider: authorise, capture, void, refund, and ask again after a silence.
//!
//! A payment's state is its own queue: whatever is `requested`, `pending` or `authorised` for too long is found by it and goes on
//! ([`reconcile`]), so that nothing is forgotten when the program is killed between two steps. What providers tell by themselves ([`webhook`])
//! only makes it go on earlier.

pub(crate) mod authorise;
mod capture;
mod provider;
mod reconcile;
mod refund;
mod sandbox;
mod sandbox_messages;
mod sandbox_statement;
pub(crate) mod settle;
mod show;
pub mod stripe;
mod void;
pub mod webhook;

pub use capture::{CaptureError, capture, capture_due};
pub use provider::{Answer, PaymentProvider, ProviderError, ProviderState};
pub use reconcile::{AskError, ask_now, reconcile};
pub use refund::{RefundError, refund_order};
pub use sandbox::{BankAnswerError, SandboxBank, SandboxPayment, SandboxState};
pub use sandbox_messages::Messenger;
pub use sandbox_statement::sandbox_fee;
pub use show::show;
pub use void::{VoidError, void_payment};
