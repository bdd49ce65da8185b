//! Keys for the JSON API: with one, a program acts as the person who made it, in one market.

mod authenticate;
mod create;
mod list;
mod revoke;
mod secret;

pub use pasar_domain::api_key::{ApiKey, KEYS_MAX};

pub use authenticate::authenticate;
pub use create::{CreateKeyError, create};
pub use list::list;
pub use revoke::revoke;
pub use secret::ApiSecret;
