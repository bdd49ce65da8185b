//! `GET /{market}/seller/verification`: what is verified, until when, the steps of an application, and who looked.

use pasar_domain::Instant;
use pasar_domain::application::{ApplicationState, Decision};
use pasar_domain::seller::{Seller, Standing};
use pasar_service::application::{ApplicationError, ShownApplication, show as show_application};
use pasar_service::campaign::asked::asked;
use pasar_service::identity::IdentityError;
use pasar_service::seller::RecordedVerification;
use pasar_service::seller::show::show_own;

use super::campaign::Asking;
use super::{passed_on, words};
use crate::prelude::*;
use crate::staff::seller::{evidence, last_day, standing};

/// Days before the end at which a seller is told to bring new evidence.
const SOON_DAYS: i64 = 60;

/// The page.
#[derive(Template)]
#[template(path = "seller/verification.html")]
pub struct VerificationPage {
    /// The frame.
    pub shell: Shell,
    /// How it stands: the kind of note, and its sentence.
    pub state: (&'static str, String),
    /// What campaigns ask.
    pub askings: Vec<Asking>,
    /// What kind of seller the shop belongs to, and where it is established.
    pub seller: String,
    /// What was checked: what, by whose authority, until when, and why it counts no longer.
    pub rows: Vec<(String, String, String)>,
    /// The application, for the owner of the shop where the market takes any.
    pub application: Option<ApplicationPart>,
}

/// The application, and who looked at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApplicationPart {
    /// How it stands: the kind of note, and its sentence.
    pub state: (&'static str, String),
    /// Why it came back.
    pub reasons: Vec<String>,
    /// The same in words of whoever decided.
    pub words: String,
    /// The steps: address, name, and whether it is done. Without an address while it cannot be changed.
    pub steps: Vec<StepLink>,
    /// Who looked: when, who, at what, and why.
    pub looked: Vec<(String, String, String)>,
}

/// A step of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLink {
    /// Its page; empty while nothing may be changed.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// Is it done?
    pub is_done: bool,
}

impl ApplicationPart {
    fn new(l: &Localizer, found: &ShownApplication) -> Option<Self> {
        let is_business = found.seller.standing != Standing::Micro;
        if found.checklist.of_seller(found.seller.standing).is_empty() {
            return None;
        }
        let (state, decision) = standing_of(found.application.as_ref().map(|known| &known.state));
        let waits = found
            .application
            .as_ref()
            .is_some_and(|known| known.state.waits_since().is_some());
        let steps = found.steps.iter().map(|(step, is_done)| StepLink {
            href: if waits {
                String::new()
            } else {
                l.url(&format!("/seller/verification/{step}"))
            },
            name: words::step(l, *step, is_business),
            is_done: *is_done,
        });
        let looked = found.looked.iter().map(|access| {
            let what = format!(
                "{} · {}",
                words::part(l, access.part),
                words::purpose(l, access.purpose)
            );
            (l.date_time(access.opened_at), words::role(l, access.role), what)
        });
        Some(Self {
            state: (state.0, l.say(&Message::new(state.1))),
            reasons: decision
                .iter()
                .flat_map(|decision| &decision.reasons)
                .map(|reason| words::reason(l, *reason))
                .collect(),
            words: decision
                .map(|decision| decision.words.clone())
                .unwrap_or_default(),
            steps: steps.collect(),
            looked: looked.collect(),
        })
    }
}

/// How an application stands: the kind of note and its sentence; what was decided against it.
fn standing_of(state: Option<&ApplicationState>) -> ((&'static str, Key), Option<&Decision>) {
    match state {
        None | Some(ApplicationState::Draft) => (("note", key("application-draft")), None),
        Some(ApplicationState::Submitted { .. } | ApplicationState::InSecondReview { .. }) => {
            (("note", key("application-submitted")), None)
        }
        Some(ApplicationState::Returned(decision)) => (("care", key("application-returned")), Some(decision)),
        Some(ApplicationState::Rejected(decision)) => (("bad", key("application-rejected")), Some(decision)),
        Some(ApplicationState::Approved { .. }) => (("good", key("application-approved")), None),
    }
}

page!(VerificationPage);

impl VerificationPage {
    fn new(
        shell: &Shell,
        (seller, recorded): (&Seller, &[RecordedVerification]),
        (application, askings): (Option<ApplicationPart>, Vec<Asking>),
        now: Instant,
    ) -> Self {
        let l = &shell.l;
        let rows = recorded.iter().map(|row| {
            let known = &row.verification;
            let what = format!("{} · {}", evidence(l, known.evidence), known.issued_by);
            let reason = row.revoked.as_ref().map(|(_, reason)| reason.clone());
            (what, last_day(l, known.valid_until), reason.unwrap_or_default())
        });
        Self {
            state: state(l, recorded, now),
            askings,
            seller: format!("{} · {}", standing(l, seller.standing), seller.origin),
            rows: rows.collect(),
            application,
            shell: framed(shell),
        }
    }
}

fn framed(shell: &Shell) -> Shell {
    shell
        .clone()
        .titled(shell.l.t("seller-verification-title"))
        .at("shop")
        .private()
}

/// Does anything count, until when, and does that end soon?
fn state(l: &Localizer, recorded: &[RecordedVerification], now: Instant) -> (&'static str, String) {
    let counting = recorded.iter().filter(|row| row.counts_at(now));
    match counting.map(|row| row.verification.valid_until).max() {
        None if recorded.is_empty() => ("care", l.t("seller-verification-none")),
        None => ("bad", l.t("seller-verification-ended")),
        Some(until) if until - now < chrono::Duration::days(SOON_DAYS) => (
            "care",
            l.t1("seller-verification-soon", "date", last_day(l, until)),
        ),
        Some(until) => (
            "good",
            l.t1("seller-verification-good", "date", last_day(l, until)),
        ),
    }
}

impl Page for VerificationPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        use pasar_domain::seller::{Evidence, Standing};
        let l = shell.l.clone();
        let country = l.market().country;
        let page = |state, rows| Self {
            shell: framed(&shell),
            state,
            askings: vec![],
            seller: format!("{} · {country}", standing(&l, Standing::Micro)),
            rows,
            application: None,
        };
        let row = |reason: &str| {
            let what = format!("{} · {country}", evidence(&l, Evidence::Passport));
            (what, "31 Desember 2030".to_owned(), reason.to_owned())
        };
        let day = "31 Desember 2030";
        let step = |name: &str, is_done| StepLink {
            href: l.url("/seller/verification/document"),
            name: name.to_owned(),
            is_done,
        };
        let mut applying = page(("care", l.t("seller-verification-none")), vec![]);
        applying.application = Some(ApplicationPart {
            state: ("care", l.t("application-returned")),
            reasons: vec![l.t("reason-picture-unreadable")],
            words: "Sudut kiri <tertutup> jari.".to_owned(),
            steps: vec![step("KTP & paspor", true), step("Foto", false)],
            looked: vec![(
                l.t("application-looked-details"),
                l.t("application-role-moderator"),
                l.t("purpose-review"),
            )],
        });
        let mut asked = page(
            ("care", l.t1("seller-verification-soon", "date", day)),
            vec![row("")],
        );
        asked.askings = Asking::samples(&l);
        asked.application.clone_from(&applying.application);
        vec![
            ("asked", asked),
            (
                "good",
                page(
                    ("good", l.t1("seller-verification-good", "date", day)),
                    vec![row("")],
                ),
            ),
            (
                "soon",
                page(
                    ("care", l.t1("seller-verification-soon", "date", day)),
                    vec![row("")],
                ),
            ),
            ("applying", applying),
            ("none", page(("care", l.t("seller-verification-none")), vec![])),
            (
                "ended",
                page(
                    ("bad", l.t("seller-verification-ended")),
                    vec![row("Paspor dilaporkan hilang.")],
                ),
            ),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(keeper: Keeper) -> Result<VerificationPage, WebError> {
    let ctx = &keeper.visit.ctx;
    let shown = show_own(ctx, keeper.keeper).await?;
    let (seller, recorded) = shown.ok_or_else(WebError::not_found)?;
    // Who works in the shop but does not own it sees what counts, and nothing of the owner's documents.
    let application = match show_application(ctx, keeper.keeper).await {
        Ok(found) => ApplicationPart::new(keeper.visit.l(), &found),
        Err(ApplicationError::Identity(IdentityError::NotAllowed)) => None,
        Err(error) => return Err(passed_on(error)),
    };
    let campaigns = asked(ctx, keeper.keeper).await?;
    let askings = Asking::all(keeper.visit.l(), &campaigns, ctx.now());
    Ok(VerificationPage::new(
        &keeper.visit.shell,
        (&seller, &recorded),
        (application, askings),
        ctx.now(),
    ))
}
