//! The one place that reads the environment.

use std::collections::BTreeMap;

/// What all our variables begin with.
pub(crate) const PREFIX: &str = "PASAR_";
/// The variable that other programs use, too, for the database's address.
pub(crate) const DATABASE_URL: &str = "DATABASE_URL";
/// The variables that name the solvers, for other programs that use them too.
pub(crate) const SOLVERS: [&str; 2] = ["CVC5", "Z3"];
/// The variable that names the configuration file.
pub(crate) const CONFIG_FILE: &str = "PASAR_CONFIG";

/// The variables that mean something to this program, with what they say. Empty ones count as not set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Environment {
    variables: BTreeMap<String, String>,
}

impl Environment {
    /// Reads the process's environment.
    #[allow(
        clippy::disallowed_methods,
        reason = "configuration is read here and passed on"
    )]
    pub(crate) fn read() -> Self {
        let ours = std::env::vars_os().filter_map(|(name, text)| {
            let name = name.into_string().ok()?;
            let ours = name.starts_with(PREFIX) || name == DATABASE_URL || SOLVERS.contains(&name.as_str());
            // What is no Unicode is wrong for each of our settings, and is said to be wrong where it is used.
            ours.then(|| (name, text.to_string_lossy().into_owned()))
        });
        Self {
            variables: ours.filter(|(_, text)| !text.is_empty()).collect(),
        }
    }

    /// What a variable says.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// All variables.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

#[cfg(test)]
impl<const N: usize> From<[(&str, &str); N]> for Environment {
    fn from(variables: [(&str, &str); N]) -> Self {
        let owned = variables.map(|(name, text)| (name.to_owned(), text.to_owned()));
        Self {
            variables: owned.into(),
        }
    }
}
