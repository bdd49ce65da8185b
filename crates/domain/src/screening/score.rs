//! Compares two names word by word, and counts what each word gives.
//!
//! Each word weighs as much as it is rare in the list. The score is the share of the two names that is covered by pairs of alike words: 65
//! hundredths of it for the name that is covered better and 35 for the other, so that a missing middle name does not hide anybody.

use super::Thresholds;
use super::found::{Match, MatchKind, Pair};
use super::index::{Alike, Word, WordIndex};
use super::likeness::{Likeness, likeness};

/// What the name that is covered better counts for, and the other.
const SHARES: [u64; 2] = [65, 35];
/// Two words that are written as one have at least so many letters together.
const JOINED_FROM: usize = 6;

/// Words of both names that may be a pair.
struct Candidate {
    typed: (usize, usize),
    listed: (usize, usize),
    likeness: Likeness,
    worth: u32,
    /// Of the words of either name.
    weights: [u32; 2],
}

/// A name that is screened.
pub(super) struct Typed {
    /// Its words.
    pub(super) words: Vec<String>,
    /// For each word the words of the list that are like it, by number.
    pub(super) alike: Vec<Vec<Alike>>,
    /// The same for each pair of neighbours, written as one.
    pub(super) joined: Vec<Vec<Alike>>,
}

/// A name of the list, to be compared.
pub(super) struct Listed<'l> {
    pub(super) entry_no: u32,
    pub(super) name: &'l str,
    /// The numbers of its words.
    pub(super) words: &'l [u32],
    pub(super) is_alias: bool,
}

/// The match of a name with one of the list, if there is one.
pub(super) fn compare(
    index: &WordIndex,
    typed: &Typed,
    listed: &Listed<'_>,
    thresholds: Thresholds,
) -> Option<Match> {
    let listed_words: Vec<&Word> = listed.words.iter().filter_map(|word| index.word(*word)).collect();
    let listed_texts: Vec<String> = listed_words.iter().map(|word| word.text.clone()).collect();
    let mut found = same_length(index, typed, listed.words, &listed_words);
    found.extend(split_in_list(index, typed, &listed_words));
    let chosen = choose(found, [typed.words.len(), listed_words.len()]);
    let shared: u32 = chosen.iter().map(|pair| pair.weights[1]).sum();
    let left = [
        left_over(&typed.words, chosen.iter().map(|pair| pair.typed)),
        left_over(&listed_texts, chosen.iter().map(|pair| pair.listed)),
    ];
    let is_lone = chosen.len() == 1 && chosen.iter().all(|pair| pair.typed.1 == 1 && pair.listed.1 == 1);
    let is_whole = left.iter().all(Vec::is_empty);
    // One word in common says something of names that have no other.
    let is_enough = if is_lone {
        is_whole && shared >= thresholds.lone
    } else {
        shared >= thresholds.shared
    };
    let is_same = is_whole && chosen.iter().all(|pair| pair.likeness == Likeness::Same);
    if chosen.is_empty() || !(is_enough || (is_same && !is_lone)) {
        return None;
    }
    let pairs = explain(index, [&typed.words, &listed_texts], &chosen, &left);
    let score = pairs.iter().map(|pair| pair.gave).sum();
    let kind = match (is_same, listed.is_alias) {
        (true, false) => MatchKind::Exact,
        (true, true) => MatchKind::Alias,
        (false, _) if score >= thresholds.near => MatchKind::Near,
        (false, _) => return None,
    };
    let [typed_only, listed_only] = left;
    Some(Match {
        entry_no: listed.entry_no,
        kind,
        score,
        listed: listed.name.to_owned(),
        pairs,
        typed_only,
        listed_only,
    })
}

/// Pairs of a word, or of two neighbours of the name that is screened, with a word of the list.
fn same_length(index: &WordIndex, typed: &Typed, numbers: &[u32], listed: &[&Word]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (length, alike) in [(1, &typed.alike), (2, &typed.joined)] {
        for (typed_at, alike) in alike.iter().enumerate() {
            for (listed_at, (number, word)) in numbers.iter().zip(listed).enumerate() {
                let place = alike.binary_search_by_key(number, |alike| alike.word);
                let Some(alike) = place.ok().and_then(|place| alike.get(place)) else {
                    continue;
                };
                if length == 2 && (word.text.len() < JOINED_FROM || alike.likeness > Likeness::OneLetter) {
                    continue;
                }
                let words = typed.words.iter().skip(typed_at).take(length);
                found.push(Candidate {
                    typed: (typed_at, length),
                    listed: (listed_at, 1),
                    likeness: alike.likeness,
                    worth: alike.worth,
                    weights: [weight(index, words, word.rarity), word.rarity],
                });
            }
        }
    }
    found
}

/// Pairs of a word with two neighbours of the list's name.
fn split_in_list(index: &WordIndex, typed: &Typed, listed: &[&Word]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (typed_at, word) in typed.words.iter().enumerate() {
        for (listed_at, pair) in listed.windows(2).enumerate() {
            let letters: usize = pair.iter().map(|word| word.text.len()).sum();
            if letters < JOINED_FROM || letters.abs_diff(word.len()) > 1 {
                continue;
            }
            let joined: String = pair.iter().map(|word| word.text.as_str()).collect();
            let Some((likeness @ (Likeness::Same | Likeness::OneLetter), worth)) = likeness(word, &joined)
            else {
                continue;
            };
            let rare = pair.iter().map(|word| word.rarity).sum();
            found.push(Candidate {
                typed: (typed_at, 1),
                listed: (listed_at, 2),
                likeness,
                worth,
                weights: [weight(index, std::iter::once(word), rare), rare],
            });
        }
    }
    found
}

/// How rare words are. One that is misspelt is as rare as the one that is meant.
fn weight<'w>(index: &WordIndex, mut words: impl Iterator<Item = &'w String>, meant: u32) -> u32 {
    let known = words.try_fold(0, |sum, word| Some(sum + index.known_rarity(word)?));
    known.unwrap_or(meant)
}

/// Takes pairs, those that give most first, so that no word is used twice; in the order of the first name.
fn choose(mut candidates: Vec<Candidate>, lengths: [usize; 2]) -> Vec<Candidate> {
    candidates.sort_by_key(|pair| {
        let given = u64::from(pair.worth) * u64::from(pair.weights[0] + pair.weights[1]);
        (std::cmp::Reverse(given), pair.typed, pair.listed)
    });
    let mut used = lengths.map(|length| vec![false; length]);
    let mut chosen = Vec::new();
    for pair in candidates {
        let [typed, listed] = &mut used;
        let stretches = [(typed, pair.typed), (listed, pair.listed)];
        let is_free = stretches
            .iter()
            .all(|(used, (at, length))| used.iter().skip(*at).take(*length).all(|used| !used));
        if is_free {
            for (used, (at, length)) in stretches {
                used.iter_mut()
                    .skip(at)
                    .take(length)
                    .for_each(|used| *used = true);
            }
            chosen.push(pair);
        }
    }
    chosen.sort_by_key(|pair| pair.typed);
    chosen
}

/// The words that are in no pair.
fn left_over(words: &[String], stretches: impl Iterator<Item = (usize, usize)>) -> Vec<String> {
    let used: Vec<usize> = stretches.flat_map(|(at, length)| at..at + length).collect();
    words
        .iter()
        .enumerate()
        .filter(|(place, _)| !used.contains(place))
        .map(|(_, word)| word.clone())
        .collect()
}

/// The pairs with what each gives. They sum to the score.
fn explain(
    index: &WordIndex,
    [typed, listed]: [&[String]; 2],
    chosen: &[Candidate],
    left: &[Vec<String>; 2],
) -> Vec<Pair> {
    let total = |side: usize| -> u64 {
        let paired: u32 = chosen.iter().filter_map(|pair| pair.weights.get(side)).sum();
        let lost: u32 = left
            .get(side)
            .into_iter()
            .flatten()
            .map(|word| index.rarity(word))
            .sum();
        u64::from(paired + lost).max(1)
    };
    let covered = |side: usize| -> u64 {
        let worths = chosen.iter().map(|pair| {
            u64::from(pair.worth) * u64::from(pair.weights.get(side).copied().unwrap_or_default())
        });
        worths.sum()
    };
    let totals = [total(0), total(1)];
    // Compared without division: covered[0] / totals[0] against covered[1] / totals[1].
    let is_typed_better = covered(0) * totals[1] >= covered(1) * totals[0];
    let shares = if is_typed_better {
        SHARES
    } else {
        [SHARES[1], SHARES[0]]
    };
    let (mut sum, mut said) = (0_u64, 0_u64);
    let mut pairs = Vec::new();
    for pair in chosen {
        let given: u64 = shares
            .iter()
            .zip(pair.weights)
            .zip(totals)
            .map(|((share, weight), total)| share * u64::from(weight) * u64::from(pair.worth) * 1_000 / total)
            .sum();
        sum += given;
        // The score is rounded down, but not for what the divisions above have lost.
        let up_to = (sum + 500) / 100_000;
        let gave = u8::try_from((up_to - said).min(100)).unwrap_or(100);
        said = up_to;
        pairs.push(Pair {
            typed: text(typed, pair.typed),
            listed: text(listed, pair.listed),
            likeness: pair.likeness,
            gave,
        });
    }
    pairs
}

fn text(words: &[String], (at, length): (usize, usize)) -> String {
    words
        .iter()
        .skip(at)
        .take(length)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}
