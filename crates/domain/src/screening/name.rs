//! Takes a name apart into the words that tell people and organisations apart: in small Latin letters, without titles, legal forms,
//! articles and connectives.
//!
//! Other scripts are written in Latin letters letter by letter, as the crate `deunicode` does it: good for Cyrillic, pinyin without tones for
//! Chinese, consonants only for Arabic.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization as _;

/// Words of a name that are compared; a longer name is cut.
const WORDS_MAX: usize = 16;

/// Titles before a name, and degrees behind it.
const TITLES: [&str; 62] = [
    "haji", "hajj", "hajji", "hajjah", "hajah", "hj", "kh", "kyai", "kiai", "ustad", "ustadz", "ustaz",
    "ustadzah", "sheikh", "shaykh", "shaikh", "syekh", "syeikh", "dr", "drs", "dra", "drg", "drh", "ir",
    "prof", "raden", "tuan", "nyonya", "bapak", "ibu", "pak", "mr", "mrs", "ms", "miss", "sir", "madam",
    "dato", "datuk", "datin", "mullah", "mulla", "maulavi", "mawlawi", "sayyid", "phd", "mba", "msi", "msc",
    "bsc", "skom", "mkom", "spd", "mpd", "ssos", "sip", "shi", "amd", "apt", "skep", "skm", "spdi",
];

/// Degrees that are a name where they are not written with dots: `S.E.`
const DOTTED: [&str; 8] = ["se", "sh", "st", "mm", "mt", "ma", "mh", "sp"];

/// Legal forms, and what shops call themselves.
const FORMS: [&str; 62] = [
    "pt",
    "cv",
    "ud",
    "tbk",
    "firma",
    "koperasi",
    "ltd",
    "limited",
    "llc",
    "llp",
    "lp",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "sa",
    "sas",
    "srl",
    "spa",
    "gmbh",
    "ag",
    "kg",
    "bv",
    "nv",
    "fze",
    "fzc",
    "fzco",
    "fz",
    "ltda",
    "ooo",
    "oao",
    "zao",
    "pao",
    "ao",
    "jsc",
    "ojsc",
    "cjsc",
    "pjsc",
    "pte",
    "pty",
    "sdn",
    "bhd",
    "eu",
    "cia",
    "sarl",
    "ab",
    "oy",
    "as",
    "rl",
    "toko",
    "shop",
    "store",
    "official",
    "resmi",
    "olshop",
    "perusahaan",
    "perseroan",
    "terbatas",
    "tk",
];

/// Articles, sons and daughters, and what joins words.
const JOINTS: [&str; 26] = [
    "al", "el", "ul", "il", "bin", "binti", "bint", "ibn", "ibnu", "ben", "de", "del", "la", "las", "los",
    "do", "da", "dos", "y", "and", "of", "the", "for", "dan", "und", "et",
];

/// The forms that the Arabic article takes before some letters: one only where a hyphen follows.
const ARTICLES: [&str; 14] = [
    "ad", "an", "ar", "as", "at", "az", "ash", "adh", "ed", "en", "er", "es", "et", "esh",
];

/// The words of a name, in their order. Titles, forms and joints are left out unless there is nothing else.
pub(super) fn words(name: &str) -> Vec<String> {
    let all = split(name);
    let telling: Vec<String> = all
        .iter()
        .filter(|word| word.tells())
        .map(|word| word.text.clone())
        .collect();
    let kept = if telling.is_empty() {
        all.into_iter().map(|word| word.text).collect()
    } else {
        telling
    };
    kept.into_iter().take(WORDS_MAX).collect()
}

/// A word as it was written.
struct Word {
    text: String,
    /// Written with dots between its letters.
    is_dotted: bool,
    /// A hyphen follows.
    is_hyphened: bool,
}

impl Word {
    /// Does it tell anybody apart? A single letter does not.
    fn tells(&self) -> bool {
        let text = self.text.as_str();
        let is_left_out = TITLES.contains(&text)
            || FORMS.contains(&text)
            || JOINTS.contains(&text)
            || (self.is_dotted && DOTTED.contains(&text))
            || (self.is_hyphened && ARTICLES.contains(&text));
        !is_left_out && text.len() > 1
    }
}

/// Splits at everything that is no letter, digit or apostrophe, and writes the words in small Latin letters.
fn split(name: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chunk = String::new();
    for character in name.nfkc() {
        if is_apostrophe(character) || unicode_normalization::char::is_combining_mark(character) {
            continue;
        }
        if is_chinese(character) {
            // Each character is a word of its own.
            close(&mut chunk, false, &mut words);
            spell(character, &mut chunk);
            close(&mut chunk, false, &mut words);
        } else if character.is_alphanumeric() {
            spell(character, &mut chunk);
        } else if character == '.' {
            chunk.push('.');
        } else {
            close(&mut chunk, is_hyphen(character), &mut words);
        }
    }
    close(&mut chunk, false, &mut words);
    words
}

/// Ends a chunk: single letters between dots are one word, longer parts are words of their own.
fn close(chunk: &mut String, is_hyphened: bool, words: &mut Vec<Word>) {
    let written = std::mem::take(chunk);
    let parts: Vec<&str> = written.split('.').filter(|part| !part.is_empty()).collect();
    let whole = parts.concat();
    let is_word = parts.iter().all(|part| part.len() == 1) || TITLES.contains(&whole.as_str());
    let mut push = |text: &str, is_dotted| {
        words.push(Word {
            text: text.to_owned(),
            is_dotted,
            is_hyphened,
        });
    };
    if whole.is_empty() {
    } else if is_word {
        push(&whole, parts.len() > 1);
    } else {
        parts.iter().for_each(|part| push(part, false));
    }
}

/// Writes a letter or digit in small Latin letters.
fn spell(character: char, into: &mut String) {
    let latin = deunicode_char(character).unwrap_or_default();
    into.extend(
        latin
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase()),
    );
}

const fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`'
            | '\u{b4}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2bf}'
            | '\u{2be}'
            | '\u{200c}'
            | '\u{200d}'
    )
}

const fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}')
}

const fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn case_marks_and_punctuation_do_not_matter() {
        assert_eq!(words("CRUZ, Juan M. de la"), ["cruz", "juan"]);
        assert_eq!(words("José  Ñuñez-Müller"), ["jose", "nunez", "muller"]);
        assert_eq!(words("Jose\u{301}"), ["jose"]);
        assert_eq!(words("ANSAR AL-SHARI'A"), ["ansar", "sharia"]);
        assert_eq!(words("Ｂudi"), ["budi"]);
    }

    #[test]
    fn titles_and_legal_forms_are_left_out() {
        assert_eq!(words("H. Ahmad bin Yusuf, S.E., M.Si"), ["ahmad", "yusuf"]);
        assert_eq!(words("Hj. Siti Aminah, S.Pd."), ["siti", "aminah"]);
        assert_eq!(words("PT. Sumber Rejeki Tbk"), ["sumber", "rejeki"]);
        assert_eq!(words("PETRO MAS, S. DE R.L. DE C.V."), ["petro", "mas"]);
        assert_eq!(words("Toko Batik Ayu Official"), ["batik", "ayu"]);
        assert_eq!(words("An-Nur Trading Co., Ltd."), ["nur", "trading"]);
        assert_eq!(words("AN, Se Min"), ["an", "se", "min"]);
    }

    #[test]
    fn a_name_of_nothing_but_titles_keeps_them() {
        assert_eq!(words("HAJI"), ["haji"]);
        assert_eq!(words("A. B."), ["a", "b"]);
        assert!(words(" … ").is_empty());
    }

    #[test]
    fn other_scripts_are_written_in_latin_letters() {
        assert_eq!(words("Дерипаска Олег"), ["deripaska", "oleg"]);
        assert_eq!(words("彭博"), ["peng", "bo"]);
        assert_eq!(words("محمد"), ["mhmd"]);
        assert_eq!(words("Игорь"), ["igor"]);
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(words(&"kata ".repeat(100)).len(), 16);
    }
}
