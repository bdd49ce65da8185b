//! Keys with which programs use the JSON API as their owner.

pub mod create;
pub mod list;
pub mod revoke;
