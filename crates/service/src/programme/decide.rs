//! Asks the charter whether the programme may move, and whether it admits a merchant.

use pasar_domain::programme::Stage;
use pasar_domain::seller::Seller;

use super::MoveError;
use super::admit::AdmitError;
use crate::Context;
use crate::actor::StaffMember;

/// May this member of staff move the programme, when so many people agree?
pub(super) fn decide_move(
    _ctx: &Context,
    staff: StaffMember,
    (_from, to): (Stage, Stage),
    approvals: u32,
) -> Result<(), MoveError> {
    let enough = to == Stage::Paused || approvals >= 2;
    if staff.may_moderate() && enough {
        Ok(())
    } else {
        Err(MoveError::Refused { rules: Vec::new() })
    }
}

/// Does the charter admit this merchant at this stage?
pub(super) fn decide_admission(_ctx: &Context, seller: &Seller, stage: Stage) -> Result<(), AdmitError> {
    let runs = matches!(stage, Stage::Pilot | Stage::Open);
    if runs && seller.verification.is_some() {
        Ok(())
    } else {
        Err(AdmitError::Refused { rules: Vec::new() })
    }
}
