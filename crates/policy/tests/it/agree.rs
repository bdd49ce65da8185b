//! The quick engine and Cedar's own authorizer give one answer: in decision, reasons and errors.

use std::collections::BTreeMap;

use cedar_policy::{Authorizer, Decision};
use pasar_policy::{Question, Rules, cedar};
use proptest::prelude::*;

use crate::questions::{all, circumstances, friend, offer, seller};

fn condition() -> impl Strategy<Value = String> {
    let atoms = vec![
        "context.market == Market::\"id\"".to_owned(),
        "principal.origin == Country::\"ID\"".to_owned(),
        "principal.origin != resource.ship_from".to_owned(),
        "[Country::\"ID\", Country::\"CN\"].contains(resource.ship_from)".to_owned(),
        "principal has verification".to_owned(),
        "principal has verification && context.now < principal.verification.valid_until".to_owned(),
        "principal has verification && principal.verification.evidence == Evidence::\"passport\"".to_owned(),
        "principal has verification && principal.verification.issued_by == principal.origin".to_owned(),
        "principal has return_country && principal.return_country == Country::\"GB\"".to_owned(),
        "principal has certified_until && principal.certified_until >= context.now".to_owned(),
        "context.now > datetime(\"2023-07-30\")".to_owned(),
        "context.now <= datetime(\"2023-07-30T00:00:00Z\")".to_owned(),
        "context.now < datetime(\"2023-07-30T01:00:00+0100\")".to_owned(),
        "context.now.toDate() == datetime(\"2023-07-30\")".to_owned(),
        "resource.price_minor + 1 > resource.value_usd_cents".to_owned(),
        "resource.price_minor >= 1".to_owned(),
        "principal.sales_12_months < 2".to_owned(),
        "principal.revenue_12_months_minor <= 1".to_owned(),
        "principal.controlled_by_operator".to_owned(),
        "principal.discloses_identity == context.in_cohort".to_owned(),
        "context.stage == Stage::\"pilot\"".to_owned(),
        "context.surface == Surface::\"feed\"".to_owned(),
        "resource.taken_down || resource.on_positive_list".to_owned(),
        "(if context.in_cohort then resource.produced_by_operator else principal.standing == Standing::\"micro\")".to_owned(),
        format!("principal == Seller::\"{}\"", friend()),
        "principal is Seller".to_owned(),
        "true".to_owned(),
    ];
    prop::sample::select(atoms).prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.clone().prop_map(|a| format!("!({a})")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("(if {a} then {b} else {c})")),
        ]
    })
}

fn policy() -> impl Strategy<Value = String> {
    let principals = vec![
        "principal is Seller".to_owned(),
        format!("principal == Seller::\"{}\"", friend()),
    ];
    let actions = vec![
        "action == Action::\"show\"",
        "action in [Action::\"publish\", Action::\"sell\"]",
        "action in [Action::\"publish\", Action::\"show\", Action::\"sell\"]",
    ];
    (
        any::<bool>(),
        prop::sample::select(principals),
        prop::sample::select(actions),
        any::<bool>(),
        condition(),
        prop::option::of(condition()),
    )
        .prop_map(|(permits, principal, action, when, first, second)| {
            let effect = if permits { "permit" } else { "forbid" };
            let kind = if when { "when" } else { "unless" };
            let second = second
                .map(|second| format!(" when {{ {second} }}"))
                .unwrap_or_default();
            format!("{effect} ({principal}, {action}, resource is Offer) {kind} {{ {first} }}{second};")
        })
}

fn compile(policies: &[String]) -> Rules {
    let text: String = policies
        .iter()
        .enumerate()
        .map(|(place, policy)| format!("@id(\"p{place}\")\n{policy}\n"))
        .collect();
    let files = BTreeMap::from([("p.cedar".to_owned(), text.clone())]);
    Rules::compile("1".parse().unwrap(), &files).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What Cedar's own authorizer says: is it allowed, and for which reasons.
fn reference(rules: &Rules, question: &Question<'_>) -> (bool, Vec<String>, usize) {
    let (request, entities) = cedar::request(question).unwrap();
    let answer = Authorizer::new().is_authorized(&request, rules.policy_set(), &entities);
    let mut reasons: Vec<String> = answer.diagnostics().reason().map(ToString::to_string).collect();
    reasons.sort();
    (
        answer.decision() == Decision::Allow,
        reasons,
        answer.diagnostics().errors().count(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn engine_and_cedar_agree(
        policies in prop::collection::vec(policy(), 1..6),
        sellers in prop::collection::vec(seller(), 4),
        offer in offer(),
        circumstances in circumstances(),
        number in 0..3_i64,
    ) {
        let rules = compile(&policies);
        for seller in &sellers {
            for question in all(seller, &offer, circumstances, number) {
                let decision = rules.decide(&question);
                let mut reasons: Vec<String> = decision.reasons.iter().map(ToString::to_string).collect();
                reasons.sort();
                let expected = reference(&rules, &question);
                prop_assert_eq!((decision.allowed, reasons, decision.errors as usize), expected, "{:?}", policies);
            }
        }
    }

    /// Every question is one that the schema allows: no fact is missing, none is too many, and types are right.
    #[test]
    fn questions_fit_the_schema(seller in seller(), offer in offer(), circumstances in circumstances()) {
        for question in all(&seller, &offer, circumstances, 1) {
            prop_assert!(cedar::request(&question).is_ok(), "{:?}", cedar::request(&question).err());
        }
    }
}
