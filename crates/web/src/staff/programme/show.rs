//! `/{market}/staff/programme`

use pasar_domain::Instant;
use pasar_domain::id::StageMoveId;
use pasar_domain::programme::{Programme, Stage, StageMove};
use pasar_service::programme::show::{ShownProgramme, show as show_programme};

use super::stage;
use crate::prelude::*;

/// How far the programme is, how it came there, and what may be done about it.
#[derive(Template)]
#[template(path = "staff/programme.html")]
pub struct StaffProgrammePage {
    /// The frame.
    pub shell: Shell,
    /// The stage, and its colour.
    pub stage: (String, &'static str),
    /// What that means for buyers.
    pub meaning: String,
    /// Every move, newest first.
    pub moves: Vec<MoveRow>,
    /// The form to propose a move.
    pub form: Form,
    /// The stages, to choose from.
    pub stages: Vec<Choice>,
    /// Is there something to stop?
    pub runs: bool,
    /// May this member of staff decide?
    pub may_moderate: bool,
}

/// A move.
#[derive(Debug, Clone)]
pub struct MoveRow {
    /// Its id.
    pub id: String,
    /// From where, to where, and the colour of that.
    pub from: String,
    /// To where.
    pub to: (String, &'static str),
    /// The cohort's share.
    pub cohort: String,
    /// Why.
    pub reason: String,
    /// When it takes effect.
    pub effective: String,
    /// When it was proposed, and under which charter version.
    pub proposed: String,
    /// How it stands: a word, and its colour.
    pub state: (String, &'static str),
    /// Can somebody approve it?
    pub waits: bool,
    /// Was it proposed by whoever looks?
    pub own: bool,
}

page!(StaffProgrammePage);

fn framed(shell: &Shell) -> Shell {
    let title = shell.l.t("programme-title");
    shell.clone().titled(title).at("programme").private()
}

fn stages(l: &Localizer) -> Vec<Choice> {
    let stages = Stage::ALL.iter();
    stages
        .map(|known| Choice::new(known.as_str(), stage(l, *known).0))
        .collect()
}

fn meaning(l: &Localizer, programme: Programme) -> String {
    match programme.stage {
        Stage::Closed => l.t("programme-closed-means"),
        Stage::Pilot => l.t1(
            "programme-pilot-means",
            "share",
            l.percent(i64::from(programme.cohort_basis_points)),
        ),
        Stage::Open => l.t("programme-open-means"),
        Stage::Paused => l.t("programme-paused-means"),
    }
}

impl MoveRow {
    fn new(
        l: &Localizer,
        moved: &StageMove,
        (current, carried): (Option<StageMoveId>, bool),
        (own, now): (bool, Instant),
    ) -> Self {
        let state = if current == Some(moved.move_id) {
            (l.t("programme-move-in-force"), "leaf")
        } else if carried {
            (l.t("programme-move-past"), "")
        } else if moved.has_lapsed(current) {
            (l.t("programme-move-lapsed"), "")
        } else if moved.approved.is_none() && !moved.stops {
            (l.t("programme-move-waits"), "soga")
        } else if moved.effective_at > now {
            (l.t("programme-move-approved"), "indigo")
        } else {
            (l.t("programme-move-on-its-way"), "indigo")
        };
        let waits = !moved.is_decided() && !moved.has_lapsed(current);
        Self {
            id: moved.move_id.to_string(),
            from: stage(l, moved.from).0,
            to: stage(l, moved.to.stage),
            cohort: l.percent(i64::from(moved.to.cohort_basis_points)),
            reason: moved.reason.clone(),
            effective: l.date_time(moved.effective_at),
            proposed: l.t2(
                "programme-move-proposed",
                "date",
                l.date_time(moved.proposed_at),
                "version",
                moved.charter_version.as_str(),
            ),
            state,
            waits,
            own,
        }
    }
}

/// Which moves took effect some day, as the moves that followed them tell.
fn took_effect(shown: &ShownProgramme) -> Vec<StageMoveId> {
    let followed = shown.moves.iter().filter_map(|moved| moved.follows);
    followed.chain(shown.move_id).collect()
}

impl StaffProgrammePage {
    fn new(duty: &OnDuty, shown: &ShownProgramme, form: Form) -> Self {
        let (l, now) = (duty.visit.l(), duty.visit.ctx.now());
        let carried = took_effect(shown);
        let rows = shown.moves.iter().map(|moved| {
            let own = moved.proposed_by == duty.staff.staff_id();
            let carried = carried.contains(&moved.move_id);
            MoveRow::new(l, moved, (shown.move_id, carried), (own, now))
        });
        Self {
            shell: framed(&duty.visit.shell),
            stage: stage(l, shown.current.stage),
            meaning: meaning(l, shown.current),
            moves: rows.collect(),
            form,
            stages: stages(l),
            runs: matches!(shown.current.stage, Stage::Pilot | Stage::Open),
            may_moderate: duty.staff.may_moderate(),
        }
    }
}

fn sample_row(
    l: &Localizer,
    (number, to): (u128, Stage),
    state: (String, &'static str),
    waits: bool,
    own: bool,
) -> MoveRow {
    let when = "24 November 2026";
    MoveRow {
        id: StageMoveId::from_uuid(uuid::Uuid::from_u128(number)).to_string(),
        from: stage(l, Stage::Closed).0,
        to: stage(l, to),
        cohort: l.percent(2_000),
        reason: "Sepuluh pedagang siap & diperiksa.".to_owned(),
        effective: when.to_owned(),
        proposed: l.t2("programme-move-proposed", "date", when, "version", "2026-12"),
        state,
        waits,
        own,
    }
}

impl Page for StaffProgrammePage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let row = |number, to, state, waits, own| sample_row(&l, (number, to), state, waits, own);
        let waits = || (l.t("programme-move-waits"), "soga");
        let page = |to, moves, runs, may_moderate, form| {
            let programme = Programme {
                stage: to,
                cohort_basis_points: 2_000,
            };
            Self {
                shell: framed(&shell),
                stage: stage(&l, to),
                meaning: meaning(&l, programme),
                moves,
                form,
                stages: stages(&l),
                runs,
                may_moderate,
            }
        };
        let in_force = row(
            1,
            Stage::Pilot,
            (l.t("programme-move-in-force"), "leaf"),
            false,
            true,
        );
        let mut refused = Form::filled(&l, [("to", "pilot")]);
        refused.refuse("reason", key("field-missing"));
        vec![
            ("closed", page(Stage::Closed, vec![], false, true, Form::new(&l))),
            (
                "pilot",
                page(
                    Stage::Pilot,
                    vec![
                        row(2, Stage::Open, waits(), true, false),
                        row(3, Stage::Open, waits(), true, true),
                        in_force.clone(),
                    ],
                    true,
                    true,
                    Form::new(&l),
                ),
            ),
            ("refused", page(Stage::Closed, vec![], false, true, refused)),
            (
                "open",
                page(Stage::Open, vec![in_force.clone()], true, false, Form::new(&l)),
            ),
            (
                "paused",
                page(Stage::Paused, vec![in_force], false, true, Form::new(&l)),
            ),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffProgrammePage, WebError> {
    let form = Form::new(duty.visit.l());
    page(&duty, form).await
}

/// The page with a form on it.
pub(super) async fn page(duty: &OnDuty, form: Form) -> Result<StaffProgrammePage, WebError> {
    let shown = show_programme(&duty.visit.ctx, duty.staff).await?;
    Ok(StaffProgrammePage::new(duty, &shown, form))
}
