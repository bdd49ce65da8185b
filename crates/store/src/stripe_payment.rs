//! What Stripe was asked for, and what Stripe calls it.

use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::Money;
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;

/// A payment as Stripe was asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripePayment {
    /// Our name for it.
    pub id: PaymentId,
    /// The way to pay.
    pub method: String,
    /// How much.
    pub amount: Money,
    /// The address to which the buyer comes back.
    pub return_to: String,
    /// What the buyer reads at Stripe's page.
    pub shown_as: String,
    /// When it was asked for first.
    pub asked_at: Instant,
    /// The page at which the buyer pays: Stripe's name for it, and its address.
    pub session: Option<(String, String)>,
    /// Stripe's name for the money.
    pub intent_id: Option<String>,
    /// Why the bank refused, once and for all.
    pub decline_reason: Option<String>,
}

/// Writes what Stripe is about to be asked for, unless it is written already.
pub async fn insert(conn: &mut PgConnection, payment: &StripePayment) -> Result<()> {
    sqlx::query!(
        "insert into stripe_payment (payment_id, method, amount_minor, currency, return_to, shown_as, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (payment_id) do nothing",
        payment.id.uuid(),
        payment.method,
        payment.amount.minor,
        payment.amount.currency.code(),
        payment.return_to,
        payment.shown_as,
        payment.asked_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A payment, if Stripe was ever to be asked for it.
pub async fn find(conn: &mut PgConnection, id: PaymentId) -> Result<Option<StripePayment>> {
    let row = sqlx::query!(
        "select method, amount_minor, currency, return_to, shown_as, asked_at, session_id, session_url, intent_id,
                decline_reason
         from stripe_payment where payment_id = $1",
        id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let at = Row {
        table: "stripe_payment",
        id: &id,
    };
    Ok(Some(StripePayment {
        id,
        amount: at.money(row.amount_minor, &row.currency)?,
        method: row.method,
        return_to: row.return_to,
        shown_as: row.shown_as,
        asked_at: row.asked_at,
        session: row.session_id.zip(row.session_url),
        intent_id: row.intent_id,
        decline_reason: row.decline_reason,
    }))
}

/// Writes what Stripe calls a payment, or that it refused it. What is known stays known.
pub async fn learn(conn: &mut PgConnection, payment: &StripePayment) -> Result<()> {
    let (session_id, session_url) = payment.session.clone().unzip();
    sqlx::query!(
        "update stripe_payment
         set session_id = coalesce(session_id, $2), session_url = coalesce(session_url, $3),
             intent_id = coalesce(intent_id, $4), decline_reason = coalesce(decline_reason, $5)
         where payment_id = $1",
        payment.id.uuid(),
        session_id,
        session_url,
        payment.intent_id,
        payment.decline_reason
    )
    .execute(conn)
    .await?;
    Ok(())
}
