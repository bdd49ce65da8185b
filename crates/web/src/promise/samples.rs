//! A small charter for the samples of the pages: of any market, so that they do not depend on what a market promises at present.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use pasar_domain::Instant;
use pasar_domain::adoption::{AdoptedProof, ProofAnswer};
use pasar_domain::market::Market;
use pasar_policy::CharterFolder;

use super::query::Known;

/// The files of the charter but the figures, which are the market's own.
const FILES: [(&str, &str); 6] = [
    ("policies/sale.cedar", include_str!("sample/sale.cedar")),
    ("policies/rules.toml", include_str!("sample/rules.toml")),
    (
        "promises/no-cross-border.toml",
        include_str!("sample/no-cross-border.toml"),
    ),
    (
        "promises/local-sellers-welcome.toml",
        include_str!("sample/local-sellers-welcome.toml"),
    ),
    ("cases/dropshipper.toml", include_str!("sample/dropshipper.toml")),
    ("cases/seamstress.toml", include_str!("sample/seamstress.toml")),
];

/// Digests of queries.
const SHA256: [&str; 3] = [
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
];

/// Proved with everything, and not proved.
pub(crate) fn samples(market: &Market) -> Vec<(&'static str, Known<'static>)> {
    let files = files(market);
    let Ok(folder) = CharterFolder::parse(files, market) else {
        return Vec::new();
    };
    let now = midnight(folder.charter.effective_on);
    let others = [("earlier", now - Days::new(90)), ("later", now + Days::new(90))];
    let others = others
        .into_iter()
        .filter_map(|(name, from)| Some((name.parse().ok()?, from)));
    let full = Known {
        versions: others.chain([(folder.charter.version.clone(), now)]).collect(),
        folder: Cow::Owned(folder.clone()),
        proof: Some(proof(now)),
        refused: BTreeMap::from([("local-goods".to_owned(), 1_204)]),
    };
    let bare = Known {
        versions: vec![(folder.charter.version.clone(), now)],
        folder: Cow::Owned(folder),
        proof: None,
        refused: BTreeMap::new(),
    };
    vec![("full", full), ("not-proved", bare)]
}

/// One promise is seconded in part, the other wholly.
fn proof(proved_at: Instant) -> AdoptedProof {
    let answer = |promise: &str, act: &str, sha256: Option<&str>, second_opinion: &str| ProofAnswer {
        promise: promise.to_owned(),
        act: act.to_owned(),
        verdict: "proved".to_owned(),
        solver: "cvc5 1.3.1".to_owned(),
        text_sha256: sha256.map(str::to_owned),
        second_opinion: second_opinion.to_owned(),
    };
    let [first, second, third] = SHA256;
    AdoptedProof {
        proved_at,
        second_solver: Some("z3 4.13.3".to_owned()),
        answers: vec![
            answer("no-cross-border", "publish", Some(first), "agrees"),
            answer("no-cross-border", "show", Some(second), "it took too long"),
            answer(
                "no-cross-border",
                "sell",
                None,
                "nothing is left to ask after translating",
            ),
            answer("local-sellers-welcome", "sell", Some(third), "agrees"),
        ],
    }
}

fn files(market: &Market) -> BTreeMap<String, String> {
    let newest = market.charter_files.values().next_back();
    let figures = newest.and_then(|files| files.get("charter.toml"));
    let figures = figures.cloned().unwrap_or_default() + include_str!("sample/sources.toml");
    let (code, country) = (market.code.to_string(), market.country.to_string());
    let files = FILES.into_iter().map(|(path, text)| {
        let text = text.replace("{market}", &code).replace("{COUNTRY}", &country);
        (path.to_owned(), text)
    });
    files.chain([("charter.toml".to_owned(), figures)]).collect()
}

fn midnight(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc()
}
