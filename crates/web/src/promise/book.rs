//! A charter version as its pages tell it: mapped from the version's files, its proof and the counts of its refusals.

use std::collections::BTreeMap;

use pasar_domain::adoption::{AdoptedProof, ProofAnswer};
use pasar_domain::market::Slug;
use pasar_policy::{Act, Audience, Case, CharterFolder, Promise, PromiseKind, RuleId};

use super::query::Known;
use super::story::told;
use super::view::{PromiseGroup, ShownCase, ShownPromise, ShownProof, ShownQuery, ShownRule, ShownSource};
use super::{path, query_path};
use crate::l10n::Localizer;

/// A charter version with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    /// The language.
    pub l: &'a Localizer,
    /// The version.
    pub folder: &'a CharterFolder,
    /// Its proof.
    pub proof: Option<&'a AdoptedProof>,
    /// How often each of its rules refused this month.
    pub refused: &'a BTreeMap<String, i64>,
}

impl<'a> Book<'a> {
    /// The book of what is known, in a language.
    pub fn new(l: &'a Localizer, known: &'a Known<'_>) -> Self {
        Self {
            l,
            folder: &known.folder,
            proof: known.proof.as_ref(),
            refused: &known.refused,
        }
    }

    /// The promises, by whom they are made to.
    pub fn groups(&self) -> Vec<PromiseGroup> {
        let l = self.l;
        let audiences = [
            (Audience::Regulator, l.t("promise-to-regulator")),
            (Audience::Sellers, l.t("promise-to-sellers")),
            (Audience::Buyers, l.t("promise-to-buyers")),
            (Audience::Public, l.t("promise-to-public")),
        ];
        let group = |(audience, title): (Audience, String)| {
            let promises = self.folder.promises.iter();
            // The oldest word first.
            let mut promises: Vec<&Promise> =
                promises.filter(|promise| promise.audience == audience).collect();
            promises.sort_by_key(|promise| promise.made_on);
            PromiseGroup {
                id: format!("to-{}", audience.as_str()),
                title,
                promises: promises
                    .into_iter()
                    .map(|promise| self.promise(promise))
                    .collect(),
            }
        };
        let groups = audiences.into_iter().map(group);
        groups.filter(|group| !group.promises.is_empty()).collect()
    }

    /// To whom a promise is made, in words.
    pub fn audience(&self, promise: &Promise) -> String {
        match promise.audience {
            Audience::Regulator => self.l.t("promise-to-regulator"),
            Audience::Sellers => self.l.t("promise-to-sellers"),
            Audience::Buyers => self.l.t("promise-to-buyers"),
            Audience::Public => self.l.t("promise-to-public"),
        }
    }

    /// A promise.
    pub fn promise(&self, promise: &Promise) -> ShownPromise {
        let language = self.l.language();
        let refused = promise.kept_by.iter().map(|rule| self.refusals(rule)).sum();
        ShownPromise {
            id: promise.id.to_string(),
            href: self.l.url(&path(promise.id.as_str())),
            sentence: promise.sentence.get(language).to_owned(),
            meaning: promise.meaning_in_words.get(language).to_owned(),
            is_never: promise.kind == PromiseKind::Never,
            since: self.l.day(promise.made_on),
            source: self.source(&promise.source),
            proof: self.proof(promise),
            refused: (!promise.kept_by.is_empty()).then_some(refused),
        }
    }

    /// The rules that keep a promise.
    pub fn rules(&self, promise: &Promise) -> Vec<ShownRule> {
        let language = self.l.language();
        let rule = |id: &RuleId| {
            let words = self.folder.words.get(id)?;
            Some(ShownRule {
                id: id.to_string(),
                title: words.title.get(language).to_owned(),
                reason: words.reason.get(language).to_owned(),
                refused: self.refusals(id),
                policy: self.policy(id),
            })
        };
        promise.kept_by.iter().filter_map(rule).collect()
    }

    /// The cases that show what a promise means, those first that it is about: of a *never* promise what is refused, of an *always*
    /// promise what is allowed.
    pub fn cases(&self, promise: &Promise) -> Vec<ShownCase> {
        let is_never = promise.kind == PromiseKind::Never;
        let cases = self.folder.cases.iter();
        let cases = cases.filter(|case| case.promise.as_ref() == Some(&promise.id));
        let mut cases: Vec<&Case> = cases.collect();
        cases.sort_by_key(|case| case.expect_allowed == is_never);
        cases.into_iter().map(|case| self.case(case)).collect()
    }

    fn case(&self, case: &Case) -> ShownCase {
        let language = self.l.language();
        let reason = |id: &RuleId| Some(self.folder.words.get(id)?.reason.get(language).to_owned());
        let reasons = if case.expect_allowed {
            Vec::new()
        } else if case.reasons.is_empty() {
            vec![self.l.t("promise-nothing-permits")]
        } else {
            case.reasons.iter().filter_map(reason).collect()
        };
        ShownCase {
            title: case.title.get(language).to_owned(),
            facts: told(self.l, &case.question.as_question()),
            is_allowed: case.expect_allowed,
            reasons,
        }
    }

    fn source(&self, key: &Slug) -> ShownSource {
        let Some(source) = self.folder.charter.sources.get(key) else {
            return ShownSource::default();
        };
        ShownSource {
            title: source.title.get(self.l.language()).to_owned(),
            reference: source.reference.clone().unwrap_or_default(),
            date: source.date.clone().unwrap_or_default(),
        }
    }

    fn proof(&self, promise: &Promise) -> Option<ShownProof> {
        let proof = self.proof?;
        let answers = proof.of_promise(promise.id.as_str())?;
        let query = |answer: &&ProofAnswer| {
            let act: Option<Act> = answer.act.parse().ok();
            let sha256 = answer.text_sha256.as_deref();
            ShownQuery {
                act: act.map_or_else(|| answer.act.clone(), |act| act_words(self.l, act)),
                href: sha256.map_or_else(String::new, |sha256| {
                    self.l.url(&query_path(promise.id.as_str(), sha256))
                }),
                sha256: sha256.unwrap_or_default().to_owned(),
            }
        };
        Some(ShownProof {
            day: self.l.date(proof.proved_at),
            solver: solvers(&answers),
            second: proof.second_solver.clone().unwrap_or_default(),
            // What the rules answer by themselves was put to no solver.
            questions: answers
                .iter()
                .filter(|answer| answer.text_sha256.is_some())
                .count(),
            seconded: answers.iter().filter(|answer| answer.is_seconded()).count(),
            acts: answers.iter().map(query).collect(),
        })
    }

    fn refusals(&self, rule: &RuleId) -> i64 {
        self.refused.get(rule.as_str()).copied().unwrap_or(0)
    }

    /// The text of a policy as it stands in its file, with the words above it.
    fn policy(&self, rule: &RuleId) -> String {
        let sign = format!("@id(\"{rule}\")");
        let files = self.folder.files.iter();
        let mut texts = files.filter(|(path, _)| path.ends_with(".cedar"));
        let found = texts.find_map(|(_, text)| paragraph(text, &sign));
        found.unwrap_or_default()
    }
}

/// The part of a file that begins with `sign` and ends with its policy, the comment right above it included.
fn paragraph(text: &str, sign: &str) -> Option<String> {
    let at = text.find(sign)?;
    let before = text.get(..at)?;
    let mut begin = at;
    for line in before.lines().rev().take_while(|line| line.starts_with("//")) {
        begin = begin.saturating_sub(line.len() + 1);
    }
    let after = text.get(at..)?;
    let end = after
        .find("};")
        .map_or_else(|| after.find(';').map(|end| end + 1), |end| Some(end + 2))?;
    text.get(begin..at + end).map(|policy| policy.trim().to_owned())
}

/// Who answered: one solver as a rule, since one proof is made by one.
fn solvers(answers: &[&ProofAnswer]) -> String {
    let mut names: Vec<&str> = answers.iter().map(|answer| answer.solver.as_str()).collect();
    names.dedup();
    names.join(", ")
}

/// What an act is called.
pub(crate) fn act_words(l: &Localizer, act: Act) -> String {
    match act {
        Act::Publish => l.t("promise-act-publish"),
        Act::Show => l.t("promise-act-show"),
        Act::Sell => l.t("promise-act-sell"),
        Act::Pay => l.t("promise-act-pay"),
        Act::PayOut => l.t("promise-act-pay-out"),
        Act::Admit => l.t("promise-act-admit"),
        Act::AdvanceStage => l.t("promise-act-advance-stage"),
        Act::Claim => l.t("promise-act-claim"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_shown_with_the_words_above_it_and_without_its_neighbours() {
        let text = "// File.\n\n@id(\"a\")\npermit (principal, action, resource);\n\n// Why b.\n// More.\n@id(\"b\")\nforbid (principal, action, resource)\nwhen { x };\n\n@id(\"c\")\npermit (principal, action, resource);\n";
        assert_eq!(
            paragraph(text, "@id(\"b\")").unwrap(),
            "// Why b.\n// More.\n@id(\"b\")\nforbid (principal, action, resource)\nwhen { x };"
        );
        assert_eq!(
            paragraph(text, "@id(\"c\")").unwrap(),
            "@id(\"c\")\npermit (principal, action, resource);"
        );
        assert_eq!(paragraph(text, "@id(\"d\")"), None);
    }
}
