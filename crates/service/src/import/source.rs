//! The stored file as the reader wants it: read on a thread of its own, passed on in batches through a narrow channel, so that
//! neither a large file nor a slow database fills the memory.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::{Buf as _, Bytes};
use futures::StreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use pasar_domain::import::FINDINGS_MAX;
use pasar_interchange::{FileError, ProductDraft, ReadOptions, Record, RowError, read};
use tokio::sync::mpsc;

/// Products in a batch.
const BATCH_PRODUCTS: usize = 200;
/// Variants after which a batch is closed, too.
const BATCH_VARIANTS: usize = 2_000;

/// Some products of a file, in its order, with what was found before each of them.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) drafts: Vec<ProductDraft>,
    pub(super) findings: Vec<RowError>,
    /// Findings that were too many to be passed on.
    pub(super) uncounted: u32,
    /// Bytes of the file that were read so far.
    pub(super) bytes_read: u64,
}

/// Begins to read a stored file. Products before `skip` are passed over, with what was found before them.
pub(super) fn open(
    objects: Arc<dyn ObjectStore>,
    object_key: &str,
    options: ReadOptions,
    skip: u64,
) -> mpsc::Receiver<Result<Batch, FileError>> {
    let (chunk_sender, chunk_receiver) = mpsc::channel(4);
    let (batch_sender, batch_receiver) = mpsc::channel(1);
    let path = Path::from(object_key);
    tokio::spawn(async move {
        let mut chunks = match objects.get(&path).await {
            Ok(found) => found.into_stream(),
            Err(error) => {
                // The reader sees a file that cannot be read; the receiver is gone only when the import is, too.
                let _ = chunk_sender.send(Err(error)).await;
                return;
            }
        };
        while let Some(chunk) = chunks.next().await {
            if chunk_sender.send(chunk).await.is_err() {
                return;
            }
        }
    });
    tokio::task::spawn_blocking(move || {
        let count = Arc::new(AtomicU64::new(0));
        let file = ChunkReader {
            chunks: chunk_receiver,
            current: Bytes::new(),
            count: Arc::clone(&count),
        };
        match read(file, &options) {
            Ok(records) => gather(records, &batch_sender, &count, skip),
            Err(error) => drop(batch_sender.blocking_send(Err(error))),
        }
    });
    batch_receiver
}

fn gather(
    records: impl Iterator<Item = Record>,
    sender: &mpsc::Sender<Result<Batch, FileError>>,
    count: &AtomicU64,
    skip: u64,
) {
    let findings_max = usize::try_from(FINDINGS_MAX).unwrap_or(usize::MAX);
    let mut batch = Batch::default();
    let (mut variants, mut kept, mut passed) = (0, 0_usize, 0_u64);
    for record in records {
        match record {
            Record::Finding(finding) => {
                if kept < findings_max {
                    kept += 1;
                    batch.findings.push(finding);
                } else if finding.effect.is_loss() {
                    batch.uncounted = batch.uncounted.saturating_add(1);
                }
                continue;
            }
            Record::Product(draft) => {
                passed += 1;
                if passed <= skip {
                    batch = Batch::default();
                    continue;
                }
                variants += draft.variants.len();
                batch.drafts.push(*draft);
            }
        }
        // A batch ends with a product, so that the number of products tells which findings were dealt with.
        if batch.drafts.len() >= BATCH_PRODUCTS || variants >= BATCH_VARIANTS {
            batch.bytes_read = count.load(Ordering::Relaxed);
            variants = 0;
            if sender.blocking_send(Ok(std::mem::take(&mut batch))).is_err() {
                return;
            }
        }
    }
    batch.bytes_read = count.load(Ordering::Relaxed);
    drop(sender.blocking_send(Ok(batch)));
}

struct ChunkReader {
    chunks: mpsc::Receiver<object_store::Result<Bytes>>,
    current: Bytes,
    count: Arc<AtomicU64>,
}

impl Read for ChunkReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() {
            match self.chunks.blocking_recv() {
                Some(chunk) => self.current = chunk.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let taken = self.current.len().min(buffer.len());
        self.current.copy_to_slice(&mut buffer[..taken]);
        self.count
            .fetch_add(u64::try_from(taken).unwrap_or(0), Ordering::Relaxed);
        Ok(taken)
    }
}
