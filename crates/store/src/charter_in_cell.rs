//! What a cell knows of the charters that were adopted for its market: the versions, and the kinds of sales each permits at all. The
//! program's role reads these rows; [`carry`] writes them as the schema's owner.

use pasar_domain::Instant;
use pasar_domain::market::Country;
use pasar_domain::programme::Stage;
use pasar_domain::seller::{Evidence, Standing};
use pasar_domain::surface::Surface;
use sqlx::Connection as _;

use crate::cell::Cell;
use crate::error::Result;

/// A charter version as a cell knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedCharter {
    /// Its version.
    pub version: String,
    /// The market's own country.
    pub home: Country,
    /// The SHA-256 of its files.
    pub digest: [u8; 32],
    /// Since when it is in force.
    pub effective_at: Instant,
    /// The kinds of sales it permits.
    pub kinds: Vec<SaleKind>,
}

/// A kind of sale: what the database holds every line of an order to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SaleKind {
    /// What the seller is.
    pub standing: Standing,
    /// What was verified.
    pub evidence: Evidence,
    /// Is the seller established abroad?
    pub origin_abroad: bool,
    /// Did an authority abroad issue the evidence?
    pub issued_abroad: bool,
    /// Do the goods come from abroad?
    pub ship_from_abroad: bool,
    /// How far Programme S is.
    pub stage: Stage,
    /// Where the sale happens.
    pub surface: Surface,
}

/// Writes versions into a cell that it does not know yet; those it knows stay as they are. Returns how many were new.
pub async fn carry(cell: &Cell, charters: &[CarriedCharter], at: Instant) -> Result<usize> {
    let mut owner = cell.owner().await?;
    let mut tx = owner.begin().await?;
    let mut new = 0;
    for charter in charters {
        let added = sqlx::query!(
            "insert into charter (charter_version, home_country, digest, effective_at, carried_at) values ($1, $2, $3, $4, $5)
             on conflict (charter_version) do nothing",
            charter.version,
            charter.home.as_str(),
            &charter.digest[..],
            charter.effective_at,
            at
        )
        .execute(&mut *tx)
        .await?;
        if added.rows_affected() > 0 {
            new += 1;
            kinds(&mut tx, charter).await?;
        }
    }
    tx.commit().await?;
    owner.close().await?;
    Ok(new)
}

async fn kinds(conn: &mut sqlx::PgConnection, charter: &CarriedCharter) -> Result<()> {
    fn each<T>(kinds: &[SaleKind], of: impl Fn(&SaleKind) -> T) -> Vec<T> {
        kinds.iter().map(of).collect()
    }
    let kinds = &charter.kinds;
    sqlx::query!(
        "insert into permitted_sale (charter_version, home_country, standing, evidence, origin_abroad, issued_abroad, ship_from_abroad,
            stage, surface)
         select $1, $2, kind.* from unnest($3::text[], $4::text[], $5::bool[], $6::bool[], $7::bool[], $8::text[], $9::text[]) as kind",
        charter.version,
        charter.home.as_str(),
        &each(kinds, |kind| kind.standing.to_string()),
        &each(kinds, |kind| kind.evidence.to_string()),
        &each(kinds, |kind| kind.origin_abroad),
        &each(kinds, |kind| kind.issued_abroad),
        &each(kinds, |kind| kind.ship_from_abroad),
        &each(kinds, |kind| kind.stage.to_string()),
        &each(kinds, |kind| kind.surface.to_string())
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The versions that a cell knows, with the digest of the files of each.
pub async fn known(conn: &mut sqlx::PgConnection) -> Result<Vec<(String, Vec<u8>, Instant)>> {
    let rows =
        sqlx::query!("select charter_version, digest, effective_at from charter order by effective_at")
            .fetch_all(conn)
            .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.charter_version, row.digest, row.effective_at))
        .collect())
}
