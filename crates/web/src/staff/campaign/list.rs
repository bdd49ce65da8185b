//! `GET /{market}/staff/campaigns`

use axum::extract::Query;
use pasar_domain::Instant;
use pasar_domain::id::CampaignId;
use pasar_service::actor::StaffRole;
use pasar_service::campaign::list::{ListedCampaign, list};
use serde::Deserialize;

use super::super::PAGE;
use super::{AnswerBar, LIST, bars, path, scope, state};
use crate::prelude::*;
use crate::staff::seller::last_day;

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CampaignsQuery {
    /// Campaigns that were started before this one.
    before: Option<CampaignId>,
}

/// Every campaign, newest first.
#[derive(Template)]
#[template(path = "staff/campaigns.html")]
pub struct StaffCampaignsPage {
    /// The frame.
    pub shell: Shell,
    /// The campaigns.
    pub rows: Vec<CampaignRow>,
    /// The first part of the list, from a later one.
    pub first: String,
    /// The next part.
    pub next: String,
    /// May this member of staff start one?
    pub may_start: bool,
}

/// A campaign of the list.
#[derive(Debug, Clone)]
pub struct CampaignRow {
    /// Its page.
    pub href: String,
    /// Until when sellers have time.
    pub until: String,
    /// Which verifications it is about.
    pub scope: String,
    /// Why.
    pub reason: String,
    /// How it stands, and the colour of that.
    pub state: (String, &'static str),
    /// How many sellers were asked.
    pub asked: String,
    /// How far these are.
    pub bars: Vec<AnswerBar>,
}

page!(StaffCampaignsPage);

impl StaffCampaignsPage {
    fn new(
        shell: &Shell,
        rows: Vec<CampaignRow>,
        (is_later, next): (bool, Option<CampaignId>),
        may_start: bool,
    ) -> Self {
        let l = &shell.l;
        let next = next.map(|next| l.url(&format!("{LIST}?before={next}")));
        Self {
            rows,
            first: if is_later { l.url(LIST) } else { String::new() },
            next: next.unwrap_or_default(),
            may_start,
            shell: shell
                .clone()
                .titled(l.t("campaigns-title"))
                .at("campaigns")
                .private(),
        }
    }
}

impl CampaignRow {
    fn new(l: &Localizer, listed: &ListedCampaign, now: Instant) -> Self {
        let campaign = &listed.campaign;
        Self {
            href: l.url(&path(campaign.campaign_id)),
            until: l.t1("campaign-title", "day", last_day(l, campaign.due_at)),
            scope: scope(l, &campaign.scope),
            reason: campaign.reason.clone(),
            state: state(l, campaign.state(now)),
            asked: l.t1("campaign-asked-count", "count", listed.progress.asked()),
            bars: bars(l, &listed.progress),
        }
    }
}

impl Page for StaffCampaignsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let rows = super::show::samples(&shell);
        let now = super::show::sample_now();
        let rows = rows.iter().map(|listed| CampaignRow::new(&l, listed, now));
        let rows: Vec<CampaignRow> = rows.collect();
        let mut later = Self::new(&shell, rows.clone(), (true, None), false);
        later.next = l.url(&format!("{LIST}?before=x"));
        vec![
            ("full", Self::new(&shell, rows, (false, None), true)),
            ("later", later),
            ("empty", Self::new(&shell, vec![], (false, None), true)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty, Query(query): Query<CampaignsQuery>) -> Result<StaffCampaignsPage, WebError> {
    let ctx = &duty.visit.ctx;
    let mut found = list(ctx, duty.staff, query.before, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > page;
    found.truncate(page);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| last.campaign.campaign_id);
    let rows = found
        .iter()
        .map(|listed| CampaignRow::new(duty.visit.l(), listed, ctx.now()));
    Ok(StaffCampaignsPage::new(
        &duty.visit.shell,
        rows.collect(),
        (query.before.is_some(), next),
        duty.staff.role() == StaffRole::Administrator,
    ))
}
