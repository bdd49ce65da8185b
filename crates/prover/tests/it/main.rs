//! The charters of the repository, and what becomes of them when somebody is careless. The solvers are needed: nothing is skipped.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod charters;
mod edits;
mod kept;
mod kit;
