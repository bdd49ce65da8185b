//! Markets and charters of the repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pasar_domain::market::Market;
use pasar_policy::CharterFolder;
use pasar_prover::{Proof, Solvers, Subject, prove};
use walkdir::WalkDir;

pub(crate) type Files = BTreeMap<String, String>;

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The texts below a folder, by path.
pub(crate) fn files_below(folder: &Path) -> Files {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let named = files.filter_map(|entry| {
        let path = entry.path();
        let ending = path.extension()?.to_str()?;
        let inside = path.strip_prefix(folder).ok()?.to_str()?.to_owned();
        let belongs = ["toml", "cedar", "json"].contains(&ending);
        belongs.then(|| (inside, std::fs::read_to_string(path).unwrap()))
    });
    named.collect()
}

/// A market of the repository.
pub(crate) fn market(code: &str) -> Market {
    let mut files = files_below(&repository("markets").join(code));
    files.retain(|path, _| !path.contains('/') || path.starts_with("charters/"));
    Market::load(&files).unwrap()
}

/// A charter version of the repository: `id/2023-07-30`.
pub(crate) fn charter(name: &str) -> (Market, Files) {
    let (code, version) = name.split_once('/').unwrap();
    let market = market(code);
    let files = market.charter_files[version].clone();
    (market, files)
}

/// Every charter version of the repository.
pub(crate) fn charters() -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(repository("markets")).unwrap() {
        let code = entry.unwrap().file_name().into_string().unwrap();
        if !code.contains('.') {
            let versions = market(&code).charter_files.into_keys();
            names.extend(versions.map(|version| format!("{code}/{version}")));
        }
    }
    names.sort();
    names
}

/// A version as the prover sees it.
pub(crate) fn subject(market: &Market, files: &Files) -> Subject {
    Subject::new(&CharterFolder::parse(files.clone(), market).unwrap(), market)
}

/// Proves it.
pub(crate) async fn proof(subject: Subject) -> Proof {
    let solvers = Solvers::find(None, None).await;
    let solvers = solvers.expect("the tests need cvc5: apt-get install cvc5");
    assert!(solvers.second.is_some(), "the tests need z3: apt-get install z3");
    prove(subject, &solvers, "2026-12-01T00:00:00Z".parse().unwrap())
        .await
        .unwrap()
}
