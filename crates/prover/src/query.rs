//! Queries: for every promise and every act, the question whether some facts break it, as a text of SMT-LIB.

use cedar_policy::{PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::solver::{LocalSolver, WriterSolver};
use cedar_policy_symcc::{
    CedarSymCompiler, CompiledPolicy, CompiledPolicySet, Env, ResetMode, WellFormedAsserts, disjoint_asserts,
    implies_asserts, never_errors_asserts,
};

use crate::solver::Solver;
use crate::subject::{MeaningKind, Subject};

/// Names a query inside a charter version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueryId {
    /// The promise.
    pub promise: String,
    /// The act.
    pub act: String,
    /// The one policy that is asked about, where it is not all of them.
    pub policy: Option<String>,
}

/// Why nothing could be asked.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// A policy or meaning cannot be translated for the solver.
    #[error("{what} cannot be translated for the solver, for the act `{act}`: {why}")]
    Untranslatable {
        /// Which policies.
        what: String,
        /// For which act.
        act: String,
        /// What is wrong with them.
        why: String,
    },
}

/// What the solver is asked. Every query asks for facts that do something; *unsat* means that there are none.
pub(crate) enum Claim {
    /// No facts are permitted by both.
    Disjoint(CompiledPolicySet, CompiledPolicySet),
    /// Whatever the first permits, the second permits.
    Implies(CompiledPolicySet, CompiledPolicySet),
    /// The policy can always be evaluated.
    NeverErrors(CompiledPolicy),
}

/// What a query comes to when it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// There are no such facts: the translation alone shows it, and nothing is left to ask.
    Impossible,
    /// Whatever the facts are, they do it.
    Always,
    /// A script of SMT-LIB for a solver.
    Script(String),
}

impl Claim {
    fn asserts(&self) -> WellFormedAsserts<'_> {
        match self {
            Self::Disjoint(one, other) => disjoint_asserts(one, other),
            Self::Implies(narrow, wide) => implies_asserts(narrow, wide),
            Self::NeverErrors(policy) => never_errors_asserts(policy),
        }
    }

    /// The query's text. The same charter and schema give the same text on every machine.
    pub(crate) async fn text(&self) -> Result<Text, String> {
        let writer = WriterSolver { w: Vec::new() };
        let mut compiler = CedarSymCompiler::new(writer)
            .map_err(|error| error.to_string())?
            .with_reset_mode(ResetMode::Comment);
        let asserts = self.asserts();
        let answer = compiler.check_unsat(&asserts).await;
        let script = std::mem::take(&mut compiler.solver_mut().w);
        match answer {
            _ if !script.is_empty() => String::from_utf8(script)
                .map(Text::Script)
                .map_err(|error| error.to_string()),
            Ok(true) => Ok(Text::Impossible),
            Ok(false) => Ok(Text::Always),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Facts that break the claim, from the solver's model.
    pub(crate) async fn model(&self, solver: &Solver) -> Result<Option<Env>, String> {
        let process = LocalSolver::from_command(&mut solver.command()).map_err(|error| error.to_string())?;
        let mut compiler = CedarSymCompiler::new(process).map_err(|error| error.to_string())?;
        let asserts = self.asserts();
        let found = compiler
            .check_sat(&asserts)
            .await
            .map_err(|error| error.to_string());
        let _ = compiler.solver_mut().clean_up().await;
        found
    }
}

/// A query, ready to be asked.
pub(crate) struct Query {
    pub(crate) id: QueryId,
    pub(crate) claim: Claim,
    pub(crate) text: Text,
}

/// All queries of a charter version, in their order.
pub(crate) async fn queries(subject: &Subject) -> Result<Vec<Query>, ProveError> {
    let schema = pasar_policy::schema();
    let mut queries = Vec::new();
    for env in environments(schema) {
        let charter = compile(&subject.policies, &env, schema, "the charter’s policies")?;
        for meaning in &subject.meanings {
            let what = format!("the meaning of the promise `{}`", meaning.promise);
            let named = compile(&meaning.policies, &env, schema, &what)?;
            let claim = match meaning.kind {
                MeaningKind::Never => Claim::Disjoint(charter.clone(), named),
                MeaningKind::Always => Claim::Implies(named, charter.clone()),
            };
            queries.push(query(&meaning.promise, &env, None, claim).await?);
        }
        for policy in subject.policies.policies() {
            let id = policy.id().to_string();
            let what = format!("the policy `{id}`");
            let compiled = CompiledPolicy::compile(policy, &env, schema)
                .map_err(|error| untranslatable(&what, &env, error))?;
            queries.push(query(crate::NO_ERRORS, &env, Some(id), Claim::NeverErrors(compiled)).await?);
        }
    }
    queries.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(queries)
}

/// The acts of the schema, by name.
pub(crate) fn environments(schema: &Schema) -> Vec<RequestEnv> {
    let mut environments: Vec<RequestEnv> = schema.request_envs().collect();
    environments.sort_by_key(act);
    environments
}

/// The act of an environment.
pub(crate) fn act(env: &RequestEnv) -> String {
    env.action().id().unescaped().to_owned()
}

async fn query(
    promise: &str,
    env: &RequestEnv,
    policy: Option<String>,
    claim: Claim,
) -> Result<Query, ProveError> {
    let id = QueryId {
        promise: promise.to_owned(),
        act: act(env),
        policy,
    };
    let text = claim
        .text()
        .await
        .map_err(|why| untranslatable(&format!("the promise `{promise}`"), env, why))?;
    Ok(Query { id, claim, text })
}

/// Translates policies for one act.
pub(crate) fn compile(
    policies: &PolicySet,
    env: &RequestEnv,
    schema: &Schema,
    what: &str,
) -> Result<CompiledPolicySet, ProveError> {
    CompiledPolicySet::compile(policies, env, schema).map_err(|error| untranslatable(what, env, error))
}

fn untranslatable(what: &str, env: &RequestEnv, why: impl std::fmt::Display) -> ProveError {
    ProveError::Untranslatable {
        what: what.to_owned(),
        act: act(env),
        why: why.to_string(),
    }
}
