//! Compares two versions by proof: what the new one permits that the old one refused, and what it refuses that the old one permitted.

use serde_json::{Value as Json, json};

use crate::example::{Example, Of};
use crate::proof::{Asker, aside, find};
use crate::query::{Claim, ProveError, Text, act, compile, environments};
use crate::solver::Solvers;
use crate::subject::Subject;

/// Which way a version changes what is permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It permits what was refused: announced before it takes effect.
    Loosened,
    /// It refuses what was permitted.
    Tightened,
}

/// A change of one act.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The act.
    pub act: String,
    /// Which way.
    pub direction: Direction,
    /// An example; or why none could be found, where the solver does not know whether anything changes.
    pub example: Result<Example, String>,
}

/// Everything that changes from one version to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The old version.
    pub old: String,
    /// The new version.
    pub new: String,
    /// The changes. For every act and direction that is not here it is proved that nothing changes.
    pub changes: Vec<Change>,
    /// The acts that were compared.
    pub acts: Vec<String>,
}

impl Direction {
    /// The direction in a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loosened => "loosened",
            Self::Tightened => "tightened",
        }
    }
}

impl Comparison {
    /// Does the new version permit something that the old one refused, or can that not be ruled out?
    pub fn loosens(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.direction == Direction::Loosened)
    }

    /// The comparison for a machine.
    pub fn to_json(&self) -> Json {
        let changes = self.changes.iter().map(|change| {
            json!({
                "act": change.act,
                "direction": change.direction.as_str(),
                "example": change.example.as_ref().ok().map(Example::to_json),
                "unknown": change.example.as_ref().err(),
            })
        });
        json!({
            "old": self.old,
            "new": self.new,
            "loosens": self.loosens(),
            "acts": self.acts,
            "changes": changes.collect::<Vec<_>>(),
        })
    }
}

/// Compares two versions of a market's charter.
///
/// # Errors
/// A policy cannot be translated for the solver.
pub async fn compare(old: Subject, new: Subject, solvers: &Solvers) -> Result<Comparison, ProveError> {
    let solvers = solvers.clone();
    aside(async move || compare_here(&old, &new, &solvers).await).await
}

async fn compare_here(old: &Subject, new: &Subject, solvers: &Solvers) -> Result<Comparison, ProveError> {
    let schema = pasar_policy::schema();
    let mut asker = Asker::new(solvers);
    let mut changes = Vec::new();
    let mut acts = Vec::new();
    for env in environments(schema) {
        let before = compile(&old.policies, &env, schema, "the old version")?;
        let after = compile(&new.policies, &env, schema, "the new version")?;
        acts.push(act(&env));
        for direction in [Direction::Loosened, Direction::Tightened] {
            let claim = match direction {
                Direction::Loosened => Claim::Implies(after.clone(), before.clone()),
                Direction::Tightened => Claim::Implies(before.clone(), after.clone()),
            };
            let text = claim.text().await.map_err(|why| ProveError::Untranslatable {
                what: "the difference of the two versions".to_owned(),
                act: act(&env),
                why,
            })?;
            if let Some(example) = look(&mut asker, (old, new), &claim, &text, direction).await {
                changes.push(Change {
                    act: act(&env),
                    direction,
                    example,
                });
            }
        }
    }
    Ok(Comparison {
        old: old.version.clone(),
        new: new.version.clone(),
        changes,
        acts,
    })
}

/// Looks for a change of one act. None: it is proved that there is none.
async fn look(
    asker: &mut Asker,
    (old, new): (&Subject, &Subject),
    claim: &Claim,
    text: &Text,
    direction: Direction,
) -> Option<Result<Example, String>> {
    match asker.hear(text).await.found {
        Ok(false) => None,
        Ok(true) => {
            let loosened = direction == Direction::Loosened;
            Some(find(claim, asker.solver(), new, &Of::Change { old, loosened }).await)
        }
        Err(why) => Some(Err(why)),
    }
}
