//! What a load costs: processor time of the program, its database, this tool, and everybody else on the machine.

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::{machine, processes};

/// A stretch in which a server is looked at for whether it is done, and the share of one processor below which it is.
const LOOK: Duration = Duration::from_millis(500);
const QUIET_SHARE: f64 = 0.04;
/// Stretches in a row that must be quiet.
const QUIET_LOOKS: u32 = 2;

/// Reads the clocks of a server and its machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meter {
    pid: u32,
    ticks_per_second: u64,
}

/// The clocks at one instant, in ticks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    at: Instant,
    program: u64,
    database: u64,
    client: u64,
    machine: u64,
}

/// What was spent between two readings, in seconds of processor time but for the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(crate) struct Spent {
    /// Time on the clock on the wall.
    pub(crate) wall_seconds: f64,
    /// By the program that is measured.
    pub(crate) program_seconds: f64,
    /// By its children: PostgreSQL with all backends.
    pub(crate) database_seconds: f64,
    /// By this tool.
    pub(crate) client_seconds: f64,
    /// By everything else on this machine, the kernel's own work included.
    pub(crate) others_seconds: f64,
}

impl Spent {
    /// By program and database together.
    pub(crate) fn cpu_seconds(&self) -> f64 {
        self.program_seconds + self.database_seconds
    }

    /// How much of the machine somebody else had.
    pub(crate) fn others_share(&self, processors: usize) -> f64 {
        let there_was = self.wall_seconds * f64::from(u32::try_from(processors).unwrap_or(u32::MAX));
        if there_was > 0.0 {
            self.others_seconds / there_was
        } else {
            0.0
        }
    }
}

impl Meter {
    /// A meter for the server with this process id.
    pub(crate) fn new(pid: u32) -> Self {
        Self {
            pid,
            ticks_per_second: processes::ticks_per_second(),
        }
    }

    /// Reads all clocks.
    pub(crate) fn read(&self) -> anyhow::Result<Reading> {
        let all = processes::all()?;
        let program = processes::Stat::of(self.pid)?.own;
        Ok(Reading {
            at: Instant::now(),
            program,
            database: processes::tree(&all, self.pid).saturating_sub(program),
            client: processes::Stat::of(std::process::id())?.own,
            machine: machine::busy_ticks()?,
        })
    }

    /// What was spent since a reading.
    pub(crate) fn since(&self, before: &Reading) -> anyhow::Result<Spent> {
        Ok(self.between(before, &self.read()?))
    }

    /// What was spent between two readings.
    pub(crate) fn between(&self, before: &Reading, after: &Reading) -> Spent {
        let per_second = self.ticks_per_second as f64;
        let seconds =
            |clock: fn(&Reading) -> u64| clock(after).saturating_sub(clock(before)) as f64 / per_second;
        let program_seconds = seconds(|reading| reading.program);
        let database_seconds = seconds(|reading| reading.database);
        let client_seconds = seconds(|reading| reading.client);
        let all = seconds(|reading| reading.machine);
        Spent {
            wall_seconds: after.at.duration_since(before.at).as_secs_f64(),
            program_seconds,
            database_seconds,
            client_seconds,
            others_seconds: (all - program_seconds - database_seconds - client_seconds).max(0.0),
        }
    }

    /// Waits until the server has nothing to do any more, letters and captured payments included. False if it still works at the end
    /// of its time.
    pub(crate) async fn until_quiet(&self, within: Duration) -> anyhow::Result<bool> {
        let begun = Instant::now();
        let mut quiet = 0;
        while begun.elapsed() < within {
            let before = self.read()?;
            tokio::time::sleep(LOOK).await;
            let spent = self.since(&before)?;
            quiet = if spent.cpu_seconds() < QUIET_SHARE * spent.wall_seconds {
                quiet + 1
            } else {
                0
            };
            if quiet == QUIET_LOOKS {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_s_time_is_shared_out() {
        let at = Instant::now();
        let before = Reading {
            at,
            program: 100,
            database: 1_000,
            client: 10,
            machine: 50_000,
        };
        let after = Reading {
            at: at + Duration::from_secs(10),
            program: 700,
            database: 1_400,
            client: 110,
            machine: 51_500,
        };
        let meter = Meter {
            pid: 1,
            ticks_per_second: 100,
        };
        let spent = meter.between(&before, &after);
        assert_eq!(
            spent,
            Spent {
                wall_seconds: 10.0,
                program_seconds: 6.0,
                database_seconds: 4.0,
                client_seconds: 1.0,
                others_seconds: 4.0,
            }
        );
        assert_eq!((spent.cpu_seconds(), spent.others_share(2)), (10.0, 0.2));
        assert_eq!(Spent::default().others_share(2), 0.0);
    }
}
