//! Confirms a second factor with a code of the app; from then on it guards its holder.

use pasar_domain::second_factor::{FactorEvent, FactorHolder, RECOVERY_CODES, RecoveryCode, TypedCode};
use pasar_domain::staff::OpenedWith;
use pasar_store::{Transaction, half_sign_in, second_factor, session, staff_session};

use super::check::hash;
use super::show::is_begun;
use super::{FactorError, place, sealing};
use crate::Context;
use crate::session::SessionToken;
use crate::throttle::Attempt;

/// Confirms the factor that was begun. Returns ten recovery codes, to be shown now and never again. Every session of the holder ends but that of
/// `kept`: the others were opened with less.
///
/// # Errors
/// See [`FactorError`].
pub async fn confirm(
    ctx: &Context,
    holder: impl Into<FactorHolder>,
    typed: &str,
    kept: &SessionToken,
) -> Result<Vec<RecoveryCode>, FactorError> {
    let holder = holder.into();
    let now = ctx.now();
    let mut tx = place::begin(ctx, holder).await?;
    // Whoever signs in meanwhile waits, and then owes the factor.
    if !place::lock_holder(&mut tx, holder).await? {
        return Err(FactorError::Gone);
    }
    let attempt = Attempt::to_factor(holder);
    attempt.lock(&mut tx).await?;
    if let Some(seconds) = attempt.wait_seconds(&mut tx, now).await? {
        return Err(FactorError::Wait { seconds });
    }
    let begun = second_factor::lock(&mut tx, holder)
        .await?
        .ok_or(FactorError::NotOn)?;
    if begun.confirmed_at.is_some() {
        return Err(FactorError::AlreadyOn);
    }
    if !is_begun(ctx, &begun) {
        return Err(FactorError::NotOn);
    }
    let step = match TypedCode::read(typed) {
        Some(TypedCode::App(code)) => {
            sealing::open(ctx, holder, &begun)?.accepts(&code, begun.last_step, now)
        }
        Some(TypedCode::Recovery(_)) | None => None,
    };
    let Some(step) = step else {
        attempt.failed(&mut tx, now).await?;
        tx.commit().await.map_err(pasar_store::Error::from)?;
        return Err(FactorError::WrongCode);
    };
    attempt.succeeded(&mut tx).await?;
    second_factor::confirm(&mut tx, (holder, begun.factor_id), step, now).await?;
    let codes: Vec<RecoveryCode> = (0..RECOVERY_CODES)
        .map(|_| RecoveryCode::new(&ctx.entropy()))
        .collect();
    let hashes: Vec<[u8; 32]> = codes.iter().map(|code| hash(holder, code)).collect();
    second_factor::insert_codes(&mut tx, holder, &hashes).await?;
    end_others(&mut tx, holder, kept).await?;
    place::tell_and_commit(ctx, tx, holder, (FactorEvent::Added, now)).await?;
    Ok(codes)
}

async fn end_others(
    tx: &mut Transaction,
    holder: FactorHolder,
    kept: &SessionToken,
) -> Result<(), FactorError> {
    half_sign_in::delete_all(tx, holder).await?;
    match holder {
        FactorHolder::Account(id) => {
            session::delete_others(tx, id, &kept.hash()).await?;
        }
        FactorHolder::Staff(id) => {
            staff_session::delete_others(tx, id, &kept.hash()).await?;
            staff_session::set_opened_with(tx, id, OpenedWith::SecondFactor).await?;
        }
    }
    Ok(())
}
