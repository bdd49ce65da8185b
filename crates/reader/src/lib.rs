//! Reads what is printed on a picture, by asking the program Tesseract.
//!
//! A picture of somebody's document goes in through a pipe and its text comes out of another one: no file is written, nothing of either is in an
//! error, and the text is wiped from memory after use. The program is given little time, little memory and one processor, and as many of them run
//! at once as there are processors; a picture comes from a stranger, and may be made to do harm.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod program;
mod reader;

pub use program::NoReader;
pub use reader::{Print, Reader, Unread};
