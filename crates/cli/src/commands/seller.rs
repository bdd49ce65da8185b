//! `pasar seller`

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use pasar_domain::id::{SellerId, VerificationId};
use pasar_domain::seller::{Evidence, VerificationInput};
use pasar_service::seller::list::{ListedSeller, list};
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::verify::verify;
use serde_json::{Value as Json, json};

use super::{Acting, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Sellers that one listing has at most.
const SHOWN: u32 = 1_000;

/// Look after sellers and the evidence of who they are
#[derive(Debug, clap::Args)]
pub(crate) struct Seller {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the sellers of a market, newest first
    List {
        #[command(flatten)]
        acting: Acting,
    },
    /// Record that somebody checked who a seller is
    #[command(
        after_help = "Example:\n  pasar seller verify sel_01jd… --market xx --as ana@pasar.example --evidence passport --issued-by XX \
                      --valid-until 2031-05-30 --note \"Original seen by Ana\""
    )]
    Verify {
        #[command(flatten)]
        acting: Acting,
        /// The seller, as `list` names it
        seller: String,
        /// What was checked
        #[arg(long, value_parser = PossibleValuesParser::new(Evidence::ALL.iter().map(|kind| kind.as_str())))]
        evidence: String,
        /// The country whose authority issued it
        #[arg(long, value_name = "CODE")]
        issued_by: String,
        /// The last day on which it counts
        #[arg(long, value_name = "YYYY-MM-DD")]
        valid_until: String,
        /// What was looked at, by whom and how
        #[arg(long)]
        note: String,
    },
    /// Revoke a verification
    Revoke {
        #[command(flatten)]
        acting: Acting,
        /// The seller, as `list` names it
        seller: String,
        /// The verification, as `list` names it
        verification: String,
        /// Why; the seller reads it
        #[arg(long)]
        reason: String,
    },
}

impl Seller {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| {
            match self.verb {
                Verb::List { acting } => tell_all(program, &acting).await?,
                Verb::Verify {
                    acting,
                    seller,
                    evidence,
                    issued_by,
                    valid_until,
                    note,
                } => {
                    let input = VerificationInput {
                        evidence,
                        issued_by,
                        valid_until,
                        note,
                    };
                    let (ctx, staff) = acting.find(program).await?;
                    let recorded = verify(ctx, staff, id_of(&seller)?, &input).await?.verification;
                    let (id, until) = (recorded.verification_id, recorded.valid_until);
                    let json = json!({ "verification_id": id, "valid_until": until });
                    acting.answer(&json, format_args!("{id} counts until {until}"));
                }
                Verb::Revoke {
                    acting,
                    seller,
                    verification,
                    reason,
                } => {
                    let id: VerificationId = verification
                        .parse()
                        .context("name the verification as `pasar seller list` does")?;
                    let (ctx, staff) = acting.find(program).await?;
                    revoke(ctx, staff, (id_of(&seller)?, id), &reason).await?;
                    acting.answer(&json!({ "revoked": id }), format_args!("{id} counts no longer"));
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn id_of(seller: &str) -> anyhow::Result<SellerId> {
    seller
        .parse()
        .context("name the seller as `pasar seller list` does")
}

async fn tell_all(program: &Program, acting: &Acting) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let sellers = list(ctx, staff, None, SHOWN).await?;
    if acting.json {
        say::json(&sellers.iter().map(for_machines).collect::<Vec<_>>().into());
    } else {
        sellers.iter().for_each(|seller| say::result(for_people(seller)));
    }
    Ok(())
}

fn for_people(listed: &ListedSeller) -> String {
    let seller = &listed.seller;
    let shops: Vec<&str> = listed.shops.iter().map(|shop| shop.handle.as_str()).collect();
    let evidence = seller.verification.map_or_else(
        || "not verified".to_owned(),
        |evidence| {
            format!(
                "{} of {} until {} ({})",
                evidence.evidence, evidence.issued_by, evidence.valid_until, evidence.verification_id
            )
        },
    );
    let controlled = if seller.controlled_by_operator {
        ", controlled by the operator"
    } else {
        ""
    };
    format!(
        "{}  {} from {}{controlled}  {evidence}  {}",
        seller.seller_id,
        seller.standing,
        seller.origin,
        shops.join(" ")
    )
}

fn for_machines(listed: &ListedSeller) -> Json {
    let seller = &listed.seller;
    json!({
        "seller_id": seller.seller_id,
        "origin": seller.origin.as_str(),
        "standing": seller.standing,
        "controlled_by_operator": seller.controlled_by_operator,
        "return_country": seller.return_country.map(|country| country.to_string()),
        "sales_12_months": seller.sales.orders,
        "revenue_12_months_minor": seller.sales.revenue_minor,
        "verification": seller.verification.map(|evidence| json!({
            "verification_id": evidence.verification_id,
            "evidence": evidence.evidence,
            "issued_by": evidence.issued_by.as_str(),
            "valid_until": evidence.valid_until,
        })),
        "shops": listed.shops.iter().map(|shop| shop.handle.as_str()).collect::<Vec<_>>(),
    })
}
