//! What is proved: a charter version's policies, and what its promises mean.

use std::collections::BTreeMap;

use cedar_policy::PolicySet;
use chrono::NaiveDate;
use pasar_domain::market::{Country, Market, MarketCode, MoneyFormat, Texts};
use pasar_domain::money::Currency;
use pasar_policy::{CharterFolder, PromiseKind};

/// Which way a promise goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeaningKind {
    /// What the meaning names is never permitted.
    Never,
    /// What the meaning names is always permitted.
    Always,
}

/// What a promise means.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// The promise's id.
    pub promise: String,
    /// Which way it goes.
    pub kind: MeaningKind,
    /// The meaning as a policy set that permits what the promise names.
    pub policies: PolicySet,
}

/// A charter version as the prover sees it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The version's name inside its market.
    pub version: String,
    /// The first day on which it may be in force.
    pub effective_on: NaiveDate,
    /// The digest of all its files.
    pub digest: [u8; 32],
    /// The policies, each under its own id.
    pub policies: PolicySet,
    /// What the promises mean.
    pub meanings: Vec<Meaning>,
    /// What the rules are called, by policy id; for people.
    pub titles: BTreeMap<String, Texts>,
    /// The market that it speaks for.
    pub place: Place,
}

/// What examples need to know of the market, so that they are told in its words.
#[derive(Debug, Clone)]
pub struct Place {
    /// The market's code.
    pub code: MarketCode,
    /// Its name.
    pub name: Texts,
    /// Its own country.
    pub country: Country,
    /// The currency of its prices.
    pub currency: Currency,
    /// How it writes money.
    pub money_format: MoneyFormat,
}

impl From<&Market> for Place {
    fn from(market: &Market) -> Self {
        Self {
            code: market.code,
            name: market.name.clone(),
            country: market.country,
            currency: market.currency,
            money_format: market.money_format.clone(),
        }
    }
}

impl Subject {
    /// A charter version of a market.
    pub fn new(folder: &CharterFolder, market: &Market) -> Self {
        let meanings = folder.promises.iter().map(|promise| Meaning {
            promise: promise.id.to_string(),
            kind: match promise.kind {
                PromiseKind::Never => MeaningKind::Never,
                PromiseKind::Always => MeaningKind::Always,
            },
            policies: promise.policy_set.clone(),
        });
        let titles = folder
            .words
            .iter()
            .map(|(id, words)| (id.to_string(), words.title.clone()));
        Self {
            version: folder.charter.version.to_string(),
            effective_on: folder.charter.effective_on,
            digest: folder.digest(),
            policies: folder.rules.policy_set().clone(),
            meanings: meanings.collect(),
            titles: titles.collect(),
            place: market.into(),
        }
    }
}
