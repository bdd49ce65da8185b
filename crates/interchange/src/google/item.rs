//! One item, from a row or from an element.

use super::{Attribute, Detail};
use crate::finder::Named;
use crate::{Effect, Problem};

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) attribute: Attribute,
    /// The name as the file writes it.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) line: u64,
    /// Some of its characters could not be read.
    pub(crate) is_damaged: bool,
}

/// An item as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Item {
    pub(crate) line: u64,
    pub(crate) last_line: u64,
    pub(crate) values: Vec<Value>,
    pub(crate) details: Vec<Detail>,
}

impl Item {
    /// The first filled value of an attribute; an empty cell when there is none.
    pub(crate) fn at(&self, attribute: Attribute) -> Named<'_> {
        self.all(attribute)
            .find(|cell| !cell.is_blank())
            .unwrap_or(Named {
                name: self.name_of(attribute),
                raw: "",
                line: self.line,
            })
    }

    /// Every value of an attribute.
    pub(crate) fn all(&self, attribute: Attribute) -> impl Iterator<Item = Named<'_>> {
        self.values
            .iter()
            .filter(move |value| value.attribute == attribute)
            .map(|value| Named {
                name: &value.name,
                raw: &value.text,
                line: value.line,
            })
    }

    fn name_of(&self, attribute: Attribute) -> &str {
        let own = self.values.iter().find(|value| value.attribute == attribute);
        own.map_or_else(|| usual_name(attribute), |value| value.name.as_str())
    }
}

fn usual_name(attribute: Attribute) -> &'static str {
    use crate::table::ColumnName as _;
    let names = Attribute::NAMES.iter().find(|(known, _)| *known == attribute);
    names.and_then(|(_, names)| names.first()).copied().unwrap_or("")
}

/// What comes next in a file of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ItemEvent {
    /// An item.
    Item(Item),
    /// An item that cannot be read, or a failure of the stream.
    Bad {
        line: u64,
        text: String,
        problem: Problem,
        effect: Effect,
    },
}

/// Where items come from.
pub(crate) trait Items {
    /// The next item; `None` at the end.
    fn next_item(&mut self) -> Option<ItemEvent>;
}
