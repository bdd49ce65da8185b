//! The tree of categories of a market, with the attributes that products in each may have.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::code::{Language, Slug, Texts};

/// One of the values of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name in files and addresses.
    pub slug: Slug,
    /// Its name for people.
    pub name: Texts,
}

/// What the values of an attribute are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeKind {
    /// Any short text.
    Text,
    /// A number, in the attribute's unit.
    Number,
    /// One of these.
    Choice(Vec<Choice>),
}

/// Something that is told about the products of a category: material, capacity, size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name in files and addresses.
    pub slug: Slug,
    /// Its name for people.
    pub name: Texts,
    /// What its values are.
    pub kind: AttributeKind,
    /// What a number counts: `GB`, `ml`.
    pub unit: Option<String>,
    /// Must a product of the category say it?
    pub required: bool,
}

impl Attribute {
    /// A value as it is kept: a choice becomes its slug, a number loses its decoration, a text its spaces around.
    /// Nothing if the value is not one of this attribute.
    pub fn tidy(&self, value: &str) -> Option<String> {
        let value = value.trim();
        match &self.kind {
            AttributeKind::Text => (!value.is_empty()).then(|| value.to_owned()),
            AttributeKind::Number => {
                let bare = self
                    .unit
                    .as_deref()
                    .and_then(|unit| value.strip_suffix(unit))
                    .unwrap_or(value)
                    .trim();
                let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
                let digits =
                    |part: &str| (1..=15).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
                (digits(whole) && digits(fraction)).then(|| bare.to_owned())
            }
            AttributeKind::Choice(choices) => {
                let wanted = spaced(value);
                let means = |choice: &&Choice| {
                    spaced(choice.slug.as_str()) == wanted
                        || choice.name.iter().any(|(_, text)| spaced(text) == wanted)
                };
                choices
                    .iter()
                    .find(means)
                    .map(|choice| choice.slug.as_str().to_owned())
            }
        }
    }

    /// A kept value as people read it: the name of a choice, a number with its unit.
    pub fn show(&self, value: &str, language: &Language) -> String {
        match (&self.kind, &self.unit) {
            (AttributeKind::Choice(choices), _) => choices
                .iter()
                .find(|choice| choice.slug.as_str() == value)
                .map_or_else(|| value.to_owned(), |choice| choice.name.get(language).to_owned()),
            (AttributeKind::Number, Some(unit)) => format!("{value}\u{a0}{unit}"),
            _ => value.to_owned(),
        }
    }
}

/// A category. Products belong to leaves; one whose file knew no better may stay with a group until its seller says more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name in files and addresses.
    pub slug: Slug,
    /// The category above; none at the top.
    pub parent: Option<Slug>,
    /// Its name for people.
    pub name: Texts,
    /// What is drawn for it.
    pub motif: Slug,
    /// Its own attributes, not those of the categories above.
    pub attributes: Vec<Attribute>,
    /// What other systems call it, by system (`google`, `shopify`, …). Names or ids.
    pub external_names: BTreeMap<String, Vec<String>>,
}

/// The categories of a market, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Categories {
    all: Vec<Category>,
    by_slug: BTreeMap<Slug, usize>,
    by_external: BTreeMap<String, usize>,
}

impl Categories {
    /// Every category, parents before their children.
    pub fn all(&self) -> &[Category] {
        &self.all
    }

    /// The category of this slug.
    pub fn get(&self, slug: &str) -> Option<&Category> {
        self.by_slug.get(slug).and_then(|place| self.all.get(*place))
    }

    /// The categories at the top.
    pub fn roots(&self) -> impl Iterator<Item = &Category> {
        self.all.iter().filter(|category| category.parent.is_none())
    }

    /// The categories directly below one.
    pub fn children<'a>(&'a self, slug: &'a str) -> impl Iterator<Item = &'a Category> {
        self.all.iter().filter(move |category| {
            category
                .parent
                .as_ref()
                .is_some_and(|parent| parent.as_str() == slug)
        })
    }

    /// Has the category nothing below it?
    pub fn is_leaf(&self, slug: &str) -> bool {
        self.get(slug).is_some() && self.children(slug).next().is_none()
    }

    /// From the top to the category itself; empty for an unknown one.
    pub fn path(&self, slug: &str) -> Vec<&Category> {
        let mut path: Vec<&Category> = Vec::new();
        let mut next = self.get(slug);
        while let Some(category) = next {
            path.push(category);
            next = category
                .parent
                .as_ref()
                .and_then(|parent| self.get(parent.as_str()));
        }
        path.reverse();
        path
    }

    /// A category and everything below it, for a page that shows their products together.
    pub fn within(&self, slug: &str) -> Vec<&Category> {
        let below = |category: &&Category| {
            self.path(category.slug.as_str())
                .iter()
                .any(|above| above.slug.as_str() == slug)
        };
        self.all.iter().filter(below).collect()
    }

    /// The leaves at or below a category.
    pub fn leaves_within(&self, slug: &str) -> Vec<&Category> {
        let mut leaves = self.within(slug);
        leaves.retain(|category| self.is_leaf(category.slug.as_str()));
        leaves
    }

    /// The attributes of a product in a category: those of the categories above first.
    pub fn attributes(&self, slug: &str) -> Vec<&Attribute> {
        self.path(slug)
            .into_iter()
            .flat_map(|category| &category.attributes)
            .collect()
    }

    /// The attribute of a category (its own or inherited) that a file means by a name: our slug, with any of `-`, `_` or a space
    /// between its words, or our name in any language.
    pub fn find_attribute(&self, slug: &str, name: &str) -> Option<&Attribute> {
        let wanted = spaced(name);
        self.attributes(slug).into_iter().find(|attribute| {
            spaced(attribute.slug.as_str()) == wanted
                || attribute.name.iter().any(|(_, text)| spaced(text) == wanted)
        })
    }

    /// The category that a file of another system means: by its external name or id, by our slug, or by our name in any
    /// language. Of a path (`A > B > C`) the longest known beginning counts, then its last part alone.
    pub fn find_external(&self, text: &str) -> Option<&Category> {
        let parts: Vec<String> = text
            .split('>')
            .map(fold)
            .filter(|part| !part.is_empty())
            .collect();
        let beginnings = (1..=parts.len())
            .rev()
            .filter_map(|count| parts.get(..count))
            .map(|some| some.join(" > "));
        beginnings
            .chain(parts.last().cloned())
            .find_map(|name| self.by_external.get(&name))
            .and_then(|place| self.all.get(*place))
    }
}

/// Folded, with hyphens and underscores read as spaces.
fn spaced(text: &str) -> String {
    fold(&text.replace(['-', '_'], " "))
}

fn fold(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoriesFile {
    #[serde(default)]
    category: Vec<CategoryEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryEntry {
    slug: Slug,
    parent: Option<Slug>,
    name: Texts,
    motif: Slug,
    #[serde(default)]
    attributes: Vec<AttributeEntry>,
    #[serde(default)]
    external_names: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindEntry {
    Text,
    Number,
    Choice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributeEntry {
    slug: Slug,
    name: Texts,
    kind: KindEntry,
    #[serde(default)]
    choices: Vec<Choice>,
    unit: Option<String>,
    #[serde(default)]
    required: bool,
}

impl CategoriesFile {
    /// The texts that must exist in every language, with the key of each.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, &Texts)> {
        self.category.iter().flat_map(|category| {
            let at = format!("category `{}`", category.slug);
            let attributes = category.attributes.iter().flat_map({
                let at = at.clone();
                move |attribute| {
                    let at = format!("{at}, attribute `{}`", attribute.slug);
                    let choices = attribute.choices.iter().map({
                        let at = at.clone();
                        move |choice| (format!("{at}, choice `{}`", choice.slug), &choice.name)
                    });
                    std::iter::once((at, &attribute.name)).chain(choices)
                }
            });
            std::iter::once((format!("{at}, name"), &category.name)).chain(attributes)
        })
    }

    /// Builds the tree; the error is the key and what is wrong with it.
    pub(super) fn build(self) -> Result<Categories, (String, String)> {
        let mut built = Categories::default();
        for entry in self.category {
            let at = format!("category `{}`", entry.slug);
            if built.by_slug.contains_key(&entry.slug) {
                return Err((
                    at,
                    "this slug is used twice; give each category its own".to_owned(),
                ));
            }
            if let Some(parent) = &entry.parent
                && !built.by_slug.contains_key(parent)
            {
                return Err((
                    format!("{at}, parent"),
                    format!(
                        "there is no category `{parent}` above this one; list parents before their children"
                    ),
                ));
            }
            let place = built.all.len();
            let category = entry.build(&at)?;
            for name in names(&category) {
                let meant = *built.by_external.entry(name.clone()).or_insert(place);
                if meant != place
                    && category
                        .external_names
                        .values()
                        .flatten()
                        .any(|n| fold(n) == name)
                {
                    let other = built.all.get(meant).map_or("", |other| other.slug.as_str());
                    return Err((
                        format!("{at}, external_names"),
                        format!("`{name}` already means the category `{other}`; remove one of the two"),
                    ));
                }
            }
            built.by_slug.insert(category.slug.clone(), place);
            built.all.push(category);
        }
        Ok(built)
    }
}

/// Everything that means the category in a file: external names first, then slug and names of ours.
fn names(category: &Category) -> Vec<String> {
    let own = category.name.iter().map(|(_, text)| text);
    let external = category.external_names.values().flatten().map(String::as_str);
    external
        .chain([category.slug.as_str()])
        .chain(own)
        .map(fold)
        .collect()
}

impl CategoryEntry {
    fn build(self, at: &str) -> Result<Category, (String, String)> {
        let attributes = self
            .attributes
            .into_iter()
            .map(|attribute| attribute.build(at))
            .collect::<Result<_, _>>()?;
        Ok(Category {
            slug: self.slug,
            parent: self.parent,
            name: self.name,
            motif: self.motif,
            attributes,
            external_names: self.external_names,
        })
    }
}

impl AttributeEntry {
    fn build(self, at: &str) -> Result<Attribute, (String, String)> {
        let wrong = |problem: &str| Err((format!("{at}, attribute `{}`", self.slug), problem.to_owned()));
        let kind = match self.kind {
            KindEntry::Choice if self.choices.len() < 2 => {
                return wrong("a choice needs at least two `choices`");
            }
            KindEntry::Choice => AttributeKind::Choice(self.choices),
            _ if !self.choices.is_empty() => {
                return wrong("only `kind = \"choice\"` has `choices`; remove them");
            }
            KindEntry::Text => AttributeKind::Text,
            KindEntry::Number => AttributeKind::Number,
        };
        Ok(Attribute {
            slug: self.slug,
            name: self.name,
            kind,
            unit: self.unit,
            required: self.required,
        })
    }
}
