//! `pasar identity screen`

use std::io::{self, BufRead as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use pasar_domain::screening::{Likeness, Match, Pair, Screened, Screener, Thresholds, read};
use serde_json::{Value as Json, json};

use crate::commands::code;
use crate::{built_in, say};

/// Problems of the list that are told one by one.
const PROBLEMS_MAX: usize = 20;

/// `screen`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar identity screen 'Ruben Tatulian'\n  pasar identity screen --list sdn.csv --json < names.txt"
)]
pub(super) struct Screen {
    /// The name of a person or an organisation
    name: Option<String>,
    /// The list, as the US Treasury publishes it (SDN.CSV) [default: the one that comes with the program]
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// The least score of a near match
    #[arg(long, value_name = "SCORE", default_value_t = Thresholds::STANDARD.near, value_parser = clap::value_parser!(u8).range(1..=100))]
    near: u8,
    /// For a machine: an object on each line
    #[arg(long)]
    json: bool,
}

impl Screen {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let screener = self.screener()?;
        let thresholds = Thresholds {
            near: self.near,
            ..Thresholds::STANDARD
        };
        let mut is_clear = true;
        let mut tell = |name: &str| {
            let found = screener.screen(name, thresholds);
            is_clear &= found.matches.is_empty();
            if self.json {
                say::result(for_machines(&screener, name, &found));
            } else {
                say::result(for_people(&screener, name, &found));
            }
        };
        if let Some(name) = &self.name {
            tell(name.trim());
        } else {
            for line in io::stdin().lock().split(b'\n') {
                let line = line.context("cannot read the standard input")?;
                let line = String::from_utf8_lossy(&line);
                if !line.trim().is_empty() {
                    tell(line.trim());
                }
            }
        }
        Ok(code(is_clear))
    }

    fn screener(&self) -> anyhow::Result<Screener> {
        let file = match &self.list {
            Some(path) => std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?,
            None => built_in::sanctions_list()?.1,
        };
        let list = read(&file);
        for problem in list.problems.iter().take(PROBLEMS_MAX) {
            say::note(problem);
        }
        if let more @ 1.. = list.problems.len().saturating_sub(PROBLEMS_MAX) {
            say::note(format_args!("… and {more} more problems of the list"));
        }
        anyhow::ensure!(!list.entries.is_empty(), "the list has no entry that can be read");
        Ok(Screener::new(list.entries))
    }
}

fn for_machines(screener: &Screener, name: &str, found: &Screened) -> Json {
    let with_entry = |found: &Match| {
        let entry = screener.entry(found.entry_no);
        json!({ "match": found, "entry": entry })
    };
    json!({
        "name": name,
        "score": found.matches.first().map_or(0, |best| best.score),
        "matches": found.matches.iter().map(with_entry).collect::<Vec<_>>(),
        "compared": found.compared,
    })
}

fn for_people(screener: &Screener, name: &str, found: &Screened) -> String {
    if found.matches.is_empty() {
        return format!("✓ {name}: nothing like it among {} names", screener.names());
    }
    let mut text = format!("✗ {name}");
    for found in &found.matches {
        text.push_str(&format!(
            "\n  {:>3} {}: {} (entry {})",
            found.score, found.kind, found.listed, found.entry_no
        ));
        for pair in &found.pairs {
            text.push_str(&format!("\n        {:>3} {}", pair.gave, explained(pair)));
        }
        for (words, what) in [
            (&found.typed_only, "only in the name"),
            (&found.listed_only, "only in the list"),
        ] {
            if !words.is_empty() {
                text.push_str(&format!("\n          0 {}: {what}", words.join(" ")));
            }
        }
        if let Some(entry) = screener.entry(found.entry_no) {
            let facts = [entry.programs.join(", "), entry.remarks.clone()];
            for fact in facts.iter().filter(|fact| !fact.is_empty()) {
                text.push_str(&format!("\n        {fact}"));
            }
        }
    }
    text
}

fn explained(pair: &Pair) -> String {
    let how = match pair.likeness {
        Likeness::Same => return pair.typed.clone(),
        Likeness::OneLetter => "one letter differs",
        Likeness::TwoLetters => "two letters differ",
        Likeness::Consonants => "the same consonants",
    };
    format!("{} for {}: {how}", pair.typed, pair.listed)
}
