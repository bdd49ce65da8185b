//! The figures.

mod table;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

pub(crate) use table::table;

use crate::bound::Bound;
use crate::check::Checked;
use crate::load::{Loop, Tally};
use crate::machine::Machine;
use crate::meter::Spent;
use crate::processes::Memory;
use crate::scenario::Scenario;

/// Everything that was measured in one run.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// Where.
    pub(crate) machine: Machine,
    /// The market's code.
    pub(crate) market: String,
    /// Products in the shop, the hot one not counted.
    pub(crate) skus: u32,
    /// From the start of the program.
    pub(crate) starts: Starts,
    /// The program's memory; PostgreSQL has its own.
    pub(crate) memory: MemoryUse,
    /// Each load.
    pub(crate) loads: Vec<Load>,
    /// What PostgreSQL could do with the same orders; there when orders were measured.
    pub(crate) bounds: Vec<Bound>,
    /// JSON of a product per CPU-second, as a share of greetings per CPU-second; there when both were measured.
    pub(crate) json_to_hello: Option<f64>,
    /// What was found afterwards; there when orders were measured.
    pub(crate) checked: Option<Checked>,
}

/// How long starts took, until the first page was there, in milliseconds. PostgreSQL is started with the program.
#[derive(Debug, Serialize)]
pub(crate) struct Starts {
    /// The first start, which makes the database.
    pub(crate) first_ms: f64,
    /// Starts on data that is there.
    pub(crate) cold_ms: Vec<f64>,
    /// The start after the program was killed.
    pub(crate) after_kill_ms: Option<f64>,
}

/// Resident memory in mebibytes.
#[derive(Debug, Serialize)]
pub(crate) struct MemoryUse {
    /// After a start on data that is there and one page.
    pub(crate) idle_mib: f64,
    /// The most under all loads.
    pub(crate) peak_mib: f64,
}

impl MemoryUse {
    pub(crate) fn new(idle: Memory, end: Memory) -> Self {
        Self {
            idle_mib: idle.resident_mib,
            peak_mib: end.peak_mib,
        }
    }
}

/// A load and what came of it.
#[derive(Debug, Serialize)]
pub(crate) struct Load {
    /// What was asked.
    pub(crate) scenario: Scenario,
    /// `closed` or `open`.
    #[serde(rename = "loop")]
    pub(crate) kind: &'static str,
    /// The rate of an open loop.
    pub(crate) wanted_per_second: Option<f64>,
    /// Connections.
    pub(crate) clients: usize,
    /// Good answers.
    pub(crate) good: u64,
    /// What went wrong, and how often.
    pub(crate) errors: BTreeMap<String, u64>,
    /// Requests of an open loop that were not sent: the server was far too slow.
    pub(crate) unsent: u64,
    /// Good answers per second.
    pub(crate) per_second: f64,
    /// Good answers per second of processor time of program and database together.
    pub(crate) per_cpu_second: f64,
    /// The same, with what an order causes afterwards: letters, and taking the money.
    pub(crate) per_cpu_second_in_all: Option<f64>,
    /// Bytes of a body on average.
    pub(crate) bytes_mean: f64,
    /// Milliseconds that half of the answers did not exceed.
    pub(crate) p50_ms: f64,
    /// … that 95 % did not exceed.
    pub(crate) p95_ms: f64,
    /// … that 99 % did not exceed.
    pub(crate) p99_ms: f64,
    /// The longest.
    pub(crate) max_ms: f64,
    /// What it cost.
    pub(crate) spent: Spent,
    /// What it cost after the last answer, until nothing was left to do.
    pub(crate) spent_afterwards: Option<Spent>,
}

/// What a load was, and what it cost.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) scenario: Scenario,
    pub(crate) how: Loop,
    pub(crate) clients: usize,
    pub(crate) tally: Tally,
    pub(crate) unsent: u64,
    pub(crate) spent: Spent,
    pub(crate) spent_afterwards: Option<Spent>,
}

impl Load {
    /// Works the figures out.
    pub(crate) fn new(measured: Measured) -> Self {
        let Measured { tally, spent, .. } = measured;
        let good = tally.good as f64;
        let cpu_seconds = spent.cpu_seconds();
        let (kind, wanted_per_second) = match measured.how {
            Loop::Closed { .. } => ("closed", None),
            Loop::Open { rate, .. } => ("open", Some(rate)),
        };
        Self {
            scenario: measured.scenario,
            kind,
            wanted_per_second,
            clients: measured.clients,
            good: tally.good,
            unsent: measured.unsent,
            per_second: ratio(good, spent.wall_seconds),
            per_cpu_second: ratio(good, cpu_seconds),
            per_cpu_second_in_all: measured
                .spent_afterwards
                .map(|after| ratio(good, cpu_seconds + after.cpu_seconds())),
            bytes_mean: ratio(tally.bytes as f64, good),
            p50_ms: tally.millis_at(0.5),
            p95_ms: tally.millis_at(0.95),
            p99_ms: tally.millis_at(0.99),
            max_ms: tally.millis_max(),
            errors: tally.errors,
            spent,
            spent_afterwards: measured.spent_afterwards,
        }
    }

    /// How many went wrong.
    pub(crate) fn bad(&self) -> u64 {
        self.errors.values().sum()
    }
}

/// The closed loop of one thing in good answers per CPU-second, as a share of another's.
pub(crate) fn compare(loads: &[Load], one: Scenario, other: Scenario) -> Option<f64> {
    let of = |scenario| {
        let load = loads
            .iter()
            .find(|load| load.scenario == scenario && load.kind == "closed");
        load.map(|load| load.per_cpu_second)
    };
    Some(ratio(of(one)?, of(other)?))
}

fn ratio(one: f64, other: f64) -> f64 {
    if other > 0.0 { one / other } else { 0.0 }
}

/// Milliseconds, as the report has them.
pub(crate) fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn load(scenario: Scenario, how: Loop, good: u64, cpu_seconds: f64) -> Load {
        let mut tally = Tally::default();
        (tally.good, tally.bytes) = (good, good * 2_048);
        Load::new(Measured {
            scenario,
            how,
            clients: 64,
            tally,
            unsent: 0,
            spent: Spent {
                wall_seconds: 10.0,
                program_seconds: cpu_seconds * 0.75,
                database_seconds: cpu_seconds * 0.25,
                client_seconds: 1.0,
                others_seconds: 2.0,
            },
            spent_afterwards: scenario.is_order().then(|| Spent {
                program_seconds: cpu_seconds,
                ..Spent::default()
            }),
        })
    }

    const CLOSED: Loop = Loop::Closed {
        lasting: Duration::from_secs(10),
    };

    #[test]
    fn figures_are_worked_out_from_what_was_counted() {
        let orders = load(Scenario::OrdersSpread, CLOSED, 5_000, 12.5);
        assert_eq!((orders.per_second, orders.per_cpu_second), (500.0, 400.0));
        assert_eq!(orders.per_cpu_second_in_all, Some(200.0));
        assert_eq!(orders.bytes_mean, 2_048.0);
        let nothing = load(Scenario::Hello, CLOSED, 0, 0.0);
        assert_eq!((nothing.per_second, nothing.per_cpu_second), (0.0, 0.0));
    }

    #[test]
    fn only_closed_loops_are_compared() {
        let open = Loop::Open {
            rate: 1.0,
            lasting: Duration::from_secs(10),
        };
        let loads = [
            load(Scenario::ProductJson, open, 9, 1.0),
            load(Scenario::Hello, CLOSED, 80_000, 10.0),
            load(Scenario::ProductJson, CLOSED, 20_000, 10.0),
        ];
        assert_eq!(
            compare(&loads, Scenario::ProductJson, Scenario::Hello),
            Some(0.25)
        );
        assert_eq!(compare(&loads, Scenario::ProductPage, Scenario::Hello), None);
    }

    #[test]
    fn milliseconds_have_one_decimal() {
        assert_eq!(millis(Duration::from_micros(12_345)), 12.3);
    }
}
