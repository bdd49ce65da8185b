//! The best so many of many, in bounded memory.

use std::cmp::Reverse;

use pasar_domain::id::ProductId;

/// What orders candidates: the sort's own key, then standing, then the lower id. Greater is better.
pub(crate) type Key = (u64, u64, Reverse<ProductId>);

/// A candidate for the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) key: Key,
    pub(crate) score: f32,
    pub(crate) segment: usize,
    pub(crate) document: u32,
}

/// Keeps the best candidates it is offered.
pub(crate) struct Top {
    size: usize,
    kept: Vec<Candidate>,
    /// The first part of the key below which nothing can be among the best any more.
    pub(crate) floor: u64,
}

impl Top {
    pub(crate) fn new(size: usize) -> Self {
        Self {
            size,
            kept: Vec::new(),
            floor: 0,
        }
    }

    pub(crate) fn offer(&mut self, candidate: Candidate) {
        if self.size == 0 || candidate.key.0 < self.floor {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= self.size * 2 + 64 {
            self.prune();
        }
    }

    fn prune(&mut self) {
        if self.kept.len() > self.size {
            self.kept
                .select_nth_unstable_by_key(self.size - 1, |candidate| Reverse(candidate.key));
            self.kept.truncate(self.size);
            self.floor = self.kept.last().map_or(0, |candidate| candidate.key.0);
        }
    }

    /// The best, best first.
    pub(crate) fn finish(mut self) -> Vec<Candidate> {
        if self.size > 0 {
            self.prune();
        }
        self.kept.sort_unstable_by_key(|candidate| Reverse(candidate.key));
        self.kept
    }
}
