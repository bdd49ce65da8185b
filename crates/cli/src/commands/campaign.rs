//! `pasar campaign`

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use pasar_domain::campaign::{Campaign as Asking, CampaignInput, CampaignProgress};
use pasar_domain::id::{CampaignId, SellerId};
use pasar_domain::seller::Evidence;
use pasar_service::Context;
use pasar_service::campaign::list::{ListedCampaign, list};
use pasar_service::campaign::preview::preview;
use pasar_service::campaign::show::{ShownCampaign, UnansweredSeller, show};
use pasar_service::campaign::start::start;
use pasar_service::campaign::stop::stop;
use serde_json::{Value as Json, json};

use super::{Acting, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Campaigns, or sellers of one, that one listing has at most.
const SHOWN: u32 = 1_000;

/// Ask sellers to be verified again until a day
#[derive(Debug, clap::Args)]
pub(crate) struct Campaign {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the campaigns of a market, newest first
    List {
        #[command(flatten)]
        acting: Acting,
    },
    /// Say how far a campaign is, and who has not answered
    Show {
        #[command(flatten)]
        acting: Acting,
        /// The campaign, as `list` names it
        #[arg(value_name = "CAMPAIGN")]
        id: String,
        /// List the sellers after this one
        #[arg(long, value_name = "SELLER")]
        after: Option<String>,
    },
    /// Start a campaign, or say how many sellers it would ask
    #[command(
        after_help = "Example:\n  pasar campaign start --market xx --as ana@pasar.example --reason \"Old cards are not taken any more\" \
                      --due-on 2027-03-31 --evidence national_id --dry-run"
    )]
    Start(Box<Start>),
    /// Stop a campaign before its day; verifications count again as long as without it
    Stop {
        #[command(flatten)]
        acting: Acting,
        /// The campaign, as `list` names it
        #[arg(value_name = "CAMPAIGN")]
        id: String,
    },
}

#[derive(Debug, clap::Args)]
struct Start {
    #[command(flatten)]
    acting: Acting,
    /// Why; the sellers read it
    #[arg(long)]
    reason: String,
    /// The last day on which the old verifications count: 7 to 365 days from today
    #[arg(long, value_name = "YYYY-MM-DD")]
    due_on: String,
    /// Only verifications by this kind of evidence
    #[arg(long, value_parser = PossibleValuesParser::new(Evidence::ALL.iter().map(|kind| kind.as_str())))]
    evidence: Option<String>,
    /// Only verifications by evidence of this country
    #[arg(long, value_name = "CODE", default_value = "")]
    issued_by: String,
    /// Only verifications that were recorded before this day
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "")]
    recorded_before: String,
    /// Only say how many sellers it would ask
    #[arg(long)]
    dry_run: bool,
}

impl Campaign {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| {
            match self.verb {
                Verb::List { acting } => tell_all(program, &acting).await?,
                Verb::Show { acting, id, after } => {
                    let after = after.map(|after| after.parse()).transpose();
                    let after = after.context("name the seller as `pasar campaign show` does")?;
                    tell(program, &acting, id_of(&id)?, after).await?;
                }
                Verb::Start(wanted) => wanted.run(program).await?,
                Verb::Stop { acting, id } => {
                    let (ctx, staff) = acting.find(program).await?;
                    let id = id_of(&id)?;
                    stop(ctx, staff, id).await?;
                    acting.answer(&json!({ "stopped": id }), format_args!("{id} is stopped"));
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl Start {
    async fn run(self, program: &Program) -> anyhow::Result<()> {
        let (ctx, staff) = self.acting.find(program).await?;
        let input = CampaignInput {
            reason: self.reason,
            evidence: self.evidence.unwrap_or_default(),
            issued_by: self.issued_by,
            recorded_before: self.recorded_before,
            due_on: self.due_on,
        };
        if self.dry_run {
            let (checked, sellers) = preview(ctx, staff, &input).await?;
            let due_at = checked.due_at;
            let json = json!({ "sellers": sellers, "due_at": due_at });
            self.acting.answer(
                &json,
                format_args!("it would ask {sellers} sellers until {due_at}"),
            );
            return Ok(());
        }
        let started = start(ctx, staff, &input).await?;
        let (id, due_at) = (started.campaign_id, started.due_at);
        let json = json!({ "campaign_id": id, "due_at": due_at });
        self.acting.answer(
            &json,
            format_args!("{id} is started; sellers have time until {due_at}"),
        );
        Ok(())
    }
}

fn id_of(campaign: &str) -> anyhow::Result<CampaignId> {
    campaign
        .parse()
        .context("name the campaign as `pasar campaign list` does")
}

async fn tell_all(program: &Program, acting: &Acting) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let campaigns = list(ctx, staff, None, SHOWN).await?;
    if acting.json {
        let all = campaigns
            .iter()
            .map(|ListedCampaign { campaign, progress }| for_machines(ctx, campaign, progress));
        say::json(&all.collect::<Vec<_>>().into());
    } else {
        campaigns
            .iter()
            .for_each(|listed| say::result(for_people(ctx, &listed.campaign, &listed.progress)));
    }
    Ok(())
}

async fn tell(
    program: &Program,
    acting: &Acting,
    id: CampaignId,
    after: Option<SellerId>,
) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let shown = show(ctx, staff, id, (after, SHOWN)).await?;
    let ShownCampaign {
        campaign,
        progress,
        unanswered,
        ..
    } = shown.with_context(|| format!("there is no campaign `{id}`"))?;
    if acting.json {
        let mut json = for_machines(ctx, &campaign, &progress);
        json["unanswered"] = unanswered.iter().map(seller).collect::<Vec<_>>().into();
        say::json(&json);
    } else {
        say::result(for_people(ctx, &campaign, &progress));
        for one in &unanswered {
            say::result(format_args!("{}  {}", one.seller_id, handles(one).join(" ")));
        }
    }
    Ok(())
}

fn handles(one: &UnansweredSeller) -> Vec<&str> {
    one.shops.iter().map(|shop| shop.handle.as_str()).collect()
}

fn seller(one: &UnansweredSeller) -> Json {
    json!({
        "seller_id": one.seller_id,
        "shops": handles(one),
        "asked_at": one.asked_at,
        "reminded_at": one.reminded_at,
    })
}

fn for_people(ctx: &Context, campaign: &Asking, progress: &CampaignProgress) -> String {
    let evidence = campaign.scope.evidence.map_or("any evidence", Evidence::as_str);
    let issued_by = campaign.scope.issued_by.map(|country| format!(" of {country}"));
    let before = campaign.scope.recorded_before;
    let before = before.map(|before| format!(" recorded before {before}"));
    format!(
        "{}  {} until {}  {evidence}{}{}  asked {}: renewed {}, sent in {}, waiting {}, lapsed {}  {}",
        campaign.campaign_id,
        campaign.state(ctx.now()),
        campaign.due_at,
        issued_by.unwrap_or_default(),
        before.unwrap_or_default(),
        progress.asked(),
        progress.renewed,
        progress.sent_in,
        progress.waiting,
        progress.lapsed,
        campaign.reason.lines().next().unwrap_or_default()
    )
}

fn for_machines(ctx: &Context, campaign: &Asking, progress: &CampaignProgress) -> Json {
    json!({
        "campaign_id": campaign.campaign_id,
        "state": campaign.state(ctx.now()),
        "reason": campaign.reason,
        "evidence": campaign.scope.evidence,
        "issued_by": campaign.scope.issued_by.map(|country| country.to_string()),
        "recorded_before": campaign.scope.recorded_before,
        "due_at": campaign.due_at,
        "started_by": campaign.started_by,
        "started_at": campaign.started_at,
        "stopped_by": campaign.stopped.map(|(by, _)| by),
        "stopped_at": campaign.stopped.map(|(_, at)| at),
        "asked": progress.asked(),
        "renewed": progress.renewed,
        "sent_in": progress.sent_in,
        "waiting": progress.waiting,
        "lapsed": progress.lapsed,
    })
}
