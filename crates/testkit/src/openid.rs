//! A small OpenID provider with a key of its own, for tests of staff who sign in there.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
};
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, Audience, EmptyAdditionalClaims, EndUserEmail, IssuerUrl, JsonWebKeyId, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey as _, StandardClaims, SubjectIdentifier,
};
use pasar_domain::Instant;
use pasar_service::staff::oidc::OidcSettings;
use pasar_service::{Chance as _, SystemChance};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What this site is called at the provider.
const CLIENT: &str = "pasar";
/// The secret that goes with it.
const SECRET: &str = "a secret of the client";

/// What the provider says about whoever signs in there; the default is the truth about nobody in particular.
#[derive(Debug, Clone)]
pub struct Says {
    /// Its name for the person.
    pub subject: String,
    /// The e-mail address.
    pub email: String,
    /// Is the address the person's own?
    pub verified: Option<bool>,
    /// For whom the token is, instead of this site.
    pub audience: Option<String>,
    /// The nonce in the token, instead of the one that was sent.
    pub nonce: Option<String>,
    /// Who signs, instead of the provider.
    pub issuer: Option<String>,
    /// For how many seconds the token is good.
    pub seconds: i64,
}

impl Says {
    /// Somebody who has this e-mail address.
    pub fn email(email: &str) -> Self {
        Self {
            subject: format!("subject of {email}"),
            email: email.to_owned(),
            verified: Some(true),
            audience: None,
            nonce: None,
            issuer: None,
            seconds: 60,
        }
    }
}

/// A code that was given out: what has to come with it, and what it is exchanged for.
#[derive(Debug)]
struct Given {
    challenge: String,
    redirect: String,
    claims: CoreIdTokenClaims,
}

struct Shared {
    issuer: String,
    key: CoreEdDsaPrivateSigningKey,
    /// Another key, when it was lost.
    signs_with: Mutex<Option<CoreEdDsaPrivateSigningKey>>,
    given: Mutex<BTreeMap<String, Given>>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// The provider, listening on this machine until it is dropped.
#[derive(Debug)]
pub struct OpenIdProvider {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Drop for OpenIdProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl OpenIdProvider {
    /// A provider with a key that was made just now.
    pub async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            issuer,
            key: fresh_key(),
            signs_with: Mutex::default(),
            given: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(exchange))
            .with_state(Arc::clone(&shared));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { shared, task }
    }

    /// What the operator writes down about it.
    pub fn settings(&self) -> OidcSettings {
        OidcSettings {
            issuer: self.shared.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(SECRET.to_owned()),
            name: "Kantor".to_owned(),
        }
    }

    /// From now on it signs with a key that is not the one it shows.
    pub fn loses_its_key(&self) {
        *self.shared.signs_with.lock().unwrap() = Some(fresh_key());
    }

    /// Somebody comes to the provider with this address and signs in there. Returns the address to which they are sent back.
    pub fn visit(&self, url: &str, says: &Says, now: Instant) -> String {
        let url = Url::parse(url).unwrap();
        assert!(
            url.as_str()
                .starts_with(&format!("{}/authorize?", self.shared.issuer)),
            "{url}"
        );
        let asked: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(
            (
                asked["client_id"].as_str(),
                asked["response_type"].as_str(),
                asked["code_challenge_method"].as_str()
            ),
            (CLIENT, "code", "S256")
        );
        assert_eq!(asked["scope"], "openid email");
        let code = format!("code-{}", self.shared.given.lock().unwrap().len());
        let given = Given {
            challenge: asked["code_challenge"].clone(),
            redirect: asked["redirect_uri"].clone(),
            claims: self.claims(says, &asked["nonce"], now),
        };
        self.shared.given.lock().unwrap().insert(code.clone(), given);
        format!("{}?state={}&code={code}", asked["redirect_uri"], asked["state"])
    }

    fn claims(&self, says: &Says, nonce: &str, now: Instant) -> CoreIdTokenClaims {
        let issuer = says.issuer.clone().unwrap_or_else(|| self.shared.issuer.clone());
        let audience = says.audience.clone().unwrap_or_else(|| CLIENT.to_owned());
        let nonce = says.nonce.clone().unwrap_or_else(|| nonce.to_owned());
        let person = StandardClaims::new(SubjectIdentifier::new(says.subject.clone()))
            .set_email(Some(EndUserEmail::new(says.email.clone())))
            .set_email_verified(says.verified);
        CoreIdTokenClaims::new(
            IssuerUrl::new(issuer).unwrap(),
            vec![Audience::new(audience)],
            now + chrono::Duration::seconds(says.seconds),
            now,
            person,
            EmptyAdditionalClaims {},
        )
        .set_nonce(Some(Nonce::new(nonce)))
    }
}

/// An Ed25519 key in PKCS #8, made of chance.
fn fresh_key() -> CoreEdDsaPrivateSigningKey {
    use base64::Engine as _;
    const HEAD: [u8; 16] = [
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ];
    let der = [HEAD.as_slice(), &SystemChance.secret()].concat();
    let text = base64::prelude::BASE64_STANDARD.encode(der);
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("only".to_owned()))).unwrap()
}

async fn describe(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let issuer = &shared.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
    }))
}

async fn keys(State(shared): State<Arc<Shared>>) -> Json<CoreJsonWebKeySet> {
    Json(CoreJsonWebKeySet::new(vec![shared.key.as_verification_key()]))
}

/// A code is exchanged once, by who began, for an ID token.
async fn exchange(
    State(shared): State<Arc<Shared>>,
    headers: axum::http::HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    use base64::Engine as _;
    let client = base64::prelude::BASE64_STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+")));
    let is_client = headers
        .get("authorization")
        .is_some_and(|sent| sent.as_bytes() == format!("Basic {client}").as_bytes());
    let given = shared.given.lock().unwrap().remove(&form["code"]);
    let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let given = given.filter(|given| {
        is_client
            && form["grant_type"] == "authorization_code"
            && form["redirect_uri"] == given.redirect
            && challenge.as_str() == given.challenge
    });
    let Some(given) = given else {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"})));
    };
    let access = AccessToken::new("access".to_owned());
    let other = shared.signs_with.lock().unwrap();
    let token = CoreIdToken::new(
        given.claims,
        other.as_ref().unwrap_or(&shared.key),
        CoreJwsSigningAlgorithm::EdDsa,
        Some(&access),
        None,
    );
    let answer = json!({"access_token": access.secret(), "token_type": "Bearer", "id_token": token.unwrap().to_string()});
    (StatusCode::OK, Json(answer))
}
