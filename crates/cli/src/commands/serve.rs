//! `pasar serve`

use std::net::IpAddr;
use std::process::ExitCode;

use super::{begin, runtime};
use crate::config::Arguments;
use crate::logging::Voice;
use crate::program::{Program, Wanted};
use crate::serving::{Plan, bind, local_url, run};
use crate::{say, signals};

/// Serve the markets and do their work.
///
/// Starts the private database (or connects to DATABASE_URL), brings its schemas up to date, and answers requests until Ctrl-C or
/// SIGTERM; then requests in progress may finish. A search index that is missing or was made by another version is built anew
/// meanwhile; /readyz says when everything is there.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar serve\n  pasar serve --data /var/lib/pasar --port 8080\n  DATABASE_URL=postgres://pasar@db/pasar \
                        pasar serve --address 0.0.0.0"
)]
pub(crate) struct Serve {
    /// The port; 0 takes any that is free
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The network address to listen on, such as 0.0.0.0 for every network
    #[arg(long, value_name = "ADDRESS")]
    address: Option<IpAddr>,
    /// Leave the work behind the scenes to a `pasar work` beside this
    #[arg(long)]
    no_work: bool,
}

impl Serve {
    pub(crate) fn run(self, mut arguments: Arguments) -> anyhow::Result<ExitCode> {
        listen_at(&mut arguments, self.port, self.address);
        let loaded = begin(&arguments, Voice::Full)?;
        runtime(&loaded)?.block_on(async {
            let stop = signals::listen()?;
            // First of all, so that a wrong port is said at once. Whoever comes early waits.
            let listener = bind(&loaded.config).await?;
            let url = local_url(&listener)?;
            let program = tokio::select! {
                program = Program::open(&loaded, Wanted::Own) => program?,
                () = stop.asked.cancelled() => return Ok(ExitCode::SUCCESS),
            };
            say::result(format_args!("Pasar is at {url}"));
            let plan = Plan {
                listener: Some(listener),
                work: !self.no_work,
            };
            let served = run(&program, plan, &stop).await;
            program.close().await?;
            served.map(|()| ExitCode::SUCCESS)
        })
    }
}

/// Adds what was said about where to listen.
pub(super) fn listen_at(arguments: &mut Arguments, port: Option<u16>, address: Option<IpAddr>) {
    if let Some(port) = port {
        arguments.set("server", "port", "--port", port.to_string());
    }
    if let Some(address) = address {
        arguments.set("server", "address", "--address", address.to_string());
    }
}
