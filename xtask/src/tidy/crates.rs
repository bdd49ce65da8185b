//! Which crate may use which: the direction of the workspace.

use std::path::Path;

use anyhow::Context;
use cargo_metadata::{CargoOpt, DependencyKind, MetadataCommand, Package};

use super::Finding;

/// Our crates from the ground up. A crate may use those on lower lines only.
const LEVELS: [&[&str]; 7] = [
    &[
        "pasar-domain",
        "pasar-motif",
        "pasar-cluster",
        "pasar-vault",
        "pasar-reader",
    ],
    &["pasar-ledger", "pasar-interchange", "pasar-policy"],
    &["pasar-search", "pasar-store", "pasar-prover"],
    &["pasar-service"],
    &["pasar-web", "pasar-worker"],
    &["pasar-cli", "pasar-testkit"],
    &["pasar-bench", "xtask"],
];

/// Crates without files, network, clock or chance, and what they must therefore not use.
const PURE: [&str; 6] = [
    "pasar-domain",
    "pasar-ledger",
    "pasar-interchange",
    "pasar-motif",
    "pasar-policy",
    "pasar-vault",
];
const IMPURE: [&str; 11] = [
    "tokio",
    "sqlx",
    "axum",
    "reqwest",
    "rand",
    "getrandom",
    "rustix",
    "object_store",
    "lettre",
    "tempfile",
    "futures",
];

/// Outside crates that few of ours may use, and why.
const RESERVED: [(&str, &[&str], &str); 7] = [
    (
        "chacha20poly1305",
        &["pasar-vault"],
        "only the vault seals: call crates/vault",
    ),
    (
        "sqlx",
        &["pasar-store"],
        "only the store has SQL: add a function to crates/store and call it",
    ),
    (
        "axum",
        &["pasar-web", "pasar-testkit", "pasar-bench"],
        "only the web knows HTTP: move it to crates/web",
    ),
    (
        "tower-http",
        &["pasar-web", "pasar-testkit"],
        "only the web knows HTTP: move it to crates/web",
    ),
    (
        "askama",
        &["pasar-web", "pasar-worker", "pasar-motif"],
        "pages are made in crates/web, letters in crates/worker",
    ),
    (
        "cedar-policy-symcc",
        &["pasar-prover"],
        "only the prover talks to solvers: ask it, and hand its answer on",
    ),
    (
        "pasar-cluster",
        &["pasar-cli", "pasar-testkit", "pasar-bench", "xtask"],
        "only what starts the program starts a database; take a connection string instead",
    ),
];

/// Checks the dependencies of all our crates.
pub(crate) fn check(root: &Path) -> anyhow::Result<Vec<Finding>> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .features(CargoOpt::AllFeatures)
        .no_deps()
        .exec()
        .context("cannot read the workspace")?;
    let mut findings = Vec::new();
    for package in &metadata.packages {
        let normal: Vec<&str> = used_by(package, DependencyKind::Normal);
        let path = package
            .manifest_path
            .strip_prefix(root)
            .unwrap_or(&package.manifest_path)
            .to_string();
        findings.extend(
            judge(&package.name, &normal)
                .into_iter()
                .map(|message| Finding::new(&path, 1, message)),
        );
    }
    Ok(findings)
}

fn used_by(package: &Package, kind: DependencyKind) -> Vec<&str> {
    package
        .dependencies
        .iter()
        .filter(|used| used.kind == kind)
        .map(|used| used.name.as_str())
        .collect()
}

fn level(name: &str) -> Option<usize> {
    LEVELS.iter().position(|names| names.contains(&name))
}

/// What is wrong with the dependencies of one crate (normal ones: tests may use what they like).
fn judge(name: &str, used: &[&str]) -> Vec<String> {
    let mut messages = Vec::new();
    let Some(own_level) = level(name) else {
        return vec![format!(
            "`{name}` has no place in the direction of crates; give it one in xtask/src/tidy/crates.rs and write the \
             decision down in docs/decisions/"
        )];
    };
    for &other in used {
        if other == "pasar-testkit" {
            messages.push(format!(
                "`{name}` uses pasar-testkit; that is for tests: move it to [dev-dependencies]"
            ));
        } else if level(other).is_some_and(|level| level >= own_level) {
            messages.push(format!(
                "`{name}` must not use `{other}`, which stands above or beside it; move what both need further down \
                 (domain, ledger, interchange <- search, store <- service <- web, worker <- cli)"
            ));
        }
        if PURE.contains(&name) && IMPURE.contains(&other) {
            messages.push(format!(
                "`{name}` is pure and must not use `{other}`; take the result as an argument, and get it in crates/service"
            ));
        }
        for (reserved, users, advice) in RESERVED {
            if other == reserved && !users.contains(&name) {
                messages.push(format!("`{name}` must not use `{other}`: {advice}"));
            }
        }
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_direction_passes() {
        assert!(judge("pasar-service", &["pasar-store", "pasar-domain", "tokio"]).is_empty());
        assert!(judge("pasar-cli", &["pasar-web", "pasar-worker", "pasar-cluster"]).is_empty());
    }

    #[test]
    fn the_wrong_direction_is_told_where_to_go() {
        let wrong = [
            ("pasar-store", "pasar-service"),
            ("pasar-web", "pasar-worker"),
            ("pasar-domain", "tokio"),
            ("pasar-web", "sqlx"),
            ("pasar-service", "axum"),
            ("pasar-web", "pasar-testkit"),
            ("pasar-service", "pasar-cluster"),
        ];
        for (name, used) in wrong {
            assert_eq!(judge(name, &[used]).len(), 1, "{name} uses {used}");
        }
        assert!(judge("pasar-new", &[])[0].contains("docs/decisions"));
    }
}
