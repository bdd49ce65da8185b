//! Campaigns, and how far the sellers are who were asked. What a campaign does to verifications is in [`ask`].

pub mod ask;

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::campaign::{Campaign, CampaignProgress, CampaignScope};
use pasar_domain::id::{CampaignId, SellerId, ShopId, StaffId};
use pasar_domain::market::Country;
use pasar_domain::seller::Evidence;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

/// The rule of the schema by which one campaign is not started twice.
pub const TWICE: &str = "campaign_once";

struct CampaignRow {
    campaign_id: Uuid,
    reason: String,
    evidence: Option<String>,
    issued_by: Option<String>,
    recorded_before: Option<Instant>,
    due_at: Instant,
    started_by: Uuid,
    started_at: Instant,
    gathered_at: Option<Instant>,
    stopped_by: Option<Uuid>,
    stopped_at: Option<Instant>,
}

impl TryFrom<CampaignRow> for Campaign {
    type Error = Error;

    fn try_from(row: CampaignRow) -> Result<Self> {
        let at = Row {
            table: "campaign",
            id: &row.campaign_id,
        };
        let evidence: Option<Evidence> = match row.evidence {
            Some(word) => Some(at.parse("evidence", &word)?),
            None => None,
        };
        let issued_by: Option<Country> = match row.issued_by {
            Some(code) => Some(at.parse("issued_by", &code)?),
            None => None,
        };
        let stopped = match (row.stopped_by, row.stopped_at) {
            (Some(by), Some(at)) => Some((StaffId::from_uuid(by), at)),
            (None, None) => None,
            _ => return Err(at.inconsistent("stopped_by")),
        };
        Ok(Self {
            campaign_id: CampaignId::from_uuid(row.campaign_id),
            reason: row.reason,
            scope: CampaignScope {
                evidence,
                issued_by,
                recorded_before: row.recorded_before,
            },
            due_at: row.due_at,
            started_by: StaffId::from_uuid(row.started_by),
            started_at: row.started_at,
            gathered_at: row.gathered_at,
            stopped,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            CampaignRow,
            "select c.campaign_id, c.reason, c.evidence, c.issued_by, c.recorded_before, c.due_at, c.started_by, c.started_at,
                    c.gathered_at, c.stopped_by, c.stopped_at
             from campaign c " + $tail
            $(, $argument)*
        )
    };
}

/// Writes a new campaign.
///
/// # Errors
/// `Conflict` on [`TWICE`] when the same one runs already.
pub async fn insert(conn: &mut PgConnection, campaign: &Campaign) -> Result<()> {
    sqlx::query!(
        "insert into campaign (campaign_id, reason, evidence, issued_by, recorded_before, due_at, started_by, started_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        campaign.campaign_id.uuid(),
        campaign.reason,
        campaign.scope.evidence.map(Evidence::as_str),
        campaign.scope.issued_by.as_ref().map(Country::as_str),
        campaign.scope.recorded_before,
        campaign.due_at,
        campaign.started_by.uuid(),
        campaign.started_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The campaign of this id.
pub async fn get(conn: &mut PgConnection, campaign_id: CampaignId) -> Result<Option<Campaign>> {
    let row = select!("where c.campaign_id = $1", campaign_id.uuid())
        .fetch_optional(conn)
        .await?;
    row.map(Campaign::try_from).transpose()
}

/// Campaigns, newest first: those before `before`.
pub async fn list(conn: &mut PgConnection, before: Option<CampaignId>, limit: i64) -> Result<Vec<Campaign>> {
    let rows = select!(
        "where c.campaign_id < $1 order by c.campaign_id desc limit $2",
        row::before(before.map(CampaignId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

/// Stops a campaign. False when it is over, was stopped before, or is not there.
pub async fn stop(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    staff_id: StaffId,
    at: Instant,
) -> Result<bool> {
    let done = sqlx::query!(
        "update campaign set stopped_by = $2, stopped_at = $3
         where campaign_id = $1 and stopped_at is null and due_at > $3",
        campaign_id.uuid(),
        staff_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What is asked of a shop's seller and not done yet, what is due first before the rest.
pub async fn asked_of_shop(conn: &mut PgConnection, shop_id: ShopId) -> Result<Vec<Campaign>> {
    let rows = select!(
        "join campaign_seller cs using (campaign_id) join shop using (seller_id)
         where shop.shop_id = $1 and c.stopped_at is null
           and not exists (select from verification v
                           where v.seller_id = cs.seller_id and v.revoked_at is null and v.recorded_at > c.started_at)
         order by c.due_at, c.campaign_id",
        shop_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

/// Was a seller asked in a campaign, and has not been verified again since that was started? Whether it was stopped is another question.
pub async fn is_unanswered(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    seller_id: SellerId,
) -> Result<bool> {
    let unanswered = sqlx::query_scalar!(
        r#"select exists (
             select from campaign_seller cs join campaign c using (campaign_id)
             where campaign_id = $1 and cs.seller_id = $2
               and not exists (select from verification v
                               where v.seller_id = $2 and v.revoked_at is null and v.recorded_at > c.started_at)) as "unanswered!""#,
        campaign_id.uuid(),
        seller_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Ok(unanswered)
}

/// How far the sellers of these campaigns are at an instant. Whoever was verified again after the start has renewed, however the rest stands;
/// before the day comes, whoever has an application that waits for staff has sent it in.
pub async fn progress(
    conn: &mut PgConnection,
    campaigns: &[CampaignId],
    at: Instant,
) -> Result<BTreeMap<CampaignId, CampaignProgress>> {
    let ids: Vec<Uuid> = campaigns.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"with newest as (
               select seller_id, max(recorded_at) as recorded_at from verification where revoked_at is null group by seller_id)
           select campaign_id, answer as "answer!", count(*) as "sellers!"
           from (select c.campaign_id,
                        case when newest.recorded_at > c.started_at then 'renewed'
                             when c.stopped_at is null and c.due_at <= $2 then 'lapsed'
                             when a.seller_id is not null then 'sent_in'
                             else 'waiting' end as answer
                 from campaign c join campaign_seller cs using (campaign_id)
                      left join newest on newest.seller_id = cs.seller_id
                      left join application a on a.seller_id = cs.seller_id and a.state in ('submitted', 'in_second_review')
                 where c.campaign_id = any($1)) asked
           group by campaign_id, answer"#,
        &ids,
        at
    )
    .fetch_all(conn)
    .await?;
    let mut found: BTreeMap<CampaignId, CampaignProgress> = BTreeMap::new();
    for row in rows {
        let at = Row {
            table: "campaign_seller",
            id: &row.campaign_id,
        };
        let of = found.entry(CampaignId::from_uuid(row.campaign_id)).or_default();
        of.add(
            at.parse("answer", &row.answer)?,
            at.number("sellers", row.sellers)?,
        );
    }
    Ok(found)
}

/// A seller who has not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unanswered {
    /// The seller.
    pub seller_id: SellerId,
    /// When it was asked.
    pub asked_at: Instant,
    /// When it was reminded.
    pub reminded_at: Option<Instant>,
}

/// Sellers who were asked, were not verified again and have nothing that waits for staff: those after `after`, so many of them.
pub async fn unanswered(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    after: Option<SellerId>,
    limit: i64,
) -> Result<Vec<Unanswered>> {
    let rows = sqlx::query!(
        "select cs.seller_id, cs.asked_at, cs.reminded_at
         from campaign_seller cs join campaign c using (campaign_id)
         where campaign_id = $1 and cs.seller_id > $2
           and not exists (select from verification v
                           where v.seller_id = cs.seller_id and v.revoked_at is null and v.recorded_at > c.started_at)
           and not exists (select from application a
                           where a.seller_id = cs.seller_id and a.state in ('submitted', 'in_second_review'))
         order by cs.seller_id limit $3",
        campaign_id.uuid(),
        row::after(after.map(SellerId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Unanswered {
            seller_id: SellerId::from_uuid(row.seller_id),
            asked_at: row.asked_at,
            reminded_at: row.reminded_at,
        })
        .collect())
}
