//! `pasar identity list`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use pasar_domain::screening::RowProblem;
use pasar_service::screening::LoadedList;
use pasar_service::screening::list::lists_loaded;
use pasar_service::screening::load::{LoadList, LoadListError, load};
use serde_json::{Value as Json, json};

use crate::commands::{Acting, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::{built_in, say};

/// Problems of a list that are told one by one.
const PROBLEMS_MAX: usize = 20;

/// `list`
#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Load a list; every seller of every market is compared with it from then on
    ///
    /// The file that counts already is not loaded again. A list of which rows cannot be read is refused: whoever they name would be found
    /// nowhere.
    Load {
        #[command(flatten)]
        acting: Acting,
        /// The list, as the US Treasury publishes it (SDN.CSV) [default: the one that comes with the program]
        file: Option<PathBuf>,
        /// Load it even if rows of it cannot be read
        #[arg(long)]
        despite_problems: bool,
    },
    /// Show the lists that were loaded, the one that counts first
    Show {
        /// The code of any market
        #[arg(long, value_name = "CODE")]
        market: String,
        /// For a machine
        #[arg(long)]
        json: bool,
    },
}

impl List {
    pub(super) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| match self.verb {
            Verb::Load {
                acting,
                file,
                despite_problems,
            } => load_file(program, &acting, file, despite_problems).await,
            Verb::Show { market, json } => {
                let lists = lists_loaded(program.market(&market)?).await?;
                if json {
                    say::json(&lists.iter().map(for_machines).collect::<Vec<_>>().into());
                } else {
                    lists.iter().for_each(|list| say::result(for_people(list)));
                }
                Ok(ExitCode::SUCCESS)
            }
        })
    }
}

async fn load_file(
    program: &Program,
    acting: &Acting,
    file: Option<PathBuf>,
    despite_problems: bool,
) -> anyhow::Result<ExitCode> {
    let (source, text) = match &file {
        None => {
            let (name, text) = built_in::sanctions_list()?;
            (name.to_owned(), text)
        }
        Some(path) => {
            let text = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            (name.into_owned(), text)
        }
    };
    let (ctx, staff) = acting.find(program).await?;
    let input = LoadList {
        source: &source,
        file: &text,
        despite_problems,
    };
    let loaded = match load(ctx, staff, input).await {
        Ok(loaded) => loaded,
        Err(error @ LoadListError::Problems(_)) => {
            if let LoadListError::Problems(problems) = &error {
                tell(problems);
            }
            return Err(error).context("nothing was loaded; `--despite-problems` loads the rest");
        }
        Err(error) => return Err(error.into()),
    };
    tell(&loaded.problems);
    let was = if loaded.was_current {
        "counts already"
    } else {
        "counts from now on"
    };
    acting.answer(
        &for_machines(&loaded.list),
        format_args!("{}\nIt {was}.", for_people(&loaded.list)),
    );
    Ok(ExitCode::SUCCESS)
}

/// Tells what is wrong with rows of a list.
pub(super) fn tell(problems: &[RowProblem]) {
    for problem in problems.iter().take(PROBLEMS_MAX) {
        say::note(problem);
    }
    if let more @ 1.. = problems.len().saturating_sub(PROBLEMS_MAX) {
        say::note(format_args!("… and {more} more problems of the list"));
    }
}

fn digest(list: &LoadedList) -> String {
    list.digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn for_people(list: &LoadedList) -> String {
    let left_out = match list.left_out {
        0 => String::new(),
        rows => format!(", {rows} rows left out"),
    };
    format!(
        "list {}: {}, {} entries{left_out}, loaded on {} by {}, SHA-256 {}",
        list.list_no,
        list.source,
        list.entries,
        list.loaded_at.format("%Y-%m-%d"),
        list.loaded_by,
        digest(list)
    )
}

fn for_machines(list: &LoadedList) -> Json {
    json!({
        "list_no": list.list_no,
        "source": list.source,
        "sha256": digest(list),
        "entries": list.entries,
        "left_out": list.left_out,
        "loaded_by": list.loaded_by,
        "loaded_at": list.loaded_at,
    })
}
