//! What is wrong with a configuration: all of it at once, each with its place and what would be right.

use std::fmt;
use std::path::PathBuf;

/// One thing that is wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no TOML.
    #[error("`{}` is not written as TOML should be: {problem}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and what.
        problem: String,
    },
    /// A section or a setting outside of one that does not exist.
    #[error("`{}`: there is no section `[{section}]`; there are {known}", path.display())]
    Section {
        /// The file.
        path: PathBuf,
        /// What it says.
        section: String,
        /// All sections.
        known: String,
    },
    /// A key that does not exist.
    #[error("`{}`: the section `[{section}]` has no key `{key}`; it has {known}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// The section.
        section: String,
        /// What it says.
        key: String,
        /// All keys of the section.
        known: String,
    },
    /// A variable that begins like ours and is none.
    #[error("the environment variable `{variable}` is not known; for this section there are {known}")]
    Variable {
        /// Its name.
        variable: String,
        /// All variables of the section.
        known: String,
    },
    /// A value of the wrong kind.
    #[error("{place}: {given} will not do; write {allowed}")]
    Value {
        /// File and key, or the variable.
        place: String,
        /// What is written there, unless it is secret.
        given: String,
        /// What would be right.
        allowed: String,
    },
    /// A secret is given in two ways.
    #[error("`{section}.{key}` and `{section}.{key}_file` are both set; set one of them")]
    TwoSecrets {
        /// The section.
        section: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A file with a secret, or with addresses, cannot be used.
    #[error("cannot read `{}`, which `{place}` names: {problem}", path.display())]
    Named {
        /// The key that names it.
        place: String,
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A setting that another one needs.
    #[error("{0}")]
    Together(String),
}

/// Everything that is wrong with a configuration. Never empty.
#[derive(Debug)]
pub(crate) struct ConfigErrors(pub(crate) Vec<ConfigError>);

impl std::error::Error for ConfigErrors {}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

/// Names in backticks with commas, for a sentence.
pub(crate) fn listed(names: impl IntoIterator<Item = impl fmt::Display>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
