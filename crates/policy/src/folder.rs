//! A charter version as a folder of files: figures, policies, words, promises, cases.

use std::collections::BTreeMap;

use pasar_domain::charter::Charter;
use pasar_domain::market::{Market, Slug, Texts};
use sha2::{Digest as _, Sha256};

use crate::case::Case;
use crate::promise::Promise;
use crate::rule::{RuleId, RuleWords};
use crate::rules::Rules;

/// What is wrong with a charter's files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct CharterProblem {
    /// The file, inside the version's folder.
    pub file: String,
    /// What is wrong and what to do.
    pub problem: String,
}

fn wrong(file: impl Into<String>, problem: impl Into<String>) -> CharterProblem {
    CharterProblem {
        file: file.into(),
        problem: problem.into(),
    }
}

/// A charter version with everything that belongs to it.
#[derive(Debug, Clone)]
pub struct CharterFolder {
    /// Fees, windows, limits and sources.
    pub charter: Charter,
    /// The texts of its files, by their path inside the folder.
    pub files: BTreeMap<String, String>,
    /// The policies, compiled.
    pub rules: Rules,
    /// The words of each rule.
    pub words: BTreeMap<RuleId, RuleWords>,
    /// The promises, in order of their ids.
    pub promises: Vec<Promise>,
    /// The cases, in order of their names.
    pub cases: Vec<Case>,
}

/// The kept proof: it is about the other files, and so none of them.
pub(crate) const PROOF: &str = "proof.json";
const FIGURES: &str = "charter.toml";
const WORDS: &str = "policies/rules.toml";

impl CharterFolder {
    /// Reads the files of a version of a market.
    ///
    /// # Errors
    /// The first thing that is wrong: a file that cannot be read, a policy without words, words in a language that is missing, a name
    /// that does not exist.
    pub fn parse(files: BTreeMap<String, String>, market: &Market) -> Result<Self, CharterProblem> {
        let folder = Self::read(files, market)?;
        folder.check(market)?;
        Ok(folder)
    }

    /// Reads the files of a version that need not fit together yet: what is wrong with names and words, [`check`](Self::check) says. So
    /// that a charter in the middle of an edit can be proved, and the edit be seen for what it does.
    ///
    /// # Errors
    /// A file that cannot be read by itself.
    pub fn read(mut files: BTreeMap<String, String>, market: &Market) -> Result<Self, CharterProblem> {
        files.remove(PROOF);
        let text = files
            .get(FIGURES)
            .ok_or_else(|| wrong(FIGURES, "is missing; every charter has it"))?;
        let charter = market
            .read_charter(text)
            .map_err(|error| wrong(FIGURES, format!("{}: {}", error.place, error.problem)))?;
        let policies = below(&files, "policies/", ".cedar")
            .map(|(_, file, text)| (file.to_owned(), text.to_owned()))
            .collect();
        let rules = Rules::compile(charter.version.clone(), &policies)
            .map_err(|error| wrong(error.file, error.problem))?;
        let words = words(&files)?;
        let mut promises = Vec::new();
        for (name, file, text) in below(&files, "promises/", ".toml") {
            promises.push(Promise::parse(slug(name, file)?, text).map_err(|problem| wrong(file, problem))?);
        }
        let mut cases = Vec::new();
        for (name, file, text) in below(&files, "cases/", ".toml") {
            cases.push(Case::parse(slug(name, file)?, text).map_err(|problem| wrong(file, problem))?);
        }
        Ok(Self {
            charter,
            files,
            rules,
            words,
            promises,
            cases,
        })
    }

    /// The SHA-256 of all files with their paths, each with its length before it.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for text in self.files.iter().flat_map(|(path, text)| [path, text]) {
            hash.update(text.len().to_be_bytes());
            hash.update(text);
        }
        hash.finalize().into()
    }

    /// The promise of this id.
    pub fn promise(&self, id: &str) -> Option<&Promise> {
        self.promises.iter().find(|promise| promise.id.as_str() == id)
    }

    /// Do the files fit together?
    ///
    /// # Errors
    /// The first thing that does not: a policy without a name or words, words in a language that is missing, a name that does not exist.
    pub fn check(&self, market: &Market) -> Result<(), CharterProblem> {
        if self.rules.unnamed() > 0 {
            return Err(wrong(
                "policies/",
                "has a policy without a name; write @id(\"what-it-is\") above it",
            ));
        }
        let ids = self.rules.ids();
        if let Some(id) = ids.iter().find(|id| !self.words.contains_key(*id)) {
            return Err(wrong(
                WORDS,
                format!("has no words for the policy `{id}`; add [{id}] with title, reason and remedy"),
            ));
        }
        for (id, words) in &self.words {
            if ids.binary_search(id).is_err() {
                return Err(wrong(
                    WORDS,
                    format!("has words for `{id}`, which is no policy; remove them, or correct the name"),
                ));
            }
            self.source(WORDS, &words.source)?;
            translated(market, WORDS, [&words.title, &words.reason, &words.remedy])?;
        }
        for promise in &self.promises {
            let file = format!("promises/{}.toml", promise.id);
            self.source(&file, promise.source.as_str())?;
            translated(market, &file, [&promise.sentence, &promise.meaning_in_words])?;
            if let Some(id) = promise.kept_by.iter().find(|id| ids.binary_search(id).is_err()) {
                return Err(wrong(
                    file,
                    format!("kept_by names `{id}`, which is no policy; correct the name"),
                ));
            }
        }
        for case in &self.cases {
            let file = format!("cases/{}.toml", case.name);
            translated(market, &file, [&case.title])?;
            if let Some(id) = case
                .promise
                .as_ref()
                .filter(|id| self.promise(id.as_str()).is_none())
            {
                return Err(wrong(
                    file,
                    format!("is an example of `{id}`, which is no promise; correct the name"),
                ));
            }
        }
        Ok(())
    }

    fn source(&self, file: &str, key: &str) -> Result<(), CharterProblem> {
        if self.charter.sources.keys().any(|known| known.as_str() == key) {
            return Ok(());
        }
        Err(wrong(
            file,
            format!("names the source `{key}`, which is not in {FIGURES}; describe it under [sources.{key}]"),
        ))
    }
}

/// The files of a folder with this ending: name without both, path, text.
fn below<'a>(
    files: &'a BTreeMap<String, String>,
    folder: &'a str,
    ending: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
    files.iter().filter_map(move |(path, text)| {
        let name = path.strip_prefix(folder)?.strip_suffix(ending)?;
        Some((name, path.as_str(), text.as_str()))
    })
}

fn slug(name: &str, file: &str) -> Result<Slug, CharterProblem> {
    name.parse().map_err(|_| {
        wrong(
            file,
            "is not named in small letters, digits and hyphens; rename it",
        )
    })
}

fn words(files: &BTreeMap<String, String>) -> Result<BTreeMap<RuleId, RuleWords>, CharterProblem> {
    let text = files
        .get(WORDS)
        .ok_or_else(|| wrong(WORDS, "is missing; it has the words of every policy"))?;
    toml::from_str(text).map_err(|error| wrong(WORDS, error.to_string()))
}

fn translated<'a>(
    market: &Market,
    file: &str,
    texts: impl IntoIterator<Item = &'a Texts>,
) -> Result<(), CharterProblem> {
    for text in texts {
        if let Some(language) = text.lacks(&market.languages) {
            return Err(wrong(
                file,
                format!(
                    "has a text that is missing in `{language}`: {}",
                    text.get(market.default_language())
                ),
            ));
        }
    }
    Ok(())
}
