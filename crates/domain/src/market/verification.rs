//! Documents with which sellers of a market show who they are.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::file::{parse_text, wrong};
use super::{Country, MarketError};
use crate::identity::DocumentKind;
use crate::seller::{Seller, Standing};

const FILE: &str = "verification.toml";

/// The file `verification.toml`: kinds of documents of which a seller shows one, and who directs a business another one. A market without the
/// file takes none by itself: its sellers go to staff.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// For those who are established in the market's own country.
    #[serde(default)]
    pub home: Checklist,
    /// For those who are established abroad.
    #[serde(default)]
    pub abroad: Checklist,
}

/// Kinds of documents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Of a person.
    #[serde(default)]
    pub person: Vec<DocumentKind>,
    /// Of a business.
    #[serde(default)]
    pub business: Vec<DocumentKind>,
    /// Of who directs a business.
    #[serde(default)]
    pub director: Vec<DocumentKind>,
}

impl Verification {
    /// The list for a seller of the market of this country.
    pub fn of(&self, seller: &Seller, country: Country) -> &Checklist {
        if seller.origin == country {
            &self.home
        } else {
            &self.abroad
        }
    }

    /// The first kind of a list that does not belong there: a business that is asked for a person's document, or the reverse.
    fn misplaced(&self) -> Option<(&'static str, DocumentKind)> {
        let lists = [
            ("home.person", &self.home.person, true),
            ("home.business", &self.home.business, false),
            ("home.director", &self.home.director, true),
            ("abroad.person", &self.abroad.person, true),
            ("abroad.business", &self.abroad.business, false),
            ("abroad.director", &self.abroad.director, true),
        ];
        lists.into_iter().find_map(|(place, kinds, of_person)| {
            let found = kinds.iter().find(|kind| kind.is_of_person() != of_person);
            found.map(|kind| (place, *kind))
        })
    }
}

impl Checklist {
    /// What a seller of this standing shows.
    pub fn of_seller(&self, standing: Standing) -> &[DocumentKind] {
        match standing {
            Standing::Micro => &self.person,
            Standing::Business | Standing::Merchant | Standing::Platform => &self.business,
        }
    }
}

/// The documents that sellers show, if the market has the file.
///
/// # Errors
/// The file is wrong, or a document stands in a list where it does not belong.
pub(super) fn read(files: &BTreeMap<String, String>) -> Result<Verification, MarketError> {
    let Some(text) = files.get(FILE) else {
        return Ok(Verification::default());
    };
    let found: Verification = parse_text(FILE, text)?;
    match found.misplaced() {
        None => Ok(found),
        Some((place, kind)) => Err(wrong(
            FILE,
            place,
            format!(
                "`{kind}` does not belong here; people show documents of people, businesses those of businesses"
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Verification, String> {
        let files = BTreeMap::from([(FILE.to_owned(), text.to_owned())]);
        read(&files).map_err(|error| error.to_string())
    }

    #[test]
    fn a_market_says_which_documents_it_takes() {
        let found = of("[home]\nperson = [\"nik\"]\nbusiness = [\"nib\"]\n").unwrap();
        assert_eq!(found.home.of_seller(Standing::Micro), [DocumentKind::Nik]);
        assert_eq!(found.home.of_seller(Standing::Business), [DocumentKind::Nib]);
        assert!(found.abroad.of_seller(Standing::Merchant).is_empty());
        assert_eq!(read(&BTreeMap::new()).unwrap(), Verification::default());
    }

    #[test]
    fn a_document_in_the_wrong_list_is_told() {
        let wrong = of("[home]\nbusiness = [\"passport\"]\n").unwrap_err();
        assert!(
            wrong.contains("home.business: `passport` does not belong here"),
            "{wrong}"
        );
        let wrong = of("[home]\nperson = [\"library-card\"]\n").unwrap_err();
        assert!(wrong.contains("verification.toml, line 2"), "{wrong}");
    }
}
