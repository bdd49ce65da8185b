//! Processor time and memory of a program with all its children, from `/proc`.
//!
//! The kernel keeps two sums for each process: its own time, and the time of those children that have ended and that it has waited
//! for (`cutime` and `cstime`; these include what the children had waited for in turn). So the time of a whole tree is the sum of both
//! over all processes in it that can be seen. A database backend that ends moves from the first sum of its own line to the second of
//! PostgreSQL's main process; one that has ended but was not waited for yet is a zombie, which still has its line. Nothing falls
//! between, so connections may come and go during a measurement, and no control groups are needed, which not every machine lets one use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::Context as _;

/// The kernel's clock ticks in a second, unless it says another number.
const TICKS_USUAL: u64 = 100;
/// The entry of the auxiliary vector that says it (`AT_CLKTCK`).
const AUXILIARY_TICKS: u64 = 17;

/// What `/proc/<pid>/stat` says of a process, in clock ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stat {
    /// Whose child it is.
    pub(crate) parent: u32,
    /// Its own time, in user mode and in the kernel.
    pub(crate) own: u64,
    /// The time of children that it has waited for.
    pub(crate) buried: u64,
}

impl Stat {
    /// Reads a line. The second field is the program's name in brackets, in which everything may stand: the last bracket closes it.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let (_, rest) = line.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
        // proc(5) counts from 1; the first field here is its third.
        let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
        Some(Self {
            parent: u32::try_from(field(4)?).ok()?,
            own: field(14)? + field(15)?,
            buried: field(16)? + field(17)?,
        })
    }

    /// That of a process that runs.
    pub(crate) fn of(pid: u32) -> anyhow::Result<Self> {
        let path = format!("/proc/{pid}/stat");
        let line = fs::read_to_string(&path).with_context(|| format!("cannot read `{path}`"))?;
        Self::parse(&line).with_context(|| format!("cannot understand `{path}`"))
    }
}

/// Every process that can be seen.
pub(crate) fn all() -> anyhow::Result<BTreeMap<u32, Stat>> {
    let entries = fs::read_dir("/proc").context("cannot read `/proc`; this tool needs Linux")?;
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    // One that has ended meanwhile is counted by its parent.
    Ok(pids
        .filter_map(|pid: u32| Some((pid, Stat::of(pid).ok()?)))
        .collect())
}

/// The time of a process and everything below it, in ticks.
pub(crate) fn tree(processes: &BTreeMap<u32, Stat>, root: u32) -> u64 {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (pid, stat) in processes {
        children.entry(stat.parent).or_default().push(*pid);
    }
    let mut seen = BTreeSet::new();
    let mut waiting = vec![root];
    let mut ticks = 0;
    while let Some(pid) = waiting.pop() {
        if let Some(stat) = processes.get(&pid).filter(|_| seen.insert(pid)) {
            ticks += stat.own + stat.buried;
            waiting.extend(children.get(&pid).into_iter().flatten());
        }
    }
    ticks
}

/// How many ticks a second has. The kernel tells every program when it starts it.
pub(crate) fn ticks_per_second() -> u64 {
    let told = fs::read("/proc/self/auxv").ok();
    told.and_then(|bytes| in_auxiliary_vector(&bytes))
        .unwrap_or(TICKS_USUAL)
}

fn in_auxiliary_vector(bytes: &[u8]) -> Option<u64> {
    let (words, _) = bytes.as_chunks::<8>();
    let words: Vec<u64> = words.iter().map(|word| u64::from_ne_bytes(*word)).collect();
    let (pairs, _) = words.as_chunks::<2>();
    let found = pairs.iter().find(|[kind, _]| *kind == AUXILIARY_TICKS);
    found.map(|[_, ticks]| *ticks).filter(|ticks| *ticks > 0)
}

/// Memory of a process, in mebibytes.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) struct Memory {
    /// Resident at present.
    pub(crate) resident_mib: f64,
    /// The most that was ever resident.
    pub(crate) peak_mib: f64,
}

impl Memory {
    /// That of a process that runs; its children, and so the database, are not in it.
    pub(crate) fn of(pid: u32) -> anyhow::Result<Self> {
        let path = format!("/proc/{pid}/status");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{path}`"))?;
        Self::parse(&text).with_context(|| format!("`{path}` says nothing about memory"))
    }

    fn parse(text: &str) -> Option<Self> {
        let mebibytes = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name))?;
            let kibibytes: u32 = line.split_ascii_whitespace().next()?.parse().ok()?;
            Some(f64::from(kibibytes) / 1024.0)
        };
        Some(Self {
            resident_mib: mebibytes("VmRSS:")?,
            peak_mib: mebibytes("VmHWM:")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        "4242 (postgres: a) b (c) S 17 4242 4242 0 -1 4194560 900 800 1 2 150 50 30 20 20 0 1 0 5000 200 300";

    #[test]
    fn a_name_with_brackets_and_spaces_does_not_shift_the_fields() {
        let stat = Stat::parse(LINE).unwrap();
        assert_eq!(
            stat,
            Stat {
                parent: 17,
                own: 200,
                buried: 50
            }
        );
        assert_eq!(Stat::parse("4242 (cut off) S 17 1"), None);
    }

    fn stat(parent: u32, own: u64, buried: u64) -> Stat {
        Stat { parent, own, buried }
    }

    #[test]
    fn a_tree_has_its_living_and_its_buried_but_not_its_neighbours() {
        let before = BTreeMap::from([
            (1, stat(0, 1_000, 9_000)),
            (10, stat(1, 100, 5)),
            (11, stat(10, 40, 7)),
            (12, stat(11, 30, 0)),
            (20, stat(1, 500, 0)),
        ]);
        assert_eq!(tree(&before, 10), 182);
        // A backend works on and ends: its parent takes over what it had used.
        let mut after = before.clone();
        after.remove(&12);
        after.insert(11, stat(10, 40, 7 + 33));
        assert_eq!(tree(&after, 10), 182 + 3);
        assert_eq!(tree(&after, 99), 0);
    }

    #[test]
    fn this_process_is_in_the_tree_of_its_parent() {
        let pid = std::process::id();
        let processes = all().unwrap();
        let own = processes[&pid];
        assert!(tree(&processes, own.parent) >= own.own);
        assert!((1..=10_000).contains(&ticks_per_second()));
    }

    #[test]
    fn the_auxiliary_vector_names_the_ticks() {
        let bytes = |words: &[u64]| {
            words
                .iter()
                .flat_map(|word| word.to_ne_bytes())
                .collect::<Vec<u8>>()
        };
        // The value of one entry may look like the kind of another.
        assert_eq!(in_auxiliary_vector(&bytes(&[6, 17, 17, 250, 0, 0])), Some(250));
        assert_eq!(in_auxiliary_vector(&bytes(&[6, 17, 0, 0])), None);
    }

    #[test]
    fn memory_is_read_in_mebibytes() {
        let memory = Memory::parse("Name:\tpasar\nVmHWM:\t  153600 kB\nVmRSS:\t   51200 kB\n").unwrap();
        assert_eq!(
            memory,
            Memory {
                resident_mib: 50.0,
                peak_mib: 150.0
            }
        );
        assert_eq!(Memory::parse("Name:\tkthreadd\n"), None);
    }
}
