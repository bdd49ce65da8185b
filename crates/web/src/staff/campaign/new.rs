//! `GET /{market}/staff/campaigns/new`: the form, and how many sellers what is typed would ask.

use axum::extract::Query;
use pasar_domain::campaign::{CampaignInput, REASON_CHARS_MAX};
use pasar_domain::seller::Evidence;
use pasar_service::actor::StaffRole;
use pasar_service::campaign::CampaignError;
use pasar_service::campaign::preview::preview;

use super::{LIST, refuse, scope};
use crate::prelude::*;
use crate::staff::seller::{evidence, last_day};

/// The fields of the form.
const FIELDS: [&str; 5] = ["reason", "evidence", "issued_by", "recorded_before", "due_on"];

/// The form to start a campaign, in two steps.
#[derive(Template)]
#[template(path = "staff/campaign_new.html")]
pub struct NewCampaignPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed.
    pub form: Form,
    /// The kinds of evidence, to choose from.
    pub kinds: Vec<Choice>,
    /// What it would do, once that can be said.
    pub preview: Option<CampaignPreview>,
    /// What was typed, to be sent again: name and value.
    pub typed: Vec<(&'static str, String)>,
    /// May this member of staff start one?
    pub may_start: bool,
}

/// What a campaign would do.
#[derive(Debug, Clone)]
pub struct CampaignPreview {
    /// Which verifications it is about.
    pub scope: String,
    /// How many sellers it would ask.
    pub sellers: u64,
    /// The last day on which their verifications would count.
    pub last_day: String,
}

page!(NewCampaignPage);

impl NewCampaignPage {
    fn new(shell: &Shell, form: Form, preview: Option<CampaignPreview>, may_start: bool) -> Self {
        let l = &shell.l;
        // Who chooses nothing means every kind.
        let all = Choice::new("", l.t("campaign-all-evidence"));
        let kinds = Evidence::ALL.iter();
        let kinds = kinds.map(|kind| Choice::new(kind.as_str(), evidence(l, *kind)));
        Self {
            kinds: [all].into_iter().chain(kinds).collect(),
            typed: FIELDS.map(|name| (name, form.value(name).to_owned())).into(),
            form,
            preview,
            may_start,
            shell: shell
                .clone()
                .titled(l.t("campaign-new-title"))
                .at("campaigns")
                .private(),
        }
    }

    /// Where the first step leads.
    fn action(&self) -> String {
        self.shell.l.url(&format!("{LIST}/new"))
    }

    /// The most characters of the reason.
    const fn reason_max(&self) -> usize {
        REASON_CHARS_MAX
    }
}

impl Page for NewCampaignPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let typed = || {
            Form::filled(
                &l,
                [
                    ("reason", "Kartu lama < 2020 & tidak terbaca lagi."),
                    ("due_on", "2027-01-31"),
                ],
            )
        };
        let preview = |sellers| CampaignPreview {
            scope: scope(&l, &super::show::sample_scope(&shell)),
            sellers,
            last_day: "31 Januari 2027".to_owned(),
        };
        let mut refused = Form::filled(&l, [("due_on", "tomorrow")]);
        refused.refuse("reason", key("field-missing"));
        let mut unsure = typed();
        unsure.refuse("sure", key("campaign-sure-first"));
        let page = |form, preview, may_start| Self::new(&shell, form, preview, may_start);
        vec![
            ("new", page(Form::new(&l), None, true)),
            ("refused", page(refused, None, true)),
            ("preview", page(typed(), Some(preview(12_345)), true)),
            ("nobody", page(typed(), Some(preview(0)), true)),
            ("unsure", page(unsure, Some(preview(1)), true)),
            ("reading", page(Form::new(&l), None, false)),
        ]
    }
}

/// What a form says.
pub(super) fn input(form: &Form) -> CampaignInput {
    let value = |name| form.value(name).to_owned();
    CampaignInput {
        reason: value("reason"),
        evidence: value("evidence"),
        issued_by: value("issued_by"),
        recorded_before: value("recorded_before"),
        due_on: value("due_on"),
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(
    duty: OnDuty,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<NewCampaignPage, WebError> {
    let form = Form::filled(duty.visit.l(), pairs);
    page(&duty, form).await
}

/// The page with a form on it. What was typed and is right is previewed; what is wrong is said.
pub(super) async fn page(duty: &OnDuty, mut form: Form) -> Result<NewCampaignPage, WebError> {
    let (l, ctx) = (duty.visit.l(), &duty.visit.ctx);
    let typed = input(&form);
    let may_start = duty.staff.role() == StaffRole::Administrator;
    let found = if typed == CampaignInput::default() {
        None
    } else {
        match preview(ctx, duty.staff, &typed).await {
            Ok((checked, sellers)) => Some(CampaignPreview {
                scope: scope(l, &checked.scope),
                sellers,
                last_day: last_day(l, checked.due_at),
            }),
            Err(CampaignError::Invalid(problems)) => {
                crate::problem::refuse(&mut form, &problems);
                None
            }
            Err(error) => return Err(refuse(error)),
        }
    };
    Ok(NewCampaignPage::new(&duty.visit.shell, form, found, may_start))
}
