//! Secrets of apps, sealed: each with a key of its own, which a master key wraps.

use pasar_domain::id::FactorId;
use pasar_domain::second_factor::{FactorHolder, SECRET_BYTES, TotpSecret};
use pasar_store::second_factor::KeptFactor;
use pasar_vault::{DataKey, Place, Refused, Wrapped};
use zeroize::Zeroizing;

use crate::Context;

/// A new secret, and the factor that keeps it.
pub(super) fn make(ctx: &Context, holder: FactorHolder) -> Result<KeptFactor, Refused> {
    let factor_id = FactorId::new(ctx.now(), &ctx.entropy());
    let chance = Zeroizing::new(ctx.secret());
    let secret = chance.first_chunk::<SECRET_BYTES>().ok_or(Refused)?;
    let key = DataKey::new(ctx.secret());
    Ok(KeptFactor {
        factor_id,
        secret_sealed: key.seal(&place(holder, factor_id), secret, &ctx.nonce())?,
        wrapped: wrap(ctx, holder, factor_id, &key)?,
        made_at: ctx.now(),
        confirmed_at: None,
        last_step: 0,
    })
}

/// Opens the secret of a factor.
pub(super) fn open(ctx: &Context, holder: FactorHolder, kept: &KeptFactor) -> Result<TotpSecret, Refused> {
    let key = unwrap(ctx, holder, kept.factor_id, &kept.wrapped)?;
    let opened = key.open(&place(holder, kept.factor_id), &kept.secret_sealed)?;
    TotpSecret::of_slice(&opened).ok_or(Refused)
}

pub(super) fn wrap(
    ctx: &Context,
    holder: FactorHolder,
    factor_id: FactorId,
    key: &DataKey,
) -> Result<Wrapped, Refused> {
    let (owner, key_id) = (holder.uuid().into_bytes(), factor_id.uuid().into_bytes());
    ctx.identity_keys().wrap(owner, key_id, key, &ctx.nonce())
}

pub(super) fn unwrap(
    ctx: &Context,
    holder: FactorHolder,
    factor_id: FactorId,
    wrapped: &Wrapped,
) -> Result<DataKey, Refused> {
    let (owner, key_id) = (holder.uuid().into_bytes(), factor_id.uuid().into_bytes());
    ctx.identity_keys().unwrap(owner, key_id, wrapped)
}

const fn place(holder: FactorHolder, factor_id: FactorId) -> Place<'static> {
    Place {
        owner: holder.uuid().into_bytes(),
        record: factor_id.uuid().into_bytes(),
        field: "secret of codes",
    }
}
