//! Reads the folder of markets: one folder for each, named by the market's code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pasar_domain::market::{Market, MarketError};

/// Why the markets could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadMarketsError {
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`: {source}; check that it exists and that this program may read it")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A market's file is wrong.
    #[error("{folder}/{error}")]
    Wrong {
        /// The market's folder.
        folder: String,
        /// File, place and remedy.
        error: MarketError,
    },
    /// The folder's name is not the market's code.
    #[error("{folder}/market.toml, code: `{code}` is not the folder's name; make the two equal")]
    Misnamed {
        /// The market's folder.
        folder: String,
        /// The code in the file.
        code: String,
    },
    /// There is nothing to read.
    #[error("there is no market in `{path}`; each market is a folder in it with a file market.toml")]
    None {
        /// The folder of markets.
        path: PathBuf,
    },
}

/// Reads every market of a folder, ordered by code. Folders without `market.toml` are not markets.
///
/// # Errors
/// The first thing that is wrong, with the file's path. A market that is wrong is never skipped: its shops would vanish.
pub fn read_market_folder(path: &Path) -> Result<Vec<Market>, LoadMarketsError> {
    let mut markets = Vec::new();
    for folder in entries(path)? {
        if !folder.join("market.toml").is_file() {
            continue;
        }
        let mut files = BTreeMap::new();
        for part in ["", "charters"] {
            read_texts(&folder, Path::new(part), part == "charters", &mut files)?;
        }
        let shown = folder.display().to_string();
        let market = Market::load(&files).map_err(|error| LoadMarketsError::Wrong {
            folder: shown.clone(),
            error,
        })?;
        if folder.file_name().and_then(|name| name.to_str()) != Some(market.code.as_str()) {
            return Err(LoadMarketsError::Misnamed {
                folder: shown,
                code: market.code.to_string(),
            });
        }
        markets.push(market);
    }
    if markets.is_empty() {
        return Err(LoadMarketsError::None {
            path: path.to_owned(),
        });
    }
    Ok(markets)
}

/// Reads the texts in `root/inside` into `files`, by their path below `root`; those of folders in it too if `deep`.
fn read_texts(
    root: &Path,
    inside: &Path,
    deep: bool,
    files: &mut BTreeMap<String, String>,
) -> Result<(), LoadMarketsError> {
    let folder = root.join(inside);
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in entries(&folder)? {
        let name = entry
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let path = inside.join(name);
        if entry.is_dir() && deep {
            read_texts(root, &path, deep, files)?;
        } else if is_text(name) && entry.is_file() {
            let text = std::fs::read_to_string(&entry).map_err(|source| unreadable(&entry, source))?;
            files.insert(path.to_string_lossy().into_owned(), text);
        }
    }
    Ok(())
}

/// Does a file of this name belong to a market?
pub fn is_text(name: &str) -> bool {
    [".toml", ".cedar", ".json"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn unreadable(path: &Path, source: std::io::Error) -> LoadMarketsError {
    LoadMarketsError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

/// What a folder contains, by name.
fn entries(path: &Path) -> Result<Vec<PathBuf>, LoadMarketsError> {
    let listing = std::fs::read_dir(path).map_err(|source| unreadable(path, source))?;
    let mut found = Vec::new();
    for entry in listing {
        found.push(entry.map_err(|source| unreadable(path, source))?.path());
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_markets_of_the_repository_are_read_in_order() {
        let markets =
            read_market_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets")).unwrap();
        let codes: Vec<&str> = markets.iter().map(|market| market.code.as_str()).collect();
        assert_eq!(codes, ["gb", "id", "us"]);
    }

    #[test]
    fn a_folder_without_markets_is_refused_with_its_path() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let message = read_market_folder(&sources).unwrap_err().to_string();
        assert!(message.starts_with("there is no market in `"), "{message}");
        let message = read_market_folder(&sources.join("nowhere"))
            .unwrap_err()
            .to_string();
        assert!(
            message.starts_with("cannot read `") && message.contains("nowhere"),
            "{message}"
        );
    }
}
