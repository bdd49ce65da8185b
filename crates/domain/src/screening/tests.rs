//! The whole list, and names that are, or are not, on it.

use std::sync::LazyLock;

use super::*;

static LIST: LazyLock<ReadList> =
    LazyLock::new(|| read(include_bytes!("../../../../data/ofac-sdn/ofac-sdn.csv")));
static SCREENER: LazyLock<Screener> = LazyLock::new(|| Screener::new(LIST.entries.clone()));

fn screen(name: &str) -> Vec<Match> {
    SCREENER.screen(name, Thresholds::STANDARD).matches
}

/// The kind and score with which a name finds an entry.
fn finds(name: &str, entry_no: u32) -> Option<(MatchKind, u8)> {
    let found = screen(name);
    let found = found.iter().find(|found| found.entry_no == entry_no)?;
    Some((found.kind, found.score))
}

#[track_caller]
fn is_near(name: &str, entry_no: u32) {
    let found = finds(name, entry_no);
    assert!(
        matches!(found, Some((MatchKind::Near, 82..=100))),
        "{name}: {found:?}"
    );
}

#[test]
fn every_row_of_the_file_becomes_an_entry() {
    assert_eq!(LIST.problems, []);
    assert_eq!(LIST.entries.len(), 7_379);
    let aliases: usize = LIST.entries.iter().map(|entry| entry.aliases.len()).sum();
    assert_eq!(aliases, 2_037);
    let of = |kind| LIST.entries.iter().filter(|entry| entry.kind == kind).count();
    assert_eq!(of(EntryKind::Person), 3_845);
    assert_eq!(of(EntryKind::Organisation), 2_994);
    assert_eq!(of(EntryKind::Vessel), 323);
    assert_eq!(of(EntryKind::Aircraft), 217);
    assert_eq!(SCREENER.entry(23244).unwrap().name, "TATULIAN, Ruben Albertovich");
}

#[test]
fn names_find_themselves() {
    let screened = LIST.entries.iter().filter(|entry| entry.kind.is_screened());
    for entry in screened.step_by(7) {
        let found = screen(&entry.name);
        let is_found = found.iter().any(|found| {
            found.entry_no == entry.entry_no && found.kind == MatchKind::Exact && found.score == 100
        });
        // One word, or two common ones, can be too little to say that anybody is meant; more entries than are told have the same name.
        let is_short = name::words(&entry.name).len() < 2;
        assert!(is_found || is_short || found.len() == 20, "{}", entry.name);
    }
}

#[test]
fn order_case_marks_and_titles_do_not_matter() {
    let exact = Some((MatchKind::Exact, 100));
    for name in [
        "TATULIAN, Ruben Albertovich",
        "Ruben Albertovich Tatulian",
        "ruben albertovich TATULIAN",
        "H. Ruben Albertovích Tatulian, S.E.",
        "Рубен Албертович Татулиан",
    ] {
        assert_eq!(finds(name, 23244), exact, "{name}");
    }
    assert_eq!(finds("PT Kaveh Cutting Tools", 11442), exact);
    assert_eq!(finds("彭博", 18660), exact);
    assert_eq!(finds("Abdulrehman Dakhil", 24761), exact);
    assert_eq!(finds("Kevin Peng", 18660), Some((MatchKind::Alias, 100)));
}

#[test]
fn a_typing_error_a_missing_name_and_another_spelling_are_near() {
    is_near("Ruben Albertovich Tatulyan", 23244);
    is_near("Ruben Tatulian", 23244);
    is_near("Ruben Tatuliam", 23244);
    is_near("Rubin Albertowich Tatulian", 23244);
    is_near("Oleg Deripaska", 24283);
    is_near("Олег Дерипаска", 24283);
    is_near("Haji Mohamed Ashraff", 10691);
    is_near("Mohammed Ashraf", 10691);
    is_near("Kirsan Ilyumzhinov", 18989);
    is_near("Кирсан Илюмжинов", 18989);
    is_near("Abdul Rehmann Al Dakhil", 24761);
    is_near("Abdulrahman Dakhil", 24761);
    is_near("Majelis Mujahiddin Indonesia", 22484);
}

#[test]
fn common_words_alone_match_nobody() {
    for name in [
        "Muhammad",
        "Mohamed",
        "Ali",
        "Ahmad",
        "Abdullah",
        "Haji Ali",
        "Bank",
        "Toko",
        "PT",
        "Trading Company",
        "",
        "…",
        "Muhammad Subagyo",
        "Ahmad Sulistyo",
        "Siti Muhammad",
    ] {
        assert_eq!(screen(name), [], "{name}");
    }
    // A word that nobody else has is another matter.
    assert_eq!(finds("Robik", 23244), Some((MatchKind::Alias, 100)));
}

#[test]
fn vessels_and_aircraft_are_no_sellers() {
    assert!(LIST.entries.iter().any(|entry| entry.name == "EP-CFD"));
    assert_eq!(screen("EP-CFD"), []);
}

#[test]
fn the_score_is_the_sum_of_what_each_word_gave() {
    for name in [
        "Ruben Tatuliam",
        "Ruben Albertovich Tatulian",
        "Abdulrehman Dakhil",
        "Hj. Maria Ruiz",
    ] {
        for found in screen(name) {
            let sum: u32 = found.pairs.iter().map(|pair| u32::from(pair.gave)).sum();
            assert_eq!(sum, u32::from(found.score), "{name}: {found:?}");
            assert!(found.pairs.iter().all(|pair| pair.gave > 0), "{name}: {found:?}");
        }
    }
    let found = screen("Budi Ruben Albertovich Tatuliam").remove(0);
    assert_eq!(found.entry_no, 23244);
    let pairs: Vec<(&str, &str, Likeness)> = found
        .pairs
        .iter()
        .map(|pair| (pair.typed.as_str(), pair.listed.as_str(), pair.likeness))
        .collect();
    assert_eq!(
        pairs,
        [
            ("ruben", "ruben", Likeness::Same),
            ("albertovich", "albertovich", Likeness::Same),
            ("tatuliam", "tatulian", Likeness::OneLetter)
        ]
    );
    assert_eq!(found.typed_only, ["budi"]);
    assert_eq!(found.listed_only, Vec::<String>::new());
    assert_eq!(screen("Ruben Tatulian").remove(0).listed_only, ["albertovich"]);
}

#[test]
fn stricter_thresholds_find_less() {
    let strict = Thresholds {
        near: 95,
        ..Thresholds::STANDARD
    };
    assert_eq!(SCREENER.screen("Ruben Tatulian", strict).matches, []);
    assert_eq!(
        SCREENER
            .screen("Ruben Albertovich Tatulian", strict)
            .matches
            .len(),
        1
    );
    let rare = Thresholds {
        lone: 100,
        ..Thresholds::STANDARD
    };
    assert_eq!(SCREENER.screen("Robik", rare).matches, []);
}

/// Parts of common names, as they are put together in Indonesia.
const FIRST: [&str; 40] = [
    "Muhammad", "Ahmad", "Agus", "Budi", "Siti", "Dewi", "Sri", "Eko", "Joko", "Rina", "Ratna", "Andi",
    "Hendra", "Rudi", "Yusuf", "Abdul", "Nur", "Indra", "Dian", "Fitri", "Putri", "Wahyu", "Teguh", "Slamet",
    "Bambang", "Hasan", "Ibrahim", "Ali", "Umar", "Rizki", "Dedi", "Iwan", "Made", "Wayan", "Ketut",
    "Nyoman", "Maria", "Yohanes", "Antonius", "Aisyah",
];
const MIDDLE: [&str; 5] = ["", "Nur", "Tri", "Ahmad", "Adi"];
const LAST: [&str; 40] = [
    "Santoso",
    "Wibowo",
    "Hidayat",
    "Setiawan",
    "Rahman",
    "Saputra",
    "Kurniawan",
    "Susanto",
    "Wijaya",
    "Nugroho",
    "Pratama",
    "Lestari",
    "Handayani",
    "Wahyuni",
    "Rahayu",
    "Utami",
    "Kusuma",
    "Firmansyah",
    "Hakim",
    "Siregar",
    "Nasution",
    "Simanjuntak",
    "Lubis",
    "Harahap",
    "Tanjung",
    "Maulana",
    "Ramadhan",
    "Fauzi",
    "Arifin",
    "Syarif",
    "Gunawan",
    "Halim",
    "Salim",
    "Rizal",
    "Suharto",
    "Sukarno",
    "Purnomo",
    "Aminah",
    "Khan",
    "Hamid",
];

/// A thousand names, each of other parts.
fn common_names() -> impl Iterator<Item = String> {
    (0..1_000_usize).map(|number| {
        let (first, last) = (FIRST[number % 40], LAST[(number / 40 + number * 7) % 40]);
        [first, MIDDLE[number / 200], last]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

#[test]
fn a_thousand_common_names_find_few() {
    let found: Vec<String> = common_names()
        .filter_map(|name| {
            let found = screen(&name);
            let first = found.first()?;
            Some(format!("{name}: {} {}", first.listed, first.score))
        })
        .collect();
    assert!(
        found.len() <= 15,
        "{} of 1,000\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn a_name_costs_few_comparisons() {
    let costs: Vec<u32> = common_names()
        .map(|name| SCREENER.screen(&name, Thresholds::STANDARD).compared)
        .collect();
    let all: u32 = costs.iter().sum();
    // Of 8,810 names and as many words. Measured: 31.
    assert!(all / 1_000 < 60, "{} comparisons for a name", all / 1_000);
    assert!(costs.iter().all(|cost| *cost < 1_000));
    // A hostile name costs no more than a few common ones.
    let long = "muhammad ali abdul rahman ".repeat(1_000);
    let cost = SCREENER.screen(&long, Thresholds::STANDARD).compared;
    assert!(cost < 5_000, "{cost}");
}
