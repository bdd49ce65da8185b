//! The solvers: what is needed to prove a charter.

use std::path::Path;

use pasar_prover::{NoSolver, Solver, Solvers};

use super::Finding;
use crate::config::Config;

/// Is cvc5 here, which proves?
pub(super) async fn first(config: &Config) -> Finding {
    let found = Solvers::find(config.prover.cvc5.get().map(Path::to_owned), None).await;
    finding(
        "cvc5",
        found.map(|solvers| solvers.first),
        "charters are enforced all the same, but none can be proved or adopted",
    )
}

/// Is z3 here, which gives a second opinion?
pub(super) async fn second(config: &Config) -> Finding {
    let found = Solvers::second(config.prover.z3.get().map(Path::to_owned)).await;
    finding("z3", found, "proofs of charters get no second opinion")
}

fn finding(about: &'static str, found: Result<Solver, NoSolver>, without: &str) -> Finding {
    match found {
        Ok(solver) => Finding::fine(about, format!("version {} proves charters", solver.version)),
        Err(missing) => {
            let missing = missing.to_string();
            let (_, remedy) = missing.split_once("; ").unwrap_or(("", &missing));
            Finding::care(about, format!("it is not here: {without}"), remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[tokio::test]
    async fn a_missing_solver_stands_in_nobody_s_way_and_has_a_remedy() {
        let mut config = Config::default();
        assert_eq!(
            (first(&config).await.state, second(&config).await.state),
            (State::Fine, State::Fine)
        );
        config.prover.cvc5.0 = "/nowhere/cvc5".into();
        let finding = first(&config).await;
        assert_eq!(finding.state, State::Care);
        assert!(finding.remedy.unwrap().contains("apt-get install cvc5"));
    }
}
