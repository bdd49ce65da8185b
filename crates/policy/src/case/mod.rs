//! Cases: facts with the decision that they must get.

mod file;
mod question;

use file::{CaseFile, Expected};
use pasar_domain::market::{Slug, Texts};

use crate::decision::Decision;
use crate::question::OwnedQuestion;
use crate::rule::RuleId;
use crate::rules::Rules;

/// One case of a charter.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its file's name without the ending.
    pub name: Slug,
    /// What happens, for people.
    pub title: Texts,
    /// The promise that it is an example of.
    pub promise: Option<Slug>,
    /// The question.
    pub question: OwnedQuestion,
    /// The answer that it must get.
    pub expect_allowed: bool,
    /// The rules that must decide, in order of their ids.
    pub reasons: Vec<RuleId>,
}

/// What became of a case.
#[derive(Debug, Clone)]
pub struct CaseOutcome {
    /// Is it as expected, in answer and reasons?
    pub as_expected: bool,
    /// What was decided.
    pub decision: Decision,
}

impl Case {
    /// Reads a case's file; the error says what is wrong and what to do.
    pub(crate) fn parse(name: Slug, text: &str) -> Result<Self, String> {
        let file: CaseFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let question = question::of(&file)?;
        let mut reasons = file.reasons;
        reasons.sort();
        Ok(Self {
            name,
            title: file.title,
            promise: file.promise,
            question,
            expect_allowed: matches!(file.expect, Expected::Allowed),
            reasons,
        })
    }

    /// Puts the case to the rules.
    pub fn run(&self, rules: &Rules) -> CaseOutcome {
        let decision = rules.decide(&self.question.as_question());
        let mut reasons = decision.reasons.clone();
        reasons.sort();
        CaseOutcome {
            as_expected: decision.allowed == self.expect_allowed && reasons == self.reasons,
            decision,
        }
    }
}
