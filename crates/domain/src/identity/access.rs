//! Looking at identity data: who did, at what, and why. The seller reads it.

use crate::Instant;
use crate::id::{AccessId, DocumentId, StaffId};
use crate::staff::StaffRole;
use crate::word::word_enum;

/// Why somebody opens a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// To decide about an application.
    Review,
    /// To decide as the second person.
    SecondReview,
    /// To see whether two sellers are one person.
    SamePerson,
    /// To answer what the seller said against a decision.
    Appeal,
    /// An authority asked for it in a way that the law provides for.
    LawRequest,
    /// To tell the bank where to pay the seller's money.
    Payout,
}

word_enum!(Purpose, "a purpose of looking", {
    Review => "review",
    SecondReview => "second_review",
    SamePerson => "same_person",
    Appeal => "appeal",
    LawRequest => "law_request",
    Payout => "payout",
});

/// What of a document is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccessedPart {
    /// Its number, and what else is written on it.
    Details,
    /// A picture of it.
    Picture,
    /// The bank account that was given with it.
    Account,
}

word_enum!(AccessedPart, "a part of a document to look at", {
    Details => "details",
    Picture => "picture",
    Account => "account",
});

/// One opening of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// Its id.
    pub access_id: AccessId,
    /// Which document.
    pub document_id: DocumentId,
    /// Who.
    pub staff_id: StaffId,
    /// What they were.
    pub role: StaffRole,
    /// What they opened.
    pub part: AccessedPart,
    /// Why.
    pub purpose: Purpose,
    /// When.
    pub opened_at: Instant,
}
