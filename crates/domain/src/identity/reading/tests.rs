use proptest::prelude::*;

use super::*;
use crate::identity::input::{CheckedDocument, check_document};
use crate::identity::specimen::Specimen;

const KINDS: &[DocumentKind] = &[
    DocumentKind::Passport,
    DocumentKind::Nik,
    DocumentKind::Nib,
    DocumentKind::Npwp,
];

fn on() -> NaiveDate {
    "2026-11-30".parse().unwrap()
}

fn specimen(kind: DocumentKind, seed: u64) -> (Specimen, CheckedDocument) {
    let specimen = Specimen::invent(kind, seed, on()).unwrap();
    let checked = check_document(&specimen.input, &[kind], on()).unwrap();
    (specimen, checked)
}

/// The text that a perfect reader makes of a specimen.
fn text(specimen: &Specimen) -> String {
    let rows = specimen
        .rows
        .iter()
        .map(|(label, value)| format!("{label} : {value}"));
    let lines: Vec<String> = rows.chain(specimen.zone.iter().cloned()).collect();
    lines.join("\n")
}

#[test]
fn what_stands_on_a_card_is_read() {
    // As a reader of pictures really reads one: colons lost, a bar for a letter, spots.
    let text = "SPECIMEN - BUKAN KARTU SUNGGUHAN\n\nNIK : 32730157O8900001\nNAMA . CONTOH WULANDAR|\nTEMPAT/TGL LAHIR: BANDUNG, 17-08-1990 _\n\
                JENIS KELAMIN | PEREMPUAN GOL. DARAH\nALAMAT | JL. CONTOH NO. 1\n— =";
    let read = Reading::of(text, KINDS, on());
    assert_eq!(read.kind, Some(DocumentKind::Nik));
    assert_eq!(read.number.as_deref(), Some("3273015708900001"));
    assert_eq!(read.name.as_deref(), Some("CONTOH WULANDARI"));
    assert_eq!(read.born, NaiveDate::from_ymd_opt(1990, 8, 17));
    assert_eq!(read.sex, Some(Sex::Female));
    assert_eq!(format!("{read:?}"), "Reading(…)");
    // A label with nothing behind it says what the next line says.
    let read = Reading::of(
        "NIK\n3273015708900001\nNama\nCONTOH SARI\nAlamat\nJL. CONTOH",
        KINDS,
        on(),
    );
    assert_eq!(read.name.as_deref(), Some("CONTOH SARI"));
    let read = Reading::of("NIK\n3273015708900001\nNama\nAlamat : JL. CONTOH", KINDS, on());
    assert_eq!(read.name, None);
}

#[test]
fn a_card_is_not_one_of_the_tax_office_because_both_have_the_number() {
    let kinds = [DocumentKind::Npwp, DocumentKind::Nik];
    let read = |text| Reading::of(text, &kinds, on()).kind;
    assert_eq!(read("NIK : 3273015708900001"), Some(DocumentKind::Nik));
    assert_eq!(read("NPWP16 : 3273015708900001"), Some(DocumentKind::Npwp));
    assert_eq!(read("NPWP : 02.433.917.8-011.000"), Some(DocumentKind::Npwp));
}

#[test]
fn a_number_that_cannot_be_one_is_left_out() {
    for text in [
        "NIK : 327301570890000",
        "NIK : 9973015708900001",
        "NIK : 3273O1S7O89OOOOI",
        "Nama : CONTOH SARI",
        "",
    ] {
        assert!(Reading::of(text, KINDS, on()).is_empty(), "{text}");
    }
}

#[test]
fn the_zone_is_mended_where_the_check_digits_agree() {
    let first = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    let second = "L898902C36UTO7408122F2804154ZE184226B<<<<<18";
    assert!(check_lines(first, second), "the lines are right");
    for (first, second) in [
        // Spaces, fillers lost, letters among fillers.
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<", second),
        ("P < UTOERIKSSON << ANNA<MARIA<<<<<<K<<<<<<<<<<<<", second),
        ("P<UTOERIKSSON«ANNA<MARIA<<<<<<<<<<<<<<<<<<", second),
        // Characters that look like others: at places for letters or digits, and in a number.
        (first, "L898902C36UT07408122F2804154ZE184226B<<<<<18"),
        (first, "L8989O2C36UTO7408I22F2804154ZE184226B<<<<<18"),
        (first, "L898902C36UTO74O8122F28O4I54ZE184226B<<<<<18"),
        (first, "L89B902C36UTO7408122F2804154ZE184226B<<<<<18"),
        // A filler less in the row of them.
        (first, "L898902C36UTO7408122F2804154ZE184226B<<<<18"),
    ] {
        let read = Reading::of(&format!("junk\n{first}\n{second}\n"), KINDS, on());
        assert_eq!(read.number.as_deref(), Some("L898902C3"), "{first} {second}");
        assert_eq!(read.name.as_deref(), Some("ANNA MARIA ERIKSSON"));
        assert_eq!(read.born, NaiveDate::from_ymd_opt(1974, 8, 12));
        assert_eq!(read.typed_number().unwrap().len(), 89);
    }
    // A digit that looks like no other one, and so stays wrong.
    for wrong in [
        "L898903C36UTO7408122F2804154ZE184226B<<<<<18",
        "L898902C36UTO7408122F2804154ZE184226B<<<<<1",
    ] {
        assert!(
            Reading::of(&format!("{first}\n{wrong}"), KINDS, on()).is_empty(),
            "{wrong}"
        );
    }
}

fn check_lines(first: &str, second: &str) -> bool {
    Passport::parse(&format!("{first}\n{second}"), on()).is_ok()
}

#[test]
fn a_filler_that_became_a_letter_of_the_name_is_found_by_the_name_above() {
    let second = "L898902C36UTO7408122F2804154ZE184226B<<<<<18";
    let name = |above: &str| {
        let text = format!("Given names : {above}\nP<UTOERIKSSON<<ANNAK<<<<K<<<<<<<<<<<<<<<<<<<<\n{second}");
        Reading::of(&text, KINDS, on()).name
    };
    assert_eq!(name("Anna").as_deref(), Some("ANNA ERIKSSON"));
    assert_eq!(name("Annak").as_deref(), Some("ANNAK ERIKSSON"));
    assert_eq!(name("A").as_deref(), Some("ANNAK ERIKSSON"));
}

#[test]
fn what_was_typed_otherwise_is_found() {
    let (card, checked) = specimen(DocumentKind::Nik, 3);
    let (_, other) = specimen(DocumentKind::Nik, 4);
    let read = Reading::of(&text(&card), KINDS, on());
    assert_eq!(read.unlike(&checked.typed()), []);
    assert_eq!(
        read.unlike(&other.typed()),
        [
            ReadField::Number,
            ReadField::Name,
            ReadField::Born,
            ReadField::Sex
        ]
    );
    let (_, business) = specimen(DocumentKind::Nib, 3);
    assert_eq!(read.unlike(&business.typed()), [ReadField::Kind]);
    assert_eq!(Reading::default().unlike(&other.typed()), []);
    // Spaces, case and look-alikes are no difference.
    let mut facts = checked.facts.clone();
    facts.name = facts.name.to_lowercase().replace(' ', "  ");
    let spelled = Typed {
        facts: &facts,
        ..checked.typed()
    };
    assert_eq!(read.unlike(&spelled), []);
}

proptest! {
    #[test]
    fn a_specimen_that_was_read_well_is_what_was_typed(seed: u64, which in 0..3_usize) {
        let (specimen, checked) = specimen(Specimen::KINDS[which], seed);
        let read = Reading::of(&text(&specimen), KINDS, on());
        prop_assert_eq!(read.kind, Some(specimen.kind));
        prop_assert!(read.name.is_some());
        prop_assert_eq!(read.unlike(&checked.typed()), []);
        prop_assert_eq!(read.born, checked.facts.born);
    }

    /// A character that was taken for one that looks like it: the zone is mended to what it was, or nothing is read. Only 6 and G, whose values
    /// differ by ten, no check digit tells apart.
    #[test]
    fn a_zone_is_mended_right_or_not_at_all(seed: u64, place in 0..44_usize) {
        let (specimen, checked) = specimen(DocumentKind::Passport, seed);
        let mut second: Vec<char> = specimen.zone[1].chars().collect();
        if let Some(other) = crate::identity::problem::look_alike(second[place])
            && other != 'G'
        {
            second[place] = other;
        }
        let second: String = second.into_iter().collect();
        let read = Reading::of(&format!("{}\n{second}", specimen.zone[0]), KINDS, on());
        prop_assert!(read.is_empty() || read.number.as_deref() == Some(checked.document.number().expose()));
    }

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        let read = Reading::of(&text, KINDS, on());
        prop_assert!(read.kind.is_some() || read.is_empty());
    }

    #[test]
    fn lines_like_those_of_documents_can_be_read(text in "(NIK|Nama|P<|TEMPAT/TGL LAHIR|NIB|[A-Z0-9<|:. -]{0,50}|\n){0,40}") {
        let read = Reading::of(&text, KINDS, on());
        if let Some(number) = &read.number {
            let kind = read.kind.unwrap();
            let typed = read.lines.as_ref().unwrap_or(number);
            prop_assert!(crate::identity::Document::parse(kind, typed, on()).is_ok());
        }
    }
}
