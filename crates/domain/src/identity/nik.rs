//! NIK, *Nomor Induk Kependudukan*: the identity number of people in Indonesia.
//!
//! Sixteen digits: the province, kabupaten or kota, and kecamatan where the holder lived when the number was given (`PPKKCC`), the
//! day of birth (`DDMMYY`, for women with 40 added to the day), and a serial number from 0001.
//!
//! There is no check digit: a right structure alone proves nothing. Many wrong digits cannot be found.
//!
//! Sources: Law 23/2006 on population administration, article 13, and Government Regulation 37/2007, article 37 (the digits and
//! what they mean); the codes of regions as decided by the Ministry of Home Affairs (`data/id-regions/README.md`).

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::birth::{BirthDate, Sex};
use super::number::{document, part, read, value};
use super::problem::{Expected, IdentityProblem, Part};
use super::region::Region;
use super::{Difference, DocumentKind, DocumentNumber, Stated};

/// What is added to the day on which a woman was born.
const WOMEN_DAY: u32 = 40;

/// A NIK whose structure is right.
#[derive(Clone, PartialEq, Eq)]
pub struct Nik {
    number: DocumentNumber,
    region: Region,
    birth: BirthDate,
    sex: Sex,
}

document!(Nik);

impl Nik {
    /// Reads a NIK of somebody who is born on `on` or before.
    ///
    /// # Errors
    /// The first thing that is wrong: characters, length, region, day of birth, serial number.
    pub fn parse(typed: &str, on: NaiveDate) -> Result<Self, IdentityProblem> {
        let text = read(typed, Expected::Digit, &[16])?;
        let region = Region::find(part(&text, 0..6))?;
        let (sex, day) = match value(&text, 6..8) {
            day @ 1..=31 => (Sex::Male, day),
            day @ 41..=71 => (Sex::Female, day - WOMEN_DAY),
            _ => {
                return Err(IdentityProblem::DateImpossible {
                    part: Part::BirthDate,
                    position: 7,
                });
            }
        };
        let birth = BirthDate::resolve(value(&text, 10..12), value(&text, 8..10), day, on, 7)?;
        if value(&text, 12..16) == 0 {
            return Err(IdentityProblem::SerialZero { position: 13 });
        }
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::Nik, text),
            region,
            birth,
            sex,
        })
    }

    /// Where the holder lived when the number was given; people move, and the number stays.
    pub const fn region(&self) -> &Region {
        &self.region
    }

    /// When the holder was born.
    pub const fn birth(&self) -> &BirthDate {
        &self.birth
    }

    /// The holder's sex.
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// How it differs from what its holder says.
    pub fn differences(&self, stated: &Stated) -> Vec<Difference> {
        let mut differences = Vec::new();
        if stated.born.is_some_and(|born| !self.birth.may_be(born)) {
            differences.push(Difference::BirthDate);
        }
        if stated.sex.is_some_and(|sex| sex != self.sex) {
            differences.push(Difference::Sex);
        }
        let elsewhere = |code: &String| code.is_empty() || !self.region.code.starts_with(code.as_str());
        if stated.region.as_ref().is_some_and(elsewhere) {
            differences.push(Difference::Region);
        }
        differences
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        json!({
            "region": self.region.code,
            "province": self.region.province,
            "regency": self.region.regency,
            "district": self.region.district,
            "region_current": self.region.current,
            "birth_date": self.birth.likely,
            "birth_dates": self.birth.all().collect::<Vec<_>>(),
            "sex": self.sex,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::problem::RegionLevel;

    fn on() -> NaiveDate {
        "2026-11-30".parse().unwrap()
    }

    fn code(number: &str) -> Result<(), &'static str> {
        Nik::parse(number, on())
            .map(|_| ())
            .map_err(|problem| problem.code())
    }

    #[test]
    fn published_numbers_are_read() {
        // The example of python-stdnum, and the same for a woman.
        let man = Nik::parse("3171011708450001", on()).unwrap();
        assert_eq!(man.sex(), Sex::Male);
        assert_eq!(man.birth().likely, "1945-08-17".parse().unwrap());
        assert_eq!(man.birth().earlier, None);
        assert_eq!(man.region().province, "Daerah Khusus Ibukota Jakarta");
        let woman = Nik::parse("31.7101.570845-0001", on()).unwrap();
        assert_eq!(woman.sex(), Sex::Female);
        assert_eq!(woman.birth().likely, man.birth().likely);
        // A code that is no longer in use.
        let former = Nik::parse("3171012902001234", on()).unwrap();
        assert_eq!(former.birth().likely, "2000-02-29".parse().unwrap());
    }

    #[test]
    fn each_part_is_checked() {
        for (number, wrong) in [
            ("", "missing"),
            ("31710117084500", "length"),
            ("31710117084500011", "length"),
            ("3171O11708450001", "character"),
            ("9971011708450001", "region_unknown"),
            ("3199011708450001", "region_unknown"),
            ("3171991708450001", "region_unknown"),
            ("3171010008450001", "date_impossible"),
            ("3171013208450001", "date_impossible"),
            ("3171014008450001", "date_impossible"),
            ("3171017208450001", "date_impossible"),
            ("3171013102450001", "date_impossible"),
            ("3171017102450001", "date_impossible"),
            ("3171011700450001", "date_impossible"),
            ("3171011713450001", "date_impossible"),
            ("3171012902010001", "date_impossible"),
            ("3171011708450000", "serial_zero"),
        ] {
            assert_eq!(code(number), Err(wrong), "{number}");
        }
        assert_eq!(code("3171011708459999"), Ok(()));
        assert_eq!(
            Nik::parse("3171991708450001", on()).map(|_| ()),
            Err(IdentityProblem::RegionUnknown {
                position: 5,
                level: RegionLevel::District
            })
        );
    }

    #[test]
    fn it_is_compared_with_what_is_stated() {
        let nik = Nik::parse("3171015708050001", on()).unwrap();
        let stated = |born: &str, sex, region: &str| Stated {
            born: Some(born.parse().unwrap()),
            sex: Some(sex),
            region: Some(region.to_owned()),
            name: None,
        };
        assert_eq!(nik.differences(&stated("2005-08-17", Sex::Female, "3171")), []);
        assert_eq!(nik.differences(&stated("1905-08-17", Sex::Female, "31")), []);
        assert_eq!(
            nik.differences(&stated("2005-08-18", Sex::Male, "3172")),
            [Difference::BirthDate, Difference::Sex, Difference::Region]
        );
        assert_eq!(nik.differences(&Stated::default()), []);
    }

    #[test]
    fn debug_shows_no_region_and_no_birth_date() {
        let nik = Nik::parse("3171015708050001", on()).unwrap();
        assert_eq!(format!("{nik:?}"), "nik(…01)");
    }
}
