//! Passkeys of accounts and of staff: a device with a private key, which asks for finger, face or PIN. So a passkey is two factors in one, and
//! who signs in with it owes neither password nor code.

mod add;
mod answer;
mod list;
mod relying_party;
mod remove;
mod rename;

pub use pasar_domain::passkey::{PASSKEYS_MAX, Passkey};

pub use add::{add, begin_adding};
pub(crate) use answer::answered;
pub use answer::begin_answering;
pub use list::list;
pub use relying_party::{RelyingParty, UnfitOrigin};
pub use remove::remove;
pub use rename::rename;

use pasar_domain::problem::Problems;

use crate::Context;
use crate::session::SessionToken;

/// A challenge waits for so many minutes.
pub const MINUTES: i64 = 5;

/// A challenge for a device.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// What the browser hands to the device, as JSON.
    pub options: serde_json::Value,
    /// What the browser brings back with the answer.
    pub token: SessionToken,
}

/// Why there is no passkey, or nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The site does not know its address, to which passkeys are bound.
    #[error("passkeys need an address of the site; the operator can configure it")]
    NotConfigured,
    /// The password is another one.
    #[error("the password is wrong")]
    WrongPassword,
    /// A second factor guards, and the code is wrong or was used before.
    #[error("the code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// There were too many failures.
    #[error("there were too many failed attempts; try again in {seconds} seconds")]
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
    /// The name is no good.
    #[error("{0}")]
    Invalid(Problems),
    /// It took too long, or was answered before.
    #[error("it took too long, or was answered before; begin again")]
    Expired,
    /// The device's answer is not believed, or its passkey is not known.
    #[error("the device's answer was not accepted; try again, or sign in another way")]
    Refused,
    /// There are as many as there may be.
    #[error("there are {PASSKEYS_MAX} passkeys, which is the most; remove one first")]
    TooMany,
    /// There is no such passkey, or the person may not act any more.
    #[error("there is no such passkey")]
    Gone,
    /// What is kept is not what was written: an incident.
    #[error("a passkey or challenge in the database cannot be read")]
    Damaged,
    /// What is kept could not be opened with the keys that are known.
    #[error(transparent)]
    Vault(#[from] pasar_vault::Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

impl From<crate::second_factor::FactorError> for PasskeyError {
    fn from(error: crate::second_factor::FactorError) -> Self {
        use crate::second_factor::FactorError as Factor;
        match error {
            Factor::WrongPassword => Self::WrongPassword,
            Factor::WrongCode => Self::WrongCode,
            Factor::Wait { seconds } => Self::Wait { seconds },
            Factor::AlreadyOn | Factor::NotOn | Factor::Gone => Self::Gone,
            Factor::Vault(error) => error.into(),
            Factor::Store(error) => error.into(),
        }
    }
}

fn relying_party(ctx: &Context) -> Result<&RelyingParty, PasskeyError> {
    ctx.relying_party().ok_or(PasskeyError::NotConfigured)
}
