//! Closes an account: leaving is as easy as entering.

use pasar_domain::password::Password;
use pasar_store::{account, order_group, shop};

use crate::Context;
use crate::actor::Buyer;
use crate::proof::{Proof, prove};
use crate::second_factor::FactorError;
use crate::second_factor::check::prove_code;

/// Why an account stays open.
#[derive(Debug, thiserror::Error)]
pub enum CloseAccountError {
    /// The password is another one.
    #[error("the password is wrong")]
    Wrong,
    /// A second factor guards the account, and the code is wrong or was used before.
    #[error("the code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// There were too many failures.
    #[error("there were too many failed attempts; try again in {seconds} seconds")]
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
    /// Something that the person bought is not finished.
    #[error("{count} of your orders are not finished yet; close the account when they are")]
    OpenOrders {
        /// How many orders.
        count: u32,
    },
    /// The person owns shops.
    #[error("you own {count} shops that are open; close them first")]
    OpenShops {
        /// How many shops.
        count: u32,
    },
    /// The account may not act any more.
    #[error("this account is closed")]
    Gone,
    /// What is kept could not be opened with the keys that are known.
    #[error(transparent)]
    Vault(#[from] pasar_vault::Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Closes an account for good. Sessions and keys end; name, e-mail address, addresses and cart are erased, and the person leaves the shops
/// they work in. Orders keep what they say, for the books and for tax; they name the account by its id only.
///
/// # Errors
/// See [`CloseAccountError`]; nothing has changed then. `code` is asked for where a second factor guards the account.
pub async fn close(
    ctx: &Context,
    buyer: Buyer,
    password: &Password,
    code: &str,
) -> Result<(), CloseAccountError> {
    match prove(ctx, buyer.into(), password).await? {
        Proof::Given { .. } => {}
        Proof::Wrong => return Err(CloseAccountError::Wrong),
        Proof::Wait { seconds } => return Err(CloseAccountError::Wait { seconds }),
        Proof::Gone => return Err(CloseAccountError::Gone),
    }
    let person = buyer.account_id();
    let mut tx = ctx.home().begin().await?;
    if !account::lock(&mut tx, person).await? {
        return Err(CloseAccountError::Gone);
    }
    let count = order_group::count_open_orders(&mut tx, person).await?;
    if count > 0 {
        return Err(CloseAccountError::OpenOrders { count });
    }
    let count = u32::try_from(shop::count_owned(&mut tx, person).await?).unwrap_or(u32::MAX);
    if count > 0 {
        return Err(CloseAccountError::OpenShops { count });
    }
    let mut tx = prove_code(ctx, tx, buyer, code).await?;
    shop::leave_all(&mut tx, person).await?;
    account::close(&mut tx, person, ctx.now()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}

impl From<FactorError> for CloseAccountError {
    fn from(error: FactorError) -> Self {
        match error {
            FactorError::WrongPassword => Self::Wrong,
            FactorError::WrongCode => Self::WrongCode,
            FactorError::Wait { seconds } => Self::Wait { seconds },
            FactorError::AlreadyOn | FactorError::NotOn | FactorError::Gone => Self::Gone,
            FactorError::Vault(error) => error.into(),
            FactorError::Store(error) => error.into(),
        }
    }
}
