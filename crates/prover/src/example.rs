//! Examples: the facts with which a charter breaks a promise, made plain, and checked by Cedar’s own authorizer.

use cedar_policy::{Authorizer, Decision, Entities, PolicySet, Request};
use pasar_domain::market::Texts;
use serde_json::{Value as Json, json};

use crate::facts::Facts;
use crate::plain::Plain;
use crate::subject::{MeaningKind, Place, Subject};
use crate::tell;

/// Facts with which something happens that should not.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What happens, as a sentence in English.
    pub sentence: String,
    /// The same in Indonesian.
    pub sentence_id: String,
    /// The facts.
    pub facts: Facts,
    /// Is the act allowed?
    pub allowed: bool,
    /// The policies that decide: those that permit it, or those that forbid it; none when nothing permits it.
    pub reasons: Vec<String>,
    /// The policies that name the one seller, buyer or offer without which it would not happen.
    pub named_by: Vec<String>,
}

impl Example {
    /// The sentence in both languages.
    pub fn texts(&self) -> Texts {
        let languages = [("en", &self.sentence), ("id", &self.sentence_id)];
        let named = languages
            .into_iter()
            .filter_map(|(tag, text)| Some((tag.parse().ok()?, text.clone())));
        named.collect()
    }

    /// The example for a machine.
    pub fn to_json(&self) -> Json {
        json!({
            "sentence": { "en": self.sentence, "id": self.sentence_id },
            "facts": self.facts.to_json(),
            "allowed": self.allowed,
            "reasons": self.reasons,
            "named_by": self.named_by,
        })
    }
}

/// What an example is an example of.
pub(crate) enum Of<'a> {
    /// A broken promise.
    Promise {
        id: &'a str,
        kind: MeaningKind,
        meaning: &'a PolicySet,
    },
    /// A policy that cannot be evaluated.
    Error { policy: &'a str },
    /// Something that the new version permits and the old one refused, or the other way round.
    Change { old: &'a Subject, loosened: bool },
}

/// What Cedar decides about facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decided {
    pub(crate) allowed: bool,
    pub(crate) reasons: Vec<String>,
    pub(crate) failed: Vec<String>,
}

/// Asks Cedar’s own authorizer.
pub(crate) fn decide(policies: &PolicySet, (request, entities): &(Request, Entities)) -> Decided {
    let response = Authorizer::new().is_authorized(request, policies, entities);
    let failed = response.diagnostics().errors().map(|error| {
        let cedar_policy::AuthorizationError::PolicyEvaluationError(error) = error;
        error.policy_id().to_string()
    });
    let mut reasons: Vec<String> = response.diagnostics().reason().map(ToString::to_string).collect();
    reasons.sort();
    Decided {
        allowed: response.decision() == Decision::Allow,
        reasons,
        failed: failed.collect(),
    }
}

impl Of<'_> {
    /// Do these facts show it?
    fn holds(&self, subject: &Subject, facts: &Facts) -> bool {
        let Some(question) = facts.question() else {
            return false;
        };
        let decided = decide(&subject.policies, &question);
        match self {
            Self::Promise { kind, meaning, .. } => {
                decide(meaning, &question).allowed && decided.allowed == (*kind == MeaningKind::Never)
            }
            Self::Error { policy } => decided.failed.iter().any(|failed| failed == policy),
            Self::Change { old, loosened } => {
                decided.allowed == *loosened && decide(&old.policies, &question).allowed != *loosened
            }
        }
    }

    fn policies<'b>(&'b self, subject: &'b Subject) -> Vec<&'b PolicySet> {
        match self {
            Self::Promise { meaning, .. } => vec![&subject.policies, meaning],
            Self::Error { .. } => vec![&subject.policies],
            Self::Change { old, .. } => vec![&subject.policies, &old.policies],
        }
    }
}

/// Makes an example of the solver’s facts. None when Cedar decides otherwise about them than the solver believes.
pub(crate) fn example(subject: &Subject, of: &Of, facts: Facts) -> Option<Example> {
    if !of.holds(subject, &facts) {
        return None;
    }
    let policies = of.policies(subject);
    let plain = Plain::new(subject, &policies);
    let facts = plain.make(facts, |facts| of.holds(subject, facts));
    let decided = decide(&subject.policies, &facts.question()?);
    let mut example = Example {
        sentence: String::new(),
        sentence_id: String::new(),
        allowed: decided.allowed,
        reasons: decided.reasons,
        named_by: named_by(&policies, &facts, &plain),
        facts,
    };
    example.sentence = tell::in_english(&example, of, subject, &plain);
    example.sentence_id = tell::in_indonesian(&example, of, subject, &plain);
    Some(example)
}

/// The policies that name whoever acts or what is acted on, where nobody else would do.
fn named_by(policies: &[&PolicySet], facts: &Facts, plain: &Plain) -> Vec<String> {
    let nouns = [facts.actor(), facts.thing()];
    let uids = facts.uids();
    let singled_out = nouns
        .iter()
        .zip(&uids)
        .filter(|(noun, _)| !plain.is_plain(facts, &format!("{noun}.id")));
    let mut names: Vec<String> = Vec::new();
    for (_, uid) in singled_out {
        let all = policies.iter().flat_map(|set| set.policies());
        let naming = all.filter(|policy| policy.entity_literals().contains(uid));
        names.extend(naming.map(|policy| policy.id().to_string()));
    }
    names.sort();
    names.dedup();
    names
}

impl Place {
    /// An amount as the market writes it.
    pub(crate) fn money(&self, minor: i64) -> String {
        let amount = pasar_domain::money::Money::new(minor, self.currency);
        self.money_format.format(amount, self.currency)
    }
}
