//! The charter versions that were adopted for a market. A version takes effect at its instant by itself: whoever asks is given the one
//! that is in force at that moment. Versions are added while the program runs, and never change or go.

mod carry;
mod prepare;
mod review;

use std::sync::{Arc, OnceLock};

use pasar_domain::Instant;
use pasar_domain::market::Market;
use pasar_policy::{CharterFolder, CharterProblem};

pub use carry::carry;
pub(crate) use prepare::ends_soon;
pub use prepare::prepare_due;
pub use review::{Reviewed, review, review_due};

use crate::charter::beginning_of;

/// A charter version with the instant from which it is in force.
#[derive(Debug)]
pub struct Version {
    /// The market under the version's figures.
    pub market: Arc<Market>,
    /// Policies, promises and words.
    pub folder: CharterFolder,
    /// Since when it is in force.
    pub effective_at: Instant,
    /// Does the search index know what it changes?
    is_prepared: OnceLock<()>,
}

impl Version {
    /// A version of a market.
    pub fn new(market: &Market, folder: CharterFolder, effective_at: Instant) -> Self {
        Self {
            market: Arc::new(market.under(folder.charter.clone())),
            folder,
            effective_at,
            is_prepared: OnceLock::new(),
        }
    }
}

/// The versions of one market. Adding is rare and reading is constant, so versions are links of a chain that only grows: references to
/// them stay good for as long as the book lives.
#[derive(Debug, Default)]
pub struct Rulebook {
    first: OnceLock<Box<Link>>,
}

#[derive(Debug)]
struct Link {
    version: Version,
    next: OnceLock<Box<Link>>,
}

impl Rulebook {
    /// A book of these versions.
    pub fn new(versions: impl IntoIterator<Item = Version>) -> Self {
        let book = Self::default();
        for version in versions {
            book.add(version);
        }
        book
    }

    /// Adds a version; one that the book has already is left out. Returns whether it is new.
    pub fn add(&self, version: Version) -> bool {
        let mut version = version;
        let mut end = &self.first;
        loop {
            while let Some(link) = end.get() {
                if link.version.folder.charter.version == version.folder.charter.version {
                    return false;
                }
                end = &link.next;
            }
            let link = Box::new(Link {
                version,
                next: OnceLock::new(),
            });
            match end.set(link) {
                Ok(()) => return true,
                // Somebody else was quicker; look at what they added.
                Err(link) => version = link.version,
            }
        }
    }

    /// Every version, in the order in which they were added.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        let mut next = self.first.get();
        std::iter::from_fn(move || {
            let link = next?;
            next = link.next.get();
            Some(&link.version)
        })
    }

    /// The version in force at an instant: the latest that has begun. Nothing before the first, and then nothing is allowed.
    pub fn in_force(&self, now: Instant) -> Option<&Version> {
        let begun = self.versions().filter(|version| version.effective_at <= now);
        begun.max_by_key(|version| version.effective_at)
    }

    /// The version of this name.
    pub fn version(&self, name: &str) -> Option<&Version> {
        self.versions()
            .find(|version| version.folder.charter.version.as_str() == name)
    }

    /// The next version to come, when it takes effect so soon that the search index is told of it.
    pub fn soon(&self, now: Instant) -> Option<&Version> {
        self.next(now)
            .filter(|version| version.effective_at - now <= prepare::AHEAD)
    }

    /// The next version to come, if there is one.
    pub fn next(&self, now: Instant) -> Option<&Version> {
        let coming = self.versions().filter(|version| version.effective_at > now);
        coming.min_by_key(|version| version.effective_at)
    }
}

/// Every version in the market's folder, taken as adopted on its day: for tests, and for looking at a folder. The program itself takes
/// what was adopted.
///
/// # Errors
/// The first file that is wrong, with its version.
pub fn of_folder(market: &Market) -> Result<Vec<Version>, CharterProblem> {
    let mut versions = Vec::new();
    for (name, files) in &market.charter_files {
        let folder = CharterFolder::parse(files.clone(), market).map_err(|problem| CharterProblem {
            file: format!("charters/{name}/{}", problem.file),
            problem: problem.problem,
        })?;
        let effective_at = beginning_of(folder.charter.effective_on, market);
        versions.push(Version::new(market, folder, effective_at));
    }
    Ok(versions)
}
