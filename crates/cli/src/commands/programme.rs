//! `pasar programme`

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use pasar_domain::seller::{Evidence, VerificationInput};
use pasar_domain::shop::ShopInput;
use pasar_service::Context;
use pasar_service::programme::admit::{AdmitMerchant, admit};
use pasar_service::programme::approve::approve;
use pasar_service::programme::pause::pause;
use pasar_service::programme::propose::propose;
use pasar_service::programme::show::{ShownProgramme, show};
use pasar_service::programme::{MoveInput, Programme as Stand, Stage, StageMove};
use serde_json::{Value as Json, json};

use super::{Acting, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Look after Programme S: merchants from abroad, market by market
#[derive(Debug, clap::Args)]
pub(crate) struct Programme {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say how far the programme is, and how it came there
    Show {
        #[command(flatten)]
        acting: Acting,
    },
    /// Propose a move, for somebody else to approve
    #[command(
        after_help = "Example:\n  pasar programme propose --market xx --as ana@pasar.example --to pilot --cohort 20 --reason \"Ten merchants \
                      are ready\" --on 2027-01-31"
    )]
    Propose {
        #[command(flatten)]
        acting: Acting,
        /// The stage to which it leads
        #[arg(long, value_parser = PossibleValuesParser::new(Stage::ALL.iter().map(|stage| stage.as_str())))]
        to: String,
        /// The share of buyers in the pilot's cohort, in per cent
        #[arg(long, value_name = "PERCENT", default_value_t = 0.0)]
        cohort: f64,
        /// Why
        #[arg(long)]
        reason: String,
        /// The day on which it takes effect; today if left out
        #[arg(long, value_name = "YYYY-MM-DD", default_value = "")]
        on: String,
    },
    /// Approve a move that somebody else proposed
    Approve {
        #[command(flatten)]
        acting: Acting,
        /// The move, as `show` names it
        #[arg(value_name = "MOVE")]
        id: String,
    },
    /// Stop the programme at once; open orders are honoured
    Pause {
        #[command(flatten)]
        acting: Acting,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Admit a merchant: a verified entity from abroad, with a shop for an account that exists
    Admit(Box<Admit>),
}

#[derive(Debug, clap::Args)]
struct Admit {
    #[command(flatten)]
    acting: Acting,
    /// The e-mail address of the account that will own the shop
    #[arg(long)]
    account: String,
    /// The country where the merchant is established
    #[arg(long, value_name = "CODE")]
    origin: String,
    /// The country of the address to which buyers send goods back
    #[arg(long, value_name = "CODE")]
    return_country: String,
    /// What proves who it is
    #[arg(long, value_parser = PossibleValuesParser::new(Evidence::ALL.iter().map(|kind| kind.as_str())), default_value = "business_register")]
    evidence: String,
    /// The last day on which that counts
    #[arg(long, value_name = "YYYY-MM-DD")]
    valid_until: String,
    /// What was looked at
    #[arg(long)]
    note: String,
    /// The shop's name
    #[arg(long)]
    shop: String,
    /// The place from which it sends
    #[arg(long)]
    place: String,
}

impl Programme {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| {
            match self.verb {
                Verb::Show { acting } => tell(program, &acting).await?,
                Verb::Propose {
                    acting,
                    to,
                    cohort,
                    reason,
                    on,
                } => {
                    let (ctx, staff) = acting.find(program).await?;
                    let input = MoveInput {
                        to,
                        cohort_basis_points: basis_points(cohort)?,
                        reason,
                        effective_on: on,
                    };
                    say_move(
                        &acting,
                        &propose(ctx, staff, &input).await?,
                        "proposed; somebody else must approve it",
                    );
                }
                Verb::Approve { acting, id } => {
                    let (ctx, staff) = acting.find(program).await?;
                    let id = id
                        .parse()
                        .context("name the move as `pasar programme show` does")?;
                    say_move(&acting, &approve(ctx, staff, id).await?, "approved");
                }
                Verb::Pause { acting, reason } => {
                    let (ctx, staff) = acting.find(program).await?;
                    say_move(
                        &acting,
                        &pause(ctx, staff, &reason).await?,
                        "done; the programme is paused",
                    );
                }
                Verb::Admit(wanted) => wanted.run(program).await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl Admit {
    async fn run(self, program: &Program) -> anyhow::Result<()> {
        let (ctx, staff) = self.acting.find(program).await?;
        let input = AdmitMerchant {
            email: self.account,
            verification: VerificationInput {
                evidence: self.evidence,
                issued_by: self.origin.clone(),
                valid_until: self.valid_until,
                note: self.note,
            },
            origin: self.origin,
            return_country: self.return_country,
            shop: ShopInput {
                name: self.shop,
                place: self.place,
                ..ShopInput::default()
            },
        };
        let (seller, shop) = admit(ctx, staff, &input).await?;
        if self.acting.json {
            say::json(
                &json!({ "seller_id": seller.seller_id, "shop_id": shop.shop_id, "handle": shop.handle.as_str() }),
            );
        } else {
            say::result(format_args!(
                "{} is admitted: shop `{}` sends from {}",
                seller.seller_id, shop.handle, shop.country
            ));
        }
        Ok(())
    }
}

/// Basis points of a share in per cent.
fn basis_points(percent: f64) -> anyhow::Result<u32> {
    if !(0.0..=100.0).contains(&percent) {
        bail!("`--cohort {percent}` is no share of buyers; write a number from 0 to 100");
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 10,000"
    )]
    let points = (percent * 100.0).round() as u32;
    Ok(points)
}

async fn tell(program: &Program, acting: &Acting) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let shown = show(ctx, staff).await?;
    if acting.json {
        say::json(&for_machines(ctx, &shown));
    } else {
        say::result(for_people(ctx, &shown));
    }
    Ok(())
}

fn say_move(acting: &Acting, moved: &StageMove, what: &str) {
    let text = line(moved);
    acting.answer(&json_of(moved), format_args!("{} {what}: {text}", moved.move_id));
}

fn stand(programme: Stand) -> String {
    let percent = f64::from(programme.cohort_basis_points) / 100.0;
    match programme.stage {
        Stage::Pilot => format!("pilot for {percent} % of buyers"),
        stage => stage.to_string(),
    }
}

fn line(moved: &StageMove) -> String {
    let approved = match (moved.stops, moved.approved) {
        (true, _) => "stop",
        (false, Some(_)) => "approved",
        (false, None) => "waits for approval",
    };
    let on = moved.effective_at.format("%Y-%m-%d");
    format!(
        "{} → {}, {on}, {approved}: {}",
        moved.from,
        stand(moved.to),
        moved.reason
    )
}

fn for_people(ctx: &Context, shown: &ShownProgramme) -> String {
    let mut text = format!("{}: {}", ctx.market().code, stand(shown.current));
    for moved in &shown.moves {
        let here = if shown.move_id == Some(moved.move_id) {
            '→'
        } else {
            ' '
        };
        text.push_str(&format!("\n{here} {}  {}", moved.move_id, line(moved)));
    }
    text
}

fn json_of(moved: &StageMove) -> Json {
    json!({
        "move_id": moved.move_id,
        "from": moved.from,
        "to": moved.to.stage,
        "cohort_basis_points": moved.to.cohort_basis_points,
        "charter_version": moved.charter_version.as_str(),
        "reason": moved.reason,
        "effective_at": moved.effective_at,
        "stops": moved.stops,
        "proposed_by": moved.proposed_by,
        "proposed_at": moved.proposed_at,
        "approved_by": moved.approved.map(|(by, _)| by),
        "approved_at": moved.approved.map(|(_, at)| at),
    })
}

fn for_machines(ctx: &Context, shown: &ShownProgramme) -> Json {
    json!({
        "market": ctx.market().code.to_string(),
        "stage": shown.current.stage,
        "cohort_basis_points": shown.current.cohort_basis_points,
        "move_id": shown.move_id,
        "moves": shown.moves.iter().map(json_of).collect::<Vec<_>>(),
    })
}
