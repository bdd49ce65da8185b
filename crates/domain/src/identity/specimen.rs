//! Documents of people and businesses that do not exist, for tests and the demo: right by every rule, and never a real person's.
//!
//! Nobody can take one for real: names begin with CONTOH, which is Indonesian for example; a NIK has a serial number that no district reaches in
//! a day; the passport is one of Utopia, the country that Doc 9303 keeps for specimens; a NIB begins with zeros as none does.

use chrono::{Datelike as _, Days, NaiveDate};

use super::DocumentKind;
use super::birth::Sex;
use super::input::DocumentInput;
use super::passport::check::check_digit;
use super::region::Region;

/// Given names of people who do not exist, with what their documents say of the sex.
const NAMES: [(&str, Sex); 6] = [
    ("WULANDARI", Sex::Female),
    ("SETIAWAN", Sex::Male),
    ("RAHAYU", Sex::Female),
    ("HIDAYAT", Sex::Male),
    ("MELATI", Sex::Female),
    ("PRASETYO", Sex::Male),
];
/// Regions in which they were born and live: the kecamatan, and the town as a card writes it.
const PLACES: [(&str, &str); 4] = [
    ("327302", "BANDUNG"),
    ("317101", "JAKARTA"),
    ("337401", "SEMARANG"),
    ("357801", "SURABAYA"),
];
/// Businesses that do not exist.
const BUSINESSES: [&str; 3] = ["PT CONTOH SEJAHTERA", "CV CONTOH MAKMUR", "PT CONTOH SENTOSA"];
/// The last serial number of a NIK: no district numbers so many people who were born on one day.
const SERIAL: u32 = 9_999;
/// Days for which a specimen of a passport counts.
const PASSPORT_DAYS: u64 = 5 * 365;

/// A specimen: what its holder types of it, and what stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specimen {
    /// What it is.
    pub kind: DocumentKind,
    /// What its holder types.
    pub input: DocumentInput,
    /// What stands on it, line by line: what it is called, and what it says.
    pub rows: Vec<(&'static str, String)>,
    /// The machine-readable lines at the foot of a passport.
    pub zone: Vec<String>,
}

impl Specimen {
    /// The kinds of which there are specimens.
    pub const KINDS: &'static [DocumentKind] =
        &[DocumentKind::Nik, DocumentKind::Passport, DocumentKind::Nib];

    /// Invents one that counts on `on`; the same seed invents the same. Nothing for a kind of which there are none.
    pub fn invent(kind: DocumentKind, seed: u64, on: NaiveDate) -> Option<Self> {
        match kind {
            DocumentKind::Nik => card(&Person::invent(seed)?),
            DocumentKind::Passport => passport(&Person::invent(seed)?, seed, on),
            DocumentKind::Nib => Some(certificate(seed)),
            _ => None,
        }
    }
}

/// Somebody who does not exist.
struct Person {
    given: &'static str,
    sex: Sex,
    born: NaiveDate,
    code: &'static str,
    town: &'static str,
}

impl Person {
    fn invent(seed: u64) -> Option<Self> {
        let (given, sex) = *chosen(&NAMES, seed)?;
        let (code, town) = *chosen(&PLACES, seed / 6)?;
        let born = NaiveDate::from_ymd_opt(1970, 1, 1)?;
        // Every day of thirty years, each seed another one.
        let born = born.checked_add_days(Days::new(seed.wrapping_mul(4_099) % (30 * 365)))?;
        Some(Self {
            given,
            sex,
            born,
            code,
            town,
        })
    }

    fn name(&self) -> String {
        format!("CONTOH {}", self.given)
    }

    fn input(&self, kind: DocumentKind, number: String) -> DocumentInput {
        DocumentInput {
            kind: kind.to_string(),
            number,
            name: self.name(),
            born: self.born.to_string(),
            sex: self.sex.to_string(),
            expires_on: String::new(),
        }
    }
}

fn chosen<T>(all: &[T], seed: u64) -> Option<&T> {
    let count = u64::try_from(all.len()).ok()?;
    all.get(usize::try_from(seed.checked_rem(count)?).ok()?)
}

fn card(person: &Person) -> Option<Specimen> {
    let women = if person.sex == Sex::Female { 40 } else { 0 };
    let number = format!(
        "{}{:02}{}{SERIAL:04}",
        person.code,
        person.born.day() + women,
        person.born.format("%m%y"),
    );
    let region = Region::find(person.code).ok()?;
    let sex = match person.sex {
        Sex::Female => "PEREMPUAN",
        _ => "LAKI-LAKI",
    };
    let rows = vec![
        ("NIK", number.clone()),
        ("Nama", person.name()),
        (
            "Tempat/Tgl Lahir",
            format!("{}, {}", person.town, person.born.format("%d-%m-%Y")),
        ),
        ("Jenis Kelamin", sex.to_owned()),
        ("Alamat", "JL. CONTOH NO. 1".to_owned()),
        ("RT/RW", "001/002".to_owned()),
        ("Kecamatan", region.district.to_uppercase()),
        ("Kewarganegaraan", "WNI".to_owned()),
        ("Berlaku Hingga", "SEUMUR HIDUP".to_owned()),
    ];
    Some(Specimen {
        kind: DocumentKind::Nik,
        input: person.input(DocumentKind::Nik, number),
        rows,
        zone: Vec::new(),
    })
}

fn passport(person: &Person, seed: u64, on: NaiveDate) -> Option<Specimen> {
    let expires = on.checked_add_days(Days::new(PASSPORT_DAYS))?;
    let number = format!("XX{:07}", seed.wrapping_mul(7_919) % 10_000_000);
    let sex = match person.sex {
        Sex::Female => "F",
        _ => "M",
    };
    let zone = zone(
        &format!("CONTOH<<{}", person.given),
        &number,
        (person.born, sex, expires),
    );
    let rows = vec![
        ("Type", "P".to_owned()),
        ("Code", "UTO".to_owned()),
        ("Passport no", number),
        ("Surname", "CONTOH".to_owned()),
        ("Given names", person.given.to_owned()),
        ("Nationality", "UTOPIA".to_owned()),
        ("Date of birth", person.born.format("%d %m %Y").to_string()),
        ("Sex", sex.to_owned()),
        ("Date of expiry", expires.format("%d %m %Y").to_string()),
    ];
    let mut input = person.input(DocumentKind::Passport, zone.join("\n"));
    input.expires_on = expires.to_string();
    Some(Specimen {
        kind: DocumentKind::Passport,
        input,
        rows,
        zone,
    })
}

/// The two lines of size TD3, with their check digits.
fn zone(name: &str, number: &str, (born, sex, expires): (NaiveDate, &str, NaiveDate)) -> Vec<String> {
    let with_digit = |field: &str| format!("{field}{}", check_digit(field));
    let number = with_digit(&format!("{number:<<9}"));
    let born = with_digit(&born.format("%y%m%d").to_string());
    let expires = with_digit(&expires.format("%y%m%d").to_string());
    let personal = with_digit(&"<".repeat(14));
    let composite = check_digit(&format!("{number}{born}{expires}{personal}"));
    vec![
        format!("{:<<44}", format!("P<UTO{name}")),
        format!("{number}UTO{born}{sex}{expires}{personal}{composite}"),
    ]
}

fn certificate(seed: u64) -> Specimen {
    let number = format!("00000{:08}", 1 + seed.wrapping_mul(7_919) % 99_999_999);
    let name = chosen(&BUSINESSES, seed).copied().unwrap_or("PT CONTOH");
    let rows = vec![
        ("NIB", number.clone()),
        ("Nama Pelaku Usaha", name.to_owned()),
        ("Alamat", "JL. CONTOH NO. 1, BANDUNG".to_owned()),
        ("Status", "PENANAMAN MODAL DALAM NEGERI".to_owned()),
    ];
    Specimen {
        kind: DocumentKind::Nib,
        input: DocumentInput {
            kind: DocumentKind::Nib.to_string(),
            number,
            name: name.to_owned(),
            ..DocumentInput::default()
        },
        rows,
        zone: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Document;
    use crate::identity::input::check_document;

    #[test]
    fn every_specimen_is_right_by_every_rule_and_can_be_told_from_a_real_one() {
        let on: NaiveDate = "2026-11-30".parse().unwrap();
        for kind in Specimen::KINDS {
            for seed in (0..200).chain([u64::MAX]) {
                let specimen = Specimen::invent(*kind, seed, on).unwrap();
                let checked = check_document(&specimen.input, &[*kind], on).unwrap();
                assert!(checked.facts.differences(&checked.document).is_empty());
                assert!(checked.facts.name.contains("CONTOH"));
                match &checked.document {
                    Document::Nik(nik) => assert!(nik.number().expose().ends_with("9999")),
                    Document::Passport(passport) => assert!(passport.is_specimen()),
                    other => assert!(other.number().expose().starts_with("00000")),
                }
                assert_eq!(Specimen::invent(*kind, seed, on), Some(specimen));
            }
        }
        assert!(Specimen::invent(DocumentKind::UkVat, 0, on).is_none());
    }
}
