//! Kills the program and PostgreSQL again and again while orders are placed, and proves at the end that everything is as buyers were told.
//!
//! Buyers order as fast as they can, and send again, with its key, what had no answer. In the middle of it the program, PostgreSQL or both are
//! killed with `kill -9`, at a moment that the seed decides. After the last time everybody is answered; what the program left undone has to be
//! done by itself. Then no order may be lost, doubled or stuck, no piece sold twice, and no money taken for nothing.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::ask::{Ordering, pick};
use crate::check;
use crate::client::Connection;
use crate::database::{self, Database};
use crate::load::{self, Loop, Outcome};
use crate::seed::{self, Stage, Wanted};
use crate::server::{Program, Server};

/// The longest time between a beginning and a kill, in milliseconds; the shortest is a twentieth of it.
const PAUSE_MILLIS: usize = 800;
/// How long buyers go on asking after a kill.
const AFTERWARDS: Duration = Duration::from_millis(200);
/// How long the program may take until it answers again.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// How long it may take to finish what was left undone: longer than anybody waits for the bank.
const SETTLED_WITHIN: Duration = Duration::from_secs(180);
/// Kills after which the ledger is looked at.
const EVERY: u32 = 20;

/// How often, and whom.
#[derive(Debug, clap::Args)]
pub(crate) struct Crashes {
    /// The program [default: the `pasar` beside this program]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// The market, by its code [default: the one that the program shows first]
    #[arg(long, value_name = "CODE")]
    market: Option<String>,
    /// How often something is killed
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    kills: u32,
    /// Another number kills at other moments
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u32,
    /// How many buyers order at the same time
    #[arg(long, value_name = "N", default_value_t = 48, value_parser = clap::value_parser!(u32).range(1..=1_024))]
    buyers: u32,
    /// Make the temporary data folder in this one
    #[arg(long, value_name = "DIR")]
    inside: Option<PathBuf>,
}

/// Who is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Program,
    Postgres,
    Both,
}

const VICTIMS: [Victim; 3] = [Victim::Program, Victim::Postgres, Victim::Both];

/// Sentences about the market's tables that must be true of no row, once everything is settled.
const NEVER: [(&str, &str); 5] = [
    (
        "payments on their way",
        "select count(*) from {cell}.payment where state in ('requested', 'pending', 'authorised')",
    ),
    (
        "checkouts that wait for money",
        "select count(*) from {cell}.order_group where state = 'awaiting_payment'",
    ),
    (
        "pieces kept for nobody",
        "select coalesce(sum(reserved), 0)::bigint from {cell}.stock_item",
    ),
    (
        "charges without an order",
        "select count(*) from pasar.sandbox_payment s left join {cell}.payment p using (payment_id)
         where s.state in ('authorised', 'captured') and p.state is distinct from s.state",
    ),
    (
        "captured payments whose orders are not binding",
        "select count(*) from {cell}.payment p join {cell}.order_group g using (buyer_id, order_group_id)
         where p.state = 'captured' and g.state <> 'placed'",
    ),
];

/// Kills, and proves.
pub(crate) fn run(crashes: &Crashes) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        tokio::select! {
            ended = kill_and_prove(crashes) => ended,
            stopped = tokio::signal::ctrl_c() => {
                stopped?;
                bail!("stopped; nothing was proved")
            }
        }
    })
}

async fn kill_and_prove(crashes: &Crashes) -> anyhow::Result<()> {
    let (program, _folder) = Program::apart(crashes.program.as_deref(), crashes.inside.as_deref())?;
    let mut server = program.serve()?;
    let wanted = Wanted {
        market: crashes.market.clone(),
        skus: crashes.buyers.max(8),
        buyers: crashes.buyers,
    };
    let stage = seed::fill(&wanted, &program, &server).await?;
    // One that everybody wants, beside others.
    let mut offers = stage.shop.offers.clone();
    offers.extend(std::iter::repeat_n(stage.shop.hot.clone(), offers.len()));
    let mut buyers = Ordering::many(&stage, offers, "crash");
    for number in 1..=crashes.kills {
        let victim = victim(crashes.seed, number);
        let (next, after) = one(&program, server, buyers, victim, pause(crashes.seed, number)).await?;
        (server, buyers) = (next, after);
        if number % EVERY == 0 || number == crashes.kills {
            let told: usize = buyers.iter().map(|buyer| buyer.told.len()).sum();
            let (orders, clean) = check::ledger(&program, &stage.market)?;
            eprintln!(
                "{number} kills, {told} orders acknowledged, {orders} in the ledger, the last killed: {victim:?}"
            );
            if !clean {
                bail!("the ledger does not add up after {number} kills");
            }
        }
    }
    let calm = Loop::Closed {
        lasting: Duration::from_secs(2),
    };
    buyers = load::run(server.address, buyers, calm).await?.askers;
    settled(&program, &stage).await?;
    let checked = check::check(&program, server.address, &stage, &buyers).await?;
    let problems = checked.problems();
    println!(
        "{} kills: {} orders were acknowledged, {} exist, {} requests have no answer, {} lost, {} pieces left the shelves; ledger {}",
        crashes.kills,
        checked.told,
        checked.found,
        checked.unanswered,
        checked.lost,
        checked.pieces_gone,
        if checked.ledger_clean {
            "adds up"
        } else {
            "does not add up"
        }
    );
    server.stop()?;
    if !problems.is_empty() {
        bail!("{}", problems.join("; "));
    }
    Ok(())
}

fn victim(seed: u32, number: u32) -> Victim {
    let victim = VICTIMS.get(pick(seed, u64::from(number), VICTIMS.len()));
    victim.copied().unwrap_or(Victim::Both)
}

fn pause(seed: u32, number: u32) -> Duration {
    let least = PAUSE_MILLIS / 20;
    let millis = least + pick(!seed, u64::from(number), PAUSE_MILLIS - least);
    Duration::from_millis(u64::try_from(millis).unwrap_or_default())
}

/// Lets buyers order, kills in the middle of it, and waits until everything answers again.
async fn one(
    program: &Program,
    server: Server,
    buyers: Vec<Ordering>,
    victim: Victim,
    pause: Duration,
) -> anyhow::Result<(Server, Vec<Ordering>)> {
    let how = Loop::Closed {
        lasting: pause + AFTERWARDS,
    };
    let ordering = tokio::spawn(load::run(server.address, buyers, how));
    tokio::time::sleep(pause).await;
    let mut server = Some(server);
    if victim != Victim::Program {
        kill_postgres(program)?;
    }
    if victim != Victim::Postgres
        && let Some(running) = server.take()
    {
        running.kill()?;
    }
    let Outcome { askers, .. } = ordering.await.context("the buyers broke off")??;
    let server = match server {
        Some(running) => running,
        None => program.serve()?,
    };
    ready(&server).await?;
    Ok((server, askers))
}

fn kill_postgres(program: &Program) -> anyhow::Result<()> {
    let path = program.data.join("postgres/data/postmaster.pid");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let pid = text.lines().next().and_then(|line| line.trim().parse().ok());
    let pid = pid.and_then(Pid::from_raw).context("nobody runs the database")?;
    match kill_process(pid, Signal::KILL) {
        // It may be on its way up from the last time.
        Ok(()) | Err(rustix::io::Errno::SRCH) => Ok(()),
        Err(error) => Err(error).context("cannot kill the database"),
    }
}

/// Waits until the program says that it can do everything.
async fn ready(server: &Server) -> anyhow::Result<()> {
    let begun = Instant::now();
    loop {
        if let Ok(mut connection) = Connection::open(server.address).await {
            let request = b"GET /readyz HTTP/1.1\r\nhost: localhost\r\n\r\n";
            if connection
                .ask(request)
                .await
                .is_ok_and(|answer| answer.status == 200)
            {
                return Ok(());
            }
        }
        if begun.elapsed() > READY_WITHIN {
            bail!("nothing answers {} seconds after a kill", READY_WITHIN.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until nothing is on its way any more, which the program must bring about by itself.
async fn settled(program: &Program, stage: &Stage) -> anyhow::Result<()> {
    let database = Database::find(program)?;
    let cell = database::cell(&stage.market);
    let begun = Instant::now();
    loop {
        let mut left = Vec::new();
        for (what, query) in NEVER {
            let count = database.number(&query.replace("{cell}", &cell))?;
            if count != 0 {
                left.push(format!("{count} {what}"));
            }
        }
        if left.is_empty() {
            eprintln!(
                "everything is settled after {:.0} s",
                begun.elapsed().as_secs_f64()
            );
            return Ok(());
        }
        if begun.elapsed() > SETTLED_WITHIN {
            bail!(
                "after {} seconds there are still {}",
                SETTLED_WITHIN.as_secs(),
                left.join(", ")
            );
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_killed_and_at_many_moments() {
        let victims: Vec<Victim> = (1..100).map(|number| victim(1, number)).collect();
        assert!(VICTIMS.iter().all(|one| victims.contains(one)));
        let pauses: std::collections::BTreeSet<Duration> = (1..100).map(|number| pause(1, number)).collect();
        assert!(pauses.len() > 50);
        assert!(pauses.iter().all(|pause| (40..800).contains(&pause.as_millis())));
        assert_ne!((victim(2, 1), pause(2, 1)), (victim(1, 1), pause(1, 1)));
    }
}
