//! Kept proofs: a verdict that was once reached counts again where charter, schema and every query are the same to the letter.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use serde::Deserialize;

use crate::proof::{Answer, Proof, SecondOpinion, Verdict, aside, hex, schema_digest, sha256};
use crate::query::{ProveError, QueryId, Text, queries};
use crate::subject::Subject;

/// A charter version of which every promise is proved. Only this crate makes one: from a fresh proof, or from a kept one that belongs
/// to exactly these files, this schema and these queries.
#[derive(Debug, Clone, PartialEq)]
pub struct Proved {
    proof: Proof,
}

/// Why a proof does not count.
#[derive(Debug, thiserror::Error)]
pub enum NotAccepted {
    /// Not every promise is proved.
    #[error("{}/{} is not proved: {}", .0.market, .0.version, first_gap(.0))]
    NotProved(Box<Proof>),
    /// The kept proof cannot be read.
    #[error("the kept proof cannot be read: {0}; make it again with `pasar charter prove --keep`")]
    Unreadable(String),
    /// The kept proof belongs to something else.
    #[error("the kept proof belongs to {0}; make it again with `pasar charter prove --keep`")]
    Other(String),
    /// The queries cannot be made again.
    #[error(transparent)]
    Untranslatable(#[from] ProveError),
}

fn first_gap(proof: &Proof) -> String {
    let gap = proof.answers.iter().find(|answer| !answer.is_proved());
    gap.map_or_else(
        || "it has no promises".to_owned(),
        |answer| {
            format!(
                "`{}` for the act `{}` is {}",
                answer.id.promise,
                answer.id.act,
                answer.verdict.word()
            )
        },
    )
}

impl Proved {
    /// The proof.
    pub const fn proof(&self) -> &Proof {
        &self.proof
    }
}

impl TryFrom<Proof> for Proved {
    type Error = NotAccepted;

    fn try_from(proof: Proof) -> Result<Self, NotAccepted> {
        if proof.is_proved() {
            Ok(Self { proof })
        } else {
            Err(NotAccepted::NotProved(Box::new(proof)))
        }
    }
}

#[derive(Deserialize)]
struct KeptProof {
    market: String,
    version: String,
    charter_sha256: String,
    schema_sha256: String,
    proved_at: Instant,
    solver: String,
    second_solver: Option<String>,
    answers: Vec<KeptAnswer>,
}

#[derive(Deserialize)]
struct KeptAnswer {
    promise: String,
    act: String,
    policy: Option<String>,
    verdict: String,
    sha256: Option<String>,
    milliseconds: u64,
    second_opinion: String,
}

/// The text of `proof.json`: everything of the proof but the texts of its queries, which can be made again.
pub fn keep(proved: &Proved) -> String {
    format!("{:#}\n", proved.proof.to_json())
}

/// Accepts a kept proof for a charter version. No solver is needed: the queries are made again from the version's policies and
/// promises, and each must have the text of which the kept proof has a verdict.
///
/// # Errors
/// The proof belongs to other files, another schema or other queries, or does not prove everything.
pub async fn accept_kept(subject: Subject, json: String) -> Result<Proved, NotAccepted> {
    aside(async move || accept_here(&subject, &json).await).await
}

async fn accept_here(subject: &Subject, json: &str) -> Result<Proved, NotAccepted> {
    let kept: KeptProof =
        serde_json::from_str(json).map_err(|error| NotAccepted::Unreadable(error.to_string()))?;
    let other = |what: &str| Err(NotAccepted::Other(what.to_owned()));
    if (kept.market.as_str(), &kept.version) != (subject.place.code.as_str(), &subject.version) {
        return other(&format!("{}/{}", kept.market, kept.version));
    }
    if kept.charter_sha256 != hex(&subject.digest) {
        return other("other files of this version");
    }
    if kept.schema_sha256 != hex(&schema_digest()) {
        return other("another schema of facts");
    }
    let mut answers: BTreeMap<QueryId, KeptAnswer> = BTreeMap::new();
    for answer in kept.answers {
        let id = QueryId {
            promise: answer.promise.clone(),
            act: answer.act.clone(),
            policy: answer.policy.clone(),
        };
        answers.insert(id, answer);
    }
    let mut accepted = Vec::new();
    for query in queries(subject).await? {
        let Some(answer) = answers.remove(&query.id) else {
            return other("other promises or policies");
        };
        let text = match query.text {
            Text::Script(script) => Some(script),
            // No kept verdict counts against what translating alone shows.
            Text::Impossible => None,
            Text::Always => return other("a charter that kept its promises"),
        };
        if text.as_deref().map(sha256) != answer.sha256 {
            return other("other queries, perhaps of another version of this program");
        }
        accepted.push(answer.accepted(query.id, text));
    }
    if !answers.is_empty() {
        return other("other promises or policies");
    }
    Proved::try_from(Proof {
        market: kept.market,
        version: kept.version,
        charter_digest: subject.digest,
        schema_digest: schema_digest(),
        proved_at: kept.proved_at,
        solver: kept.solver,
        second_solver: kept.second_solver,
        answers: accepted,
    })
}

impl KeptAnswer {
    fn accepted(self, id: QueryId, text: Option<String>) -> Answer {
        Answer {
            id,
            verdict: if self.verdict == Verdict::Proved.word() {
                Verdict::Proved
            } else {
                Verdict::Unknown {
                    why: format!("the kept proof says `{}`", self.verdict),
                }
            },
            text,
            milliseconds: self.milliseconds,
            second_opinion: match self.second_opinion {
                words if words == SecondOpinion::Agrees.words() => SecondOpinion::Agrees,
                words if words == SecondOpinion::Disagrees.words() => SecondOpinion::Disagrees,
                why => SecondOpinion::None { why },
            },
        }
    }
}
