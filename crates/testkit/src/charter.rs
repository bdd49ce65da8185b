//! Charter versions that were proposed and adopted, without asking a solver.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::adoption::{Adoption, AdoptionDecision, AdoptionOutcome, CharterChange, CharterProof};
use pasar_domain::id::AdoptionId;
use pasar_domain::market::Market;
use pasar_policy::CharterFolder;
use pasar_service::actor::StaffMember;
use pasar_service::charter::beginning_of;
use pasar_store::charter;

use crate::market::{TestMarket, market};

/// The newest version of a market's folder under another name, which may be in force from that day on. It has no proof.
pub fn draft_charter(market: &Market, on: NaiveDate) -> BTreeMap<String, String> {
    let (old, files) = market.charter_files.last_key_value().unwrap();
    let mut files = files.clone();
    files.remove("proof.json");
    let figures = files.get_mut("charter.toml").unwrap();
    *figures = figures
        .replace(&format!("version = \"{old}\""), &format!("version = \"{on}\""))
        .replace(
            &format!("effective_on = \"{old}\""),
            &format!("effective_on = \"{on}\""),
        );
    assert!(figures.contains(&format!("version = \"{on}\"")), "{figures}");
    files
}

impl TestMarket {
    /// The newest version of this market of the repository as [`draft_charter`] gives it.
    pub fn draft(code: &str, on: NaiveDate) -> BTreeMap<String, String> {
        draft_charter(&market(code), on)
    }

    /// Writes down that the versions which the market knows were adopted, each from its own day on, as the program does when it first
    /// starts.
    pub async fn adopt_folder(&self) {
        for known in self.ctx().rulebook().versions() {
            let adoption = self.version(known.folder.files.clone(), None, None, Vec::new());
            let decision = AdoptionDecision {
                outcome: AdoptionOutcome::Adopted,
                decided_by: None,
                decided_at: self.ctx().now(),
            };
            self.write(&adoption, Some(decision)).await;
        }
    }

    /// Writes down that somebody proposed a version for a day, and what it changes.
    pub async fn proposed(
        &self,
        files: BTreeMap<String, String>,
        on: NaiveDate,
        by: StaffMember,
        changes: Vec<CharterChange>,
    ) -> Adoption {
        let begins = beginning_of(on, self.ctx().market());
        let adoption = self.version(files, Some(begins), Some(by), changes);
        self.write(&adoption, None).await;
        adoption
    }

    fn version(
        &self,
        files: BTreeMap<String, String>,
        begins: Option<Instant>,
        by: Option<StaffMember>,
        changes: Vec<CharterChange>,
    ) -> Adoption {
        let (ctx, now) = (self.ctx(), self.ctx().now());
        let folder = CharterFolder::parse(files, ctx.market()).unwrap();
        Adoption {
            adoption_id: AdoptionId::new(now, &ctx.entropy()),
            market: ctx.market().code,
            version: folder.charter.version.clone(),
            digest: folder.digest(),
            effective_at: begins.unwrap_or_else(|| beginning_of(folder.charter.effective_on, ctx.market())),
            files: folder.files,
            proposed_by: by.map(StaffMember::staff_id),
            proposed_at: now,
            proved_at: now,
            second_solver: Some("z3 4.8.12".to_owned()),
            changes,
            decision: None,
        }
    }

    async fn write(&self, adoption: &Adoption, decision: Option<AdoptionDecision>) {
        let answer = CharterProof {
            promise: "no-cross-border".to_owned(),
            act: "sell".to_owned(),
            policy: String::new(),
            verdict: "proved".to_owned(),
            solver: "cvc5 1.0.3".to_owned(),
            text_sha256: "0".repeat(64),
            text: "(check-sat)".to_owned(),
            milliseconds: 3,
            second_opinion: "agrees".to_owned(),
        };
        let mut tx = self.ctx().store().begin().await.unwrap();
        charter::insert(&mut tx, adoption).await.unwrap();
        charter::insert_proof(&mut tx, adoption.adoption_id, &[answer])
            .await
            .unwrap();
        if let Some(decision) = decision {
            charter::decide(&mut tx, adoption, &decision).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}
