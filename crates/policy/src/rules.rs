//! The compiled policies of one charter version.

use std::collections::BTreeMap;
use std::sync::Arc;

use cedar_policy::{Authorizer, PolicyId, PolicySet, ValidationMode, Validator};
use pasar_domain::market::Slug;

use crate::act::Act;
use crate::decision::Decision;
use crate::engine::{Compiled, Effect, compile};
use crate::question::Question;
use crate::rule::RuleId;
use crate::{cedar, schema};

/// Why policies cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct RulesError {
    /// The file.
    pub file: String,
    /// What is wrong, where, and what to do.
    pub problem: String,
}

/// The policies of a charter version, ready to decide.
#[derive(Debug, Clone)]
pub struct Rules {
    version: Arc<Slug>,
    policies: PolicySet,
    by_act: [Vec<Rule>; Act::ALL.len()],
    /// What the quick engine does not know.
    left_to_cedar: PolicySet,
    /// Policies without a name.
    unnamed: u32,
}

#[derive(Debug, Clone)]
struct Rule {
    id: RuleId,
    compiled: Arc<Compiled>,
}

impl Rules {
    /// Compiles the policies of a version: the texts of its files by name. Every policy has an `@id` of its own;
    /// one that has none is called `unnamed-1` and so on.
    ///
    /// # Errors
    /// The first file that Cedar cannot read, that speaks of facts which do not exist or confuses their types, or has two policies of one name.
    pub fn compile(version: Slug, files: &BTreeMap<String, String>) -> Result<Self, RulesError> {
        let mut rules = Self {
            version: Arc::new(version),
            policies: PolicySet::new(),
            by_act: std::array::from_fn(|_| Vec::new()),
            left_to_cedar: PolicySet::new(),
            unnamed: 0,
        };
        for (file, text) in files {
            rules.add(text).map_err(|problem| RulesError {
                file: file.clone(),
                problem,
            })?;
        }
        Ok(rules)
    }

    fn add(&mut self, text: &str) -> Result<(), String> {
        let parsed = policy_set(text, &mut self.unnamed)?;
        for policy in parsed.policies() {
            self.policies
                .add(policy.clone())
                .map_err(|_| format!("there are two policies `{}`; give each its own @id", policy.id()))?;
            let json = policy.to_json().map_err(|error| error.to_string())?;
            let Some(compiled) = compile(&json) else {
                let left = self.left_to_cedar.add(policy.clone());
                left.map_err(|error| error.to_string())?;
                continue;
            };
            let rule = Rule {
                id: RuleId::from(policy.id().to_string().as_str()),
                compiled: Arc::new(compiled),
            };
            for act in &rule.compiled.acts {
                if let Some(rules) = self.by_act.get_mut(act.index()) {
                    rules.push(rule.clone());
                }
            }
        }
        Ok(())
    }

    /// The charter version.
    pub fn version(&self) -> &Slug {
        &self.version
    }

    /// The policies, as Cedar has them; each policy's id is its rule's.
    pub const fn policy_set(&self) -> &PolicySet {
        &self.policies
    }

    /// How many policies have no name.
    pub const fn unnamed(&self) -> u32 {
        self.unnamed
    }

    /// The rules, by id.
    pub fn ids(&self) -> Vec<RuleId> {
        let mut ids: Vec<RuleId> = self
            .policies
            .policies()
            .map(|policy| RuleId::from(policy.id().to_string().as_str()))
            .collect();
        ids.sort();
        ids
    }

    /// Rules that the quick engine does not know; Cedar decides them, some fifty times as slowly.
    pub fn slow(&self) -> Vec<RuleId> {
        let policies = self.left_to_cedar.policies();
        policies
            .map(|policy| RuleId::from(policy.id().to_string().as_str()))
            .collect()
    }

    /// Decides.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        let mut tally = Tally::default();
        for rule in self.by_act.get(question.act().index()).into_iter().flatten() {
            match rule.compiled.matches(question) {
                Ok(true) => tally.add(rule.compiled.effect, rule.id.clone()),
                Ok(false) => {}
                Err(_) => tally.errors += 1,
            }
        }
        if !self.left_to_cedar.is_empty() {
            self.ask_cedar(question, &mut tally);
        }
        tally.decide(&self.version)
    }

    fn ask_cedar(&self, question: &Question<'_>, tally: &mut Tally) {
        let Ok((request, entities)) = cedar::request(question) else {
            tally.errors += 1;
            return;
        };
        // Cedar names only the policies that decided, and a permit of the quick part must not hide a forbid here: each effect apart.
        for effect in [Effect::Permit, Effect::Forbid] {
            let wanted = match effect {
                Effect::Permit => cedar_policy::Effect::Permit,
                Effect::Forbid => cedar_policy::Effect::Forbid,
            };
            let some = self
                .left_to_cedar
                .policies()
                .filter(|policy| policy.effect() == wanted);
            let Ok(set) = PolicySet::from_policies(some.cloned()) else {
                tally.errors += 1;
                continue;
            };
            let answer = Authorizer::new().is_authorized(&request, &set, &entities);
            for id in answer.diagnostics().reason() {
                tally.add(effect, RuleId::from(id.to_string().as_str()));
            }
            let errors = answer.diagnostics().errors().count();
            tally.errors = tally
                .errors
                .saturating_add(u32::try_from(errors).unwrap_or(u32::MAX));
        }
    }
}

/// How policies without an `@id` are called, with a number after it. They are decided and proved like all others, and a charter that has
/// one is not complete.
const UNNAMED: &str = "unnamed-";

/// Reads and checks policies, and names each by its `@id`.
fn policy_set(text: &str, unnamed: &mut u32) -> Result<PolicySet, String> {
    let parsed: PolicySet = text
        .parse()
        .map_err(|error: cedar_policy::ParseErrors| crate::cedar::told(&error))?;
    if parsed.templates().next().is_some() {
        return Err("has a template; write out each policy".to_owned());
    }
    let mut named = PolicySet::new();
    for policy in parsed.policies() {
        let id = match policy.annotation("id").filter(|id| !id.is_empty()) {
            Some(id) => id.to_owned(),
            None => {
                *unnamed += 1;
                format!("{UNNAMED}{unnamed}")
            }
        };
        named
            .add(policy.new_id(PolicyId::new(&id)))
            .map_err(|_| format!("has two policies `{id}`; give each its own @id"))?;
    }
    validate(&named)?;
    Ok(named)
}

/// Is every fact there, and of the type as which it is used?
pub(crate) fn validate(policies: &PolicySet) -> Result<(), String> {
    let result = Validator::new(schema().clone()).validate(policies, ValidationMode::Strict);
    let errors: Vec<String> = result.validation_errors().map(ToString::to_string).collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors.join("; "))
    }
}

#[derive(Default)]
struct Tally {
    permits: Vec<RuleId>,
    forbids: Vec<RuleId>,
    errors: u32,
}

impl Tally {
    fn add(&mut self, effect: Effect, id: RuleId) {
        match effect {
            Effect::Permit => self.permits.push(id),
            Effect::Forbid => self.forbids.push(id),
        }
    }

    fn decide(self, version: &Arc<Slug>) -> Decision {
        let forbidden = !self.forbids.is_empty();
        let mut reasons = if forbidden { self.forbids } else { self.permits };
        let allowed = !forbidden && !reasons.is_empty() && self.errors == 0;
        if !forbidden && !allowed {
            reasons.clear();
        }
        Decision {
            allowed,
            reasons,
            errors: self.errors,
            charter_version: Arc::clone(version),
        }
    }
}
