//! How somebody's second factor stands.

use chrono::Duration;
use pasar_domain::second_factor::{FactorHolder, SecondFactor};
use pasar_store::second_factor::KeptFactor;
use pasar_store::{account, second_factor, staff};

use super::{FactorError, place, sealing};
use crate::Context;

/// For so many minutes a factor that was begun can be confirmed.
const CONFIRM_MINUTES: i64 = 60;

/// Whose codes staff see in their app.
const STAFF_ISSUER: &str = "Pasar staff";

/// What somebody puts into their app. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret, to be typed.
    pub secret: String,
    /// What the picture says.
    pub uri: String,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment(…)")
    }
}

/// How a second factor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorState {
    /// There is none.
    Off,
    /// It was begun; a code of the app is missing.
    Begun(Enrolment),
    /// It guards its holder.
    On(SecondFactor),
}

/// Was it begun, not long ago, and not confirmed?
pub(super) fn is_begun(ctx: &Context, kept: &KeptFactor) -> bool {
    kept.confirmed_at.is_none() && ctx.now() - kept.made_at < Duration::minutes(CONFIRM_MINUTES)
}

/// Does a second factor guard somebody?
///
/// # Errors
/// The database's.
pub async fn guards(ctx: &Context, holder: impl Into<FactorHolder>) -> Result<bool, pasar_store::Error> {
    let holder = holder.into();
    let mut tx = place::begin(ctx, holder).await?;
    second_factor::guards(&mut tx, holder).await
}

/// How somebody's second factor stands.
///
/// # Errors
/// `Gone`, `Vault` or `Store`.
pub async fn show(ctx: &Context, holder: impl Into<FactorHolder>) -> Result<FactorState, FactorError> {
    let holder = holder.into();
    let mut tx = place::begin(ctx, holder).await?;
    let Some(kept) = second_factor::get(&mut tx, holder).await? else {
        return Ok(FactorState::Off);
    };
    if let Some(confirmed_at) = kept.confirmed_at {
        let codes_left = second_factor::codes_left(&mut tx, holder).await?;
        return Ok(FactorState::On(SecondFactor {
            confirmed_at,
            codes_left,
        }));
    }
    if !is_begun(ctx, &kept) {
        return Ok(FactorState::Off);
    }
    let market = ctx.market();
    let (issuer, email) = match holder {
        FactorHolder::Account(id) => {
            let found = account::get(&mut tx, id).await?;
            let name = market.name.get(market.default_language());
            (format!("Pasar {name}"), found.map(|(account, _)| account.email))
        }
        FactorHolder::Staff(id) => {
            let found = staff::get(&mut tx, id).await?;
            (STAFF_ISSUER.to_owned(), found.map(|(email, _)| email))
        }
    };
    let email = email.ok_or(FactorError::Gone)?;
    let secret = sealing::open(ctx, holder, &kept)?;
    Ok(FactorState::Begun(Enrolment {
        secret: secret.typed(),
        uri: secret.uri(&issuer, email.as_str()),
    }))
}
