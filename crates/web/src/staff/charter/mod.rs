//! Charters at the staff's desk: which versions there are, what one changes, and how it is proposed, adopted and withdrawn.

pub mod approve;
pub mod list;
pub mod propose;
mod samples;
pub mod show;
pub mod view;
pub mod withdraw;

use std::collections::BTreeMap;

use pasar_domain::adoption::{Adoption, AdoptionStanding};
use pasar_domain::id::{AdoptionId, StaffId};
use pasar_service::actor::{StaffMember, StaffRole};
use pasar_service::charter::CharterError;
use serde::Deserialize;

use crate::prelude::*;

/// Which version.
#[derive(Debug, Deserialize)]
pub struct AdoptionPath {
    /// Its id.
    adoption: AdoptionId,
}

/// Who looks at a version, as far as that matters for what may be decided.
#[derive(Debug, Clone, Copy)]
struct Onlooker {
    staff_id: StaffId,
    role: StaffRole,
}

impl From<StaffMember> for Onlooker {
    fn from(staff: StaffMember) -> Self {
        Self {
            staff_id: staff.staff_id(),
            role: staff.role(),
        }
    }
}

/// Where the versions are listed.
const PAGE: &str = "/staff/charters";

/// Where one version is shown.
fn path(adoption_id: AdoptionId) -> String {
    format!("{PAGE}/{adoption_id}")
}

/// How a version stands, in a word, and its colour.
fn standing(l: &Localizer, standing: AdoptionStanding) -> (String, &'static str) {
    match standing {
        AdoptionStanding::Waits => (l.t("charter-waits"), "soga"),
        AdoptionStanding::Lapsed => (l.t("charter-lapsed"), "chili"),
        AdoptionStanding::Coming => (l.t("charter-coming"), "indigo"),
        AdoptionStanding::InForce => (l.t("charter-in-force"), "leaf"),
        AdoptionStanding::Past => (l.t("charter-past"), ""),
        AdoptionStanding::Withdrawn => (l.t("charter-withdrawn"), ""),
    }
}

/// Who proposed a version, and who decided; each with the day. The second is empty while nobody has, or nobody had to.
fn people(l: &Localizer, adoption: &Adoption, names: &BTreeMap<StaffId, String>) -> (String, String) {
    let name = |id: StaffId| names.get(&id).cloned().unwrap_or_default();
    let proposed = match adoption.proposed_by {
        Some(id) => l.t2(
            "charter-proposed-by",
            "name",
            name(id),
            "day",
            l.date(adoption.proposed_at),
        ),
        None => l.t1("charter-came", "day", l.date(adoption.proposed_at)),
    };
    let decided = adoption.decision.and_then(|decision| {
        let (who, day) = (name(decision.decided_by?), l.date(decision.decided_at));
        Some(if adoption.is_adopted() {
            l.t2("charter-adopted-by", "name", who, "day", day)
        } else {
            l.t2("charter-withdrawn-by", "name", who, "day", day)
        })
    });
    (proposed, decided.unwrap_or_default())
}

/// What cannot be corrected in a form.
fn refuse(error: CharterError) -> WebError {
    match error {
        CharterError::NotAllowed => WebError::forbidden().saying(key("charter-administrators-only")),
        CharterError::SamePerson => WebError::forbidden().saying(key("charter-same-person")),
        CharterError::NotFound => WebError::not_found(),
        CharterError::Decided => WebError::conflict().saying(key("charter-decided")),
        CharterError::Overtaken => WebError::conflict().saying(key("charter-overtaken")),
        CharterError::Adopted(_) => WebError::conflict().saying(key("charter-name-taken")),
        CharterError::SameInstant => WebError::conflict().saying(key("charter-same-day")),
        CharterError::Past { .. } => WebError::conflict().saying(key("charter-lapsed-text")),
        CharterError::Busy => {
            WebError::unavailable("another proof is being made").saying(key("charter-busy"))
        }
        CharterError::NoSolver(missing) => WebError::unavailable(missing).saying(key("charter-no-solver")),
        CharterError::Store(error) => error.into(),
        // What was written down when it was proposed cannot be read any more.
        CharterError::TooEarly(_)
        | CharterError::Wrong(_)
        | CharterError::Case(_)
        | CharterError::NotProved(_)
        | CharterError::NotAsked(_) => WebError::internal(error),
    }
}
