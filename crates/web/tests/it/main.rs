//! What the look and the words promise, read from their files.
#![allow(clippy::unwrap_used, missing_docs)]

mod contrast;
mod words;
