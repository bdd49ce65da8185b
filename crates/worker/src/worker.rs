//! All loops of one market.

use std::sync::Arc;
use std::time::Duration;

use pasar_service::Context;
use pasar_service::campaign::tend_due;
use pasar_service::charter::learn;
use pasar_service::disclosure::ask::ask_due;
use pasar_service::gap::{check_due, summarise};
use pasar_service::identity::{retire_due, rewrap};
use pasar_service::job::clean::clean;
use pasar_service::order::{assume_delivered, complete_due, expire_due};
use pasar_service::ownership::carry::carry as carry_ownership;
use pasar_service::payment::reconcile;
use pasar_service::payment::webhook::apply_due;
use pasar_service::payout::make_due;
use pasar_service::programme::carry::carry as carry_programme;
use pasar_service::refusal::flush;
use pasar_service::rulebook::{prepare_due, review_due};
use pasar_service::screening::due::screen_due;
use pasar_service::search::relay::relay;
use pasar_service::seller::count_sales::count_sales;
use tokio_util::sync::CancellationToken;

use crate::mail::Mailer;
use crate::pace::Pace;
use crate::runner;

/// What jobs are given.
#[derive(Debug, Clone)]
pub(crate) struct Tools {
    pub(crate) ctx: Context,
    pub(crate) mailer: Arc<Mailer>,
}

/// The worker of one market. Any number of them, in any number of processes, share the work.
#[derive(Debug, Clone)]
pub struct Worker {
    tools: Tools,
}

impl Worker {
    /// A worker of this market.
    pub fn new(ctx: Context, mailer: Mailer) -> Self {
        Self {
            tools: Tools {
                ctx,
                mailer: Arc::new(mailer),
            },
        }
    }

    /// Works until `stop` is cancelled; what has begun is brought to an end first.
    pub async fn run(self, stop: CancellationToken) {
        let ctx = &self.tools.ctx;
        let often = Pace::new(ctx, &stop, Duration::from_millis(500)).woken_by_bell();
        let steadily = Pace::new(ctx, &stop, Duration::from_secs(1));
        let calmly = Pace::new(ctx, &stop, Duration::from_secs(20));
        let daily = Pace::new(ctx, &stop, Duration::from_secs(24 * 3_600));
        let seldom = Pace::new(ctx, &stop, Duration::from_secs(3_600));
        tokio::join!(
            runner::run(&self.tools, &stop),
            often.repeat("search.relay", || relay(ctx)),
            calmly.repeat("charter.learn", || learn(ctx)),
            steadily.repeat("charter.prepare", || prepare_due(ctx)),
            steadily.repeat("charter.review", || review_due(ctx)),
            steadily.repeat("refusal.flush", || async { flush(ctx).await.map(|()| 0) }),
            often.repeat("payment.apply", || apply_due(ctx)),
            steadily.repeat("payment.reconcile", || reconcile(ctx)),
            steadily.repeat("order_group.expire", || expire_due(ctx)),
            calmly.repeat("order.assume_delivered", || assume_delivered(ctx)),
            calmly.repeat("order.complete", || complete_due(ctx)),
            calmly.repeat("payout.make", || make_due(ctx)),
            // Whoever records ownership or moves the programme carries it at once. This carries what broke off, what other markets' people
            // recorded, and what begins or ends by its date.
            steadily.repeat("programme.carry", || carry_programme(ctx)),
            steadily.repeat("ownership.carry", || carry_ownership(ctx)),
            steadily.repeat("screening.due", || screen_due(ctx)),
            steadily.repeat("campaign.tend", || tend_due(ctx)),
            calmly.repeat("gap.check", || check_due(ctx)),
            seldom.repeat("gap.summarise", || async { summarise(ctx).await.map(|_| 0) }),
            daily.repeat("seller.count_sales", || async {
                count_sales(ctx).await.map(|_| 0)
            }),
            seldom.repeat("disclosure.ask", || ask_due(ctx)),
            seldom.repeat("identity.retire", || retire_due(ctx)),
            calmly.repeat("identity.rewrap", || rewrap(ctx)),
            // One cleaning takes everything; there is no rest to come back for.
            seldom.repeat("clean", || async { clean(ctx).await.map(|_| 0) }),
        );
    }

    /// Does everything that is due at this instant, once, and returns how much that was. For tests, and for programs that come by
    /// from time to time.
    ///
    /// # Errors
    /// The first thing that failed; the rest is still due.
    pub async fn run_due(&self) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
        let ctx = &self.tools.ctx;
        let mut done = prepare_due(ctx).await?;
        done += review_due(ctx).await?;
        flush(ctx).await?;
        done += apply_due(ctx).await?;
        done += reconcile(ctx).await?;
        done += expire_due(ctx).await?;
        done += assume_delivered(ctx).await?;
        done += complete_due(ctx).await?;
        done += make_due(ctx).await?;
        done += carry_programme(ctx).await?;
        done += carry_ownership(ctx).await?;
        done += screen_due(ctx).await?;
        done += tend_due(ctx).await?;
        done += check_due(ctx).await?;
        done += count_sales(ctx).await?;
        done += ask_due(ctx).await?;
        done += retire_due(ctx).await?;
        done += rewrap(ctx).await?;
        done += runner::run_due(&self.tools).await?;
        done += relay(ctx).await?;
        Ok(done)
    }
}
