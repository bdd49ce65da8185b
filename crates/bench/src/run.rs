//! One measurement from beginning to end.

use std::fs;

use anyhow::{Context as _, bail};

use crate::arguments::Arguments;
use crate::ask::{Ordering, Page, Reading};
use crate::database::Database;
use crate::machine::Machine;
use crate::meter::Meter;
use crate::processes::Memory;
use crate::report::{self, Load, MemoryUse, Report, Starts};
use crate::scenario::Scenario;
use crate::seed::{self, Offer, Stage};
use crate::server::{self, Program, Server};
use crate::{bound, check, hello, stretch};

/// Starts on data that is there that are measured.
const COLD_STARTS: usize = 3;

/// Measures, tells, and fails if what was measured was not right.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        tokio::select! {
            // Dropped unfinished, it stops what it has started.
            report = measure(arguments) => report,
            stopped = tokio::signal::ctrl_c() => {
                stopped?;
                bail!("stopped; nothing was measured to the end")
            }
        }
    })?;
    println!("{}", report::table(&report));
    if let Some(path) = &arguments.json {
        let json = serde_json::to_vec_pretty(&report)?;
        fs::write(path, json).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    let problems = report
        .checked
        .as_ref()
        .map(check::Checked::problems)
        .unwrap_or_default();
    if !problems.is_empty() {
        bail!("{}", problems.join("; "));
    }
    Ok(())
}

async fn measure(arguments: &Arguments) -> anyhow::Result<Report> {
    let (program, folder) = Program::apart(arguments.program.as_deref(), arguments.inside.as_deref())?;
    let machine = Machine::here(folder.path())?;

    eprintln!("starting {} …", program.binary.display());
    let server = program.serve()?;
    let first_ms = report::millis(server.first_page("/healthz").await?);
    let stage = seed::fill(&arguments.wanted(), &program, &server).await?;
    // A catalogue that is older than a few minutes has statistics, and the bounds of PostgreSQL alone are measured with them.
    Database::find(&program)?.run("analyze")?;
    stretch::quiet(&Meter::new(server.pid())).await?;
    server.stop()?;

    let (mut server, cold_ms) = cold_starts(&program, &stage).await?;
    let meter = Meter::new(server.pid());
    stretch::quiet(&meter).await?;
    let idle = Memory::of(server.pid())?;
    let (loads, orderings) = scenarios(arguments, &stage, &server).await?;
    let end = Memory::of(server.pid())?;

    let mut starts = Starts {
        first_ms,
        cold_ms,
        after_kill_ms: None,
    };
    let mut checked = None;
    if !orderings.is_empty() {
        eprintln!("kill -9, start, and look for every order …");
        server.kill()?;
        server = program.serve()?;
        starts.after_kill_ms = Some(report::millis(server.first_page(&home(&stage)).await?));
        checked = Some(check::check(&program, server.address, &stage, &orderings).await?);
    }
    let bounds = if orderings.is_empty() {
        Vec::new()
    } else {
        bound::measure(arguments, &program, &server, &stage.market, &loads).await?
    };
    server.stop()?;
    Ok(Report {
        machine,
        market: stage.market.clone(),
        skus: arguments.skus,
        starts,
        memory: MemoryUse::new(idle, end),
        json_to_hello: report::compare(&loads, Scenario::ProductJson, Scenario::Hello),
        loads,
        bounds,
        checked,
    })
}

fn home(stage: &Stage) -> String {
    format!("/{}/", stage.market)
}

async fn cold_starts(program: &Program, stage: &Stage) -> anyhow::Result<(Server, Vec<f64>)> {
    let mut cold_ms = Vec::new();
    loop {
        let server = program.serve()?;
        cold_ms.push(report::millis(server.first_page(&home(stage)).await?));
        if cold_ms.len() == COLD_STARTS {
            return Ok((server, cold_ms));
        }
        server.stop()?;
    }
}

/// Every load that was asked for.
async fn scenarios(
    arguments: &Arguments,
    stage: &Stage,
    server: &Server,
) -> anyhow::Result<(Vec<Load>, Vec<Ordering>)> {
    let (mut loads, mut orderings) = (Vec::new(), Vec::new());
    for scenario in arguments.scenarios() {
        let hot = vec![stage.shop.hot.clone()];
        let offers = match scenario {
            Scenario::OrdersSpread => Some(stage.shop.offers.clone()),
            Scenario::OrdersHot => Some(hot),
            _ => None,
        };
        let measured = match offers {
            Some(offers) => {
                let buyers = |load: &str| Ordering::many(stage, offers.clone(), load);
                let (measured, buyers) = stretch::measure(arguments, scenario, server, buyers).await?;
                orderings.extend(buyers);
                measured
            }
            None => {
                let yardstick = if scenario == Scenario::Hello {
                    Some(server::hello()?)
                } else {
                    None
                };
                let readers = |_: &str| Reading::many(pages(scenario, stage), arguments.readers);
                let server = yardstick.as_ref().unwrap_or(server);
                stretch::measure(arguments, scenario, server, readers).await?.0
            }
        };
        loads.extend(measured);
    }
    Ok((loads, orderings))
}

/// What is read, each with a text that is on it.
fn pages(scenario: Scenario, stage: &Stage) -> Vec<Page> {
    let (market, shop) = (&stage.market, &stage.shop);
    let products = |below: &str| {
        let page = |offer: &Offer| {
            Page::new(
                &format!("/{market}{below}/products/{}/{}", shop.handle, offer.handle),
                &offer.title,
            )
        };
        shop.offers.iter().map(page).collect()
    };
    let searches = |below: &str| {
        let page = |words: &String| {
            let words = words.replace(' ', "+");
            Page::new(&format!("/{market}{below}?q={words}"), &shop.handle)
        };
        shop.searches.iter().map(page).collect()
    };
    match scenario {
        Scenario::Hello => vec![Page::new(hello::PATH, hello::GREETING)],
        Scenario::ProductJson => products("/api/v1"),
        Scenario::SearchJson => searches("/api/v1/products"),
        Scenario::ProductPage => products(""),
        Scenario::SearchPage => searches("/search"),
        Scenario::CategoryPage => {
            let page = |slug: &String| Page::new(&format!("/{market}/categories/{slug}"), &shop.handle);
            shop.categories.iter().map(page).collect()
        }
        Scenario::OrdersSpread | Scenario::OrdersHot => Vec::new(),
    }
}
