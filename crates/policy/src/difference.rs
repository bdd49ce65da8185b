//! What a version says otherwise than the one before it: figures and promises. What it permits and refuses otherwise is found by solvers.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::charter::Charter;
use pasar_domain::market::Slug;

use crate::folder::CharterFolder;
use crate::promise::Promise;

/// A figure that two versions have otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// Its place in the file: `windows.days_to_ship`.
    pub key: String,
    /// Its value before; none where it was not there.
    pub before: Option<i64>,
    /// Its value now; none where it is not there any more.
    pub after: Option<i64>,
}

/// A promise that two versions have otherwise.
#[derive(Debug, Clone, Copy)]
pub enum PromiseChange<'a> {
    /// It is new.
    Made(&'a Promise),
    /// It is not made any more.
    Dropped(&'a Promise),
    /// It says something else.
    Changed {
        /// The promise as it was.
        before: &'a Promise,
        /// The promise as it is.
        after: &'a Promise,
        /// Has it other words for people?
        reworded: bool,
        /// Does it mean something else in Cedar?
        means_otherwise: bool,
    },
}

/// Everything that a version says otherwise than the one before it.
#[derive(Debug, Clone)]
pub struct CharterDifference<'a> {
    /// The figures, in order of their places.
    pub figures: Vec<FigureChange>,
    /// Categories whose goods may newly be imported directly whatever they cost.
    pub listed: Vec<&'a Slug>,
    /// Categories whose goods may not be any more.
    pub unlisted: Vec<&'a Slug>,
    /// Must watching and buying be two addresses now? None where that stays as it was.
    pub separate_surfaces: Option<bool>,
    /// The promises, in order of their ids.
    pub promises: Vec<PromiseChange<'a>>,
}

impl<'a> CharterDifference<'a> {
    /// What `after` says otherwise than `before`.
    pub fn between(before: &'a CharterFolder, after: &'a CharterFolder) -> Self {
        let (old, new) = (&before.charter, &after.charter);
        let [was, is] = [old, new].map(|charter| {
            let list = &charter.cross_border.positive_list;
            list.iter().collect::<BTreeSet<&Slug>>()
        });
        Self {
            figures: figures(old, new),
            listed: is.difference(&was).copied().collect(),
            unlisted: was.difference(&is).copied().collect(),
            separate_surfaces: (old.separate_surfaces != new.separate_surfaces)
                .then_some(new.separate_surfaces),
            promises: promises(before, after),
        }
    }

    /// Is nothing said otherwise?
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
            && self.listed.is_empty()
            && self.unlisted.is_empty()
            && self.separate_surfaces.is_none()
            && self.promises.is_empty()
    }
}

fn figures(before: &Charter, after: &Charter) -> Vec<FigureChange> {
    let [was, is] = [before, after].map(|charter| {
        let figures = charter.figures.iter();
        let by_key = figures.map(|figure| (figure.key.as_str(), figure.value));
        by_key.collect::<BTreeMap<&str, i64>>()
    });
    let keys: BTreeSet<&str> = was.keys().chain(is.keys()).copied().collect();
    let change = |key: &str| FigureChange {
        key: key.to_owned(),
        before: was.get(key).copied(),
        after: is.get(key).copied(),
    };
    let changes = keys.into_iter().map(change);
    changes.filter(|change| change.before != change.after).collect()
}

fn promises<'a>(before: &'a CharterFolder, after: &'a CharterFolder) -> Vec<PromiseChange<'a>> {
    let made = after
        .promises
        .iter()
        .filter_map(|promise| match before.promise(promise.id.as_str()) {
            Some(old) => changed(old, promise),
            None => Some(PromiseChange::Made(promise)),
        });
    let dropped = before.promises.iter();
    let dropped = dropped.filter(|old| after.promise(old.id.as_str()).is_none());
    let mut changes: Vec<PromiseChange> = made.chain(dropped.map(PromiseChange::Dropped)).collect();
    changes.sort_by(|one, other| one.promise().id.cmp(&other.promise().id));
    changes
}

fn changed<'a>(before: &'a Promise, after: &'a Promise) -> Option<PromiseChange<'a>> {
    let reworded = before.sentence != after.sentence || before.meaning_in_words != after.meaning_in_words;
    let means_otherwise = before.kind != after.kind || before.meaning.trim() != after.meaning.trim();
    (reworded || means_otherwise).then_some(PromiseChange::Changed {
        before,
        after,
        reworded,
        means_otherwise,
    })
}

impl<'a> PromiseChange<'a> {
    /// The promise: as it is, or as it was where it is not made any more.
    pub const fn promise(&self) -> &'a Promise {
        match self {
            Self::Made(promise) | Self::Dropped(promise) => promise,
            Self::Changed { after, .. } => after,
        }
    }
}
