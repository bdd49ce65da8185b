use super::*;
use proptest::prelude::*;

fn on() -> NaiveDate {
    "2026-11-30".parse().unwrap()
}

/// One right number of each kind.
const RIGHT: [(DocumentKind, &str); 11] = [
    (DocumentKind::Nik, "3171011708450001"),
    (
        DocumentKind::Passport,
        "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<</C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4",
    ),
    (DocumentKind::Nib, "9120001042693"),
    (DocumentKind::Npwp, "013121660091000"),
    (DocumentKind::UkCompanyNumber, "SC234456"),
    (DocumentKind::UkVat, "980780684"),
    (DocumentKind::UsEin, "042103594"),
    (DocumentKind::UsSsn, "536904399"),
    (DocumentKind::UsItin, "912903456"),
    (DocumentKind::ChinaUscc, "91110000600037341L"),
    (DocumentKind::ChinaResidentId, "360426199101010071"),
];

#[test]
fn every_kind_reads_its_numbers_and_hides_them() {
    assert_eq!(RIGHT.map(|(kind, _)| kind), DocumentKind::ALL);
    for (kind, number) in RIGHT {
        let document = Document::parse(kind, number, on());
        let document = document.unwrap_or_else(|problem| panic!("{kind}: {problem}"));
        let kept = document.number().expose();
        let shown = format!("{document:?}");
        assert_eq!(shown, format!("{kind}(…{})", &kept[kept.len() - 2..]));
        assert!(!document.facts().to_string().contains(kept));
        assert_eq!(document.differences(&Stated::default()), []);
    }
}

#[test]
fn no_problem_contains_the_number() {
    for (kind, number) in RIGHT {
        for place in 0..number.len() {
            let mut damaged = number.to_owned();
            damaged.remove(place);
            let Err(problem) = Document::parse(kind, &damaged, on()) else {
                continue;
            };
            let told = format!("{problem} {problem:?} {:?}", problem.args());
            for length in 4..=damaged.len() {
                for piece in damaged.as_bytes().windows(length) {
                    let piece = std::str::from_utf8(piece).unwrap();
                    assert!(!told.contains(piece), "{kind}: {told}");
                }
            }
        }
    }
}

#[test]
fn separators_and_small_letters_do_not_matter() {
    for (kind, number) in RIGHT
        .into_iter()
        .filter(|(kind, _)| *kind != DocumentKind::Passport)
    {
        let right = Document::parse(kind, number, on()).unwrap();
        for separator in [" ", "-", ".", "\u{a0}", "–"] {
            let spaced: Vec<String> = number.to_lowercase().chars().map(String::from).collect();
            let read = Document::parse(kind, &spaced.join(separator), on());
            assert_eq!(read.as_ref(), Ok(&right), "{kind} {separator:?}");
        }
    }
}

fn any_kind() -> impl Strategy<Value = DocumentKind> {
    prop::sample::select(DocumentKind::ALL)
}

proptest! {
    #[test]
    fn no_text_makes_a_parser_panic(kind in any_kind(), text in any::<String>()) {
        let _ = Document::parse(kind, &text, on());
    }

    #[test]
    fn no_text_that_is_nearly_right_makes_a_parser_panic(kind in any_kind(), text in "[0-9A-Z<XÄ/ -]{0,95}", date in 0_u64..100_000) {
        let on = "1850-01-01".parse::<NaiveDate>().unwrap() + chrono::Days::new(date);
        if let Err(problem) = Document::parse(kind, &text, on) {
            prop_assert!(IdentityProblem::CODES.contains(&problem.code()));
            prop_assert!(problem.position().is_none_or(|position| position >= 1 && position <= text.chars().count() + 1));
        }
    }

    #[test]
    fn no_damage_of_a_right_number_makes_a_parser_panic(which in 0_usize..11, place in 0_usize..89, letter in any::<char>()) {
        let (kind, number) = RIGHT[which];
        let letters = number.chars().enumerate().map(|(at, old)| if at == place { letter } else { old });
        let _ = Document::parse(kind, &letters.collect::<String>(), on());
    }

    #[test]
    fn no_name_makes_the_comparison_panic(typed in any::<String>()) {
        let Ok(Document::Passport(passport)) = Document::parse(DocumentKind::Passport, RIGHT[1].1, on()) else {
            panic!("the specimen is wrong");
        };
        let typed = typed + " Erik";
        prop_assert!(!passport::names_match(&typed, passport.name()));
    }

    #[test]
    fn extreme_days_make_no_parser_panic(kind in any_kind(), least in any::<bool>()) {
        let on = if least { NaiveDate::MIN } else { NaiveDate::MAX };
        let (_, number) = RIGHT.into_iter().find(|(other, _)| *other == kind).unwrap();
        let _ = Document::parse(kind, number, on);
    }
}
