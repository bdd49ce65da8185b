//! What is wrong with what was typed, said where it belongs.

use pasar_domain::problem::{Problem, ProblemKind, Problems};

use crate::error::FieldProblem;
use crate::l10n::{Message, key};
use crate::ui::Form;

/// The sentence about a problem. Every code has one: a test holds the languages to [`ProblemKind::CODES`].
pub fn message(kind: &ProblemKind) -> Message {
    kind.args()
        .into_iter()
        .fold(Message::new(key(kind.code())), |message, (name, value)| {
            message.with(name, value)
        })
}

/// Shows each problem at its field.
pub fn refuse(form: &mut Form, problems: &Problems) {
    for problem in &problems.0 {
        form.refuse(&problem.field, message(&problem.kind));
    }
}

/// The problems as the JSON API names them.
pub fn fields(problems: &Problems) -> Vec<FieldProblem> {
    problems.0.iter().map(field).collect()
}

fn field(problem: &Problem) -> FieldProblem {
    FieldProblem {
        field: problem.field.clone(),
        message: message(&problem.kind),
    }
}
