//! Products: creating and editing them, and showing them to their sellers.

pub mod create;
pub mod current;
pub mod delete;
pub mod edit;
pub mod list;
pub mod publish;
pub mod restock;
pub mod show;
pub mod unpublish;
pub(crate) mod write;
