//! Screening: the lists of the control schema, and how the sellers of a cell stand.

pub mod decision;
pub mod list;
mod row;
pub mod seller;
