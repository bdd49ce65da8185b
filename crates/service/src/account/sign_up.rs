//! Makes an account.

use pasar_domain::account::{Account, SignUp, check_sign_up};
use pasar_domain::id::AccountId;
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_store::account;

use crate::Context;
use crate::password::seat;
use crate::session::Proven;

/// Why there is no account.
#[derive(Debug, thiserror::Error)]
pub enum SignUpError {
    /// Something that was typed is wrong; an e-mail address that has an account is a problem of the field `email`.
    #[error("{0}")]
    Invalid(Problems),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Makes an account, whose owner may then [`enter`](crate::session::enter()).
///
/// # Errors
/// See [`SignUpError`]; nothing is written then.
pub async fn sign_up(ctx: &Context, input: &SignUp) -> Result<Proven, SignUpError> {
    let checked = check_sign_up(input, ctx.market()).map_err(SignUpError::Invalid)?;
    let mut conn = ctx.home().read().await?;
    if account::credentials(&mut conn, &checked.email.key())
        .await?
        .is_some()
    {
        return Err(has_account());
    }
    drop(conn);
    let password_hash = seat().await.hash(ctx, &input.password).await;
    let account = Account {
        account_id: AccountId::new(ctx.now(), &ctx.entropy()),
        email: checked.email,
        name: checked.name,
        language: checked.language,
        created_at: ctx.now(),
    };
    let mut tx = ctx.home().begin().await?;
    match account::insert(&mut tx, &account, &password_hash).await {
        Err(error) if error.is_conflict_on("account_email_pkey") => return Err(has_account()),
        result => result?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(Proven::by_password(account.account_id))
}

fn has_account() -> SignUpError {
    let mut problems = Problems::default();
    problems.push("email", ProblemKind::HasAccount);
    SignUpError::Invalid(problems)
}
