//! Refused products in the words of a language.

use std::collections::BTreeMap;

use pasar_domain::appeal::Appeal;
use pasar_policy::CharterFolder;
use pasar_service::appeal::list;

use crate::l10n::Localizer;

/// A product that buyers do not see or cannot buy, or not in every variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedProduct {
    /// Its id, for forms.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page in the seller centre.
    pub href: String,
    /// How many of its offers are refused.
    pub offers: usize,
    /// Do buyers see it? Then it is only not sold.
    pub is_shown: bool,
    /// The rules that refuse it.
    pub rules: Vec<RefusingRule>,
}

/// A rule that refuses a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusingRule {
    /// Its id, for forms.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub remedy: String,
    /// Where the rule comes from.
    pub source: String,
    /// What became of an appeal.
    pub appeal: ShownAppeal,
}

/// What became of an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownAppeal {
    /// There is none: one may be opened.
    None,
    /// Staff have not answered yet; since this day.
    Waits(String),
    /// Staff answered on this day; another may be opened.
    Answered(String, String),
}

impl RefusedProduct {
    /// In words, with the appeals about it: the last one about a rule counts.
    pub fn new(
        l: &Localizer,
        folder: &CharterFolder,
        refused: &list::RefusedProduct,
        appeals: &[Appeal],
    ) -> Self {
        let mut last: BTreeMap<&str, &Appeal> = BTreeMap::new();
        for appeal in appeals
            .iter()
            .filter(|appeal| appeal.product_id == refused.product_id)
        {
            last.entry(&appeal.rule).or_insert(appeal);
        }
        let rules = refused.rules.iter();
        let rules =
            rules.map(|rule| RefusingRule::new(l, folder, rule.as_str(), last.get(rule.as_str()).copied()));
        Self {
            id: refused.product_id.to_string(),
            title: refused.title.clone(),
            href: l.url(&format!("/seller/products/{}", refused.product_id)),
            offers: refused.offers,
            is_shown: refused.is_shown,
            rules: rules.collect(),
        }
    }
}

impl RefusingRule {
    /// In words. A rule that the charter in force does not have is told by its id.
    pub fn new(l: &Localizer, folder: &CharterFolder, rule: &str, appeal: Option<&Appeal>) -> Self {
        let language = l.language();
        let words = folder.words.get(rule);
        let sources = &folder.charter.sources;
        let source = words.and_then(|words| {
            let mut known = sources.iter().filter(|(key, _)| key.as_str() == words.source);
            known
                .next()
                .map(|(_, source)| source.title.get(language).to_owned())
        });
        Self {
            id: rule.to_owned(),
            title: words.map_or_else(|| rule.to_owned(), |words| words.title.get(language).to_owned()),
            reason: words.map_or_else(String::new, |words| words.reason.get(language).to_owned()),
            remedy: words.map_or_else(String::new, |words| words.remedy.get(language).to_owned()),
            source: source.unwrap_or_default(),
            appeal: match appeal {
                None => ShownAppeal::None,
                Some(appeal) => match &appeal.answer {
                    None => ShownAppeal::Waits(l.date(appeal.opened_at)),
                    Some(answer) => ShownAppeal::Answered(l.date(answer.at), answer.text.clone()),
                },
            },
        }
    }
}
