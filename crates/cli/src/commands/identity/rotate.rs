//! `pasar identity rotate`

use std::process::ExitCode;

use super::super::begin;
use crate::config::Arguments;
use crate::logging::Voice;
use crate::program::{add_key, keys_file};
use crate::say;

/// `rotate`
#[derive(Debug, clap::Args)]
pub(super) struct Rotate {}

impl Rotate {
    pub(super) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        let loaded = begin(arguments, Voice::Calm)?;
        let path = keys_file(&loaded.config);
        let name = add_key(&path)?;
        say::result(format_args!(
            "added the key `{name}` to `{}`; back the file up, then start the program again",
            path.display()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
