//! Programme S at the staff's desk: its stage, its moves, and the kill switch.

pub mod approve;
pub mod pause;
pub mod propose;
pub mod show;

use pasar_domain::programme::Stage;
use pasar_service::Context;
use pasar_service::programme::MoveError;

use crate::charter_refusal::Refusing;
use crate::prelude::*;

/// The name of a stage, and its colour.
fn stage(l: &Localizer, stage: Stage) -> (String, &'static str) {
    match stage {
        Stage::Closed => (l.t("programme-closed"), ""),
        Stage::Pilot => (l.t("programme-pilot"), "indigo"),
        Stage::Open => (l.t("programme-open"), "leaf"),
        Stage::Paused => (l.t("programme-paused"), "chili"),
    }
}

fn refuse(ctx: &Context, error: MoveError) -> WebError {
    match error {
        MoveError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        MoveError::Refused { rules } => WebError::refused_by(ctx, &rules),
        MoveError::NotFound => WebError::not_found(),
        MoveError::SamePerson => WebError::forbidden().saying(key("programme-same-person")),
        MoveError::ApprovedBefore => WebError::conflict().saying(key("programme-approved-before")),
        MoveError::Lapsed => WebError::conflict().saying(key("programme-lapsed-error")),
        MoveError::NoChange => WebError::conflict().saying(key("programme-no-change")),
        MoveError::Store(error) => error.into(),
    }
}

/// What the charter says to a move that it does not allow.
fn refused(ctx: &Context, l: &Localizer, rules: &[String]) -> Message {
    Message::new(key("programme-refused")).with("rules", Refusing::new(ctx, rules).told(l).join(" "))
}
