//! What deciding costs: the charter in force of each market, asked about ordinary offers, by the quick engine and by Cedar's own
//! authorizer. It runs in this process: no request, no database.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use pasar_domain::market::Market;
use pasar_policy::{Act, Case, CharterFolder, cedar};

/// How long each measurement lasts.
const FOR: Duration = Duration::from_secs(2);
/// Listings on a page.
const PAGE: u32 = 24;
/// What a decision may cost, and the policy of a page.
const DECISION_MAX: Duration = Duration::from_micros(20);
const PAGE_MAX: Duration = Duration::from_millis(1);

/// Measures and prints a table. An error if a decision costs more than it may.
pub(crate) fn run() -> anyhow::Result<()> {
    let markets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets");
    println!("charter            rules  decision    page of {PAGE}   Cedar's own authorizer");
    for entry in std::fs::read_dir(&markets).context("cannot read the markets")? {
        let folder = entry?.path();
        if !folder.join("market.toml").is_file() {
            continue;
        }
        let mut files = BTreeMap::new();
        texts(&folder, Path::new(""), &mut files)?;
        let market = Market::load(&files)?;
        let newest = market.charter.version.clone();
        let files = market
            .charter_files
            .get(&newest)
            .context("a charter without files")?;
        let charter = CharterFolder::parse(files.clone(), &market)?;
        let shows: Vec<&Case> = of_act(&charter, Act::Show);
        let decision = time(|turn| {
            let case = shows.get(turn % shows.len().max(1)).copied();
            black_box(case.map(|case| charter.rules.decide(&case.question.as_question())));
        });
        let authorizer = cedar_policy::Authorizer::new();
        let reference = time(|turn| {
            let case = shows.get(turn % shows.len().max(1)).copied();
            if let Some(Ok((request, entities))) =
                case.map(|case| cedar::request(&case.question.as_question()))
            {
                black_box(authorizer.is_authorized(&request, charter.rules.policy_set(), &entities));
            }
        });
        let page = decision * PAGE;
        println!(
            "{:<18} {:>5}  {:>8.2?}  {:>12.2?}   {:>8.2?}",
            format!("{}/{newest}", market.code),
            charter.rules.ids().len(),
            decision,
            page,
            reference
        );
        anyhow::ensure!(
            decision <= DECISION_MAX,
            "a decision costs {decision:?}, more than {DECISION_MAX:?}"
        );
        anyhow::ensure!(
            page <= PAGE_MAX,
            "the policy of a page costs {page:?}, more than {PAGE_MAX:?}"
        );
    }
    Ok(())
}

fn of_act(charter: &CharterFolder, act: Act) -> Vec<&Case> {
    let asks = |case: &&Case| case.question.as_question().act() == act;
    charter.cases.iter().filter(asks).collect()
}

fn time(mut once: impl FnMut(usize)) -> Duration {
    const TURNS: u32 = 200;
    let mut turns = 0_u32;
    let begun = Instant::now();
    while begun.elapsed() < FOR {
        for turn in 0..TURNS {
            once(usize::try_from(turns.wrapping_add(turn)).unwrap_or_default());
        }
        turns = turns.saturating_add(TURNS);
    }
    begun.elapsed() / turns.max(1)
}

fn texts(root: &Path, inside: &Path, files: &mut BTreeMap<String, String>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(root.join(inside))? {
        let path = inside.join(entry?.file_name());
        let name = path.to_string_lossy().into_owned();
        if root.join(&path).is_dir() && name != "demo" {
            texts(root, &path, files)?;
        } else if name.ends_with(".toml") || name.ends_with(".cedar") {
            files.insert(name, std::fs::read_to_string(root.join(&path))?);
        }
    }
    Ok(())
}
