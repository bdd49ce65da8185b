//! Asks the charter whether the programme may move.

use pasar_domain::Instant;
use pasar_domain::id::StaffId;
use pasar_domain::programme::{Stage, StageMove};
use pasar_domain::staff::StaffRole;
use pasar_policy::{AdvanceStage, Allowed, Question, Refusal};

use super::MoveError;
use crate::actor::StaffMember;
use crate::{Context, gate};

/// May this member of staff move the programme, when so many people agree?
pub(super) fn decide_move(
    ctx: &Context,
    staff: StaffMember,
    stages: (Stage, Stage),
    approvals: i64,
) -> Result<Allowed<AdvanceStage>, MoveError> {
    let now = ctx.now();
    let question = question(ctx, (staff.staff_id(), staff.role()), stages, approvals, now);
    gate::ask(ctx, &question, now).map_err(|refusal| MoveError::Refused {
        rules: rules(&refusal),
    })
}

/// Would the charter in force now allow a move that was decided before, under another version perhaps?
pub(super) fn still_allows(ctx: &Context, moved: &StageMove, role: StaffRole, now: Instant) -> bool {
    let (decided_by, approvals) = moved.approved.map_or((moved.proposed_by, 1), |(by, _)| (by, 2));
    let stages = (moved.from, moved.to.stage);
    let question = question(ctx, (decided_by, role), stages, approvals, now);
    let version = ctx.rulebook().in_force(now);
    version.is_some_and(|version| version.folder.rules.decide(&question).allowed)
}

fn question(
    ctx: &Context,
    (staff, role): (StaffId, StaffRole),
    (from, to): (Stage, Stage),
    approvals: i64,
    now: Instant,
) -> Question<'static> {
    Question::AdvanceStage {
        staff,
        role,
        from,
        to,
        approvals,
        market: ctx.market().code,
        now,
    }
}

/// The ids of the rules that forbid it.
pub(super) fn rules(refusal: &Refusal) -> Vec<String> {
    let reasons = refusal.decision.reasons.iter();
    reasons.map(|rule| rule.as_str().to_owned()).collect()
}
