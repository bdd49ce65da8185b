//! The markets to serve: those built in, or those of a folder.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use pasar_domain::market::{Market, MarketCode};
use pasar_service::demo::seed::SeedDemo;
use pasar_service::market::load::read_market_folder;
use pasar_web::page::Attribution;
use serde::Deserialize;

use crate::built_in;
use crate::config::Config;

/// The file that orders the markets, beside their folders.
const ORDER: &str = "order.toml";
/// The file in a market's folder `demo` that says whose work the demo is made of.
const ATTRIBUTION: &str = "attribution.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderFile {
    order: Vec<MarketCode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributionFile {
    text: String,
    href: String,
}

/// Where markets come from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// The program itself.
    BuiltIn,
    /// A folder.
    Folder(PathBuf),
}

impl Source {
    /// What the configuration says.
    pub(crate) fn of(config: &Config) -> Self {
        match config.markets.folder.get() {
            Some(folder) => Self::Folder(folder.to_owned()),
            None => Self::BuiltIn,
        }
    }

    /// Every market, ordered as the file `order.toml` says.
    pub(crate) fn all(&self) -> anyhow::Result<Vec<Market>> {
        let mut markets = match self {
            Self::Folder(folder) => read_market_folder(folder)?,
            Self::BuiltIn => built_in_markets()?,
        };
        let order = match self.text(ORDER)? {
            Some(text) => {
                toml::from_str::<OrderFile>(&text)
                    .with_context(|| self.shown(ORDER))?
                    .order
            }
            None => Vec::new(),
        };
        // The sort is stable: what is not named stays ordered by code.
        markets.sort_by_key(|market| {
            order
                .iter()
                .position(|code| *code == market.code)
                .unwrap_or(usize::MAX)
        });
        Ok(markets)
    }

    /// The markets that the configuration wants served, in its order.
    pub(crate) fn served(&self, config: &Config) -> anyhow::Result<Vec<Market>> {
        let mut all = self.all()?;
        if all.is_empty() {
            bail!(
                "there is no market in {}: give `markets.folder` a folder with a folder for each market, such as `markets/xx/market.toml`",
                self.place()
            );
        }
        let wanted = &config.markets.serve.0;
        if wanted.is_empty() {
            return Ok(all);
        }
        let known: Vec<String> = all.iter().map(|market| market.code.to_string()).collect();
        let mut served = Vec::new();
        for code in wanted {
            let Some(place) = all.iter().position(|market| market.code.as_str() == code) else {
                bail!(
                    "`markets.serve` names `{code}`, which is no market, or names it twice; there are {}",
                    known.join(", ")
                );
            };
            served.push(all.remove(place));
        }
        Ok(served)
    }

    /// Whose work the demo of a market is made of.
    pub(crate) fn attribution(&self, market: &str) -> anyhow::Result<Option<Attribution>> {
        let path = format!("{market}/demo/{ATTRIBUTION}");
        let Some(text) = self.text(&path)? else {
            return Ok(None);
        };
        let AttributionFile { text, href } = toml::from_str(&text).with_context(|| self.shown(&path))?;
        Ok(Some(Attribution { text, href }))
    }

    /// The files of a market's demo; nothing if it has none. Built-in ones are unpacked into `room`.
    pub(crate) fn demo(&self, market: &str, room: &Path) -> io::Result<Option<SeedDemo>> {
        let unpacked = room.join(market);
        let folder = match self {
            Self::BuiltIn if built_in::unpack_demo(market, &unpacked)? => unpacked,
            Self::BuiltIn => return Ok(None),
            Self::Folder(folder) => folder.join(market).join("demo"),
        };
        let has_demo = folder.join("shops.toml").is_file();
        let seed = || -> io::Result<SeedDemo> {
            Ok(SeedDemo {
                folder,
                data_set: built_in::unpack_data_set(room)?,
            })
        };
        has_demo.then(seed).transpose()
    }

    fn text(&self, path: &str) -> anyhow::Result<Option<String>> {
        match self {
            Self::BuiltIn => Ok(built_in::market_file(path)),
            Self::Folder(folder) => match std::fs::read_to_string(folder.join(path)) {
                Ok(text) => Ok(Some(text)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error).with_context(|| format!("cannot read {}", self.shown(path))),
            },
        }
    }

    fn place(&self) -> String {
        match self {
            Self::BuiltIn => "the program".to_owned(),
            Self::Folder(folder) => format!("`{}`", folder.display()),
        }
    }

    fn shown(&self, path: &str) -> String {
        match self {
            Self::BuiltIn => format!("the built-in `{path}`"),
            Self::Folder(folder) => format!("`{}`", folder.join(path).display()),
        }
    }
}

fn built_in_markets() -> anyhow::Result<Vec<Market>> {
    let files: BTreeMap<_, _> = built_in::market_files();
    let markets = files.into_iter().map(|(folder, files)| {
        Market::load(&files).with_context(|| format!("the built-in market `{folder}` is wrong"))
    });
    markets.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_file_s_and_the_configuration_s_wins() {
        let mut config = Config::default();
        let codes = |config: &Config| -> Vec<String> {
            let markets = Source::of(config).served(config).unwrap();
            markets.iter().map(|market| market.code.to_string()).collect()
        };
        assert_eq!(codes(&config), ["id", "gb", "us"]);
        config.markets.serve.0 = vec!["gb".to_owned()];
        assert_eq!(codes(&config), ["gb"]);
        config.markets.serve.0 = vec!["gb".to_owned(), "xx".to_owned()];
        let error = Source::of(&config).served(&config).unwrap_err().to_string();
        assert!(error.contains("`xx`") && error.contains("id, gb, us"), "{error}");
    }

    #[test]
    fn what_is_built_in_is_what_the_repository_has() {
        let mut config = Config::default();
        let built_in = Source::of(&config).all().unwrap();
        config.markets.folder.0 = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../markets");
        assert_eq!(built_in, Source::of(&config).all().unwrap());
    }

    #[test]
    fn a_demo_made_of_others_work_says_so() {
        let source = Source::BuiltIn;
        let attributions = source.all().unwrap().into_iter().map(|market| {
            let attribution = source.attribution(market.code.as_str()).unwrap();
            attribution.map(|attribution| attribution.text)
        });
        let attributions: Vec<_> = attributions.collect();
        assert_eq!(
            attributions,
            [Some("PRDECT-ID, CC BY 4.0".to_owned()), None, None]
        );
    }

    #[test]
    fn the_demo_s_files_are_unpacked() {
        let room = tempfile::tempdir().unwrap();
        let demo = Source::BuiltIn.demo("gb", room.path()).unwrap().unwrap();
        assert!(demo.folder.join("catalogue.csv").is_file() && demo.data_set.is_file());
        assert!(Source::BuiltIn.demo("xx", room.path()).unwrap().is_none());
    }
}
