//! Measures a release build.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use cargo_metadata::MetadataCommand;

/// Builds the program as it is shipped, and the load tool, and runs the one on the other.
pub(crate) fn bench(root: &Path, arguments: &[String]) -> anyhow::Result<()> {
    // One after the other: built together, the program would have the tool's features of crates that both use.
    for package in ["pasar-cli", "pasar-bench"] {
        eprintln!("building {package} …");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--release", "--locked", "--quiet", "-p", package]);
        run(build.env("SQLX_OFFLINE", "true").current_dir(root))?;
    }
    let folder = release_folder(root)?;
    let mut tool = Command::new(folder.join("pasar-bench"));
    run(tool.arg("--program").arg(folder.join("pasar")).args(arguments))
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot run `{name}`"))?;
    if !status.success() {
        bail!("failed; see above");
    }
    Ok(())
}

fn release_folder(root: &Path) -> anyhow::Result<PathBuf> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .exec()?;
    Ok(metadata.target_directory.join("release").into())
}
