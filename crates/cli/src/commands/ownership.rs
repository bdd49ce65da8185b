//! `pasar ownership`

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use pasar_domain::id::PartyId;
use pasar_service::ownership::end::end;
use pasar_service::ownership::list::list;
use pasar_service::ownership::record::record;
use pasar_service::ownership::show::{Explained, show};
use pasar_service::ownership::{Control, OwnershipGraph, OwnershipInput};
use serde_json::{Value as Json, json};

use super::{Acting, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Look after who owns or controls whom
#[derive(Debug, clap::Args)]
pub(crate) struct Ownership {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List parties, who holds what of whom, and what the operator controls
    List {
        #[command(flatten)]
        acting: Acting,
    },
    /// Record that one party holds shares of another, or controls it
    Add {
        #[command(flatten)]
        acting: Acting,
        /// Who holds, as `list` names it
        owner: String,
        /// What is held, as `list` names it
        owned: String,
        /// The share in basis points: 5001 is more than half
        #[arg(long, value_name = "BASIS_POINTS", default_value_t = 0)]
        share: u32,
        /// The owner controls the other by contract, through its board, or otherwise
        #[arg(long)]
        controls: bool,
        /// The day on which it begins
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: String,
        /// Where somebody else can look it up
        #[arg(long)]
        evidence: String,
    },
    /// End a stretch of ownership
    End {
        #[command(flatten)]
        acting: Acting,
        /// The stretch, as `list` names it
        #[arg(value_name = "STRETCH")]
        id: String,
        /// The first day on which it does not last any more
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: String,
    },
    /// Explain why the operator controls a party
    Show {
        #[command(flatten)]
        acting: Acting,
        /// The party, as `list` names it
        party: String,
    },
}

fn party(text: &str) -> anyhow::Result<PartyId> {
    text.parse()
        .context("name the party as `pasar ownership list` does")
}

impl Ownership {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| {
            match self.verb {
                Verb::List { acting } => tell_all(program, &acting).await?,
                Verb::Add {
                    acting,
                    owner,
                    owned,
                    share,
                    controls,
                    from,
                    evidence,
                } => {
                    let input = OwnershipInput {
                        owner: party(&owner)?,
                        owned: party(&owned)?,
                        share,
                        controls,
                        valid_from: from,
                        evidence,
                    };
                    let (ctx, staff) = acting.find(program).await?;
                    let id = record(ctx, staff, &input).await?.ownership_id;
                    acting.answer(&json!({ "ownership_id": id }), format_args!("{id} is recorded"));
                }
                Verb::End { acting, id, on } => {
                    let (ctx, staff) = acting.find(program).await?;
                    let id = id
                        .parse()
                        .context("name the stretch as `pasar ownership list` does")?;
                    end(ctx, staff, id, &on).await?;
                    acting.answer(
                        &json!({ "ended": id, "on": on }),
                        format_args!("{id} ends on {on}"),
                    );
                }
                Verb::Show { acting, party: of } => explain(program, &acting, party(&of)?).await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

async fn tell_all(program: &Program, acting: &Acting) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let (graph, control) = list(ctx, staff).await?;
    if acting.json {
        say::json(&for_machines(&graph, &control));
    } else {
        say::result(for_people(&graph, &control));
    }
    Ok(())
}

async fn explain(program: &Program, acting: &Acting, of: PartyId) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let chain = show(ctx, staff, of).await?;
    let told: Vec<String> = chain.iter().map(sentence).collect();
    if acting.json {
        say::json(&json!({ "controlled": !chain.is_empty(), "because": told }));
    } else if told.is_empty() {
        say::result("the operator does not control it");
    } else {
        say::result(told.join("\n"));
    }
    Ok(())
}

fn percent(basis_points: u32) -> String {
    format!("{} %", f64::from(basis_points) / 100.0)
}

fn sentence(step: &Explained) -> String {
    match step {
        Explained::Operator { name } => format!("{name} is the operator"),
        Explained::Shares { holders, total, name } => match holders.as_slice() {
            [(holder, _)] => format!("{holder} owns {} of {name}", percent(*total)),
            several => {
                let holders: Vec<String> = several
                    .iter()
                    .map(|(holder, share)| format!("{holder} ({})", percent(*share)))
                    .collect();
                format!(
                    "{} together own {} of {name}",
                    holders.join(" and "),
                    percent(*total)
                )
            }
        },
        Explained::OtherMeans { by, name } => format!("{by} controls {name} by other means than shares"),
    }
}

fn for_people(graph: &OwnershipGraph, control: &Control) -> String {
    let parties = graph.parties.iter().map(|party| {
        let mark = match (party.is_operator, control.includes(party.party_id)) {
            (true, _) => ", operator",
            (false, true) => ", controlled by the operator",
            (false, false) => "",
        };
        format!(
            "{}  {}, {} in {}{mark}",
            party.party_id, party.name, party.kind, party.country
        )
    });
    let stretches = graph.stretches.iter().map(|stretch| {
        let until = stretch
            .valid_until
            .map(|until| format!(" until {until}"))
            .unwrap_or_default();
        let other = if stretch.controls { ", controls it" } else { "" };
        format!(
            "{}  {} of {}: {}{other}, since {}{until}: {}",
            stretch.ownership_id,
            stretch.owner,
            stretch.owned,
            percent(stretch.share.into()),
            stretch.valid_from,
            stretch.evidence
        )
    });
    parties.chain(stretches).collect::<Vec<_>>().join("\n")
}

fn for_machines(graph: &OwnershipGraph, control: &Control) -> Json {
    let parties = graph.parties.iter().map(|party| {
        json!({
            "party_id": party.party_id,
            "kind": party.kind,
            "name": party.name,
            "country": party.country.as_str(),
            "operator": party.is_operator,
            "controlled": control.includes(party.party_id),
            "brands": party.brands,
        })
    });
    let stretches = graph.stretches.iter().map(|stretch| {
        json!({
            "ownership_id": stretch.ownership_id,
            "owner": stretch.owner,
            "owned": stretch.owned,
            "share_basis_points": stretch.share,
            "controls": stretch.controls,
            "valid_from": stretch.valid_from,
            "valid_until": stretch.valid_until,
            "evidence": stretch.evidence,
        })
    });
    json!({ "parties": parties.collect::<Vec<_>>(), "stretches": stretches.collect::<Vec<_>>() })
}
