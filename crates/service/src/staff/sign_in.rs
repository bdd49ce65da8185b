//! Signs a member of staff in by e-mail address and password.

use pasar_domain::staff::OpenedWith;
use pasar_store::staff;

use super::session::Proven;
use crate::Context;
use crate::account::{SignIn, SignInError};
use crate::actor::StaffMember;
use crate::password::seat;
use crate::throttle::Attempt;

/// Checks who a member of staff is, as [`account::sign_in`](crate::account::sign_in()) does with people; who then may
/// [`enter`](super::session::enter()). Failures are counted over all markets. Where the operator
/// takes no passwords, every one is wrong.
///
/// # Errors
/// See [`SignInError`].
pub async fn sign_in(ctx: &Context, input: &SignIn) -> Result<Proven, SignInError> {
    if !ctx.staff_door().takes_passwords {
        return Err(SignInError::Wrong);
    }
    let email_key = input.email.trim().to_lowercase();
    let attempt = Attempt::to_sign_in(&email_key, &input.from);
    let seat = seat().await;
    let now = ctx.now();
    let mut conn = ctx.store().read().await?;
    if let Some(seconds) = attempt.wait_seconds(&mut conn, now).await? {
        return Err(SignInError::Wait { seconds });
    }
    let known = staff::credentials(&mut conn, &email_key).await?;
    drop(conn);
    let known = known.filter(|known| known.enabled);
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let right = seat.verify(&input.password, hash).await;
    let mut tx = ctx.store().begin().await?;
    let answer = match known.filter(|_| right) {
        Some(known) => {
            attempt.succeeded(&mut tx).await?;
            Ok(Proven::of(
                StaffMember::proven(known.staff_id, known.role),
                OpenedWith::Password,
            ))
        }
        None => {
            attempt.failed(&mut tx, now).await?;
            Err(SignInError::Wrong)
        }
    };
    tx.commit().await.map_err(pasar_store::Error::from)?;
    answer
}
