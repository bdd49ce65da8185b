//! The header row: which column is where, whatever the case and spacing of its name.

use std::collections::BTreeMap;

use crate::FileError;
use crate::text::cell;

/// A column that a format knows, by the names it goes under (normal form, see [`normal_name`]).
pub(crate) trait ColumnName: Copy + Ord + 'static {
    /// Every column with its names; the first is the one to show.
    const NAMES: &'static [(Self, &'static [&'static str])];
}

/// The columns of a file.
#[derive(Debug, Clone)]
pub(crate) struct Header<C> {
    /// Names as the file writes them, by place.
    names: Vec<String>,
    places: BTreeMap<C, usize>,
    twice: Option<String>,
}

/// The form in which names are compared: lower case, single spaces, underscores as spaces.
pub(crate) fn normal_name(name: &str) -> String {
    cell::one_line(&name.replace('_', " ")).to_lowercase()
}

impl<C: ColumnName> Header<C> {
    /// Finds the columns in a header row.
    pub(crate) fn new(cells: &[String]) -> Self {
        let names: Vec<String> = cells.iter().map(|name| cell::one_line(name)).collect();
        let mut at: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            at.entry(normal_name(name)).or_default().push(place);
        }
        let mut places = BTreeMap::new();
        let mut twice = None;
        for (column, aliases) in C::NAMES {
            // An earlier alias wins, so that a file may have both `Price` and an older name of it.
            let found = aliases.iter().find_map(|alias| at.get(*alias));
            if let Some(found) = found.and_then(|found| found.first().map(|first| (*first, found.len() > 1)))
            {
                places.insert(*column, found.0);
                if found.1 && twice.is_none() {
                    twice = names.get(found.0).cloned();
                }
            }
        }
        Self { names, places, twice }
    }

    /// Refuses a header in which a known column occurs twice.
    ///
    /// # Errors
    /// [`FileError::DuplicateColumn`].
    pub(crate) fn check_unique(&self) -> Result<(), FileError> {
        self.twice
            .clone()
            .map_or(Ok(()), |name| Err(FileError::DuplicateColumn { name }))
    }

    /// A known column that occurs twice, as the file writes it.
    pub(crate) fn twice(&self) -> Option<&str> {
        self.twice.as_deref()
    }

    /// How many columns are known.
    pub(crate) fn known(&self) -> usize {
        self.places.len()
    }

    /// How many columns the header has.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
    }

    /// Names as the file writes them, with their places.
    pub(crate) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names
            .iter()
            .enumerate()
            .map(|(place, name)| (place, name.as_str()))
    }

    /// Names of known columns as the file writes them.
    pub(crate) fn known_names(&self) -> Vec<String> {
        self.places
            .values()
            .filter_map(|place| self.names.get(*place).cloned())
            .collect()
    }

    pub(crate) fn has(&self, column: C) -> bool {
        self.places.contains_key(&column)
    }

    /// The place of a column.
    pub(crate) fn place(&self, column: C) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// Is the column at this place one of the known?
    pub(crate) fn is_known_place(&self, place: usize) -> bool {
        self.places.values().any(|known| *known == place)
    }

    /// The name of a column, as the file writes it, or as it is known.
    pub(crate) fn name(&self, column: C) -> &str {
        let own = self.place(column).and_then(|place| self.names.get(place));
        own.map_or_else(
            || Self::names_of(column).first().copied().unwrap_or(""),
            String::as_str,
        )
    }

    fn names_of(column: C) -> &'static [&'static str] {
        C::NAMES
            .iter()
            .find(|(known, _)| *known == column)
            .map_or(&[], |(_, names)| *names)
    }

    /// The names a column usually has, for a person to choose from: `Price (or Variant Price)`.
    pub(crate) fn usual_name(column: C) -> String {
        let mut names = Self::names_of(column).iter().map(|name| capitalised(name));
        match (names.next(), names.next()) {
            (Some(first), Some(second)) => format!("{first} (or {second})"),
            (first, _) => first.unwrap_or_default(),
        }
    }

    /// The cell of a column; empty when the file has no such column or the row is short.
    pub(crate) fn cell<'row>(&self, cells: &'row [String], column: C) -> &'row str {
        self.place(column)
            .and_then(|place| cells.get(place))
            .map_or("", String::as_str)
    }
}

fn capitalised(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
