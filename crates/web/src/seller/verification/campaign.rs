//! What campaigns ask of a seller, in words: on the page of the verification and on that of the day.

use pasar_domain::Instant;
use pasar_domain::campaign::Campaign;

use crate::prelude::*;
use crate::staff::seller::last_day;

/// What a campaign asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The kind of note.
    pub kind: &'static str,
    /// What is asked, until when.
    pub sentence: String,
    /// Why.
    pub reason: String,
    /// What happens then.
    pub then: String,
}

impl Asking {
    /// What these campaigns ask, what is due first before the rest.
    pub fn all(l: &Localizer, campaigns: &[Campaign], now: Instant) -> Vec<Self> {
        campaigns
            .iter()
            .map(|campaign| Self::new(l, campaign, now))
            .collect()
    }

    fn new(l: &Localizer, campaign: &Campaign, now: Instant) -> Self {
        let day = last_day(l, campaign.due_at);
        let reason = campaign.reason.clone();
        if now < campaign.due_at {
            Self {
                kind: "care",
                sentence: l.t1("campaign-asks-you", "day", day),
                reason,
                then: l.t("campaign-asks-then"),
            }
        } else {
            Self {
                kind: "bad",
                sentence: l.t1("campaign-asked-you", "day", day),
                reason,
                then: l.t("campaign-asked-then"),
            }
        }
    }

    /// One that asks, and one whose day is over.
    pub(crate) fn samples(l: &Localizer) -> Vec<Self> {
        let day = "31 Januari 2027";
        let reason = "Kartu lama < 2020 & tidak terbaca lagi.".to_owned();
        vec![
            Self {
                kind: "bad",
                sentence: l.t1("campaign-asked-you", "day", day),
                reason: reason.clone(),
                then: l.t("campaign-asked-then"),
            },
            Self {
                kind: "care",
                sentence: l.t1("campaign-asks-you", "day", day),
                reason,
                then: l.t("campaign-asks-then"),
            },
        ]
    }
}
