//! A person's own account.

pub mod close;
pub mod code;
pub mod passkey_sign_in;
pub mod passkeys;
pub mod password;
pub mod second_factor;
pub mod show;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;

use crate::second_factor::wait;
