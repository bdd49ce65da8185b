//! What is built into the program, so that it runs from anywhere: the markets of the repository, the data set of the
//! demo, and a list of names to screen with.
//! Where a folder is configured, its files count instead. (A debug build reads the repository's files when it runs.)

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pasar_service::market::load::is_text;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../markets"]
struct Markets;

#[derive(RustEmbed)]
#[folder = "../../data/prdect-id"]
#[include = "*.csv"]
struct DataSet;

#[derive(RustEmbed)]
#[folder = "../../data/ofac-sdn"]
#[include = "*.csv"]
struct SanctionsList;

/// The list's only file.
const SANCTIONS_LIST: &str = "ofac-sdn.csv";

/// The data set's only file.
const DATA_SET: &str = "prdect-id.csv";

/// The list of names to screen with, and what it is called.
pub(crate) fn sanctions_list() -> io::Result<(&'static str, Vec<u8>)> {
    let file = SanctionsList::get(SANCTIONS_LIST).ok_or(io::ErrorKind::NotFound)?;
    Ok((SANCTIONS_LIST, file.data.into_owned()))
}

/// The text of a file below `markets/`.
pub(crate) fn market_file(path: &str) -> Option<String> {
    Markets::get(path).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

/// The files of each market: by the market's folder, then by name.
pub(crate) fn market_files() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut markets: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for path in Markets::iter() {
        let Some((folder, name)) = path.split_once('/') else {
            continue;
        };
        let belongs = is_text(name) && (!name.contains('/') || name.starts_with("charters/"));
        if let (true, Some(text)) = (belongs, market_file(&path)) {
            let files = markets.entry(folder.to_owned()).or_default();
            files.insert(name.to_owned(), text);
        }
    }
    markets
}

/// Writes the built-in files of a market's demo into a folder. Returns whether the market has any.
pub(crate) fn unpack_demo(market: &str, folder: &Path) -> io::Result<bool> {
    let prefix = format!("{market}/demo/");
    let mut found = false;
    for path in Markets::iter() {
        let Some(name) = path.strip_prefix(prefix.as_str()) else {
            continue;
        };
        if let (false, Some(file)) = (name.contains('/'), Markets::get(&path)) {
            fs::create_dir_all(folder)?;
            fs::write(folder.join(name), &file.data)?;
            found = true;
        }
    }
    Ok(found)
}

/// Writes the demo's data set into a folder. Returns its path.
pub(crate) fn unpack_data_set(folder: &Path) -> io::Result<PathBuf> {
    let path = folder.join(DATA_SET);
    let file = DataSet::get(DATA_SET).ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    fs::write(&path, &file.data)?;
    Ok(path)
}
