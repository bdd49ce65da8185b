//! The charters of the repository: they parse, every case gets its answer from both engines, and nothing is left to the slow one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cedar_policy::{Authorizer, Decision};
use pasar_domain::market::Market;
use pasar_policy::{Act, CharterFolder, cedar};

fn markets_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets")
}

fn texts(root: &Path, inside: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(root.join(inside)).unwrap() {
        let path = inside.join(entry.unwrap().file_name());
        let name = path.to_string_lossy().into_owned();
        if root.join(&path).is_dir() {
            texts(root, &path, files);
        } else if [".toml", ".cedar", ".json"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            files.insert(name, std::fs::read_to_string(root.join(&path)).unwrap());
        }
    }
}

/// A market of the repository.
pub(crate) fn market(code: &str) -> Market {
    let mut files = BTreeMap::new();
    texts(&markets_folder().join(code), Path::new(""), &mut files);
    Market::load(&files).unwrap()
}

/// Every charter version of every market.
fn folders() -> Vec<(String, CharterFolder)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(markets_folder()).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("market.toml").is_file() {
            continue;
        }
        let mut files = BTreeMap::new();
        texts(&folder, Path::new(""), &mut files);
        let market = Market::load(&files).unwrap();
        for (version, files) in &market.charter_files {
            let name = format!("{}/{version}", market.code);
            let parsed = CharterFolder::parse(files.clone(), &market);
            found.push((
                name.clone(),
                parsed.unwrap_or_else(|error| panic!("{name}/{error}")),
            ));
        }
    }
    assert!(found.len() >= 4);
    found
}

#[test]
fn every_case_gets_its_answer_from_both_engines() {
    for (name, folder) in folders() {
        assert!(
            folder.rules.slow().is_empty(),
            "{name}: {:?}",
            folder.rules.slow()
        );
        assert!(folder.cases.len() >= 12 && folder.promises.len() >= 4, "{name}");
        for case in &folder.cases {
            let outcome = case.run(&folder.rules);
            assert!(
                outcome.as_expected,
                "{name}/cases/{}: {:?}",
                case.name, outcome.decision
            );
            let (request, entities) = cedar::request(&case.question.as_question()).unwrap();
            let answer = Authorizer::new().is_authorized(&request, folder.rules.policy_set(), &entities);
            assert_eq!(
                answer.decision() == Decision::Allow,
                case.expect_allowed,
                "{name}/cases/{}",
                case.name
            );
            let reasons: BTreeSet<String> = answer.diagnostics().reason().map(ToString::to_string).collect();
            let expected: BTreeSet<String> = case.reasons.iter().map(ToString::to_string).collect();
            assert_eq!(reasons, expected, "{name}/cases/{}", case.name);
        }
    }
}

#[test]
fn every_promise_has_an_example_and_every_rule_keeps_one() {
    for (name, folder) in folders() {
        let examples: BTreeSet<&str> = folder
            .cases
            .iter()
            .filter_map(|case| case.promise.as_ref().map(|promise| promise.as_str()))
            .collect();
        for promise in &folder.promises {
            assert!(
                examples.contains(promise.id.as_str()),
                "{name}: {} has no example",
                promise.id
            );
        }
    }
}

#[test]
fn every_source_is_named_by_something() {
    for (name, folder) in folders() {
        let figures = folder
            .charter
            .figures
            .iter()
            .map(|figure| figure.source.to_string());
        let rules = folder.words.values().map(|words| words.source.clone());
        let promises = folder.promises.iter().map(|promise| promise.source.to_string());
        let used: BTreeSet<String> = figures.chain(rules).chain(promises).collect();
        let known: BTreeSet<String> = folder.charter.sources.keys().map(ToString::to_string).collect();
        assert_eq!(used, known, "{name}");
    }
}

#[test]
fn a_charter_s_digest_is_of_every_file_and_not_of_its_proof() {
    let (_, folder) = folders().remove(0);
    let market = market("id");
    let files = market.charter_files.values().next().unwrap().clone();
    let digest = |files: BTreeMap<String, String>| CharterFolder::parse(files, &market).unwrap().digest();
    let mut proved = files.clone();
    proved.insert("proof.json".to_owned(), "{}".to_owned());
    assert_eq!(digest(files.clone()), digest(proved));
    let mut other = files.clone();
    other
        .get_mut("charter.toml")
        .unwrap()
        .push_str("\n# another comment\n");
    assert_ne!(digest(files), digest(other));
    assert!(Act::ALL.iter().all(|act| act.as_str().parse() == Ok(*act)));
    drop(folder);
}
