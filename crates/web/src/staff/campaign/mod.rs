//! Campaigns at the staff's desk: sellers are asked to be verified again until a day.

pub mod list;
pub mod new;
pub mod show;
pub mod start;
pub mod stop;

use pasar_domain::campaign::{CampaignAnswer, CampaignProgress, CampaignScope, CampaignState};
use pasar_domain::id::CampaignId;
use pasar_service::campaign::CampaignError;
use serde::Deserialize;

use super::seller::evidence;
use crate::prelude::*;

/// Which campaign.
#[derive(Debug, Deserialize)]
pub struct CampaignPath {
    /// Its id.
    campaign: CampaignId,
}

/// Where campaigns are listed.
const LIST: &str = "/staff/campaigns";

/// Where one campaign is shown.
fn path(campaign_id: CampaignId) -> String {
    format!("{LIST}/{campaign_id}")
}

/// How a campaign stands, in a word, and its colour.
fn state(l: &Localizer, state: CampaignState) -> (String, &'static str) {
    match state {
        CampaignState::Gathering => (l.t("campaign-gathering"), "soga"),
        CampaignState::Running => (l.t("campaign-running"), "indigo"),
        CampaignState::Over => (l.t("campaign-over"), "leaf"),
        CampaignState::Stopped => (l.t("campaign-stopped"), ""),
    }
}

/// Which verifications a campaign is about, in words.
fn scope(l: &Localizer, scope: &CampaignScope) -> String {
    let mut parts = vec![match scope.evidence {
        Some(kind) => evidence(l, kind),
        None => l.t("campaign-all-evidence"),
    }];
    if let Some(country) = scope.issued_by {
        parts.push(l.t1("campaign-issued-by-of", "country", country.as_str()));
    }
    if let Some(before) = scope.recorded_before {
        parts.push(l.t1("campaign-recorded-before-day", "day", l.date(before)));
    }
    parts.join(" · ")
}

/// A bar: what it counts, how much of how much, and how much as the market writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerBar {
    /// What it counts.
    pub name: String,
    /// How many sellers.
    pub sellers: u64,
    /// How many were asked.
    pub asked: u64,
    /// How many sellers, as the market writes it.
    pub text: String,
}

impl AnswerBar {
    /// The bar.
    fn drawn(&self) -> Html {
        ui::progress(self.sellers, self.asked, &self.name)
    }
}

/// A bar for each answer.
fn bars(l: &Localizer, progress: &CampaignProgress) -> Vec<AnswerBar> {
    let bar = |answer: CampaignAnswer| {
        let (name, sellers) = match answer {
            CampaignAnswer::Waiting => (l.t("campaign-waiting"), progress.waiting),
            CampaignAnswer::SentIn => (l.t("campaign-sent-in"), progress.sent_in),
            CampaignAnswer::Renewed => (l.t("campaign-renewed"), progress.renewed),
            CampaignAnswer::Lapsed => (l.t("campaign-lapsed"), progress.lapsed),
        };
        AnswerBar {
            name,
            sellers,
            asked: progress.asked(),
            text: l.number(sellers),
        }
    };
    [
        CampaignAnswer::Renewed,
        CampaignAnswer::SentIn,
        CampaignAnswer::Waiting,
        CampaignAnswer::Lapsed,
    ]
    .map(bar)
    .into()
}

fn refuse(error: CampaignError) -> WebError {
    match error {
        CampaignError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        CampaignError::NotAllowed => WebError::forbidden().saying(key("campaign-administrators-only")),
        CampaignError::NotFound => WebError::not_found(),
        CampaignError::RunsAlready => WebError::conflict().saying(key("campaign-runs-already")),
        CampaignError::Over => WebError::conflict().saying(key("campaign-over-before")),
        CampaignError::Store(error) => error.into(),
    }
}
