//! Names in machine-readable zones, and whether a typed name is the same.
//!
//! ICAO Doc 9303-3, section 4.6, and 9303-4, section 4.2.3: the primary identifier (mostly the family name), `<<`, the secondary identifier
//! (mostly given names), with `<` for spaces and hyphens; apostrophes vanish; what is too long is cut. Whoever has one name has a primary
//! identifier only.

use super::transliteration::{Spelling, spellings};
use crate::identity::problem::{IdentityProblem, Part};

/// The characters for a name in the first line of a passport.
const CHARS: usize = 39;

/// A name as a machine-readable zone writes it.
///
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct MrzName {
    primary: Vec<String>,
    secondary: Vec<String>,
    may_be_cut: bool,
}

impl std::fmt::Debug for MrzName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MrzName(…)")
    }
}

impl MrzName {
    /// Reads the field of a name, which consists of letters and `<`.
    ///
    /// # Errors
    /// [`IdentityProblem::Filler`], with a position in the field.
    pub(in crate::identity) fn parse(field: &str) -> Result<Self, IdentityProblem> {
        let filler = |place: usize| IdentityProblem::Filler {
            part: Part::Name,
            position: place + 1,
        };
        if field.is_empty() || field.starts_with('<') {
            return Err(filler(0));
        }
        let name = field.trim_end_matches('<');
        let (primary, secondary) = name.split_once("<<").unwrap_or((name, ""));
        let behind = primary.len() + 2;
        if secondary.starts_with('<') {
            return Err(filler(behind));
        }
        if let Some(place) = secondary.find("<<") {
            return Err(filler(behind + place + 1));
        }
        let parts = |text: &str| -> Vec<String> {
            text.split('<')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Ok(Self {
            primary: parts(primary),
            secondary: parts(secondary),
            may_be_cut: field.len() >= CHARS && !field.ends_with('<'),
        })
    }

    /// The primary identifier, with spaces between its parts.
    pub fn primary(&self) -> String {
        self.primary.join(" ")
    }

    /// The secondary identifier, with spaces between its parts. It is empty for whoever has one name.
    pub fn secondary(&self) -> String {
        self.secondary.join(" ")
    }

    /// Does the name fill its field to the last character, so that the rest of it may be missing?
    pub const fn may_be_cut(&self) -> bool {
        self.may_be_cut
    }
}

/// Is the typed name the one of the machine-readable zone?
///
/// The typed name may have any Latin or Cyrillic letters, and begin with either identifier. Every transliteration that Doc 9303
/// allows counts: `Müller` is `MUELLER`, `MULLER` and `MUXXLLER`. Spaces and hyphens do not count. Where the zone may have cut the name,
/// its parts need only begin what was typed.
pub fn names_match(typed: &str, mrz: &MrzName) -> bool {
    let Some(words) = typed_words(typed) else {
        return false;
    };
    (0..=words.len()).any(|at| {
        let (before, behind) = words.split_at(at);
        let same = |primary: &[Vec<Spelling>], secondary: &[Vec<Spelling>]| {
            if mrz.may_be_cut {
                begins(primary, &mrz.primary) && begins(secondary, &mrz.secondary)
            } else {
                is_same(primary, &mrz.primary) && is_same(secondary, &mrz.secondary)
            }
        };
        same(before, behind) || same(behind, before)
    })
}

/// The words of a typed name, each as the spellings of its letters; none if a letter cannot be written, or there is no letter.
fn typed_words(typed: &str) -> Option<Vec<Vec<Spelling>>> {
    let words = typed
        .split(|letter: char| letter.is_whitespace() || is_hyphen(letter) || matches!(letter, ',' | '<'));
    let spelled: Option<Vec<Vec<Spelling>>> = words.map(spellings).collect();
    let mut spelled = spelled?;
    spelled.retain(|word| !word.is_empty());
    (!spelled.is_empty()).then_some(spelled)
}

const fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Can the words be spelled as the parts, wherever the spaces are?
fn is_same(words: &[Vec<Spelling>], parts: &[String]) -> bool {
    let text = parts.concat();
    ends(words.iter().flatten(), &text).contains(&text.len())
}

/// Can the parts be the beginnings of some of the words, in their order, the first of the first word?
fn begins(words: &[Vec<Spelling>], parts: &[String]) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        // The name was cut before the secondary identifier.
        return true;
    };
    let Some((word, others)) = words.split_first() else {
        return false;
    };
    if !is_beginning(word, first) {
        return false;
    }
    let mut others = others.iter();
    rest.iter()
        .all(|part| others.any(|word| is_beginning(word, part)))
}

/// Can the text be the beginning of the word?
fn is_beginning(word: &[Spelling], text: &str) -> bool {
    (0..=word.len()).any(|length| {
        let letters = word.iter().take(length);
        ends(letters, text).contains(&text.len())
    }) || {
        // A transliteration of several letters may itself be cut.
        (0..word.len()).any(|length| {
            let reached = ends(word.iter().take(length), text);
            word.get(length).is_some_and(|spelling| {
                reached.iter().any(|&at| {
                    let rest = text.get(at..).unwrap_or_default();
                    !rest.is_empty() && spelling.iter().any(|written| written.starts_with(rest))
                })
            })
        })
    }
}

/// How far into the text the letters can reach, in every spelling.
fn ends<'s>(letters: impl Iterator<Item = &'s Spelling>, text: &str) -> Vec<usize> {
    letters.fold(vec![0], |reached, spelling| {
        let mut next: Vec<usize> = reached
            .iter()
            .flat_map(|&at| {
                let rest = text.get(at..).unwrap_or_default();
                spelling
                    .iter()
                    .filter(move |written| rest.starts_with(written.as_str()))
                    .map(move |written| at + written.len())
            })
            .collect();
        next.sort_unstable();
        next.dedup();
        next
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> MrzName {
        MrzName::parse(&format!("{text:<<39}")).unwrap()
    }

    fn position(text: &str) -> Option<usize> {
        MrzName::parse(&format!("{text:<<39}")).unwrap_err().position()
    }

    #[test]
    fn identifiers_are_told_apart() {
        let eriksson = name("ERIKSSON<<ANNA<MARIA");
        assert_eq!(eriksson.primary(), "ERIKSSON");
        assert_eq!(eriksson.secondary(), "ANNA MARIA");
        assert!(!eriksson.may_be_cut());
        let one = name("SUHARTO");
        assert_eq!(
            (one.primary().as_str(), one.secondary().as_str()),
            ("SUHARTO", "")
        );
        let van = name("VAN<DER<BERG<<JAN");
        assert_eq!(van.primary(), "VAN DER BERG");
    }

    #[test]
    fn fillers_stand_between_and_behind_only() {
        assert_eq!(position(""), Some(1));
        assert_eq!(position("<ERIKSSON<<ANNA"), Some(1));
        assert_eq!(position("ERIKSSON<<<ANNA"), Some(11));
        assert_eq!(position("ERIKSSON<<ANNA<<MARIA"), Some(16));
    }

    #[test]
    fn either_order_and_any_spacing_match() {
        let eriksson = name("ERIKSSON<<ANNA<MARIA");
        for same in [
            "Anna Maria Eriksson",
            "Eriksson, Anna-Maria",
            "ERIKSSON ANNA MARIA",
            "Annamaria Eriksson",
        ] {
            assert!(names_match(same, &eriksson), "{same}");
        }
        for other in [
            "Anna Eriksson",
            "Maria Anna Eriksson",
            "Anna Maria Erikson",
            "",
            "-",
            "安娜",
        ] {
            assert!(!names_match(other, &eriksson), "{other}");
        }
        assert!(names_match("Suharto", &name("SUHARTO")));
        assert!(!names_match("Suharto Suharto", &name("SUHARTO")));
        // The examples of Doc 9303-4: apostrophes vanish, hyphens become spaces.
        assert!(names_match("Enid D'Arcy", &name("DARCY<<ENID")));
        assert!(names_match(
            "Susie Margaret Smith-Jones",
            &name("SMITH<JONES<<SUSIE<MARGARET")
        ));
        assert!(names_match("Deborah O’Connor", &name("OCONNOR<<DEBORAH")));
    }

    #[test]
    fn every_transliteration_of_the_standard_matches() {
        for written in ["MUELLER", "MULLER", "MUXXLLER"] {
            assert!(
                names_match("Jürgen Müller", &name(&format!("{written}<<JURGEN"))),
                "{written}"
            );
        }
        assert!(!names_match("Müller", &name("MILLER")));
        assert!(names_match("Þór Ægisson", &name("AEGISSON<<THOR")));
        assert!(names_match("Søren Nuñez Straße", &name("STRASSE<<SOEREN<NUNEZ")));
        assert!(names_match("Łukasz Żółć", &name("ZOLC<<LUKASZ")));
        assert!(names_match("Nguyễn Thị Ánh", &name("NGUYEN<<THI<ANH")));
        assert!(names_match("Юлия Щербакова", &name("SHCHERBAKOVA<<IULIIA")));
        assert!(names_match("Ђорђе Чолић", &name("COLIC<<DORDE")));
        assert!(names_match("Ольга Васильева", &name("VASILEVA<<OLGA")));
    }

    #[test]
    fn what_was_cut_need_only_begin() {
        // Doc 9303-4, section 4.2.3: names of more than 39 characters.
        let cut = MrzName::parse("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K").unwrap();
        assert!(cut.may_be_cut());
        assert!(names_match("Chayapa Dejthamrong Krasuang Nilavadhanananda", &cut));
        assert!(!names_match("Chayapa Dejthamrong Nilavadhanananda", &cut));
        let initials = MrzName::parse("BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI").unwrap();
        assert!(names_match(
            "Dingo Potoroo Bennelong Wooloomooloo Warrandyte Warnambool",
            &initials
        ));
        assert!(!names_match(
            "Potoroo Dingo Bennelong Wooloomooloo Warrandyte Warnambool",
            &initials
        ));
        let short = name("NILAVADHANANANDA<<CHAYAPA");
        assert!(!names_match("Chayapa Dejthamrong Nilavadhanananda", &short));
    }
}
