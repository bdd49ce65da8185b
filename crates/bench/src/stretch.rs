//! A stretch of the measurement: one thing, in both loops.

use std::time::Duration;

use crate::arguments::Arguments;
use crate::ask::Ask;
use crate::load::{self, Loop};
use crate::meter::Meter;
use crate::report::{Load, Measured};
use crate::scenario::Scenario;
use crate::server::Server;

/// Before a load is measured it runs for so long: connections, caches and plans are made.
const WARM_UP: Duration = Duration::from_secs(1);
/// How long the server may take to finish what orders have left to do.
const QUIET_WITHIN: Duration = Duration::from_secs(120);
/// The open loop's rate, as a share of what the closed loop reached: a server that is busy and not drowning.
const OPEN_SHARE: f64 = 0.5;

/// Measures one thing in a closed loop, and then in an open one. `askers` makes new ones for each load, which has a name. Everybody
/// who has asked is given back.
pub(crate) async fn measure<A: Ask>(
    arguments: &Arguments,
    scenario: Scenario,
    server: &Server,
    askers: impl Fn(&str) -> Vec<A>,
) -> anyhow::Result<(Vec<Load>, Vec<A>)> {
    let name = |load: &str| format!("{}-{load}", scenario.name());
    let lasting = arguments.duration();
    eprintln!("{} …", scenario.name());
    let warm_up = Loop::Closed { lasting: WARM_UP };
    let mut all = load::run(server.address, askers(&name("warm-up")), warm_up)
        .await?
        .askers;

    let (closed, who) = one(
        scenario,
        server,
        askers(&name("closed")),
        Loop::Closed { lasting },
    )
    .await?;
    all.extend(who);
    let rate = arguments.rate.map_or(closed.per_second * OPEN_SHARE, f64::from);
    let (open, who) = one(
        scenario,
        server,
        askers(&name("open")),
        Loop::Open { rate, lasting },
    )
    .await?;
    all.extend(who);
    Ok((vec![closed, open], all))
}

async fn one<A: Ask>(
    scenario: Scenario,
    server: &Server,
    askers: Vec<A>,
    how: Loop,
) -> anyhow::Result<(Load, Vec<A>)> {
    let meter = Meter::new(server.pid());
    quiet(&meter).await?;
    let clients = askers.len();
    let before = meter.read()?;
    let outcome = load::run(server.address, askers, how).await?;
    let after = meter.read()?;
    let spent = meter.between(&before, &after);
    let mut spent_afterwards = None;
    if scenario.is_order() {
        quiet(&meter).await?;
        spent_afterwards = Some(meter.since(&after)?);
    }
    let load = Load::new(Measured {
        scenario,
        how,
        clients,
        tally: outcome.tally,
        unsent: outcome.unsent,
        spent,
        spent_afterwards,
    });
    Ok((load, outcome.askers))
}

/// Waits until the server has nothing to do.
pub(crate) async fn quiet(meter: &Meter) -> anyhow::Result<()> {
    if !meter.until_quiet(QUIET_WITHIN).await? {
        eprintln!(
            "the server still works after {} seconds; figures may suffer from it",
            QUIET_WITHIN.as_secs()
        );
    }
    Ok(())
}
