//! The figures for people.

use std::fmt::Write as _;

use super::{Load, Report};

const HEAD: [&str; 11] = [
    "",
    "loop",
    "per s",
    "per CPU-s",
    "CPU ms",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "max ms",
    "wrong",
    "others",
];

/// Everything as text that is read in a terminal of 100 columns.
pub(crate) fn table(report: &Report) -> String {
    let mut text = String::new();
    machine(&mut text, report);
    let rows: Vec<[String; 11]> = report
        .loads
        .iter()
        .map(|load| row(load, report.machine.processors))
        .collect();
    lines(&mut text, &rows);
    notes(&mut text, report);
    text
}

fn machine(text: &mut String, report: &Report) {
    let machine = &report.machine;
    let durable = if machine.data_on_disk {
        "data on disk"
    } else {
        "data in memory: orders are NOT durable"
    };
    let _ = writeln!(
        text,
        "{} × {}, {} MiB, Linux {}, {durable}\nmarket {}, {} products; load of the machine before: {:.1}\n",
        machine.processors,
        machine.processor,
        machine.memory_mib,
        machine.kernel,
        report.market,
        report.skus + 1,
        machine.load_before
    );
}

fn row(load: &Load, processors: usize) -> [String; 11] {
    let cpu_ms = if load.per_cpu_second > 0.0 {
        1_000.0 / load.per_cpu_second
    } else {
        0.0
    };
    [
        load.scenario.name().to_owned(),
        load.kind.to_owned(),
        whole(load.per_second),
        whole(load.per_cpu_second),
        format!("{cpu_ms:.3}"),
        format!("{:.2}", load.p50_ms),
        format!("{:.2}", load.p95_ms),
        format!("{:.2}", load.p99_ms),
        format!("{:.1}", load.max_ms),
        (load.bad() + load.unsent).to_string(),
        format!("{:.0} %", load.spent.others_share(processors) * 100.0),
    ]
}

/// A number without decimals, with commas between thousands.
fn whole(number: f64) -> String {
    let digits = format!("{:.0}", number.max(0.0));
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn lines(text: &mut String, rows: &[[String; 11]]) {
    let head = HEAD.map(ToOwned::to_owned);
    let all = || std::iter::once(&head).chain(rows);
    let mut widths = [0; 11];
    for row in all() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in all() {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            // Names to the left, numbers to the right.
            let _ = if column < 2 {
                write!(line, "{cell:<width$}  ")
            } else {
                write!(line, "{cell:>width$}  ")
            };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

fn notes(text: &mut String, report: &Report) {
    text.push('\n');
    for load in &report.loads {
        for (what, count) in &load.errors {
            let _ = writeln!(text, "{} ({}): {count} × {what}", load.scenario.name(), load.kind);
        }
        if load.unsent > 0 {
            let _ = writeln!(
                text,
                "{} ({}): {} were not sent in time",
                load.scenario.name(),
                load.kind,
                load.unsent
            );
        }
        if let Some(in_all) = load.per_cpu_second_in_all {
            let _ = writeln!(
                text,
                "{} ({}): {} per CPU-second with letters and capture afterwards",
                load.scenario.name(),
                load.kind,
                whole(in_all)
            );
        }
    }
    if let Some(share) = report.json_to_hello {
        let _ = writeln!(text, "product-json is {share:.2} of hello, per CPU-second");
    }
    let starts = &report.starts;
    let cold: Vec<String> = starts.cold_ms.iter().map(|millis| whole(*millis)).collect();
    let _ = write!(text, "start to first page: {} ms", cold.join(", "));
    let _ = write!(text, "; the very first: {} ms", whole(starts.first_ms));
    if let Some(after_kill) = starts.after_kill_ms {
        let _ = write!(text, "; after kill -9: {} ms", whole(after_kill));
    }
    for bound in &report.bounds {
        let _ = write!(
            text,
            "\n{}: {:.1} × the {} bound of {} per s; {:.2} × its {} per CPU-s",
            bound.scenario.name(),
            bound.reached,
            bound.kind,
            whole(bound.per_second),
            bound.reached_per_cpu_second,
            whole(bound.per_cpu_second)
        );
    }
    let memory = &report.memory;
    let _ = writeln!(
        text,
        "\nmemory without PostgreSQL: {:.0} MiB idle, {:.0} MiB at most",
        memory.idle_mib, memory.peak_mib
    );
    if let Some(checked) = &report.checked {
        let _ = writeln!(
            text,
            "after kill -9 and a start: {} orders were acknowledged, {} exist, {} lost, {} pieces left the shelves; ledger {}",
            checked.told,
            checked.found,
            checked.lost,
            checked.pieces_gone,
            if checked.ledger_clean {
                "adds up"
            } else {
                "does NOT add up"
            }
        );
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::bound::Bound;
    use crate::check::Checked;
    use crate::load::Loop;
    use crate::machine::Machine;
    use crate::report::tests::load;
    use crate::report::{MemoryUse, Starts};
    use crate::scenario::Scenario;

    fn report() -> Report {
        let closed = Loop::Closed {
            lasting: Duration::from_secs(10),
        };
        let open = Loop::Open {
            rate: 250.0,
            lasting: Duration::from_secs(10),
        };
        let mut slow = load(Scenario::OrdersHot, open, 2_000, 5.0);
        slow.errors.insert("503 BUSY".to_owned(), 3);
        slow.unsent = 7;
        Report {
            machine: Machine {
                processor: "Example 9".to_owned(),
                processors: 2,
                memory_mib: 4_096,
                kernel: "6.1".to_owned(),
                load_before: 0.25,
                data_on_disk: false,
            },
            market: "xx".to_owned(),
            skus: 1_000,
            starts: Starts {
                first_ms: 2_345.6,
                cold_ms: vec![812.3, 799.9],
                after_kill_ms: Some(1_001.0),
            },
            memory: MemoryUse {
                idle_mib: 41.6,
                peak_mib: 120.2,
            },
            loads: vec![load(Scenario::Hello, closed, 800_000, 10.0), slow],
            bounds: vec![Bound {
                scenario: Scenario::OrdersHot,
                kind: "naive",
                per_second: 1_030.4,
                per_cpu_second: 1_200.0,
                reached: 10.04,
                reached_per_cpu_second: 3.333,
            }],
            json_to_hello: Some(0.314),
            checked: Some(Checked {
                told: 2_000,
                found: 2_000,
                pieces_gone: 2_000,
                ledger_clean: true,
                ..Checked::default()
            }),
        }
    }

    #[test]
    fn columns_stand_below_each_other() {
        let text = table(&report());
        let rows: Vec<&str> = text.lines().skip(3).take(3).collect();
        assert!(
            rows[1].starts_with("hello       closed  80,000     80,000   0.013"),
            "{text}"
        );
        assert!(
            rows[2].starts_with("orders-hot  open       200        400   2.500"),
            "{text}"
        );
        assert!(rows.iter().all(|row| row.chars().count() <= 100), "{text}");
        assert_eq!(rows[0].len(), rows[1].len(), "{text}");
    }

    #[test]
    fn what_is_not_as_it_should_be_is_said() {
        let text = table(&report());
        for sentence in [
            "orders are NOT durable",
            "orders-hot (open): 3 × 503 BUSY",
            "orders-hot (open): 7 were not sent in time",
            "orders-hot (open): 200 per CPU-second with letters and capture afterwards",
            "product-json is 0.31 of hello",
            "start to first page: 812, 800 ms; the very first: 2,346 ms; after kill -9: 1,001 ms",
            "orders-hot: 10.0 × the naive bound of 1,030 per s; 3.33 × its 1,200 per CPU-s",
            "2000 orders were acknowledged, 2000 exist, 0 lost",
            "ledger adds up",
        ] {
            assert!(text.contains(sentence), "{sentence}\n{text}");
        }
    }
}
