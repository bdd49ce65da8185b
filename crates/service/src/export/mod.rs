//! Exports: a whole shop as a file for other systems.

pub mod write;
