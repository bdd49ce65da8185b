//! Whoever signs in with a passkey answers a challenge.

use chrono::Duration;
use pasar_domain::second_factor::FactorHolder;
use pasar_store::{Transaction, passkey};
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey as Credential, PublicKeyCredential,
};

use super::{Challenge, MINUTES, PasskeyError, relying_party};
use crate::Context;
use crate::second_factor::place;
use crate::session::SessionToken;

/// Challenges whichever device answers; at the desk of staff if `is_staff`, where passkeys of staff answer.
///
/// # Errors
/// `NotConfigured`, `Damaged` or `Store`.
pub async fn begin_answering(ctx: &Context, is_staff: bool) -> Result<Challenge, PasskeyError> {
    let party = relying_party(ctx)?;
    let (options, state) = party
        .webauthn
        .start_discoverable_authentication()
        .map_err(|_| PasskeyError::Refused)?;
    let token = SessionToken::fresh(ctx);
    let state = serde_json::to_value(state).map_err(|_| PasskeyError::Damaged)?;
    let times = (ctx.now(), ctx.now() + Duration::minutes(MINUTES));
    let mut tx = if is_staff {
        ctx.store().begin().await?
    } else {
        ctx.home().begin().await?
    };
    passkey::insert_challenge(&mut tx, &token.hash(), (None, &state), times).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    let mut options = serde_json::to_value(options).map_err(|_| PasskeyError::Damaged)?;
    // A button was pressed: the device asks at once rather than when a field is filled.
    if let Some(options) = options.as_object_mut() {
        options.remove("mediation");
    }
    Ok(Challenge { options, token })
}

/// Checks an answer in the transaction of the holder's place. Returns whose passkey it was, and the transaction, in which the session is opened. A
/// device whose counter does not go up may be a copy, and is refused.
pub(crate) async fn answered(
    ctx: &Context,
    mut tx: Transaction,
    holder_of: fn(Uuid) -> FactorHolder,
    (token, answer): (&SessionToken, &str),
) -> Result<(Transaction, FactorHolder), PasskeyError> {
    let party = relying_party(ctx)?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| PasskeyError::Refused)?;
    let (whose, state) = passkey::take_challenge(&mut tx, &token.hash(), ctx.now())
        .await?
        .ok_or(PasskeyError::Expired)?;
    if whose.is_some() {
        return Err(PasskeyError::Expired);
    }
    let state: DiscoverableAuthentication =
        serde_json::from_value(state).map_err(|_| PasskeyError::Damaged)?;
    let (holder, id) = party
        .webauthn
        .identify_discoverable_authentication(&answer)
        .map_err(|_| PasskeyError::Refused)?;
    let holder = holder_of(holder);
    if !place::lock_holder(&mut tx, holder).await? {
        return Err(PasskeyError::Refused);
    }
    let found = passkey::lock(&mut tx, holder, id).await?;
    let (passkey_id, kept) = found.ok_or(PasskeyError::Refused)?;
    let mut credential: Credential = serde_json::from_value(kept).map_err(|_| PasskeyError::Damaged)?;
    let result = party
        .webauthn
        .finish_discoverable_authentication_v2(&answer, state, DiscoverableKey::from(&credential))
        .map_err(|_| PasskeyError::Refused)?;
    if !result.user_verified() {
        return Err(PasskeyError::Refused);
    }
    credential.update_credential(&result);
    let kept = serde_json::to_value(&credential).map_err(|_| PasskeyError::Damaged)?;
    passkey::set_used(&mut tx, (holder, passkey_id), &kept, ctx.now()).await?;
    Ok((tx, holder))
}
