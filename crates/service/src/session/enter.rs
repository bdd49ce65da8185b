//! Lets somebody in who has just proved who they are: the one way to a session of an account.

use pasar_domain::id::{AccountId, CartId};
use pasar_domain::second_factor::FactorHolder;
use pasar_domain::surface::Surface;
use pasar_store::{Result, Transaction, second_factor, session};

use super::SessionToken;
use super::open::open;
use crate::Context;
use crate::actor::Buyer;
use crate::passkey::{PasskeyError, answered};
use crate::second_factor::finish::finish as finish_half;
use crate::second_factor::{FinishError, half, place};

/// Somebody who has just proved who they are. Only signing in and signing up make one, and it opens one session.
#[derive(Debug)]
#[must_use = "nobody is signed in before `session::enter`"]
pub struct Proven {
    account_id: AccountId,
}

/// What came of coming in.
#[derive(Debug)]
#[must_use = "the browser has to keep the token"]
pub enum Entry {
    /// A session is open.
    Open(SessionToken),
    /// The second factor is missing: [`finish`] takes it, for this token.
    Half(SessionToken),
}

impl Proven {
    pub(crate) const fn by_password(account_id: AccountId) -> Self {
        Self { account_id }
    }

    /// Whose account it is.
    pub const fn account_id(&self) -> AccountId {
        self.account_id
    }
}

/// Where somebody comes in: a browser, with what it carries.
#[derive(Debug, Clone)]
pub struct Door {
    /// The surface on which the session is good.
    pub surface: Surface,
    /// The token that the browser has carried so far; whatever it opened is closed.
    pub former: SessionToken,
    /// The cart that was filled before signing in.
    pub guest_cart: Option<CartId>,
}

/// Lets somebody in whom no second factor guards; of the others it is asked.
///
/// # Errors
/// The database's.
pub async fn enter(ctx: &Context, door: &Door, proven: Proven) -> Result<Entry> {
    let mut tx = ctx.home().begin().await?;
    let holder = FactorHolder::Account(proven.account_id);
    // Whoever adds a factor meanwhile is waited for.
    place::lock_holder(&mut tx, holder).await?;
    let entry = if second_factor::guards(&mut tx, holder).await? {
        Entry::Half(half::begin(ctx, &mut tx, holder).await?)
    } else {
        Entry::Open(let_in(ctx, &mut tx, door, proven.account_id).await?)
    };
    tx.commit().await?;
    Ok(entry)
}

/// Lets somebody in who owed the second factor: `half` is the token of the sign-in, `typed` a code of the app or a recovery code.
///
/// # Errors
/// See [`FinishError`].
pub async fn finish(
    ctx: &Context,
    door: &Door,
    half: &SessionToken,
    typed: &str,
) -> std::result::Result<SessionToken, FinishError> {
    let tx = ctx.home().begin().await?;
    let account = |id| FactorHolder::Account(AccountId::from_uuid(id));
    let (mut tx, holder) = finish_half(ctx, tx, account, (half, typed)).await?;
    let account_id = AccountId::from_uuid(holder.uuid());
    let token = let_in(ctx, &mut tx, door, account_id).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(token)
}

/// Lets somebody in whose device answers the challenge of a token: a passkey is two factors in one, so nothing more is owed.
///
/// # Errors
/// See [`PasskeyError`].
pub async fn enter_by_passkey(
    ctx: &Context,
    door: &Door,
    answer: (&SessionToken, &str),
) -> std::result::Result<SessionToken, PasskeyError> {
    let tx = ctx.home().begin().await?;
    let account = |id| FactorHolder::Account(AccountId::from_uuid(id));
    let (mut tx, holder) = answered(ctx, tx, account, answer).await?;
    let account_id = AccountId::from_uuid(holder.uuid());
    let token = let_in(ctx, &mut tx, door, account_id).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(token)
}

/// Opens a session, closes the browser's former one, and takes the guest's cart along.
async fn let_in(
    ctx: &Context,
    tx: &mut Transaction,
    door: &Door,
    account_id: AccountId,
) -> Result<SessionToken> {
    session::delete(tx, &door.former.hash()).await?;
    let buyer = Buyer::proven(account_id);
    open(ctx, tx, door.surface, (Some(buyer), door.guest_cart)).await
}
