//! `GET /{market}/staff/campaigns/{campaign}`

use axum::extract::{Path, Query};
use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::campaign::{Campaign, CampaignProgress, CampaignScope, CampaignState};
use pasar_domain::id::{CampaignId, SellerId, StaffId};
use pasar_domain::seller::Evidence;
use pasar_service::actor::StaffRole;
use pasar_service::campaign::list::ListedCampaign;
use pasar_service::campaign::show::{ShownCampaign, UnansweredSeller, show as show_campaign};
use serde::Deserialize;

use super::super::PAGE;
use super::{AnswerBar, CampaignPath, LIST, bars, path, scope, state};
use crate::prelude::*;
use crate::staff::seller::last_day;

/// Which part of the list of those who have not answered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CampaignQuery {
    /// Sellers after this one.
    after: Option<SellerId>,
}

/// A campaign: how far its sellers are, and who has not answered.
#[derive(Template)]
#[template(path = "staff/campaign.html")]
pub struct StaffCampaignPage {
    /// The frame.
    pub shell: Shell,
    /// The address of this page, to which its decisions are sent.
    pub href: String,
    /// How it stands, and the colour of that.
    pub state: (String, &'static str),
    /// What that means.
    pub meaning: String,
    /// Why.
    pub reason: String,
    /// Facts: name and value.
    pub facts: Vec<(String, String)>,
    /// How many sellers were asked.
    pub asked: String,
    /// How far these are.
    pub bars: Vec<AnswerBar>,
    /// Sellers who have not answered: a part of them.
    pub unanswered: Vec<UnansweredRow>,
    /// The first part of the list, from a later one.
    pub first: String,
    /// The next part.
    pub next: String,
    /// The form to stop it.
    pub form: Form,
    /// May it be stopped, by this member of staff?
    pub may_stop: bool,
}

/// A seller who has not answered.
#[derive(Debug, Clone)]
pub struct UnansweredRow {
    /// Its page for staff.
    pub href: String,
    /// The names of its shops.
    pub shops: String,
    /// When it was asked.
    pub asked: String,
    /// When it was reminded; empty while it was not.
    pub reminded: String,
}

page!(StaffCampaignPage);

impl UnansweredRow {
    fn new(l: &Localizer, seller: &UnansweredSeller) -> Self {
        let shops: Vec<&str> = seller.shops.iter().map(|shop| shop.name.as_str()).collect();
        Self {
            href: l.url(&format!("/staff/sellers/{}", seller.seller_id)),
            shops: if shops.is_empty() {
                seller.seller_id.to_string()
            } else {
                shops.join(" · ")
            },
            asked: l.date(seller.asked_at),
            reminded: seller.reminded_at.map(|at| l.date(at)).unwrap_or_default(),
        }
    }
}

fn meaning(l: &Localizer, campaign: &Campaign, now: Instant) -> String {
    let day = last_day(l, campaign.due_at);
    match campaign.state(now) {
        CampaignState::Gathering => l.t("campaign-gathering-means"),
        CampaignState::Running => l.t1("campaign-running-means", "day", day),
        CampaignState::Over => l.t1("campaign-over-means", "day", day),
        CampaignState::Stopped => l.t("campaign-stopped-means"),
    }
}

fn facts(l: &Localizer, shown: &ShownCampaign) -> Vec<(String, String)> {
    let campaign = &shown.campaign;
    let by = |id: StaffId, at: Instant| {
        let name = shown.people.get(&id).map_or("", String::as_str);
        format!("{name} · {}", l.date_time(at))
    };
    let mut facts = vec![
        (l.t("campaign-scope"), scope(l, &campaign.scope)),
        (l.t("campaign-last-day"), last_day(l, campaign.due_at)),
        (
            l.t("campaign-started-by"),
            by(campaign.started_by, campaign.started_at),
        ),
    ];
    if let Some((id, at)) = campaign.stopped {
        facts.push((l.t("campaign-stopped-by"), by(id, at)));
    }
    facts
}

impl StaffCampaignPage {
    fn new(
        shell: &Shell,
        shown: &ShownCampaign,
        (is_administrator, now): (bool, Instant),
        (after, form): (Option<SellerId>, Form),
    ) -> Self {
        let (l, campaign) = (&shell.l, &shown.campaign);
        let here = l.url(&path(campaign.campaign_id));
        let title = l.t1("campaign-title", "day", last_day(l, campaign.due_at));
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let shown_here = shown.unanswered.iter().take(page);
        let last = shown_here.clone().next_back();
        let next = last
            .filter(|_| shown.unanswered.len() > page)
            .map(|last| format!("{here}?after={}", last.seller_id));
        let can_be_stopped = matches!(
            campaign.state(now),
            CampaignState::Gathering | CampaignState::Running
        );
        Self {
            state: state(l, campaign.state(now)),
            meaning: meaning(l, campaign, now),
            reason: campaign.reason.clone(),
            facts: facts(l, shown),
            asked: l.t1("campaign-asked-count", "count", shown.progress.asked()),
            bars: bars(l, &shown.progress),
            unanswered: shown_here.map(|seller| UnansweredRow::new(l, seller)).collect(),
            first: if after.is_some() {
                here.clone()
            } else {
                String::new()
            },
            next: next.unwrap_or_default(),
            form,
            may_stop: is_administrator && can_be_stopped,
            href: here,
            shell: shell.clone().titled(title).at("campaigns").private(),
        }
    }

    /// Where campaigns are listed.
    fn list(&self) -> String {
        self.shell.l.url(LIST)
    }
}

/// The instant at which samples are looked at.
pub(super) fn sample_now() -> Instant {
    Instant::UNIX_EPOCH + Duration::days(20_800)
}

/// What the samples are about.
pub(super) fn sample_scope(shell: &Shell) -> CampaignScope {
    CampaignScope {
        evidence: Some(Evidence::Passport),
        issued_by: Some(shell.market().country),
        recorded_before: Some(Instant::UNIX_EPOCH + Duration::days(20_000)),
    }
}

/// Campaigns in every state: being gathered, running, over, stopped.
pub(super) fn samples(shell: &Shell) -> Vec<ListedCampaign> {
    let now = sample_now();
    let id = StaffId::from_uuid(uuid::Uuid::nil());
    let sample = |number: u128, days: i64, progress| ListedCampaign {
        campaign: Campaign {
            campaign_id: CampaignId::from_uuid(uuid::Uuid::from_u128(number)),
            reason: "Kartu < 2020 & paspor lama\ntidak terbaca lagi.".to_owned(),
            scope: if number == 1 {
                CampaignScope::default()
            } else {
                sample_scope(shell)
            },
            due_at: now + Duration::days(days),
            started_by: id,
            started_at: now - Duration::days(60),
            gathered_at: Some(now - Duration::days(60)),
            stopped: None,
        },
        progress,
    };
    let mut gathering = sample(1, 90, CampaignProgress::default());
    gathering.campaign.gathered_at = None;
    let running = CampaignProgress {
        waiting: 4_321,
        sent_in: 87,
        renewed: 1_200,
        lapsed: 0,
    };
    let over = CampaignProgress {
        waiting: 0,
        sent_in: 0,
        renewed: 5_500,
        lapsed: 1,
    };
    let mut stopped = sample(4, 20, running);
    stopped.campaign.stopped = Some((id, now));
    vec![gathering, sample(2, 30, running), sample(3, -1, over), stopped]
}

impl Page for StaffCampaignPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let id = StaffId::from_uuid(uuid::Uuid::nil());
        let seller = |number: u128| UnansweredSeller {
            seller_id: SellerId::from_uuid(uuid::Uuid::from_u128(number)),
            shops: vec![],
            asked_at: sample_now() - Duration::days(50),
            reminded_at: number.is_multiple_of(2).then(sample_now),
        };
        let page = |listed: &ListedCampaign, sellers: u128, form| {
            let shown = ShownCampaign {
                campaign: listed.campaign.clone(),
                progress: listed.progress,
                unanswered: (0..sellers).map(seller).collect(),
                people: [(id, "Budi & Co".to_owned())].into(),
            };
            let after = (sellers == 2).then(|| seller(0).seller_id);
            Self::new(&shell, &shown, (sellers != 1, sample_now()), (after, form))
        };
        let mut unsure = Form::new(&l);
        unsure.refuse("sure", key("campaign-sure-first"));
        let names = ["gathering", "running", "over", "stopped"];
        let mut found: Vec<Sample<Self>> = samples(&shell)
            .iter()
            .zip(names)
            .zip([0, 60, 1, 2])
            .map(|((listed, name), sellers)| (name, page(listed, sellers, Form::new(&l))))
            .collect();
        found.extend(
            samples(&shell)
                .get(1)
                .map(|listed| ("unsure", page(listed, 3, unsure))),
        );
        found
    }
}

/// `GET`
///
/// # Errors
/// The database's, or when there is no such campaign.
pub async fn show(
    duty: OnDuty,
    Path(which): Path<CampaignPath>,
    Query(query): Query<CampaignQuery>,
) -> Result<StaffCampaignPage, WebError> {
    let form = Form::new(duty.visit.l());
    page(&duty, which.campaign, (query.after, form)).await
}

/// The page with a form on it.
pub(super) async fn page(
    duty: &OnDuty,
    campaign_id: CampaignId,
    (after, form): (Option<SellerId>, Form),
) -> Result<StaffCampaignPage, WebError> {
    let ctx = &duty.visit.ctx;
    let shown = show_campaign(ctx, duty.staff, campaign_id, (after, PAGE + 1)).await?;
    let shown = shown.ok_or_else(WebError::not_found)?;
    let is_administrator = duty.staff.role() == StaffRole::Administrator;
    Ok(StaffCampaignPage::new(
        &duty.visit.shell,
        &shown,
        (is_administrator, ctx.now()),
        (after, form),
    ))
}
