//! What the pages of promises show, in the words of a language.

/// A promise among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPromise {
    /// Its name in addresses.
    pub id: String,
    /// Its page.
    pub href: String,
    /// The promise.
    pub sentence: String,
    /// What exactly never or always happens.
    pub meaning: String,
    /// Does it say what never happens, rather than what is always allowed?
    pub is_never: bool,
    /// Since when: a day.
    pub since: String,
    /// Where it was made.
    pub source: ShownSource,
    /// Its proof; none while there is none.
    pub proof: Option<ShownProof>,
    /// How often rules that keep it refused something this month; none when no rule keeps it by refusing.
    pub refused: Option<i64>,
}

/// Promises to the same people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseGroup {
    /// Its name in addresses.
    pub id: String,
    /// To whom: "To the state".
    pub title: String,
    /// The promises.
    pub promises: Vec<ShownPromise>,
}

/// Where something comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShownSource {
    /// What it is.
    pub title: String,
    /// Where it can be read; empty for the operator's own choice.
    pub reference: String,
    /// When it was published or read; empty when that does not matter.
    pub date: String,
}

/// A proof, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownProof {
    /// When it was made: a day.
    pub day: String,
    /// Who proved it.
    pub solver: String,
    /// Who was asked again; empty when nobody was.
    pub second: String,
    /// How many questions the promise became.
    pub questions: usize,
    /// To how many the second one came to the same answer.
    pub seconded: usize,
    /// The questions, each about one act.
    pub acts: Vec<ShownQuery>,
}

/// One question to the solver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownQuery {
    /// About what: "Selling goods".
    pub act: String,
    /// SHA-256 of its text, in SMT-LIB; empty when the answer needed no solver.
    pub sha256: String,
    /// Where the text is; empty without one.
    pub href: String,
}

/// A rule that keeps a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRule {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// What it says when it refuses.
    pub reason: String,
    /// How often it refused this month.
    pub refused: i64,
    /// Its text.
    pub policy: String,
}

/// A case of the charter, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCase {
    /// What happens.
    pub title: String,
    /// Who, what, where, when: names and words.
    pub facts: Vec<(String, String)>,
    /// Is it allowed?
    pub is_allowed: bool,
    /// Why not: what the rules say that refuse it.
    pub reasons: Vec<String>,
}

/// A version of the charter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownVersion {
    /// Its name.
    pub name: String,
    /// From when on it counts.
    pub from: String,
}

/// The versions of a market's charter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShownVersions {
    /// The one in force.
    pub in_force: Option<ShownVersion>,
    /// Those that come, the next first.
    pub next: Vec<ShownVersion>,
    /// Those that were, the last first.
    pub before: Vec<ShownVersion>,
}
