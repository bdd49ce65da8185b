//! `/{market}/staff/ownership`

use pasar_domain::Instant;
use pasar_domain::id::{OwnershipId, PartyId};
use pasar_service::ownership::list::list as list_ownership;
use pasar_service::ownership::show::explain;
use pasar_service::ownership::{Control, Ownership, OwnershipGraph, Party, PartyKind};

use super::super::seller::sentences;
use super::Sent;
use crate::prelude::*;

/// Parties, who holds what of whom, and what the operator controls.
#[derive(Template)]
#[template(path = "staff/ownership.html")]
pub struct StaffOwnershipPage {
    /// The frame.
    pub shell: Shell,
    /// The parties, oldest first.
    pub parties: Vec<PartyRow>,
    /// The stretches, newest first.
    pub stretches: Vec<StretchRow>,
    /// The form for a party.
    pub party_form: Form,
    /// The form for a stretch.
    pub form: Form,
    /// What a party can be.
    pub kinds: Vec<Choice>,
    /// The parties, to choose from.
    pub choices: Vec<Choice>,
    /// May this member of staff record?
    pub may_moderate: bool,
}

/// A party.
#[derive(Debug, Clone)]
pub struct PartyRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is, and where.
    pub what: String,
    /// Its brands.
    pub brands: String,
    /// How many sellers it is.
    pub sellers: usize,
    /// Is it the operator?
    pub operator: bool,
    /// Why the operator controls it; empty when it does not.
    pub control: Vec<String>,
}

/// A stretch of ownership.
#[derive(Debug, Clone)]
pub struct StretchRow {
    /// Its id.
    pub id: String,
    /// Who holds what of whom.
    pub sentence: String,
    /// Since when.
    pub since: String,
    /// Until when; empty while that is not known.
    pub until: String,
    /// Where somebody else can look it up.
    pub evidence: String,
    /// Does it last?
    pub lasts: bool,
}

page!(StaffOwnershipPage);

fn framed(shell: &Shell) -> Shell {
    let title = shell.l.t("staff-ownership-title");
    shell.clone().titled(title).at("ownership").private()
}

fn kind(l: &Localizer, kind: PartyKind) -> String {
    l.t(match kind {
        PartyKind::Person => "ownership-person",
        PartyKind::Entity => "ownership-entity",
    })
}

fn kinds(l: &Localizer) -> Vec<Choice> {
    let kinds = PartyKind::ALL.iter();
    kinds
        .map(|known| Choice::new(known.as_str(), kind(l, *known)))
        .collect()
}

impl PartyRow {
    fn new(l: &Localizer, party: &Party, graph: &OwnershipGraph, control: &Control) -> Self {
        Self {
            id: party.party_id.to_string(),
            name: party.name.clone(),
            what: format!("{} · {}", kind(l, party.kind), party.country),
            brands: party.brands.join(", "),
            sellers: party.sellers.len(),
            operator: party.is_operator,
            control: sentences(l, &explain(graph, control, party.party_id)),
        }
    }
}

fn held(l: &Localizer, (owner, owned): (String, String), share: u16, controls: bool) -> String {
    let args = [
        ("owner", owner.to_arg()),
        ("share", l.percent(i64::from(share)).to_arg()),
        ("name", owned.to_arg()),
    ];
    match (share, controls) {
        (0, _) => l.t_with("ownership-controls", &args),
        (_, true) => l.t_with("ownership-owns-and-controls", &args),
        (_, false) => l.t_with("ownership-owns", &args),
    }
}

impl StretchRow {
    fn new(l: &Localizer, stretch: &Ownership, graph: &OwnershipGraph, now: Instant) -> Self {
        let name = |id: PartyId| {
            let known = graph.parties.iter().find(|party| party.party_id == id);
            known.map(|party| party.name.clone()).unwrap_or_default()
        };
        let names = (name(stretch.owner), name(stretch.owned));
        Self {
            id: stretch.ownership_id.to_string(),
            sentence: held(l, names, stretch.share, stretch.controls),
            since: l.date(stretch.valid_from),
            until: stretch.valid_until.map(|until| l.date(until)).unwrap_or_default(),
            evidence: stretch.evidence.clone(),
            lasts: stretch.lasts_at(now),
        }
    }
}

impl StaffOwnershipPage {
    fn new(duty: &OnDuty, graph: &OwnershipGraph, control: &Control, sent: Option<(Sent, Form)>) -> Self {
        let (l, now) = (duty.visit.l(), duty.visit.ctx.now());
        let choices = graph.parties.iter();
        let mut page = Self {
            shell: framed(&duty.visit.shell),
            parties: graph
                .parties
                .iter()
                .map(|party| PartyRow::new(l, party, graph, control))
                .collect(),
            stretches: graph
                .stretches
                .iter()
                .rev()
                .map(|stretch| StretchRow::new(l, stretch, graph, now))
                .collect(),
            party_form: Form::new(l),
            form: Form::new(l),
            kinds: kinds(l),
            choices: choices
                .map(|party| Choice::new(party.party_id.to_string(), party.name.as_str()))
                .collect(),
            may_moderate: duty.staff.may_moderate(),
        };
        match sent {
            Some((Sent::Party, form)) => page.party_form = form,
            Some((Sent::Stretch, form)) => page.form = form,
            None => {}
        }
        page
    }
}

impl Page for StaffOwnershipPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let id = |number: u128| uuid::Uuid::from_u128(number);
        let party = |number, name: &str, operator, control| PartyRow {
            id: PartyId::from_uuid(id(number)).to_string(),
            name: name.to_owned(),
            what: format!("{} · {}", kind(&l, PartyKind::Entity), l.market().country),
            brands: if operator {
                "Pasar Basics".to_owned()
            } else {
                String::new()
            },
            sellers: usize::from(!operator),
            operator,
            control,
        };
        let names = || ("PT Pasar".to_owned(), "Toko & Anak <3".to_owned());
        let stretch = |number, share, until: &str, lasts| StretchRow {
            id: OwnershipId::from_uuid(id(number)).to_string(),
            sentence: held(&l, names(), share, true),
            since: "1 Januari 2026".to_owned(),
            until: until.to_owned(),
            evidence: "AHU-0012345, 3 Maret 2026".to_owned(),
            lasts,
        };
        let chain = vec![
            l.t1("ownership-is-operator", "name", "PT Pasar"),
            held(&l, names(), 6_000, false),
        ];
        let full = |may_moderate| Self {
            shell: framed(&shell),
            parties: vec![
                party(
                    1,
                    "PT Pasar",
                    true,
                    vec![l.t1("ownership-is-operator", "name", "PT Pasar")],
                ),
                party(2, "Toko & Anak <3", false, chain.clone()),
                party(3, "CV Lain", false, vec![]),
            ],
            stretches: vec![stretch(4, 6_000, "", true), stretch(5, 0, "1 Maret 2026", false)],
            party_form: Form::new(&l),
            form: Form::new(&l),
            kinds: kinds(&l),
            choices: vec![
                Choice::new("pty_1", "PT Pasar"),
                Choice::new("pty_2", "Toko & Anak <3"),
            ],
            may_moderate,
        };
        let mut refused = full(true);
        refused.form.refuse("evidence", key("field-missing"));
        let mut empty = full(true);
        (empty.parties, empty.stretches, empty.choices) = (vec![], vec![], vec![]);
        vec![
            ("full", full(true)),
            ("read-only", full(false)),
            ("refused", refused),
            ("empty", empty),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffOwnershipPage, WebError> {
    page(&duty, None).await
}

/// The page with a form that was sent on it.
pub(super) async fn page(duty: &OnDuty, sent: Option<(Sent, Form)>) -> Result<StaffOwnershipPage, WebError> {
    let (graph, control) = list_ownership(&duty.visit.ctx, duty.staff).await?;
    Ok(StaffOwnershipPage::new(duty, &graph, &control, sent))
}
