//! The mark that a demo leaves in its data folder: which markets have it. It saves looking again at every start, and it makes
//! pages say whose work the demo is made of.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

const FILE: &str = "demo.toml";

#[derive(Default, Deserialize, Serialize)]
struct Mark {
    markets: Vec<String>,
}

/// The markets whose demo is complete.
pub(crate) fn read(data_folder: &Path) -> anyhow::Result<Vec<String>> {
    let path = data_folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    };
    let mark: Mark = toml::from_str(&text)
        .with_context(|| format!("`{}` is damaged; delete it and run `pasar demo`", path.display()))?;
    Ok(mark.markets)
}

/// Notes that the demo of a market is complete.
pub(crate) fn add(data_folder: &Path, market: &str) -> anyhow::Result<()> {
    let mut markets = read(data_folder)?;
    if markets.iter().any(|known| known == market) {
        return Ok(());
    }
    markets.push(market.to_owned());
    let path = data_folder.join(FILE);
    let fresh = data_folder.join("demo.toml.new");
    let text = format!(
        "# Markets of this folder that `pasar demo` has filled. Their pages say whose work the demo is made of.\n{}",
        toml::to_string(&Mark { markets })?
    );
    fs::write(&fresh, text)
        .and_then(|()| fs::rename(&fresh, &path))
        .with_context(|| format!("cannot write `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_markets_once() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path()).unwrap().is_empty());
        for market in ["xx", "yy", "xx"] {
            add(folder.path(), market).unwrap();
        }
        assert_eq!(read(folder.path()).unwrap(), ["xx", "yy"]);
        fs::write(folder.path().join(FILE), "markets = 3").unwrap();
        assert!(read(folder.path()).unwrap_err().to_string().contains("delete it"));
    }
}
