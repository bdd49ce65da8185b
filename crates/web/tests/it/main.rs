//! The site as people and programs meet it: one file for each route, at the path of its handler.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod account;
mod contrast;
mod kit;
mod preferences;
mod site;
mod visit;
mod words;
