//! `pasar identity kinds`

use std::process::ExitCode;

use pasar_domain::identity::DocumentKind;
use serde_json::{Value as Json, json};

use crate::say;

/// `kinds`
#[derive(Debug, clap::Args)]
pub(super) struct Kinds {
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Kinds {
    pub(super) fn run(self) -> ExitCode {
        if self.json {
            let kinds: Vec<Json> = DocumentKind::ALL
                .iter()
                .map(|kind| json!({ "kind": kind, "title": kind.title(), "worth": kind.worth() }))
                .collect();
            say::json(&json!({ "kinds": kinds }));
        } else {
            for kind in DocumentKind::ALL {
                say::result(format_args!(
                    "{:<15} {}\n{:<15} {}",
                    kind.as_str(),
                    kind.title(),
                    "",
                    kind.worth()
                ));
            }
        }
        ExitCode::SUCCESS
    }
}
