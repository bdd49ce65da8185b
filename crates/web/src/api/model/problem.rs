//! What refusals look like. They are written by `error.rs`; these structs describe them.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{ContentBuilder, Ref, RefOr};
use utoipa::{IntoResponses, ToSchema};

/// Why nothing was done: problem details (RFC 9457). Decide by `code`, which never changes; show `detail` to people.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem, example = json!({
    "type": "urn:pasar:problem:INVALID",
    "title": "Some answers are not right yet",
    "status": 422,
    "detail": "Go back to the page before this one and check the answers.",
    "code": "INVALID",
    "operation_id": "op_7h2k9x4m1c8v5b3n",
    "errors": [{"field": "variants.0.price", "code": "field-missing", "detail": "This is not filled in yet."}]
}))]
pub struct ProblemJson {
    /// Names the kind of problem: `urn:pasar:problem:` and the code.
    pub r#type: String,
    /// The kind in a few words.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened and what to do, in the language of the request.
    pub detail: String,
    /// The stable name of the problem.
    #[schema(pattern = "^[A-Z][A-Z_]+$")]
    pub code: String,
    /// Names this request in our log. Tell it to us when you ask for help.
    pub operation_id: String,
    /// What is wrong with single fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<ProblemFieldJson>,
    /// The charter version that refused it. Only where the charter did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter_version: Option<String>,
    /// The rules of the charter that refused it; none of them when no rule permits it. Only where the charter did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusals: Option<Vec<ProblemRuleJson>>,
}

/// A rule of the charter that refused something.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProblemRule)]
pub struct ProblemRuleJson {
    /// Its id in the charter.
    pub rule: String,
    /// What it is called, in the language of the request.
    pub title: Option<String>,
    /// What is wrong.
    pub reason: Option<String>,
    /// What to do.
    pub remedy: Option<String>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProblemField)]
pub struct ProblemFieldJson {
    /// The field; places in lists count from 0: `lines.0.quantity`.
    pub field: String,
    /// The stable name of what is wrong.
    pub code: String,
    /// What is wrong and what to do, in the language of the request.
    pub detail: String,
}

/// The refusals of operations that need no key.
#[derive(Debug, Clone, Copy)]
pub struct Refusals;

/// The refusals of operations that need a key.
#[derive(Debug, Clone, Copy)]
pub struct KeyRefusals;

type Described = BTreeMap<String, RefOr<Response>>;

fn problem(description: &str) -> RefOr<Response> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content.build())
        .build()
        .into()
}

impl IntoResponses for Refusals {
    fn responses() -> Described {
        [
            ("404", "There is no such thing."),
            (
                "429",
                "Too many requests; `Retry-After` says in how many seconds to go on.",
            ),
            (
                "4XX",
                "What was sent cannot be right. Mend it before sending it again.",
            ),
            ("5XX", "Our failure. Try again later."),
        ]
        .into_iter()
        .map(|(status, description)| (status.to_owned(), problem(description)))
        .collect()
    }
}

impl IntoResponses for KeyRefusals {
    fn responses() -> Described {
        let mut responses = Refusals::responses();
        let more = [
            ("401", "The key is missing, unknown or revoked."),
            ("409", "It cannot be done as things stand; look at them again."),
            ("422", "Some fields are not right; `errors` names them."),
        ];
        responses.extend(
            more.into_iter()
                .map(|(status, description)| (status.to_owned(), problem(description))),
        );
        responses
    }
}
