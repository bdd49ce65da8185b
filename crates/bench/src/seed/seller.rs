//! Verifies who sells, as the operator's staff do: buyers see nothing of anybody else.

use std::fs;

use anyhow::{Context as _, bail};
use serde_json::Value as Json;

use crate::database::{self, Database};
use crate::server::Program;
use crate::site::{list, text};

/// Who checks.
const EMAIL: &str = "bench@example.com";
/// Their password; nobody signs in with it.
const PASSWORD: &str = "measured by nobody but us 7";
/// Longer than any measurement.
const VALID_UNTIL: &str = "2099-12-31";

/// Verifies every seller of the market, and lets them be as those who have sold for long: what new sellers may do is not what is measured.
pub(super) fn verify_all(program: &Program, market: &str) -> anyhow::Result<()> {
    let password = program.data.with_file_name("password.txt");
    fs::write(&password, PASSWORD).with_context(|| format!("cannot write `{}`", password.display()))?;
    let add = [
        "staff",
        "add",
        "--email",
        EMAIL,
        "--name",
        "Bench",
        "--role",
        "administrator",
        "--password-file",
    ];
    let password = password.display().to_string();
    run(program, &[add.as_slice(), &[password.as_str()]].concat())?;
    let acting = ["--market", market, "--as", EMAIL, "--json"];
    let said = run(program, &[["seller", "list"].as_slice(), &acting].concat())?;
    let sellers: Json = serde_json::from_str(&said).context("the sellers are not listed as JSON")?;
    for seller in list(&sellers, "")? {
        let (id, origin) = (text(seller, "/seller_id")?, text(seller, "/origin")?);
        let verify = [
            "seller",
            "verify",
            id,
            "--evidence",
            "passport",
            "--issued-by",
            origin,
            "--valid-until",
            VALID_UNTIL,
            "--note",
            "Nobody: this market is only measured",
        ];
        run(program, &[verify.as_slice(), &acting].concat())?;
    }
    let over = format!(
        "update {}.seller set probation_since = null",
        database::cell(market)
    );
    Database::find(program)?.run(&over)?;
    Ok(())
}

/// Runs the program to its end; what it said.
fn run(program: &Program, words: &[&str]) -> anyhow::Result<String> {
    let output = program.command().args(words).output();
    let output = output.context("cannot start the program")?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if !output.status.success() {
        bail!(
            "`pasar {}` failed: {}",
            words.join(" "),
            text(&output.stderr).trim()
        );
    }
    Ok(text(&output.stdout))
}
