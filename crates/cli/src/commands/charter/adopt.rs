//! `pasar charter adopt`

use std::process::ExitCode;

use chrono::NaiveDate;
use pasar_domain::adoption::{Adoption, CharterChange};
use pasar_prover::{NotAccepted, Proof};
use pasar_service::Context;
use pasar_service::actor::StaffMember;
use pasar_service::charter::{CharterError, Propose, approve, propose, withdraw};
use pasar_service::staff::at_machine;
use serde_json::json;

use super::version::{Version, one, solvers};
use super::{Place, prove};
use crate::commands::visit;
use crate::config::Arguments;
use crate::program::{Program, Source};
use crate::{progress, say};

/// `adopt`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pasar charter adopt id/2027-01-01 --on 2027-01-01 --as ana@pasar.example --approved-by bo@pasar.example"
)]
pub(super) struct Adopt {
    /// The charter: MARKET/VERSION
    version: String,
    /// The day from which it is to be in force, in the market’s time zone: 2027-01-01
    #[arg(long, value_name = "DATE")]
    on: NaiveDate,
    /// The e-mail address of the administrator who proposes it
    #[arg(long = "as", value_name = "EMAIL")]
    proposer: String,
    /// The e-mail address of the administrator who adopts it; another person
    #[arg(long, value_name = "EMAIL")]
    approved_by: String,
    #[command(flatten)]
    place: Place,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Adopt {
    pub(super) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| {
            let source = match &self.place.markets {
                Some(folder) => Source::Folder(folder.clone()),
                None => program.source.clone(),
            };
            let version = one(&source, &self.version)?;
            let files = version.folder()?.files.clone();
            let ctx = program.market(version.market.code.as_str())?;
            let proposer = at_machine(ctx, &self.proposer).await?;
            let approver = at_machine(ctx, &self.approved_by).await?;
            let solvers = solvers(&program.config).await?;
            let spinner = progress::spinner(&format!("{}: asking {}", version.name(), solvers.first.title()));
            let proposed = propose(ctx, proposer, Propose { files, on: self.on }, &solvers).await;
            spinner.finish_and_clear();
            let proposed = match proposed {
                Err(CharterError::NotProved(NotAccepted::NotProved(proof))) => {
                    return self.not_proved(&version, &proof);
                }
                proposed => proposed?,
            };
            let adoption = decide(ctx, proposer, approver, proposed).await?;
            if self.json {
                say::json(&json!({
                    "charter": version.name(),
                    "adoption_id": adoption.adoption_id,
                    "effective_at": adoption.effective_at,
                    "changes": adoption.changes,
                }));
            } else {
                say::result(for_people(&version.name(), &adoption));
            }
            Ok(ExitCode::SUCCESS)
        })
    }

    /// Tells why the version is not even proposed: the promises that it breaks, each with an example.
    fn not_proved(&self, version: &Version, proof: &Proof) -> anyhow::Result<ExitCode> {
        if self.json {
            say::json(&proof.to_json());
        } else {
            say::result(prove::for_people(version, proof)?);
            say::note("it is not proved, and so neither proposed nor adopted");
        }
        Ok(ExitCode::FAILURE)
    }
}

/// Adopts what was proposed; a proposal that the other person may not adopt does not stay.
async fn decide(
    ctx: &Context,
    proposer: StaffMember,
    approver: StaffMember,
    proposed: Adoption,
) -> anyhow::Result<Adoption> {
    match approve(ctx, approver, proposed.adoption_id).await {
        Ok(adoption) => Ok(adoption),
        Err(error) => {
            withdraw(ctx, proposer, proposed.adoption_id).await?;
            Err(error.into())
        }
    }
}

fn for_people(name: &str, adoption: &Adoption) -> String {
    let mut text = format!(
        "✓ {name} is proved and adopted; it is in force from {}",
        adoption.effective_at.format("%Y-%m-%d %H:%M UTC")
    );
    for (loosened, heading) in [
        (true, "It permits what was refused:"),
        (false, "It refuses what was permitted:"),
    ] {
        let changes: Vec<&CharterChange> = adoption
            .changes
            .iter()
            .filter(|change| change.loosened == loosened)
            .collect();
        if changes.is_empty() {
            continue;
        }
        text.push_str(&format!("\n  {heading}"));
        for change in changes {
            let english = change
                .example
                .as_ref()
                .and_then(|texts| Some(texts.get(&"en".parse().ok()?)));
            text.push_str(&format!(
                "\n  - {}: {}",
                change.act,
                english.unwrap_or("no solver could say")
            ));
        }
    }
    text
}
