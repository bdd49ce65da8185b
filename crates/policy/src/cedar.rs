//! The same questions for Cedar's own authorizer, which is slower and the reference.

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression,
};
use chrono::DateTime;

use crate::fact::{Fact, Kind, Value};
use crate::question::Question;
use crate::schema;

/// Why a question cannot be put to Cedar. It never happens for questions that this crate makes; the message says what Cedar found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Cedar does not take the question: {0}")]
pub struct NotCedar(String);

/// The parser's message with the line, in one line.
pub(crate) fn told(errors: &cedar_policy::ParseErrors) -> String {
    let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
    all.join("; ")
}

/// The question as a request with its entities, checked against the schema.
///
/// # Errors
/// What Cedar does not take, such as a country that is none.
pub fn request(question: &Question<'_>) -> Result<(Request, Entities), NotCedar> {
    let principal = uid(question, Fact::Principal)?;
    let resource = uid(question, Fact::Resource)?;
    let action = entity_uid("Action", question.act().as_str())?;
    let principal_entity = entity(&principal, record(question, &PRINCIPAL)?)?;
    let resource_entity = entity(&resource, record(question, &RESOURCE)?)?;
    let context = Context::from_pairs(record(question, &CONTEXT)?).map_err(said)?;
    let request = Request::new(principal, action, resource, context, Some(schema())).map_err(said)?;
    let entities =
        Entities::from_entities([principal_entity, resource_entity], Some(schema())).map_err(said)?;
    Ok((request, entities))
}

/// The first words of the ways to facts.
const PRINCIPAL: [&str; 1] = ["principal"];
const RESOURCE: [&str; 1] = ["resource"];
const CONTEXT: [&str; 1] = ["context"];

fn said(error: impl std::fmt::Display) -> NotCedar {
    NotCedar(error.to_string())
}

fn entity_uid(kind: &str, id: &str) -> Result<EntityUid, NotCedar> {
    let kind: EntityTypeName = kind.parse().map_err(said)?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

fn uid(question: &Question<'_>, fact: Fact) -> Result<EntityUid, NotCedar> {
    match question.fact(fact) {
        Some(Value::Entity(kind, id)) => entity_uid(kind.name(), &id),
        _ => Err(said("it has no principal or resource")),
    }
}

fn entity(uid: &EntityUid, attributes: Vec<(String, RestrictedExpression)>) -> Result<Entity, NotCedar> {
    let attributes: HashMap<_, _> = attributes.into_iter().collect();
    Entity::new(uid.clone(), attributes, HashSet::new()).map_err(said)
}

/// The facts right below `prefix`, as Cedar's expressions.
fn record(question: &Question<'_>, prefix: &[&str]) -> Result<Vec<(String, RestrictedExpression)>, NotCedar> {
    let mut pairs = Vec::new();
    for fact in Fact::below(prefix) {
        let Some(value) = question.fact(fact) else {
            continue;
        };
        if let Some(name) = fact.path().last() {
            pairs.push(((*name).to_owned(), expression(question, fact, value)?));
        }
    }
    Ok(pairs)
}

fn expression(
    question: &Question<'_>,
    fact: Fact,
    value: Value<'_>,
) -> Result<RestrictedExpression, NotCedar> {
    Ok(match value {
        Value::Bool(truth) => RestrictedExpression::new_bool(truth),
        Value::Long(number) => RestrictedExpression::new_long(number),
        Value::Text(text) => RestrictedExpression::new_string(text.into_owned()),
        Value::Time(millis) => RestrictedExpression::new_datetime(datetime(millis)?),
        Value::Entity(Kind::Country, id) => country(&id)?,
        Value::Entity(kind, id) => RestrictedExpression::new_entity_uid(entity_uid(kind.name(), &id)?),
        Value::Record => RestrictedExpression::new_record(record(question, fact.path())?).map_err(said)?,
    })
}

fn country(code: &str) -> Result<RestrictedExpression, NotCedar> {
    if pasar_domain::country::is_assigned(code) {
        return Ok(RestrictedExpression::new_entity_uid(entity_uid(
            Kind::Country.name(),
            code,
        )?));
    }
    Err(said(format_args!("`{code}` is not a country of ISO 3166-1")))
}

fn datetime(millis: i64) -> Result<String, NotCedar> {
    let at = DateTime::from_timestamp_millis(millis).ok_or_else(|| said("an instant is out of range"))?;
    Ok(at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
}
