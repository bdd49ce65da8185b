//! A small charter for the samples of the pages: of any market, so that they do not depend on what a market promises at present.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use pasar_domain::Instant;
use pasar_domain::market::Market;
use pasar_policy::CharterFolder;

use super::proof::KeptProof;
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
    let proof = BTreeMap::from([(
        "proof.json".to_owned(),
        include_str!("sample/proof.json").to_owned(),
    )]);
    let full = Known {
        versions: others.chain([(folder.charter.version.clone(), now)]).collect(),
        folder: Cow::Owned(folder.clone()),
        proof: KeptProof::of_files(&proof),
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
