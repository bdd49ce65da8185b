//! Writing: batches of changes, and building the index anew.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use pasar_domain::id::ProductId;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{TantivyDocument, TantivyError, Term};

use crate::document::{Batch, Document};
use crate::error::{Error, Result};
use crate::index::{Index, lock};
use crate::schema::tantivy_document;
use crate::snapshot::Snapshot;
use crate::terms::{self, Kind};

type Writer = tantivy::IndexWriter<TantivyDocument>;

/// Bytes that changes may take before they are written; nearly tantivy's least. The program has to stay small.
const WRITER_BYTES: usize = 16_000_000;
/// Segments of one size that are merged into one.
const SEGMENTS_TO_MERGE: usize = 4;
/// Documents up to which segments are of one size. Small batches are merged with each other before they are merged with
/// the bulk of a catalogue, which would be written anew for a handful of changes.
const SMALL_SEGMENT: u32 = 500;
/// The part of a segment that may be removed documents.
const REMOVED_MAX: f32 = 0.25;

/// The right to write, given up when dropped: also by a process that dies.
enum Lock {
    Folder { _file: File },
    Memory(Index),
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Self::Memory(index) = self {
            *lock(&index.0.writing) = false;
        }
    }
}

impl Index {
    /// Writes a batch in one commit. Every search that begins after it returned sees it, in every process. Applying the
    /// same batch again changes nothing, so a queue may be read again from an earlier position.
    ///
    /// # Errors
    /// [`Error::Outdated`] when there is nothing usable to change: rebuild. [`Error::Busy`] when another process writes:
    /// try again later.
    pub fn apply(&self, batch: &Batch) -> Result<()> {
        let _lock = self.lock()?;
        let snapshot = self.snapshot()?;
        if batch.is_empty() {
            return Ok(());
        }
        let inner = &self.0;
        let mut writer = open_writer(&snapshot.index)?;
        // Last one wins; a map also spares writing a product twice.
        let upserts: HashMap<ProductId, &Document> = batch
            .upserts
            .iter()
            .map(|document| (document.product_id, document))
            .collect();
        let product = |id: ProductId| {
            Term::from_field_text(inner.fields.terms, &Kind::Product.term(&terms::product(id)))
        };
        for id in batch.deletions.iter().chain(upserts.keys()) {
            writer.delete_term(product(*id));
        }
        for document in upserts.values() {
            writer.add_document(tantivy_document(&inner.fields, &inner.lexicon, document))?;
        }
        let position = batch.position.map(|position| position.to_string());
        commit(&mut writer, position.or_else(|| snapshot.payload.clone()))?;
        writer.wait_merging_threads()?;
        match &inner.folder {
            Some(folder) => {
                let marker = inner.marker(folder)?;
                let (generation, commits) = marker.map_or_else(
                    || ("g1".to_owned(), 0),
                    |marker| (marker.generation, marker.commits),
                );
                inner.mark(folder, &generation, commits.wrapping_add(1))?;
            }
            None => {
                let fresh = Snapshot::open(inner, "g0".to_owned(), snapshot.index.clone())?;
                inner.replace(String::new(), Ok(fresh));
            }
        }
        Ok(())
    }

    /// Begins to build the index anew, beside the one in use, which goes on answering. Nobody else can write meanwhile.
    ///
    /// # Errors
    /// [`Error::Busy`] when another process writes.
    pub fn rebuild(&self) -> Result<Rebuild> {
        let lock = self.lock()?;
        let (target, fresh) = match &self.0.folder {
            None => (None, tantivy::Index::create_in_ram(self.0.schema.clone())),
            Some(folder) => {
                let used = self.0.marker(folder)?.map(|marker| marker.generation);
                remove_generations(folder, used.as_deref())?;
                let number = used
                    .and_then(|used| used.strip_prefix('g')?.parse::<u64>().ok())
                    .unwrap_or(0);
                let generation = format!("g{}", number.wrapping_add(1));
                let path = folder.join(&generation);
                fs::create_dir_all(&path).map_err(Error::io(path.clone()))?;
                let index = tantivy::Index::create_in_dir(&path, self.0.schema.clone())?;
                (Some((path, generation)), index)
            }
        };
        let writer = Some(open_writer(&fresh)?);
        Ok(Rebuild {
            index: self.clone(),
            fresh,
            writer,
            target,
            added: 0,
            _lock: lock,
        })
    }

    /// Builds the index anew from all documents, each product once, telling `progress` how many were added.
    ///
    /// # Errors
    /// As [`Index::rebuild`]; the index in use stays as it was.
    pub fn rebuild_from(
        &self,
        documents: impl IntoIterator<Item = Document>,
        position: Option<i64>,
        mut progress: impl FnMut(u64),
    ) -> Result<()> {
        let mut rebuild = self.rebuild()?;
        for document in documents {
            rebuild.add(&document)?;
            progress(rebuild.added());
        }
        rebuild.finish(position)
    }

    fn lock(&self) -> Result<Lock> {
        let Some(folder) = &self.0.folder else {
            let mut writing = lock(&self.0.writing);
            if *writing {
                return Err(Error::Busy);
            }
            *writing = true;
            return Ok(Lock::Memory(self.clone()));
        };
        let path = folder.join("writer.lock");
        let file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(Error::io(path.clone()))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock::Folder { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(Error::io(path)(error)),
        }
    }
}

/// An index that is being built anew. Dropping it before [`Rebuild::finish`] leaves the index in use as it was.
pub struct Rebuild {
    index: Index,
    fresh: tantivy::Index,
    writer: Option<Writer>,
    /// The folder of the new generation and its name, until it is in use.
    target: Option<(PathBuf, String)>,
    added: u64,
    _lock: Lock,
}

impl Rebuild {
    /// Adds a product; each product once.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn add(&mut self, document: &Document) -> Result<()> {
        if let Some(writer) = &self.writer {
            let inner = &self.index.0;
            writer.add_document(tantivy_document(&inner.fields, &inner.lexicon, document))?;
            self.added += 1;
        }
        Ok(())
    }

    /// How many products were added.
    pub fn added(&self) -> u64 {
        self.added
    }

    /// Puts the new index in use. `position` is how far the queue of changes had been written when the first product was
    /// read: changes from there on are to be applied after this.
    ///
    /// # Errors
    /// The folder cannot be written; the index in use stays as it was.
    pub fn finish(mut self, position: Option<i64>) -> Result<()> {
        let Some(mut writer) = self.writer.take() else {
            return Ok(());
        };
        commit(&mut writer, position.map(|position| position.to_string()))?;
        writer.wait_merging_threads()?;
        let inner = &self.index.0;
        match (&inner.folder, &self.target) {
            (Some(folder), Some((_, generation))) => {
                inner.mark(folder, generation, 0)?;
                remove_generations(folder, Some(generation))?;
                self.target = None;
            }
            _ => {
                let fresh = Snapshot::open(inner, "g0".to_owned(), self.fresh.clone())?;
                inner.replace(String::new(), Ok(fresh));
            }
        }
        Ok(())
    }
}

impl Drop for Rebuild {
    fn drop(&mut self) {
        drop(self.writer.take());
        if let Some((path, _)) = &self.target
            && let Err(error) = fs::remove_dir_all(path)
        {
            tracing::warn!(path = %path.display(), %error, "cannot remove an unfinished search index");
        }
    }
}

fn open_writer(index: &tantivy::Index) -> Result<Writer> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(WRITER_BYTES)
        .build();
    let writer: Writer = index.writer_with_options(options).map_err(|error| match error {
        TantivyError::LockFailure(..) => Error::Busy,
        other => Error::Engine(other),
    })?;
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(SEGMENTS_TO_MERGE);
    policy.set_min_layer_size(SMALL_SEGMENT);
    policy.set_del_docs_ratio_before_merge(REMOVED_MAX);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

fn commit(writer: &mut Writer, payload: Option<String>) -> Result<()> {
    let mut prepared = writer.prepare_commit()?;
    if let Some(payload) = payload {
        prepared.set_payload(&payload);
    }
    prepared.commit()?;
    Ok(())
}

/// Removes what a finished or interrupted rebuild left behind. Those who still read it keep what they opened.
fn remove_generations(folder: &Path, except: Option<&str>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let entry = entry.map_err(Error::io(folder))?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_generation = name
            .strip_prefix('g')
            .is_some_and(|number| number.parse::<u64>().is_ok());
        if is_generation && Some(name) != except {
            fs::remove_dir_all(entry.path()).map_err(Error::io(entry.path()))?;
        }
    }
    Ok(())
}
