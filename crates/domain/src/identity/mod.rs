//! Identity documents: what their numbers say, and what is wrong with them.
//!
//! Everything here is structure. A number whose structure is right may have been made up; whoever decides about people looks at the
//! document, and asks the register where there is one. `docs/guides/identity-documents.md` tells for each kind what is checked, what
//! cannot be known, and the source.

pub mod access;
mod birth;
mod china;
mod company_number;
mod ein;
pub mod input;
mod itin;
mod nib;
mod nik;
mod npwp;
mod number;
pub mod passport;
mod problem;
pub mod reading;
mod region;
mod resident_id;
mod sentence;
pub mod specimen;
mod ssn;
#[cfg(test)]
mod tests;
mod uscc;
mod vat_number;

use chrono::NaiveDate;
use serde_json::Value as Json;

pub use birth::{BirthDate, Sex};
pub use company_number::UkCompanyNumber;
pub use ein::UsEin;
pub use itin::UsItin;
pub use nib::Nib;
pub use nik::Nik;
pub use npwp::Npwp;
pub use number::DocumentNumber;
pub use passport::Passport;
pub use problem::{Expected, IdentityProblem, Misreading, Part, RegionLevel};
pub use region::Region;
pub use resident_id::ChinaResidentId;
pub use sentence::line_and_column;
pub use ssn::UsSsn;
pub use uscc::ChinaUscc;
pub use vat_number::UkVatNumber;

use crate::word::word_enum;

/// A kind of document, or of number that identifies somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// The identity number of people in Indonesia.
    Nik,
    /// The machine-readable lines of a passport.
    Passport,
    /// The number of a business in Indonesia.
    Nib,
    /// The tax number of Indonesia.
    Npwp,
    /// A company number of the United Kingdom.
    UkCompanyNumber,
    /// A VAT number of the United Kingdom.
    UkVat,
    /// The tax number of businesses in the United States.
    UsEin,
    /// The social security number of the United States.
    UsSsn,
    /// The tax number of people in the United States who have no social security number.
    UsItin,
    /// The number of organisations in China.
    ChinaUscc,
    /// The identity number of people in China.
    ChinaResidentId,
}

word_enum!(DocumentKind, "a kind of document", {
    Nik => "nik",
    Passport => "passport",
    Nib => "nib",
    Npwp => "npwp",
    UkCompanyNumber => "gb-company",
    UkVat => "gb-vat",
    UsEin => "us-ein",
    UsSsn => "us-ssn",
    UsItin => "us-itin",
    ChinaUscc => "cn-uscc",
    ChinaResidentId => "cn-resident-id",
});

impl DocumentKind {
    /// What it is, in words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nik => "NIK, the identity number of people in Indonesia",
            Self::Passport => "the two machine-readable lines of a passport (ICAO Doc 9303, TD3)",
            Self::Nib => "NIB, the number of a business in Indonesia",
            Self::Npwp => "NPWP, the tax number of Indonesia",
            Self::UkCompanyNumber => "the company number of the United Kingdom",
            Self::UkVat => "the VAT number of the United Kingdom",
            Self::UsEin => "EIN, the tax number of businesses in the United States",
            Self::UsSsn => "SSN, the social security number of the United States",
            Self::UsItin => "ITIN, the tax number of people in the United States without an SSN",
            Self::ChinaUscc => "USCC, the unified social credit code of organisations in China",
            Self::ChinaResidentId => "the resident identity number of China",
        }
    }

    /// What a right structure is worth.
    pub const fn worth(self) -> &'static str {
        match self {
            Self::Nik | Self::Nib | Self::UkCompanyNumber | Self::UsEin | Self::UsSsn | Self::UsItin => {
                "there is no check digit: structure alone proves nothing"
            }
            Self::Npwp => {
                "a NIK has no check digit, and in the other forms none guards tax office and branch: structure alone proves nothing"
            }
            Self::Passport => {
                "check digits guard most of the second line and nothing of the first: they prove that it was read well, not that it is real"
            }
            Self::UkVat | Self::ChinaUscc | Self::ChinaResidentId => {
                "the check digit proves that it was typed well, not that it was given to anybody"
            }
        }
    }
}

/// What somebody says of themselves, to be compared with a document. What is not said is not compared.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Stated {
    /// The day of birth.
    pub born: Option<NaiveDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The name, in any of its spellings.
    pub name: Option<String>,
    /// The code of a region, or the beginning of one, where the number was given out.
    pub region: Option<String>,
}

/// How a document differs from what somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// It has another day of birth.
    BirthDate,
    /// It has another sex.
    Sex,
    /// It was given out in another region, which may be right: people move.
    Region,
    /// It has another name.
    Name,
}

word_enum!(Difference, "a difference", {
    BirthDate => "birth_date_differs",
    Sex => "sex_differs",
    Region => "region_differs",
    Name => "name_differs",
});

impl Difference {
    /// What differs, and what to do.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::BirthDate => "says another day of birth; compare the day with the document",
            Self::Sex => "says another sex; compare it with the document",
            Self::Region => "was given out in another region; ask where its holder lived then",
            Self::Name => "says another name; type the name as the document writes it",
        }
    }
}

/// A document of any kind whose structure is right.
///
/// `Debug` shows the kind and the last two characters of the number.
#[derive(Clone, PartialEq, Eq)]
pub enum Document {
    /// A NIK.
    Nik(Nik),
    /// A passport.
    Passport(Box<Passport>),
    /// A NIB.
    Nib(Nib),
    /// An NPWP.
    Npwp(Npwp),
    /// A company number of the United Kingdom.
    UkCompanyNumber(UkCompanyNumber),
    /// A VAT number of the United Kingdom.
    UkVat(UkVatNumber),
    /// An EIN.
    UsEin(UsEin),
    /// An SSN.
    UsSsn(UsSsn),
    /// An ITIN.
    UsItin(UsItin),
    /// A credit code of China.
    ChinaUscc(ChinaUscc),
    /// A resident identity number of China.
    ChinaResidentId(ChinaResidentId),
}

/// Asks the document inside the same question whatever its kind.
macro_rules! each {
    ($document:expr, $inner:ident => $answer:expr) => {
        match $document {
            Document::Nik($inner) => $answer,
            Document::Passport($inner) => $answer,
            Document::Nib($inner) => $answer,
            Document::Npwp($inner) => $answer,
            Document::UkCompanyNumber($inner) => $answer,
            Document::UkVat($inner) => $answer,
            Document::UsEin($inner) => $answer,
            Document::UsSsn($inner) => $answer,
            Document::UsItin($inner) => $answer,
            Document::ChinaUscc($inner) => $answer,
            Document::ChinaResidentId($inner) => $answer,
        }
    };
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.number(), f)
    }
}

impl Document {
    /// Reads the number of a document of this kind, for somebody who is born, and as of a passport that counts, on `on`.
    ///
    /// Spaces, hyphens and dots between characters do not matter, and neither do small letters.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(kind: DocumentKind, typed: &str, on: NaiveDate) -> Result<Self, IdentityProblem> {
        Ok(match kind {
            DocumentKind::Nik => Self::Nik(Nik::parse(typed, on)?),
            DocumentKind::Passport => Self::Passport(Box::new(Passport::parse(typed, on)?)),
            DocumentKind::Nib => Self::Nib(Nib::parse(typed)?),
            DocumentKind::Npwp => Self::Npwp(Npwp::parse(typed, on)?),
            DocumentKind::UkCompanyNumber => Self::UkCompanyNumber(UkCompanyNumber::parse(typed)?),
            DocumentKind::UkVat => Self::UkVat(UkVatNumber::parse(typed)?),
            DocumentKind::UsEin => Self::UsEin(UsEin::parse(typed)?),
            DocumentKind::UsSsn => Self::UsSsn(UsSsn::parse(typed)?),
            DocumentKind::UsItin => Self::UsItin(UsItin::parse(typed)?),
            DocumentKind::ChinaUscc => Self::ChinaUscc(ChinaUscc::parse(typed)?),
            DocumentKind::ChinaResidentId => Self::ChinaResidentId(ChinaResidentId::parse(typed, on)?),
        })
    }

    /// Its number.
    pub fn number(&self) -> &DocumentNumber {
        each!(self, document => document.number())
    }

    /// What it says, by name: personal data, but not the number.
    pub fn facts(&self) -> Json {
        each!(self, document => document.facts())
    }

    /// How it differs from what its holder says. What it says nothing of does not differ.
    pub fn differences(&self, stated: &Stated) -> Vec<Difference> {
        match self {
            Self::Nik(nik) => nik.differences(stated),
            Self::Passport(passport) => passport.differences(stated),
            Self::Npwp(npwp) => npwp.differences(stated),
            Self::ChinaResidentId(number) => number.differences(stated),
            Self::Nib(_)
            | Self::UkCompanyNumber(_)
            | Self::UkVat(_)
            | Self::UsEin(_)
            | Self::UsSsn(_)
            | Self::UsItin(_)
            | Self::ChinaUscc(_) => Vec::new(),
        }
    }
}
