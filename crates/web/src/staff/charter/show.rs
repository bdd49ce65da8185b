//! `/{market}/staff/charters/{adoption}`

use std::collections::BTreeMap;

use axum::extract::Path;
use pasar_domain::Instant;
use pasar_domain::adoption::AdoptionStanding;
use pasar_policy::CharterDifference;
use pasar_service::actor::StaffRole;
use pasar_service::charter::{Shown, show as show_version};

use super::view::{ActChange, FigureRow, PromiseRow};
use super::{AdoptionPath, Onlooker, path, people, refuse, samples, standing};
use crate::prelude::*;
use crate::promise::book::Book;
use crate::promise::view::PromiseGroup;

/// One version: what it changes, its proof, its promises and policies, and what may be decided about it.
#[derive(Template)]
#[template(path = "staff/charter.html")]
pub struct StaffCharterPage {
    /// The frame.
    pub shell: Shell,
    /// Its address.
    pub href: String,
    /// How it stands, and the colour of that.
    pub state: (String, &'static str),
    /// From when on it is in force.
    pub day: String,
    /// Who proposed it, and who decided.
    pub people: (String, String),
    /// The version that it was compared with; empty when there was none before it.
    pub before: String,
    /// Did solvers compare it with that?
    pub compared: bool,
    /// What it newly permits.
    pub loosened: Vec<ActChange>,
    /// What it newly refuses.
    pub tightened: Vec<ActChange>,
    /// The figures that are otherwise.
    pub figures: Vec<FigureRow>,
    /// The promises that are otherwise.
    pub changed: Vec<PromiseRow>,
    /// How it was proved: names and words.
    pub proof: Vec<(String, String)>,
    /// Its promises, by whom they are made to.
    pub groups: Vec<PromiseGroup>,
    /// Its policies: file and text.
    pub policies: Vec<(String, String)>,
    /// The digest of its files, in hexadecimal.
    pub digest: String,
    /// The form to adopt it.
    pub form: Form,
    /// May something be decided about it still, by whoever looks?
    pub open: bool,
    /// Why whoever looks cannot adopt it; empty when they can, and when it is decided.
    pub why_not: String,
}

page!(StaffCharterPage);

/// Why somebody cannot adopt a version about which nothing is decided.
pub(super) fn obstacle(shown: &Shown, who: Onlooker, now: Instant) -> Option<Key> {
    let adoption = &shown.adoption;
    if who.role != StaffRole::Administrator {
        Some(key("charter-administrators-only"))
    } else if adoption.standing(&shown.known, now) == AdoptionStanding::Lapsed {
        Some(key("charter-lapsed-text"))
    } else if adoption.is_overtaken(&shown.known) {
        Some(key("charter-overtaken"))
    } else if adoption.proposed_by == Some(who.staff_id) {
        Some(key("charter-same-person"))
    } else {
        None
    }
}

fn proof(l: &Localizer, shown: &Shown) -> Vec<(String, String)> {
    let answers = &shown.proof;
    let asked = answers.iter().filter(|answer| !answer.text.is_empty());
    let seconded = asked.clone().filter(|answer| answer.second_opinion == "agrees");
    let solver = answers.first().map(|answer| answer.solver.clone());
    let questions = l.t2(
        "charter-questions",
        "count",
        answers.len(),
        "asked",
        asked.clone().count(),
    );
    let second = shown.adoption.second_solver.as_deref();
    let second = second.map_or_else(
        || l.t("charter-no-second"),
        |solver| {
            let args = [
                ("solver", solver.to_arg()),
                ("seconded", seconded.count().to_arg()),
                ("asked", asked.count().to_arg()),
            ];
            l.t_with("charter-seconded", &args)
        },
    );
    vec![
        (l.t("charter-proved-on"), l.date(shown.adoption.proved_at)),
        (l.t("charter-solver"), solver.unwrap_or_default()),
        (l.t("charter-questions-name"), questions),
        (l.t("charter-seconded-name"), second),
    ]
}

impl StaffCharterPage {
    fn new(shell: &Shell, shown: &Shown, who: Onlooker, now: Instant, form: Form) -> Self {
        let l = &shell.l;
        let (adoption, folder) = (&shown.adoption, &shown.folder);
        let none = BTreeMap::new();
        let book = Book {
            l,
            folder,
            proof: None,
            refused: &none,
        };
        let before = shown.before.as_ref();
        let difference = before.map(|before| CharterDifference::between(before, folder));
        let policies = folder.files.iter();
        let policies = policies.filter(|(path, _)| path.ends_with(".cedar"));
        let digest = adoption.digest.iter().map(|byte| format!("{byte:02x}"));
        let open = adoption.decision.is_none();
        let obstacle = obstacle(shown, who, now).filter(|_| open);
        let title = l.t1("charter-one", "version", adoption.version.as_str());
        Self {
            href: l.url(&path(adoption.adoption_id)),
            state: standing(l, adoption.standing(&shown.known, now)),
            day: l.t1("charter-from", "day", l.date(adoption.effective_at)),
            people: people(l, adoption, &shown.people),
            before: before.map_or_else(String::new, |before| before.charter.version.to_string()),
            compared: before.is_some() && adoption.proposed_by.is_some(),
            loosened: ActChange::all(l, &adoption.changes, true),
            tightened: ActChange::all(l, &adoption.changes, false),
            figures: difference
                .as_ref()
                .map_or_else(Vec::new, |difference| FigureRow::all(l, difference)),
            changed: difference
                .as_ref()
                .map_or_else(Vec::new, |difference| PromiseRow::all(l, difference)),
            proof: proof(l, shown),
            groups: book.groups(),
            policies: policies
                .map(|(path, text)| (path.clone(), text.clone()))
                .collect(),
            digest: digest.collect(),
            form,
            open: open && who.role == StaffRole::Administrator,
            why_not: obstacle.map(|why| l.t(why.as_str())).unwrap_or_default(),
            shell: shell.clone().titled(title).at("charters").private(),
        }
    }
}

impl Page for StaffCharterPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let now = samples::now();
        let versions = samples::versions(shell.market());
        let l = shell.l.clone();
        let mut unread = Form::new(&l);
        unread.refuse("read", key("charter-read-first"));
        let pages = versions.into_iter().map(|(name, shown, who)| {
            let form = if name == "unread" {
                unread.clone()
            } else {
                Form::new(&l)
            };
            (name, Self::new(&shell, &shown, who, now, form))
        });
        pages.collect()
    }
}

/// `GET`
///
/// # Errors
/// There is no such version; the database's.
pub async fn show(duty: OnDuty, Path(which): Path<AdoptionPath>) -> Result<StaffCharterPage, WebError> {
    let shown = show_version(&duty.visit.ctx, which.adoption)
        .await
        .map_err(refuse)?;
    let form = Form::new(duty.visit.l());
    Ok(page(&duty, &shown, form))
}

/// The page with a form on it.
pub(super) fn page(duty: &OnDuty, shown: &Shown, form: Form) -> StaffCharterPage {
    let now = duty.visit.ctx.now();
    StaffCharterPage::new(&duty.visit.shell, shown, duty.staff.into(), now, form)
}
