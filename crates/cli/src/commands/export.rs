//! `pasar export`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;
use pasar_service::export::write::{ExportFormat, write};
use pasar_service::shop::authorise::as_owner;
use tokio::io::AsyncWriteExt as _;

use super::visit;
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Write a shop's catalogue as a file for other systems.
///
/// All products that are not deleted, drafts too. The file can be read by the other system, and by `pasar import`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  pasar export --market xx --shop batik-ana --format google-xml --output feed.xml"
)]
pub(crate) struct Export {
    /// The market's code
    #[arg(long, value_name = "CODE")]
    market: String,
    /// The shop's handle, as in its address
    #[arg(long, value_name = "HANDLE")]
    shop: String,
    /// The file's format
    #[arg(long, default_value = "shopify", value_parser = PossibleValuesParser::new(ExportFormat::ALL.map(ExportFormat::code)))]
    format: String,
    /// The file to write; the standard output if left out
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| self.export(program).await)
    }

    async fn export(&self, program: &Program) -> anyhow::Result<ExitCode> {
        let ctx = program.market(&self.market)?;
        let (keeper, _) = as_owner(ctx, &self.shop)
            .await?
            .with_context(|| format!("there is no shop `{}` in this market", self.shop))?;
        let format = ExportFormat::of_code(&self.format).context("there is no such format")?;
        let site_url = program.site_url();
        let base_url = format!("{site_url}/{}", ctx.market().code);
        let mut pieces = write(ctx, keeper, format, &base_url);
        match &self.output {
            Some(path) => {
                // Under another name until it is whole, so that nobody takes half a catalogue for all of it.
                let unfinished = path.with_added_extension("unfinished");
                let written = async {
                    let mut file = tokio::fs::File::create(&unfinished).await?;
                    while let Some(piece) = pieces.recv().await {
                        file.write_all(&piece?).await?;
                    }
                    file.sync_all().await?;
                    tokio::fs::rename(&unfinished, path).await?;
                    anyhow::Ok(())
                };
                if let Err(error) = written.await {
                    let _ = tokio::fs::remove_file(&unfinished).await;
                    return Err(error.context(format!("cannot write `{}`", path.display())));
                }
                say::note(format_args!("the catalogue is in `{}`", path.display()));
            }
            None => {
                while let Some(piece) = pieces.recv().await {
                    let mut out = std::io::stdout().lock();
                    out.write_all(&piece?)
                        .context("the catalogue could not be written")?;
                    out.flush().context("the catalogue could not be written")?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
