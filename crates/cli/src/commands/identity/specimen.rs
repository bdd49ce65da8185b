//! `pasar identity specimen`

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use chrono::NaiveDate;
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::specimen::Specimen;
use pasar_service::clock::{Clock as _, SystemClock};
use pasar_service::identity::specimen::draw;

use crate::say;
use crate::say::misuse;

/// `specimen`
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  pasar identity specimen nik --seed 7 --to card.png")]
pub(super) struct DrawSpecimen {
    /// The kind of document: nik, passport or nib
    kind: String,
    /// Another number invents another person or business
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,
    /// The day on which it counts [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
    /// The file to write, a PNG; one that is there already is kept
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

impl DrawSpecimen {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let kind = self.kind.to_lowercase().parse::<DocumentKind>().ok();
        let on = self.on.unwrap_or_else(|| SystemClock.now().date_naive());
        let drawn = kind.and_then(|kind| draw(kind, self.seed, on)).ok_or_else(|| {
            let kinds: Vec<&str> = Specimen::KINDS.iter().map(|kind| kind.as_str()).collect();
            misuse(format!(
                "there is no specimen of `{}`; there are {}",
                self.kind,
                kinds.join(", ")
            ))
        })?;
        write(&self.to, &drawn.png)?;
        let typed = &drawn.specimen.input;
        for (what, says) in [
            ("kind", &typed.kind),
            ("number", &typed.number.replace('\n', "/")),
            ("name", &typed.name),
            ("born", &typed.born),
            ("sex", &typed.sex),
            ("expires", &typed.expires_on),
        ] {
            if !says.is_empty() {
                say::result(format_args!("{what:<8} {says}"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn write(path: &PathBuf, png: &[u8]) -> anyhow::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => misuse(format!(
            "the file `{}` is there already; name another one, or delete it",
            path.display()
        )),
        _ => anyhow::Error::from(error).context(format!("cannot write `{}`", path.display())),
    })?;
    file.write_all(png)
        .with_context(|| format!("cannot write `{}`", path.display()))
}
