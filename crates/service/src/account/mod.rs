//! Accounts: signing up and in, changing what an account says, and leaving.

mod at_machine;
mod change_password;
mod close;
mod edit;
mod show;
mod sign_in;
mod sign_up;

pub use pasar_domain::account::{Account, AccountInput, SignUp};
pub use pasar_domain::password::Password;

pub use at_machine::{AccountAtMachineError, at_machine};
pub use change_password::{ChangePasswordError, change_password};
pub use close::{CloseAccountError, close};
pub use edit::{EditAccountError, edit};
pub use show::show;
pub use sign_in::{SignIn, SignInError, sign_in};
pub use sign_up::{SignUpError, sign_up};
