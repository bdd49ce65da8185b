//! A solver at work: the exact text of a query goes in, an answer comes out.

use std::io;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout};

use crate::solver::Solver;

/// Said after each query, so that everything up to it belongs to that query.
const END: &str = "end-of-answer";

/// What a solver answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// No facts do what the query asks for.
    Unsat,
    /// Some facts do.
    Sat,
    /// It does not know, or did not understand; in its own words.
    Nothing(String),
}

impl Said {
    pub(crate) fn word(&self) -> &str {
        match self {
            Self::Unsat => "unsat",
            Self::Sat => "sat",
            Self::Nothing(why) => why,
        }
    }
}

/// A process that answers one query after the other. It starts when it is first asked, and anew after an error: what a solver
/// knows after one is nobody's guess.
pub(crate) struct Session {
    solver: Solver,
    running: Option<Running>,
}

struct Running {
    input: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

impl Session {
    pub(crate) const fn new(solver: Solver) -> Self {
        Self {
            solver,
            running: None,
        }
    }

    /// Asks a query: a complete script of SMT-LIB that ends with `(check-sat)`.
    pub(crate) async fn ask(&mut self, text: &str) -> Said {
        let mut running = match self
            .running
            .take()
            .map_or_else(|| Running::start(&self.solver), Ok)
        {
            Ok(running) => running,
            Err(error) => return Said::Nothing(format!("{} does not start: {error}", self.solver.title())),
        };
        match running.ask(text).await {
            Ok(lines) => match lines.as_slice() {
                [line] if line == "unsat" => {
                    self.running = Some(running);
                    Said::Unsat
                }
                [line] if line == "sat" => {
                    self.running = Some(running);
                    Said::Sat
                }
                lines => Said::Nothing(format!("{} says: {}", self.solver.title(), first_of(lines))),
            },
            Err(error) => Said::Nothing(format!("{} broke off: {error}", self.solver.title())),
        }
    }
}

fn first_of(lines: &[String]) -> String {
    // An error says more than the answer that may follow it.
    let error = lines.iter().find(|line| line.contains("error"));
    let line = error.or(lines.first()).map_or("nothing", String::as_str);
    line.chars().take(200).collect()
}

impl Running {
    fn start(solver: &Solver) -> io::Result<Self> {
        let mut child = solver
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (input, output) = pipes.ok_or_else(|| io::Error::other("it has no pipes"))?;
        Ok(Self {
            input,
            lines: BufReader::new(output).lines(),
            _child: child,
        })
    }

    async fn ask(&mut self, text: &str) -> io::Result<Vec<String>> {
        let script = format!("(reset)\n{text}\n(echo \"{END}\")\n");
        self.input.write_all(script.as_bytes()).await?;
        self.input.flush().await?;
        let mut said = Vec::new();
        while let Some(line) = self.lines.next_line().await? {
            if line.trim().trim_matches('"') == END {
                return Ok(said);
            }
            if !line.trim().is_empty() {
                said.push(line.trim().to_owned());
            }
        }
        // It ended, and what it said last is its reason.
        if said.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        said.push("error: it ended".to_owned());
        Ok(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solver::Solvers;

    #[tokio::test]
    async fn both_solvers_answer_one_query_after_the_other() {
        let solvers = Solvers::find(None, None).await.unwrap();
        for solver in [solvers.first, solvers.second.unwrap()] {
            let mut session = Session::new(solver);
            for _ in 0..2 {
                let query =
                    "(set-logic ALL)\n(declare-const a Bool)\n(assert a)\n(assert (not a))\n(check-sat)";
                assert_eq!(session.ask(query).await, Said::Unsat);
                let query = "(set-logic ALL)\n(declare-const a Bool)\n(assert a)\n(check-sat)";
                assert_eq!(session.ask(query).await, Said::Sat);
                assert!(matches!(
                    session.ask("(set-logic ALL)\n(assert b)\n(check-sat)").await,
                    Said::Nothing(_)
                ));
            }
        }
    }

    #[tokio::test]
    async fn an_error_before_an_answer_is_no_answer() {
        let solvers = Solvers::find(None, None).await.unwrap();
        // z3 goes on after an error, and would answer for less than was asked.
        let mut session = Session::new(solvers.second.unwrap());
        let said = session
            .ask("(set-logic ALL)\n(assert nonsense)\n(assert false)\n(check-sat)")
            .await;
        assert!(
            matches!(&said, Said::Nothing(why) if why.contains("nonsense")),
            "{said:?}"
        );
    }
}
