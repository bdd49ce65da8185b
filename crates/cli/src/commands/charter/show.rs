//! `pasar charter show`

use std::process::ExitCode;

use pasar_domain::charter::{Charter, Figure};
use pasar_domain::market::Market;
use pasar_prover::accept_kept;
use serde_json::{Value as Json, json};

use super::Place;
use super::version::{Version, select};
use crate::config::Loaded;
use crate::say;

/// `show`
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// Charters: MARKET/VERSION, or MARKET for all of its versions; all charters if left out
    versions: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// Show the policies and the promises' meanings in Cedar too
    #[arg(long)]
    cedar: bool,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) async fn run(self, loaded: &Loaded) -> anyhow::Result<ExitCode> {
        let mut shown: Vec<Json> = Vec::new();
        for version in select(&self.place.source(loaded), &self.versions)? {
            let proof = kept_proof(&version).await?;
            if self.json {
                shown.push(for_machines(&version, &proof)?);
            } else {
                say::result(for_people(&version, &proof, self.cedar)?);
            }
        }
        if self.json {
            say::json(&json!({ "charters": shown }));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What the kept proof is worth, in words.
async fn kept_proof(version: &Version) -> anyhow::Result<Result<String, String>> {
    let Some(kept) = version.kept.clone() else {
        return Ok(Err("no proof is kept".to_owned()));
    };
    Ok(match accept_kept(version.subject()?, kept).await {
        Ok(proved) => Ok(format!(
            "proved on {} by {}",
            proved.proof().proved_at.date_naive(),
            proved.proof().solver
        )),
        Err(error) => Err(error.to_string()),
    })
}

fn for_people(version: &Version, proof: &Result<String, String>, cedar: bool) -> anyhow::Result<String> {
    let folder = version.folder()?;
    let proof = match proof {
        Ok(proved) => format!("✓ {proved}"),
        Err(why) => format!("✗ {why}"),
    };
    let mut text = format!(
        "{}, in force from {} at the earliest\n  {proof}\n\nPromises",
        version.name(),
        folder.charter.effective_on
    );
    for promise in &folder.promises {
        text.push_str(&format!(
            "\n  {}: {}\n    {}, to {}, made on {}",
            promise.id,
            version.text(&promise.sentence),
            promise.kind.as_str(),
            promise.audience.as_str(),
            promise.made_on
        ));
        if cedar {
            text.push_str(&indented(&promise.meaning));
        }
    }
    text.push_str("\n\nFees");
    for figure in fees(&folder.charter) {
        text.push_str(&format!("\n  {}", figure_line(&version.market, figure)));
    }
    if !folder.charter.fees.commission_by_category.is_empty() {
        text.push_str(
            "\n  The nearest category that has a rate sets it; the base rate holds for the others.",
        );
    }
    text.push_str("\n\nPolicies");
    for policy in folder.rules.policy_set().policies() {
        let id = policy.id().to_string();
        let title = folder
            .words
            .get(id.as_str())
            .map(|words| version.text(&words.title))
            .unwrap_or_default();
        text.push_str(&format!("\n  {id} ({}): {title}", policy.effect()));
        if cedar {
            text.push_str(&indented(&policy.to_cedar().unwrap_or_default()));
        }
    }
    Ok(text)
}

/// The figures of what sellers pay.
fn fees(charter: &Charter) -> impl Iterator<Item = &Figure> {
    charter
        .figures
        .iter()
        .filter(|figure| figure.key.starts_with("fees."))
}

/// A figure in its unit, and where it comes from.
fn figure_line(market: &Market, figure: &Figure) -> String {
    let value = if figure.key.ends_with("_minor") {
        market.format_money(market.money(figure.value))
    } else {
        format!("{}.{:02} %", figure.value / 100, figure.value % 100)
    };
    let name = figure.key.trim_start_matches("fees.");
    format!("{name}: {value}, from {}", figure.source)
}

fn indented(text: &str) -> String {
    text.trim()
        .lines()
        .map(|line| format!("\n      {line}"))
        .collect()
}

fn for_machines(version: &Version, proof: &Result<String, String>) -> anyhow::Result<Json> {
    let folder = version.folder()?;
    let promises = folder.promises.iter().map(|promise| {
        json!({
            "id": promise.id,
            "kind": promise.kind.as_str(),
            "audience": promise.audience.as_str(),
            "made_on": promise.made_on,
            "source": promise.source,
            "sentence": promise.sentence,
            "meaning": promise.meaning,
            "kept_by": promise.kept_by,
        })
    });
    let policies = folder.rules.policy_set().policies().map(|policy| {
        let id = policy.id().to_string();
        json!({
            "id": id,
            "effect": policy.effect().to_string(),
            "title": folder.words.get(id.as_str()).map(|words| &words.title),
            "cedar": policy.to_cedar(),
        })
    });
    Ok(json!({
        "charter": version.name(),
        "effective_on": folder.charter.effective_on,
        "proved": proof.is_ok(),
        "proof": proof.as_ref().unwrap_or_else(|why| why),
        "fees": fees(&folder.charter)
            .map(|figure| json!({ "key": figure.key, "value": figure.value, "source": figure.source.as_str() }))
            .collect::<Vec<_>>(),
        "promises": promises.collect::<Vec<_>>(),
        "policies": policies.collect::<Vec<_>>(),
    }))
}
