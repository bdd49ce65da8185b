//! `/{market}/staff/sellers/{seller}`

use axum::extract::Path;
use pasar_domain::id::{SellerId, VerificationId};
use pasar_domain::seller::Evidence;
use pasar_service::seller::RecordedVerification;
use pasar_service::seller::show::{ShownSeller, show as show_seller};
use serde::Deserialize;

use super::{evidence, last_day, sentences, standing, verified};
use crate::prelude::*;

/// Which seller.
#[derive(Debug, Deserialize)]
pub struct StaffSellerPath {
    /// Its id.
    pub seller: SellerId,
}

/// A seller: who it is, its shops, what proves it, and whether the operator controls it.
#[derive(Template)]
#[template(path = "staff/seller.html")]
pub struct StaffSellerPage {
    /// The frame.
    pub shell: Shell,
    /// The address of this page, to which its decisions are sent.
    pub href: String,
    /// Is it verified, and the colour of that.
    pub verified: (String, &'static str),
    /// Facts: name and value.
    pub facts: Vec<(String, String)>,
    /// Its shops: name, page for buyers, place.
    pub shops: Vec<(String, String, String)>,
    /// Its verifications, newest first.
    pub verifications: Vec<VerificationRow>,
    /// Why the operator controls it; empty when it does not.
    pub control: Vec<String>,
    /// The form for new evidence.
    pub form: Form,
    /// The kinds of evidence, to choose from.
    pub kinds: Vec<Choice>,
    /// May this member of staff decide?
    pub may_moderate: bool,
}

/// A verification.
#[derive(Debug, Clone)]
pub struct VerificationRow {
    /// Its id.
    pub id: String,
    /// What was checked, and who issued it.
    pub what: String,
    /// The last day on which it counts.
    pub until: String,
    /// What was noted.
    pub note: String,
    /// When it was recorded.
    pub recorded: String,
    /// How it stands, and the colour of that.
    pub state: (String, &'static str),
    /// Why it was revoked; empty while it was not.
    pub reason: String,
    /// May it be revoked?
    pub counts: bool,
}

page!(StaffSellerPage);

fn framed(shell: &Shell, title: &str) -> Shell {
    shell.clone().titled(title).at("sellers").private()
}

fn kinds(l: &Localizer) -> Vec<Choice> {
    let kinds = Evidence::ALL.iter();
    kinds
        .map(|kind| Choice::new(kind.as_str(), evidence(l, *kind)))
        .collect()
}

impl VerificationRow {
    fn new(l: &Localizer, recorded: &RecordedVerification, now: pasar_domain::Instant) -> Self {
        let known = &recorded.verification;
        let state = if recorded.revoked.is_some() {
            (l.t("staff-verification-revoked"), "chili")
        } else if known.valid_until <= now {
            (l.t("staff-verification-over"), "")
        } else {
            (l.t("staff-verification-counts"), "leaf")
        };
        Self {
            id: known.verification_id.to_string(),
            what: format!("{} · {}", evidence(l, known.evidence), known.issued_by),
            until: last_day(l, known.valid_until),
            note: recorded.note.clone(),
            recorded: l.date_time(recorded.recorded_at),
            state,
            reason: recorded
                .revoked
                .as_ref()
                .map(|(_, reason)| reason.clone())
                .unwrap_or_default(),
            counts: recorded.revoked.is_none(),
        }
    }
}

impl StaffSellerPage {
    fn new(duty: &OnDuty, shown: &ShownSeller, form: Form) -> Self {
        let (l, now) = (duty.visit.l(), duty.visit.ctx.now());
        let seller = &shown.seller;
        let first = shown.shops.first().map(|shop| shop.name.clone());
        let shops = shown.shops.iter().map(|shop| {
            let place = format!("{}, {}", shop.place, shop.country);
            (
                shop.name.clone(),
                l.url(&format!("/shops/{}", shop.handle)),
                place,
            )
        });
        let rows = shown.verifications.iter();
        Self {
            shell: framed(
                &duty.visit.shell,
                &first.unwrap_or_else(|| l.t("staff-seller-without-shop")),
            ),
            href: l.url(&format!("/staff/sellers/{}", seller.seller_id)),
            verified: verified(l, seller.verification, now),
            facts: facts(l, shown),
            shops: shops.collect(),
            verifications: rows.map(|row| VerificationRow::new(l, row, now)).collect(),
            control: sentences(l, &shown.control),
            form,
            kinds: kinds(l),
            may_moderate: duty.staff.may_moderate(),
        }
    }
}

fn facts(l: &Localizer, shown: &ShownSeller) -> Vec<(String, String)> {
    let seller = &shown.seller;
    let yes_no = |yes| if yes { l.t("staff-yes") } else { l.t("staff-no") };
    let revenue = l.money(l.market().money(seller.sales.revenue_minor));
    let return_country = seller.return_country.map(|country| country.to_string());
    let mut facts = vec![
        (l.t("staff-seller-standing"), standing(l, seller.standing)),
        (l.t("staff-seller-origin"), seller.origin.to_string()),
        (
            l.t("staff-seller-return-country"),
            return_country.unwrap_or_else(|| l.t("staff-none")),
        ),
        (
            l.t("staff-seller-sales"),
            l.t2(
                "staff-seller-sales-of",
                "count",
                seller.sales.orders,
                "sum",
                revenue,
            ),
        ),
        (
            l.t("staff-seller-controlled"),
            yes_no(seller.controlled_by_operator),
        ),
        (l.t("staff-seller-discloses"), yes_no(seller.discloses_identity)),
    ];
    if let Some(until) = seller.certified_until {
        facts.push((l.t("staff-seller-certified"), l.date(until)));
    }
    facts
}

impl Page for StaffSellerPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let row = |state: (String, &'static str), reason: &str, counts| VerificationRow {
            id: VerificationId::from_uuid(uuid::Uuid::from_u128(u128::from(counts))).to_string(),
            what: format!("{} · {}", evidence(&l, Evidence::Passport), l.market().country),
            until: "31 Desember 2030".to_owned(),
            note: "Asli dilihat lewat video.".to_owned(),
            recorded: "24 November 2026".to_owned(),
            state,
            reason: reason.to_owned(),
            counts,
        };
        let counts = row((l.t("staff-verification-counts"), "leaf"), "", true);
        let revoked = row(
            (l.t("staff-verification-revoked"), "chili"),
            "Paspor dilaporkan hilang.",
            false,
        );
        let page = |verifications: Vec<VerificationRow>, control: Vec<String>, may_moderate, form| Self {
            shell: framed(&shell, "Toko Sari & Anak"),
            href: l.url("/staff/sellers/x"),
            verified: match verifications.first() {
                Some(first) => first.state.clone(),
                None => (l.t("seller-unverified"), "chili"),
            },
            facts: vec![
                (l.t("staff-seller-origin"), l.market().country.to_string()),
                (l.t("staff-seller-return-country"), l.t("staff-none")),
            ],
            shops: vec![(
                "Toko Sari".to_owned(),
                l.url("/shops/toko-sari"),
                "Bandung, ID".to_owned(),
            )],
            verifications,
            control,
            form,
            kinds: kinds(&l),
            may_moderate,
        };
        let mut refused = Form::filled(&l, [("evidence", "passport")]);
        refused.refuse("note", key("field-missing"));
        let chain = vec![l.t1("ownership-is-operator", "name", "PT Pasar")];
        vec![
            (
                "verified",
                page(vec![counts.clone(), revoked.clone()], vec![], true, Form::new(&l)),
            ),
            ("new", page(vec![], vec![], true, Form::new(&l))),
            ("refused", page(vec![], vec![], true, refused)),
            ("controlled", page(vec![counts], chain, false, Form::new(&l))),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's, or when there is no such seller.
pub async fn show(duty: OnDuty, Path(path): Path<StaffSellerPath>) -> Result<StaffSellerPage, WebError> {
    let form = Form::new(duty.visit.l());
    page(&duty, path.seller, form).await
}

/// The page with a form on it.
pub(super) async fn page(duty: &OnDuty, id: SellerId, form: Form) -> Result<StaffSellerPage, WebError> {
    let shown = show_seller(&duty.visit.ctx, duty.staff, id).await?;
    let shown = shown.ok_or_else(WebError::not_found)?;
    Ok(StaffSellerPage::new(duty, &shown, form))
}
