//! Does the waiting jobs that move money, as the worker would.

use pasar_service::Context;
use pasar_service::job::Job;
use pasar_service::payment::{refund_order, void_payment};
use pasar_store::job;

/// Runs every due job once; letters are only counted. Returns how many letters there were.
pub(crate) async fn run_jobs(ctx: &Context) -> usize {
    let mut letters = 0;
    loop {
        let mut connection = ctx.home().read().await.unwrap();
        let now = ctx.now();
        let lease = now + chrono::Duration::minutes(1);
        let mut tx = ctx.home().begin().await.unwrap();
        let mut claimed = job::claim(&mut tx, now, lease, 50).await.unwrap();
        claimed.extend(job::claim_letters(&mut tx, now, lease, 50).await.unwrap());
        tx.commit().await.unwrap();
        if claimed.is_empty() {
            return letters;
        }
        for claim in claimed {
            let done = match Job::from_row(&claim.kind, claim.subject).unwrap() {
                Job::SendLetter(_) => {
                    letters += 1;
                    true
                }
                Job::RefundOrder { shop_id, order_id } => refund_order(ctx, shop_id, order_id).await.is_ok(),
                Job::VoidPayment { payment_id } => void_payment(ctx, payment_id).await.is_ok(),
                Job::RunImport { .. } => true,
            };
            if done {
                job::finish(&mut connection, &[claim.id]).await.unwrap();
            } else {
                job::put_off(
                    &mut connection,
                    claim.id,
                    now + chrono::Duration::seconds(10),
                    "not yet",
                )
                .await
                .unwrap();
            }
        }
    }
}

/// Waits until what runs in the background has come to rest: no payment is authorised and not captured.
pub(crate) async fn settle_down(ctx: &Context) {
    for _ in 0..200 {
        let mut connection = ctx.home().read().await.unwrap();
        let waiting = pasar_store::payment::waiting(
            &mut connection,
            pasar_domain::payment::PaymentStateName::Authorised,
            ctx.now(),
            1,
        );
        if waiting.await.unwrap().is_empty() {
            return;
        }
        drop(connection);
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("payments stay authorised");
}
