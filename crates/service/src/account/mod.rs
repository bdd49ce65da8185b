//! Accounts: signing up and in, changing what an account says, and leaving.

mod change_password;
mod close;
mod edit;
mod show;
mod sign_in;
mod sign_up;

pub use pasar_domain::account::{Account, AccountInput, SignUp};
pub use pasar_domain::password::Password;

pub use change_password::{ChangePasswordError, change_password};
pub use close::{CloseAccountError, close};
pub use edit::{EditAccountError, edit};
pub use show::show;
pub use sign_in::{SignIn, SignInError, sign_in};
pub use sign_up::{SignUpError, sign_up};

use crate::Context;
use crate::password::seat;
use crate::throttle::Attempt;

/// Does this person, in an open session, know the account's password?
enum Proof {
    /// Yes. The account, and the hash of the password.
    Given(Account, String),
    /// No.
    Wrong,
    /// There were too many wrong ones.
    Wait {
        /// Seconds.
        seconds: u32,
    },
    /// The account may not act any more.
    Gone,
}

/// Checks the password of somebody who has signed in, before what cannot be undone. Wrong ones count as failed sign-ins do.
async fn prove(
    ctx: &Context,
    buyer: crate::actor::Buyer,
    password: &Password,
) -> Result<Proof, pasar_store::Error> {
    let seat = seat().await;
    let now = ctx.now();
    let mut conn = ctx.home().read().await?;
    let Some((account, hash)) = pasar_store::account::get(&mut conn, buyer.account_id()).await? else {
        return Ok(Proof::Gone);
    };
    let attempt = Attempt::to_prove(&account.email.key());
    if let Some(seconds) = attempt.wait_seconds(&mut conn, now).await? {
        return Ok(Proof::Wait { seconds });
    }
    drop(conn);
    let right = seat.verify(password, Some(hash.clone())).await;
    let mut tx = ctx.home().begin().await?;
    if right {
        attempt.succeeded(&mut tx).await?;
    } else {
        attempt.failed(&mut tx, now).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(if right {
        Proof::Given(account, hash)
    } else {
        Proof::Wrong
    })
}
