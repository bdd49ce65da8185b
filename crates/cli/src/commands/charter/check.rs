//! `pasar charter check`

use std::process::ExitCode;

use cedar_policy::{Authorizer, Decision as CedarDecision};
use pasar_policy::{Case, CharterFolder, Decision, cedar};
use serde_json::{Value as Json, json};

use super::Place;
use super::version::{Version, select};
use crate::commands::code;
use crate::config::Loaded;
use crate::say;

/// `check`
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Charters: MARKET/VERSION, or MARKET for all of its versions; all charters if left out
    versions: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(self, loaded: &Loaded) -> anyhow::Result<ExitCode> {
        let versions = select(&self.place.source(loaded), &self.versions)?;
        let mut fine = true;
        let mut reports = Vec::new();
        for version in &versions {
            let problems = problems(version);
            fine &= problems.is_empty();
            if self.json {
                reports.push(
                    json!({ "charter": version.name(), "fine": problems.is_empty(), "problems": problems }),
                );
            } else {
                say::result(for_people(version, &problems));
            }
        }
        if self.json {
            say::json(&json!({ "fine": fine, "charters": reports as Vec<Json> }));
        }
        Ok(code(fine))
    }
}

fn for_people(version: &Version, problems: &[String]) -> String {
    if let (Ok(folder), []) = (&version.read, problems) {
        let slow = folder.rules.slow();
        let mut text = format!(
            "✓ {}: {} policies, {} promises, {} cases as expected",
            version.name(),
            folder.rules.ids().len(),
            folder.promises.len(),
            folder.cases.len()
        );
        if !slow.is_empty() {
            let slow: Vec<String> = slow.iter().map(|id| format!("`{id}`")).collect();
            text.push_str(&format!(
                "\n  ! Cedar itself decides {}, which takes longer",
                slow.join(", ")
            ));
        }
        return text;
    }
    let mut text = format!("✗ {}", version.name());
    for problem in problems {
        text.push_str(&format!("\n  {problem}"));
    }
    text
}

/// Everything that is wrong with a version.
fn problems(version: &Version) -> Vec<String> {
    match &version.read {
        Err(problem) => vec![problem.to_string()],
        Ok(folder) => {
            let loose_end = folder
                .check(&version.market)
                .err()
                .map(|problem| problem.to_string());
            let cases = folder
                .cases
                .iter()
                .filter_map(|case| problem(version, folder, case));
            loose_end.into_iter().chain(cases).collect()
        }
    }
}

/// What is wrong with a case: another answer than expected, or two answers.
fn problem(version: &Version, folder: &CharterFolder, case: &Case) -> Option<String> {
    let outcome = case.run(&folder.rules);
    let told = format!("cases/{}.toml ({})", case.name, version.text(&case.title));
    if !outcome.as_expected {
        let reasons: Vec<String> = case.reasons.iter().map(ToString::to_string).collect();
        return Some(format!(
            "{told}: expected {}, and it is {}",
            in_words(case.expect_allowed, &reasons),
            decision_in_words(&outcome.decision)
        ));
    }
    match by_cedar(folder, case) {
        Ok((allowed, reasons)) => {
            let ours = reasons_of(&outcome.decision);
            let differ = (allowed, &reasons) != (outcome.decision.allowed, &ours);
            differ.then(|| {
                format!(
                    "{told}: the program’s engine says {}, Cedar’s says {}; please report it",
                    decision_in_words(&outcome.decision),
                    in_words(allowed, &reasons)
                )
            })
        }
        Err(problem) => Some(format!("{told}: {problem}")),
    }
}

/// What Cedar’s own authorizer says.
fn by_cedar(folder: &CharterFolder, case: &Case) -> Result<(bool, Vec<String>), cedar::NotCedar> {
    let (request, entities) = cedar::request(&case.question.as_question())?;
    let answer = Authorizer::new().is_authorized(&request, folder.rules.policy_set(), &entities);
    let mut reasons: Vec<String> = answer.diagnostics().reason().map(ToString::to_string).collect();
    reasons.sort();
    Ok((answer.decision() == CedarDecision::Allow, reasons))
}

fn reasons_of(decision: &Decision) -> Vec<String> {
    let mut reasons: Vec<String> = decision.reasons.iter().map(ToString::to_string).collect();
    reasons.sort();
    reasons
}

/// A decision in words: refused by `local-goods`.
pub(super) fn decision_in_words(decision: &Decision) -> String {
    in_words(decision.allowed, &reasons_of(decision))
}

fn in_words(allowed: bool, reasons: &[String]) -> String {
    let names: Vec<String> = reasons.iter().map(|id| format!("`{id}`")).collect();
    match (allowed, names.is_empty()) {
        (true, _) => format!("allowed by {}", names.join(", ")),
        (false, false) => format!("refused by {}", names.join(", ")),
        (false, true) => "refused because nothing permits it".to_owned(),
    }
}
