//! Gathers items into products.

use std::collections::VecDeque;

use super::group::{Context, Group, key};
use super::item::{Item, ItemEvent, Items};
use crate::finder::SHOWN_CHARACTERS;
use crate::seen::SeenKeys;
use crate::text::price::PriceRules;
use crate::text::shorten;
use crate::{Detected, Effect, Problem, ReadOptions, Record, RowError};

/// Yields the products of a Google file.
pub(crate) struct GoogleReader<S> {
    items: S,
    context: Context,
    current: Option<(Group, bool)>,
    seen: SeenKeys,
    ready: VecDeque<Record>,
    has_ended: bool,
    /// An item was lost since the last good one; it may have belonged to the product that begins next.
    lost_an_item: bool,
}

impl<S: Items> GoogleReader<S> {
    pub(crate) fn new(items: S, detected: &Detected, options: &ReadOptions) -> Self {
        Self {
            items,
            context: Context {
                rules: PriceRules::of(options, detected),
                limits: options.limits,
            },
            current: None,
            seen: SeenKeys::default(),
            ready: VecDeque::new(),
            has_ended: false,
            lost_an_item: false,
        }
    }

    /// The next record.
    pub(crate) fn next(&mut self) -> Option<Record> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(record);
            }
            if self.has_ended {
                return None;
            }
            match self.items.next_item() {
                Some(ItemEvent::Item(item)) => self.take(&item),
                Some(ItemEvent::Bad {
                    line,
                    text,
                    problem,
                    effect,
                }) => {
                    if effect == Effect::ReadingStopped {
                        self.flush();
                        self.has_ended = true;
                    }
                    self.lose(line, &text, problem, effect);
                }
                None => {
                    self.flush();
                    self.has_ended = true;
                }
            }
        }
    }

    fn lose(&mut self, line: u64, text: &str, problem: Problem, effect: Effect) {
        self.lost_an_item = true;
        if let Some((group, true)) = &mut self.current {
            group.draft.complete = false;
        }
        self.ready.push_back(Record::Finding(RowError {
            line,
            column: None,
            value: Some(shorten(text, SHOWN_CHARACTERS)).filter(|text| !text.is_empty()),
            product: None,
            problem,
            effect,
        }));
    }

    fn take(&mut self, item: &Item) {
        let Some((key, is_grouped)) = key(item) else {
            self.lose(item.line, "", Problem::NoKey, Effect::RowLeftOut);
            return;
        };
        let goes_on =
            |(group, grouped): &(Group, bool)| group.draft.external_key == key && *grouped && is_grouped;
        let mut findings = Vec::new();
        if !self.current.as_ref().is_some_and(goes_on) {
            self.flush();
            let continues = self.seen.meet(&key);
            let mut group = Group::begin(&key, is_grouped, continues, item);
            group.draft.complete = !(is_grouped && self.lost_an_item);
            self.current = Some((group, is_grouped));
        }
        self.lost_an_item = false;
        if let Some((group, _)) = &mut self.current {
            group.add(&self.context, item, &mut findings);
        }
        self.ready.extend(findings.into_iter().map(Record::Finding));
    }

    /// Yields the product whose items have ended.
    fn flush(&mut self) {
        let Some((group, _)) = self.current.take() else {
            return;
        };
        let is_said = group.said_lost();
        let mut findings = Vec::new();
        let result = group.finish(&mut findings);
        self.ready.extend(findings.into_iter().map(Record::Finding));
        match result {
            Ok(draft) => self.ready.push_back(Record::Product(draft)),
            Err((problem, draft)) if is_said || !draft.continues => {
                self.ready.push_back(Record::Finding(RowError {
                    line: draft.lines.first,
                    column: None,
                    value: None,
                    product: Some(shorten(&draft.external_key, SHOWN_CHARACTERS)),
                    problem,
                    effect: Effect::ProductLeftOut,
                }));
            }
            Err(_) => {}
        }
    }
}
