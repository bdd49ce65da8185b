//! A person's own account.

pub mod close;
pub mod password;
pub mod show;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;

use crate::prelude::*;

/// What somebody is told who tried too often.
fn wait(seconds: u32) -> Message {
    Message::new(key("account-wait")).with("minutes", seconds.div_ceil(60))
}
