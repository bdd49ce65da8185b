//! Writes the descriptions of SQL queries that let the workspace compile without a database.
//!
//! The query macros of sqlx ask a database for the types of each query while they are compiled. Told a folder in
//! `SQLX_OFFLINE_DIR`, they also write down what they learned; without a database they read it from the crate's `.sqlx`
//! folder. So one compilation of the store against a fresh database is all it takes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};

use crate::database;

/// The descriptions by file name.
type Descriptions = BTreeMap<String, String>;

/// Brings `crates/store/.sqlx` up to date, or only says whether it is.
pub(crate) fn prepare(root: &Path, check: bool) -> anyhow::Result<()> {
    let folder = root.join("crates/store/.sqlx");
    let fresh = describe(root)?;
    let old = read(&folder)?;
    if check {
        return compare(&old, &fresh);
    }
    // Files that did not change keep their time, so that nothing is compiled again for their sake.
    fs::create_dir_all(&folder)?;
    for name in old.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for (name, text) in fresh.iter().filter(|(name, text)| old.get(*name) != Some(text)) {
        fs::write(folder.join(name), text)?;
    }
    println!("{} queries described in crates/store/.sqlx", fresh.len());
    Ok(())
}

/// Compiles the store against a fresh database and returns what the macros wrote down.
fn describe(root: &Path) -> anyhow::Result<Descriptions> {
    let cluster = database::migrated(root)?;
    let folder = tempfile::tempdir()?;
    // The macros only run when the store is compiled, which Cargo would skip when its sources have not changed. An
    // argument that was never there before forces it, for this crate alone.
    let moment = SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "rustc",
            "--quiet",
            "--package",
            "pasar-store",
            "--lib",
            "--profile",
            "check",
            "--",
        ])
        .args([
            "--cfg",
            &format!("prepared_at=\"{moment}\""),
            "--cap-lints",
            "allow",
        ])
        .current_dir(root)
        .env("DATABASE_URL", database::url(&cluster))
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", folder.path())
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("crates/store does not compile against a database with all migrations; see above");
    }
    read(folder.path())
}

fn read(folder: &Path) -> anyhow::Result<Descriptions> {
    let Ok(entries) = folder.read_dir() else {
        return Ok(Descriptions::new());
    };
    let mut descriptions = Descriptions::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("query-") {
            descriptions.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(descriptions)
}

fn compare(old: &Descriptions, fresh: &Descriptions) -> anyhow::Result<()> {
    let missing = fresh.keys().filter(|name| !old.contains_key(*name)).count();
    let stale = old.keys().filter(|name| !fresh.contains_key(*name)).count();
    let changed = fresh
        .iter()
        .filter(|(name, text)| old.get(*name).is_some_and(|old| old != *text))
        .count();
    if missing + stale + changed == 0 {
        println!("the descriptions of all {} queries are up to date", fresh.len());
        return Ok(());
    }
    bail!(
        "crates/store/.sqlx is not up to date ({missing} missing, {stale} left over, {changed} changed); run \
         `cargo xtask prepare` and commit what it writes"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptions(entries: &[(&str, &str)]) -> Descriptions {
        entries
            .iter()
            .map(|&(name, text)| (name.to_owned(), text.to_owned()))
            .collect()
    }

    #[test]
    fn the_check_counts_what_differs() {
        let old = descriptions(&[
            ("query-1.json", "a"),
            ("query-2.json", "b"),
            ("query-3.json", "c"),
        ]);
        let fresh = descriptions(&[
            ("query-1.json", "a"),
            ("query-2.json", "x"),
            ("query-4.json", "d"),
        ]);
        let error = compare(&old, &fresh).unwrap_err().to_string();
        assert!(error.contains("1 missing, 1 left over, 1 changed"), "{error}");
        assert!(compare(&old, &old).is_ok());
    }
}
