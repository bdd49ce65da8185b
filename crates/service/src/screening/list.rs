//! Lists what staff must know: which list counts, who waits, and what was decided.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::id::{SellerId, StaffId};
use pasar_domain::screening::{ListEntry, Screening};
use pasar_domain::shop::Shop;
use pasar_store::screening::list::LoadedList;
use pasar_store::screening::{decision, list as lists, seller as screenings};
use pasar_store::{Result, shop, staff};

use super::ScreeningDecision;
use crate::Context;
use crate::actor::StaffMember;

/// Sellers and decisions that are listed at most.
const SHOWN: i64 = 50;

/// A seller that waits for a person, with what there is to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingSeller {
    /// How it stands.
    pub screening: Screening,
    /// Its shops, closed ones too, oldest first.
    pub shops: Vec<Shop>,
    /// The entries that were found, as the list has them.
    pub entries: Vec<ListEntry>,
}

/// How a market stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScreeningDesk {
    /// The current list; nothing while none was loaded.
    pub list: Option<LoadedList>,
    /// How many sellers stand in each state.
    pub states: BTreeMap<String, i64>,
    /// How many were not compared with the current list yet.
    pub due: i64,
    /// Who waits, longest first.
    pub waiting: Vec<WaitingSeller>,
    /// What was decided, newest first.
    pub decisions: Vec<ScreeningDecision>,
    /// The shops of those about whom something was decided.
    pub shops: BTreeMap<SellerId, String>,
    /// What those who decided are called.
    pub names: BTreeMap<StaffId, String>,
}

/// The desk of a market: seven queries, and one for each list with which those who wait were compared.
///
/// # Errors
/// The database's.
pub async fn desk(ctx: &Context, _staff: StaffMember) -> Result<ScreeningDesk> {
    let mut control = ctx.store().read().await?;
    let list = lists::last(&mut control, 1).await?.pop();
    let mut conn = ctx.home().read().await?;
    let current = list.as_ref().map_or(0, |list| list.list_no);
    let (states, due) = screenings::count(&mut conn, current).await?;
    let waiting = screenings::waiting(&mut conn, SHOWN).await?;
    let decisions = decision::last(&mut conn, SHOWN).await?;
    let about = waiting.iter().map(|one| one.seller_id);
    let about: BTreeSet<SellerId> = about.chain(decisions.iter().map(|one| one.seller_id)).collect();
    let about: Vec<SellerId> = about.into_iter().collect();
    let shops = shop::of_sellers(&mut conn, &about).await?;
    drop(conn);
    let deciders: Vec<StaffId> = decisions.iter().map(|one| one.reason.by).collect();
    let names = staff::names(&mut control, &deciders).await?;
    let entries = entries(&mut control, &waiting, current).await?;
    let of = |seller_id: SellerId| shops.iter().filter(move |shop| shop.seller_id == seller_id);
    let with_facts = waiting.into_iter().map(|screening| WaitingSeller {
        shops: of(screening.seller_id).cloned().collect(),
        entries: numbers(&screening)
            .iter()
            .filter_map(|entry_no| entries.get(&(screening.list_no, *entry_no)).cloned())
            .collect(),
        screening,
    });
    let waiting = with_facts.collect();
    let first_shop = |seller_id| of(seller_id).next().map(|shop| (seller_id, shop.name.clone()));
    Ok(ScreeningDesk {
        shops: about.iter().copied().filter_map(first_shop).collect(),
        list,
        states,
        due,
        waiting,
        decisions,
        names,
    })
}

/// The list that counts, and those before it.
///
/// # Errors
/// The database's.
pub async fn lists_loaded(ctx: &Context) -> Result<Vec<LoadedList>> {
    let mut control = ctx.store().read().await?;
    lists::last(&mut control, SHOWN).await
}

fn numbers(screening: &Screening) -> Vec<u32> {
    let mut numbers: Vec<u32> = screening.matches.iter().map(|one| one.found.entry_no).collect();
    numbers.dedup();
    numbers
}

/// The entries that were found, by list and number. A seller whose name has changed since shows those of the current list.
async fn entries(
    control: &mut pasar_store::PgConnection,
    waiting: &[Screening],
    current: i64,
) -> Result<BTreeMap<(i64, u32), ListEntry>> {
    let mut wanted: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
    for screening in waiting {
        wanted
            .entry(screening.list_no)
            .or_default()
            .extend(numbers(screening));
    }
    let mut found = BTreeMap::new();
    for (list_no, entry_nos) in wanted {
        let entry_nos: Vec<u32> = entry_nos.into_iter().collect();
        let from = if list_no == 0 { current } else { list_no };
        for entry in lists::some_entries(control, from, &entry_nos).await? {
            found.insert((list_no, entry.entry_no), entry);
        }
    }
    Ok(found)
}
