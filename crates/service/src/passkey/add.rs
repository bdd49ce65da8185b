//! Adds a passkey.

use chrono::Duration;
use pasar_domain::id::PasskeyId;
use pasar_domain::passkey::{PASSKEYS_MAX, Passkey, check_name};
use pasar_domain::password::Password;
use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_store::{account, passkey, staff};
use serde_json::{Value, json};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::{Challenge, MINUTES, PasskeyError, relying_party};
use crate::Context;
use crate::proof::{Proof, prove};
use crate::second_factor::check::prove_code;
use crate::second_factor::place;
use crate::session::SessionToken;

/// Challenges a device to make a passkey for somebody, who gives the password, and a code where a second factor guards: what is added opens the
/// account from now on.
///
/// # Errors
/// See [`PasskeyError`].
pub async fn begin_adding(
    ctx: &Context,
    holder: impl Into<FactorHolder>,
    password: &Password,
    code: &str,
) -> Result<Challenge, PasskeyError> {
    let holder = holder.into();
    let party = relying_party(ctx)?;
    let email = match prove(ctx, holder, password).await? {
        Proof::Given { email, .. } => email,
        Proof::Wrong => return Err(PasskeyError::WrongPassword),
        Proof::Wait { seconds } => return Err(PasskeyError::Wait { seconds }),
        Proof::Gone => return Err(PasskeyError::Gone),
    };
    let mut tx = place::begin(ctx, holder).await?;
    let known = passkey::credential_ids(&mut tx, holder).await?;
    if known.len() >= PASSKEYS_MAX {
        return Err(PasskeyError::TooMany);
    }
    let mut tx = prove_code(ctx, tx, holder, code).await?;
    let (options, state) = party
        .webauthn
        .start_passkey_registration(holder.uuid(), email.as_str(), email.as_str(), Some(known))
        .map_err(|_| PasskeyError::Refused)?;
    let token = SessionToken::fresh(ctx);
    let state = serde_json::to_value(state).map_err(|_| PasskeyError::Damaged)?;
    let times = (ctx.now(), ctx.now() + Duration::minutes(MINUTES));
    passkey::insert_challenge(&mut tx, &token.hash(), (Some(holder), &state), times).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    let options = serde_json::to_value(options).map_err(|_| PasskeyError::Damaged)?;
    Ok(Challenge {
        options: findable(options),
        token,
    })
}

/// The passkey has to be one that the device finds by itself: nobody types an address before signing in with it.
fn findable(mut options: Value) -> Value {
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
    }
    options
}

/// Adds the passkey that a device has made.
///
/// # Errors
/// See [`PasskeyError`].
pub async fn add(
    ctx: &Context,
    holder: impl Into<FactorHolder>,
    token: &SessionToken,
    (name, answer): (&str, &str),
) -> Result<Passkey, PasskeyError> {
    let holder = holder.into();
    let party = relying_party(ctx)?;
    let name = check_name(name).map_err(PasskeyError::Invalid)?;
    let answer: RegisterPublicKeyCredential =
        serde_json::from_str(answer).map_err(|_| PasskeyError::Refused)?;
    let mut tx = place::begin(ctx, holder).await?;
    let (whose, state) = passkey::take_challenge(&mut tx, &token.hash(), ctx.now())
        .await?
        .ok_or(PasskeyError::Expired)?;
    if whose != Some(holder.uuid()) {
        return Err(PasskeyError::Expired);
    }
    let state: PasskeyRegistration = serde_json::from_value(state).map_err(|_| PasskeyError::Damaged)?;
    let made = party
        .webauthn
        .finish_passkey_registration(&answer, &state)
        .map_err(|_| PasskeyError::Refused)?;
    let credential = serde_json::to_value(&made).map_err(|_| PasskeyError::Damaged)?;
    let added = Passkey {
        passkey_id: PasskeyId::new(ctx.now(), &ctx.entropy()),
        name,
        made_at: ctx.now(),
        last_used_at: None,
    };
    let may_act = match holder {
        FactorHolder::Account(id) => account::lock(&mut tx, id).await?,
        FactorHolder::Staff(id) => staff::lock(&mut tx, id).await?.is_some(),
    };
    if !may_act {
        return Err(PasskeyError::Gone);
    }
    let id: &[u8] = made.cred_id();
    if !passkey::insert(&mut tx, holder, &added, (id, &credential)).await? {
        return Err(PasskeyError::Refused);
    }
    place::tell_and_commit(ctx, tx, holder, (FactorEvent::PasskeyAdded, ctx.now())).await?;
    Ok(added)
}
