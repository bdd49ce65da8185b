//! `/{market}/staff/screening`: sellers whose names are like names of the list, and what was decided about others.

use pasar_domain::screening::{Likeness, ListEntry, Match, MatchKind, Pair, ScreeningOutcome, SellerMatch};
use pasar_service::screening::ScreeningDecision;
use pasar_service::screening::list::{ScreeningDesk, WaitingSeller, desk};

use crate::prelude::*;

/// A word of a name beside one of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRow {
    /// The seller's.
    pub typed: String,
    /// The list's.
    pub listed: String,
    /// How they are alike.
    pub how: String,
    /// What that gave of the score.
    pub gave: String,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchRow {
    /// The seller's name.
    pub name: String,
    /// The list's name.
    pub listed: String,
    /// The score, and how it matches.
    pub score: String,
    /// Word by word.
    pub pairs: Vec<PairRow>,
    /// The entry's number and programmes.
    pub entry: String,
    /// What else the list says.
    pub remarks: String,
}

/// A seller that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its id, for labels.
    pub id: String,
    /// Its first shop.
    pub title: String,
    /// Its page for staff.
    pub href: String,
    /// Since when it waits, and its highest score.
    pub since: String,
    /// Where the decision is sent.
    pub action: String,
    /// When its names were compared.
    pub seen: String,
    /// What was found.
    pub matches: Vec<MatchRow>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedRow {
    /// The seller's first shop.
    pub title: String,
    /// Its page for staff.
    pub href: String,
    /// What was decided, and its colour.
    pub outcome: (String, &'static str),
    /// By whom and when.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The queue.
#[derive(Template)]
#[template(path = "staff/screening.html")]
pub struct StaffScreeningPage {
    /// The frame.
    pub shell: Shell,
    /// Which list counts; none while none was loaded.
    pub list: Option<String>,
    /// How many sellers were not compared with it yet; empty if none.
    pub due: String,
    /// Who waits.
    pub waiting: Vec<WaitingRow>,
    /// What was decided.
    pub decided: Vec<DecidedRow>,
    /// May this member of staff decide?
    pub may_decide: bool,
}

page!(StaffScreeningPage);

impl PairRow {
    fn new(l: &Localizer, pair: &Pair) -> Self {
        Self {
            typed: pair.typed.clone(),
            listed: pair.listed.clone(),
            how: l.t(match pair.likeness {
                Likeness::Same => "screening-same",
                Likeness::OneLetter => "screening-one-letter",
                Likeness::TwoLetters => "screening-two-letters",
                Likeness::Consonants => "screening-consonants",
            }),
            gave: pair.gave.to_string(),
        }
    }

    fn alone(l: &Localizer, word: &str, is_typed: bool) -> Self {
        let (typed, listed) = if is_typed { (word, "–") } else { ("–", word) };
        Self {
            typed: typed.to_owned(),
            listed: listed.to_owned(),
            how: l.t(if is_typed {
                "screening-only-typed"
            } else {
                "screening-only-listed"
            }),
            gave: "0".to_owned(),
        }
    }
}

impl MatchRow {
    fn new(l: &Localizer, name: &str, found: &Match, entry: Option<&ListEntry>) -> Self {
        let kind = l.t(match found.kind {
            MatchKind::Exact => "screening-exact",
            MatchKind::Alias => "screening-alias",
            MatchKind::Near => "screening-near",
        });
        let pairs = found.pairs.iter().map(|pair| PairRow::new(l, pair));
        let typed = found.typed_only.iter().map(|word| PairRow::alone(l, word, true));
        let listed = found
            .listed_only
            .iter()
            .map(|word| PairRow::alone(l, word, false));
        let programs = entry.map(|entry| entry.programs.join(", "));
        Self {
            name: name.to_owned(),
            listed: found.listed.clone(),
            score: l.t2("screening-score", "score", u32::from(found.score), "kind", kind),
            pairs: pairs.chain(typed).chain(listed).collect(),
            entry: l.t2(
                "screening-entry",
                "number",
                found.entry_no.to_string(),
                "programs",
                programs.unwrap_or_default(),
            ),
            remarks: entry.map(|entry| entry.remarks.clone()).unwrap_or_default(),
        }
    }
}

impl WaitingRow {
    fn new(l: &Localizer, seller: &WaitingSeller) -> Self {
        let screening = &seller.screening;
        let id = screening.seller_id.to_string();
        let since = match screening.state {
            pasar_domain::screening::ScreeningState::Near { since } => since,
            _ => screening.screened_at,
        };
        let row = |one: &SellerMatch| {
            let entry = seller
                .entries
                .iter()
                .find(|entry| entry.entry_no == one.found.entry_no);
            MatchRow::new(l, &one.name, &one.found, entry)
        };
        Self {
            title: seller
                .shops
                .first()
                .map_or_else(|| id.clone(), |shop| shop.name.clone()),
            href: l.url(&format!("/staff/sellers/{id}")),
            since: l.t2(
                "screening-since",
                "day",
                l.date(since),
                "score",
                u32::from(screening.score),
            ),
            action: l.url(&format!("/staff/screening/{id}")),
            seen: screening.screened_at.timestamp_micros().to_string(),
            matches: screening.matches.iter().map(row).collect(),
            id,
        }
    }
}

impl DecidedRow {
    fn new(l: &Localizer, desk: &ScreeningDesk, decision: &ScreeningDecision) -> Self {
        let id = decision.seller_id.to_string();
        let by = desk.names.get(&decision.reason.by);
        let by = by.map_or_else(|| decision.reason.by.to_string(), Clone::clone);
        Self {
            title: desk.shops.get(&decision.seller_id).unwrap_or(&id).clone(),
            href: l.url(&format!("/staff/sellers/{id}")),
            outcome: outcome(l, decision.outcome),
            by: l.t2("screening-by", "name", by, "day", l.date(decision.reason.at)),
            reason: decision.reason.reason.clone(),
        }
    }
}

fn outcome(l: &Localizer, outcome: ScreeningOutcome) -> (String, &'static str) {
    match outcome {
        ScreeningOutcome::Cleared => (l.t("screening-cleared"), "leaf"),
        ScreeningOutcome::Hit => (l.t("screening-hit"), "chili"),
    }
}

fn framed(shell: &Shell) -> Shell {
    let title = shell.l.t("screening-title");
    shell.clone().titled(title).at("screening").private()
}

impl StaffScreeningPage {
    fn new(duty: &OnDuty, desk: &ScreeningDesk) -> Self {
        let l = duty.visit.l();
        let list = desk.list.as_ref().map(|list| {
            l.t_with(
                "screening-list",
                &[
                    ("source", list.source.as_str().to_arg()),
                    ("entries", list.entries.to_arg()),
                    ("day", l.date(list.loaded_at).to_arg()),
                ],
            )
        });
        let due = if list.is_some() && desk.due > 0 {
            l.t1("screening-due", "count", desk.due)
        } else {
            String::new()
        };
        Self {
            shell: framed(&duty.visit.shell),
            list,
            due,
            waiting: desk.waiting.iter().map(|one| WaitingRow::new(l, one)).collect(),
            decided: desk
                .decisions
                .iter()
                .map(|one| DecidedRow::new(l, desk, one))
                .collect(),
            may_decide: duty.staff.may_moderate(),
        }
    }
}

impl Page for StaffScreeningPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let pair = |typed: &str, listed: &str, likeness, gave| {
            PairRow::new(
                &l,
                &Pair {
                    typed: typed.to_owned(),
                    listed: listed.to_owned(),
                    likeness,
                    gave,
                },
            )
        };
        let found = MatchRow {
            name: "Zebulon <Sulaimon>".to_owned(),
            listed: "SULAIMAN, Zebulon Karta".to_owned(),
            score: l.t2("screening-score", "score", 84_u32, "kind", l.t("screening-near")),
            pairs: vec![
                pair("zebulon", "zebulon", Likeness::Same, 44),
                pair("sulaimon", "sulaiman", Likeness::OneLetter, 40),
                PairRow::alone(&l, "karta", false),
            ],
            entry: l.t2("screening-entry", "number", "7", "programs", "SDGT"),
            remarks: "DOB 01 Jan 1970; nationality Utopia & more.".to_owned(),
        };
        let waiting = WaitingRow {
            id: "sel_x".to_owned(),
            title: "Toko Zebulon".to_owned(),
            href: l.url("/staff/sellers/x"),
            since: l.t2("screening-since", "day", "24 November 2026", "score", 84_u32),
            action: l.url("/staff/screening/x"),
            seen: "1".to_owned(),
            matches: vec![found],
        };
        let decided = |what| DecidedRow {
            title: "Toko Sari & Anak".to_owned(),
            href: l.url("/staff/sellers/y"),
            outcome: outcome(&l, what),
            by: l.t2("screening-by", "name", "Citra", "day", "24 November 2026"),
            reason: "Tanggal lahirnya lain.".to_owned(),
        };
        let page = |list: Option<&str>, due: String, waiting, decided, may_decide| Self {
            shell: framed(&shell),
            list: list.map(str::to_owned),
            due,
            waiting,
            decided,
            may_decide,
        };
        let history = vec![decided(ScreeningOutcome::Hit), decided(ScreeningOutcome::Cleared)];
        let list = Some("sdn.csv");
        vec![
            (
                "full",
                page(
                    list,
                    l.t1("screening-due", "count", 12),
                    vec![waiting.clone()],
                    history.clone(),
                    true,
                ),
            ),
            ("reader", page(list, String::new(), vec![waiting], history, false)),
            ("empty", page(list, String::new(), vec![], vec![], true)),
            ("no-list", page(None, String::new(), vec![], vec![], true)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffScreeningPage, WebError> {
    let desk = desk(&duty.visit.ctx, duty.staff).await?;
    Ok(StaffScreeningPage::new(&duty, &desk))
}
