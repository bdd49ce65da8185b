//! A document as its holder types it. Nothing here quotes what was typed: problems are shown, told to programs and counted.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::reading::Typed;
use super::{Difference, Document, DocumentKind, IdentityProblem, Sex, Stated};

/// The most characters of a name on a document.
pub const NAME_CHARS_MAX: usize = 150;

/// A document, as it was typed. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct DocumentInput {
    /// The word of its kind.
    pub kind: String,
    /// The number; of a passport the two lines at the foot of its page.
    pub number: String,
    /// The name on it.
    pub name: String,
    /// The day of birth, `1990-01-31`; empty for a document of a business.
    pub born: String,
    /// The word of the sex; empty for a document of a business.
    pub sex: String,
    /// The last day on which it counts, where the number does not say it; empty when it counts for ever.
    pub expires_on: String,
}

impl fmt::Debug for DocumentInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DocumentInput(…)")
    }
}

/// What is wrong with what was typed. It quotes none of it but single characters of the number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentProblem {
    /// The kind is missing, or is none that is taken here.
    #[error("the kind of document is not one that is taken here; choose one of the list")]
    Kind,
    /// The number is not one of its kind.
    #[error("the number {0}")]
    Number(IdentityProblem),
    /// There is no name.
    #[error("the name is missing; type it as the document writes it")]
    NameMissing,
    /// The name is too long.
    #[error("the name has more than {NAME_CHARS_MAX} characters; shorten it")]
    NameTooLong,
    /// The day of birth is missing, or not a day before today.
    #[error("the day of birth is not a day before today; write it like `1990-01-31`")]
    Born,
    /// The sex is missing, or none of the words.
    #[error("the sex is missing; choose what the document says")]
    Sex,
    /// The last day is not a day.
    #[error("the last day is not a day; write it like `2030-01-31`, or leave it empty")]
    ExpiresOn,
    /// The document does not count any more.
    #[error("the document does not count any more; use one that does")]
    Expired,
}

impl DocumentProblem {
    /// Every code but those of numbers, so that translations can be checked for completeness.
    pub const CODES: &'static [&'static str] = &[
        "document-kind",
        "document-name-missing",
        "document-name-too-long",
        "document-born",
        "document-sex",
        "document-expires-on",
        "document-expired",
    ];

    /// A stable name of the case, for translations and programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Kind => "document-kind",
            Self::Number(problem) => problem.code(),
            Self::NameMissing => "document-name-missing",
            Self::NameTooLong => "document-name-too-long",
            Self::Born => "document-born",
            Self::Sex => "document-sex",
            Self::ExpiresOn => "document-expires-on",
            Self::Expired => "document-expired",
        }
    }

    /// The field that it is about.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Number(_) => "number",
            Self::NameMissing | Self::NameTooLong => "name",
            Self::Born => "born",
            Self::Sex => "sex",
            Self::ExpiresOn | Self::Expired => "expires_on",
        }
    }
}

/// What is sealed of a document beside its number. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentFacts {
    /// The name on it.
    pub name: String,
    /// The day of birth.
    pub born: Option<NaiveDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The number with all that was read along with it: the lines of a passport.
    pub read: String,
}

impl fmt::Debug for DocumentFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DocumentFacts(…)")
    }
}

impl DocumentFacts {
    /// How the document differs from what its holder says.
    pub fn differences(&self, document: &Document) -> Vec<Difference> {
        document.differences(&Stated {
            born: self.born,
            sex: self.sex,
            name: Some(self.name.clone()),
            region: None,
        })
    }
}

/// A document that may be sealed: only [`check_document`] makes one.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedDocument {
    /// The number, read.
    pub document: Document,
    /// The rest.
    pub facts: DocumentFacts,
    /// The last day on which it counts.
    pub expires_on: Option<NaiveDate>,
}

impl fmt::Debug for CheckedDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CheckedDocument({})", self.document.number().kind())
    }
}

impl CheckedDocument {
    /// What was typed, to be compared with what was read from a picture.
    pub fn typed(&self) -> Typed<'_> {
        let number = self.document.number();
        Typed {
            kind: number.kind(),
            number: number.expose(),
            facts: &self.facts,
            expires_on: self.expires_on,
        }
    }
}

impl DocumentKind {
    /// Is it a document of a person, which says who was born when?
    pub const fn is_of_person(self) -> bool {
        match self {
            Self::Nik | Self::Passport | Self::UsSsn | Self::UsItin | Self::ChinaResidentId => true,
            Self::Nib | Self::Npwp | Self::UkCompanyNumber | Self::UkVat | Self::UsEin | Self::ChinaUscc => {
                false
            }
        }
    }
}

/// Checks what was typed of a document of one of these kinds, on a day in the market's time.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check_document(
    input: &DocumentInput,
    taken: &[DocumentKind],
    today: NaiveDate,
) -> Result<CheckedDocument, Vec<DocumentProblem>> {
    let kind = input.kind.trim().parse().ok().filter(|kind| taken.contains(kind));
    let Some(kind) = kind else {
        return Err(vec![DocumentProblem::Kind]);
    };
    let mut problems = Vec::new();
    let document = Document::parse(kind, &input.number, today);
    let document = document
        .map_err(|problem| problems.push(DocumentProblem::Number(problem)))
        .ok();
    let name = input.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        problems.push(DocumentProblem::NameMissing);
    } else if name.chars().count() > NAME_CHARS_MAX {
        problems.push(DocumentProblem::NameTooLong);
    }
    let (mut born, mut sex) = (None, None);
    if kind.is_of_person() {
        born = day(&input.born).filter(|born| *born < today);
        if born.is_none() {
            problems.push(DocumentProblem::Born);
        }
        sex = input.sex.trim().parse().ok();
        if sex.is_none() {
            problems.push(DocumentProblem::Sex);
        }
    }
    let expires_on = match &document {
        Some(Document::Passport(passport)) => Some(passport.expires_on()),
        _ if input.expires_on.trim().is_empty() => None,
        _ => {
            let typed = day(&input.expires_on);
            if typed.is_none() {
                problems.push(DocumentProblem::ExpiresOn);
            }
            typed
        }
    };
    if expires_on.is_some_and(|last| last < today) {
        problems.push(DocumentProblem::Expired);
    }
    match document {
        Some(document) if problems.is_empty() => Ok(CheckedDocument {
            facts: DocumentFacts {
                name,
                born,
                sex,
                read: match &document {
                    Document::Passport(passport) => passport.expose_lines().to_owned(),
                    other => other.number().expose().to_owned(),
                },
            },
            document,
            expires_on,
        }),
        _ => Err(problems),
    }
}

fn day(typed: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAKEN: &[DocumentKind] = &[DocumentKind::Nik, DocumentKind::Nib];

    fn codes(input: &DocumentInput) -> Vec<&'static str> {
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        match check_document(input, TAKEN, today) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(DocumentProblem::code).collect(),
        }
    }

    #[test]
    fn a_document_of_a_person_says_who_was_born_when() {
        let mut input = DocumentInput {
            kind: "nik".to_owned(),
            number: "3273015708900001".to_owned(),
            name: "  Siti   Rahayu ".to_owned(),
            born: "1990-08-17".to_owned(),
            sex: "female".to_owned(),
            expires_on: String::new(),
        };
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let checked = check_document(&input, TAKEN, today).unwrap();
        assert_eq!(checked.facts.name, "Siti Rahayu");
        assert!(checked.facts.differences(&checked.document).is_empty());
        assert_eq!(
            format!("{input:?} {checked:?} {:?}", checked.facts),
            "DocumentInput(…) CheckedDocument(nik) DocumentFacts(…)"
        );
        "1990-08-18".clone_into(&mut input.born);
        "male".clone_into(&mut input.sex);
        let checked = check_document(&input, TAKEN, today).unwrap();
        assert_eq!(
            checked.facts.differences(&checked.document),
            [Difference::BirthDate, Difference::Sex]
        );
        "2027-01-01".clone_into(&mut input.born);
        input.sex.clear();
        input.name.clear();
        "3273".clone_into(&mut input.number);
        "2026-11-30".clone_into(&mut input.expires_on);
        assert_eq!(
            codes(&input),
            [
                "length",
                "document-name-missing",
                "document-born",
                "document-sex",
                "document-expired"
            ]
        );
        "passport".clone_into(&mut input.kind);
        assert_eq!(codes(&input), ["document-kind"]);
    }

    #[test]
    fn a_document_of_a_business_has_no_day_of_birth() {
        let input = DocumentInput {
            kind: "nib".to_owned(),
            number: "9120001234567".to_owned(),
            name: "PT Sumber Rejeki".to_owned(),
            expires_on: "soon".to_owned(),
            ..DocumentInput::default()
        };
        assert_eq!(codes(&input), ["document-expires-on"]);
    }
}
