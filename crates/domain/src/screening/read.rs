//! Reads a list: the Treasury's `SDN.CSV`, as `data/ofac-sdn/README.md` describes it.
//!
//! Every row becomes an entry or a problem that says line, column and reason; a few become both. Nothing is dropped silently.

use std::collections::BTreeSet;
use std::fmt;

use csv::{ByteRecord, ReaderBuilder};

use super::entry::{EntryKind, ListEntry};
use super::name::words;

/// Cells of a row.
const CELLS: usize = 12;
/// The longest name that the list's own description allows.
const NAME_MAX: usize = 350;
/// How the list writes that there is nothing.
const NOTHING: &str = "-0-";
/// The file may end with the end-of-file mark of old systems, on a line of its own.
const END_MARK: &[u8] = b"\x1a";
/// What introduces another name among the remarks: also known as, formerly, now.
const ALIASES: [&str; 3] = ["a.k.a. '", "f.k.a. '", "n.k.a. '"];

const ENTRY_NO: usize = 0;
const NAME: usize = 1;
const KIND: usize = 2;
const PROGRAMS: usize = 3;
const REMARKS: usize = 11;

/// A list that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadList {
    /// What could be read, in the order of the file.
    pub entries: Vec<ListEntry>,
    /// What could not.
    pub problems: Vec<RowProblem>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// The cell, from 1; none if it is about the whole row.
    pub column: Option<usize>,
    /// What is wrong.
    pub kind: RowProblemKind,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.kind)
    }
}

/// What can be wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowProblemKind {
    /// The row has another number of cells.
    #[error("has {found} cells where {CELLS} must be; the row is left out")]
    Cells {
        /// How many it has.
        found: usize,
    },
    /// A cell is not UTF-8.
    #[error("is not text in UTF-8; the row is left out")]
    NotText,
    /// The number of the entry is none.
    #[error("`{text}` is not the number of an entry; the row is left out")]
    NotANumber {
        /// What stands there.
        text: String,
    },
    /// Another row has the same number.
    #[error("an entry with the number {entry_no} came before; the row is left out")]
    Twice {
        /// The number.
        entry_no: u32,
    },
    /// There is no name.
    #[error("has no name; the row is left out")]
    NoName,
    /// The name is too long.
    #[error("the name has {found} characters where {NAME_MAX} may be; the row is left out")]
    LongName {
        /// How many it has.
        found: usize,
    },
    /// What the entry is about is unknown.
    #[error("`{text}` is none of individual, vessel and aircraft; the row is left out")]
    UnknownKind {
        /// What stands there.
        text: String,
    },
    /// The remarks break off within an alias.
    #[error("the alias `{text}` has no end; the entry is kept without it")]
    OpenAlias {
        /// What there is of it.
        text: String,
    },
    /// A name has no letter or digit that can be compared.
    #[error("`{text}` has nothing to compare; the entry is kept, and this name finds nobody")]
    NothingToCompare {
        /// The name.
        text: String,
    },
    /// The rest of the file could not be split into rows.
    #[error("cannot be split into rows: {reason}; the rest of the file is left out")]
    Unreadable {
        /// Why.
        reason: String,
    },
}

impl RowProblemKind {
    /// Is the row missing from what was read?
    pub const fn is_row_lost(&self) -> bool {
        !matches!(self, Self::OpenAlias { .. } | Self::NothingToCompare { .. })
    }
}

/// Reads a list.
pub fn read(file: &[u8]) -> ReadList {
    let mut rows = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(file);
    let mut list = ReadList::default();
    let mut known = BTreeSet::new();
    let mut row = ByteRecord::new();
    loop {
        let line = rows.position().line();
        match rows.read_byte_record(&mut row) {
            Ok(false) => return list,
            Ok(true) if is_end_mark(&row) => {}
            Ok(true) => {
                let line = row.position().map_or(line, csv::Position::line);
                read_row(&row, line, &mut known, &mut list);
            }
            Err(error) => {
                let reason = error.to_string();
                list.problems.push(RowProblem {
                    line,
                    column: None,
                    kind: RowProblemKind::Unreadable { reason },
                });
                return list;
            }
        }
    }
}

fn is_end_mark(row: &ByteRecord) -> bool {
    row.len() == 1 && row.get(0) == Some(END_MARK)
}

fn read_row(row: &ByteRecord, line: u64, known: &mut BTreeSet<u32>, list: &mut ReadList) {
    let problem = |(column, kind): (Option<usize>, RowProblemKind)| RowProblem {
        line,
        column: column.map(|column| column + 1),
        kind,
    };
    match entry(row, known) {
        Err(wrong) => list.problems.push(problem(wrong)),
        Ok((entry, open)) => {
            if let Some(text) = open {
                let kind = RowProblemKind::OpenAlias { text };
                list.problems.push(problem((Some(REMARKS), kind)));
            }
            for (place, name) in entry.names().enumerate() {
                if words(name).is_empty() {
                    let column = if place == 0 { NAME } else { REMARKS };
                    let text = name.to_owned();
                    let kind = RowProblemKind::NothingToCompare { text };
                    list.problems.push(problem((Some(column), kind)));
                }
            }
            known.insert(entry.entry_no);
            list.entries.push(entry);
        }
    }
}

type Wrong = (Option<usize>, RowProblemKind);

/// The entry of a row, and an alias that has no end.
fn entry(row: &ByteRecord, known: &BTreeSet<u32>) -> Result<(ListEntry, Option<String>), Wrong> {
    if row.len() != CELLS {
        return Err((None, RowProblemKind::Cells { found: row.len() }));
    }
    let cell = |column: usize| {
        let text = std::str::from_utf8(row.get(column).unwrap_or_default());
        let text = text.map_err(|_| (Some(column), RowProblemKind::NotText))?.trim();
        Ok::<_, Wrong>(if text == NOTHING { "" } else { text })
    };
    let number = cell(ENTRY_NO)?;
    let entry_no: u32 = number.parse().map_err(|_| {
        let text = number.to_owned();
        (Some(ENTRY_NO), RowProblemKind::NotANumber { text })
    })?;
    if known.contains(&entry_no) {
        return Err((Some(ENTRY_NO), RowProblemKind::Twice { entry_no }));
    }
    let name = cell(NAME)?;
    match name.chars().count() {
        0 => return Err((Some(NAME), RowProblemKind::NoName)),
        found if found > NAME_MAX => return Err((Some(NAME), RowProblemKind::LongName { found })),
        _ => {}
    }
    let kind = match cell(KIND)? {
        "individual" => EntryKind::Person,
        "" => EntryKind::Organisation,
        "vessel" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        other => {
            let text = other.to_owned();
            return Err((Some(KIND), RowProblemKind::UnknownKind { text }));
        }
    };
    let programs = cell(PROGRAMS)?.split("] [").map(str::trim);
    let remarks = cell(REMARKS)?;
    let (aliases, open) = aliases(remarks);
    let entry = ListEntry {
        entry_no,
        kind,
        name: name.to_owned(),
        aliases,
        programs: programs
            .filter(|program| !program.is_empty())
            .map(str::to_owned)
            .collect(),
        remarks: remarks.to_owned(),
    };
    Ok((entry, open))
}

/// The aliases among the remarks, and what there is of one that has no end.
fn aliases(remarks: &str) -> (Vec<String>, Option<String>) {
    let mut found = Vec::new();
    let mut rest = remarks;
    while let Some((_, behind)) = ALIASES
        .iter()
        .filter_map(|sign| rest.split_once(sign))
        .min_by_key(|(before, _)| before.len())
    {
        // An apostrophe within a name is followed by a letter, the last by what ends a remark.
        let end = behind.match_indices('\'').find(|(at, _)| {
            let after = behind.get(at + 1..).unwrap_or_default();
            after.is_empty() || after.starts_with([';', '.']) || after.starts_with(" (")
        });
        let Some((at, _)) = end else {
            return (found, Some(behind.to_owned()));
        };
        let (alias, after) = behind.split_at(at);
        if !alias.trim().is_empty() {
            found.push(alias.trim().to_owned());
        }
        rest = after;
    }
    (found, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "36,\"AEROCARIBBEAN, S.A.\",-0- ,\"CUBA] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'ANSAR AL-SHARI'A'; Linked To: X.\"\n";

    fn problems(file: &[u8]) -> Vec<String> {
        read(file).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_row_is_read_with_its_aliases() {
        let list = read(format!("{GOOD}\u{1a}\n").as_bytes());
        assert_eq!(list.problems, []);
        let entry = &list.entries[0];
        assert_eq!((entry.entry_no, entry.kind), (36, EntryKind::Organisation));
        assert_eq!(entry.name, "AEROCARIBBEAN, S.A.");
        assert_eq!(entry.aliases, ["ANSAR AL-SHARI'A"]);
        assert_eq!(entry.programs, ["CUBA", "SDGT"]);
    }

    #[test]
    fn each_damage_is_told_with_its_place() {
        let row =
            |from: &str, to: &str| format!("{GOOD}{}", GOOD.replace("36,", "37,").replacen(from, to, 1));
        let told = |from: &str, to: &str| problems(row(from, to).as_bytes());
        assert_eq!(told("x", "x"), Vec::<String>::new());
        assert_eq!(
            told("37,", "37,,"),
            ["line 2: has 13 cells where 12 must be; the row is left out"]
        );
        assert_eq!(
            told("37", "x7"),
            ["line 2, column 1: `x7` is not the number of an entry; the row is left out"]
        );
        assert_eq!(
            told("37", "36"),
            ["line 2, column 1: an entry with the number 36 came before; the row is left out"]
        );
        assert_eq!(
            told("AEROCARIBBEAN, S.A.", " "),
            ["line 2, column 2: has no name; the row is left out"]
        );
        assert_eq!(
            told("AEROCARIBBEAN, S.A.", &"A".repeat(351)),
            ["line 2, column 2: the name has 351 characters where 350 may be; the row is left out"]
        );
        assert_eq!(
            told("-0- ", "\"submarine\""),
            ["line 2, column 3: `submarine` is none of individual, vessel and aircraft; the row is left out"]
        );
        assert_eq!(
            told("'A';", "'A"),
            [
                "line 2, column 12: the alias `ANSAR AL-SHARI'A Linked To: X.` has no end; the entry is kept without it"
            ]
        );
        assert_eq!(
            told("AEROCARIBBEAN, S.A.", "..."),
            ["line 2, column 2: `...` has nothing to compare; the entry is kept, and this name finds nobody"]
        );
        let mut bytes = row("x", "x").into_bytes();
        let at = bytes.len() - 3;
        bytes[at] = 0xff;
        assert_eq!(
            problems(&bytes),
            ["line 2, column 12: is not text in UTF-8; the row is left out"]
        );
        // A quote that is never closed swallows what follows; that is seen by the cells.
        assert_eq!(told("S.A.\"", "S.A.").len(), 1);
    }

    #[test]
    fn what_is_kept_in_spite_of_a_problem_is_there() {
        let list = read(GOOD.replace("'A';", "'A").as_bytes());
        assert_eq!(list.entries.len(), 1);
        assert!(!list.problems[0].kind.is_row_lost());
        let list = read(GOOD.replace("36,", "x,").as_bytes());
        assert_eq!(list.entries.len(), 0);
        assert!(list.problems[0].kind.is_row_lost());
    }
}
