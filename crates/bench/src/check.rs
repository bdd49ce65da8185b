//! What must be true after the orders: a program that is fast and loses one of them is not fast.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use serde::Serialize;
use serde_json::Value as Json;
use tokio::task::JoinSet;

use crate::ask::Ordering;
use crate::seed::{self, AT_ONCE, Buyer, Stage};
use crate::server::Program;
use crate::site::{Site, list, number, text};

/// What was found.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Checked {
    /// Orders that buyers were told about.
    pub(crate) told: u64,
    /// Orders that exist.
    pub(crate) found: u64,
    /// Requests without an answer; their orders may exist.
    pub(crate) unanswered: u64,
    /// Orders that a buyer was told about and that do not exist.
    pub(crate) lost: u64,
    /// Pieces that left the shelves.
    pub(crate) pieces_gone: i64,
    /// Orders that the ledger explains.
    pub(crate) ledger_orders: i64,
    /// Does the ledger add up?
    pub(crate) ledger_clean: bool,
}

impl Checked {
    /// Every sentence that is not true.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.lost > 0 {
            problems.push(format!(
                "{} orders that buyers were told about do not exist",
                self.lost
            ));
        }
        if self.found > self.told + self.unanswered {
            let more = self.found - self.told - self.unanswered;
            problems.push(format!("{more} orders exist that nobody asked for"));
        }
        if u64::try_from(self.pieces_gone).ok() != Some(self.found) {
            let gone = self.pieces_gone;
            problems.push(format!(
                "{gone} pieces left the shelves for {} orders of one piece each",
                self.found
            ));
        }
        if u64::try_from(self.ledger_orders).ok() != Some(self.found) {
            let known = self.ledger_orders;
            problems.push(format!(
                "the ledger check saw {known} orders, there are {}",
                self.found
            ));
        }
        if !self.ledger_clean {
            problems.push("the ledger does not add up".to_owned());
        }
        problems
    }
}

/// What a buyer was told by all loads together.
#[derive(Debug, Default)]
struct Told {
    groups: BTreeSet<String>,
    unanswered: u64,
}

/// Looks everything up, as the buyers would.
pub(crate) async fn check(
    program: &Program,
    server: SocketAddr,
    stage: &Stage,
    orderings: &[Ordering],
) -> anyhow::Result<Checked> {
    let mut checked = Checked::default();
    let mut told: BTreeMap<u32, Told> = BTreeMap::new();
    for ordering in orderings {
        let told = told.entry(ordering.buyer.number).or_default();
        told.groups.extend(ordering.told.iter().cloned());
        told.unanswered += ordering.unanswered;
    }
    for (number, exist) in everything(server, stage).await? {
        let told = told.remove(&number).unwrap_or_default();
        checked.told += count(&told.groups);
        checked.found += count(&exist);
        checked.unanswered += told.unanswered;
        checked.lost += told.groups.difference(&exist).map(|_| 1).sum::<u64>();
    }
    let stranger = Site::visit(server, &stage.market)?;
    checked.pieces_gone = stage.shop.pieces() - seed::stock_left(&stranger, &stage.shop).await?;
    (checked.ledger_orders, checked.ledger_clean) = ledger(program, &stage.market)?;
    Ok(checked)
}

fn count(groups: &BTreeSet<String>) -> u64 {
    u64::try_from(groups.len()).unwrap_or(u64::MAX)
}

/// The order groups of every buyer.
async fn everything(server: SocketAddr, stage: &Stage) -> anyhow::Result<BTreeMap<u32, BTreeSet<String>>> {
    let mut tasks = JoinSet::new();
    let mut all = BTreeMap::new();
    for buyer in &stage.buyers {
        if tasks.len() == AT_ONCE {
            let (number, groups) = tasks.join_next().await.context("nobody looks")???;
            all.insert(number, groups);
        }
        let (buyer, market) = (buyer.clone(), stage.market.clone());
        tasks.spawn(async move { groups(server, &market, &buyer).await });
    }
    while let Some(ended) = tasks.join_next().await {
        let (number, groups) = ended??;
        all.insert(number, groups);
    }
    Ok(all)
}

async fn groups(server: SocketAddr, market: &str, buyer: &Buyer) -> anyhow::Result<(u32, BTreeSet<String>)> {
    let site = Site::visit(server, market)?.with_key(&buyer.key);
    let mut groups = BTreeSet::new();
    let mut next = String::new();
    loop {
        let page = site.read(&format!("/order-groups?limit=100{next}")).await?;
        for group in list(&page, "/data")? {
            groups.insert(text(group, "/order_group_id")?.to_owned());
        }
        match text(&page, "/next") {
            Ok(cursor) => next = format!("&cursor={cursor}"),
            Err(_) => return Ok((buyer.number, groups)),
        }
    }
}

/// Lets the program prove its ledger: how many orders it has looked at, and whether everything adds up.
pub(crate) fn ledger(program: &Program, market: &str) -> anyhow::Result<(i64, bool)> {
    let mut command = program.command();
    let output = command
        .args(["ledger", "check", "--json", "--market", market])
        .output()?;
    let said: Json = serde_json::from_slice(&output.stdout).with_context(|| {
        format!(
            "`pasar ledger check` did not work: {}",
            String::from_utf8_lossy(&output.stderr)
        )
    })?;
    let clean = said.pointer("/clean").and_then(Json::as_bool) == Some(true);
    if clean != output.status.success() {
        bail!(
            "`pasar ledger check` ended with {} and said: {said}",
            output.status
        );
    }
    if !clean {
        eprintln!("{said}");
    }
    Ok((number(&said, "/markets/0/orders")?, clean))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fine() -> Checked {
        Checked {
            told: 100,
            found: 101,
            unanswered: 2,
            lost: 0,
            pieces_gone: 101,
            ledger_orders: 101,
            ledger_clean: true,
        }
    }

    #[test]
    fn an_order_without_an_answer_may_exist_or_not() {
        assert_eq!(fine().problems(), Vec::<String>::new());
    }

    #[test]
    fn whatever_is_not_true_is_said() {
        let lost = Checked { lost: 1, ..fine() };
        assert!(lost.problems()[0].contains("1 orders that buyers were told about"));
        let invented = Checked {
            found: 103,
            pieces_gone: 103,
            ledger_orders: 103,
            ..fine()
        };
        assert_eq!(invented.problems(), ["1 orders exist that nobody asked for"]);
        let oversold = Checked {
            pieces_gone: 100,
            ..fine()
        };
        assert_eq!(oversold.problems().len(), 1);
        let forgotten = Checked {
            ledger_orders: 99,
            ..fine()
        };
        assert_eq!(forgotten.problems().len(), 1);
        let unbalanced = Checked {
            ledger_clean: false,
            ..fine()
        };
        assert_eq!(unbalanced.problems(), ["the ledger does not add up"]);
    }
}
