//! `pasar charter explain`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use pasar_policy::{Case, CharterFolder, Decision};
use serde_json::json;

use super::Place;
use super::check::decision_in_words;
use super::version::{Version, one};
use crate::commands::code;
use crate::config::Loaded;
use crate::say;
use crate::say::misuse;

/// The name under which the file is read as a case of its charter.
const EXPLAINED: &str = "explained-case";

/// `explain`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar charter explain markets/id/charters/2023-07-30/cases/dropshipper.toml\n  pasar charter explain \
                  question.toml --charter gb/2023-04-15"
)]
pub(super) struct Explain {
    /// The case file: an act with its facts
    file: PathBuf,
    /// The charter that decides: MARKET/VERSION [default: the one whose folder the file is in]
    #[arg(long, value_name = "VERSION")]
    charter: Option<String>,
    #[command(flatten)]
    place: Place,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Explain {
    pub(super) fn run(self, loaded: &Loaded) -> anyhow::Result<ExitCode> {
        let text = std::fs::read_to_string(&self.file)
            .with_context(|| format!("cannot read `{}`", self.file.display()))?;
        let (mut place, mut name) = (self.place, self.charter);
        if let (None, Some((folder, found))) = (&name, home(&self.file)) {
            name = Some(found);
            place.markets.get_or_insert(folder);
        }
        let name = name.ok_or_else(|| {
            misuse("the file lies in no charter’s folder; name one with `--charter MARKET/VERSION`")
        })?;
        let version = one(&place.source(loaded), &name)?;
        let folder = with_case(&version, &text).with_context(|| self.file.display().to_string())?;
        let case = folder.cases.iter().find(|case| case.name.as_str() == EXPLAINED);
        let case = case.context("the case cannot be read")?;
        let outcome = case.run(&folder.rules);
        if self.json {
            say::json(&json!({
                "charter": version.name(),
                "allowed": outcome.decision.allowed,
                "reasons": outcome.decision.reasons,
                "as_expected": outcome.as_expected,
            }));
        } else {
            say::result(for_people(&version, &folder, case, &outcome.decision));
            if !outcome.as_expected {
                say::note("This is not what the file expects.");
            }
        }
        Ok(code(outcome.as_expected))
    }
}

/// The folder of markets and the charter whose folder a file lies in: `…/markets/id/charters/2023-07-30/cases/case.toml`.
fn home(file: &Path) -> Option<(PathBuf, String)> {
    let file = file.canonicalize().ok()?;
    let charter = file.ancestors().find(|folder| {
        let parent = folder.parent().and_then(Path::file_name);
        parent.is_some_and(|name| name == "charters")
    })?;
    let market = charter.parent()?.parent()?;
    let name = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
    Some((
        market.parent()?.to_owned(),
        format!("{}/{}", name(market)?, name(charter)?),
    ))
}

/// The charter with the file as its one case.
fn with_case(version: &Version, text: &str) -> anyhow::Result<CharterFolder> {
    let mut files: BTreeMap<String, String> = version.folder()?.files.clone();
    files.retain(|path, _| !path.starts_with("cases/"));
    files.insert(format!("cases/{EXPLAINED}.toml"), text.to_owned());
    CharterFolder::parse(files, &version.market).map_err(|problem| anyhow::anyhow!(problem.problem))
}

fn for_people(version: &Version, folder: &CharterFolder, case: &Case, decision: &Decision) -> String {
    let mut text = format!(
        "{}\n{}: {}",
        version.text(&case.title),
        version.name(),
        decision_in_words(decision)
    );
    for id in &decision.reasons {
        let Some(words) = folder.words.get(id) else {
            continue;
        };
        text.push_str(&format!("\n\n{id}: {}", version.text(&words.title)));
        if !decision.allowed {
            text.push_str(&format!("\n  what is wrong: {}", version.text(&words.reason)));
            text.push_str(&format!("\n  what to do: {}", version.text(&words.remedy)));
            for promise in folder
                .promises
                .iter()
                .filter(|promise| promise.kept_by.contains(id))
            {
                text.push_str(&format!(
                    "\n  it keeps a promise: {}",
                    version.text(&promise.sentence)
                ));
            }
        }
        if let Some((_, source)) = folder
            .charter
            .sources
            .iter()
            .find(|(key, _)| key.as_str() == words.source)
        {
            text.push_str(&format!("\n  source: {}", version.text(&source.title)));
        }
    }
    text
}
