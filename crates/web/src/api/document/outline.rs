//! The OpenAPI document as a page shows it: groups of operations, and the shapes of what goes out and comes in.

use serde_json::Value;

use super::openapi::TAGS;

/// Operations about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its anchor.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub words: String,
    /// Its operations, in the order of the document.
    pub operations: Vec<Operation>,
}

/// Something that a program can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its anchor: the operation's id.
    pub id: String,
    /// `GET`, `POST`, …
    pub method: String,
    /// Its path within the market.
    pub path: String,
    /// What it does, in a few words.
    pub summary: String,
    /// What there is to know.
    pub description: String,
    /// Is a key needed?
    pub needs_key: bool,
    /// What stands in its address and headers.
    pub parameters: Vec<Field>,
    /// What is sent.
    pub body: Option<Shape>,
    /// What comes back when it works: status, words, shape.
    pub answers: Vec<(String, String, Option<Shape>)>,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Where it stands: `path`, `query`, `header`; empty within a shape.
    pub place: String,
    /// What it is.
    pub shape: Shape,
    /// Must it be there?
    pub required: bool,
    /// What it means.
    pub words: String,
}

/// What a value is: words, and the name of a structure if it is one or consists of some.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// `text`, `list of`, …
    pub words: String,
    /// A structure.
    pub structure: Option<String>,
}

/// A structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// Its name.
    pub name: String,
    /// What it is.
    pub words: String,
    /// Its fields; none for a value with a form of its own.
    pub fields: Vec<Field>,
    /// The values from which one is chosen.
    pub values: Vec<String>,
}

/// Everything that the document says, in the order of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Operations by subject.
    pub groups: Vec<Group>,
    /// Structures by name.
    pub structures: Vec<Structure>,
}

impl Outline {
    /// Reads a document.
    pub fn of(document: &Value) -> Self {
        let operations = operations(document);
        let group = |(name, words): &(&str, &str)| Group {
            id: format!("group-{}", name.to_lowercase()),
            name: (*name).to_owned(),
            words: (*words).to_owned(),
            operations: operations
                .iter()
                .filter(|(tag, _)| tag == name)
                .map(|(_, operation)| operation.clone())
                .collect(),
        };
        let schemas = document["components"]["schemas"].as_object();
        Self {
            groups: TAGS.iter().map(group).collect(),
            structures: schemas
                .into_iter()
                .flatten()
                .map(|(name, schema)| structure(name, schema))
                .collect(),
        }
    }
}

fn operations(document: &Value) -> Vec<(String, Operation)> {
    let paths = document["paths"].as_object();
    let mut found = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if operation["operationId"].is_string() {
                found.push((text(&operation["tags"][0]), read(path, method, operation)));
            }
        }
    }
    found
}

fn read(path: &str, method: &str, operation: &Value) -> Operation {
    let parameters = operation["parameters"].as_array();
    let responses = operation["responses"].as_object();
    let body = operation["requestBody"]["content"].as_object();
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        needs_key: operation["security"].is_array(),
        parameters: parameters
            .into_iter()
            .flatten()
            .map(|parameter| Field {
                name: text(&parameter["name"]),
                place: text(&parameter["in"]),
                shape: shape(&parameter["schema"]),
                required: parameter["required"] == true,
                words: text(&parameter["description"]),
            })
            .collect(),
        body: body.and_then(content),
        answers: responses
            .into_iter()
            .flatten()
            .filter(|(status, _)| status.starts_with(['2', '3']))
            .map(|(status, answer)| {
                let shape = answer["content"].as_object().and_then(content);
                (status.clone(), text(&answer["description"]), shape)
            })
            .collect(),
    }
}

/// The shape of a body: JSON's structure, or the names of the other media types.
fn content(types: &serde_json::Map<String, Value>) -> Option<Shape> {
    if let Some(json) = types.get("application/json") {
        return Some(shape(&json["schema"]));
    }
    let names: Vec<&str> = types.keys().map(String::as_str).collect();
    (!names.is_empty()).then(|| Shape {
        words: names.join(", "),
        structure: None,
    })
}

fn structure(name: &str, schema: &Value) -> Structure {
    let mut fields = Vec::new();
    add_fields(schema, &mut fields);
    let values = schema["enum"].as_array();
    Structure {
        name: name.to_owned(),
        words: text(&schema["description"]),
        fields,
        values: values.into_iter().flatten().map(text).collect(),
    }
}

/// The fields of a structure: its own, those of the structures that it adds to, and those of which it has one.
fn add_fields(schema: &Value, fields: &mut Vec<Field>) {
    for part in ["allOf", "oneOf"] {
        for schema in schema[part].as_array().into_iter().flatten() {
            match &schema["$ref"] {
                Value::String(_) => fields.push(Field {
                    name: "…".to_owned(),
                    place: String::new(),
                    shape: shape(schema),
                    required: part == "allOf",
                    words: text(&schema["description"]),
                }),
                _ => add_fields(schema, fields),
            }
        }
    }
    let required = schema["required"].as_array();
    let is_required = |name: &str| {
        required
            .into_iter()
            .flatten()
            .any(|required| required.as_str() == Some(name))
    };
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let words = match text(&field["description"]) {
            words if words.is_empty() => text(&schema["description"]),
            words => words,
        };
        fields.push(Field {
            name: name.clone(),
            place: String::new(),
            shape: shape(field),
            required: is_required(name),
            words,
        });
    }
}

fn shape(schema: &Value) -> Shape {
    if let Some(name) = schema["$ref"].as_str() {
        return Shape {
            words: String::new(),
            structure: name.rsplit('/').next().map(ToOwned::to_owned),
        };
    }
    for part in ["oneOf", "anyOf", "allOf"] {
        let parts = schema[part].as_array();
        let value = parts.into_iter().flatten().find(|part| part["type"] != "null");
        if let Some(value) = value {
            return shape(value);
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values.iter().map(text).collect();
        return plain(values.join(", "));
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.as_slice(),
        kind => std::slice::from_ref(kind),
    };
    let kind = kinds.iter().find(|kind| *kind != "null");
    match kind.and_then(Value::as_str) {
        Some("array") => {
            let item = shape(&schema["items"]);
            Shape {
                words: format!("list of {}", item.words),
                structure: item.structure,
            }
        }
        Some("string") => plain(match schema["format"].as_str() {
            Some("date-time") => "time".to_owned(),
            _ => "text".to_owned(),
        }),
        Some("integer") => plain("whole number".to_owned()),
        Some(other) => plain(other.to_owned()),
        None => plain("any".to_owned()),
    }
}

const fn plain(words: String) -> Shape {
    Shape {
        words,
        structure: None,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().trim().to_owned()
}
