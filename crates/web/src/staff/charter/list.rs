//! `/{market}/staff/charters`

use pasar_domain::Instant;
use pasar_domain::adoption::{Adoption, AdoptionStanding};
use pasar_domain::market::{Market, Slug};
use pasar_service::actor::StaffRole;
use pasar_service::charter::{Desk, desk};

use super::view::BrokenPromise;
use super::{path, people, samples, standing};
use crate::prelude::*;

/// Every version of the market's charter, and the form to propose one.
#[derive(Template)]
#[template(path = "staff/charters.html")]
pub struct StaffChartersPage {
    /// The frame.
    pub shell: Shell,
    /// The versions, by how they stand.
    pub sections: Vec<VersionSection>,
    /// The form to propose one.
    pub form: Form,
    /// The versions that can be proposed.
    pub choices: Vec<Choice>,
    /// The promises that the proposed version does not keep.
    pub broken: Vec<BrokenPromise>,
    /// May this member of staff propose?
    pub may_decide: bool,
}

/// Versions that stand alike.
#[derive(Debug, Clone)]
pub struct VersionSection {
    /// Its name in addresses.
    pub id: &'static str,
    /// How they stand.
    pub title: String,
    /// The versions.
    pub rows: Vec<VersionRow>,
}

/// A version.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Its page; empty for one that nobody has proposed.
    pub href: String,
    /// Its name.
    pub name: String,
    /// From when on it is in force.
    pub day: String,
    /// Who proposed it.
    pub proposed: String,
    /// Who decided.
    pub decided: String,
    /// How it stands: a word, and its colour.
    pub state: (String, &'static str),
    /// Does it permit what the version before refuses?
    pub loosens: bool,
}

page!(StaffChartersPage);

fn framed(shell: &Shell) -> Shell {
    let title = shell.l.t("charter-title");
    shell.clone().titled(title).at("charters").private()
}

impl VersionRow {
    fn new(l: &Localizer, desk: &Desk, adoption: &Adoption, now: Instant) -> Self {
        let (proposed, decided) = people(l, adoption, &desk.people);
        Self {
            href: l.url(&path(adoption.adoption_id)),
            name: adoption.version.to_string(),
            day: l.t1("charter-from", "day", l.date(adoption.effective_at)),
            proposed,
            decided,
            state: standing(l, adoption.standing(&desk.known, now)),
            loosens: adoption.loosens(),
        }
    }

    /// A version of the folder that can be proposed.
    fn free(l: &Localizer, version: &Slug) -> Self {
        Self {
            href: String::new(),
            name: version.to_string(),
            day: earliest(l, version),
            proposed: String::new(),
            decided: String::new(),
            state: (l.t("charter-free"), ""),
            loosens: false,
        }
    }
}

/// From when on a version of the folder may be in force, as it says itself; empty when its figures cannot be read.
fn earliest(l: &Localizer, version: &Slug) -> String {
    let market: &Market = l.market();
    let files = market.charter_files.get(version);
    let text = files.and_then(|files| files.get("charter.toml"));
    let charter = text.and_then(|text| market.read_charter(text).ok());
    charter.map_or_else(String::new, |charter| {
        l.t1("charter-from-at-the-earliest", "day", l.day(charter.effective_on))
    })
}

fn sections(l: &Localizer, desk: &Desk, now: Instant) -> Vec<VersionSection> {
    use AdoptionStanding::{Coming, InForce, Lapsed, Past, Waits, Withdrawn};
    let of = |standings: &[AdoptionStanding]| {
        let known = desk.known.iter().rev();
        let known = known.filter(|known| standings.contains(&known.standing(&desk.known, now)));
        let rows = known.map(|known| VersionRow::new(l, desk, known, now));
        rows.collect::<Vec<_>>()
    };
    let free = desk.free.iter().rev().map(|version| VersionRow::free(l, version));
    let sections = [
        ("in-force", l.t("charter-in-force"), of(&[InForce])),
        ("coming", l.t("charter-coming"), of(&[Coming])),
        ("waiting", l.t("charter-waiting"), of(&[Waits, Lapsed])),
        ("free", l.t("charter-free"), free.collect()),
        ("past", l.t("charter-past"), of(&[Past])),
        ("withdrawn", l.t("charter-withdrawn"), of(&[Withdrawn])),
    ];
    let sections = sections.into_iter().filter(|(_, _, rows)| !rows.is_empty());
    let sections = sections.map(|(id, title, rows)| VersionSection { id, title, rows });
    sections.collect()
}

impl StaffChartersPage {
    fn new(
        shell: &Shell,
        desk: &Desk,
        (may_decide, now): (bool, Instant),
        (form, broken): (Form, Vec<BrokenPromise>),
    ) -> Self {
        let l = &shell.l;
        let choices = desk.free.iter().rev().map(|version| {
            let label = format!("{version} ({})", earliest(l, version));
            Choice::new(version.as_str(), label)
        });
        Self {
            shell: framed(shell),
            sections: sections(l, desk, now),
            form,
            choices: choices.collect(),
            broken,
            may_decide,
        }
    }
}

impl Page for StaffChartersPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let now = samples::now();
        let page = |desk: &Desk, may_decide, form, broken| {
            Self::new(&shell, desk, (may_decide, now), (form, broken))
        };
        let (full, bare) = (samples::desk(shell.market()), samples::bare_desk());
        let typed = || Form::filled(&l, [("version", "2027-01-01"), ("on", "2027-01-01")]);
        let mut refused = typed();
        refused.refuse("", key("charter-not-proved"));
        let mut busy = typed();
        busy.refuse("", key("charter-busy"));
        vec![
            ("full", page(&full, true, Form::new(&l), vec![])),
            ("reading", page(&full, false, Form::new(&l), vec![])),
            ("none", page(&bare, true, Form::new(&l), vec![])),
            ("not-proved", page(&full, true, refused, samples::broken(&l))),
            ("busy", page(&full, true, busy, vec![])),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffChartersPage, WebError> {
    let form = Form::new(duty.visit.l());
    page(&duty, form, Vec::new()).await
}

/// The page with a form on it, and with the promises that what was proposed does not keep.
pub(super) async fn page(
    duty: &OnDuty,
    form: Form,
    broken: Vec<BrokenPromise>,
) -> Result<StaffChartersPage, WebError> {
    let ctx = &duty.visit.ctx;
    let desk = desk(ctx, duty.staff).await.map_err(super::refuse)?;
    let may_decide = duty.staff.role() == StaffRole::Administrator;
    let whose = (may_decide, ctx.now());
    Ok(StaffChartersPage::new(
        &duty.visit.shell,
        &desk,
        whose,
        (form, broken),
    ))
}
