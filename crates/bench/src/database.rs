//! Speaks to the program's own cluster through PostgreSQL's own tools.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};
use pasar_cluster::{Owner, Programs, ROLE};

use crate::server::Program;

/// The database of the program in its cluster.
const NAME: &str = "pasar";

/// The schema of a market's first cell.
pub(crate) fn cell(market: &str) -> String {
    format!("{market}_1")
}

/// The database of a program that runs.
#[derive(Debug)]
pub(crate) struct Database {
    programs: Programs,
    owner: Owner,
}

/// A run of pgbench that was prepared.
#[derive(Debug)]
pub(crate) struct Bench(Command);

impl Database {
    /// The cluster in the program's data folder, which must be running.
    pub(crate) fn find(program: &Program) -> anyhow::Result<Self> {
        let folder = program.data.join("postgres");
        let owner = Owner::find(&folder)?;
        let owner = owner.with_context(|| format!("nobody runs the cluster in `{}`", folder.display()))?;
        Ok(Self {
            programs: Programs::find()?,
            owner,
        })
    }

    /// Runs statements; what they print, without decoration.
    pub(crate) fn run(&self, statements: &str) -> anyhow::Result<String> {
        let mut command = self.command("psql");
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statements]);
        said(command)
    }

    /// A number that a query finds.
    pub(crate) fn number(&self, query: &str) -> anyhow::Result<i64> {
        let found = self.run(query)?;
        let number = found.trim().parse();
        number.with_context(|| format!("`{query}` finds no number but `{found}`"))
    }

    /// A run of a script, from so many connections, for so long.
    pub(crate) fn bench(&self, script: &Path, clients: u32, lasting: Duration) -> Bench {
        let mut command = self.command("pgbench");
        command
            .args(["-n", "-M", "prepared", "-j", "2", "-f"])
            .arg(script)
            .args([
                "-c",
                &clients.to_string(),
                "-T",
                &lasting.as_secs().max(1).to_string(),
            ]);
        Bench(command)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = self.programs.command(program);
        command
            .env("PGHOST", &self.owner.socket_dir)
            .env("PGUSER", ROLE)
            .env("PGDATABASE", NAME)
            .stdin(Stdio::null());
        command
    }
}

impl Bench {
    /// Runs it to its end; what it says.
    pub(crate) fn run(self) -> anyhow::Result<String> {
        said(self.0)
    }
}

fn said(mut command: Command) -> anyhow::Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .with_context(|| format!("cannot run `{program}`"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if !output.status.success() {
        bail!("`{program}` failed: {}", text(&output.stderr).trim());
    }
    Ok(text(&output.stdout))
}
