//! What a letter says and to whom, as things stand when it is written. A letter that has become untrue is not written at all.

use pasar_domain::Instant;
use pasar_domain::application::{Application, ApplicationState};
use pasar_domain::campaign::Campaign;
use pasar_domain::charter::Disclosure;
use pasar_domain::disclosure::Due;
use pasar_domain::id::{ApplicationId, SellerId, ShopId, VerificationId};
use pasar_domain::seller::Seller;
use pasar_domain::staff::StaffRole;
use pasar_store::charter_review::CharterNotice;
use pasar_store::gap_check::{self, GapCheck};
pub use pasar_store::letter::Addressee;
use pasar_store::verification::{self, RecordedVerification};
use pasar_store::{PgConnection, application, charter_review, letter, seller, staff};

use super::letter_about_order::{OrderFacts, about};
use super::{OrderGroupView, OrderView};
use crate::appeal::letter::{self as of_appeal, AnsweredAppeal};
use crate::campaign::letter as of_campaign;
use crate::context::Context;
use crate::job::Letter;
use crate::second_factor::letter::{self as of_factor, ChangedFactor};

/// What a letter is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterSubject {
    /// A buyer's checkout.
    Group(OrderGroupView),
    /// One order.
    Order(Box<OrderView>),
    /// What a charter changed for a shop.
    Charter(CharterNotice),
    /// A verification of a seller.
    Verification(Box<RecordedVerification>),
    /// A campaign that asks the seller to be verified again.
    Campaign(Box<Campaign>),
    /// An application that came back, or was rejected.
    Application(Box<Application>),
    /// An appeal that was answered.
    Appeal(Box<AnsweredAppeal>),
    /// A seller who is asked to certify or to show name and address, and the figures of the charter.
    Disclosure(Box<(Seller, Disclosure)>),
    /// What the detector found.
    Gap(GapCheck),
    /// What happened to the reader's second factor.
    SecondFactor(ChangedFactor),
}

/// A letter's facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFacts {
    /// To whom it goes, each alone.
    pub to: Vec<Addressee>,
    /// What it is about.
    pub subject: LetterSubject,
}

/// The facts of letters, in their order; none of one that is not true any more, or that nobody is there to read. Letters about orders, of
/// which there are many, are looked up together.
///
/// # Errors
/// The database's.
pub async fn letter_facts(
    ctx: &Context,
    wanted: &[Letter],
) -> Result<Vec<Option<LetterFacts>>, pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    let orders = OrderFacts::load(ctx, &mut connection, wanted).await?;
    let mut facts = Vec::with_capacity(wanted.len());
    for letter in wanted {
        let found = match about(*letter) {
            Some(about) => orders.find(&about),
            None => alone(ctx, &mut connection, *letter).await?,
        };
        facts.push(found.filter(|facts| !facts.to.is_empty()));
    }
    Ok(facts)
}

/// The facts of a letter that is about no order.
async fn alone(
    ctx: &Context,
    connection: &mut PgConnection,
    wanted: Letter,
) -> Result<Option<LetterFacts>, pasar_store::Error> {
    match wanted {
        Letter::OrderPlaced { .. }
        | Letter::PaymentFailed { .. }
        | Letter::NewOrder { .. }
        | Letter::OrderShipped { .. }
        | Letter::OrderCancelled { .. }
        | Letter::OrderWithdrawn { .. } => Ok(None),
        Letter::CharterNotice { shop_id } => of_charter(connection, shop_id).await,
        Letter::Verification {
            seller_id,
            verification_id,
            written_at,
        } => of_verification(connection, (seller_id, verification_id), written_at).await,
        Letter::DisclosureAsked { seller_id, .. } => of_disclosure(ctx, connection, seller_id).await,
        Letter::CampaignAsked {
            seller_id,
            campaign_id,
        }
        | Letter::CampaignReminder {
            seller_id,
            campaign_id,
        }
        | Letter::CampaignLapsed {
            seller_id,
            campaign_id,
        }
        | Letter::CampaignStopped {
            seller_id,
            campaign_id,
        } => of_campaign::facts(ctx, connection, (seller_id, campaign_id), wanted.into()).await,
        Letter::GapFound { .. } => of_gap(ctx, connection).await,
        Letter::SecondFactor { holder, event, at } => {
            of_factor::facts(ctx, connection, ChangedFactor { holder, event, at }).await
        }
        Letter::ApplicationDecided {
            seller_id,
            application_id,
            written_at,
        } => of_application(connection, (seller_id, application_id), written_at).await,
        Letter::AppealAnswered { shop_id, appeal_id } => {
            of_appeal::facts(connection, (shop_id, appeal_id)).await
        }
    }
}

/// What a charter changed for a shop, to everybody who works in it.
async fn of_charter(
    connection: &mut PgConnection,
    shop_id: ShopId,
) -> Result<Option<LetterFacts>, pasar_store::Error> {
    let accounts = letter::members(&mut *connection, shop_id).await?;
    let to = letter::accounts(&mut *connection, &accounts).await?;
    let notice = charter_review::last_notice(connection, shop_id).await?;
    Ok(notice.map(|notice| LetterFacts {
        to,
        subject: LetterSubject::Charter(notice),
    }))
}

/// A verification as it stands. What was revoked before the letter about its recording was written is told by the letter about that.
async fn of_verification(
    connection: &mut PgConnection,
    (seller_id, verification_id): (SellerId, VerificationId),
    written_at: Instant,
) -> Result<Option<LetterFacts>, pasar_store::Error> {
    let recorded = verification::of_seller(&mut *connection, seller_id).await?;
    let recorded = recorded.into_iter().find(|recorded| {
        let told_at = recorded
            .revoked
            .as_ref()
            .map_or(recorded.recorded_at, |(at, _)| *at);
        recorded.verification.verification_id == verification_id && told_at == written_at
    });
    let Some(recorded) = recorded else {
        return Ok(None);
    };
    let owners = letter::owners(&mut *connection, seller_id).await?;
    Ok(Some(LetterFacts {
        to: letter::accounts(connection, &owners).await?,
        subject: LetterSubject::Verification(Box::new(recorded)),
    }))
}

/// What is asked of a seller; nothing when it was done meanwhile.
async fn of_disclosure(
    ctx: &Context,
    connection: &mut PgConnection,
    seller_id: SellerId,
) -> Result<Option<LetterFacts>, pasar_store::Error> {
    let found = seller::by_id(&mut *connection, seller_id).await?;
    let Some((seller, asks)) = found.zip(ctx.charter().disclosure.clone()) else {
        return Ok(None);
    };
    if asks.certifying(&seller, ctx.now()).max(asks.disclosing(&seller)) == Due::Not {
        return Ok(None);
    }
    let owners = letter::owners(&mut *connection, seller_id).await?;
    Ok(Some(LetterFacts {
        to: letter::accounts(connection, &owners).await?,
        subject: LetterSubject::Disclosure(Box::new((seller, asks))),
    }))
}

/// An application as it was decided at an instant; what was decided since is told by another letter.
async fn of_application(
    connection: &mut PgConnection,
    (seller_id, application_id): (SellerId, ApplicationId),
    written_at: Instant,
) -> Result<Option<LetterFacts>, pasar_store::Error> {
    let found = application::get(&mut *connection, seller_id, application_id).await?;
    let decided = found.filter(|found| match &found.state {
        ApplicationState::Returned(decision) | ApplicationState::Rejected(decision) => {
            decision.at == written_at
        }
        _ => false,
    });
    let Some(application) = decided else {
        return Ok(None);
    };
    let owners = letter::owners(&mut *connection, seller_id).await?;
    Ok(Some(LetterFacts {
        to: letter::accounts(connection, &owners).await?,
        subject: LetterSubject::Application(Box::new(application)),
    }))
}

/// What the detector found, to everybody who may do everything. Its newest alarm is the one that matters.
async fn of_gap(
    ctx: &Context,
    connection: &mut PgConnection,
) -> Result<Option<LetterFacts>, pasar_store::Error> {
    let Some(found) = gap_check::last_alarm(connection).await? else {
        return Ok(None);
    };
    let mut control = ctx.store().read().await?;
    let administrators = staff::list(&mut control)
        .await?
        .into_iter()
        .filter(|member| member.role == StaffRole::Administrator && member.disabled_at.is_none());
    let to = administrators.map(|member| Addressee {
        email: member.email.to_string(),
        name: member.name,
        language: ctx.market().default_language().to_string(),
    });
    Ok(Some(LetterFacts {
        to: to.collect(),
        subject: LetterSubject::Gap(found),
    }))
}
