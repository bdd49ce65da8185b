//! Reads a stored catalogue file into its shop, batch by batch.

use std::collections::BTreeSet;
use std::sync::Arc;

use pasar_domain::id::{ImportId, ShopId};
use pasar_domain::import::{FINDINGS_MAX, Import, ImportState};
use pasar_domain::shop::Shop;
use pasar_interchange::{FileError, Limits, ReadOptions};
use pasar_store::{PgConnection, import, shop};

use super::Report;
use super::apply::{Terms, apply};
use super::draft::{of_file, of_row};
use super::source::{self, Batch};
use crate::Context;
use crate::product::write::Writer;

/// How often a batch is tried that lost a race against somebody who edits the same products.
const TRIES: u32 = 5;

/// Why a reading broke off. It can be run again and goes on where it was.
#[derive(Debug, thiserror::Error)]
pub enum RunImportError {
    /// There is no such import.
    #[error("there is no such import")]
    NotFound,
    /// Somebody else is reading the same import.
    #[error("this file is being imported by another process")]
    Elsewhere,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Reads the file of an import to its end, or goes on where a reading broke off, telling `progress` after each batch. An import
/// that is over is left as it is. A file that is no catalogue is refused: that is an answer, and no error here.
///
/// # Errors
/// See [`RunImportError`]; what was written stays, and the next run goes on behind it.
pub async fn run(
    ctx: &Context,
    shop_id: ShopId,
    import_id: ImportId,
    mut progress: impl FnMut(&Import),
) -> Result<Import, RunImportError> {
    let (mut present, shop) = begin(ctx, shop_id, import_id).await?;
    if present.state.is_over() {
        return Ok(present);
    }
    let objects = Arc::clone(ctx.objects());
    let mut batches = source::open(objects, &present.object_key, options(ctx), present.next_product);
    let mut seen = BTreeSet::new();
    while let Some(batch) = batches.recv().await {
        match batch {
            Ok(batch) => {
                present = with_retries(ctx, &shop, &present, batch, &mut seen).await?;
                progress(&present);
            }
            // The file's beginning was looked at when it came in; this is what only its whole header tells.
            Err(error) => return Ok(refuse(ctx, present, &error).await?),
        }
    }
    finish(ctx, present).await
}

fn options(ctx: &Context) -> ReadOptions {
    let market = ctx.market();
    let charter = ctx.charter().limits.product_variants_max;
    let variants = usize::try_from(charter)
        .unwrap_or(usize::MAX)
        .min(pasar_domain::variant::VARIANTS_MAX);
    let mut options = ReadOptions::new(market.currency);
    options.unit_minor = market.money_format.unit_minor;
    options.limits = Limits {
        variants,
        ..Limits::default()
    };
    options
}

async fn begin(
    ctx: &Context,
    shop_id: ShopId,
    import_id: ImportId,
) -> Result<(Import, Shop), RunImportError> {
    let mut tx = ctx.home().begin().await?;
    let mut present = import::lock(&mut tx, shop_id, import_id)
        .await?
        .ok_or(RunImportError::NotFound)?;
    let shop = shop::by_id(&mut tx, shop_id)
        .await?
        .ok_or(RunImportError::NotFound)?;
    if present.state == ImportState::Waiting {
        present.state = ImportState::Running;
        import::update(&mut tx, &present).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok((present, shop))
}

async fn with_retries(
    ctx: &Context,
    shop: &Shop,
    present: &Import,
    batch: Batch,
    seen: &mut BTreeSet<(String, String)>,
) -> Result<Import, RunImportError> {
    let findings: Vec<_> = batch
        .findings
        .into_iter()
        .map(|error| (error.effect.is_loss(), of_row(error)))
        .collect();
    let mut tries = 0;
    loop {
        tries += 1;
        let mut report = Report::default();
        report.tally.refused = batch.uncounted;
        for (is_loss, finding) in findings.clone() {
            report.tally.refused += u32::from(is_loss);
            report.findings.push(finding);
        }
        let step = Step {
            shop,
            present,
            bytes_read: batch.bytes_read,
        };
        match step.write(ctx, batch.drafts.clone(), report, seen).await {
            Err(RunImportError::Store(
                pasar_store::Error::Race | pasar_store::Error::Stale | pasar_store::Error::Conflict { .. },
            )) if tries < TRIES => {}
            done => return done,
        }
    }
}

struct Step<'a> {
    shop: &'a Shop,
    present: &'a Import,
    bytes_read: u64,
}

impl Step<'_> {
    /// Writes a batch and how far the import is with it, in one transaction.
    async fn write(
        &self,
        ctx: &Context,
        drafts: Vec<pasar_interchange::ProductDraft>,
        mut report: Report,
        seen: &mut BTreeSet<(String, String)>,
    ) -> Result<Import, RunImportError> {
        let present = self.present;
        let dealt_with = u64::try_from(drafts.len()).unwrap_or(0);
        let terms = Terms {
            writer: Writer {
                ctx,
                shop: self.shop,
                editor: present.created_by,
                now: ctx.now(),
            },
            category: present.category.as_deref(),
            as_drafts: present.as_drafts,
            products_max: ctx.charter().limits.shop_products_max,
        };
        let mut tx = ctx.home().begin().await?;
        self.check_alone(&mut tx).await?;
        apply(&mut tx, terms, drafts, &mut report).await?;
        if present.dry_run {
            // Everything is undone but the account of it.
            tx.rollback().await.map_err(pasar_store::Error::from)?;
            tx = ctx.home().begin().await?;
            self.check_alone(&mut tx).await?;
        }
        // That a category is unknown is told once for each name.
        report.findings.retain(|finding| {
            let name = (finding.code.clone(), finding.value.clone().unwrap_or_default());
            !matches!(finding.code.as_str(), "category-unknown" | "category-default") || seen.insert(name)
        });
        keep_findings(&mut tx, present, &report).await?;
        let after = Import {
            bytes_read: self.bytes_read.min(present.bytes_total),
            next_product: present.next_product + dealt_with,
            tally: present.tally.plus(report.tally),
            ..present.clone()
        };
        import::update(&mut tx, &after).await?;
        tx.commit().await.map_err(pasar_store::Error::from)?;
        Ok(after)
    }

    /// Nobody else has gone on with this import, and nobody can until the transaction ends.
    async fn check_alone(&self, conn: &mut PgConnection) -> Result<(), RunImportError> {
        let now = import::lock(conn, self.present.shop_id, self.present.import_id).await?;
        let alone = now.is_some_and(|now| {
            now.state == ImportState::Running && now.next_product == self.present.next_product
        });
        if alone {
            Ok(())
        } else {
            Err(RunImportError::Elsewhere)
        }
    }
}

async fn keep_findings(
    conn: &mut PgConnection,
    present: &Import,
    report: &Report,
) -> Result<(), pasar_store::Error> {
    if report.findings.is_empty() {
        return Ok(());
    }
    let kept = import::count_findings(&mut *conn, present.shop_id, present.import_id).await?;
    let room = usize::try_from(FINDINGS_MAX.saturating_sub(kept)).unwrap_or(0);
    let findings = report
        .findings
        .get(..room.min(report.findings.len()))
        .unwrap_or_default();
    import::add_findings(conn, present.shop_id, present.import_id, kept, findings).await
}

/// Nothing of the file can be read: says why, and changes nothing.
async fn refuse(ctx: &Context, present: Import, error: &FileError) -> Result<Import, pasar_store::Error> {
    let refusal = format!("{}: {error}", error.code());
    let refused = Import {
        state: ImportState::Refused {
            refusal,
            finished_at: ctx.now(),
        },
        ..present
    };
    let mut tx = ctx.home().begin().await?;
    import::update(&mut tx, &refused).await?;
    // What can be said in the reader's language needs the error's own words: they are kept as the only finding.
    let report = Report {
        findings: vec![of_file(error)],
        ..Report::default()
    };
    keep_findings(&mut tx, &refused, &report).await?;
    tx.commit().await?;
    Ok(refused)
}

async fn finish(ctx: &Context, present: Import) -> Result<Import, RunImportError> {
    let done = Import {
        state: ImportState::Done {
            finished_at: ctx.now(),
        },
        bytes_read: present.bytes_total,
        ..present
    };
    let mut tx = ctx.home().begin().await?;
    import::update(&mut tx, &done).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(done)
}
