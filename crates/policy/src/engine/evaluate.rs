//! Evaluation, with Cedar's meaning of every term: what Cedar calls an error is an error here.

use super::term::{Compiled, Term};
use crate::fact::{Kind, Value};
use crate::question::Question;

/// A policy ended in what Cedar calls an error: a missing attribute, or a value of the wrong type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Errored;

impl Compiled {
    /// Does the policy match?
    pub(crate) fn matches(&self, question: &Question<'_>) -> Result<bool, Errored> {
        for condition in &self.conditions {
            if !condition.truth(question)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Term {
    fn truth(&self, question: &Question<'_>) -> Result<bool, Errored> {
        match self {
            Self::And(left, right) => Ok(left.truth(question)? && right.truth(question)?),
            Self::Or(left, right) => Ok(left.truth(question)? || right.truth(question)?),
            Self::Not(term) => Ok(!term.truth(question)?),
            Self::Has(fact) => Ok(question.fact(*fact).is_some()),
            Self::Is(term, kind) => Ok(term.entity(question)? == *kind),
            Self::Equal(left, right) => Ok(left.value(question)? == right.value(question)?),
            Self::Less(left, right) => {
                let (left, right) = ordered(left.value(question)?, right.value(question)?)?;
                Ok(left < right)
            }
            Self::LessOrEqual(left, right) => {
                let (left, right) = ordered(left.value(question)?, right.value(question)?)?;
                Ok(left <= right)
            }
            Self::If(condition, then, otherwise) => {
                if condition.truth(question)? {
                    then.truth(question)
                } else {
                    otherwise.truth(question)
                }
            }
            Self::OneOf(term, list) => {
                let value = term.value(question)?;
                Ok(list.contains(&value))
            }
            Self::Constant(_) | Self::Fact(_) => match self.value(question)? {
                Value::Bool(truth) => Ok(truth),
                _ => Err(Errored),
            },
        }
    }

    fn value<'a>(&'a self, question: &'a Question<'_>) -> Result<Value<'a>, Errored> {
        match self {
            Self::Constant(value) => Ok(value.clone()),
            Self::Fact(fact) => question.fact(*fact).ok_or(Errored),
            Self::If(condition, then, otherwise) => {
                if condition.truth(question)? {
                    then.value(question)
                } else {
                    otherwise.value(question)
                }
            }
            _ => self.truth(question).map(Value::Bool),
        }
    }

    fn entity(&self, question: &Question<'_>) -> Result<Kind, Errored> {
        match self.value(question)? {
            Value::Entity(kind, _) => Ok(kind),
            _ => Err(Errored),
        }
    }
}

/// Two numbers, or two instants.
fn ordered(left: Value<'_>, right: Value<'_>) -> Result<(i64, i64), Errored> {
    match (left, right) {
        (Value::Long(left), Value::Long(right)) | (Value::Time(left), Value::Time(right)) => {
            Ok((left, right))
        }
        _ => Err(Errored),
    }
}
