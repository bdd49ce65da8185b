//! `pasar work`

use std::process::ExitCode;

use super::{begin, runtime};
use crate::config::Arguments;
use crate::logging::Voice;
use crate::program::{Program, Wanted};
use crate::serving::{Plan, run};
use crate::{say, signals};

/// Do the work behind the scenes only: letters, payments, search, imports.
///
/// For a machine on which `pasar serve --no-work` answers requests in another process. Any number of workers share the work; each
/// piece is done by one of them. They need the same data folder as the server, for pictures, files and search indexes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  pasar serve --no-work & pasar work")]
pub(crate) struct Work {}

impl Work {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        let loaded = begin(arguments, Voice::Full)?;
        runtime(&loaded)?.block_on(async {
            let stop = signals::listen()?;
            let program = tokio::select! {
                program = Program::open(&loaded, Wanted::Visit) => program?,
                () = stop.asked.cancelled() => return Ok(ExitCode::SUCCESS),
            };
            say::result("Pasar is working");
            let plan = Plan {
                listener: None,
                work: true,
            };
            let worked = run(&program, plan, &stop).await;
            program.close().await?;
            worked.map(|()| ExitCode::SUCCESS)
        })
    }
}
