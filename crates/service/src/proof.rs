//! Does somebody, in an open session, know the password?

use pasar_domain::email::EmailAddress;
use pasar_domain::password::Password;
use pasar_domain::second_factor::FactorHolder;
use pasar_store::{Result, account, staff};

use crate::Context;
use crate::password::seat;
use crate::second_factor::place;
use crate::throttle::Attempt;

/// What came of asking for the password.
pub(crate) enum Proof {
    /// It is the right one.
    Given {
        /// The e-mail address that goes with it.
        email: EmailAddress,
        /// The hash of the password.
        password_hash: String,
    },
    /// It is another.
    Wrong,
    /// There were too many wrong ones.
    Wait {
        /// Seconds.
        seconds: u32,
    },
    /// The person may not act any more.
    Gone,
}

/// Checks the password of somebody who has signed in, before what cannot be undone. Wrong ones count as failed sign-ins do.
pub(crate) async fn prove(ctx: &Context, holder: FactorHolder, password: &Password) -> Result<Proof> {
    let seat = seat().await;
    let now = ctx.now();
    let mut tx = place::begin(ctx, holder).await?;
    let found = match holder {
        FactorHolder::Account(id) => {
            let found = account::get(&mut tx, id).await?;
            found.map(|(account, hash)| (account.email, hash))
        }
        FactorHolder::Staff(id) => staff::get(&mut tx, id).await?,
    };
    let Some((email, password_hash)) = found else {
        return Ok(Proof::Gone);
    };
    let attempt = Attempt::to_prove(&email.key());
    if let Some(seconds) = attempt.wait_seconds(&mut tx, now).await? {
        return Ok(Proof::Wait { seconds });
    }
    drop(tx);
    let right = seat.verify(password, Some(password_hash.clone())).await;
    let mut tx = place::begin(ctx, holder).await?;
    if right {
        attempt.succeeded(&mut tx).await?;
    } else {
        attempt.failed(&mut tx, now).await?;
    }
    tx.commit().await?;
    Ok(if right {
        Proof::Given { email, password_hash }
    } else {
        Proof::Wrong
    })
}
