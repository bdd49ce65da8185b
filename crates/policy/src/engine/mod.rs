//! The quick way to decide: a policy as terms over slots.
//!
//! It knows the part of Cedar that charters need: comparisons, logic, attributes, and lists of constants. [`compile`] says `None` to
//! everything else, and the policy is left to Cedar itself.

mod compile;
mod evaluate;
mod term;

pub(crate) use compile::compile;
pub(crate) use term::{Compiled, Effect};
