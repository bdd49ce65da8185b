//! Terms.

use crate::act::Act;
use crate::fact::{Fact, Kind, Value};

/// What a policy does when it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    Permit,
    Forbid,
}

/// A policy, ready to be evaluated.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub(crate) effect: Effect,
    /// The acts in its scope.
    pub(crate) acts: Vec<Act>,
    /// All of these must hold; the scope's conditions come first.
    pub(crate) conditions: Vec<Term>,
}

/// An expression.
#[derive(Debug, Clone)]
pub(crate) enum Term {
    Constant(Value<'static>),
    Fact(Fact),
    Has(Fact),
    Is(Box<Term>, Kind),
    Equal(Box<Term>, Box<Term>),
    Less(Box<Term>, Box<Term>),
    LessOrEqual(Box<Term>, Box<Term>),
    And(Box<Term>, Box<Term>),
    Or(Box<Term>, Box<Term>),
    Not(Box<Term>),
    If(Box<Term>, Box<Term>, Box<Term>),
    /// Is the value one of these constants? `in` of a list and `contains` come to the same while no entity has a parent.
    OneOf(Box<Term>, Vec<Value<'static>>),
}
