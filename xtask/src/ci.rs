//! Everything that a change must pass besides its tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::bail;

use crate::{prepare, tidy};

/// Runs all checks and then says which failed, so that one run shows everything that is to be done.
pub(crate) fn ci(root: &Path) -> anyhow::Result<()> {
    let mut failed = Vec::new();
    let mut step = |name: &'static str, result: anyhow::Result<()>| {
        if let Err(error) = result {
            eprintln!("{name}: {error:#}");
            failed.push(name);
        }
    };
    step(
        "format",
        announced("formatting", || cargo(root, &["fmt", "--all", "--check"])),
    );
    step("tidy", announced("structure", || tidy::tidy(root, false)));
    let clippy = [
        "clippy",
        "--keep-going",
        "--workspace",
        "--all-targets",
        "--locked",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ];
    step("clippy", announced("warnings", || cargo(root, &clippy)));
    step(
        "prepare",
        announced("descriptions of queries", || prepare::prepare(root, true)),
    );
    step("deny", announced("licences, bans and sources", || deny(root)));
    if failed.is_empty() {
        println!("all checks passed");
        return Ok(());
    }
    bail!("these checks failed: {}", failed.join(", "))
}

fn announced(what: &str, check: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("-- {what}");
    check()
}

fn cargo(root: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    run(
        root,
        Command::new(cargo_program())
            .args(arguments)
            .env("SQLX_OFFLINE", "true"),
    )
}

fn run(root: &Path, command: &mut Command) -> anyhow::Result<()> {
    let status = command.current_dir(root).status()?;
    if !status.success() {
        bail!("failed; see above");
    }
    Ok(())
}

fn cargo_program() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn deny(root: &Path) -> anyhow::Result<()> {
    let Some(deny) = find_or_install_deny() else {
        bail!("cargo-deny is missing and could not be installed; try `cargo install --locked cargo-deny`");
    };
    run(
        root,
        Command::new(&deny).args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]),
    )?;
    // The list of known weaknesses is a repository on the network. A machine without that is no reason to fail.
    let fetched = Command::new(&deny)
        .args(["fetch", "db"])
        .current_dir(root)
        .stderr(Stdio::null())
        .status();
    if fetched.is_ok_and(|status| status.success()) {
        return run(root, Command::new(&deny).args(["check", "advisories"]));
    }
    println!("the database of advisories cannot be fetched here: known weaknesses were NOT checked");
    Ok(())
}

/// In the folder for tools when one is named, else where Cargo installs programs.
fn find_or_install_deny() -> Option<PathBuf> {
    let tools = std::env::var_os("PASAR_TOOLS").map(PathBuf::from);
    let mut places: Vec<PathBuf> = tools.iter().map(|tools| tools.join("bin/cargo-deny")).collect();
    places.push(PathBuf::from("cargo-deny"));
    let works = |program: &PathBuf| {
        let status = Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    };
    if let Some(found) = places.iter().find(|program| works(program)) {
        return Some(found.clone());
    }
    println!("installing cargo-deny; this takes some minutes, once");
    let mut install = Command::new(cargo_program());
    install.args(["install", "--locked", "--quiet", "cargo-deny"]);
    if let Some(tools) = &tools {
        install.arg("--root").arg(tools);
    }
    // Not among our own build's files: its crates have other features.
    install.env_remove("CARGO_TARGET_DIR");
    install.status().ok()?;
    places.into_iter().find(|program| works(program))
}
