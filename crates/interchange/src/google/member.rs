//! The items of a group side by side: what tells them apart, and what their titles share.

use std::collections::HashSet;

use super::AXES;
use crate::VariantDraft;

/// Options of a product, at most.
pub(super) const OPTIONS_MAX: usize = 3;

/// An item's variant before it is known which attributes are options.
pub(super) struct Member {
    pub(super) variant: VariantDraft,
    pub(super) title: String,
    /// By place in [`AXES`].
    pub(super) axes: [Option<String>; 6],
    /// Options by their own names.
    pub(super) own_options: Vec<(String, String)>,
}

/// What tells variants apart.
pub(super) enum Options {
    /// Places in [`AXES`].
    Axes(Vec<usize>),
    /// Names of the file's own.
    Own(Vec<String>),
}

impl Options {
    /// The options that the file names itself, else the attributes that tell the members apart.
    pub(super) fn of(members: &[Member], is_grouped: bool) -> Self {
        let own = members
            .first()
            .map(|member| member.own_options.as_slice())
            .unwrap_or_default();
        if own.is_empty() {
            return Self::of_axes(members, is_grouped);
        }
        Self::Own(own.iter().map(|(name, _)| name.clone()).collect())
    }

    /// The attributes in which the items of a group differ are its options. One that only some items have is an option only
    /// when the others do not tell the items apart.
    fn of_axes(members: &[Member], is_grouped: bool) -> Self {
        if !is_grouped {
            return Self::Axes(Vec::new());
        }
        let value = |member: &Member, place: usize| member.axes.get(place).cloned().flatten();
        let has_all = |place: &usize| members.iter().all(|member| value(member, *place).is_some());
        let varies = |place: &usize| {
            let values: HashSet<String> = members
                .iter()
                .filter_map(|member| value(member, *place))
                .collect();
            let is_alone = members.len() == 1 && !values.is_empty() && *place < 4;
            is_alone || values.len() > 1
        };
        let varying: Vec<usize> = (0..AXES.len()).filter(varies).collect();
        let whole: Vec<usize> = varying
            .iter()
            .copied()
            .filter(has_all)
            .take(OPTIONS_MAX)
            .collect();
        let told_apart: HashSet<Vec<Option<String>>> = members
            .iter()
            .map(|member| whole.iter().map(|place| value(member, *place)).collect())
            .collect();
        if told_apart.len() == members.len() {
            return Self::Axes(whole);
        }
        Self::Axes(varying.into_iter().take(OPTIONS_MAX).collect())
    }

    /// Their names.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Axes(places) => places
                .iter()
                .filter_map(|place| AXES.get(*place))
                .map(|(_, name, _)| (*name).to_owned())
                .collect(),
            Self::Own(names) => names.clone(),
        }
    }

    /// The member's value for each option, or the option it has none for.
    pub(super) fn values(&self, member: &Member) -> Result<Vec<String>, String> {
        let value = |place: usize, name: &String| match self {
            Self::Axes(places) => places
                .get(place)
                .and_then(|axis| member.axes.get(*axis).cloned().flatten()),
            Self::Own(_) => member
                .own_options
                .iter()
                .find(|(own, _)| own == name)
                .map(|(_, value)| value.clone()),
        };
        self.names()
            .iter()
            .enumerate()
            .map(|(place, name)| value(place, name).ok_or_else(|| name.clone()))
            .collect()
    }
}

/// The title of a group: the words with which all titles begin, without what stands before the difference
/// (`Shirt - Red`, `Shirt - Blue`: `Shirt`); the first title when they have too little in common.
pub(super) fn common_title(members: &[Member]) -> String {
    const CHARACTERS_MIN: usize = 4;
    let Some(first) = members.first() else {
        return String::new();
    };
    let mut common = first.title.as_str();
    for member in members {
        let same = common
            .char_indices()
            .zip(member.title.chars())
            .take_while(|((_, a), b)| a == b);
        let length = same
            .last()
            .map_or(0, |((at, character), _)| at + character.len_utf8());
        common = common.get(..length).unwrap_or("");
    }
    if common.len() == first.title.len() {
        return first.title.clone();
    }
    let is_whole_word = first
        .title
        .get(common.len()..)
        .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()));
    let words = if is_whole_word {
        common
    } else {
        common.rfind(' ').and_then(|at| common.get(..at)).unwrap_or("")
    };
    let trimmed =
        words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '"' | '!' | '?' | '%'));
    let is_enough = trimmed.chars().count() >= CHARACTERS_MIN;
    if is_enough {
        trimmed.to_owned()
    } else {
        first.title.clone()
    }
}
