//! Problems in words: a stable code and facts for programs and translations, and a sentence that says what to do.

use std::fmt;

use super::problem::{IdentityProblem, Misreading, Part};

/// The characters in one line of a passport.
const LINE_CHARS: usize = 44;

impl IdentityProblem {
    /// Every code, so that translations can be checked for completeness.
    pub const CODES: &'static [&'static str] = &[
        "missing",
        "length",
        "character",
        "check_digit",
        "region_unknown",
        "date_impossible",
        "date_in_future",
        "date_implausible",
        "expired",
        "serial_zero",
        "document_type",
        "country_unknown",
        "sex_unknown",
        "filler",
        "number_shape",
        "prefix_unknown",
        "number_range",
        "tax_office_unknown",
        "area_invalid",
        "group_invalid",
        "known_invalid",
        "department_unknown",
        "category_unknown",
        "division_unknown",
        "old_form",
    ];

    /// A stable name of the case, for translations and programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Length { .. } => "length",
            Self::Character { .. } => "character",
            Self::CheckDigit { .. } => "check_digit",
            Self::RegionUnknown { .. } => "region_unknown",
            Self::DateImpossible { .. } => "date_impossible",
            Self::DateInFuture { .. } => "date_in_future",
            Self::DateImplausible { .. } => "date_implausible",
            Self::Expired { .. } => "expired",
            Self::SerialZero { .. } => "serial_zero",
            Self::DocumentType { .. } => "document_type",
            Self::CountryUnknown { .. } => "country_unknown",
            Self::SexUnknown { .. } => "sex_unknown",
            Self::Filler { .. } => "filler",
            Self::NumberShape { .. } => "number_shape",
            Self::PrefixUnknown { .. } => "prefix_unknown",
            Self::NumberRange { .. } => "number_range",
            Self::TaxOfficeUnknown { .. } => "tax_office_unknown",
            Self::AreaInvalid { .. } => "area_invalid",
            Self::GroupInvalid { .. } => "group_invalid",
            Self::KnownInvalid => "known_invalid",
            Self::DepartmentUnknown { .. } => "department_unknown",
            Self::CategoryUnknown { .. } => "category_unknown",
            Self::DivisionUnknown { .. } => "division_unknown",
            Self::OldForm { .. } => "old_form",
        }
    }

    /// Where it is wrong, counted from 1 in the number without separators.
    pub const fn position(&self) -> Option<usize> {
        match self {
            Self::Missing | Self::Length { .. } | Self::KnownInvalid | Self::OldForm { .. } => None,
            Self::Character { position, .. }
            | Self::CheckDigit { position, .. }
            | Self::RegionUnknown { position, .. }
            | Self::DateImpossible { position, .. }
            | Self::DateInFuture { position }
            | Self::DateImplausible { position }
            | Self::Expired { position }
            | Self::SerialZero { position }
            | Self::DocumentType { position }
            | Self::CountryUnknown { position, .. }
            | Self::SexUnknown { position }
            | Self::Filler { position, .. }
            | Self::NumberShape { position }
            | Self::PrefixUnknown { position }
            | Self::NumberRange { position }
            | Self::TaxOfficeUnknown { position }
            | Self::AreaInvalid { position }
            | Self::GroupInvalid { position }
            | Self::DepartmentUnknown { position }
            | Self::CategoryUnknown { position }
            | Self::DivisionUnknown { position } => Some(*position),
        }
    }

    /// The arguments of the translated sentence, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = Vec::new();
        if let Some(position) = self.position() {
            args.push(("position", position.to_string()));
        }
        match self {
            Self::Length {
                found,
                expected,
                line,
            } => {
                args.push(("found", found.to_string()));
                args.push(("expected", either(expected)));
                args.extend(line.map(|line| ("line", line.to_string())));
            }
            Self::Character {
                found,
                expected,
                perhaps,
                ..
            } => {
                args.push(("found", found.to_string()));
                args.push(("expected", expected.as_str().to_owned()));
                args.extend(perhaps.map(|perhaps| ("perhaps", perhaps.to_string())));
            }
            Self::CheckDigit {
                part, misreadings, ..
            } => {
                args.push(("part", part.to_string()));
                if !misreadings.is_empty() {
                    let told = misreadings
                        .iter()
                        .map(|one| format!("{}: {} → {}", one.position, one.found, one.perhaps));
                    args.push(("misreadings", told.collect::<Vec<_>>().join(", ")));
                }
            }
            Self::RegionUnknown { level, .. } => args.push(("level", level.to_string())),
            Self::DateImpossible { part, .. }
            | Self::CountryUnknown { part, .. }
            | Self::Filler { part, .. } => args.push(("part", part.to_string())),
            Self::OldForm { expected } => args.push(("expected", expected.to_string())),
            _ => {}
        }
        args
    }

    /// The problem of a part that stands behind `before` other characters, as one of the whole.
    pub(super) fn shifted(mut self, before: usize) -> Self {
        match &mut self {
            Self::Missing | Self::Length { .. } | Self::KnownInvalid | Self::OldForm { .. } => {}
            Self::Character { position, .. }
            | Self::CheckDigit { position, .. }
            | Self::RegionUnknown { position, .. }
            | Self::DateImpossible { position, .. }
            | Self::DateInFuture { position }
            | Self::DateImplausible { position }
            | Self::Expired { position }
            | Self::SerialZero { position }
            | Self::DocumentType { position }
            | Self::CountryUnknown { position, .. }
            | Self::SexUnknown { position }
            | Self::Filler { position, .. }
            | Self::NumberShape { position }
            | Self::PrefixUnknown { position }
            | Self::NumberRange { position }
            | Self::TaxOfficeUnknown { position }
            | Self::AreaInvalid { position }
            | Self::GroupInvalid { position }
            | Self::DepartmentUnknown { position }
            | Self::CategoryUnknown { position }
            | Self::DivisionUnknown { position } => *position += before,
        }
        self
    }
}

/// `8, 12 or 13`
fn either(lengths: &[usize]) -> String {
    let texts: Vec<String> = lengths.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

impl fmt::Display for IdentityProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is empty; type the number as it stands on the document"),
            Self::Length { found, expected, line } => length(f, *found, expected, *line),
            Self::Character { position, found, expected, perhaps } => {
                write!(f, "has {found:?} at place {position}, where {expected} must stand")?;
                match perhaps {
                    Some(perhaps) => write!(f, "; look whether it is {perhaps:?}"),
                    None => f.write_str("; type it as it stands on the document"),
                }
            }
            Self::CheckDigit { part, position, misreadings } => check_digit(f, *part, *position, misreadings),
            Self::RegionUnknown { position, level } => write!(f, "names at place {position} a {level} that does not exist and never did; compare the first six digits with the document"),
            Self::DateImpossible { part, position } => write!(f, "has no day of the calendar as {} at place {position}; compare these digits with the document", part.in_words()),
            Self::DateInFuture { position } => write!(f, "says at place {position} that its holder is yet to be born; compare these digits with the document"),
            Self::DateImplausible { position } => write!(f, "says at place {position} that its holder is older than anybody; compare these digits with the document"),
            Self::Expired { .. } => f.write_str("has expired; use a document that counts today"),
            Self::SerialZero { position } => write!(f, "has nothing but zeros from place {position} on, and such numbers are not given out; compare them with the document"),
            Self::DocumentType { .. } => f.write_str("does not begin with `P`; type the two lines at the foot of the passport's page with the picture"),
            Self::CountryUnknown { part, position } => write!(f, "has at place {position} a code for the {} that no country or organisation has; compare the three letters with the document", part.in_words()),
            Self::SexUnknown { position } => write!(f, "has neither `M` nor `F` nor `<` at place {position}; compare it with the document"),
            Self::Filler { part, position } => write!(f, "has a `<` too many or too few in the {} at place {position}; type every `<` as it stands on the document", part.in_words()),
            Self::NumberShape { position } => write!(f, "has at place {position} a document number of a form that its country does not use; compare it with the document"),
            Self::PrefixUnknown { .. } => f.write_str("begins as no such number does; compare its beginning with the document"),
            Self::NumberRange { .. } => f.write_str("lies in a range in which no such numbers were given out; compare it with the document"),
            Self::TaxOfficeUnknown { position } => write!(f, "has a tax office at place {position} that does not exist; compare these three digits with the document"),
            Self::AreaInvalid { .. } => f.write_str("begins with three digits with which no such number begins; look whether it is a number of another kind"),
            Self::GroupInvalid { position } => write!(f, "has at place {position} two digits that no such number has there; compare them with the document"),
            Self::KnownInvalid => f.write_str("is a number that was published as an example and belongs to nobody; use your own"),
            Self::DepartmentUnknown { .. } => f.write_str("begins with a character under which no department registers anybody; compare it with the document"),
            Self::CategoryUnknown { position } => write!(f, "has at place {position} a category that this department does not register; compare it with the document"),
            Self::DivisionUnknown { position } => write!(f, "names at place {position} a province that does not exist; compare these digits with the document"),
            Self::OldForm { expected } => write!(f, "has the old form, which does not count any more; use the number of {expected} characters"),
        }
    }
}

fn length(f: &mut fmt::Formatter<'_>, found: usize, expected: &[usize], line: Option<usize>) -> fmt::Result {
    let expected = either(expected);
    match line {
        Some(line) => write!(
            f,
            "has {found} characters in line {line} where {expected} must be; type the line again, with every `<`"
        ),
        None => write!(
            f,
            "has {found} characters where {expected} must be; type the number again"
        ),
    }
}

fn check_digit(
    f: &mut fmt::Formatter<'_>,
    part: Part,
    position: usize,
    misreadings: &[Misreading],
) -> fmt::Result {
    let part = part.in_words();
    write!(
        f,
        "has a wrong character: the check digit of the {part} at place {position} does not belong to it; "
    )?;
    if misreadings.is_empty() {
        return f.write_str("compare every character with the document");
    }
    let told = misreadings.iter().map(|one| {
        format!(
            "whether {:?} at place {} is {:?}",
            one.found, one.position, one.perhaps
        )
    });
    write!(f, "look {}", told.collect::<Vec<_>>().join(", or "))
}

impl std::error::Error for IdentityProblem {}

/// The line of a passport and the place in it, both from 1, of a position in both lines together.
pub fn line_and_column(position: usize) -> (usize, usize) {
    let before = position.saturating_sub(1);
    (before / LINE_CHARS + 1, before % LINE_CHARS + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::problem::Expected;

    #[test]
    fn lengths_are_told_in_words() {
        assert_eq!(either(&[16]), "16");
        assert_eq!(either(&[15, 16]), "15 or 16");
        assert_eq!(either(&[5, 9, 12]), "5, 9 or 12");
    }

    #[test]
    fn a_sentence_says_what_to_do_and_never_the_number() {
        let problem = IdentityProblem::CheckDigit {
            part: Part::Number,
            position: 54,
            misreadings: vec![Misreading {
                position: 45,
                found: '0',
                perhaps: 'O',
            }],
        };
        assert_eq!(
            problem.to_string(),
            "has a wrong character: the check digit of the document number at place 54 does not belong to it; look whether '0' at place 45 is 'O'"
        );
        let problem = IdentityProblem::Character {
            position: 3,
            found: '\u{202e}',
            expected: Expected::Digit,
            perhaps: None,
        };
        assert!(problem.to_string().contains("'\\u{202e}'"));
    }

    #[test]
    fn positions_of_both_lines_have_a_line_and_a_column() {
        assert_eq!(line_and_column(1), (1, 1));
        assert_eq!(line_and_column(44), (1, 44));
        assert_eq!(line_and_column(45), (2, 1));
        assert_eq!(line_and_column(88), (2, 44));
    }

    #[test]
    fn a_part_that_stands_further_back_has_later_positions() {
        let problem = IdentityProblem::SerialZero { position: 13 }.shifted(1);
        assert_eq!(problem.position(), Some(14));
    }
}
