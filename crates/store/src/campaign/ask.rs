//! What a campaign does, batch by batch: it makes verifications end at its day, says who is asked, and gives back what it took when it is
//! stopped. Whoever writes here has the turn of [`take_turn`].

use pasar_domain::Instant;
use pasar_domain::campaign::CheckedCampaign;
use pasar_domain::id::{CampaignId, SellerId};
use pasar_domain::market::Country;
use pasar_domain::seller::Evidence;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row;

/// Programs that work at campaigns of a cell take turns by this number, so that what one gives back another has not made end meanwhile.
const CAMPAIGN_LOCK: i64 = 0x7061_7361_725f_6370;

/// Waits until nobody else works at a campaign, and keeps the turn until the transaction ends. Read what is to be done after it.
pub async fn take_turn(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!(
        r#"select pg_advisory_xact_lock($1)::text as "locked""#,
        CAMPAIGN_LOCK
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

/// A campaign at which there is something to do, and how far that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfinished {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// The last seller for whom it was done.
    pub done_to: Option<SellerId>,
}

fn ids(sellers: &[SellerId]) -> Vec<Uuid> {
    sellers.iter().map(|id| id.uuid()).collect()
}

fn sellers(ids: Vec<Uuid>) -> Vec<SellerId> {
    ids.into_iter().map(SellerId::from_uuid).collect()
}

fn unfinished(found: Option<(Uuid, Option<Uuid>)>) -> Option<Unfinished> {
    found.map(|(campaign_id, done_to)| Unfinished {
        campaign_id: CampaignId::from_uuid(campaign_id),
        done_to: done_to.map(SellerId::from_uuid),
    })
}

/// How many sellers a campaign would ask: whoever is verified by something that it is about, and by nothing else that counts until its day.
pub async fn count(conn: &mut PgConnection, checked: &CheckedCampaign, now: Instant) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"with counting as (
               select seller_id, valid_until,
                      ($1::text is null or evidence = $1) and ($2::text is null or issued_by = $2)
                      and ($3::timestamptz is null or recorded_at < $3) as is_meant
               from verification where revoked_at is null and valid_from <= $4 and valid_until > $4)
           select count(*) as "count!"
           from (select seller_id from counting group by seller_id
                 having bool_or(is_meant) and not bool_or(not is_meant and valid_until >= $5)) asked"#,
        checked.scope.evidence.map(Evidence::as_str),
        checked.scope.issued_by.as_ref().map(Country::as_str),
        checked.scope.recorded_before,
        now,
        checked.due_at
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// A campaign whose sellers are not all gathered, the oldest first.
pub async fn to_gather(conn: &mut PgConnection) -> Result<Option<Unfinished>> {
    let found = sqlx::query!(
        "select campaign_id, gathered_to from campaign where gathered_at is null and stopped_at is null order by campaign_id limit 1"
    )
    .fetch_optional(conn)
    .await?;
    Ok(unfinished(found.map(|row| (row.campaign_id, row.gathered_to))))
}

/// A campaign that was stopped and has not given back everything, the oldest first.
pub async fn to_restore(conn: &mut PgConnection) -> Result<Option<Unfinished>> {
    let found = sqlx::query!(
        "select campaign_id, restored_to from campaign where restored_at is null and stopped_at is not null order by campaign_id limit 1"
    )
    .fetch_optional(conn)
    .await?;
    Ok(unfinished(found.map(|row| (row.campaign_id, row.restored_to))))
}

/// The next sellers who have a verification that the campaign is about, with their verifications locked.
pub async fn next_sellers(
    conn: &mut PgConnection,
    unfinished: Unfinished,
    limit: i64,
) -> Result<Vec<SellerId>> {
    let found = sqlx::query_scalar!(
        "select s.seller_id from seller s
         where s.seller_id > $2
           and exists (select from campaign_verification meant where meant.campaign_id = $1 and meant.seller_id = s.seller_id)
         order by s.seller_id limit $3",
        unfinished.campaign_id.uuid(),
        row::after(unfinished.done_to.map(SellerId::uuid)),
        limit
    )
    .fetch_all(&mut *conn)
    .await?;
    // In the order in which checkouts lock them.
    sqlx::query!(
        "select seller_id from verification where seller_id = any($1) order by seller_id, verification_id for no key update",
        &found
    )
    .fetch_all(conn)
    .await?;
    Ok(sellers(found))
}

/// Makes the verifications of these sellers that a campaign is about end at its day.
pub async fn shorten(conn: &mut PgConnection, campaign_id: CampaignId, sellers: &[SellerId]) -> Result<u64> {
    let done = sqlx::query!(
        "update verification v set valid_until = meant.due_at from campaign_verification meant
         where meant.campaign_id = $1 and meant.seller_id = any($2) and v.seller_id = meant.seller_id
           and v.verification_id = meant.verification_id and v.revoked_at is null and v.valid_until > meant.due_at",
        campaign_id.uuid(),
        &ids(sellers)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Writes down who of these sellers is asked: whoever is verified by something that the campaign is about, and by nothing else that counts
/// until its day. Returns them.
pub async fn ask(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    among: &[SellerId],
    now: Instant,
) -> Result<Vec<SellerId>> {
    let asked = sqlx::query_scalar!(
        "with counting as (
             select v.seller_id, v.valid_until,
                    exists (select from campaign_verification meant
                            where meant.campaign_id = $1 and meant.seller_id = v.seller_id
                              and meant.verification_id = v.verification_id) as is_meant
             from verification v
             where v.seller_id = any($2) and v.revoked_at is null and v.valid_from <= $3 and v.valid_until > $3)
         insert into campaign_seller (seller_id, campaign_id, asked_at)
         select seller_id, $1, $3 from counting group by seller_id
         having bool_or(is_meant)
            and not bool_or(not is_meant and valid_until >= (select due_at from campaign where campaign_id = $1))
         on conflict do nothing
         returning seller_id",
        campaign_id.uuid(),
        &ids(among),
        now
    )
    .fetch_all(conn)
    .await?;
    Ok(sellers(asked))
}

/// Writes down to whom a campaign has come, and that it has come to its end when there was nobody more.
pub async fn gathered(conn: &mut PgConnection, done: Unfinished, ended_at: Option<Instant>) -> Result<()> {
    sqlx::query!(
        "update campaign set gathered_to = $2, gathered_at = $3 where campaign_id = $1",
        done.campaign_id.uuid(),
        done.done_to.map(SellerId::uuid),
        ended_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets verifications of these sellers count again for as long as their evidence and the other campaigns allow. Returns whose now count longer.
pub async fn restore(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    among: &[SellerId],
) -> Result<Vec<SellerId>> {
    let restored = sqlx::query_scalar!(
        "update verification v
         set valid_until = least(v.checked_until, (
             select min(other.due_at) from campaign_verification other
             where other.seller_id = v.seller_id and other.verification_id = v.verification_id and other.stopped_at is null))
         from campaign_verification meant
         where meant.campaign_id = $1 and meant.seller_id = any($2) and v.seller_id = meant.seller_id
           and v.verification_id = meant.verification_id and v.revoked_at is null and v.valid_until < v.checked_until
         returning v.seller_id",
        campaign_id.uuid(),
        &ids(among)
    )
    .fetch_all(conn)
    .await?;
    let mut restored = sellers(restored);
    restored.sort_unstable();
    restored.dedup();
    Ok(restored)
}

/// Those of these sellers whom a campaign asked and who were not verified again since it was started.
pub async fn unanswered(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    among: &[SellerId],
) -> Result<Vec<SellerId>> {
    let found = sqlx::query_scalar!(
        "select cs.seller_id from campaign_seller cs join campaign c using (campaign_id)
         where campaign_id = $1 and cs.seller_id = any($2)
           and not exists (select from verification v
                           where v.seller_id = cs.seller_id and v.revoked_at is null and v.recorded_at > c.started_at)
         order by cs.seller_id",
        campaign_id.uuid(),
        &ids(among)
    )
    .fetch_all(conn)
    .await?;
    Ok(sellers(found))
}

/// Writes down to whom a stopped campaign has given back, and that it has come to its end when there was nobody more.
pub async fn restored(conn: &mut PgConnection, done: Unfinished, ended_at: Option<Instant>) -> Result<()> {
    sqlx::query!(
        "update campaign set restored_to = $2, restored_at = $3 where campaign_id = $1",
        done.campaign_id.uuid(),
        done.done_to.map(SellerId::uuid),
        ended_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A campaign whose sellers are to be reminded: its day lies between these two.
pub async fn to_remind(
    conn: &mut PgConnection,
    (now, due_before): (Instant, Instant),
) -> Result<Option<CampaignId>> {
    let found = sqlx::query_scalar!(
        "select campaign_id from campaign
         where gathered_at is not null and stopped_at is null and reminded_at is null and due_at > $1 and due_at <= $2
         order by campaign_id limit 1",
        now,
        due_before
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(CampaignId::from_uuid))
}

/// Reminds sellers of a campaign, so many of them: whoever was asked before an instant, was not verified again and has nothing that waits for
/// staff. Returns them.
pub async fn remind(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    (asked_before, now): (Instant, Instant),
    limit: i64,
) -> Result<Vec<SellerId>> {
    let reminded = sqlx::query_scalar!(
        "with due as (
             select cs.seller_id from campaign_seller cs join campaign c using (campaign_id)
             where campaign_id = $1 and cs.reminded_at is null and cs.asked_at <= $2
               and not exists (select from verification v
                               where v.seller_id = cs.seller_id and v.revoked_at is null and v.recorded_at > c.started_at)
               and not exists (select from application a
                               where a.seller_id = cs.seller_id and a.state in ('submitted', 'in_second_review'))
             order by cs.seller_id limit $4)
         update campaign_seller cs set reminded_at = $3 from due
         where cs.campaign_id = $1 and cs.seller_id = due.seller_id returning cs.seller_id",
        campaign_id.uuid(),
        asked_before,
        now,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(sellers(reminded))
}

/// Writes down that everybody was reminded who had to be.
pub async fn reminded(conn: &mut PgConnection, campaign_id: CampaignId, at: Instant) -> Result<()> {
    sqlx::query!(
        "update campaign set reminded_at = $2 where campaign_id = $1",
        campaign_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A campaign whose day has come and whose sellers are to be told.
pub async fn to_tell(conn: &mut PgConnection, now: Instant) -> Result<Option<CampaignId>> {
    let found = sqlx::query_scalar!(
        "select campaign_id from campaign
         where gathered_at is not null and stopped_at is null and lapse_told_at is null and due_at <= $1
         order by campaign_id limit 1",
        now
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(CampaignId::from_uuid))
}

/// Tells sellers of a campaign that they are not verified any more, so many of them: whoever was asked and has nothing that counts. Returns them.
pub async fn tell(
    conn: &mut PgConnection,
    campaign_id: CampaignId,
    now: Instant,
    limit: i64,
) -> Result<Vec<SellerId>> {
    let told = sqlx::query_scalar!(
        "with lapsed as (
             select cs.seller_id from campaign_seller cs
             where cs.campaign_id = $1 and cs.lapse_told_at is null
               and not exists (select from verification v
                               where v.seller_id = cs.seller_id and v.revoked_at is null and v.valid_from <= $2 and v.valid_until > $2)
             order by cs.seller_id limit $3)
         update campaign_seller cs set lapse_told_at = $2 from lapsed
         where cs.campaign_id = $1 and cs.seller_id = lapsed.seller_id returning cs.seller_id",
        campaign_id.uuid(),
        now,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(sellers(told))
}

/// Writes down that everybody was told who had to be.
pub async fn told(conn: &mut PgConnection, campaign_id: CampaignId, at: Instant) -> Result<()> {
    sqlx::query!(
        "update campaign set lapse_told_at = $2 where campaign_id = $1",
        campaign_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}
