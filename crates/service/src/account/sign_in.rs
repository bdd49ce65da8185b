//! Signs somebody in by e-mail address and password.

use std::fmt;

use pasar_domain::password::Password;
use pasar_store::account;

use crate::Context;
use crate::password::seat;
use crate::session::Proven;
use crate::throttle::Attempt;

/// What somebody says who wants to sign in.
#[derive(Clone)]
pub struct SignIn {
    /// The e-mail address, in any capitals.
    pub email: String,
    /// The password.
    pub password: Password,
    /// The network address the request comes from. Only a hash of it is kept, and only after a failure.
    pub from: String,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// There is no account of this address that may act, or it has another password: which of the two, nobody is told.
    #[error("the e-mail address or the password is wrong")]
    Wrong,
    /// There were too many failures, on this account or from this network.
    #[error("there were too many failed attempts; try again in {seconds} seconds")]
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Checks who somebody is, who then may [`enter`](crate::session::enter()). A wrong address takes as long as a wrong password.
///
/// # Errors
/// See [`SignInError`].
pub async fn sign_in(ctx: &Context, input: &SignIn) -> Result<Proven, SignInError> {
    let email_key = input.email.trim().to_lowercase();
    let attempt = Attempt::to_sign_in(&email_key, &input.from);
    let seat = seat().await;
    let now = ctx.now();
    let mut conn = ctx.home().read().await?;
    if let Some(seconds) = attempt.wait_seconds(&mut conn, now).await? {
        return Err(SignInError::Wait { seconds });
    }
    let known = account::credentials(&mut conn, &email_key).await?;
    drop(conn);
    let known = known.filter(|known| known.enabled);
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let right = seat.verify(&input.password, hash).await;
    let mut tx = ctx.home().begin().await?;
    let answer = match known.filter(|_| right) {
        Some(known) => {
            attempt.succeeded(&mut tx).await?;
            Ok(Proven::by_password(known.account_id))
        }
        None => {
            attempt.failed(&mut tx, now).await?;
            Err(SignInError::Wrong)
        }
    };
    tx.commit().await.map_err(pasar_store::Error::from)?;
    answer
}
