//! What the charter refused, as an error of the web, and in the words of its rules.

use axum::http::StatusCode;
use pasar_domain::market::{Slug, Texts};
use pasar_policy::{Refusal, RuleWords};
use pasar_service::Context;
use serde_json::{Value, json};

use crate::error::WebError;
use crate::l10n::{Localizer, Message, key};

/// The rules that refused something, with their words in every language: an error is told when it becomes a page or JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusing {
    charter_version: Option<Slug>,
    rules: Vec<RefusingRule>,
}

#[derive(Debug, Clone, PartialEq)]
struct RefusingRule {
    id: String,
    /// None when the charter in force does not know the rule any more.
    words: Option<RuleWords>,
}

impl Refusing {
    /// The rules of these ids, in the words of the charter in force.
    pub fn new(ctx: &Context, rules: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let in_force = ctx.rulebook().in_force(ctx.now());
        let rule = |id: &str| RefusingRule {
            id: id.to_owned(),
            words: in_force.and_then(|version| version.folder.words.get(id)).cloned(),
        };
        Self {
            charter_version: in_force.map(|version| version.folder.charter.version.clone()),
            rules: rules.into_iter().map(|id| rule(id.as_ref())).collect(),
        }
    }

    /// One sentence for each rule: what it is called, what is wrong, and what to do. One sentence when no rule permits it.
    pub fn told(&self, l: &Localizer) -> Vec<String> {
        if self.rules.is_empty() {
            return vec![l.t1("error-refused", "count", 0)];
        }
        let told = |rule: &RefusingRule| {
            let Some(words) = &rule.words else {
                return rule.id.clone();
            };
            let [title, reason, remedy] = rule_words(l, words);
            format!("{title}: {reason} {remedy}")
        };
        self.rules.iter().map(told).collect()
    }

    /// The members that problem+json has for it: the version, and each rule with its words.
    pub(crate) fn members(&self, l: &Localizer) -> [(&'static str, Value); 2] {
        let rule = |rule: &RefusingRule| {
            let Some(words) = &rule.words else {
                return json!({"rule": rule.id});
            };
            let [title, reason, remedy] = rule_words(l, words);
            json!({"rule": rule.id, "title": title, "reason": reason, "remedy": remedy})
        };
        let version = self.charter_version.as_ref().map(Slug::as_str);
        [
            ("charter_version", version.into()),
            ("refusals", self.rules.iter().map(rule).collect()),
        ]
    }
}

fn rule_words<'a>(l: &Localizer, words: &'a RuleWords) -> [&'a str; 3] {
    [&words.title, &words.reason, &words.remedy].map(|text: &Texts| text.get(l.language()))
}

impl WebError {
    /// The charter does not allow it: the rules that say so, with their words, are part of the answer.
    pub fn refused(ctx: &Context, refusal: &Refusal) -> Self {
        Self::refused_by(ctx, refusal.decision.reasons.iter().map(|rule| rule.as_str()))
    }

    /// The rules of these ids do not allow it.
    pub fn refused_by(ctx: &Context, rules: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let refusing = Refusing::new(ctx, rules);
        let text = Message::new(key("error-refused")).with("count", refusing.rules.len());
        Self::new(
            StatusCode::CONFLICT,
            "CHARTER_REFUSED",
            key("error-refused-title"),
            text,
        )
        .refusing(refusing)
    }
}

/// Each rule that refused: what it is called, what is wrong, and what to do. One sentence when no rule permits it.
pub(crate) fn told(ctx: &Context, l: &Localizer, refusal: &Refusal) -> Vec<String> {
    let rules = refusal.decision.reasons.iter();
    Refusing::new(ctx, rules.map(|rule| rule.as_str())).told(l)
}
