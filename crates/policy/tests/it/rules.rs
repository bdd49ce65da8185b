//! Compiling: what is refused, and what is left to Cedar.

use std::collections::BTreeMap;

use pasar_policy::{Rules, RulesError};

fn compile(text: &str) -> Result<Rules, RulesError> {
    Rules::compile(
        "1".parse().unwrap(),
        &BTreeMap::from([("sale.cedar".to_owned(), text.to_owned())]),
    )
}

const SCOPE: &str = "(principal is Seller, action == Action::\"show\", resource is Offer)";

#[test]
fn what_is_wrong_is_said_with_the_file() {
    for (text, wanted) in [
        (
            format!("@id(\"a\") permit {SCOPE}; @id(\"a\") forbid {SCOPE};"),
            "two policies `a`",
        ),
        (
            format!("@id(\"a\") permit {SCOPE} when {{ principal.orgin == Country::\"ID\" }};"),
            "orgin",
        ),
        (
            format!("@id(\"a\") permit {SCOPE} when {{ principal.origin == \"ID\" }};"),
            "types",
        ),
        (
            format!("@id(\"a\") permit {SCOPE} when {{ principal.origin == Country::\"XX\" }};"),
            "XX",
        ),
        (
            format!(
                "@id(\"a\") permit {SCOPE} when {{ principal.verification.issued_by == Country::\"ID\" }};"
            ),
            "verification",
        ),
        (format!("@id(\"a\") permit {SCOPE} when {{"), "unexpected"),
    ] {
        let error = compile(&text).unwrap_err();
        assert_eq!(error.file, "sale.cedar");
        assert!(error.problem.contains(wanted), "{wanted}: {error}");
    }
}

#[test]
fn what_the_engine_does_not_know_is_left_to_cedar() {
    let rules = compile(&format!(
        "@id(\"quick\") permit {SCOPE} when {{ resource.price_minor > 1 }};
         @id(\"slow\") forbid {SCOPE} when {{ resource.price_minor * 2 > 10 }};"
    ))
    .unwrap();
    let slow: Vec<String> = rules.slow().iter().map(ToString::to_string).collect();
    assert_eq!(slow, ["slow"]);
}

#[test]
fn a_policy_without_a_name_is_decided_and_counted() {
    let rules = compile(&format!("permit {SCOPE}; @id(\"a\") permit {SCOPE};")).unwrap();
    let ids: Vec<String> = rules.ids().iter().map(ToString::to_string).collect();
    assert_eq!(
        (ids, rules.unnamed()),
        (vec!["a".to_owned(), "unnamed-1".to_owned()], 1)
    );
}
