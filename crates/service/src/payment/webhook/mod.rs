//! What providers tell by themselves. A message is trusted by its signature alone, written once, and is only a hint: the provider is asked
//! where the payment stands, so that messages may come twice, late, in any order, and before the answer that they belong to.

mod apply;
mod event;
mod receive;
mod signature;

pub use apply::apply_due;
pub use event::ABOUT;
pub(crate) use event::write;
pub use receive::{ReceiveError, keys_of, receive};
pub use signature::WebhookKeys;
