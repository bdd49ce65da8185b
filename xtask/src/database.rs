//! A database with all tables, that nobody's data is in.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use pasar_cluster::{Cluster, Programs, TemporaryCluster};

/// The folders of migrations, and the schemas they are applied to. Queries about one cell name no schema, so any name
/// will do for the one cell that they are checked against.
const SCHEMAS: [(&str, &str); 2] = [("control", "pasar"), ("cell", "cell")];

/// Starts an empty cluster and applies all migrations.
///
/// This does not use pasar-store's own migrator: that may not compile while a query is being written.
pub(crate) fn migrated(root: &Path) -> anyhow::Result<TemporaryCluster> {
    let cluster = Cluster::temporary()?;
    for (folder, schema) in SCHEMAS {
        let folder = root.join("crates/store/migrations").join(folder);
        psql(
            &cluster,
            schema,
            &["-c", &format!("CREATE SCHEMA IF NOT EXISTS {schema}")],
        )?;
        for file in migrations(&folder)? {
            psql(
                &cluster,
                schema,
                &["--single-transaction", "-f", &file.to_string_lossy()],
            )?;
        }
    }
    Ok(cluster)
}

/// Where sqlx finds the database, with the tables of both schemas in sight.
pub(crate) fn url(cluster: &Cluster) -> String {
    let [(_, control), (_, cell)] = SCHEMAS;
    format!(
        "{}?options=-csearch_path%3D{cell},{control}",
        cluster.url("pasar")
    )
}

/// Runs a migrated database until Ctrl-C.
pub(crate) fn serve(root: &Path) -> anyhow::Result<()> {
    let cluster = migrated(root)?;
    println!("export DATABASE_URL='{}'", url(&cluster));
    eprintln!("a database with all tables runs until Ctrl-C; paste the line above into another terminal");
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(tokio::signal::ctrl_c())?;
    Ok(())
}

fn migrations(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    // Their names begin with their number.
    files.sort();
    Ok(files)
}

fn psql(cluster: &Cluster, schema: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let programs = Programs::find()?;
    let output = programs
        .command("psql")
        .args([
            "--no-psqlrc",
            "--quiet",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            &cluster.url("pasar"),
        ])
        .args(arguments)
        .env(
            "PGOPTIONS",
            format!("-csearch_path={schema} -cclient_min_messages=warning"),
        )
        .output()
        .with_context(|| {
            format!(
                "cannot run `{}`; install PostgreSQL's client programs",
                programs.program("psql").display()
            )
        })?;
    if !output.status.success() {
        bail!(
            "a migration failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(())
}
