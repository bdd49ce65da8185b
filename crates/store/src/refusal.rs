//! How often rules refused something.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::error::Result;

/// What is counted: version, act and rule.
pub type RefusalKey = (String, String, String);

/// Adds to the counts of a month, which is given by its first day.
pub async fn add(
    conn: &mut PgConnection,
    month: NaiveDate,
    counts: &BTreeMap<RefusalKey, i64>,
) -> Result<()> {
    let column = |of: fn(&RefusalKey) -> &String| -> Vec<String> { counts.keys().map(of).cloned().collect() };
    let numbers: Vec<i64> = counts.values().copied().collect();
    sqlx::query!(
        "insert into refusal_count (month, charter_version, act, rule, refusals)
         select $1, new.* from unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) as new
         on conflict (month, charter_version, act, rule) do update set refusals = refusal_count.refusals + excluded.refusals",
        month,
        &column(|key| &key.0),
        &column(|key| &key.1),
        &column(|key| &key.2),
        &numbers
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How often each rule refused something in a month, under any version.
pub async fn of_month(conn: &mut PgConnection, month: NaiveDate) -> Result<BTreeMap<String, i64>> {
    let rows = sqlx::query!(
        r#"select rule, sum(refusals)::bigint as "refusals!" from refusal_count where month = $1 group by rule"#,
        month
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.rule, row.refusals)).collect())
}
