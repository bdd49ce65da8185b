//! The data: the database with its schemas, and the search indexes.

use pasar_search::Status;
use pasar_store::inspect::{Inspection, SchemaState, inspect};

use super::Finding;
use crate::config::Config;
use crate::program::{Database, Source, Wanted, cluster_folder, index_folder, open_index, programs};
use crate::say::reasons;

/// Can the database be reached, and is it as this program wants it?
pub(super) async fn database(config: &Config) -> Vec<Finding> {
    const ABOUT: &str = "database";
    if config.database.url.get().is_none() {
        if !cluster_folder(config).join("data").exists() {
            return vec![Finding::fine(
                ABOUT,
                "there is none yet; the first start makes it",
            )];
        }
        // What is missing for it was told above.
        if programs(&config.postgres).is_err() {
            return Vec::new();
        }
    }
    let opened = match Database::open(config, Wanted::Visit).await {
        Ok(opened) => opened,
        Err(error) => {
            return vec![Finding::wrong(
                ABOUT,
                reasons(&error),
                "look into postgres.log in the data folder",
            )];
        }
    };
    let markets = Source::of(config).served(config).unwrap_or_default();
    let codes: Vec<&str> = markets.iter().map(|market| market.code.as_str()).collect();
    let seen = inspect(&opened.store_config(), &codes).await;
    let mut findings = match seen {
        Ok(seen) => look_at(&seen),
        Err(error) => vec![Finding::wrong(
            ABOUT,
            reasons(&error.into()),
            "check DATABASE_URL or `database.url_file`, and that the server can be reached from here",
        )],
    };
    if let Err(error) = opened.stop().await {
        findings.push(Finding::care(ABOUT, reasons(&error), "run `pasar doctor` again"));
    }
    findings
}

fn look_at(seen: &Inspection) -> Vec<Finding> {
    let oldest = pasar_cluster::OLDEST_VERSION;
    let mut findings = vec![if seen.version < oldest {
        Finding::wrong(
            "database",
            format!("the server is PostgreSQL {}", seen.version),
            format!("use version {oldest} or newer"),
        )
    } else {
        Finding::fine("database", format!("PostgreSQL {} answers", seen.version))
    }];
    if !seen.may_migrate {
        findings.push(Finding::wrong(
            "rights",
            "our role may not make schemas in the database, or may not make the role `pasar_program`",
            "as an administrator: GRANT CREATE ON DATABASE … TO our role, and ALTER ROLE our role CREATEROLE",
        ));
    }
    findings.extend(seen.schemas.iter().map(|(schema, state)| match state {
        SchemaState::Current => Finding::fine("schema", format!("`{schema}` is up to date")),
        SchemaState::Missing => Finding::fine("schema", format!("`{schema}` will be made at the next start")),
        SchemaState::Behind(pending) => Finding::care(
            "schema",
            format!("`{schema}` lacks {pending} migrations; the next start applies them"),
            "make a backup first",
        ),
        SchemaState::Foreign => Finding::wrong(
            "schema",
            format!("`{schema}` was changed by another version of this program"),
            "run the version that changed it, or a newer one; or restore the backup from before",
        ),
    }));
    findings
}

/// Can the search indexes be used?
pub(super) fn indexes(config: &Config) -> Vec<Finding> {
    const ABOUT: &str = "search";
    let markets = Source::of(config).served(config).unwrap_or_default();
    let there = markets
        .iter()
        .filter(|market| index_folder(config, market).exists());
    let findings = there.map(|market| {
        let code = &market.code;
        let status = open_index(config, market).and_then(|index| Ok(index.status()?));
        match status {
            Ok(Status::Ready { documents, .. }) => {
                Finding::fine(ABOUT, format!("{code}: {documents} listings can be found"))
            }
            Ok(Status::Outdated { why }) => Finding::care(
                ABOUT,
                format!("{code}: {why}"),
                "`pasar serve` builds it anew; so does `pasar search rebuild`",
            ),
            Err(error) => Finding::wrong(
                ABOUT,
                format!("{code}: {}", reasons(&error)),
                "give the data folder to the user who runs the program (chown)",
            ),
        }
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn what_stands_in_the_way_is_told_from_what_mends_itself() {
        let seen = Inspection {
            version: 14,
            may_migrate: false,
            schemas: [
                SchemaState::Current,
                SchemaState::Missing,
                SchemaState::Behind(2),
                SchemaState::Foreign,
            ]
            .map(|state| ("pasar".to_owned(), state))
            .into(),
        };
        let states: Vec<State> = look_at(&seen).iter().map(|finding| finding.state).collect();
        let (fine, care, wrong) = (State::Fine, State::Care, State::Wrong);
        assert_eq!(states, [wrong, wrong, fine, fine, care, wrong]);
    }
}
