//! Writes counts down, and reads them.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use pasar_store::{Result, refusal};

use crate::Context;

/// Writes down what was refused since the last time. What cannot be written is kept for the next.
///
/// # Errors
/// The database's.
pub async fn flush(ctx: &Context) -> Result<()> {
    let counts = ctx.refusals().take();
    if counts.is_empty() {
        return Ok(());
    }
    let written = async {
        let mut tx = ctx.home().begin().await?;
        refusal::add(&mut tx, this_month(ctx), &counts).await?;
        tx.commit().await?;
        Ok(())
    };
    let written = written.await;
    if written.is_err() {
        ctx.refusals().put_back(counts);
    }
    written
}

/// How often each rule refused something this month, in the market's time zone.
///
/// # Errors
/// The database's.
pub async fn counts(ctx: &Context) -> Result<BTreeMap<String, i64>> {
    let mut conn = ctx.home().read().await?;
    refusal::of_month(&mut conn, this_month(ctx)).await
}

fn this_month(ctx: &Context) -> NaiveDate {
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    today.with_day(1).unwrap_or(today)
}
