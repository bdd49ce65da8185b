//! Exceptions that may only become fewer: `xtask/ratchets.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

/// What was there before a rule, or could not be helped: for each rule, how much of it where.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ratchets {
    /// Files over the limit, with their lines.
    #[serde(default)]
    pub(crate) file_lines: BTreeMap<String, usize>,
    /// Functions over the limit as `path::name`, with their lines.
    #[serde(default)]
    pub(crate) function_lines: BTreeMap<String, usize>,
    /// Files with codes of markets, with their number.
    #[serde(default)]
    pub(crate) market_codes: BTreeMap<String, usize>,
}

const HEAD: &str = "\
# Exceptions to the rules of `cargo xtask tidy`. They may only shrink: `cargo xtask tidy --shrink` lowers what has become
# less and removes what is gone. Do not add to them; split the file, shorten the function, move the rule into markets/.

";

impl Ratchets {
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let path = root.join("xtask/ratchets.toml");
        let text = fs::read_to_string(&path).unwrap_or_default();
        toml::from_str(&text).with_context(|| format!("cannot read `{}`", path.display()))
    }

    pub(crate) fn write(&self, root: &Path) -> anyhow::Result<()> {
        let text = format!("{HEAD}{}", toml::to_string(self)?);
        fs::write(root.join("xtask/ratchets.toml"), text).context("cannot write `xtask/ratchets.toml`")
    }
}

/// Compares what is with what was let pass. Returns the excess, and lowers what has become less.
///
/// `found` has everything over `limit`, by the same names as the exceptions.
pub(crate) fn compare(
    exceptions: &mut BTreeMap<String, usize>,
    found: &BTreeMap<String, usize>,
) -> (Vec<(String, usize)>, Vec<String>) {
    let excess = found
        .iter()
        .filter(|(name, size)| exceptions.get(*name).is_none_or(|allowed| *size > allowed))
        .map(|(name, size)| (name.clone(), *size))
        .collect();
    let mut slack = Vec::new();
    exceptions.retain(|name, allowed| {
        let size = found.get(name).copied().unwrap_or(0);
        if size < *allowed {
            slack.push(name.clone());
            *allowed = size;
        }
        size > 0
    });
    (excess, slack)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, usize)]) -> BTreeMap<String, usize> {
        entries
            .iter()
            .map(|&(name, size)| (name.to_owned(), size))
            .collect()
    }

    #[test]
    fn exceptions_only_shrink() {
        let mut exceptions = map(&[("same", 500), ("less", 500), ("gone", 500), ("more", 500)]);
        let found = map(&[("same", 500), ("less", 450), ("more", 501), ("new", 401)]);
        let (excess, slack) = compare(&mut exceptions, &found);
        assert_eq!(excess, [("more".to_owned(), 501), ("new".to_owned(), 401)]);
        assert_eq!(slack, ["gone", "less"]);
        assert_eq!(exceptions, map(&[("same", 500), ("less", 450), ("more", 500)]));
    }
}
