//! Versions for the samples of the pages: one for every way in which a version can stand.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration};
use pasar_domain::Instant;
use pasar_domain::adoption::{Adoption, AdoptionDecision, AdoptionOutcome, CharterChange, CharterProof};
use pasar_domain::id::{AdoptionId, StaffId};
use pasar_domain::market::{Market, Slug, Texts};
use pasar_policy::CharterFolder;
use pasar_service::actor::StaffRole;
use pasar_service::charter::{Desk, Shown};
use uuid::Uuid;

use super::Onlooker;
use super::view::BrokenPromise;
use crate::l10n::Localizer;
use crate::promise::query;

/// The day on which the samples are looked at.
pub(super) fn now() -> Instant {
    DateTime::UNIX_EPOCH + Days::new(20_788)
}

const ANA: StaffId = StaffId::from_uuid(Uuid::from_u128(1));
const BO: StaffId = StaffId::from_uuid(Uuid::from_u128(2));

fn names() -> BTreeMap<StaffId, String> {
    BTreeMap::from([(ANA, "Ana & Co".to_owned()), (BO, "Bo".to_owned())])
}

/// A version that begins so many days from now, proposed and decided on days before today.
fn version(
    market: &Market,
    (number, name): (u128, &str),
    begins: i64,
    decided: Option<(AdoptionOutcome, i64)>,
) -> Option<Adoption> {
    Some(Adoption {
        adoption_id: AdoptionId::from_uuid(Uuid::from_u128(number)),
        market: market.code,
        version: name.parse().ok()?,
        files: BTreeMap::new(),
        digest: [0xa7; 32],
        effective_at: now() + Duration::days(begins),
        proposed_by: Some(ANA),
        proposed_at: now() - Duration::days(5),
        proved_at: now() - Duration::days(5),
        second_solver: Some("z3 4.13.3".to_owned()),
        changes: Vec::new(),
        decision: decided.map(|(outcome, ago)| AdoptionDecision {
            outcome,
            decided_by: Some(BO),
            decided_at: now() - Duration::days(ago),
        }),
    })
}

/// One version of every kind.
fn known(market: &Market) -> Vec<Adoption> {
    use AdoptionOutcome::{Adopted, Withdrawn};
    let with_the_program = |adoption: Adoption| Adoption {
        proposed_by: None,
        decision: adoption.decision.map(|decision| AdoptionDecision {
            decided_by: None,
            ..decision
        }),
        ..adoption
    };
    let known = [
        version(market, (1, "2023-07-30"), -900, Some((Adopted, 900))).map(with_the_program),
        version(market, (2, "2023-09-26"), -800, Some((Adopted, 800))).map(with_the_program),
        version(market, (3, "2026-12-01"), -2, None),
        version(market, (4, "2026-12-24"), 12, Some((Withdrawn, 3))),
        version(market, (5, "2027-01-01"), 20, Some((Adopted, 6))),
        version(market, (6, "2027-02-01"), 50, None),
        version(market, (7, "2027-03-01"), 80, None),
    ];
    known.into_iter().flatten().collect()
}

/// A desk with versions of every kind.
pub(super) fn desk(market: &Market) -> Desk {
    let mut known = known(market);
    for version in known.iter_mut().filter(|version| version.decision.is_none()) {
        version.changes = changes(market);
    }
    let free: Vec<Slug> = market.charter_files.keys().cloned().collect();
    Desk {
        known,
        free,
        people: names(),
    }
}

/// A desk with nothing on it.
pub(super) fn bare_desk() -> Desk {
    Desk {
        known: Vec::new(),
        free: Vec::new(),
        people: BTreeMap::new(),
    }
}

fn texts(text: &str, market: &Market) -> Texts {
    let languages = market.languages.iter();
    languages
        .map(|language| (language.clone(), text.to_owned()))
        .collect()
}

/// Something loosened, something that no solver could say, and something tightened.
fn changes(market: &Market) -> Vec<CharterChange> {
    let change = |act: &str, loosened, example: Option<&str>| CharterChange {
        act: act.to_owned(),
        loosened,
        example: example.map(|text| texts(text, market)),
    };
    let sale = "On 1 January 2027, somebody <verified> would be allowed to sell goods sent from here.";
    vec![
        change("sell", true, Some(sale)),
        change("claim", true, None),
        change("publish", false, Some(sale)),
    ]
}

/// Promises that a version does not keep.
pub(super) fn broken(l: &Localizer) -> Vec<BrokenPromise> {
    let promise = |sentence: &str, example: &str| BrokenPromise {
        sentence: sentence.to_owned(),
        example: example.to_owned(),
        acts: l.t("promise-act-sell"),
    };
    vec![
        promise(
            "Goods are sent from here.",
            "On 1 January 2027, somebody would be allowed to sell goods sent from <elsewhere>.",
        ),
        promise("Nobody is turned away.", ""),
    ]
}

fn answer(promise: &str, text: &str, second_opinion: &str) -> CharterProof {
    CharterProof {
        promise: promise.to_owned(),
        act: "sell".to_owned(),
        policy: String::new(),
        verdict: "proved".to_owned(),
        solver: "cvc5 1.3.1".to_owned(),
        text_sha256: String::new(),
        text: text.to_owned(),
        milliseconds: 12,
        second_opinion: second_opinion.to_owned(),
    }
}

/// The version before: other figures, one promise less, and one with other words.
fn earlier(folder: &CharterFolder) -> CharterFolder {
    let mut before = folder.clone();
    for figure in before.charter.figures.iter_mut().take(4) {
        figure.value += 1;
    }
    before.charter.separate_surfaces = !folder.charter.separate_surfaces;
    before.promises.pop();
    for promise in &mut before.promises {
        promise.sentence.clone_from(&promise.meaning_in_words);
    }
    before
}

/// Versions as they are looked at: a name for the sample, the version, and who looks.
pub(super) fn versions(market: &Market) -> Vec<(&'static str, Shown, Onlooker)> {
    let samples = query::samples(market).into_iter().map(|(_, known)| known.folder);
    let Some(folder) = samples.map(Cow::into_owned).next() else {
        return Vec::new();
    };
    let (administrator, reader) = (StaffRole::Administrator, StaffRole::Support);
    let shown = |name: &'static str, number: u128, changed: bool, (staff_id, role): (StaffId, StaffRole)| {
        let mut known = known(market);
        if name == "overtaken" {
            // What was adopted since it was proposed, and not before.
            let since = known.iter_mut().filter_map(|version| version.decision.as_mut());
            for decision in since.filter(|decision| decision.decided_by.is_some()) {
                decision.decided_at = now();
            }
        }
        let id = AdoptionId::from_uuid(Uuid::from_u128(number));
        let found = known.iter().find(|version| version.adoption_id == id)?;
        let mut adoption = found.clone();
        if changed {
            adoption.changes = changes(market);
        }
        let shown = Shown {
            before: (number > 1).then(|| if changed { earlier(&folder) } else { folder.clone() }),
            folder: folder.clone(),
            proof: vec![
                answer("no-cross-border", "(check-sat)", "agrees"),
                answer("local-sellers-welcome", "", "nothing is left to ask"),
            ],
            people: names(),
            known,
            adoption,
        };
        Some((name, shown, Onlooker { staff_id, role }))
    };
    let versions = [
        shown("waiting", 6, true, (BO, administrator)),
        shown("unread", 6, true, (BO, administrator)),
        shown("own", 6, true, (ANA, administrator)),
        shown("reading", 6, true, (BO, reader)),
        shown("nothing-changes", 7, false, (BO, administrator)),
        shown("overtaken", 7, true, (BO, administrator)),
        shown("lapsed", 3, true, (BO, administrator)),
        shown("withdrawn", 4, false, (BO, administrator)),
        shown("adopted", 5, true, (BO, administrator)),
        shown("with-the-program", 2, true, (BO, administrator)),
        shown("first", 1, false, (BO, administrator)),
    ];
    versions.into_iter().flatten().collect()
}
