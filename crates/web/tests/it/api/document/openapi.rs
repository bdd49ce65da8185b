use std::collections::BTreeSet;

use pasar_web::route_table::Audience;
use serde_json::{Value, json};

use crate::kit::TestSite;

async fn document() -> Value {
    let site = TestSite::new().await;
    let answer = site.visitor().get("/api/openapi.json").await;
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    answer.json()
}

/// Each operation with its method and path.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            found.push((method.to_uppercase(), path.clone(), operation));
        }
    }
    found
}

#[tokio::test]
async fn it_is_openapi_3_1_of_this_market() {
    let document = document().await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    assert_eq!(document["servers"][0]["url"], "https://pasar.example/id");
    assert_eq!(
        document["components"]["securitySchemes"]["key"]["scheme"],
        "bearer"
    );
}

#[tokio::test]
async fn every_route_is_described_and_needs_a_key_if_it_is_not_for_anyone() {
    let document = document().await;
    let described: BTreeSet<(String, String, bool)> = operations(&document)
        .into_iter()
        .map(|(method, path, operation)| (method, path, operation["security"].is_array()))
        .collect();
    let table = pasar_web::routes::table();
    let served: BTreeSet<(String, String, bool)> = table
        .routes()
        .iter()
        .filter_map(|route| {
            let path = route.path.strip_prefix("/{market}")?;
            let keyed = route.audience != Audience::Anyone;
            path.starts_with("/api/v1/")
                .then(|| (route.method.to_string(), path.to_owned(), keyed))
        })
        .collect();
    assert_eq!(described, served);
}

#[tokio::test]
async fn every_operation_says_what_it_does_and_how_it_fails() {
    let document = document().await;
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let at = format!("{method} {path}");
        assert!(
            ids.insert(operation["operationId"].as_str().unwrap().to_owned()),
            "{at}: its id is taken"
        );
        for text in ["summary", "description"] {
            assert!(
                !operation[text].as_str().unwrap_or_default().is_empty(),
                "{at} lacks a {text}"
            );
        }
        let responses = operation["responses"].as_object().unwrap();
        assert!(
            responses.keys().any(|status| status.starts_with('2')),
            "{at} never works"
        );
        let problem = &responses["4XX"]["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(problem, "#/components/schemas/Problem", "{at}");
        assert_eq!(
            responses.contains_key("401"),
            operation["security"].is_array(),
            "{at}"
        );
        let tag = &operation["tags"][0];
        let known = document["tags"]
            .as_array()
            .unwrap()
            .iter()
            .any(|known| known["name"] == *tag);
        assert!(known, "{at}: the tag {tag} is not explained");
        let gaps: BTreeSet<_> = path
            .split('{')
            .skip(1)
            .map(|rest| rest.split('}').next().unwrap())
            .collect();
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none);
        let named = parameters.iter().filter(|parameter| parameter["in"] == "path");
        let named: BTreeSet<_> = named
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        assert_eq!(gaps, named, "{at}");
        for parameter in parameters {
            let words = parameter["description"].as_str().unwrap_or_default();
            assert!(!words.is_empty(), "{at}: {} is not explained", parameter["name"]);
        }
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere_and_every_structure_is_used() {
    let document = document().await;
    let mut used = BTreeSet::new();
    references(&document, &mut used);
    for reference in &used {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(
            used.contains(&format!("#/components/schemas/{name}")),
            "nothing uses {name}"
        );
        assert!(!name.contains("Json"), "{name} needs a name of its own");
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                found.insert(reference.clone());
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_structure_is_a_right_schema_and_every_example_is_one_of_it() {
    let document = document().await;
    let mut examples = 0;
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let whole =
            json!({"$ref": format!("#/components/schemas/{name}"), "components": document["components"]});
        let validator =
            jsonschema::draft202012::new(&whole).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(jsonschema::draft202012::meta::is_valid(schema), "{name}");
        for example in schema
            .get("example")
            .into_iter()
            .chain(schema["examples"].as_array().into_iter().flatten())
        {
            let faults: Vec<String> = validator
                .iter_errors(example)
                .map(|fault| fault.to_string())
                .collect();
            assert!(faults.is_empty(), "{name}: {faults:?}");
            examples += 1;
        }
    }
    assert!(examples >= 5, "there are only {examples} examples");
}
