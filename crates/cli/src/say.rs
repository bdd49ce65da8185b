//! What commands say: results on the standard output, everything else on the standard error output.

use std::fmt;
use std::io::{self, Write as _};

use crate::config::ConfigErrors;

/// The command was called wrongly, in a way that the parser of arguments cannot see.
#[derive(Debug)]
pub(crate) struct Misuse(pub(crate) String);

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misuse {}

/// An error that says that the command was called wrongly.
pub(crate) fn misuse(message: impl Into<String>) -> anyhow::Error {
    Misuse(message.into()).into()
}

/// Does this error lie with how the command was called or configured?
pub(crate) fn is_misuse(error: &anyhow::Error) -> bool {
    error.is::<Misuse>() || error.is::<ConfigErrors>()
}

/// Says a result. A reader that has gone away (`pasar … | head`) has seen enough.
pub(crate) fn result(text: impl fmt::Display) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Says a result for a machine.
pub(crate) fn json(value: &serde_json::Value) {
    result(format_args!("{value:#}"));
}

/// Says something to the person at the terminal.
pub(crate) fn note(text: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says why a command failed.
pub(crate) fn error(error: &anyhow::Error) {
    note(format_args!("pasar: {}", reasons(error)));
}

/// An error with its causes, each once.
pub(crate) fn reasons(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        // Some errors repeat their cause in their own words.
        if said.ends_with(&cause) {
            continue;
        }
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(&cause);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_said_once() {
        let error = anyhow::anyhow!("the socket is closed")
            .context("cannot read: the socket is closed")
            .context("no database");
        assert_eq!(reasons(&error), "no database: cannot read: the socket is closed");
    }

    #[test]
    fn wrong_use_is_told_from_failure() {
        assert!(is_misuse(&misuse("no")));
        assert!(!is_misuse(&anyhow::anyhow!("no")));
    }
}
