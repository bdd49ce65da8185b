//! `pasar identity check`

use std::io::{self, BufRead as _};
use std::process::ExitCode;

use anyhow::Context as _;
use chrono::NaiveDate;
use pasar_domain::identity::{
    Difference, Document, DocumentKind, IdentityProblem, Sex, Stated, line_and_column,
};
use pasar_service::clock::{Clock as _, SystemClock};
use serde_json::{Map, Value as Json, json};

use crate::commands::code;
use crate::say;
use crate::say::misuse;

/// The code of a line that names no kind of document.
const KIND_UNKNOWN: &str = "kind_unknown";

/// `check`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar identity check gb-vat 'GB 980 7806 84'\n  pasar identity check nik --born 1945-08-17 --sex M < numbers.txt\n  \
                  printf 'us-ein\\t04-2103594\\n' | pasar identity check --json"
)]
pub(super) struct Check {
    /// The kind of document, as `pasar identity kinds` names it
    kind: Option<String>,
    /// The number; the two lines of a passport with `/` between
    number: Option<String>,
    /// The day as of which people are born and passports count [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
    /// The day of birth that its holder states
    #[arg(long, value_name = "YYYY-MM-DD")]
    born: Option<NaiveDate>,
    /// The sex that its holder states: F or M
    #[arg(long, value_name = "SEX", value_parser = sex)]
    sex: Option<Sex>,
    /// The name that its holder states
    #[arg(long)]
    name: Option<String>,
    /// The code of the region, or the beginning of it, where its holder says it was given out
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// For a machine: an object on each line
    #[arg(long)]
    json: bool,
}

/// A kind with hyphens or underscores, in any case of letters.
fn kind(text: &str) -> Option<DocumentKind> {
    text.to_lowercase().replace('_', "-").parse().ok()
}

/// The kind that was given. What is none may be somebody's number: it is not repeated.
fn given(text: &str) -> anyhow::Result<DocumentKind> {
    kind(text).ok_or_else(|| {
        misuse("the first argument names no kind of document; `pasar identity kinds` lists them")
    })
}

fn sex(text: &str) -> Result<Sex, String> {
    match text.to_lowercase().as_str() {
        "f" | "female" => Ok(Sex::Female),
        "m" | "male" => Ok(Sex::Male),
        _ => Err("say F or M".to_owned()),
    }
}

/// What was found out about one number.
enum Verdict {
    Read {
        document: Document,
        differences: Vec<Difference>,
    },
    Wrong {
        kind: DocumentKind,
        problem: IdentityProblem,
    },
    /// The line names no kind.
    KindUnknown,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let given = self.kind.as_deref().map(given).transpose()?;
        let on = self.on.unwrap_or_else(|| SystemClock.now().date_naive());
        let stated = Stated {
            born: self.born,
            sex: self.sex,
            name: self.name,
            region: self.region,
        };
        let mut fine = true;
        let mut tell = |kind: Option<DocumentKind>, number: &str| {
            let verdict = judge(kind, number, on, &stated);
            fine &= verdict.is_fine();
            if self.json {
                say::result(verdict.for_machines());
            } else {
                say::result(verdict.for_people());
            }
        };
        if let Some(number) = &self.number {
            tell(given, number);
        } else {
            for line in io::stdin().lock().split(b'\n') {
                let line = line.context("cannot read the standard input")?;
                let line = String::from_utf8_lossy(&line);
                match (given, line.trim()) {
                    (_, "") => {}
                    (Some(kind), number) => tell(Some(kind), number),
                    (None, line) => {
                        let (word, number) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
                        tell(kind(word), number);
                    }
                }
            }
        }
        Ok(code(fine))
    }
}

fn judge(kind: Option<DocumentKind>, number: &str, on: NaiveDate, stated: &Stated) -> Verdict {
    let Some(kind) = kind else {
        return Verdict::KindUnknown;
    };
    match Document::parse(kind, number, on) {
        Ok(document) => Verdict::Read {
            differences: document.differences(stated),
            document,
        },
        Err(problem) => Verdict::Wrong { kind, problem },
    }
}

impl Verdict {
    fn is_fine(&self) -> bool {
        matches!(self, Self::Read { differences, .. } if differences.is_empty())
    }

    fn kind(&self) -> Option<DocumentKind> {
        match self {
            Self::Read { document, .. } => Some(document.number().kind()),
            Self::Wrong { kind, .. } => Some(*kind),
            Self::KindUnknown => None,
        }
    }

    fn code(&self) -> Option<&'static str> {
        match self {
            Self::Read { differences, .. } => differences.first().map(|difference| difference.as_str()),
            Self::Wrong { problem, .. } => Some(problem.code()),
            Self::KindUnknown => Some(KIND_UNKNOWN),
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::Read {
                document,
                differences,
            } if differences.is_empty() => {
                format!("has the right structure; {}", document.number().kind().worth())
            }
            Self::Read { differences, .. } => {
                let sentences: Vec<&str> = differences
                    .iter()
                    .map(|difference| difference.sentence())
                    .collect();
                sentences.join("; ")
            }
            Self::Wrong { problem, .. } => problem.to_string(),
            Self::KindUnknown => {
                "begins with no kind of document; `pasar identity kinds` lists them".to_owned()
            }
        }
    }

    /// What the document says; or, if it is wrong, the facts of what is wrong.
    fn facts(&self) -> Json {
        match self {
            Self::Read { document, .. } => document.facts(),
            Self::Wrong { kind, problem } => {
                let args = problem.args().into_iter();
                let mut facts: Map<String, Json> =
                    args.map(|(name, text)| (name.to_owned(), json!(text))).collect();
                facts.remove("position");
                if let (DocumentKind::Passport, Some(position)) = (kind, problem.position()) {
                    let (line, column) = line_and_column(position);
                    facts.insert("line".to_owned(), json!(line));
                    facts.insert("column".to_owned(), json!(column));
                }
                Json::Object(facts)
            }
            Self::KindUnknown => json!({}),
        }
    }

    fn for_machines(&self) -> Json {
        let position = match self {
            Self::Wrong { problem, .. } => problem.position(),
            _ => None,
        };
        let differences: &[Difference] = match self {
            Self::Read { differences, .. } => differences,
            _ => &[],
        };
        json!({
            "kind": self.kind(),
            "valid": self.is_fine(),
            "code": self.code(),
            "position": position,
            "reason": self.reason(),
            "differences": differences,
            "facts": self.facts(),
        })
    }

    fn for_people(&self) -> String {
        let sign = if self.is_fine() { '✓' } else { '✗' };
        let kind = self.kind().map_or("?", DocumentKind::as_str);
        let mut text = format!("{sign} {kind}: {}", self.reason());
        if let (Self::Read { .. }, Json::Object(facts)) = (self, self.facts()) {
            for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_null()) {
                let fact = match fact {
                    Json::String(text) => text.clone(),
                    other => other.to_string(),
                };
                text.push_str(&format!("\n  {name:<15} {fact}"));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_with_hyphens_or_underscores() {
        assert_eq!(kind("gb-company"), Some(DocumentKind::UkCompanyNumber));
        assert_eq!(kind("CN_Resident_ID"), Some(DocumentKind::ChinaResidentId));
        assert_eq!(kind("library-card"), None);
    }

    #[test]
    fn a_line_without_a_kind_is_wrong_and_not_repeated() {
        let verdict = judge(kind("3171011708450001"), "", NaiveDate::MIN, &Stated::default());
        assert!(!verdict.is_fine());
        assert_eq!(verdict.code(), Some(KIND_UNKNOWN));
        assert!(!verdict.for_people().contains("3171"));
    }
}
