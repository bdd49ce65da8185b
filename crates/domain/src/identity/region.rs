//! Regions of Indonesia as identity numbers name them: every code that is or was in use.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::number::part;
use super::problem::{IdentityProblem, RegionLevel};

/// The codes with their names: `data/id-regions/README.md` says where they come from.
const FILE: &str = include_str!("../../../../data/id-regions/id-regions.csv");

/// What is known of one code.
#[derive(Clone, Copy)]
struct Row {
    name: &'static str,
    current: bool,
}

/// The rows by their codes, read when they are needed first.
static ROWS: LazyLock<BTreeMap<&'static str, Row>> = LazyLock::new(|| rows().flatten().collect());

/// The rows of the file; one that cannot be read is `None`.
fn rows() -> impl Iterator<Item = Option<(&'static str, Row)>> {
    FILE.lines().skip(1).map(|line| {
        let mut cells = line.split(',');
        let (code, name, current) = (cells.next()?, cells.next()?, cells.next()?);
        let current = match current {
            "yes" => true,
            "no" => false,
            _ => return None,
        };
        let is_code = matches!(code.len(), 2 | 4 | 6) && code.bytes().all(|byte| byte.is_ascii_digit());
        (is_code && cells.next().is_none()).then(|| {
            (
                code,
                Row {
                    name: name.trim(),
                    current,
                },
            )
        })
    })
}

/// A kecamatan with what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its six digits.
    pub code: &'static str,
    /// The province.
    pub province: &'static str,
    /// The kabupaten or kota.
    pub regency: &'static str,
    /// The kecamatan.
    pub district: &'static str,
    /// Is the code still in use? Numbers keep the code of their day.
    pub current: bool,
}

impl Region {
    /// The region with these six digits.
    ///
    /// # Errors
    /// [`IdentityProblem::RegionUnknown`], with the first part of the code that is unknown.
    pub fn find(code: &str) -> Result<Self, IdentityProblem> {
        let row = |length: usize, level| {
            let unknown = IdentityProblem::RegionUnknown {
                position: length.saturating_sub(1),
                level,
            };
            ROWS.get_key_value(part(code, 0..length)).ok_or(unknown)
        };
        let (_, province) = row(2, RegionLevel::Province)?;
        let (_, regency) = row(4, RegionLevel::Regency)?;
        let (code, district) = row(6, RegionLevel::District)?;
        Ok(Self {
            code,
            province: province.name,
            regency: regency.name,
            district: district.name,
            current: district.current,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_file_can_be_read() {
        assert!(rows().all(|row| row.is_some()));
        assert_eq!(ROWS.len(), 8_457);
        assert_eq!(ROWS.values().filter(|row| !row.current).count(), 620);
        assert!(ROWS.values().all(|row| !row.name.is_empty()));
    }

    #[test]
    fn what_is_smaller_lies_in_what_is_larger() {
        for code in ROWS.keys().filter(|code| code.len() == 6) {
            assert!(Region::find(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn the_unknown_part_is_named() {
        let wrong = |code| match Region::find(code) {
            Err(IdentityProblem::RegionUnknown { position, level }) => Some((position, level)),
            _ => None,
        };
        assert_eq!(wrong("990101"), Some((1, RegionLevel::Province)));
        assert_eq!(wrong("319901"), Some((3, RegionLevel::Regency)));
        assert_eq!(wrong("317199"), Some((5, RegionLevel::District)));
        let region = Region::find("317101").unwrap();
        assert_eq!(region.district, "Gambir");
        assert!(region.current);
    }
}
