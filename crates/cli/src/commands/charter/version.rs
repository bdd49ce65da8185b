//! Charter versions by name.

use std::rc::Rc;

use pasar_domain::market::{Market, Texts};
use pasar_policy::{CharterFolder, CharterProblem};
use pasar_prover::{NoSolver, Solvers, Subject};

use crate::config::Config;
use crate::program::Source;
use crate::say::misuse;

/// The file of the kept proof.
pub(super) const PROOF: &str = "proof.json";

/// A charter version that was asked for.
pub(super) struct Version {
    pub(super) market: Rc<Market>,
    /// Its name inside the market.
    pub(super) version: String,
    /// The version, unless its files are wrong.
    pub(super) read: Result<CharterFolder, CharterProblem>,
    /// The text of its kept proof.
    pub(super) kept: Option<String>,
}

impl Version {
    /// `id/2023-07-30`
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.market.code, self.version)
    }

    /// The version; an error where its files are wrong.
    pub(super) fn folder(&self) -> anyhow::Result<&CharterFolder> {
        self.read
            .as_ref()
            .map_err(|problem| anyhow::anyhow!("{}/charters/{}/{problem}", self.market.code, self.version))
    }

    /// What does not fit together in its files, told with their path; nothing when all does.
    pub(super) fn loose_end(&self) -> anyhow::Result<Option<String>> {
        let found = self.folder()?.check(&self.market).err();
        Ok(found.map(|problem| format!("{}/charters/{}/{problem}", self.market.code, self.version)))
    }

    /// What the prover takes.
    pub(super) fn subject(&self) -> anyhow::Result<Subject> {
        Ok(Subject::new(self.folder()?, &self.market))
    }

    /// A text in the language of commands: English where the market has it.
    pub(super) fn text<'a>(&self, texts: &'a Texts) -> &'a str {
        english(&self.market, texts)
    }
}

/// A text in English where the market has it, otherwise in its own first language.
fn english<'a>(market: &Market, texts: &'a Texts) -> &'a str {
    let english = market
        .languages
        .iter()
        .find(|language| language.primary() == "en");
    texts.get(english.unwrap_or_else(|| market.default_language()))
}

/// The versions that were named, in the order of markets and dates; all of them if none was.
pub(super) fn select(source: &Source, names: &[String]) -> anyhow::Result<Vec<Version>> {
    let mut known = Vec::new();
    let mut selected = Vec::new();
    let mut used = vec![false; names.len()];
    for market in source.all()? {
        let market = Rc::new(market);
        for (version, files) in &market.charter_files {
            let full = format!("{}/{version}", market.code);
            let mut wanted = names.is_empty();
            for (name, used) in names.iter().zip(&mut used) {
                if *name == full || name == market.code.as_str() {
                    *used = true;
                    wanted = true;
                }
            }
            known.push(full);
            if wanted {
                selected.push(Version {
                    market: Rc::clone(&market),
                    version: version.to_string(),
                    read: CharterFolder::read(files.clone(), &market),
                    kept: files.get(PROOF).cloned(),
                });
            }
        }
    }
    if let Some((name, _)) = names.iter().zip(used).find(|(_, used)| !used) {
        return Err(misuse(format!(
            "there is no charter `{name}`; there are {}",
            known.join(", ")
        )));
    }
    Ok(selected)
}

/// The one version of this name.
pub(super) fn one(source: &Source, name: &str) -> anyhow::Result<Version> {
    let mut found = select(source, &[name.to_owned()])?;
    match (found.pop(), found.is_empty()) {
        (Some(version), true) => Ok(version),
        _ => Err(misuse(format!(
            "`{name}` has several versions; name one, like `{name}/VERSION`"
        ))),
    }
}

/// The solvers of the configuration.
pub(crate) async fn solvers(config: &Config) -> Result<Solvers, NoSolver> {
    let path = |setting: Option<&std::path::Path>| setting.map(std::path::Path::to_owned);
    Solvers::find(path(config.prover.cvc5.get()), path(config.prover.z3.get())).await
}
