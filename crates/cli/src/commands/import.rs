//! `pasar import`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use clap::builder::PossibleValuesParser;
use futures::TryStreamExt as _;
use indicatif::ProgressBar;
use pasar_domain::import::{Import as Reading, ImportFinding, ImportState};
use pasar_interchange::{FileError, Format, HEAD_BYTES, detect};
use pasar_service::Context;
use pasar_service::actor::ShopKeeper;
use pasar_service::import::run::{RunImportError, run};
use pasar_service::import::show::{findings, show};
use pasar_service::import::start::{StartImport, start};
use pasar_service::shop::authorise::as_owner;
use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio_util::io::ReaderStream;

use super::{code, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::{progress, say};

/// Every format that can be read.
const FORMATS: [Format; 4] = [
    Format::Shopify,
    Format::GoogleTable,
    Format::GoogleXml,
    Format::PrdectId,
];
/// Findings that people are shown.
const FINDINGS_SHOWN: u32 = 40;
/// Findings that machines are given: all that are kept.
const FINDINGS_ALL: u32 = pasar_domain::import::FINDINGS_MAX;

/// Read a catalogue file into a shop.
///
/// The file is a product export of Shopify (CSV) or a product feed for Google Merchant (tab-separated text or RSS), in any usual
/// encoding; it is told from its content. Products are matched by the file's own keys: reading the same file again changes nothing. Rows
/// that cannot be understood are left out and named with their line; every other row stands. Ends with 1 if something was left
/// out, or the file is no catalogue.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar import --market xx --shop batik-ana products.csv --dry-run\n  pasar import --market xx --shop \
                  batik-ana products.csv"
)]
pub(crate) struct Import {
    /// The market's code
    #[arg(long, value_name = "CODE")]
    market: String,
    /// The shop's handle, as in its address
    #[arg(long, value_name = "HANDLE")]
    shop: String,
    /// The file
    file: PathBuf,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Refuse the file if it has another format
    #[arg(long, value_parser = PossibleValuesParser::new(FORMATS.map(Format::code)))]
    format: Option<String>,
    /// The category of goods whose own words for it the market does not know: a slug of categories.toml
    #[arg(long, value_name = "SLUG")]
    category: Option<String>,
    /// Keep new products as drafts, whatever the file says
    #[arg(long)]
    drafts: bool,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| self.import(program).await)
    }

    async fn import(&self, program: &Program) -> anyhow::Result<ExitCode> {
        let ctx = program.market(&self.market)?;
        let (keeper, _) = as_owner(ctx, &self.shop)
            .await?
            .with_context(|| format!("there is no shop `{}` in this market", self.shop))?;
        let file = open(&self.file).await?;
        if let Some(format) = &self.format {
            check_format(&self.file, format).await?;
        }
        let input = StartImport {
            file_name: self
                .file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            dry_run: self.dry_run,
            category: self.category.clone(),
            as_drafts: self.drafts,
        };
        // What was read before an upload broke off is of no interest here: the file is on this machine.
        let stream =
            ReaderStream::new(file).inspect_err(|error| tracing::error!(%error, "the file cannot be read"));
        let begun = start(ctx, keeper, input, stream)
            .await
            .with_context(|| format!("`{}` was not taken", self.file.display()))?;
        let bar = progress::bytes("reading the catalogue", begun.bytes_total);
        let done = read(ctx, keeper, &begun, &bar).await?;
        bar.finish_and_clear();
        self.tell(ctx, keeper, &done).await
    }

    async fn tell(&self, ctx: &Context, keeper: ShopKeeper, done: &Reading) -> anyhow::Result<ExitCode> {
        let tally = done.tally;
        let refusal = match &done.state {
            ImportState::Refused { refusal, .. } => Some(refusal.as_str()),
            _ => None,
        };
        let most = if self.json { FINDINGS_ALL } else { FINDINGS_SHOWN };
        let found = findings(ctx, keeper, done.import_id, 0, most).await?;
        if self.json {
            say::json(&json!({
                "import": done.import_id.to_string(), "format": done.format, "dry_run": done.dry_run, "refusal": refusal,
                "created": tally.created, "changed": tally.changed, "same": tally.same, "refused": tally.refused,
                "findings": found.iter().map(|found| json!({
                    "line": found.line, "field": found.field, "value": found.value, "code": found.code, "message": found.message,
                })).collect::<Vec<_>>(),
            }));
        } else {
            for finding in &found {
                say::note(line(finding));
            }
            if found.len() >= usize::try_from(FINDINGS_SHOWN).unwrap_or(usize::MAX) {
                say::note("(more in the seller centre, or with `--json`)");
            }
            let would = if done.dry_run {
                "a dry run: nothing was changed; "
            } else {
                ""
            };
            match refusal {
                Some(refusal) => {
                    say::note(format_args!("`{}` was not taken: {refusal}", self.file.display()))
                }
                None => say::result(format_args!(
                    "{would}{} new, {} changed, {} as they were, {} left out",
                    tally.created, tally.changed, tally.same, tally.refused
                )),
            }
        }
        Ok(code(refusal.is_none() && tally.refused == 0))
    }
}

async fn open(path: &Path) -> anyhow::Result<tokio::fs::File> {
    let file = tokio::fs::File::open(path).await;
    file.with_context(|| format!("cannot read `{}`", path.display()))
}

async fn check_format(path: &Path, wanted: &str) -> anyhow::Result<()> {
    let mut head = Vec::new();
    let most = u64::try_from(HEAD_BYTES).unwrap_or(u64::MAX);
    open(path).await?.take(most).read_to_end(&mut head).await?;
    let found = detect(&head, "")
        .with_context(|| format!("`{}` was not taken", path.display()))?
        .format;
    let wanted = FORMATS.into_iter().find(|format| format.code() == wanted);
    match wanted {
        Some(wanted) if wanted != found => Err(anyhow!(FileError::OtherFormat { found, wanted })),
        _ => Ok(()),
    }
}

/// Reads the file here; or watches the worker of a process beside this one that was quicker.
async fn read(
    ctx: &Context,
    keeper: ShopKeeper,
    begun: &Reading,
    bar: &ProgressBar,
) -> anyhow::Result<Reading> {
    let told = bar.clone();
    match run(ctx, begun.shop_id, begun.import_id, move |now| {
        told.set_position(now.bytes_read)
    })
    .await
    {
        Err(RunImportError::Elsewhere) => {}
        done => return Ok(done?),
    }
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let now = show(ctx, keeper, begun.import_id)
            .await?
            .context("the import has vanished")?;
        bar.set_position(now.bytes_read);
        if now.state.is_over() {
            return Ok(now);
        }
    }
}

fn line(finding: &ImportFinding) -> String {
    let mut text = format!("line {}", finding.line);
    if let Some(field) = &finding.field {
        text.push_str(&format!(", {field}"));
    }
    if let Some(value) = &finding.value {
        text.push_str(&format!(" `{value}`"));
    }
    format!("{text}: {}", finding.message)
}
