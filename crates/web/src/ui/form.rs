//! Forms: what was typed, what was wrong with it, and the fields that show both.
//!
//! A handler makes a [`Form`], perhaps fills it, perhaps says what is wrong; a template asks it for fields:
//! `{{ form.problems() }}` and `{{ form.text("email", l.t("sign-in-email")).kind("email").required() }}`.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;

use super::Html;
use crate::l10n::{Localizer, Message};

/// What is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// The field; empty when it is not about one.
    pub field: String,
    /// A sentence in the page's language.
    pub text: String,
}

/// One of several values to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More about it, in small (cards only).
    pub hint: String,
    /// At the end of the card: a price.
    pub end: String,
    /// Can it not be chosen now?
    pub disabled: bool,
}

impl Choice {
    /// A value and what it is called.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// More about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// What stands at the end of its card.
    #[must_use]
    pub fn end(mut self, end: impl Into<String>) -> Self {
        self.end = end.into();
        self
    }
}

/// A form: values and errors by field name.
#[derive(Debug, Clone)]
pub struct Form {
    l: Localizer,
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<FormError>,
}

impl Form {
    /// An empty form.
    pub fn new(l: &Localizer) -> Self {
        Self {
            l: l.clone(),
            values: BTreeMap::new(),
            errors: Vec::new(),
        }
    }

    /// A form with values: those sent, or those stored.
    pub fn filled<N: Into<String>, V: Into<String>>(
        l: &Localizer,
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut form = Self::new(l);
        for (name, value) in pairs {
            form.values.entry(name.into()).or_default().push(value.into());
        }
        form
    }

    /// Sets a field's value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), vec![value.into()]);
    }

    /// Says what is wrong with a field. The first error of a field is the one that is shown at it.
    pub fn refuse(&mut self, field: &str, message: impl Into<Message>) {
        let text = self.l.say(&message.into());
        self.refuse_saying(field, text);
    }

    /// The same with a sentence that is already in the page's language.
    pub fn refuse_saying(&mut self, field: &str, text: impl Into<String>) {
        self.errors.push(FormError {
            field: field.to_owned(),
            text: text.into(),
        });
    }

    /// Is nothing wrong?
    pub fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }

    /// Everything that is wrong.
    pub fn errors(&self) -> &[FormError] {
        &self.errors
    }

    /// A field's value, trimmed; empty when absent.
    pub fn value(&self, name: &str) -> &str {
        self.values
            .get(name)
            .and_then(|values| values.first())
            .map_or("", |value| value.trim())
    }

    /// All values of a field that may be sent several times.
    pub fn values(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// The box above the form that lists what is wrong, each with a link to its field. Nothing if nothing is.
    pub fn problems(&self) -> Html {
        #[derive(Template)]
        #[template(path = "_ui/problems.html")]
        struct Problems<'a> {
            l: &'a Localizer,
            errors: &'a [FormError],
        }
        if self.errors.is_empty() {
            return Html::default();
        }
        Html::of(&Problems {
            l: &self.l,
            errors: &self.errors,
        })
    }

    /// A line of text.
    pub fn text(&self, name: &str, label: impl AsRef<str>) -> Field {
        self.field("text", name, label.as_ref())
    }

    /// Several lines of text.
    pub fn area(&self, name: &str, label: impl AsRef<str>) -> Field {
        self.field("area", name, label.as_ref())
    }

    /// A list to choose one from, folded.
    pub fn select(&self, name: &str, label: impl AsRef<str>, choices: &[Choice]) -> Field {
        self.field("select", name, label.as_ref()).among(choices)
    }

    /// Cards to choose one from: shipping, payment, address.
    pub fn cards(&self, name: &str, legend: impl AsRef<str>, choices: &[Choice]) -> Field {
        self.field("cards", name, legend.as_ref()).among(choices)
    }

    /// Short buttons to choose one from: sizes, colours.
    pub fn options(&self, name: &str, legend: impl AsRef<str>, choices: &[Choice]) -> Field {
        self.field("options", name, legend.as_ref()).among(choices)
    }

    /// Boxes of which any number may be ticked.
    pub fn ticks(&self, name: &str, legend: impl AsRef<str>, choices: &[Choice]) -> Field {
        self.field("ticks", name, legend.as_ref()).among(choices)
    }

    /// One box to tick; `yes` is sent.
    pub fn tick(&self, name: &str, label: impl AsRef<str>) -> Field {
        self.field("tick", name, label.as_ref())
    }

    /// A file to send. The form needs `enctype="multipart/form-data"`.
    pub fn file(&self, name: &str, label: impl AsRef<str>) -> Field {
        self.field("file", name, label.as_ref()).kind("file")
    }

    fn field(&self, shape: &'static str, name: &str, label: &str) -> Field {
        Field {
            l: self.l.clone(),
            shape,
            kind: "text".to_owned(),
            name: name.to_owned(),
            id: format!("f-{name}"),
            label: label.to_owned(),
            values: self.values(name).to_vec(),
            error: self
                .errors
                .iter()
                .find(|error| error.field == name)
                .map(|error| error.text.clone()),
            hint: String::new(),
            prefix: String::new(),
            choices: Vec::new(),
            attributes: Vec::new(),
            required: false,
            says_optional: false,
            whole: false,
        }
    }
}

/// A field about to be shown. Every method returns it changed.
#[derive(Debug, Clone, Template)]
#[template(path = "_ui/field.html")]
pub struct Field {
    l: Localizer,
    shape: &'static str,
    kind: String,
    name: String,
    id: String,
    label: String,
    values: Vec<String>,
    error: Option<String>,
    hint: String,
    prefix: String,
    choices: Vec<Choice>,
    attributes: Vec<(&'static str, String)>,
    required: bool,
    says_optional: bool,
    whole: bool,
}

impl HtmlSafe for Field {}

impl Field {
    /// The `type` of a text field: `email`, `password`, `tel`, `number`, `search`, `date`, `url`. A password is not shown again.
    #[must_use]
    pub fn kind(mut self, kind: &str) -> Self {
        if kind == "password" {
            self.values.clear();
        }
        kind.clone_into(&mut self.kind);
        self
    }

    /// Must be filled: marked with a star, and the browser asks for it.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Says "optional" beside the label, for the few optional fields among required ones.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.says_optional = true;
        self
    }

    /// A sentence that helps, below the label.
    #[must_use]
    pub fn hint(mut self, hint: impl AsRef<str>) -> Self {
        hint.as_ref().clone_into(&mut self.hint);
        self
    }

    /// Stands before the text: a currency's symbol, `+62`.
    #[must_use]
    pub fn prefix(mut self, prefix: impl AsRef<str>) -> Self {
        prefix.as_ref().clone_into(&mut self.prefix);
        self
    }

    /// The value if nothing was sent or stored.
    #[must_use]
    pub fn or_value(mut self, value: impl AsRef<str>) -> Self {
        if self.values.is_empty() {
            self.values.push(value.as_ref().to_owned());
        }
        self
    }

    /// Takes both columns of a form with two.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// Any other attribute: `.with("autocomplete", "email")`, `.with("maxlength", 80)`, `.with("inputmode", "numeric")`.
    #[must_use]
    pub fn with(mut self, attribute: &'static str, value: impl std::fmt::Display) -> Self {
        self.attributes.push((attribute, value.to_string()));
        self
    }

    /// An id of its own, where a name occurs in several forms of a page.
    #[must_use]
    pub fn id(mut self, id: impl AsRef<str>) -> Self {
        id.as_ref().clone_into(&mut self.id);
        self
    }

    fn among(mut self, choices: &[Choice]) -> Self {
        self.choices = choices.to_vec();
        self
    }

    fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn has(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }

    /// The ids of what describes the field.
    fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = self.error.is_some().then(|| format!("{}-error", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}
