//! Finds what the pages of promises tell.

use std::borrow::Cow;
use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::adoption::AdoptedProof;
use pasar_domain::market::Slug;
use pasar_policy::CharterFolder;
use pasar_service::{Context, charter as charters, refusal};

pub(crate) use super::samples::samples;
use super::view::{ShownVersion, ShownVersions};
use crate::error::WebError;
use crate::l10n::Localizer;

/// A charter version with what is known of it, in no language yet.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// The version in force.
    pub folder: Cow<'a, CharterFolder>,
    /// How it was proved when it was adopted.
    pub proof: Option<AdoptedProof>,
    /// How often each rule refused something this month.
    pub refused: BTreeMap<String, i64>,
    /// Every version that was adopted, with the instant from which it counts.
    pub versions: Vec<(Slug, Instant)>,
}

impl Known<'_> {
    /// The versions in words: the one in force, those that come, those that were.
    pub fn versions(&self, l: &Localizer) -> ShownVersions {
        let now = &self.folder.charter.version;
        let mut sorted: Vec<&(Slug, Instant)> = self.versions.iter().collect();
        sorted.sort_by_key(|(_, from)| *from);
        let shown = |(name, from): &&(Slug, Instant)| ShownVersion {
            name: name.to_string(),
            from: l.date(*from),
        };
        let place = sorted.iter().position(|(name, _)| name == now);
        let (before, rest) = sorted.split_at(place.unwrap_or(0));
        ShownVersions {
            in_force: rest.first().filter(|_| place.is_some()).map(shown),
            next: rest.iter().skip(1).map(shown).collect(),
            before: before.iter().rev().map(shown).collect(),
        }
    }
}

/// The charter in force.
///
/// # Errors
/// None is, and then nothing is sold either.
pub fn charter(ctx: &Context) -> Result<&CharterFolder, WebError> {
    let version = ctx.rulebook().in_force(ctx.now());
    let version = version.ok_or_else(|| WebError::unavailable("no charter is in force"))?;
    Ok(&version.folder)
}

/// The charter in force with its proof, its refusals of this month, and the other versions.
///
/// # Errors
/// None is in force; the database's.
pub async fn known(ctx: &Context) -> Result<Known<'_>, WebError> {
    let folder = charter(ctx)?;
    let versions = ctx.rulebook().versions();
    let versions = versions.map(|version| (version.folder.charter.version.clone(), version.effective_at));
    Ok(Known {
        proof: charters::proof(ctx, folder.charter.version.as_str()).await?,
        refused: refusal::counts(ctx).await?,
        versions: versions.collect(),
        folder: Cow::Borrowed(folder),
    })
}
