//! `pasar identity`

use pasar_service::actor::StaffRole;
use pasar_testkit::TestMarket;
use serde_json::{Value as Json, json};

use crate::kit::{Pasar, Said};

/// The specimen of ICAO Doc 9303-4.
const SPECIMEN: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<</L898902C36UTO7408122F1204159ZE184226B<<<<<10";

fn check(words: &[&str]) -> Said {
    let words: Vec<&str> = ["identity", "check"]
        .into_iter()
        .chain(words.iter().copied())
        .collect();
    Pasar::new().run(&words)
}

fn objects(said: &Said) -> Vec<Json> {
    said.out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_right_number_is_told_with_what_it_says_and_what_that_is_worth() {
    let said = check(&["nik", "3171011708450001", "--on", "2026-11-30"]).ended(0);
    assert!(
        said.out.starts_with(
            "✓ nik: has the right structure; there is no check digit: structure alone proves nothing"
        ),
        "{}",
        said.out
    );
    assert!(said.out.contains("birth_date      1945-08-17"), "{}", said.out);
    assert!(said.out.contains("Gambir"), "{}", said.out);
    assert!(!said.out.contains("3171011708450001"), "{}", said.out);
    let said = check(&["nik", "3171011708050001", "--on", "2026-11-30", "--json"]).ended(0);
    let object = said.json();
    assert_eq!(object["kind"], "nik");
    assert_eq!(object["valid"], true);
    assert_eq!(object["code"], Json::Null);
    assert_eq!(
        object["facts"]["birth_dates"],
        json!(["2005-08-17", "1905-08-17"])
    );
    assert_eq!(object["facts"]["sex"], "male");
}

#[test]
fn a_wrong_number_is_told_with_code_position_and_remedy() {
    let said = check(&["us_ssn", "666-12-3456", "--json"]).ended(1);
    let object = said.json();
    assert_eq!(object["kind"], "us-ssn");
    assert_eq!(object["valid"], false);
    assert_eq!(object["code"], "area_invalid");
    assert_eq!(object["position"], 1);
    let said = check(&["npwp", "12345678901234"]).ended(1);
    assert_eq!(
        said.out,
        "✗ npwp: has 14 characters where 15 or 16 must be; type the number again\n"
    );
    assert!(!said.err.contains("12345678901234"));
}

#[test]
fn a_passport_is_read_from_one_line_or_two_and_expires() {
    let two = SPECIMEN.replace('/', "\n");
    let one = SPECIMEN.replace('/', "");
    for lines in [SPECIMEN, &two, &one] {
        let said = check(&["passport", lines, "--on", "2012-04-15", "--json"]).ended(0);
        assert_eq!(said.json()["facts"]["primary_name"], "ERIKSSON");
    }
    let said = check(&["passport", SPECIMEN, "--on", "2012-04-16", "--json"]).ended(1);
    assert_eq!(said.json()["code"], "expired");
    let damaged = SPECIMEN.replace("L898902C3", "L898902C4");
    let said = check(&["passport", &damaged, "--on", "2012-04-15", "--json"]).ended(1);
    let object = said.json();
    assert_eq!(
        (&object["code"], &object["position"]),
        (&json!("check_digit"), &json!(54))
    );
    assert_eq!(
        object["facts"],
        json!({ "part": "number", "misreadings": "46: 8 → B", "line": 2, "column": 10 })
    );
}

#[test]
fn a_document_is_compared_with_what_is_stated() {
    let stated = [
        "--born",
        "1974-08-12",
        "--sex",
        "F",
        "--name",
        "Anna Maria Eriksson",
    ];
    let words: Vec<&str> = ["passport", SPECIMEN, "--on", "2012-01-01"]
        .into_iter()
        .chain(stated)
        .collect();
    check(&words).ended(0);
    let said = check(&[
        "passport",
        SPECIMEN,
        "--on",
        "2012-01-01",
        "--born",
        "1974-08-13",
        "--name",
        "Anna Eriksson",
        "--json",
    ])
    .ended(1);
    let object = said.json();
    assert_eq!(object["code"], "birth_date_differs");
    assert_eq!(
        object["differences"],
        json!(["birth_date_differs", "name_differs"])
    );
    check(&["nik", "3171015708450001", "--sex", "x"]).ended(2);
    let said = check(&["3171015708450001"]).ended(2);
    assert!(said.err.contains("names no kind of document"), "{}", said.err);
    assert!(!said.err.contains("3171015708450001"), "{}", said.err);
}

#[test]
fn lines_are_read_from_the_standard_input() {
    let lines = format!(
        "gb-vat\tGB 980 7806 84\ncn_uscc 91110000600037341L\r\n\npassport {SPECIMEN}\nus-itin 912-93-4567\n3171011708450001\nnib"
    );
    let said = Pasar::new()
        .run_with(&["identity", "check", "--on", "2012-01-01", "--json"], &lines)
        .ended(1);
    let codes: Vec<(Json, Json)> = objects(&said)
        .into_iter()
        .map(|object| (object["kind"].clone(), object["code"].clone()))
        .collect();
    assert_eq!(
        codes,
        [
            (json!("gb-vat"), Json::Null),
            (json!("cn-uscc"), Json::Null),
            (json!("passport"), Json::Null),
            (json!("us-itin"), json!("group_invalid")),
            (Json::Null, json!("kind_unknown")),
            (json!("nib"), json!("missing")),
        ]
    );
    assert!(!said.out.contains("3171011708450001"));
    let said = Pasar::new()
        .run_with(&["identity", "check", "us-ein"], "04-2103594\n91-1144442\n")
        .ended(0);
    assert_eq!(
        said.out
            .lines()
            .filter(|line| line.starts_with("✓ us-ein"))
            .count(),
        2,
        "{}",
        said.out
    );
}

#[test]
fn kinds_are_listed() {
    let said = Pasar::new().run(&["identity", "kinds", "--json"]).ended(0);
    let kinds = said.json()["kinds"].as_array().unwrap().len();
    assert_eq!(kinds, 11);
    let said = Pasar::new().run(&["identity", "kinds"]).ended(0);
    for kind in [
        "nik",
        "passport",
        "nib",
        "npwp",
        "gb-company",
        "gb-vat",
        "us-ein",
        "us-ssn",
        "us-itin",
        "cn-uscc",
        "cn-resident-id",
    ] {
        assert!(
            said.out.lines().any(|line| line.split(' ').next() == Some(kind)),
            "{kind}"
        );
    }
}

#[test]
fn a_name_like_one_on_the_list_is_told_word_by_word() {
    let said = Pasar::new()
        .run(&["identity", "screen", "Ruben Tatuliam"])
        .ended(1);
    for part in [
        "near: TATULIAN, Ruben Albertovich (entry 23244)",
        "tatuliam for tatulian: one letter differs",
        "albertovich: only in the list",
        "TCO",
    ] {
        assert!(said.out.contains(part), "{part}\n{}", said.out);
    }
    let said = Pasar::new().run(&["identity", "screen", "Siti Aminah"]).ended(0);
    assert!(
        said.out.starts_with("✓ Siti Aminah: nothing like it among "),
        "{}",
        said.out
    );
}

#[test]
fn names_are_read_from_the_standard_input_and_a_list_from_a_file() {
    let pasar = Pasar::new();
    let row = "7,\"SULAIMAN, Zebulon\",\"individual\",\"XX\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
    let list = pasar.file("list.csv", format!("{row}8,broken\n"));
    let words = ["identity", "screen", "--json", "--list", list.to_str().unwrap()];
    let said = pasar
        .run_with(&words, "Zebulon Sulaiman\n\nRuben Tatulian\n")
        .ended(1);
    assert!(
        said.err.contains("line 2: has 2 cells where 12 must be"),
        "{}",
        said.err
    );
    let told = objects(&said);
    assert_eq!(told.len(), 2);
    assert_eq!(told[0]["name"], "Zebulon Sulaiman");
    assert_eq!(told[0]["score"], 100);
    assert_eq!(told[0]["matches"][0]["match"]["kind"], "exact");
    assert_eq!(told[0]["matches"][0]["entry"]["entry_no"], 7);
    assert_eq!((&told[1]["score"], &told[1]["matches"]), (&json!(0), &json!([])));
    pasar.run_with(&words, "Ruben Tatulian\n").ended(0);
    let empty = pasar.file("empty.csv", "");
    let said = pasar.run(&["identity", "screen", "x", "--list", empty.to_str().unwrap()]);
    assert!(said.ended(1).err.contains("no entry that can be read"));
}

#[tokio::test]
async fn a_list_is_loaded_shown_and_not_loaded_twice() {
    let market = TestMarket::new().await;
    market.on_duty("ana", StaffRole::Administrator).await;
    market.on_duty("bo", StaffRole::Moderator).await;
    let pasar = Pasar::on(market.database().url());
    let row = "7,\"SULAIMAN, Zebulon\",\"individual\",\"XX\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
    let list = pasar.file("list.csv", format!("{row}8,broken\n"));
    let load = |who: &str, more: &[&str]| {
        let email = TestMarket::email(who);
        let words = [
            "identity",
            "list",
            "load",
            list.to_str().unwrap(),
            "--market",
            "id",
            "--as",
            &email,
        ];
        pasar.run(&[&words, more].concat())
    };
    let refused = load("ana", &[]).ended(1);
    assert!(refused.err.contains("line 2: has 2 cells"), "{}", refused.err);
    let refused = load("bo", &["--despite-problems"]).ended(1);
    assert!(refused.err.contains("ask an administrator"), "{}", refused.err);
    let loaded = load("ana", &["--despite-problems", "--json"]).ended(0).json();
    assert_eq!((&loaded["entries"], &loaded["left_out"]), (&json!(1), &json!(1)));
    let again = load("ana", &["--despite-problems"]).ended(0);
    assert!(again.out.contains("It counts already."), "{}", again.out);
    let shown = pasar
        .run(&["identity", "list", "show", "--market", "id", "--json"])
        .ended(0)
        .json();
    assert_eq!(shown, json!([loaded]));
}

#[test]
fn a_specimen_is_drawn_and_what_it_says_is_right() {
    let pasar = Pasar::new();
    let folder = tempfile::tempdir().unwrap();
    for kind in ["nik", "passport", "nib"] {
        let file = folder.path().join(format!("{kind}.png"));
        let file = file.to_str().unwrap();
        let words = [
            "identity",
            "specimen",
            kind,
            "--seed",
            "7",
            "--on",
            "2026-11-30",
            "--to",
            file,
        ];
        let said = pasar.run(&words).ended(0);
        let number = said.out.lines().find_map(|line| line.strip_prefix("number   "));
        check(&[kind, number.unwrap(), "--on", "2026-11-30"]).ended(0);
        assert!(said.out.contains("CONTOH"));
        assert!(std::fs::read(file).unwrap().starts_with(b"\x89PNG"));
        // What is there is kept.
        let refused = pasar.run(&words).ended(2);
        assert!(refused.err.contains("is there already"), "{}", refused.err);
    }
    let refused = pasar
        .run(&["identity", "specimen", "us-ssn", "--to", "x.png"])
        .ended(2);
    assert!(
        refused.err.contains("there are nik, passport, nib"),
        "{}",
        refused.err
    );
}
