//! A version's kept proof, as far as pages tell it.

use pasar_domain::Instant;
use serde::Deserialize;

/// The name of the kept proof among the files of a version.
const FILE: &str = "proof.json";

/// A kept proof.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KeptProof {
    /// When it was made.
    pub proved_at: Instant,
    /// Who proved.
    pub solver: String,
    /// Who was asked again.
    #[serde(default)]
    pub second_solver: Option<String>,
    /// The answers to all questions.
    pub answers: Vec<KeptAnswer>,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KeptAnswer {
    /// Of which promise.
    pub promise: String,
    /// About which act.
    pub act: String,
    /// What came out.
    pub verdict: String,
    /// SHA-256 of the question's text; none when the answer needed no solver.
    #[serde(default)]
    pub sha256: Option<String>,
    /// What the other solver says.
    #[serde(default)]
    pub second_opinion: String,
}

impl KeptAnswer {
    /// Was it proved?
    pub fn is_proved(&self) -> bool {
        self.verdict == "proved"
    }

    /// Did the other solver come to the same answer?
    pub fn is_seconded(&self) -> bool {
        self.second_opinion == "agrees"
    }
}

impl KeptProof {
    /// The proof among a version's files; none when there is none that can be read.
    pub fn of_files(files: &std::collections::BTreeMap<String, String>) -> Option<Self> {
        let text = files.get(FILE)?;
        match serde_json::from_str(text) {
            Ok(proof) => Some(proof),
            Err(error) => {
                tracing::warn!(%error, "a kept proof cannot be read");
                None
            }
        }
    }

    /// The answers about a promise; none unless each of them is "proved".
    pub fn of_promise(&self, promise: &str) -> Option<Vec<&KeptAnswer>> {
        let answers: Vec<&KeptAnswer> = self
            .answers
            .iter()
            .filter(|answer| answer.promise == promise)
            .collect();
        let proved = !answers.is_empty() && answers.iter().all(|answer| answer.is_proved());
        proved.then_some(answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_counts_as_proved_only_if_every_answer_says_so() {
        let answer = |promise: &str, verdict: &str| {
            format!(r#"{{"promise": "{promise}", "act": "sell", "verdict": "{verdict}", "more": 1}}"#)
        };
        let json = format!(
            r#"{{"proved_at": "2026-11-25T10:00:00Z", "solver": "cvc5 1.3.1", "answers": [{}, {}, {}, {}]}}"#,
            answer("a", "proved"),
            answer("a", "proved"),
            answer("b", "proved"),
            answer("b", "unknown"),
        );
        let files = std::collections::BTreeMap::from([(FILE.to_owned(), json)]);
        let proof = KeptProof::of_files(&files).unwrap();
        assert_eq!(proof.of_promise("a").unwrap().len(), 2);
        assert_eq!(proof.of_promise("b"), None);
        assert_eq!(proof.of_promise("c"), None);
    }
}
