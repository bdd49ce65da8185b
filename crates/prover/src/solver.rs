//! The solvers on this machine.

use std::path::PathBuf;
use std::process::Stdio;

use tokio::process::Command;

/// A solver: a program that reads SMT-LIB 2 from its standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solver {
    /// Its name: `cvc5`.
    pub name: &'static str,
    /// Its version as it says itself: `1.0.3`.
    pub version: String,
    /// The program.
    pub program: PathBuf,
    arguments: &'static [&'static str],
}

/// The solver is not here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the solver {name} is not here (tried `{program}`); install {name}, for example with `apt-get install {name}`, or name its program in {variable}"
)]
pub struct NoSolver {
    name: &'static str,
    program: String,
    variable: &'static str,
}

/// Who answers, and who is asked for a second opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solvers {
    /// cvc5: its answer counts.
    pub first: Solver,
    /// z3, where it is installed: where it answers otherwise, nothing is proved.
    pub second: Option<Solver>,
}

// No argument limits time or resources: an answer takes as long as it takes, and whoever waits may stop waiting.
const CVC5: (&str, &str, &[&str]) = ("cvc5", "CVC5", &["--lang", "smt2", "--quiet"]);
const Z3: (&str, &str, &[&str]) = ("z3", "Z3", &["-in", "-smt2"]);

impl Solvers {
    /// Looks for the solvers: the programs `cvc5` and `z3`, unless other ones are named.
    ///
    /// # Errors
    /// cvc5 is not here. Without z3 there is no second opinion, which is no error.
    pub async fn find(cvc5: Option<PathBuf>, z3: Option<PathBuf>) -> Result<Self, NoSolver> {
        Ok(Self {
            first: Solver::find(CVC5, cvc5).await?,
            second: Self::second(z3).await.ok(),
        })
    }

    /// Looks for the solver of second opinions only.
    ///
    /// # Errors
    /// It is not here.
    pub async fn second(z3: Option<PathBuf>) -> Result<Solver, NoSolver> {
        Solver::find(Z3, z3).await
    }
}

impl Solver {
    async fn find(
        (name, variable, arguments): (&'static str, &'static str, &'static [&'static str]),
        program: Option<PathBuf>,
    ) -> Result<Self, NoSolver> {
        let program = program.unwrap_or_else(|| name.into());
        let said = Command::new(&program)
            .arg("--version")
            .stdin(Stdio::null())
            .output()
            .await;
        let version = said
            .ok()
            .filter(|output| output.status.success())
            .and_then(|output| version_in(&String::from_utf8_lossy(&output.stdout)));
        let missing = || NoSolver {
            name,
            program: program.display().to_string(),
            variable,
        };
        Ok(Self {
            name,
            version: version.ok_or_else(missing)?,
            program: program.clone(),
            arguments,
        })
    }

    /// The command that starts it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(self.arguments).kill_on_drop(true);
        command
    }

    /// Name and version: `cvc5 1.0.3`.
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

/// The first word of the first line that looks like a version.
fn version_in(text: &str) -> Option<String> {
    let words = text.lines().next()?.split_whitespace();
    let is_version =
        |word: &&str| word.contains('.') && word.starts_with(|first: char| first.is_ascii_digit());
    words.into_iter().find(is_version).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_the_solvers_say() {
        assert_eq!(
            version_in("This is cvc5 version 1.0.3\ncompiled"),
            Some("1.0.3".to_owned())
        );
        assert_eq!(
            version_in("Z3 version 4.8.12 - 64 bit"),
            Some("4.8.12".to_owned())
        );
        assert_eq!(version_in("no such thing"), None);
    }

    #[tokio::test]
    async fn a_missing_solver_says_what_to_install() {
        let error = Solvers::find(Some("/nowhere/cvc5".into()), None)
            .await
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("apt-get install cvc5") && error.contains("CVC5"),
            "{error}"
        );
    }
}
