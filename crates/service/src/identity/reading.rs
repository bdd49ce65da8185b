//! Reads pictures of documents: what the program can make of them, sealed like the documents.

use std::sync::Arc;
use std::time::Duration;

use pasar_domain::id::DocumentId;
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::reading::Reading;
use pasar_reader::{Print, Reader, Unread};
use zeroize::Zeroizing;

use super::IdentityError;
use super::sealing::{READING, Seal};
use crate::Context;
use crate::picture::resize::legible;

/// How long somebody waits for a picture to be read; without, everything goes on as if it could not be.
const WITHIN: Duration = Duration::from_secs(8);
/// Kinds of documents that can be read, those first that are told from others most surely.
const READABLE: [DocumentKind; 4] = [
    DocumentKind::Passport,
    DocumentKind::Nik,
    DocumentKind::Nib,
    DocumentKind::Npwp,
];

/// One try at a picture: what is looked for, in how many pixels of its longer side, and in how much of it from below, of a hundred.
type Try = (Print, u32, u32);
/// The tries, until one makes sense. Letters twenty to thirty pixels high are read best, and documents fill more or less of their pictures.
const TRIES: [Try; 3] = [
    (Print::Words, 1_000, 100),
    (Print::Zone, 1_200, 40),
    (Print::Words, 1_600, 100),
];

/// Reads a picture, a JPEG, of a document that is probably of one of these kinds. Nothing where no program reads, where it fails or takes too long,
/// and where it makes no sense of the picture.
pub(crate) async fn read_picture(ctx: &Context, jpeg: &[u8], likely: &[DocumentKind]) -> Option<Reading> {
    let reader = ctx.reader()?;
    let others = READABLE.iter().filter(|kind| !likely.contains(kind));
    let kinds: Vec<DocumentKind> = likely.iter().chain(others).copied().collect();
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    let jpeg = Arc::new(Zeroizing::new(jpeg.to_vec()));
    let read = tokio::time::timeout(WITHIN, async {
        // What an earlier try read helps to understand a later one: names stand above a machine-readable zone.
        let mut text = Zeroizing::new(String::new());
        for attempt in TRIES {
            text.push_str(&read(reader, Arc::clone(&jpeg), attempt).await?);
            text.push('\n');
            let reading = Reading::of(&text, &kinds, today);
            if !reading.is_empty() {
                return Ok(Some(reading));
            }
        }
        Ok::<_, Unread>(None)
    });
    match read.await {
        Ok(Ok(reading)) => reading,
        Ok(Err(Unread::GaveUp)) | Err(_) => None,
        Ok(Err(error)) => {
            tracing::warn!(%error, "a picture of a document was not read");
            None
        }
    }
}

async fn read(
    reader: &Reader,
    jpeg: Arc<Zeroizing<Vec<u8>>>,
    (print, pixels, percent): Try,
) -> Result<Zeroizing<String>, Unread> {
    let legible = tokio::task::spawn_blocking(move || legible(&jpeg, pixels, percent)).await;
    match legible {
        Ok(Ok(legible)) => reader.read(&Zeroizing::new(legible), print).await,
        _ => Err(Unread::GaveUp),
    }
}

/// Seals what was read from a picture of a document.
pub(crate) fn seal_reading(
    ctx: &Context,
    seal: &Seal,
    document_id: DocumentId,
    reading: &Reading,
) -> Result<Vec<u8>, IdentityError> {
    let plain = serde_json::to_vec(reading).map(Zeroizing::new);
    let plain = plain.map_err(|_| IdentityError::NotADocument)?;
    Ok(seal.seal(ctx, document_id, READING, &plain)?)
}

/// Opens what was read from a picture of a document.
pub(crate) fn open_reading(
    seal: &Seal,
    document_id: DocumentId,
    sealed: &[u8],
) -> Result<Reading, IdentityError> {
    let plain = seal.open(document_id, READING, sealed)?;
    serde_json::from_slice(&plain).map_err(|_| IdentityError::NotADocument)
}
