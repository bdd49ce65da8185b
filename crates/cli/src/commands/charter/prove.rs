//! `pasar charter prove`

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use pasar_prover::{Answer, NO_ERRORS, Proof, Proved, SecondOpinion, Verdict, keep, prove};
use pasar_service::clock::{Clock as _, SystemClock};
use serde_json::{Value as Json, json};

use super::Place;
use super::version::{PROOF, Version, select, solvers};
use crate::commands::code;
use crate::config::Loaded;
use crate::program::Source;
use crate::say::misuse;
use crate::{progress, say};

/// `prove`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar charter prove\n  pasar charter prove id/2023-07-30 --markets ./markets --keep\n  pasar charter prove gb \
                  --smt /tmp/queries --json"
)]
pub(super) struct Prove {
    /// Charters: MARKET/VERSION, or MARKET for all of its versions; all charters if left out
    versions: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// Keep the proof of what is proved, in a file proof.json beside the charter's others
    #[arg(long)]
    keep: bool,
    /// Write what the solver is asked as files of SMT-LIB into this folder
    #[arg(long, value_name = "DIR")]
    smt: Option<PathBuf>,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Prove {
    pub(super) async fn run(self, loaded: &Loaded) -> anyhow::Result<ExitCode> {
        let source = self.place.source(loaded);
        let room = match (&source, self.keep) {
            (_, false) => None,
            (Source::Folder(folder), true) => Some(folder.clone()),
            (Source::BuiltIn, true) => {
                return Err(misuse(
                    "a proof is kept beside its charter’s files; say where they are with `--markets DIR`",
                ));
            }
        };
        let versions = select(&source, &self.versions)?;
        let solvers = solvers(&loaded.config).await?;
        let mut fine = true;
        let mut reports = Vec::new();
        for version in &versions {
            let spinner = progress::spinner(&format!("{}: asking {}", version.name(), solvers.first.title()));
            let proof = prove(version.subject()?, &solvers, SystemClock.now()).await;
            spinner.finish_and_clear();
            let proof = proof.with_context(|| version.name())?;
            let loose_end = version.loose_end()?;
            fine &= proof.is_proved() && loose_end.is_none();
            if let Some(folder) = &self.smt {
                write_queries(folder, &proof)?;
            }
            if self.json {
                reports.push(proof.to_json());
            } else {
                say::result(for_people(version, &proof)?);
            }
            if let Some(loose_end) = &loose_end {
                say::note(format_args!(
                    "✗ {loose_end}. A charter whose files do not fit together cannot be adopted"
                ));
            }
            if let (Some(room), true) = (&room, proof.is_proved() && loose_end.is_none()) {
                keep_beside(room, version, proof)?;
            }
        }
        if self.json {
            say::json(&json!({ "proved": fine, "charters": reports as Vec<Json> }));
        }
        Ok(code(fine))
    }
}

fn keep_beside(room: &Path, version: &Version, proof: Proof) -> anyhow::Result<()> {
    let folder = room
        .join(version.market.code.as_str())
        .join("charters")
        .join(&version.version);
    let path = folder.join(PROOF);
    let text = keep(&Proved::try_from(proof)?);
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// Writes the text of every query: `id/2023-07-30/no-cross-border.sell.smt2`.
fn write_queries(folder: &Path, proof: &Proof) -> anyhow::Result<()> {
    let folder = folder.join(&proof.market).join(&proof.version);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    for answer in &proof.answers {
        let Some(text) = &answer.text else {
            continue;
        };
        let policy = answer
            .id
            .policy
            .as_ref()
            .map(|id| format!(".{id}"))
            .unwrap_or_default();
        let path = folder.join(format!("{}.{}{policy}.smt2", answer.id.promise, answer.id.act));
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}

/// A proof in words: every promise with its verdict, a broken one with the example.
pub(super) fn for_people(version: &Version, proof: &Proof) -> anyhow::Result<String> {
    let folder = version.folder()?;
    let sign = if proof.is_proved() { '✓' } else { '✗' };
    let mut text = format!("{sign} {}", version.name());
    let mut promises: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
    for answer in &proof.answers {
        promises.entry(&answer.id.promise).or_default().push(answer);
    }
    for (promise, answers) in promises {
        let sentence = match folder.promise(promise) {
            Some(found) => version.text(&found.sentence),
            None if promise == NO_ERRORS => "No policy ends in an error.",
            None => "",
        };
        text.push_str(&promise_for_people(promise, sentence, &answers));
    }
    text.push_str(&format!("\n  {}", summary(proof)));
    Ok(text)
}

/// A promise with its verdict. Of several acts that break it, one is told: the sale where there is one.
fn promise_for_people(promise: &str, sentence: &str, answers: &[&Answer]) -> String {
    let mut open: Vec<&&Answer> = answers.iter().filter(|answer| !answer.is_proved()).collect();
    open.sort_by_key(|answer| (answer.verdict.word(), answer.id.act != "sell"));
    let Some(worst) = open.first() else {
        return format!("\n  ✓ {promise}: {sentence}");
    };
    let mut text = format!("\n  ✗ {promise}: {sentence}\n    {}: ", worst.verdict.word());
    match &worst.verdict {
        Verdict::Broken(example) => text.push_str(&example.sentence),
        Verdict::Unknown { why } => text.push_str(&format!("for the act `{}`, {why}", worst.id.act)),
        Verdict::Proved => {}
    }
    let others: Vec<String> = open
        .iter()
        .skip(1)
        .map(|answer| format!("`{}`", answer.id.act))
        .collect();
    if !others.is_empty() {
        text.push_str(&format!(
            "\n    The same promise is not proved for {}.",
            others.join(", ")
        ));
    }
    text
}

fn summary(proof: &Proof) -> String {
    let asked: Vec<&Answer> = proof
        .answers
        .iter()
        .filter(|answer| answer.text.is_some())
        .collect();
    let agreed = asked
        .iter()
        .filter(|answer| answer.second_opinion == SecondOpinion::Agrees)
        .count();
    let milliseconds: u64 = asked.iter().map(|answer| answer.milliseconds).sum();
    let second = match &proof.second_solver {
        Some(second) => format!("{second} agrees with {agreed} of its answers"),
        None => "there is no second opinion, because z3 is not here".to_owned(),
    };
    format!(
        "{} questions; {} were left for {} after translating, which took {milliseconds} ms; {second}",
        proof.answers.len(),
        asked.len(),
        proof.solver
    )
}
