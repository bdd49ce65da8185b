//! An entry of a list.

use serde::{Deserialize, Serialize};

use crate::word::word_enum;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A ship. No seller is one: it is kept, and not compared with names.
    Vessel,
    /// An aircraft, likewise.
    Aircraft,
}

word_enum!(EntryKind, "a kind of entry", {
    Person => "person",
    Organisation => "organisation",
    Vessel => "vessel",
    Aircraft => "aircraft",
});

impl EntryKind {
    /// Can a seller be one?
    pub const fn is_screened(self) -> bool {
        matches!(self, Self::Person | Self::Organisation)
    }
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEntry {
    /// Its number, which stays the same from one edition of the list to the next.
    pub entry_no: u32,
    /// What it is about.
    pub kind: EntryKind,
    /// Its name, as the list writes it.
    pub name: String,
    /// Other names, in the order of the list.
    pub aliases: Vec<String>,
    /// Under which programmes it is listed.
    pub programs: Vec<String>,
    /// What else the list says, to tell whether somebody is meant: day and place of birth, nationality.
    pub remarks: String,
}

impl ListEntry {
    /// Its name and then its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
