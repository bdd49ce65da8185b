//! Charters at the staff's desk.

mod approve;
mod list;
mod propose;
mod show;
mod withdraw;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::adoption::{Adoption, CharterChange};
use pasar_service::actor::{StaffMember, StaffRole};
use pasar_testkit::TestMarket;

use crate::kit::{Browser, TestSite};

const PAGE: &str = "/staff/charters";

/// The name of the version that the folder has more than the repository.
const DRAFT: &str = "2026-12-20";

/// The day that the version is named by.
fn day() -> NaiveDate {
    DRAFT.parse().unwrap()
}

/// A market of which the folder has one version more, with one file changed.
async fn market(file: &str, from: &str, to: &str) -> TestMarket {
    let mut files = TestMarket::draft("id", day());
    change(&mut files, file, from, to);
    let market = TestMarket::with_draft("id", DRAFT, files).await;
    market.adopt_folder().await;
    market
}

/// A market of which the folder has one version more: sellers have a day more to send.
async fn slower() -> TestMarket {
    let (from, to) = ("days_to_ship = { value = 2,", "days_to_ship = { value = 3,");
    market("charter.toml", from, to).await
}

fn change(files: &mut BTreeMap<String, String>, file: &str, from: &str, to: &str) {
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    *text = text.replace(from, to);
}

/// The browser of a member of staff, who reads English.
async fn on_duty<'a>(site: &'a TestSite, name: &str, role: StaffRole) -> (Browser<'a>, StaffMember) {
    let (member, token) = site.market.on_duty(name, role).await;
    let mut browser = site.visitor();
    browser
        .cookies
        .insert("pasar_staff".to_owned(), token.to_string());
    browser
        .cookies
        .insert("pasar_language".to_owned(), "en".to_owned());
    (browser, member)
}

/// The version that waits, proposed by somebody, as it says it changes.
async fn proposed(site: &TestSite, by: StaffMember, changes: Vec<CharterChange>) -> Adoption {
    let files = &site.market.ctx().market().charter_files[DRAFT];
    site.market.proposed(files.clone(), day(), by, changes).await
}

/// Something newly permitted, or newly refused.
fn told(act: &str, loosened: bool, sentence: &str) -> CharterChange {
    let example = [("en", sentence), ("id", sentence)];
    let example = example.map(|(tag, text)| (tag.parse().unwrap(), text.to_owned()));
    CharterChange {
        act: act.to_owned(),
        loosened,
        example: Some(example.into_iter().collect()),
    }
}

/// The page of a version.
fn of(adoption: &Adoption) -> String {
    format!("{PAGE}/{}", adoption.adoption_id)
}
