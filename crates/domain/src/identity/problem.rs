//! What can be wrong with the number of a document.
//!
//! A problem never contains the number: positions, lengths, and single characters where nobody could understand it without them.

use std::fmt;

use crate::word::word_enum;

/// What may stand at a place of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A digit.
    Digit,
    /// A capital letter.
    Letter,
    /// A digit or a capital letter.
    LetterOrDigit,
    /// A digit, or `X` for ten.
    DigitOrX,
    /// One of the 31 characters of GB 32100-2015: digits, and capital letters without I, O, S, V and Z.
    CreditCode,
    /// A digit, a capital letter or `<`: what a machine-readable zone is made of.
    MachineReadable,
    /// A capital letter or `<`.
    LetterOrFiller,
    /// A digit or `<`.
    DigitOrFiller,
}

impl Expected {
    /// May this character stand there?
    pub const fn allows(self, letter: char) -> bool {
        match self {
            Self::Digit => letter.is_ascii_digit(),
            Self::Letter => letter.is_ascii_uppercase(),
            Self::LetterOrDigit => letter.is_ascii_digit() || letter.is_ascii_uppercase(),
            Self::DigitOrX => letter.is_ascii_digit() || letter == 'X',
            Self::CreditCode => {
                letter.is_ascii_digit()
                    || (letter.is_ascii_uppercase() && !matches!(letter, 'I' | 'O' | 'S' | 'V' | 'Z'))
            }
            Self::MachineReadable => letter.is_ascii_digit() || letter.is_ascii_uppercase() || letter == '<',
            Self::LetterOrFiller => letter.is_ascii_uppercase() || letter == '<',
            Self::DigitOrFiller => letter.is_ascii_digit() || letter == '<',
        }
    }

    /// The character that people and readers of pictures confuse with this one, if it may stand there.
    pub fn look_alike(self, found: char) -> Option<char> {
        look_alike(found).filter(|&other| self.allows(other))
    }

    /// A stable name, for translations and programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Digit => "digit",
            Self::Letter => "letter",
            Self::LetterOrDigit => "letter_or_digit",
            Self::DigitOrX => "digit_or_x",
            Self::CreditCode => "credit_code",
            Self::MachineReadable => "machine_readable",
            Self::LetterOrFiller => "letter_or_filler",
            Self::DigitOrFiller => "digit_or_filler",
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Digit => "a digit",
            Self::Letter => "a letter from A to Z",
            Self::LetterOrDigit => "a digit or a letter from A to Z",
            Self::DigitOrX => "a digit, or X",
            Self::CreditCode => "a digit or a capital letter other than I, O, S, V and Z",
            Self::MachineReadable => "a digit, a letter from A to Z, or `<`",
            Self::LetterOrFiller => "a letter from A to Z, or `<`",
            Self::DigitOrFiller => "a digit, or `<`",
        })
    }
}

/// The character that looks like this one.
pub(in crate::identity) const fn look_alike(found: char) -> Option<char> {
    Some(match found {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        '0' => 'O',
        '1' => 'I',
        '2' => 'Z',
        '5' => 'S',
        '6' => 'G',
        '8' => 'B',
        _ => return None,
    })
}

/// What a part of a document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// The number of a passport.
    Number,
    /// The day on which its holder was born.
    BirthDate,
    /// The last day on which it counts.
    ExpiryDate,
    /// What a country keeps in a passport for itself, mostly a personal number.
    PersonalNumber,
    /// The number, the dates and the personal number of a passport together.
    Composite,
    /// The number of a taxpayer inside a tax number.
    Taxpayer,
    /// The country or organisation that issued a passport.
    Issuer,
    /// The nationality of its holder.
    Nationality,
    /// The name of its holder.
    Name,
}

word_enum!(Part, "a part of a document", {
    Whole => "whole",
    Number => "number",
    BirthDate => "birth_date",
    ExpiryDate => "expiry_date",
    PersonalNumber => "personal_number",
    Composite => "composite",
    Taxpayer => "taxpayer",
    Issuer => "issuer",
    Nationality => "nationality",
    Name => "name",
});

impl Part {
    pub(super) const fn in_words(self) -> &'static str {
        match self {
            Self::Whole => "number",
            Self::Number => "document number",
            Self::BirthDate => "birth date",
            Self::ExpiryDate => "expiry date",
            Self::PersonalNumber => "personal number",
            Self::Composite => "second line as a whole",
            Self::Taxpayer => "taxpayer number",
            Self::Issuer => "issuing country",
            Self::Nationality => "nationality",
            Self::Name => "name",
        }
    }
}

/// The smallest part of a region's code that is not known; everything before it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// The first two digits.
    Province,
    /// The first four digits: kabupaten or kota.
    Regency,
    /// All six digits: kecamatan.
    District,
}

word_enum!(RegionLevel, "a level of regions", {
    Province => "province",
    Regency => "regency",
    District => "district",
});

/// A character that may have been read wrongly: with the other one the check digits are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misreading {
    /// Where it stands.
    pub position: usize,
    /// The character.
    pub found: char,
    /// What it may have been.
    pub perhaps: char,
}

/// Why a text is not the number of a document of its kind.
///
/// Positions count from 1, in the number without separators; those of a passport in both of its lines together, so that the
/// second line begins with 45.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityProblem {
    /// Nothing was typed.
    Missing,
    /// It has too few or too many characters.
    Length {
        /// How many it has.
        found: usize,
        /// How many it may have.
        expected: &'static [usize],
        /// The line of a passport that is meant, if it has two.
        line: Option<usize>,
    },
    /// A character cannot stand where it does.
    Character {
        /// Where it stands.
        position: usize,
        /// The character.
        found: char,
        /// What could stand there.
        expected: Expected,
        /// The character that it may have been confused with.
        perhaps: Option<char>,
    },
    /// The check digit does not belong to what it checks: some character is wrong.
    CheckDigit {
        /// What it checks.
        part: Part,
        /// Where it stands.
        position: usize,
        /// Confusions of characters each of which would explain it.
        misreadings: Vec<Misreading>,
    },
    /// A region has never had this code.
    RegionUnknown {
        /// Where the unknown part of the code begins.
        position: usize,
        /// Which part of the code is unknown.
        level: RegionLevel,
    },
    /// The calendar has no such day.
    DateImpossible {
        /// What the day is said to be.
        part: Part,
        /// Where it begins.
        position: usize,
    },
    /// The day of birth is yet to come.
    DateInFuture {
        /// Where it begins.
        position: usize,
    },
    /// Nobody alive was born so long ago.
    DateImplausible {
        /// Where it begins.
        position: usize,
    },
    /// The document does not count any more.
    Expired {
        /// Where its last day begins.
        position: usize,
    },
    /// A serial number that begins with one is zero.
    SerialZero {
        /// Where it begins.
        position: usize,
    },
    /// It is a passport's machine-readable zone, and this is none.
    DocumentType {
        /// Where its letter stands.
        position: usize,
    },
    /// No country or organisation has this code.
    CountryUnknown {
        /// Whether it issued the passport, or is the holder's nationality.
        part: Part,
        /// Where it begins.
        position: usize,
    },
    /// What stands for the sex is neither `M` nor `F` nor `<`.
    SexUnknown {
        /// Where it stands.
        position: usize,
    },
    /// The `<` that separate and fill are not where they must be.
    Filler {
        /// What they separate or fill.
        part: Part,
        /// Where the first wrong character stands.
        position: usize,
    },
    /// The number does not have the form that its country gives to numbers.
    NumberShape {
        /// Where it begins.
        position: usize,
    },
    /// Nobody gives out numbers that begin so.
    PrefixUnknown {
        /// Where the beginning begins.
        position: usize,
    },
    /// The check digit is right, but no numbers were given out in this range.
    NumberRange {
        /// Where the number begins.
        position: usize,
    },
    /// There is no tax office with this number.
    TaxOfficeUnknown {
        /// Where it begins.
        position: usize,
    },
    /// The area is one for which no numbers are given out.
    AreaInvalid {
        /// Where it begins.
        position: usize,
    },
    /// The group is one for which no numbers are given out.
    GroupInvalid {
        /// Where it begins.
        position: usize,
    },
    /// It is a number that was published, and belongs to nobody.
    KnownInvalid,
    /// No department registers under this code.
    DepartmentUnknown {
        /// Where it stands.
        position: usize,
    },
    /// The department registers nothing under this category.
    CategoryUnknown {
        /// Where it stands.
        position: usize,
    },
    /// No province has this code.
    DivisionUnknown {
        /// Where it begins.
        position: usize,
    },
    /// It has the form of numbers that do not count any more.
    OldForm {
        /// How many characters numbers have now.
        expected: usize,
    },
}
