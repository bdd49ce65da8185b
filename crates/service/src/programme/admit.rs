//! Admits a merchant from abroad: a verified entity with a shop that sends from its country.

use pasar_domain::email::EmailAddress;
use pasar_domain::id::{SellerId, StaffId, VerificationId};
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::seller::{
    SalesFigures, Seller, Standing, Verification, VerificationInput, check_verification,
};
use pasar_domain::shop::{Shop, ShopInput};
use pasar_store::account;
use pasar_store::verification::RecordedVerification;

use super::decide::rules;
use crate::Context;
use crate::actor::StaffMember;
use crate::shop::open::{Newcomer, OpenShopError, open_for};

/// A merchant as a member of staff describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AdmitMerchant {
    /// The e-mail address of the account that will own the shop; it belongs to this market already.
    pub email: String,
    /// The code of the country where the merchant is established.
    pub origin: String,
    /// The code of the country of the address to which buyers send goods back.
    pub return_country: String,
    /// What proves who it is.
    pub verification: VerificationInput,
    /// The shop; its place is any name.
    pub shop: ShopInput,
}

/// Why a merchant was not admitted.
#[derive(Debug, thiserror::Error)]
pub enum AdmitError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// This member of staff may only read.
    #[error("your role may not admit merchants; ask a moderator")]
    NotAllowed,
    /// Nobody has an account with this e-mail address.
    #[error("nobody has an account with this e-mail address; the merchant signs up first")]
    NoAccount,
    /// The charter does not admit this merchant at this stage.
    #[error("the charter does not admit it: {}", rules.join(", "))]
    Refused {
        /// The ids of the rules that forbid it; none when nothing permits it.
        rules: Vec<String>,
    },
    /// The shop could not be opened.
    #[error(transparent)]
    Shop(OpenShopError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

impl From<OpenShopError> for AdmitError {
    fn from(error: OpenShopError) -> Self {
        match error {
            OpenShopError::Invalid(problems) => Self::Invalid(problems),
            OpenShopError::Refused(refusal) => Self::Refused {
                rules: rules(&refusal),
            },
            OpenShopError::Store(error) => Self::Store(error),
            other => Self::Shop(other),
        }
    }
}

/// Admits a merchant: writes it with its verification, and opens a shop for it. Its goods are sent from its country.
///
/// # Errors
/// See [`AdmitError`]; nothing is written then.
pub async fn admit(
    ctx: &Context,
    staff: StaffMember,
    input: &AdmitMerchant,
) -> Result<(Seller, Shop), AdmitError> {
    if !staff.may_moderate() {
        return Err(AdmitError::NotAllowed);
    }
    admit_by(ctx, Some(staff.staff_id()), input).await
}

pub(crate) async fn admit_by(
    ctx: &Context,
    recorded_by: Option<StaffId>,
    input: &AdmitMerchant,
) -> Result<(Seller, Shop), AdmitError> {
    let newcomer = check(ctx, recorded_by, input).map_err(AdmitError::Invalid)?;
    let mut conn = ctx.home().read().await?;
    let email: Option<EmailAddress> = input.email.parse().ok();
    let owner = match email {
        Some(email) => account::credentials(&mut conn, &email.key()).await?,
        None => None,
    };
    let owner = owner.ok_or(AdmitError::NoAccount)?.account_id;
    drop(conn);
    let opened = open_for(ctx, owner, &input.shop, &newcomer).await?;
    Ok((newcomer.seller, opened))
}

fn check(ctx: &Context, recorded_by: Option<StaffId>, input: &AdmitMerchant) -> Result<Newcomer, Problems> {
    let now = ctx.now();
    let mut problems = Problems::default();
    let mut country = |field: &str, typed: &str| {
        let code = typed.trim().to_uppercase();
        let known = pasar_domain::country::is_assigned(&code);
        let country = code.parse().ok().filter(|_| known);
        if country.is_none() {
            problems.push(field, ProblemKind::NotListed { text: code });
        }
        country
    };
    let origin = country("origin", &input.origin);
    let return_country = country("return_country", &input.return_country);
    if origin == Some(ctx.market().country) {
        let text = input.origin.trim().to_owned();
        problems.push("origin", ProblemKind::NotListed { text });
    }
    let checked = match check_verification(&input.verification, ctx.market(), now) {
        Ok(checked) => Some(checked),
        Err(wrong) => {
            problems.0.extend(wrong.0);
            None
        }
    };
    let (Some(origin), Some(checked)) = (origin, checked) else {
        return Err(problems);
    };
    let verification = Verification {
        verification_id: VerificationId::new(now, &ctx.entropy()),
        evidence: checked.evidence,
        issued_by: checked.issued_by,
        valid_from: now,
        valid_until: checked.valid_until,
    };
    problems.or(Newcomer {
        seller: Seller {
            seller_id: SellerId::new(now, &ctx.entropy()),
            origin,
            standing: Standing::Merchant,
            controlled_by_operator: false,
            return_country,
            sales: SalesFigures::default(),
            certified_until: None,
            discloses_identity: true,
            verification: Some(verification),
        },
        recorded: Some(RecordedVerification {
            verification,
            note: checked.note,
            recorded_by,
            recorded_at: now,
            revoked: None,
        }),
    })
}
