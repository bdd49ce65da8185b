use super::*;
use crate::identity::problem::Misreading;
use crate::identity::sentence::line_and_column;
use proptest::prelude::*;

/// The specimen of Doc 9303-4, appendix A.
const FIRST: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
const SECOND: &str = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn parse(lines: &str, on: &str) -> Result<Passport, IdentityProblem> {
    Passport::parse(lines, day(on))
}

fn code(lines: &str) -> Result<(), (&'static str, Option<usize>)> {
    let wrong = |problem: IdentityProblem| (problem.code(), problem.position());
    parse(lines, "2012-04-15").map(|_| ()).map_err(wrong)
}

/// A passport with these fields and right check digits.
fn made(first: &str, number: &str, nationality: &str, birth: &str, sex: &str, expiry: &str) -> String {
    let digit = check::check_digit;
    let first = format!("{first:<<44}");
    let number = format!("{number:<<9}");
    let personal = "<".repeat(14);
    let (a, b, c) = (digit(&number), digit(birth), digit(expiry));
    let all = digit(&format!("{number}{a}{birth}{b}{expiry}{c}{personal}<"));
    format!("{first}/{number}{a}{nationality}{birth}{b}{sex}{expiry}{c}{personal}<{all}")
}

#[test]
fn the_specimen_of_the_standard_is_read() {
    let passport = parse(&format!("{FIRST}\n{SECOND}"), "2012-04-15").unwrap();
    assert_eq!(passport.number().expose(), "L898902C3");
    assert_eq!((passport.issuer(), passport.nationality()), ("UTO", "UTO"));
    assert_eq!(passport.name().primary(), "ERIKSSON");
    assert_eq!(passport.name().secondary(), "ANNA MARIA");
    assert_eq!(passport.birth().unwrap().likely, day("1974-08-12"));
    assert_eq!(passport.sex(), Sex::Female);
    assert_eq!(passport.expires_on(), day("2012-04-15"));
    assert!(passport.is_specimen());
    assert_eq!(format!("{passport:?}"), "passport(…C3)");
    for same in [
        format!("{FIRST}{SECOND}"),
        format!("{FIRST}/{SECOND}"),
        format!("  {}\r\n\r\n {SECOND}\n", FIRST.to_lowercase()),
    ] {
        assert_eq!(parse(&same, "2012-04-15").unwrap(), passport);
    }
}

#[test]
fn other_published_specimens_are_read() {
    for (lines, on) in [
        // The specimen of the sixth edition of Doc 9303.
        (
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<</L898902C<3UTO6908061F9406236ZE184226B<<<<<14",
            "1994-06-01",
        ),
        // Specimens that Canada and Czechia published.
        (
            "P<CANMARTIN<<SARAH<<<<<<<<<<<<<<<<<<<<<<<<<</ZE000509<9CAN8501019F2301147<<<<<<<<<<<<<<08",
            "2020-01-01",
        ),
        (
            "P<CZESPECIMEN<<VZOR<<<<<<<<<<<<<<<<<<<<<<<<</99003853<1CZE1101018M1207046110101111<<<<<94",
            "2012-01-01",
        ),
    ] {
        assert!(parse(lines, on).is_ok(), "{lines}: {:?}", parse(lines, on));
    }
}

#[test]
fn an_expired_passport_is_told_from_a_wrong_one() {
    let lines = format!("{FIRST}/{SECOND}");
    assert!(parse(&lines, "2012-04-15").is_ok());
    assert_eq!(parse(&lines, "2012-04-16").unwrap_err().code(), "expired");
    assert_eq!(parse(&lines, "2026-11-30").unwrap_err().code(), "expired");
}

#[test]
fn lengths_are_told_by_line() {
    let (first, second) = (&FIRST[1..], &SECOND[1..]);
    assert_eq!(code(""), Err(("missing", None)));
    for (lines, line, found) in [
        (format!("{first}/{SECOND}"), Some(1), 43),
        (format!("{FIRST}/{second}"), Some(2), 43),
        (format!("{FIRST}<\n{second}"), Some(1), 45),
        (FIRST.to_owned(), None, 44),
        (format!("{FIRST}{SECOND}0"), None, 89),
        (format!("{FIRST}/{SECOND}/0"), None, 89),
    ] {
        let problem = parse(&lines, "2012-04-15").unwrap_err();
        let IdentityProblem::Length {
            found: told,
            line: told_line,
            ..
        } = problem
        else {
            panic!("{problem:?}");
        };
        assert_eq!((told, told_line), (found, line));
    }
}

#[test]
fn every_digit_of_the_guarded_fields_that_is_changed_is_found() {
    let lines = format!("{FIRST}{SECOND}");
    for (place, part) in (44..54)
        .map(|place| (place, Part::Number))
        .chain((57..64).map(|place| (place, Part::BirthDate)))
        .chain((65..72).map(|place| (place, Part::ExpiryDate)))
        .chain((72..87).map(|place| (place, Part::PersonalNumber)))
        .chain([(87, Part::Composite)])
    {
        let found = lines.as_bytes()[place];
        if !found.is_ascii_digit() {
            continue;
        }
        for other in (b'0'..=b'9').filter(|other| *other != found) {
            let mut damaged = lines.clone();
            damaged.replace_range(place..=place, &char::from(other).to_string());
            let problem = parse(&damaged, "2012-04-15").unwrap_err();
            let IdentityProblem::CheckDigit { part: told, .. } = problem else {
                panic!("{place}: {problem:?}");
            };
            assert_eq!(told, part, "{place}");
        }
    }
}

#[test]
fn confused_characters_are_suggested_and_not_corrected() {
    let damaged = format!("{FIRST}{}", SECOND.replacen("L898902C3", "L89890ZC3", 1));
    let IdentityProblem::CheckDigit {
        part,
        position,
        misreadings,
    } = parse(&damaged, "2012-04-15").unwrap_err()
    else {
        panic!("it was taken");
    };
    assert_eq!((part, position), (Part::Number, 54));
    let right = Misreading {
        position: 51,
        found: 'Z',
        perhaps: '2',
    };
    assert!(misreadings.contains(&right), "{misreadings:?}");
    assert!(misreadings.iter().all(|one| (45..=54).contains(&one.position)));
    let letter = format!("{FIRST}{}", SECOND.replacen("7408122", "74O8122", 1));
    let problem = parse(&letter, "2012-04-15").unwrap_err();
    assert!(
        matches!(
            problem,
            IdentityProblem::Character {
                position: 60,
                found: 'O',
                perhaps: Some('0'),
                ..
            }
        ),
        "{problem:?}"
    );
    assert_eq!(line_and_column(60), (2, 16));
}

#[test]
fn each_field_is_checked() {
    let first = "P<GBRSMITH<<ANN";
    for (lines, wrong) in [
        (
            made("V<GBRSMITH<<ANN", "123456789", "GBR", "800101", "F", "300101"),
            ("document_type", Some(1)),
        ),
        (
            made("P<ENGSMITH<<ANN", "123456789", "GBR", "800101", "F", "300101"),
            ("country_unknown", Some(3)),
        ),
        (
            made("P<D<RSMITH<<ANN", "123456789", "GBR", "800101", "F", "300101"),
            ("country_unknown", Some(3)),
        ),
        (
            made("P<GBRSM1TH<<ANN", "123456789", "GBR", "800101", "F", "300101"),
            ("character", Some(8)),
        ),
        (
            made("P<GBR<SMITH<<ANN", "123456789", "GBR", "800101", "F", "300101"),
            ("filler", Some(6)),
        ),
        (
            made("P<GBRSMITH<<ANN<<B", "123456789", "GBR", "800101", "F", "300101"),
            ("filler", Some(17)),
        ),
        (
            made(first, "", "GBR", "800101", "F", "300101"),
            ("filler", Some(45)),
        ),
        (
            made(first, "123456789", "XXD", "800101", "F", "300101"),
            ("country_unknown", Some(55)),
        ),
        (
            made(first, "123456789", "GBR", "801301", "F", "300101"),
            ("date_impossible", Some(58)),
        ),
        (
            made(first, "123456789", "GBR", "800230", "F", "300101"),
            ("date_impossible", Some(58)),
        ),
        (
            made(first, "123456789", "GBR", "80<<3<", "F", "300101"),
            ("filler", Some(58)),
        ),
        (
            made(first, "123456789", "GBR", "8013<<", "F", "300101"),
            ("date_impossible", Some(58)),
        ),
        (
            made(first, "123456789", "GBR", "800101", "X", "300101"),
            ("sex_unknown", Some(65)),
        ),
        (
            made(first, "123456789", "GBR", "800101", "F", "300931"),
            ("date_impossible", Some(66)),
        ),
        (
            made(first, "123456789", "GBR", "800101", "F", "100101"),
            ("expired", Some(66)),
        ),
        (
            made(first, "123456789", "GBR", "800101", "F", "990101"),
            ("expired", Some(66)),
        ),
    ] {
        assert_eq!(code(&lines), Err(wrong), "{lines}");
    }
    for lines in [
        made(first, "123456789", "GBN", "800101", "<", "120415"),
        made("PPGBRSMITH<<ANN", "123456789", "GBR", "800101", "M", "200101"),
        made(
            "P<D<<MUSTERMANN<<ERIKA",
            "C01X00T47",
            "D<<",
            "640812",
            "F",
            "200101",
        ),
        made("P<UNOSMITH<<ANN", "12345678", "XXA", "80<<<<", "F", "200101"),
        made("P<GBRSMITH", "12<345", "GBR", "<<<<<<", "F", "200101"),
    ] {
        assert_eq!(code(&lines), Ok(()), "{lines}");
    }
}

#[test]
fn an_empty_personal_number_may_have_either_check_digit() {
    let lines = made("P<GBRSMITH<<ANN", "123456789", "GBR", "800101", "F", "200101");
    assert_eq!(code(&lines), Ok(()));
    let mut zero = lines.clone();
    zero.replace_range(87..88, "0");
    assert_eq!(code(&zero), Ok(()));
    let mut one = lines.clone();
    one.replace_range(87..88, "1");
    assert_eq!(code(&one), Err(("check_digit", Some(87))));
}

#[test]
fn numbers_of_indonesia_have_their_form() {
    let lines = |kind: &str, number| {
        made(
            &format!("P{kind}IDNSUHARTO"),
            number,
            "IDN",
            "800101",
            "M",
            "200101",
        )
    };
    for right in ["A1234567", "X0000001", "AT123456"] {
        assert_eq!(code(&lines("<", right)), Ok(()), "{right}");
    }
    for wrong in ["12345678", "A123456", "A12345678", "ABC12345", "A1234<67"] {
        assert_eq!(
            code(&lines("<", wrong)),
            Err(("number_shape", Some(45))),
            "{wrong}"
        );
    }
    assert_eq!(
        code(&lines("D", "D012345")),
        Ok(()),
        "diplomatic passports have a form of their own"
    );
}

#[test]
fn it_is_compared_with_what_is_stated() {
    let passport = parse(&format!("{FIRST}{SECOND}"), "2012-04-15").unwrap();
    let stated = |born: &str, sex, name: &str| Stated {
        born: Some(day(born)),
        sex: Some(sex),
        name: Some(name.to_owned()),
        region: None,
    };
    assert_eq!(
        passport.differences(&stated("1974-08-12", Sex::Female, "Anna Maria Eriksson")),
        []
    );
    assert_eq!(
        passport.differences(&stated("1974-08-13", Sex::Male, "Anna Eriksson")),
        [Difference::BirthDate, Difference::Sex, Difference::Name]
    );
}

proptest! {
    #[test]
    fn neighbours_that_are_swapped_are_found_where_the_weights_can(place in 44_usize..87, number in "[A-Z0-9]{9}", birth in 0_u32..20_000) {
        let birth = day("1930-01-01") + chrono::Days::new(u64::from(birth));
        let lines = made("P<GBRSMITH<<ANN", &number, "GBR", &birth.format("%y%m%d").to_string(), "F", "200101").replace('/', "");
        prop_assert_eq!(code(&lines), Ok(()));
        let mut swapped: Vec<u8> = lines.clone().into_bytes();
        swapped.swap(place, place + 1);
        let swapped = String::from_utf8(swapped).unwrap();
        let value = |at: usize| lines[at..=at].chars().next().unwrap().to_digit(36).unwrap_or(0);
        let inside = [44..53, 57..63, 65..71].iter().any(|field| field.contains(&place) && field.contains(&(place + 1)));
        // Weights differ by 4, 2 and 6: only values that differ by 5 (or 10 …) can hide.
        if inside && (value(place) + 100 - value(place + 1)) % 5 != 0 {
            prop_assert!(code(&swapped).is_err());
        }
    }
}
