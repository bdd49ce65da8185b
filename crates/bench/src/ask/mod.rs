//! What clients ask, and what they make of the answers.

mod order;
mod read;

use crate::client::Answer;

pub(crate) use order::Ordering;
pub(crate) use read::{Page, Reading};

/// Somebody who asks again and again.
pub(crate) trait Ask: Send + 'static {
    /// Writes the next request, head and body.
    fn ask(&mut self, request: &mut Vec<u8>);

    /// Hears the answer to it.
    ///
    /// # Errors
    /// What is wrong with the answer, in a few words that are the same for all answers of this kind.
    fn heard(&mut self, answer: Answer<'_>) -> Result<(), String>;

    /// Learns that no answer will come.
    fn lost(&mut self) {}
}

/// What is wrong with an answer that is not the hoped-for one: its status, and the code of its problem.
fn refusal(answer: Answer<'_>) -> String {
    let problem: Option<serde_json::Value> = serde_json::from_slice(answer.body).ok();
    let code = problem.as_ref().and_then(|problem| problem.get("code")?.as_str());
    format!("{} {}", answer.status, code.unwrap_or_default())
        .trim_end()
        .to_owned()
}

/// One of a number of things, for the nth question of somebody: spread evenly, in no order, and the same in every run.
pub(crate) fn pick(asker: u32, number: u64, count: usize) -> usize {
    // The mixing of SplitMix64.
    let mut mixed = (u64::from(asker) << 40 | number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    let count = u64::try_from(count).unwrap_or(1).max(1);
    usize::try_from(mixed % count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_picked_about_equally_often() {
        let mut counts = [0; 1_000];
        for asker in 0..100 {
            for number in 0..1_000 {
                counts[pick(asker, number, 1_000)] += 1;
            }
        }
        let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
        assert!(
            (60..100).contains(least) && (100..140).contains(most),
            "{least} {most}"
        );
        assert_eq!(pick(3, 9, 1), 0);
        assert_eq!(pick(3, 9, 0), 0);
    }

    #[test]
    fn a_refusal_is_told_by_its_code() {
        let answer = Answer {
            status: 409,
            body: br#"{"code":"OUT_OF_STOCK","title":"x"}"#,
        };
        assert_eq!(refusal(answer), "409 OUT_OF_STOCK");
        assert_eq!(
            refusal(Answer {
                status: 502,
                body: b"<html>"
            }),
            "502"
        );
    }
}
