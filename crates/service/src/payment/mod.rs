//! Buyers' money, held by an outsider: authorise, capture, void, refund, and ask again after a silence.

mod provider;

pub use provider::{Answer, PaymentProvider, ProviderError, ProviderState};
