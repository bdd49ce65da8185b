//! `GET /{market}/seller/verification`: what is verified, until when, and what to do.

use pasar_domain::Instant;
use pasar_domain::seller::Seller;
use pasar_service::seller::RecordedVerification;
use pasar_service::seller::show::show_own;

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
    /// What kind of seller the shop belongs to, and where it is established.
    pub seller: String,
    /// What was checked: what, by whose authority, until when, and why it counts no longer.
    pub rows: Vec<(String, String, String)>,
}

page!(VerificationPage);

impl VerificationPage {
    fn new(shell: &Shell, seller: &Seller, recorded: &[RecordedVerification], now: Instant) -> Self {
        let l = &shell.l;
        let rows = recorded.iter().map(|row| {
            let known = &row.verification;
            let what = format!("{} · {}", evidence(l, known.evidence), known.issued_by);
            let reason = row.revoked.as_ref().map(|(_, reason)| reason.clone());
            (what, last_day(l, known.valid_until), reason.unwrap_or_default())
        });
        Self {
            state: state(l, recorded, now),
            seller: format!("{} · {}", standing(l, seller.standing), seller.origin),
            rows: rows.collect(),
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
            seller: format!("{} · {country}", standing(&l, Standing::Micro)),
            rows,
        };
        let row = |reason: &str| {
            let what = format!("{} · {country}", evidence(&l, Evidence::Passport));
            (what, "31 Desember 2030".to_owned(), reason.to_owned())
        };
        let day = "31 Desember 2030";
        vec![
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
    Ok(VerificationPage::new(
        &keeper.visit.shell,
        &seller,
        &recorded,
        ctx.now(),
    ))
}
