//! Opening of documents: nothing is opened before it is written down who opens it, and why.

use std::fmt;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{AccessId, DocumentId, SellerId};
use pasar_domain::identity::access::{Access, AccessedPart, Purpose};
use pasar_domain::identity::input::DocumentFacts;
use pasar_domain::identity::reading::{ReadField, Reading, Typed};
use pasar_domain::identity::{Difference, Document, DocumentKind};
use pasar_store::identity_document::{DocumentContent, IdentityDocument, SealedDocument};
use pasar_store::{PgConnection, identity_access, identity_document};

use super::IdentityError;
use super::reading::open_reading;
use super::sealing::{FACTS, NUMBER, Seal};
use crate::Context;
use crate::actor::StaffMember;

/// Somebody who may open documents, with the reason for which they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looker {
    staff: StaffMember,
    purpose: Purpose,
}

impl Looker {
    /// A member of staff, who looks for this purpose.
    ///
    /// # Errors
    /// Their role may not.
    pub fn new(staff: StaffMember, purpose: Purpose) -> Result<Self, IdentityError> {
        if staff.may_moderate() {
            Ok(Self { staff, purpose })
        } else {
            Err(IdentityError::NotAllowed)
        }
    }
}

/// A document, opened. `Debug` shows its id and kind.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedDocument {
    /// Its id.
    pub document_id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The number.
    pub number: String,
    /// What else is on it.
    pub facts: DocumentFacts,
    /// How the number differs from it.
    pub differences: Vec<Difference>,
    /// The last day on which it counts.
    pub expires_on: Option<NaiveDate>,
    /// How many pictures there are of it.
    pub pictures: usize,
    /// What the program read from one of them, if it read anything.
    pub reading: Option<Reading>,
    /// The fields of which that says something else.
    pub unlike: Vec<ReadField>,
    /// When it was recorded.
    pub recorded_at: Instant,
}

impl fmt::Debug for OpenedDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenedDocument")
            .field("document_id", &self.document_id)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl OpenedDocument {
    /// What was typed of it, to be compared with what was read.
    pub(crate) fn typed(&self) -> Typed<'_> {
        Typed {
            kind: self.kind,
            number: &self.number,
            facts: &self.facts,
            expires_on: self.expires_on,
        }
    }
}

/// Writes down that somebody opens a part of a document, then finds what is sealed of it and the key. In one transaction with the opening.
pub(super) async fn begin(
    ctx: &Context,
    conn: &mut PgConnection,
    looker: Looker,
    (seller_id, document_id): (SellerId, DocumentId),
    part: AccessedPart,
) -> Result<(IdentityDocument, SealedDocument, Seal), IdentityError> {
    let found = identity_document::get(conn, seller_id, document_id).await?;
    let document = found.ok_or(IdentityError::NotFound)?;
    let DocumentContent::Sealed(sealed) = document.content.clone() else {
        return Err(IdentityError::Erased);
    };
    let now = ctx.now();
    let access = Access {
        access_id: AccessId::new(now, &ctx.entropy()),
        document_id,
        staff_id: looker.staff.staff_id(),
        role: looker.staff.role(),
        part,
        purpose: looker.purpose,
        opened_at: now,
    };
    identity_access::insert(conn, seller_id, &access).await?;
    let seal = Seal::find(ctx, conn, seller_id).await?;
    Ok((document, sealed, seal.ok_or(IdentityError::Erased)?))
}

/// Opens number and facts of a document.
pub(super) fn details(
    ctx: &Context,
    document: &IdentityDocument,
    sealed: &SealedDocument,
    seal: &Seal,
) -> Result<OpenedDocument, IdentityError> {
    let facts = seal.open(document.document_id, FACTS, &sealed.facts)?;
    let facts: DocumentFacts = serde_json::from_slice(&facts).map_err(|_| IdentityError::NotADocument)?;
    // It is read as of the day on which it was recorded, for it may have expired since.
    let market = ctx.market();
    let on = document.recorded_at.with_timezone(&market.time_zone).date_naive();
    let read = Document::parse(document.kind, &facts.read, on).map_err(|_| IdentityError::NotADocument)?;
    let reading = sealed.reading.as_ref();
    let reading = reading.map(|sealed| open_reading(seal, document.document_id, sealed));
    let reading = reading.transpose()?;
    let mut opened = OpenedDocument {
        document_id: document.document_id,
        kind: document.kind,
        unlike: Vec::new(),
        reading: None,
        number: number(document, sealed, seal)?,
        differences: facts.differences(&read),
        facts,
        expires_on: document.expires_on,
        pictures: sealed.pictures.len(),
        recorded_at: document.recorded_at,
    };
    if let Some(reading) = reading {
        opened.unlike = reading.unlike(&opened.typed());
        opened.reading = Some(reading);
    }
    Ok(opened)
}

/// Opens the number of a document.
pub(super) fn number(
    document: &IdentityDocument,
    sealed: &SealedDocument,
    seal: &Seal,
) -> Result<String, IdentityError> {
    let number = seal.open(document.document_id, NUMBER, &sealed.number)?;
    String::from_utf8(number.to_vec()).map_err(|_| IdentityError::NotADocument)
}
