//! From a policy in Cedar's JSON form, which is documented and stable, to terms.

use std::borrow::Cow;

use pasar_domain::Instant;
use serde_json::Value as Json;

use super::term::{Compiled, Effect, Term};
use crate::act::Act;
use crate::fact::{Fact, Kind, Value};

/// Compiles a policy; `None` when it uses something that is not known here.
pub(crate) fn compile(policy: &Json) -> Option<Compiled> {
    let effect = match policy.get("effect")?.as_str()? {
        "permit" => Effect::Permit,
        "forbid" => Effect::Forbid,
        _ => return None,
    };
    let mut conditions = Vec::new();
    conditions.extend(scope(policy.get("principal")?, Fact::Principal)?);
    conditions.extend(scope(policy.get("resource")?, Fact::Resource)?);
    for condition in policy.get("conditions")?.as_array()? {
        let body = term(condition.get("body")?)?;
        conditions.push(match condition.get("kind")?.as_str()? {
            "when" => body,
            "unless" => Term::Not(Box::new(body)),
            _ => return None,
        });
    }
    Some(Compiled {
        effect,
        acts: acts(policy.get("action")?)?,
        conditions,
    })
}

fn acts(scope: &Json) -> Option<Vec<Act>> {
    let named = |entity: &Json| -> Option<Act> { entity.get("id")?.as_str()?.parse().ok() };
    match scope.get("op")?.as_str()? {
        "All" => Some(Act::ALL.to_vec()),
        "==" => Some(vec![named(scope.get("entity")?)?]),
        "in" => match scope.get("entities") {
            Some(list) => list.as_array()?.iter().map(named).collect(),
            None => Some(vec![named(scope.get("entity")?)?]),
        },
        _ => None,
    }
}

/// The condition that a scope stands for; an empty list when it stands for none.
fn scope(scope: &Json, fact: Fact) -> Option<Vec<Term>> {
    let subject = || Box::new(Term::Fact(fact));
    let kind = || Kind::named(scope.get("entity_type")?.as_str()?);
    let same = |entity: &Json| {
        Some(Term::Equal(
            subject(),
            Box::new(Term::Constant(entity_uid(entity)?)),
        ))
    };
    Some(match scope.get("op")?.as_str()? {
        "All" => Vec::new(),
        "is" => match scope.get("in") {
            None => vec![Term::Is(subject(), kind()?)],
            Some(parent) => vec![Term::Is(subject(), kind()?), same(parent.get("entity")?)?],
        },
        "==" | "in" => vec![same(scope.get("entity")?)?],
        _ => return None,
    })
}

fn entity_uid(entity: &Json) -> Option<Value<'static>> {
    let kind = Kind::named(entity.get("type")?.as_str()?)?;
    Some(Value::Entity(
        kind,
        Cow::Owned(entity.get("id")?.as_str()?.to_owned()),
    ))
}

fn term(json: &Json) -> Option<Term> {
    let (operator, body) = json.as_object()?.iter().next()?;
    Some(match operator.as_str() {
        "Value" => Term::Constant(constant(body)?),
        "Var" => Term::Fact(Fact::at(&[body.as_str()?])?),
        "." => Term::Fact(attribute(body)?),
        "has" => Term::Has(attribute(body)?),
        "==" => binary(Term::Equal, body)?,
        "!=" => Term::Not(Box::new(binary(Term::Equal, body)?)),
        "<" => binary(Term::Less, body)?,
        "<=" => binary(Term::LessOrEqual, body)?,
        // `a > b` is `!(a <= b)`: both are errors in the same cases.
        ">" => Term::Not(Box::new(binary(Term::LessOrEqual, body)?)),
        ">=" => Term::Not(Box::new(binary(Term::Less, body)?)),
        "&&" => binary(Term::And, body)?,
        "||" => binary(Term::Or, body)?,
        "!" => Term::Not(Box::new(term(body.get("arg")?)?)),
        "is" => Term::Is(
            Box::new(term(body.get("left")?)?),
            Kind::named(body.get("entity_type")?.as_str()?)?,
        ),
        "contains" => Term::OneOf(Box::new(term(body.get("right")?)?), list(body.get("left")?)?),
        "if-then-else" => Term::If(
            Box::new(term(body.get("if")?)?),
            Box::new(term(body.get("then")?)?),
            Box::new(term(body.get("else")?)?),
        ),
        "datetime" => Term::Constant(Value::Time(datetime(body)?)),
        _ => return None,
    })
}

fn binary(make: fn(Box<Term>, Box<Term>) -> Term, body: &Json) -> Option<Term> {
    Some(make(
        Box::new(term(body.get("left")?)?),
        Box::new(term(body.get("right")?)?),
    ))
}

/// The slot of `principal.verification.evidence` and the like.
fn attribute(body: &Json) -> Option<Fact> {
    let mut path = vec![body.get("attr")?.as_str()?];
    let mut left = body.get("left")?;
    loop {
        let (operator, inner) = left.as_object()?.iter().next()?;
        match operator.as_str() {
            "Var" => path.push(inner.as_str()?),
            "." => {
                path.push(inner.get("attr")?.as_str()?);
                left = inner.get("left")?;
                continue;
            }
            _ => return None,
        }
        path.reverse();
        return Fact::at(&path);
    }
}

fn list(json: &Json) -> Option<Vec<Value<'static>>> {
    json.get("Set")?
        .as_array()?
        .iter()
        .map(|entry| match term(entry)? {
            Term::Constant(value) => Some(value),
            _ => None,
        })
        .collect()
}

fn constant(json: &Json) -> Option<Value<'static>> {
    match json {
        Json::Bool(truth) => Some(Value::Bool(*truth)),
        Json::Number(number) => number.as_i64().map(Value::Long),
        Json::String(text) => Some(Value::Text(Cow::Owned(text.clone()))),
        Json::Object(object) => entity_uid(object.get("__entity")?),
        _ => None,
    }
}

/// An instant as charters write it: a day, or a day and a time in UTC. Cedar's other forms are left to Cedar.
fn datetime(json: &Json) -> Option<i64> {
    let text = json.as_array()?.first()?.get("Value")?.as_str()?;
    let at: Instant = match text.len() {
        10 => format!("{text}T00:00:00Z").parse().ok()?,
        20 if text.ends_with('Z') => text.parse().ok()?,
        _ => return None,
    };
    Some(at.timestamp_millis())
}
