//! The program on this machine, and the languages that it knows.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

/// What may be installed for reading words, the best first for this market's documents.
const LANGUAGES: [&str; 2] = ["ind", "eng"];
/// What may be installed for machine-readable zones, the best first.
const ZONE_LANGUAGES: [&str; 3] = ["mrz", "ocrb", "eng"];

/// The program is not here, or knows no language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoReader {
    /// It does not start.
    #[error(
        "the program tesseract is not here (tried `{0}`); install it, for example with `apt-get install tesseract-ocr tesseract-ocr-ind`"
    )]
    Missing(String),
    /// It cannot read anything that we need.
    #[error(
        "the program tesseract has none of the languages it needs; install them, for example with `apt-get install tesseract-ocr-ind tesseract-ocr-eng`"
    )]
    NoLanguage,
}

/// What is known of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) version: String,
    /// For words: `ind+eng`.
    pub(crate) words: String,
    /// For machine-readable zones: `mrz`.
    pub(crate) zone: String,
    /// Languages that would help and are not there.
    pub(crate) missing: Vec<&'static str>,
}

impl Program {
    pub(crate) async fn find(named: Option<PathBuf>) -> Result<Self, NoReader> {
        let path = named.unwrap_or_else(|| "tesseract".into());
        let said = said(&path, "--version").await?;
        let version = said.split_whitespace().nth(1).unwrap_or("of no name").to_owned();
        let languages = said_languages(&path).await?;
        let knows = |language: &str| languages.iter().any(|known| known == language);
        let words: Vec<&str> = LANGUAGES.into_iter().filter(|language| knows(language)).collect();
        let zone = ZONE_LANGUAGES.into_iter().find(|language| knows(language));
        if words.is_empty() {
            return Err(NoReader::NoLanguage);
        }
        Ok(Self {
            version,
            zone: zone.or(words.first().copied()).unwrap_or_default().to_owned(),
            words: words.join("+"),
            missing: LANGUAGES
                .into_iter()
                .filter(|language| !knows(language))
                .collect(),
            path,
        })
    }
}

async fn said_languages(path: &Path) -> Result<Vec<String>, NoReader> {
    let said = said(path, "--list-langs").await?;
    // The first line says where they are.
    Ok(said.lines().skip(1).map(|line| line.trim().to_owned()).collect())
}

/// What the program says of itself, whichever output it says it on.
async fn said(path: &Path, argument: &str) -> Result<String, NoReader> {
    let missing = || NoReader::Missing(path.display().to_string());
    let mut command = Command::new(path);
    command.arg(argument).stdin(Stdio::null()).kill_on_drop(true);
    let output = tokio::time::timeout(super::reader::WITHIN, command.output());
    let output = output.await.map_err(|_| missing())?.map_err(|_| missing())?;
    if !output.status.success() {
        return Err(missing());
    }
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    Ok(if out.trim().is_empty() {
        err.into_owned()
    } else {
        out.into_owned()
    })
}
