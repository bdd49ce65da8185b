//! The machine that is measured on.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

/// The number by which the kernel knows a file system in memory, where nothing is durable.
const TMPFS: u64 = 0x0102_1994;

/// What a reader of the figures must know about where they come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Machine {
    /// The processor's name.
    pub(crate) processor: String,
    /// How many of it this process may use.
    pub(crate) processors: usize,
    /// All memory, in mebibytes.
    pub(crate) memory_mib: u64,
    /// The kernel.
    pub(crate) kernel: String,
    /// Processes that ran or waited to run, on average over the last minute before the measurement.
    pub(crate) load_before: f64,
    /// Does the data folder keep what was written when the machine loses power? Not in memory.
    pub(crate) data_on_disk: bool,
}

impl Machine {
    /// This one, with the data in this folder.
    pub(crate) fn here(data: &Path) -> anyhow::Result<Self> {
        let read = |path: &str| fs::read_to_string(path).with_context(|| format!("cannot read `{path}`"));
        let load = read("/proc/loadavg")?;
        Ok(Self {
            processor: after_colon(&read("/proc/cpuinfo")?, "model name")
                .unwrap_or("unknown")
                .to_owned(),
            processors: std::thread::available_parallelism()?.get(),
            memory_mib: memory_mib(&read("/proc/meminfo")?).unwrap_or_default(),
            kernel: read("/proc/sys/kernel/osrelease")?.trim().to_owned(),
            load_before: load
                .split(' ')
                .next()
                .and_then(|first| first.parse().ok())
                .unwrap_or_default(),
            data_on_disk: is_on_disk(data)?,
        })
    }
}

fn after_colon<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim())
}

fn memory_mib(text: &str) -> Option<u64> {
    let kibibytes = after_colon(text, "MemTotal")?.strip_suffix(" kB")?;
    kibibytes.parse::<u64>().ok().map(|kibibytes| kibibytes / 1024)
}

fn is_on_disk(folder: &Path) -> anyhow::Result<bool> {
    let found =
        rustix::fs::statfs(folder).with_context(|| format!("cannot look at `{}`", folder.display()))?;
    Ok(u64::try_from(found.f_type).ok() != Some(TMPFS))
}

/// Ticks that all processors together have worked for anybody since the machine was started.
pub(crate) fn busy_ticks() -> anyhow::Result<u64> {
    let text = fs::read_to_string("/proc/stat").context("cannot read `/proc/stat`")?;
    busy(&text).context("cannot understand `/proc/stat`")
}

/// User, nice, system, idle, waiting for disks, two kinds of interrupts, taken by the host; what guests had is in the first two.
fn busy(text: &str) -> Option<u64> {
    let all = text.lines().find_map(|line| line.strip_prefix("cpu "))?;
    let ticks: Vec<u64> = all
        .split_ascii_whitespace()
        .map_while(|field| field.parse().ok())
        .collect();
    let [user, nice, system, _, _, hard, soft, stolen, ..] = ticks.as_slice() else {
        return None;
    };
    Some(user + nice + system + hard + soft + stolen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_not_work() {
        let text = "cpu  100 10 50 9999 777 5 6 7 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n";
        assert_eq!(busy(text), Some(178));
        assert_eq!(busy("cpu  1 2 3\n"), None);
    }

    #[test]
    fn facts_are_read_by_name() {
        let text = "processor\t: 0\nmodel name\t: A: B\nMemTotal:       24684032 kB\n";
        assert_eq!(after_colon(text, "model name"), Some("A: B"));
        assert_eq!(memory_mib(text), Some(24_105));
    }

    #[test]
    fn a_machine_can_be_described() {
        let machine = Machine::here(Path::new("/proc")).unwrap();
        assert!(machine.processors > 0 && machine.memory_mib > 0, "{machine:?}");
    }
}
