//! Makes the payouts whose day has come: one for each shop, of everything that it is owed and that is not on its way already.

use chrono::{Duration, NaiveDate};
use pasar_domain::id::{PayoutId, ShopId, TransferId};
use pasar_domain::money::Money;
use pasar_domain::payout::{Payout, PayoutState, PayoutWait};
use pasar_domain::seller::Seller;
use pasar_ledger::posting::Postings;
use pasar_policy::{Allowed, PayOut, Question};
use pasar_store::shop_balance::{PayoutWaiting, ShopBalance};
use pasar_store::{Error, PgConnection, payout, seller, shop_balance, transfer};

use super::{PayoutError, today};
use crate::context::Context;
use crate::gate;

/// Most shops that are looked at at once.
const BATCH: u32 = 100;

/// A shop that may not be paid now is asked for again after so many hours.
const WAIT_HOURS: i64 = 6;

/// Makes the payouts that are due. Returns how many shops were paid, or are to wait; call again while there are some. Doing it again changes
/// nothing: each shop has one day on which it is looked at next.
///
/// # Errors
/// The database's; what was made so far is made.
pub async fn make_due(ctx: &Context) -> Result<usize, PayoutError> {
    let (now, today) = (ctx.now(), today(ctx));
    let currency = ctx.market().currency;
    let terms = ctx.charter().payout;
    let next = terms.schedule.after(today);
    let mut tx = ctx.home().begin().await?;
    shop_balance::schedule(&mut tx, currency, next).await?;
    shop_balance::pass_over(&mut tx, currency, (today, next), terms.minimum_minor).await?;
    let due = shop_balance::due(&mut tx, currency, (today, now), BATCH).await?;
    tx.commit().await.map_err(Error::from)?;
    let mut done = 0;
    for shop_id in due {
        if look_at(ctx, shop_id, (today, next)).await? {
            done += 1;
        }
    }
    Ok(done)
}

/// Pays a shop, or lets it wait. False when somebody else is at it, or was.
async fn look_at(
    ctx: &Context,
    shop_id: ShopId,
    (today, next): (NaiveDate, NaiveDate),
) -> Result<bool, PayoutError> {
    let currency = ctx.market().currency;
    let mut tx = ctx.home().begin().await?;
    let Some(balance) = shop_balance::lock(&mut tx, shop_id, currency).await? else {
        return Ok(false);
    };
    // No transfer is dated before one that it rests on, whatever the clocks of two machines say.
    let now = ctx.now().max(balance.changed_at);
    let free = balance.free();
    let is_due = balance.due_on.filter(|day| *day <= today);
    let waits = balance
        .waiting
        .as_ref()
        .is_some_and(|waiting| waiting.again_at > now);
    let minimum = ctx.charter().payout.minimum_minor;
    let Some(due_on) = is_due.filter(|_| !waits && free.minor >= minimum) else {
        return Ok(false);
    };
    let seller = seller::of_shop(&mut tx, shop_id).await?;
    let seller = seller.ok_or(PayoutError::NotFound)?;
    match may_pay(ctx, &mut tx, &seller, free).await? {
        Ok((key, application_id)) => {
            let made = Payout {
                payout_id: PayoutId::new(now, &ctx.entropy()),
                shop_id,
                seller_id: seller.seller_id,
                application_id,
                amount: free,
                due_on,
                charter_version: ctx.charter().version.to_string(),
                made_at: now,
                state: PayoutState::Due,
            };
            write(ctx, &mut tx, &made, &key).await?;
            shop_balance::move_on(&mut tx, shop_id, currency, next).await?;
        }
        Err(wait) => let_wait(ctx, &mut tx, &balance, wait).await?,
    }
    tx.commit().await.map_err(Error::from)?;
    Ok(true)
}

/// May the seller be paid this now, and to which account? The charter in force decides, with the facts of this instant.
async fn may_pay(
    ctx: &Context,
    conn: &mut PgConnection,
    seller: &Seller,
    amount: Money,
) -> Result<Result<(Allowed<PayOut>, pasar_domain::id::ApplicationId), PayoutWait>, PayoutError> {
    let now = ctx.now();
    let question = Question::PayOut {
        seller,
        amount_minor: amount.minor,
        market: ctx.market().code,
        now,
    };
    let key = match gate::ask(ctx, &question, now) {
        Ok(key) => key,
        Err(refusal) => {
            let rules = refusal.decision.reasons.iter().map(ToString::to_string);
            return Ok(Err(PayoutWait::Refused(rules.collect())));
        }
    };
    Ok(match payout::account_of(conn, seller.seller_id).await? {
        None => Err(PayoutWait::NoAccount),
        Some((_, true)) => Err(PayoutWait::AccountReturned),
        Some((application_id, false)) => Ok((key, application_id)),
    })
}

async fn write(
    ctx: &Context,
    conn: &mut PgConnection,
    made: &Payout,
    key: &Allowed<PayOut>,
) -> Result<(), PayoutError> {
    payout::insert(conn, made, key).await?;
    let mut new_id = || TransferId::new(made.made_at, &ctx.entropy());
    let hold = Postings::new(made.made_at, &mut new_id).make_payout(made);
    transfer::insert(conn, &[hold]).await?;
    Ok(())
}

async fn let_wait(
    ctx: &Context,
    conn: &mut PgConnection,
    balance: &ShopBalance,
    wait: PayoutWait,
) -> Result<(), PayoutError> {
    let now = ctx.now();
    let waiting = PayoutWaiting {
        wait,
        since: now,
        again_at: now + Duration::hours(WAIT_HOURS),
    };
    shop_balance::wait(conn, balance.shop_id, balance.owed.currency, &waiting).await?;
    Ok(())
}
