//! Lets somebody in who comes back from the provider.

use openidconnect::core::{CoreIdTokenClaims, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, Nonce, OAuth2TokenResponse as _, PkceCodeVerifier, RequestTokenError,
    TokenResponse as _,
};
use pasar_domain::id::StaffId;
use pasar_domain::staff::OpenedWith;
use pasar_store::{oidc_sign_in, staff, staff_identity};
use subtle::ConstantTimeEq as _;

use super::provider::OidcProvider;
use super::{Derived, OidcError};
use crate::Context;
use crate::actor::StaffMember;
use crate::session::{Entry, SessionToken};
use crate::staff::session::{Proven, enter};

/// Signatures that are believed: those that only who has the private key can make.
const SIGNATURES: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What the provider says about a person, checked.
struct Person {
    subject: String,
    email_key: String,
}

/// Lets somebody in who brings back `state` and `code` in the browser that began. The address has to be one that the provider verified and that
/// belongs to a member of staff; the first time, the member is bound to the identity at the provider, and from then on no other counts. Who has a
/// second factor here still owes it.
///
/// # Errors
/// See [`OidcError`].
pub async fn finish(
    ctx: &Context,
    (redirect, former): (&str, Option<&SessionToken>),
    browser: &SessionToken,
    (state, code): (&str, &str),
) -> Result<Entry, OidcError> {
    let provider = ctx.staff_door().oidc.as_ref().ok_or(OidcError::NotConfigured)?;
    let derived = Derived::of(browser);
    if !bool::from(derived.state.as_bytes().ct_eq(state.as_bytes())) {
        return Err(OidcError::Expired);
    }
    // Whatever comes of it, it is over: nothing is tried twice with one answer.
    let mut tx = ctx.store().begin().await?;
    let was_open = oidc_sign_in::take(&mut tx, &browser.hash(), ctx.now()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    if !was_open {
        return Err(OidcError::Expired);
    }
    let person = ask(ctx, provider, redirect, (derived, code)).await?;
    let member = bound(ctx, provider.issuer(), &person).await?;
    Ok(enter(ctx, former, Proven::of(member, OpenedWith::Oidc)).await?)
}

/// Asks the provider who has come back.
async fn ask(
    ctx: &Context,
    provider: &OidcProvider,
    redirect: &str,
    (derived, code): (Derived, &str),
) -> Result<Person, OidcError> {
    let client = provider.client(ctx, redirect, true).await?;
    let request = |request| provider.asker().clone().ask(request);
    let answer = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| OidcError::Unreachable(error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(derived.verifier))
        .request_async(&request)
        .await
        .map_err(|error| match error {
            RequestTokenError::ServerResponse(_) => OidcError::Refused("it takes the code back"),
            RequestTokenError::Parse(..) => OidcError::Unreachable("its answer cannot be read".to_owned()),
            RequestTokenError::Request(error) => OidcError::Unreachable(error.to_string()),
            RequestTokenError::Other(_) => OidcError::Unreachable("its answer is odd".to_owned()),
        })?;
    let now = ctx.now();
    let token = answer
        .id_token()
        .ok_or(OidcError::Refused("it has no ID token"))?;
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || now);
    let claims = token
        .claims(&verifier, &Nonce::new(derived.nonce))
        .map_err(|error| OidcError::Refused(reason(&error)))?;
    if let Some(expected) = claims.access_token_hash() {
        let refused = OidcError::Refused("its access token is another's");
        let signature = token.signing_alg().ok().zip(token.signing_key(&verifier).ok());
        let given = signature
            .and_then(|(alg, key)| AccessTokenHash::from_token(answer.access_token(), alg, key).ok());
        if given.as_ref() != Some(expected) {
            return Err(refused);
        }
    }
    person(claims)
}

fn person(claims: &CoreIdTokenClaims) -> Result<Person, OidcError> {
    let email = claims.email().filter(|_| claims.email_verified() == Some(true));
    let email = email.ok_or(OidcError::Unverified)?;
    Ok(Person {
        subject: claims.subject().to_string(),
        email_key: email.trim().to_lowercase(),
    })
}

/// The member of staff whose address it is, bound to the identity now or before.
async fn bound(ctx: &Context, issuer: &str, person: &Person) -> Result<StaffMember, OidcError> {
    let mut tx = ctx.store().begin().await?;
    let found = staff::credentials(&mut tx, &person.email_key).await?;
    let found = found.filter(|found| found.enabled).ok_or(OidcError::NotStaff)?;
    let staff_id: StaffId = found.staff_id;
    let about = (issuer, person.subject.as_str());
    staff_identity::bind(&mut tx, about, staff_id, ctx.now()).await?;
    if staff_identity::find(&mut tx, about).await? != Some(staff_id) {
        return Err(OidcError::NotStaff);
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(StaffMember::proven(staff_id, found.role))
}

/// Why a token is not believed, without what it says.
fn reason(error: &openidconnect::ClaimsVerificationError) -> &'static str {
    use openidconnect::ClaimsVerificationError as Wrong;
    match error {
        Wrong::Expired(_) => "it has expired",
        Wrong::InvalidAudience(_) => "it is for somebody else",
        Wrong::InvalidIssuer(_) => "it is from somebody else",
        Wrong::InvalidNonce(_) => "it is of another sign-in",
        Wrong::SignatureVerification(_) => "its signature is wrong",
        _ => "it is not as it should be",
    }
}
