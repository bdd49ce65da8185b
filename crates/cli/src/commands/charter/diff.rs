//! `pasar charter diff`

use std::process::ExitCode;

use pasar_prover::{Comparison, Direction, compare};
use serde_json::Value as Json;

use super::Place;
use super::version::{one, solvers};
use crate::config::Loaded;
use crate::say::misuse;
use crate::{progress, say};

/// `diff`
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pasar charter diff id/2023-07-30 id/2023-09-26")]
pub(super) struct Diff {
    /// The old charter: MARKET/VERSION
    old: String,
    /// The new charter: MARKET/VERSION
    new: String,
    #[command(flatten)]
    place: Place,
    /// Where the old charter is looked for, if elsewhere: a folder with the markets' folders
    #[arg(long, value_name = "DIR")]
    old_markets: Option<std::path::PathBuf>,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Diff {
    pub(super) async fn run(self, loaded: &Loaded) -> anyhow::Result<ExitCode> {
        let source = self.place.source(loaded);
        let old_source = self
            .old_markets
            .map_or_else(|| source.clone(), crate::program::Source::Folder);
        let (old, new) = (one(&old_source, &self.old)?, one(&source, &self.new)?);
        if old.market.code != new.market.code {
            return Err(misuse(
                "two versions of one market are compared, and these are of two markets",
            ));
        }
        let solvers = solvers(&loaded.config).await?;
        let spinner = progress::spinner(&format!("asking {}", solvers.first.title()));
        let comparison = compare(old.subject()?, new.subject()?, &solvers).await;
        spinner.finish_and_clear();
        let comparison = comparison?;
        if self.json {
            let json: Json = comparison.to_json();
            say::json(&json);
        } else {
            say::result(for_people(&old.name(), &new.name(), &comparison));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn for_people(old: &str, new: &str, comparison: &Comparison) -> String {
    let mut text = format!("from {old} to {new}");
    for (direction, heading, none) in [
        (
            Direction::Loosened,
            "permits what was refused",
            "permits nothing that was refused",
        ),
        (
            Direction::Tightened,
            "refuses what was permitted",
            "refuses nothing that was permitted",
        ),
    ] {
        let changes: Vec<_> = comparison
            .changes
            .iter()
            .filter(|change| change.direction == direction)
            .collect();
        if changes.is_empty() {
            text.push_str(&format!("\n  {none}: proved for {}", comparison.acts.join(", ")));
            continue;
        }
        text.push_str(&format!("\n  {heading}:"));
        for change in changes {
            let told = match &change.example {
                Ok(example) => example.sentence.clone(),
                Err(why) => format!("nobody knows: {why}"),
            };
            text.push_str(&format!("\n  - {}: {told}", change.act));
        }
    }
    text
}
