//! Appeals: a seller asks people to look at what a rule of the charter refused.
//!
//! An answer never changes the rule: what the charter refuses stays refused until the facts are others (staff correct them) or
//! the market adopts another version. So an answer is words, and the decision stays with the charter.

pub mod answer;
pub mod letter;
pub mod list;
pub mod open;

use pasar_domain::appeal::TEXT_CHARS_MAX;
use pasar_domain::problem::{ProblemKind, Problems};

pub use pasar_store::appeal::QueuedAppeal;

/// The words of an appeal or answer, trimmed.
fn checked(field: &'static str, text: &str) -> Result<String, Problems> {
    let text = text.trim().to_owned();
    let found = text.chars().count();
    let mut problems = Problems::default();
    if found == 0 {
        problems.push(field, ProblemKind::Missing);
    } else if found > TEXT_CHARS_MAX {
        let max = TEXT_CHARS_MAX;
        problems.push(field, ProblemKind::TooLong { max, found });
    }
    problems.or(text)
}
