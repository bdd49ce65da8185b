//! Places (cities, towns) of a market and the region (province, nation) each lies in, for facets and addresses.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::code::{Slug, Texts};

/// A province, nation or other large part of a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name for people.
    pub name: Texts,
}

/// A city, regency or town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// As shown to people: `Kota Bandung`, `Leeds`.
    pub name: String,
    /// The region it lies in.
    pub region: Slug,
}

/// The places of a market. Look-ups ignore case, spaces around and known other spellings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    regions: Vec<Region>,
    places: Vec<Place>,
    by_key: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlacesFile {
    #[serde(default)]
    prefixes: Vec<(String, String)>,
    #[serde(default)]
    aliases: BTreeMap<String, String>,
    #[serde(default)]
    region: Vec<RegionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionEntry {
    slug: Slug,
    name: Texts,
    places: Vec<String>,
}

impl PlacesFile {
    /// The texts that must exist in every language, with the key of each.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, &Texts)> {
        self.region
            .iter()
            .map(|region| (format!("region `{}`, name", region.slug), &region.name))
    }

    /// Builds the look-up; the error is the key and what is wrong with it.
    pub(super) fn build(self) -> Result<Places, (String, String)> {
        let mut built = Places::default();
        for region in self.region {
            for name in region.places {
                if built.by_key.insert(key(&name), built.places.len()).is_some() {
                    return Err((
                        format!("region `{}`, places", region.slug),
                        format!("`{name}` is listed twice; keep one, or give each its own name"),
                    ));
                }
                built.places.push(Place {
                    name,
                    region: region.slug.clone(),
                });
            }
            built.regions.push(Region {
                slug: region.slug,
                name: region.name,
            });
        }
        for (short, long) in &self.prefixes {
            built.add_prefix(short, long);
        }
        for (alias, name) in self.aliases {
            let Some(place) = built.by_key.get(&key(&name)).copied() else {
                return Err((
                    format!("aliases, `{alias}`"),
                    format!("`{name}` is not a place of this file; name one of the listed places"),
                ));
            };
            built.by_key.entry(key(&alias)).or_insert(place);
        }
        Ok(built)
    }
}

impl Places {
    /// Every region, in the file's order.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Every place, region by region.
    pub fn all(&self) -> &[Place] {
        &self.places
    }

    /// The place of this name.
    pub fn get(&self, name: &str) -> Option<&Place> {
        self.by_key
            .get(&key(name))
            .and_then(|place| self.places.get(*place))
    }

    /// A region by its slug.
    pub fn region(&self, slug: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.slug.as_str() == slug)
    }

    /// A region by its name in any language, or by its slug.
    pub fn region_named(&self, name: &str) -> Option<&Region> {
        let wanted = key(name);
        self.regions.iter().find(|region| {
            region.slug.as_str() == wanted || region.name.iter().any(|(_, text)| key(text) == wanted)
        })
    }

    /// The region in which a place lies.
    pub fn region_of(&self, name: &str) -> Option<&Region> {
        self.get(name)
            .and_then(|place| self.region(place.region.as_str()))
    }

    /// The places of a region.
    pub fn within<'a>(&'a self, region: &'a str) -> impl Iterator<Item = &'a Place> {
        self.places
            .iter()
            .filter(move |place| place.region.as_str() == region)
    }

    /// Lets a short form stand for the long one at the start of a name: `Kab.` for `Kabupaten`.
    fn add_prefix(&mut self, short: &str, long: &str) {
        let (short, long) = (key(short), key(long));
        let other: Vec<(String, usize)> = self
            .by_key
            .iter()
            .filter_map(|(name, place)| {
                let rest = name.strip_prefix(&long)?.strip_prefix(' ')?;
                Some((format!("{short} {rest}").trim().to_owned(), *place))
            })
            .collect();
        for (name, place) in other {
            self.by_key.entry(name).or_insert(place);
        }
    }
}

/// How names are compared: lower case, single spaces. A damaged character (a no-break space that some program could not
/// read, most often) counts as a space.
fn key(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == char::REPLACEMENT_CHARACTER);
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
