//! `pasar doctor`

use std::process::ExitCode;

use serde_json::json;

use super::{code, runtime};
use crate::config::{Arguments, Environment, load};
use crate::doctor::{Finding, State, examine};
use crate::say;

/// Say what is wrong with this machine or the configuration, and how to mend it.
///
/// It looks at PostgreSQL's programs, the data folder, the disk, the port, the markets, the mail, the database with its schemas and
/// the search indexes, and changes nothing. Ends with 1 if something stands in the way of `pasar serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Doctor {
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        const ABOUT: &str = "configuration";
        let findings = match load(arguments, &Environment::read()) {
            Ok(loaded) => {
                let says = match &loaded.file {
                    Some(file) => format!("`{}`", file.display()),
                    None => "no file; every setting has a default".to_owned(),
                };
                let mut findings = vec![Finding::fine(ABOUT, says)];
                findings.extend(runtime(&loaded)?.block_on(examine(&loaded)));
                findings
            }
            // Without it nobody knows where to look for the rest.
            Err(errors) => vec![Finding::wrong(
                ABOUT,
                errors.to_string(),
                "correct it; `pasar config default` shows every setting",
            )],
        };
        let fine = findings.iter().all(|finding| finding.state != State::Wrong);
        if self.json {
            say::json(&json!({ "fine": fine, "findings": findings }));
        } else {
            for finding in &findings {
                say::result(finding.shown());
            }
        }
        Ok(code(fine))
    }
}
