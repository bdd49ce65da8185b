//! What the market promises, and the proof.

pub mod list;

use serde::Serialize;
use utoipa::ToSchema;

/// The promises of the market's charter in force.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Promises)]
pub struct PromisesJson {
    /// The version of the charter.
    pub charter_version: String,
    /// From when on it counts: a day.
    #[schema(format = "date")]
    pub effective_on: String,
    /// When its promises were proved; none while they are not.
    pub proved_at: Option<chrono::DateTime<chrono::Utc>>,
    /// The program that proved them.
    pub solver: Option<String>,
    /// The program that was asked again.
    pub second_solver: Option<String>,
    /// The promises.
    pub promises: Vec<PromiseJson>,
}

/// A promise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Promise)]
pub struct PromiseJson {
    /// Its name in addresses.
    pub promise: String,
    /// `never`: nothing of this is permitted. `always`: all of this is.
    #[schema(pattern = "^(never|always)$")]
    pub kind: String,
    /// To whom it is made: `regulator`, `sellers`, `buyers` or `public`.
    #[schema(pattern = "^(regulator|sellers|buyers|public)$")]
    pub audience: String,
    /// The promise, in the language of the request.
    pub sentence: String,
    /// What exactly is never or always the case, in the language of the request.
    pub meaning_in_words: String,
    /// The same in Cedar.
    pub meaning: String,
    /// When it was made, or became law: a day.
    #[schema(format = "date")]
    pub made_on: String,
    /// Where it was made.
    pub source: SourceJson,
    /// The rules that keep it by refusing.
    pub kept_by: Vec<KeepingRuleJson>,
    /// Is every question about it proved?
    pub is_proved: bool,
    /// The questions about it, one for each act.
    pub proof: Vec<QueryJson>,
    /// Its page.
    pub url: String,
}

/// Where something comes from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Source)]
pub struct SourceJson {
    /// What it is, in the language of the request.
    pub title: String,
    /// Where it can be read; none for the operator's own choice.
    pub reference: Option<String>,
    /// When it was published or read.
    pub date: Option<String>,
}

/// A rule that keeps a promise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KeepingRule)]
pub struct KeepingRuleJson {
    /// Its id in the charter.
    pub rule: String,
    /// Its name, in the language of the request.
    pub title: String,
    /// How often it refused something this month.
    pub refused_this_month: i64,
}

/// A question to the solver.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProofQuery)]
pub struct QueryJson {
    /// About which act.
    pub act: String,
    /// What came out: `proved`, or why not.
    pub verdict: String,
    /// What the other solver says: `agrees`, or why it says nothing.
    pub second_opinion: String,
    /// SHA-256 of the question's text in SMT-LIB; none when the answer needed no solver.
    pub sha256: Option<String>,
    /// Where the text is.
    pub url: Option<String>,
}
