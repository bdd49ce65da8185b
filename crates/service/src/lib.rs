//! service

pub mod market;
