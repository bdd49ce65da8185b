//! What PostgreSQL itself could do: the same rows for each order, written by `pgbench` without any program in between.
//!
//! An order that the program made is the example. The *naive* bound copies it in a transaction for each order, with a statement for each
//! table, from 32 connections at once. The *batched* bound copies it 256 times in one transaction, with a statement for each table. Both take
//! a piece off the shelf and keep every key and rule of the schema, and both wait for the disk as the program does.

mod script;

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use serde::Serialize;

use self::script::Goods;
use crate::arguments::Arguments;
use crate::database::Database;
use crate::meter::Meter;
use crate::report::Load;
use crate::scenario::Scenario;
use crate::server::{Program, Server};
use crate::stretch;

/// Connections that write one order after the other.
const NAIVE_CLIENTS: u32 = 32;
/// Connections that write batches: while one waits for the disk, the other works.
const BATCHED_CLIENTS: u32 = 2;
/// Orders in a transaction of the batched bound.
pub(crate) const BATCH: u32 = 256;

/// A bound and how the program stands to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Bound {
    /// The load that it bounds.
    pub(crate) scenario: Scenario,
    /// `naive` or `batched`.
    pub(crate) kind: &'static str,
    /// Orders per second.
    pub(crate) per_second: f64,
    /// Orders per second of PostgreSQL's processor time.
    pub(crate) per_cpu_second: f64,
    /// Orders per second of the program's closed loop, as a share of the bound's.
    pub(crate) reached: f64,
    /// The same per CPU-second, the program's own time included.
    pub(crate) reached_per_cpu_second: f64,
}

/// Measures both bounds of every load of orders that was measured.
pub(crate) async fn measure(
    arguments: &Arguments,
    program: &Program,
    server: &Server,
    market: &str,
    loads: &[Load],
) -> anyhow::Result<Vec<Bound>> {
    let meter = Meter::new(server.pid());
    stretch::quiet(&meter).await?;
    let database = Database::find(program)?;
    let example = script::set_up(&database, market)?;
    let mut bounds = Vec::new();
    for scenario in [Scenario::OrdersSpread, Scenario::OrdersHot] {
        let closed = |load: &&Load| load.scenario == scenario && load.kind == "closed";
        let Some(load) = loads.iter().find(closed) else {
            continue;
        };
        let goods = if scenario == Scenario::OrdersHot {
            Goods::One
        } else {
            Goods::Spread(arguments.skus)
        };
        for (kind, clients, orders) in [("naive", NAIVE_CLIENTS, 1), ("batched", BATCHED_CLIENTS, BATCH)] {
            eprintln!("{} by pgbench, {kind} …", scenario.name());
            let text = example.script(goods, orders);
            let run = Run {
                clients,
                orders,
                lasting: arguments.duration(),
            };
            let (per_second, per_cpu_second) =
                run.of(&database, &meter, program.data.as_path(), &text).await?;
            bounds.push(Bound {
                scenario,
                kind,
                per_second,
                per_cpu_second,
                reached: load.per_second / per_second,
                reached_per_cpu_second: load.per_cpu_second / per_cpu_second,
            });
        }
    }
    Ok(bounds)
}

/// One run of pgbench.
struct Run {
    clients: u32,
    orders: u32,
    lasting: Duration,
}

impl Run {
    /// Runs a script. Returns orders per second, and per second of the database's processor time.
    async fn of(
        &self,
        database: &Database,
        meter: &Meter,
        folder: &Path,
        script: &str,
    ) -> anyhow::Result<(f64, f64)> {
        let file = folder.join("bound.sql");
        fs::write(&file, script).with_context(|| format!("cannot write `{}`", file.display()))?;
        let before = database.number("select count(*) from bench.counted")?;
        let clocks = meter.read()?;
        let bench = database.bench(&file, self.clients, self.lasting);
        let said = tokio::task::spawn_blocking(move || bench.run()).await??;
        let spent = meter.since(&clocks)?;
        stretch::quiet(meter).await?;
        let transactions = transactions(&said)
            .with_context(|| format!("pgbench does not say how many transactions there were:\n{said}"))?;
        let orders = transactions * u64::from(self.orders);
        let written = database.number("select count(*) from bench.counted")? - before;
        if u64::try_from(written).ok() != Some(orders) {
            bail!("pgbench says that it wrote {orders} orders, and there are {written}");
        }
        let orders = orders as f64;
        Ok((
            orders / self.lasting.as_secs_f64(),
            orders / spent.database_seconds.max(f64::MIN_POSITIVE),
        ))
    }
}

/// How many transactions pgbench says that it has made.
fn transactions(said: &str) -> Option<u64> {
    let line = said
        .lines()
        .find_map(|line| line.strip_prefix("number of transactions actually processed: "))?;
    line.split('/').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pgbench_says_how_many_transactions_there_were() {
        let said = "scaling factor: 1\nnumber of clients: 32\nnumber of transactions actually processed: 10042\nnumber of failed \
                    transactions: 0 (0.000%)\ntps = 3347.1 (without initial connection time)";
        assert_eq!(transactions(said), Some(10_042));
        assert_eq!(
            transactions("number of transactions actually processed: 7/7"),
            Some(7)
        );
        assert_eq!(transactions("connection failed"), None);
    }
}
