//! How letters of names are written in machine-readable zones: ICAO Doc 9303-3 (eighth edition), section 6, tables A (Latin) and B
//! (Cyrillic).
//!
//! Several letters may be written in more than one way: the standard leaves the choice (`Ü` is `UE`, `UXX` or `U`), or it has an exception for
//! some languages (`Г` is `G`, in Belarusian, Serbian and Ukrainian `H`). The first spelling is the one that the standard names first.
//! Names in other scripts are written as each country does, so that they cannot be compared.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The ways in which one letter may be written.
pub(super) type Spelling = Vec<String>;

/// The letters of a typed word, each with its spellings; none if one of them cannot be written.
pub(super) fn spellings(word: &str) -> Option<Vec<Spelling>> {
    let mut spelled = Vec::new();
    for letter in word.nfc().flat_map(char::to_uppercase) {
        if is_left_out(letter) {
            continue;
        }
        spelled.push(spelling(letter)?);
    }
    Some(spelled)
}

/// What stands in names and vanishes in the zone: apostrophes, dots, the soft sign, marks that stand alone.
fn is_left_out(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '`' | '\u{b4}' | '.' | 'Ь'
    ) || is_combining_mark(letter)
}

/// The spellings of one capital letter.
fn spelling(letter: char) -> Option<Spelling> {
    if letter.is_ascii_uppercase() {
        return Some(vec![letter.to_string()]);
    }
    let listed = latin(letter).or_else(|| cyrillic(letter));
    if let Some(listed) = listed {
        return Some(listed.iter().map(|&text| text.to_owned()).collect());
    }
    // Every other Latin letter with marks is written without them.
    let mut base = None;
    decompose_canonical(letter, |part| {
        base = base.or(Some(part));
    });
    base.filter(char::is_ascii_uppercase)
        .map(|letter| vec![letter.to_string()])
}

/// Latin letters that are not simply written without their marks.
const fn latin(letter: char) -> Option<&'static [&'static str]> {
    Some(match letter {
        'Ä' => &["AE", "A"],
        'Å' => &["AA", "A"],
        'Æ' => &["AE"],
        'Ð' | 'Đ' => &["D"],
        'Ħ' => &["H"],
        'ı' => &["I"],
        'Ĳ' => &["IJ"],
        'Ŀ' | 'Ł' => &["L"],
        'Ñ' => &["N", "NXX"],
        'Ŋ' => &["N"],
        'Ö' => &["OE", "O"],
        'Ø' => &["OE"],
        'Œ' => &["OE"],
        'ẞ' => &["SS"],
        'Þ' => &["TH"],
        'Ŧ' => &["T"],
        'Ü' => &["UE", "UXX", "U"],
        _ => return None,
    })
}

/// Cyrillic letters, with the exceptions for Belarusian, Bulgarian, Macedonian, Serbian and Ukrainian.
const fn cyrillic(letter: char) -> Option<&'static [&'static str]> {
    Some(match letter {
        'А' => &["A"],
        'Б' => &["B"],
        'В' => &["V"],
        'Г' => &["G", "H"],
        'Ґ' => &["G"],
        'Д' => &["D"],
        'Ђ' => &["D"],
        'Ѓ' => &["G", "GJ"],
        'Е' => &["E"],
        'Ё' => &["E", "IO"],
        'Є' => &["IE", "YE"],
        'Ж' => &["ZH", "Z"],
        'З' => &["Z"],
        'Ѕ' => &["DZ"],
        'И' => &["I", "Y"],
        'І' => &["I"],
        'Ї' => &["I", "YI"],
        'Й' => &["I", "Y"],
        'Ј' => &["J"],
        'К' => &["K"],
        'Ќ' => &["K", "KJ"],
        'Л' => &["L"],
        'Љ' => &["LJ"],
        'М' => &["M"],
        'Н' => &["N"],
        'Њ' => &["NJ"],
        'О' => &["O"],
        'П' => &["P"],
        'Р' => &["R"],
        'С' => &["S"],
        'Т' => &["T"],
        'Ћ' => &["C"],
        'У' | 'Ў' => &["U"],
        'Ф' => &["F"],
        'Х' => &["KH", "H"],
        'Ц' => &["TS", "C"],
        'Ч' => &["CH", "C"],
        'Џ' => &["DZ", "DJ"],
        'Ш' => &["SH", "S"],
        'Щ' => &["SHCH", "SHT"],
        'Ъ' => &["IE"],
        'Ы' => &["Y"],
        'Э' => &["E"],
        'Ю' => &["IU", "YU"],
        'Я' => &["IA", "YA"],
        'Ѫ' => &["U"],
        'Ѵ' => &["Y"],
        _ => return None,
    })
}

/// A name as the standard recommends to write it, with its words in their order; none if a letter cannot be written.
pub fn transliterated(name: &str) -> Option<String> {
    let words = name.split(|letter: char| letter.is_whitespace() || letter == '-');
    let written: Option<Vec<String>> = words
        .map(|word| {
            let letters = spellings(word)?;
            Some(
                letters
                    .iter()
                    .filter_map(|spelling| spelling.first())
                    .map(String::as_str)
                    .collect(),
            )
        })
        .collect();
    let mut written = written?;
    written.retain(|word: &String| !word.is_empty());
    Some(written.join("<"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recommended_spellings() {
        let written = |name| transliterated(name).unwrap();
        assert_eq!(written("Jürgen Groß-Müller"), "JUERGEN<GROSS<MUELLER");
        assert_eq!(written("Åsa Øyen"), "AASA<OEYEN");
        assert_eq!(
            written("ÀÁÂÃĀĂĄ ÇĆĈĊČ ĎĐ ÈÉÊËĒĔĖĘĚ"),
            "AAAAAAA<CCCCC<DD<EEEEEEEEE"
        );
        assert_eq!(written("İıĨĪĬĮ ĴĶ ĹĻĽĿŁ ŃŅŇŊ"), "IIIIII<JK<LLLLL<NNNN");
        assert_eq!(
            written("ÒÓÔÕŌŎŐ ŔŖŘ ŚŜŞŠ ŢŤŦ ÙÚÛŨŪŬŮŰŲ ŴŶŸÝ ŹŻŽ"),
            "OOOOOOO<RRR<SSSS<TTT<UUUUUUUUU<WYYY<ZZZ"
        );
        assert_eq!(written("þÞ ß ẞ æ œ ĳ"), "THTH<SS<SS<AE<OE<IJ");
        assert_eq!(
            written("Александр Объедков Щёлоков"),
            "ALEKSANDR<OBIEEDKOV<SHCHELOKOV"
        );
        assert_eq!(written("Ali Farid M. al-Amin"), "ALI<FARID<M<AL<AMIN");
        assert_eq!(transliterated("王"), None);
        assert_eq!(transliterated("محمد"), None);
        assert_eq!(transliterated("R2D2"), None);
    }

    #[test]
    fn every_capital_letter_of_the_cyrillic_alphabets_can_be_written() {
        for letter in ('А'..='Я').chain("ЁЂЃЄЅІЇЈЉЊЋЌЎЏҐѪ".chars()) {
            assert!(is_left_out(letter) || spelling(letter).is_some(), "{letter}");
        }
    }

    #[test]
    fn decomposed_letters_are_the_same() {
        assert_eq!(transliterated("Mu\u{308}ller"), transliterated("Müller"));
        assert_eq!(transliterated("И\u{306}од"), transliterated("Йод"));
    }
}
