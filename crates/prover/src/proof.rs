//! Proving: every query is asked, on two solver processes, and answered.

use std::sync::atomic::{AtomicUsize, Ordering};

use pasar_domain::Instant;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use tokio::runtime::Handle;

use crate::example::{Example, Of, example};
use crate::facts::Facts;
use crate::query::{ProveError, Query, QueryId, Text, queries};
use crate::session::{Said, Session};
use crate::solver::{Solver, Solvers};
use crate::subject::Subject;

/// The promise that the program itself adds to every charter: no policy ends in an error when it is evaluated.
pub const NO_ERRORS: &str = "no-errors";

/// What came out for one query.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// No facts whatever break the promise.
    Proved,
    /// These facts do.
    Broken(Box<Example>),
    /// Nobody knows, which counts as not proved.
    Unknown {
        /// Why not.
        why: String,
    },
}

/// What another solver says to a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondOpinion {
    /// The same.
    Agrees,
    /// Nothing, for this reason.
    None {
        /// Why not.
        why: String,
    },
    /// The opposite. Then nothing is proved.
    Disagrees,
}

/// The answer to one query, with what is needed to ask it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Which query.
    pub id: QueryId,
    /// What came out.
    pub verdict: Verdict,
    /// The query as SMT-LIB; none where translating alone gave the answer.
    pub text: Option<String>,
    /// How long the solver took.
    pub milliseconds: u64,
    /// What the other solver says.
    pub second_opinion: SecondOpinion,
}

/// The answers to all queries of a charter version.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The market.
    pub market: String,
    /// The version.
    pub version: String,
    /// The digest of the version's files.
    pub charter_digest: [u8; 32],
    /// The digest of the schema of facts.
    pub schema_digest: [u8; 32],
    /// When it was made.
    pub proved_at: Instant,
    /// Who answered.
    pub solver: String,
    /// Who was asked for a second opinion.
    pub second_solver: Option<String>,
    /// The answers, in the order of their queries.
    pub answers: Vec<Answer>,
}

impl Answer {
    /// SHA-256 of the query's text, in hexadecimal.
    pub fn text_sha256(&self) -> Option<String> {
        self.text.as_deref().map(sha256)
    }

    /// Is it proved?
    pub fn is_proved(&self) -> bool {
        self.verdict == Verdict::Proved
    }

    /// The answer for a machine, without the text.
    pub fn to_json(&self) -> Json {
        let mut json = json!({
            "promise": self.id.promise,
            "act": self.id.act,
            "verdict": self.verdict.word(),
            "sha256": self.text_sha256(),
            "milliseconds": self.milliseconds,
            "second_opinion": self.second_opinion.words(),
        });
        if let Some(policy) = &self.id.policy {
            json["policy"] = Json::from(policy.as_str());
        }
        match &self.verdict {
            Verdict::Proved => {}
            Verdict::Broken(example) => json["example"] = example.to_json(),
            Verdict::Unknown { why } => json["why"] = Json::from(why.as_str()),
        }
        json
    }
}

impl Verdict {
    /// The verdict in a word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Broken(_) => "broken",
            Self::Unknown { .. } => "unknown",
        }
    }
}

impl SecondOpinion {
    /// The opinion in words.
    pub fn words(&self) -> &str {
        match self {
            Self::Agrees => "agrees",
            Self::Disagrees => "disagrees",
            Self::None { why } => why,
        }
    }
}

impl Proof {
    /// Is every promise proved?
    pub fn is_proved(&self) -> bool {
        !self.answers.is_empty() && self.answers.iter().all(Answer::is_proved)
    }

    /// The proof for a machine, without the texts.
    pub fn to_json(&self) -> Json {
        json!({
            "market": self.market,
            "version": self.version,
            "charter_sha256": hex(&self.charter_digest),
            "schema_sha256": hex(&self.schema_digest),
            "proved_at": self.proved_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            "proved": self.is_proved(),
            "solver": self.solver,
            "second_solver": self.second_solver,
            "answers": self.answers.iter().map(Answer::to_json).collect::<Vec<_>>(),
        })
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of a text, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// The digest of the schema of facts.
pub(crate) fn schema_digest() -> [u8; 32] {
    Sha256::digest(pasar_policy::SCHEMA_TEXT).into()
}

/// Proves a charter version: asks for every promise and every act. The proof has an answer for each, whatever it is.
///
/// # Errors
/// Something cannot be translated for the solver, so that it cannot even be asked.
pub async fn prove(subject: Subject, solvers: &Solvers, at: Instant) -> Result<Proof, ProveError> {
    let solvers = solvers.clone();
    aside(async move || prove_here(&subject, &solvers, at).await).await
}

/// Translating keeps a processor busy, and finding examples too: done on a thread beside those that serve.
pub(crate) async fn aside<T: Send + 'static>(work: impl AsyncFnOnce() -> T + Send + 'static) -> T {
    let runtime = Handle::current();
    match tokio::task::spawn_blocking(move || runtime.block_on(work())).await {
        Ok(done) => done,
        Err(broken) => std::panic::resume_unwind(broken.into_panic()),
    }
}

async fn prove_here(subject: &Subject, solvers: &Solvers, at: Instant) -> Result<Proof, ProveError> {
    let queries = queries(subject).await?;
    let next = AtomicUsize::new(0);
    let work = async || {
        let mut asker = Asker::new(solvers);
        let mut answers = Vec::new();
        while let Some(query) = queries.get(next.fetch_add(1, Ordering::Relaxed)) {
            answers.push(asker.answer(subject, query).await);
        }
        answers
    };
    // Two solver processes work at once, one for each.
    let (mut answers, more) = tokio::join!(work(), work());
    answers.extend(more);
    answers.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(Proof {
        market: subject.place.code.to_string(),
        version: subject.version.clone(),
        charter_digest: subject.digest,
        schema_digest: schema_digest(),
        proved_at: at,
        solver: solvers.first.title(),
        second_solver: solvers.second.as_ref().map(Solver::title),
        answers,
    })
}

/// Asks the solvers.
pub(crate) struct Asker {
    first: Session,
    second: Option<Session>,
    solver: Solver,
    second_title: String,
}

/// What the solvers say together.
pub(crate) struct Heard {
    /// Are there facts that do what the query asks for?
    pub(crate) found: Result<bool, String>,
    pub(crate) milliseconds: u64,
    pub(crate) second_opinion: SecondOpinion,
}

impl Asker {
    pub(crate) fn new(solvers: &Solvers) -> Self {
        Self {
            first: Session::new(solvers.first.clone()),
            second: solvers.second.clone().map(Session::new),
            solver: solvers.first.clone(),
            second_title: solvers.second.as_ref().map(Solver::title).unwrap_or_default(),
        }
    }

    /// The solver that finds examples.
    pub(crate) const fn solver(&self) -> &Solver {
        &self.solver
    }

    /// Asks both.
    pub(crate) async fn hear(&mut self, text: &Text) -> Heard {
        let script = match text {
            Text::Script(script) => script,
            Text::Impossible | Text::Always => {
                let why = "nothing is left to ask after translating".to_owned();
                return Heard {
                    found: Ok(*text == Text::Always),
                    milliseconds: 0,
                    second_opinion: SecondOpinion::None { why },
                };
            }
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "how long the solver takes is part of the proof"
        )]
        let started = std::time::Instant::now();
        let said = self.first.ask(script).await;
        let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let second_opinion = self.second_opinion(script, &said).await;
        let found = match (&said, &second_opinion) {
            (_, SecondOpinion::Disagrees) => Err(format!(
                "the solvers disagree: {} says {}, and {} the opposite",
                self.solver.title(),
                said.word(),
                self.second_title
            )),
            (Said::Unsat, _) => Ok(false),
            (Said::Sat, _) => Ok(true),
            (Said::Nothing(why), _) => Err(why.clone()),
        };
        Heard {
            found,
            milliseconds,
            second_opinion,
        }
    }

    async fn second_opinion(&mut self, script: &str, first: &Said) -> SecondOpinion {
        let none = |why: &str| SecondOpinion::None { why: why.to_owned() };
        let Some(second) = &mut self.second else {
            return none("z3 is not here");
        };
        // Theories that cvc5 has and z3 has not.
        if script.contains("(Set ") {
            return none("z3 cannot read this query");
        }
        match (first, second.ask(script).await) {
            (Said::Nothing(_), _) => none("there is no first opinion"),
            (_, Said::Nothing(why)) => SecondOpinion::None { why },
            (first, second) if *first == second => SecondOpinion::Agrees,
            _ => SecondOpinion::Disagrees,
        }
    }

    /// Answers a query of a charter.
    async fn answer(&mut self, subject: &Subject, query: &Query) -> Answer {
        let heard = self.hear(&query.text).await;
        let verdict = match heard.found {
            Ok(false) => Verdict::Proved,
            Ok(true) => self.broken(subject, query).await,
            Err(why) => Verdict::Unknown { why },
        };
        Answer {
            id: query.id.clone(),
            verdict,
            text: match &query.text {
                Text::Script(script) => Some(script.clone()),
                Text::Impossible | Text::Always => None,
            },
            milliseconds: heard.milliseconds,
            second_opinion: heard.second_opinion,
        }
    }

    /// Finds the example of a broken promise.
    async fn broken(&self, subject: &Subject, query: &Query) -> Verdict {
        let meaning = subject
            .meanings
            .iter()
            .find(|meaning| meaning.promise == query.id.promise);
        let of = match (meaning, &query.id.policy) {
            (Some(meaning), _) => Of::Promise {
                id: &meaning.promise,
                kind: meaning.kind,
                meaning: &meaning.policies,
            },
            (None, policy) => Of::Error {
                policy: policy.as_deref().unwrap_or_default(),
            },
        };
        match find(&query.claim, &self.solver, subject, &of).await {
            Ok(example) => Verdict::Broken(Box::new(example)),
            Err(why) => Verdict::Unknown { why },
        }
    }
}

/// Finds an example of facts that break a claim.
pub(crate) async fn find(
    claim: &crate::query::Claim,
    solver: &Solver,
    subject: &Subject,
    of: &Of<'_>,
) -> Result<Example, String> {
    let model = claim.model(solver).await?;
    let model = model.ok_or_else(|| {
        format!(
            "{} says that there is an example, and then that there is none",
            solver.title()
        )
    })?;
    let facts = Facts::of(&model)
        .ok_or_else(|| "the solver’s example has facts that Cedar has no words for".to_owned())?;
    example(subject, of, facts).ok_or_else(|| {
        "the solver has an example about which Cedar’s own authorizer decides otherwise; please report it"
            .to_owned()
    })
}
