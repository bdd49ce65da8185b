//! The facts of one imagined act, by name: `seller.origin`, `offer.ship_from`, `circumstances.now`. The names are those of case files.

use std::collections::{BTreeMap, HashMap, HashSet};

use cedar_policy::{
    Context, Entities, Entity, EntityId, EntityUid, EvalResult, Request, RestrictedExpression,
};
use cedar_policy_symcc::Env;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value as Json};

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Yes or no.
    Bool(bool),
    /// A number.
    Long(i64),
    /// An instant, in milliseconds since 1970. (The solver thinks of instants that no calendar has.)
    Instant(i64),
    /// A word of a list, or somebody: type and id.
    Entity(String, String),
    /// A text.
    Text(String),
}

/// All facts of one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The act: `sell`.
    pub act: String,
    /// Facts by name.
    pub values: BTreeMap<String, Fact>,
    principal: EntityUid,
    resource: EntityUid,
}

/// Where the facts of an act's circumstances are.
const CIRCUMSTANCES: &str = "circumstances";

impl Facts {
    /// The facts of a request with its entities.
    pub(crate) fn of(env: &Env) -> Option<Self> {
        let (principal, resource) = (env.request.principal()?.clone(), env.request.resource()?.clone());
        let mut values = BTreeMap::new();
        for uid in [&principal, &resource] {
            let noun = noun(uid);
            values.insert(format!("{noun}.id"), Fact::Text(uid.id().unescaped().to_owned()));
            let attributes = env.entities.get(uid).into_iter().flat_map(Entity::attrs);
            for (name, value) in attributes {
                gather(&mut values, &format!("{noun}.{name}"), value.ok()?)?;
            }
        }
        for (name, value) in env.request.context()?.clone() {
            let name = format!("{CIRCUMSTANCES}.{name}");
            gather(
                &mut values,
                &name,
                Context::from_pairs([("it".to_owned(), value)]).ok()?.get("it")?,
            )?;
        }
        Some(Self {
            act: env.request.action()?.id().unescaped().to_owned(),
            values,
            principal,
            resource,
        })
    }

    /// What the one who acts is called: `seller`.
    pub(crate) fn actor(&self) -> String {
        noun(&self.principal)
    }

    /// What is acted on is called: `offer`.
    pub(crate) fn thing(&self) -> String {
        noun(&self.resource)
    }

    /// The one who acts, and what is acted on, for Cedar.
    pub(crate) fn uids(&self) -> [EntityUid; 2] {
        [&self.principal, &self.resource].map(|uid| {
            let id = match self.values.get(&format!("{}.id", noun(uid))) {
                Some(Fact::Text(id)) => EntityId::new(id),
                _ => uid.id().clone(),
            };
            EntityUid::from_type_name_and_id(uid.type_name().clone(), id)
        })
    }

    /// The same as a question for Cedar’s own authorizer. None when Cedar does not take the facts.
    pub(crate) fn question(&self) -> Option<(Request, Entities)> {
        let [principal, resource] = self.uids();
        let entity = |uid: &EntityUid| {
            let mut attributes = self.record(&noun(uid))?;
            attributes.remove("id");
            Entity::new(
                uid.clone(),
                attributes.into_iter().collect::<HashMap<_, _>>(),
                HashSet::new(),
            )
            .ok()
        };
        let entities = Entities::from_entities([entity(&principal)?, entity(&resource)?], None).ok()?;
        let context = Context::from_pairs(self.record(CIRCUMSTANCES)?).ok()?;
        let action = EntityUid::from_type_name_and_id("Action".parse().ok()?, EntityId::new(&self.act));
        let request = Request::new(principal, action, resource, context, None).ok()?;
        Some((request, entities))
    }

    /// The facts below a name, those of inner records as records.
    fn record(&self, name: &str) -> Option<BTreeMap<String, RestrictedExpression>> {
        let prefix = format!("{name}.");
        let mut fields = BTreeMap::new();
        for (path, fact) in &self.values {
            let Some(rest) = path.strip_prefix(&prefix) else {
                continue;
            };
            match rest.split_once('.') {
                None => {
                    fields.insert(rest.to_owned(), fact.expression()?);
                }
                Some((inner, _)) if fields.contains_key(inner) => {}
                Some((inner, _)) => {
                    let record = self.record(&format!("{prefix}{inner}"))?;
                    fields.insert(inner.to_owned(), RestrictedExpression::new_record(record).ok()?);
                }
            }
        }
        Some(fields)
    }

    /// The facts for a machine, in the form of case files.
    pub fn to_json(&self) -> Json {
        let mut root = Map::new();
        root.insert("act".to_owned(), Json::from(self.act.as_str()));
        for (path, fact) in &self.values {
            let mut at = &mut root;
            let mut names = path.split('.').peekable();
            while let Some(name) = names.next() {
                if names.peek().is_none() {
                    at.insert(name.to_owned(), fact.to_json());
                    break;
                }
                let inner = at.entry(name).or_insert_with(|| Json::Object(Map::new()));
                let Some(inner) = inner.as_object_mut() else {
                    break;
                };
                at = inner;
            }
        }
        Json::Object(root)
    }

    /// A word of a list, by name.
    pub(crate) fn word(&self, name: &str) -> &str {
        match self.values.get(name) {
            Some(Fact::Entity(_, id) | Fact::Text(id)) => id,
            _ => "",
        }
    }

    /// A number, by name.
    pub(crate) fn long(&self, name: &str) -> Option<i64> {
        match self.values.get(name) {
            Some(Fact::Long(number)) => Some(*number),
            _ => None,
        }
    }

    /// Is this so? What is not known is not so.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.values.get(name) == Some(&Fact::Bool(true))
    }

    /// An instant, by name.
    pub(crate) fn instant(&self, name: &str) -> Option<i64> {
        match self.values.get(name) {
            Some(Fact::Instant(milliseconds)) => Some(*milliseconds),
            _ => None,
        }
    }
}

/// `OrderGroup` is told as `order_group`.
fn noun(uid: &EntityUid) -> String {
    let mut noun = String::new();
    for letter in uid.type_name().basename().chars() {
        if letter.is_uppercase() && !noun.is_empty() {
            noun.push('_');
        }
        noun.extend(letter.to_lowercase());
    }
    noun
}

fn gather(values: &mut BTreeMap<String, Fact>, name: &str, value: EvalResult) -> Option<()> {
    let fact = match value {
        EvalResult::Bool(value) => Fact::Bool(value),
        EvalResult::Long(value) => Fact::Long(value),
        EvalResult::String(value) => Fact::Text(value),
        EvalResult::EntityUid(uid) => {
            Fact::Entity(uid.type_name().to_string(), uid.id().unescaped().to_owned())
        }
        EvalResult::ExtensionValue(text) => Fact::Instant(milliseconds(&text)?),
        EvalResult::Record(record) => {
            for (inner, value) in record.iter() {
                gather(values, &format!("{name}.{inner}"), value.clone())?;
            }
            return Some(());
        }
        EvalResult::Set(_) => return None,
    };
    values.insert(name.to_owned(), fact);
    Some(())
}

/// Reads an instant as Cedar writes it: a date, and how much later (or earlier) it is.
fn milliseconds(text: &str) -> Option<i64> {
    let mut texts = text.split('"').skip(1).step_by(2);
    let date = texts.next()?;
    let start = date
        .parse::<DateTime<Utc>>()
        .or_else(|_| format!("{date}T00:00:00Z").parse::<DateTime<Utc>>())
        .ok()?
        .timestamp_millis();
    match texts.next() {
        None => Some(start),
        Some(later) => start.checked_add(later.strip_suffix("ms")?.parse().ok()?),
    }
}

impl Fact {
    fn expression(&self) -> Option<RestrictedExpression> {
        Some(match self {
            Self::Bool(value) => RestrictedExpression::new_bool(*value),
            Self::Long(value) => RestrictedExpression::new_long(*value),
            Self::Text(value) => RestrictedExpression::new_string(value.clone()),
            Self::Entity(kind, id) => RestrictedExpression::new_entity_uid(EntityUid::from_type_name_and_id(
                kind.parse().ok()?,
                EntityId::new(id),
            )),
            Self::Instant(milliseconds) => {
                format!(r#"datetime("1970-01-01").offset(duration("{milliseconds}ms"))"#)
                    .parse()
                    .ok()?
            }
        })
    }

    fn to_json(&self) -> Json {
        match self {
            Self::Bool(value) => Json::from(*value),
            Self::Long(value) => Json::from(*value),
            Self::Entity(_, word) | Self::Text(word) => Json::from(word.as_str()),
            Self::Instant(value) => match DateTime::from_timestamp_millis(*value) {
                Some(instant) => Json::from(instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)),
                None => Json::from(*value),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_as_cedar_writes_them() {
        assert_eq!(milliseconds(r#"datetime("1970-01-02")"#), Some(86_400_000));
        assert_eq!(
            milliseconds(r#"(datetime("1970-01-01")).offset(duration("-5ms"))"#),
            Some(-5)
        );
        assert_eq!(milliseconds("decimal(3)"), None);
    }
}
