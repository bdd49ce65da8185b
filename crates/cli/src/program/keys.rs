//! The file with the master keys of the vault for identity data: read, made at the first start, added to.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use pasar_service::identity::{check_control_keys, check_keys, has_sealed, has_sealed_control};
use pasar_service::{Chance, SystemChance};
use pasar_store::Store;
use pasar_store::cell::CONTROL_SCHEMA;
use pasar_vault::{Keyring, new_line};
use zeroize::Zeroizing;

use crate::config::Config;

/// Others than the owner may read or change it.
const OTHERS: u32 = 0o077;

/// Where the key file is.
pub(crate) fn keys_file(config: &Config) -> PathBuf {
    let configured = config.identity.keys_file.get().map(Path::to_owned);
    configured.unwrap_or_else(|| config.data.folder.0.join("identity.keys"))
}

/// How a key file stands.
#[derive(Debug)]
pub(crate) enum KeyFile {
    /// There is none.
    Missing,
    /// It is there; others than its owner may read it, or nobody.
    There { keyring: Keyring, others_read: bool },
}

/// Reads a key file.
pub(crate) fn look_at(path: &Path) -> anyhow::Result<KeyFile> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(KeyFile::Missing),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read the key file `{}`", path.display()));
        }
    };
    let mode = std::fs::metadata(path)?.mode();
    let keyring =
        Keyring::read(&text).with_context(|| format!("the key file `{}` is wrong", path.display()))?;
    Ok(KeyFile::There {
        keyring,
        others_read: mode & OTHERS != 0,
    })
}

/// The master keys for everything in the store. The file is made when nothing is sealed yet; otherwise it must be there, and have every key that is needed.
pub(super) async fn open(config: &Config, store: &Store) -> anyhow::Result<Arc<Keyring>> {
    let path = keys_file(config);
    let keyring = match look_at(&path)? {
        KeyFile::There { keyring, .. } => keyring,
        KeyFile::Missing => {
            if let Some(schema) = sealed_somewhere(store).await? {
                bail!(
                    "there is sealed data in `{schema}`, but no key file at `{}`; restore the file from its backup, or name its place with `identity.keys_file`",
                    path.display()
                );
            }
            make(&path).with_context(|| format!("cannot make the key file `{}`", path.display()))?
        }
    };
    for cell in &store.cells() {
        check_keys(cell, &keyring).await??;
    }
    check_control_keys(store, &keyring).await??;
    Ok(Arc::new(keyring))
}

/// A schema in which something is sealed, if there is one.
async fn sealed_somewhere(store: &Store) -> anyhow::Result<Option<String>> {
    for cell in store.cells() {
        if has_sealed(&cell).await? {
            return Ok(Some(cell.name().to_string()));
        }
    }
    let control = has_sealed_control(store).await?;
    Ok(control.then(|| CONTROL_SCHEMA.to_owned()))
}

/// Adds a new key, which wraps from the next start on. Returns its name.
pub(crate) fn add_key(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path).map(Zeroizing::new);
    let text = text.with_context(|| format!("cannot read the key file `{}`", path.display()))?;
    Keyring::read(&text).with_context(|| format!("the key file `{}` is wrong", path.display()))?;
    let line = fresh();
    let whole = Zeroizing::new(format!("{}\n{}", text.trim_end(), line.as_str()));
    let keyring = Keyring::read(&whole)?;
    let beside = write_beside(path, &whole)?;
    std::fs::rename(&beside, path)?;
    sync_folder(path)?;
    Ok(keyring.newest().to_string())
}

fn fresh() -> Zeroizing<String> {
    new_line(&Zeroizing::new(SystemChance.secret()))
}

/// Makes a file of one key, or reads the one that another process has made meanwhile.
fn make(path: &Path) -> anyhow::Result<Keyring> {
    let beside = write_beside(path, &fresh())?;
    // Nobody ever sees half a file, and nobody's file is overwritten.
    let linked = std::fs::hard_link(&beside, path);
    std::fs::remove_file(&beside)?;
    match linked {
        Ok(()) => {
            tracing::info!(path = %path.display(), "made a key file for identity data; back it up apart from the database")
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error.into()),
    }
    sync_folder(path)?;
    match look_at(path)? {
        KeyFile::There { keyring, .. } => Ok(keyring),
        KeyFile::Missing => bail!("it is gone again"),
    }
}

fn write_beside(path: &Path, text: &str) -> io::Result<PathBuf> {
    let beside = path.with_extension(format!("keys-{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(beside)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_made_once_for_its_owner_only_and_added_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.keys");
        assert!(matches!(look_at(&path).unwrap(), KeyFile::Missing));
        let made = make(&path).unwrap();
        let again = make(&path).unwrap();
        assert_eq!(made.newest(), again.newest());
        let KeyFile::There { others_read, .. } = look_at(&path).unwrap() else {
            panic!("it was made");
        };
        assert!(!others_read);
        let added = add_key(&path).unwrap();
        let KeyFile::There { keyring, others_read } = look_at(&path).unwrap() else {
            panic!("it is there");
        };
        assert_eq!(keyring.newest().as_str(), added);
        assert!(keyring.knows(made.newest()) && !others_read);
        // Nothing is left beside it.
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        std::fs::write(&path, "pasar").unwrap();
        let error = format!("{:#}", look_at(&path).unwrap_err());
        assert!(error.contains("line 1"), "{error}");
    }
}
