//! Checks a code. Each is taken once, and whoever tries codes is slowed down as with passwords.

use pasar_domain::second_factor::{FactorEvent, FactorHolder, RecoveryCode, TypedCode};
use pasar_store::Transaction;
use pasar_store::second_factor::{self, KeptFactor};

use super::{FactorError, place, sealing};
use crate::Context;
use crate::secret;
use crate::throttle::Attempt;

/// What came of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checked {
    /// It is right, and now used.
    Right,
    /// It is wrong, or was used before.
    Wrong,
    /// There were too many wrong ones.
    Wait {
        /// Seconds.
        seconds: u32,
    },
    /// No second factor guards this person.
    NotOn,
}

/// Checks what somebody typed, a code of the app or a recovery code, in the transaction of `tx`. Commit it whatever came of it: failures count.
pub(crate) async fn check(
    ctx: &Context,
    tx: &mut Transaction,
    holder: FactorHolder,
    typed: &str,
) -> Result<Checked, FactorError> {
    let attempt = Attempt::to_factor(holder);
    // One after the other, so that no crowd of guesses passes before the first has failed.
    attempt.lock(tx).await?;
    if let Some(seconds) = attempt.wait_seconds(tx, ctx.now()).await? {
        return Ok(Checked::Wait { seconds });
    }
    let kept = second_factor::lock(tx, holder).await?;
    let Some(kept) = kept.filter(|kept| kept.confirmed_at.is_some()) else {
        return Ok(Checked::NotOn);
    };
    if is_right(ctx, tx, (holder, &kept), typed).await? {
        attempt.succeeded(tx).await?;
        Ok(Checked::Right)
    } else {
        attempt.failed(tx, ctx.now()).await?;
        Ok(Checked::Wrong)
    }
}

/// Asks for a code in an open session, as the last question before what outlasts it; the transaction goes on when it was right. Somebody
/// without a second factor owes none.
///
/// # Errors
/// `WrongCode`, `Wait`, `Vault` or `Store`. The failure is counted; nothing else of the transaction may have been written.
pub(crate) async fn prove_code(
    ctx: &Context,
    mut tx: Transaction,
    holder: impl Into<FactorHolder>,
    typed: &str,
) -> Result<Transaction, FactorError> {
    let refused = match check(ctx, &mut tx, holder.into(), typed).await? {
        Checked::Right | Checked::NotOn => return Ok(tx),
        Checked::Wrong => FactorError::WrongCode,
        Checked::Wait { seconds } => FactorError::Wait { seconds },
    };
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Err(refused)
}

async fn is_right(
    ctx: &Context,
    tx: &mut Transaction,
    (holder, kept): (FactorHolder, &KeptFactor),
    typed: &str,
) -> Result<bool, FactorError> {
    match TypedCode::read(typed) {
        None => Ok(false),
        Some(TypedCode::App(code)) => {
            let secret = sealing::open(ctx, holder, kept)?;
            match secret.accepts(&code, kept.last_step, ctx.now()) {
                Some(step) => Ok(second_factor::take_step(tx, holder, step).await?),
                None => Ok(false),
            }
        }
        Some(TypedCode::Recovery(code)) => {
            let used = second_factor::use_code(tx, holder, &hash(holder, &code), ctx.now()).await?;
            if used {
                place::tell(ctx, tx, holder, (FactorEvent::RecoveryCodeUsed, ctx.now())).await?;
            }
            Ok(used)
        }
    }
}

/// What is kept of a recovery code. It has 80 bits of chance, so nobody finds it by trying.
pub(super) fn hash(holder: FactorHolder, code: &RecoveryCode) -> [u8; 32] {
    secret::sha256(format!("recovery code\0{}\0{}", holder.uuid(), code.expose()).as_bytes())
}
