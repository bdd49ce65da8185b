//! The handle on an index: opening, noticing changes, searching.
//!
//! A folder holds generations (`g1`, `g2`, …), each a whole tantivy index, the file `current` that names the one in use,
//! and `writer.lock`. `current` is replaced with every commit; a search reads it (some microseconds) and reopens when it
//! has changed, so that all processes see a change at once and no thread has to watch.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use pasar_domain::id::ProductId;
use tantivy::schema::Schema;

use crate::error::{Error, Result};
use crate::language::Lexicon;
use crate::query::{Page, Query};
use crate::schema::{self, FORMAT, Fields};
use crate::segment::Segment;
use crate::snapshot::Snapshot;
use crate::suggest;
use crate::terms::{self, Kind};

const CURRENT: &str = "current";
/// What an index is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexConfig {
    /// The market's languages as BCP 47 tags, most important first. An index made with others is outdated.
    pub languages: Vec<String>,
}

impl IndexConfig {
    /// For these languages.
    pub fn new(languages: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            languages: languages.into_iter().map(Into::into).collect(),
        }
    }
}

/// The state of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Searches are answered.
    Ready {
        /// Products in it.
        documents: u64,
        /// Parts it is made of; few are fast.
        segments: usize,
        /// How far the queue of changes was applied: the last [`Batch::position`](crate::Batch) or that of the rebuild.
        position: Option<i64>,
    },
    /// Nothing usable is there: never built, built by another version or with other languages, or damaged. Rebuild it.
    Outdated {
        /// What is wrong, for an operator.
        why: String,
    },
}

/// A handle on the search index of one market. Cheap to clone; all clones share what is open.
#[derive(Clone)]
pub struct Index(pub(crate) Arc<Inner>);

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("folder", &self.0.folder)
            .finish_non_exhaustive()
    }
}

pub(crate) struct Inner {
    /// None: in memory.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) schema: Schema,
    pub(crate) fields: Fields,
    pub(crate) lexicon: Arc<Lexicon>,
    state: RwLock<State>,
    reloading: Mutex<()>,
    /// Held by the writer of an index in memory; the file lock does it for a folder.
    pub(crate) writing: Mutex<bool>,
}

struct State {
    /// The content of `current` that was opened.
    marker: String,
    opened: Opened,
}

type Opened = std::result::Result<Arc<Snapshot>, String>;

/// The content of `current`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    /// Format of the fields and fingerprint of the languages.
    version: String,
    pub(crate) generation: String,
    pub(crate) commits: u64,
}

impl Marker {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().map(str::to_owned);
        let (version, generation) = (words.next()?, words.next()?);
        let is_generation = generation
            .strip_prefix('g')
            .is_some_and(|n| n.parse::<u64>().is_ok());
        Some(Self {
            version,
            commits: words.next()?.parse().ok()?,
            generation,
        })
        .filter(|_| is_generation)
    }
}

impl Index {
    /// A handle on the index in a folder, which is made if it is missing. An index that cannot be used is no error here:
    /// [`Index::status`] says so, and [`Index::rebuild`] mends it.
    ///
    /// # Errors
    /// The folder can neither be read nor made.
    pub fn open(folder: impl AsRef<Path>, config: &IndexConfig) -> Result<Self> {
        let folder = folder.as_ref();
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let index = Self::new(Some(folder.to_owned()), config);
        index.snapshot().map(drop).or_else(|error| match error {
            Error::Outdated { .. } => Ok(()),
            other => Err(other),
        })?;
        Ok(index)
    }

    /// An empty index in memory, for tests and trials.
    ///
    /// # Errors
    /// None that is known.
    pub fn in_memory(config: &IndexConfig) -> Result<Self> {
        let index = Self::new(None, config);
        let empty = tantivy::Index::create_in_ram(index.0.schema.clone());
        index.0.replace(
            String::new(),
            Ok(Snapshot::open(&index.0, "g0".to_owned(), empty)?),
        );
        Ok(index)
    }

    fn new(folder: Option<PathBuf>, config: &IndexConfig) -> Self {
        let (schema, fields) = schema::schema();
        let state = State {
            marker: String::new(),
            opened: Err("it was never built".to_owned()),
        };
        Self(Arc::new(Inner {
            folder,
            schema,
            fields,
            lexicon: Arc::new(Lexicon::new(&config.languages)),
            state: RwLock::new(state),
            reloading: Mutex::new(()),
            writing: Mutex::new(false),
        }))
    }

    /// Can the index be used, and how much is in it?
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn status(&self) -> Result<Status> {
        match self.snapshot() {
            Ok(snapshot) => Ok(Status::Ready {
                documents: snapshot.documents,
                segments: snapshot.segments.len(),
                position: snapshot.position(),
            }),
            Err(Error::Outdated { why }) => Ok(Status::Outdated { why }),
            Err(error) => Err(error),
        }
    }

    /// Finds, ranks and counts products. Any text is a valid search.
    ///
    /// # Errors
    /// [`Error::Outdated`] until the index was rebuilt; otherwise only a broken folder.
    pub fn search(&self, query: &Query) -> Result<Page> {
        self.snapshot()?.search(query)
    }

    /// Is there anything that is only for a pilot's cohort? Then a caller has to know who asks.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn has_for_cohort(&self) -> Result<bool> {
        let snapshot = self.snapshot()?;
        Ok(snapshot.segments.iter().any(Segment::has_for_cohort))
    }

    /// Those of these products that the index has.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn holds(&self, product_ids: &[ProductId]) -> Result<BTreeSet<ProductId>> {
        let snapshot = self.snapshot()?;
        let mut held = BTreeSet::new();
        for id in product_ids {
            for segment in &snapshot.segments {
                if segment.has(Kind::Product, &terms::product(*id))? {
                    held.insert(*id);
                }
            }
        }
        Ok(held)
    }

    /// At most `max` phrases that begin with what is typed, likeliest first, folded to small letters.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn suggest(&self, typed: &str, max: usize) -> Result<Vec<String>> {
        suggest::suggest(&*self.snapshot()?, typed, max.min(20))
    }

    /// Reads every file of the index and compares checksums: slow on a large index.
    ///
    /// # Errors
    /// [`Error::Outdated`] names the damaged files.
    pub fn verify(&self) -> Result<()> {
        let damaged = self.snapshot()?.index.validate_checksum()?;
        if damaged.is_empty() {
            return Ok(());
        }
        let mut names: Vec<String> = damaged
            .iter()
            .map(|path| format!("`{}`", path.display()))
            .collect();
        names.sort_unstable();
        Err(Error::Outdated {
            why: format!("{} damaged: {}", names.len(), names.join(", ")),
        })
    }

    /// The present state, reopened if another commit was made since the last look.
    pub(crate) fn snapshot(&self) -> Result<Arc<Snapshot>> {
        let inner = &self.0;
        let Some(folder) = &inner.folder else {
            return inner.opened();
        };
        let marker = read_marker(folder)?;
        if let Some(opened) = inner.opened_at(&marker) {
            return usable(opened);
        }
        let _one = lock(&inner.reloading);
        let mut marker = read_marker(folder)?;
        loop {
            if let Some(opened) = inner.opened_at(&marker) {
                return usable(opened);
            }
            let opened = inner.load(folder, &marker);
            let now = read_marker(folder)?;
            if opened.is_err() && now != marker {
                marker = now; // the generation was replaced, and removed, while it was opened
                continue;
            }
            inner.replace(marker.clone(), opened);
        }
    }
}

impl Inner {
    fn opened(&self) -> Result<Arc<Snapshot>> {
        usable(
            self.state
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .opened
                .clone(),
        )
    }

    fn opened_at(&self, marker: &str) -> Option<Opened> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        (state.marker == marker).then(|| state.opened.clone())
    }

    pub(crate) fn replace(&self, marker: String, opened: std::result::Result<Snapshot, String>) {
        if let Err(why) = &opened {
            tracing::warn!(search.why = %why, "the search index cannot be used");
        }
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = State {
            marker,
            opened: opened.map(Arc::new),
        };
    }

    fn load(&self, folder: &Path, text: &str) -> std::result::Result<Snapshot, String> {
        if text.is_empty() {
            return Err("it was never built".to_owned());
        }
        let marker = Marker::parse(text).ok_or_else(|| format!("`{CURRENT}` in it is damaged"))?;
        if marker.version != self.version() {
            return Err("it was built by another version or for other languages".to_owned());
        }
        let same = self
            .opened()
            .ok()
            .filter(|snapshot| snapshot.generation == marker.generation);
        let index = match same {
            Some(snapshot) => Ok(snapshot.index.clone()),
            None => tantivy::Index::open_in_dir(folder.join(&marker.generation)),
        };
        let index = index.map_err(|error| format!("it is damaged: {error}"))?;
        if index.schema() != self.schema {
            return Err("it has other fields".to_owned());
        }
        Snapshot::open(self, marker.generation, index).map_err(|error| format!("it is damaged: {error}"))
    }

    fn version(&self) -> String {
        format!("{FORMAT}-{:x}", self.lexicon.fingerprint())
    }

    /// What `current` says; None when it says nothing usable.
    pub(crate) fn marker(&self, folder: &Path) -> Result<Option<Marker>> {
        Ok(Marker::parse(&read_marker(folder)?))
    }

    /// Names the generation in use, durably and in one step.
    pub(crate) fn mark(&self, folder: &Path, generation: &str, commits: u64) -> Result<()> {
        let (path, fresh) = (folder.join(CURRENT), folder.join("current.new"));
        let write = || -> std::io::Result<()> {
            let mut file = fs::File::create(&fresh)?;
            writeln!(file, "{} {generation} {commits}", self.version())?;
            file.sync_all()?;
            fs::rename(&fresh, &path)?;
            fs::File::open(folder)?.sync_all()
        };
        write().map_err(Error::io(path.clone()))
    }
}

fn usable(opened: Opened) -> Result<Arc<Snapshot>> {
    opened.map_err(|why| Error::Outdated { why })
}

fn read_marker(folder: &Path) -> Result<String> {
    let path = folder.join(CURRENT);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) if error.kind() == ErrorKind::InvalidData => Ok("?".to_owned()),
        Err(error) => Err(Error::io(path)(error)),
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
