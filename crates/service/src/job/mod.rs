//! Work that is promised in the transaction that needs it and done by the worker, at least once. Jobs name things by id and read
//! the present state, so that running one twice does no harm.

pub mod clean;
pub mod run;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pasar_domain::Instant;
use pasar_domain::id::{
    AccountId, AppealId, ApplicationId, CampaignId, ImportId, JobId, OrderGroupId, OrderId, PaymentId,
    SellerId, ShopId, VerificationId,
};
use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_store::PgConnection;
use pasar_store::job::{self, NewJob};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::context::Context;

/// A letter to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// To the buyer: the orders of a checkout are binding.
    OrderPlaced {
        /// The buyer.
        buyer_id: AccountId,
        /// The checkout.
        order_group_id: OrderGroupId,
    },
    /// To the shop: there is something to send.
    NewOrder {
        /// The shop.
        shop_id: ShopId,
        /// The order.
        order_id: OrderId,
    },
    /// To the buyer: a parcel is on its way.
    OrderShipped {
        /// The shop.
        shop_id: ShopId,
        /// The order.
        order_id: OrderId,
    },
    /// To the buyer: an order was called off, and the money comes back.
    OrderCancelled {
        /// The shop.
        shop_id: ShopId,
        /// The order.
        order_id: OrderId,
    },
    /// To the shop: an order was called off, nothing is to be sent.
    OrderWithdrawn {
        /// The shop.
        shop_id: ShopId,
        /// The order.
        order_id: OrderId,
    },
    /// To the shop: a charter or a stage has changed what buyers see of its offers.
    CharterNotice {
        /// The shop.
        shop_id: ShopId,
    },
    /// To the shop: staff answered an appeal.
    AppealAnswered {
        /// The shop.
        shop_id: ShopId,
        /// The appeal.
        appeal_id: AppealId,
    },
    /// To the buyer: the bank refused, or time ran out.
    PaymentFailed {
        /// The buyer.
        buyer_id: AccountId,
        /// The checkout.
        order_group_id: OrderGroupId,
    },
    /// To the owners of a seller's shops: an application came back, or was rejected.
    ApplicationDecided {
        /// The seller.
        seller_id: SellerId,
        /// The application.
        application_id: ApplicationId,
        /// When it was decided.
        written_at: Instant,
    },
    /// To the owners of a seller's shops: a verification was recorded, or revoked.
    Verification {
        /// The seller.
        seller_id: SellerId,
        /// The verification.
        verification_id: VerificationId,
        /// When: what is recorded and revoked later are two letters.
        written_at: Instant,
    },
    /// To the owners of a seller's shops: to be verified again until a day.
    CampaignAsked {
        /// The seller.
        seller_id: SellerId,
        /// The campaign.
        campaign_id: CampaignId,
    },
    /// To the owners of a seller's shops: to be verified again, and a week is left.
    CampaignReminder {
        /// The seller.
        seller_id: SellerId,
        /// The campaign.
        campaign_id: CampaignId,
    },
    /// To the owners of a seller's shops: what verified the seller has ended, because it was not verified again in time.
    CampaignLapsed {
        /// The seller.
        seller_id: SellerId,
        /// The campaign.
        campaign_id: CampaignId,
    },
    /// To the owners of a seller's shops: the campaign was stopped, there is nothing to answer any more.
    CampaignStopped {
        /// The seller.
        seller_id: SellerId,
        /// The campaign.
        campaign_id: CampaignId,
    },
    /// To the owners of a seller's shops: to certify, or to show name and address.
    DisclosureAsked {
        /// The seller.
        seller_id: SellerId,
        /// When.
        asked_at: Instant,
    },
    /// To the holder: a second factor was added, or removed.
    SecondFactor {
        /// Whose it is.
        holder: FactorHolder,
        /// What happened.
        event: FactorEvent,
        /// When.
        at: Instant,
    },
    /// To the administrators: listings of unverified sellers were shown.
    GapFound {
        /// When.
        found_at: Instant,
    },
}

/// Work for the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Sends a letter.
    SendLetter(Letter),
    /// Gives the money of a cancelled order back.
    RefundOrder {
        /// The shop.
        shop_id: ShopId,
        /// The order.
        order_id: OrderId,
    },
    /// Lets the provider know that a payment is not wanted any more.
    VoidPayment {
        /// The payment.
        payment_id: PaymentId,
    },
    /// Reads a catalogue file.
    RunImport {
        /// The shop.
        shop_id: ShopId,
        /// The reading.
        import_id: ImportId,
    },
}

/// A row of the job table that is no job this program knows.
#[derive(Debug, thiserror::Error)]
#[error("`{kind}` is not a job of this version; a newer version may have written it")]
pub struct UnknownJob {
    kind: String,
}

impl Job {
    /// Its kind, as rows have it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendLetter(_) => "send_letter",
            Self::RefundOrder { .. } => "refund_order",
            Self::VoidPayment { .. } => "void_payment",
            Self::RunImport { .. } => "run_import",
        }
    }

    /// A job from its row.
    ///
    /// # Errors
    /// When this version of the program does not know it.
    pub fn from_row(kind: &str, mut subject: serde_json::Value) -> Result<Self, UnknownJob> {
        if let Some(fields) = subject.as_object_mut() {
            fields.insert("kind".to_owned(), kind.into());
        }
        serde_json::from_value(subject).map_err(|_| UnknownJob {
            kind: kind.to_owned(),
        })
    }

    fn subject(&self) -> serde_json::Value {
        let mut subject =
            serde_json::to_value(self).expect("a job consists of ids and words, which JSON can write");
        if let Some(fields) = subject.as_object_mut() {
            fields.remove("kind");
        }
        subject
    }
}

/// Promises jobs in the transaction of `connection`. Ring the context's bell after the commit.
///
/// # Errors
/// The database's.
pub async fn enqueue(
    ctx: &Context,
    connection: &mut PgConnection,
    jobs: impl IntoIterator<Item = Job>,
    now: Instant,
) -> Result<(), pasar_store::Error> {
    let new: Vec<NewJob> = jobs
        .into_iter()
        .map(|job| {
            let subject = job.subject();
            NewJob {
                id: JobId::new(now, &ctx.entropy()),
                kind: job.kind(),
                dedupe_key: Some(dedupe_key(&job, &subject)),
                subject,
                run_at: now,
            }
        })
        .collect();
    if new.is_empty() {
        Ok(())
    } else {
        job::insert(connection, &new, now).await
    }
}

/// Names what is to be done, in so few characters that an index of it stays small.
fn dedupe_key(job: &Job, subject: &serde_json::Value) -> String {
    let digest = Sha256::digest(format!("{}:{subject}", job.kind()));
    URL_SAFE_NO_PAD.encode(digest.get(..16).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_are_read_as_they_were_written() {
        let shop_id = ShopId::new(Instant::UNIX_EPOCH, &[1; 10]);
        let order_id = OrderId::new(Instant::UNIX_EPOCH, &[2; 10]);
        let jobs = [
            Job::SendLetter(Letter::NewOrder { shop_id, order_id }),
            Job::RefundOrder { shop_id, order_id },
        ];
        for job in jobs {
            assert!(job.subject().get("kind").is_none());
            assert_eq!(Job::from_row(job.kind(), job.subject()).unwrap(), job);
        }
        assert!(Job::from_row("fly_to_the_moon", serde_json::json!({})).is_err());
    }
}
