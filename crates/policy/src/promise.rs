//! Promises: a sentence for people, and what it means.

use cedar_policy::{PolicyId, PolicySet};
use chrono::NaiveDate;
use pasar_domain::market::{Slug, Texts};
use serde::Deserialize;

use crate::rule::RuleId;
use crate::rules::validate;

/// What kind of promise it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PromiseKind {
    /// The charter must not permit anything of this.
    Never,
    /// The charter must permit all of this.
    Always,
}

impl PromiseKind {
    /// The word in files and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Always => "always",
        }
    }
}

/// To whom a promise is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The state.
    Regulator,
    /// Those who sell.
    Sellers,
    /// Those who buy.
    Buyers,
    /// Everybody.
    Public,
}

impl Audience {
    /// The word in files and translations.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regulator => "regulator",
            Self::Sellers => "sellers",
            Self::Buyers => "buyers",
            Self::Public => "public",
        }
    }
}

/// One promise of a charter.
#[derive(Debug, Clone)]
pub struct Promise {
    /// Its name in files and addresses.
    pub id: Slug,
    /// Never or always.
    pub kind: PromiseKind,
    /// To whom it is made.
    pub audience: Audience,
    /// When it was made, or became law.
    pub made_on: NaiveDate,
    /// The key of its source among those of the charter.
    pub source: Slug,
    /// The rules that keep it by refusing.
    pub kept_by: Vec<RuleId>,
    /// The promise, for people.
    pub sentence: Texts,
    /// What exactly is never or always the case.
    pub meaning_in_words: Texts,
    /// The same in Cedar.
    pub meaning: String,
    /// The same, parsed: what a `never` promise excludes, or an `always` promise demands.
    pub policy_set: PolicySet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseFile {
    kind: PromiseKind,
    audience: Audience,
    made_on: String,
    source: Slug,
    #[serde(default)]
    kept_by: Vec<RuleId>,
    sentence: Texts,
    meaning_in_words: Texts,
    meaning: String,
}

impl Promise {
    /// Reads a promise's file; the error says what is wrong and what to do.
    pub(crate) fn parse(id: Slug, text: &str) -> Result<Self, String> {
        let file: PromiseFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let made_on = file.made_on.parse().map_err(|_| {
            format!(
                "made_on: `{}` is not a date; write it like `2023-07-26`",
                file.made_on
            )
        })?;
        let policy_set =
            meaning(id.as_str(), &file.meaning).map_err(|problem| format!("meaning: {problem}"))?;
        Ok(Self {
            id,
            kind: file.kind,
            audience: file.audience,
            made_on,
            source: file.source,
            kept_by: file.kept_by,
            sentence: file.sentence,
            meaning_in_words: file.meaning_in_words,
            meaning: file.meaning,
            policy_set,
        })
    }
}

/// The meaning as a policy set of permits, which need no names of their own.
fn meaning(promise: &str, text: &str) -> Result<PolicySet, String> {
    let parsed: PolicySet = text
        .parse()
        .map_err(|error: cedar_policy::ParseErrors| crate::cedar::told(&error))?;
    let mut named = PolicySet::new();
    for (place, policy) in parsed.policies().enumerate() {
        if policy.effect() != cedar_policy::Effect::Permit {
            return Err("describe the situation with `permit`; `forbid` would take from it".to_owned());
        }
        let policy = policy.new_id(PolicyId::new(format!("{promise}-{}", place + 1)));
        named.add(policy).map_err(|error| error.to_string())?;
    }
    if named.is_empty() {
        return Err("is empty, and so promises nothing; describe the situation with `permit`".to_owned());
    }
    validate(&named)?;
    Ok(named)
}
