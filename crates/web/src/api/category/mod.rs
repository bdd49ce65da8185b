//! The tree of what is sold.

pub mod list;
pub mod show;

use pasar_domain::market::{Attribute, AttributeKind, Category};
use serde::Serialize;
use utoipa::ToSchema;

use super::Call;

/// A category.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Category)]
pub struct CategoryJson {
    /// Its name in addresses and JSON.
    pub slug: String,
    /// The category above it; none for a root.
    pub parent: Option<String>,
    /// Its name, in the language of the request.
    pub name: String,
    /// Are there none below it? Products belong to such categories only.
    pub is_leaf: bool,
}

impl CategoryJson {
    fn new(call: &Call, category: &Category) -> Self {
        Self {
            slug: category.slug.to_string(),
            parent: category.parent.as_ref().map(ToString::to_string),
            name: category.name.get(call.l.language()).to_owned(),
            is_leaf: call.l.market().categories.is_leaf(category.slug.as_str()),
        }
    }
}

/// Something that is told about the products of a category.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Attribute)]
pub struct AttributeJson {
    /// Its name in JSON.
    pub slug: String,
    /// Its name, in the language of the request.
    pub name: String,
    /// `text`, `number` or `choice`.
    #[schema(pattern = "^(text|number|choice)$")]
    pub kind: String,
    /// What a number counts.
    pub unit: Option<String>,
    /// Must a product say it before buyers see it?
    pub required: bool,
    /// The values of a choice.
    pub choices: Vec<ChoiceJson>,
}

/// One of the values of a choice.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Choice)]
pub struct ChoiceJson {
    /// The value in JSON.
    pub slug: String,
    /// Its name, in the language of the request.
    pub name: String,
}

impl AttributeJson {
    fn new(call: &Call, attribute: &Attribute) -> Self {
        let language = call.l.language();
        let (kind, choices): (_, &[_]) = match &attribute.kind {
            AttributeKind::Text => ("text", &[]),
            AttributeKind::Number => ("number", &[]),
            AttributeKind::Choice(choices) => ("choice", choices),
        };
        let choices = choices.iter().map(|choice| ChoiceJson {
            slug: choice.slug.to_string(),
            name: choice.name.get(language).to_owned(),
        });
        Self {
            slug: attribute.slug.to_string(),
            name: attribute.name.get(language).to_owned(),
            kind: kind.to_owned(),
            unit: attribute.unit.clone(),
            required: attribute.required,
            choices: choices.collect(),
        }
    }
}
