//! Examinations of the machine, the configuration and the data. None of them changes anything.

mod data;
mod machine;
mod reader;
mod site;
mod solvers;

use serde::Serialize;

use crate::config::Loaded;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// As it should be.
    Fine,
    /// It works, but somebody should know.
    Care,
    /// It stands in the way.
    Wrong,
}

/// What an examination found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// What was examined.
    pub(crate) about: &'static str,
    /// How serious it is.
    pub(crate) state: State,
    /// What was found.
    pub(crate) says: String,
    /// What to do about it.
    pub(crate) remedy: Option<String>,
}

impl Finding {
    pub(crate) fn fine(about: &'static str, says: impl Into<String>) -> Self {
        Self {
            about,
            state: State::Fine,
            says: says.into(),
            remedy: None,
        }
    }

    fn care(about: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            about,
            state: State::Care,
            says: says.into(),
            remedy: Some(remedy.into()),
        }
    }

    pub(crate) fn wrong(about: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            about,
            state: State::Wrong,
            says: says.into(),
            remedy: Some(remedy.into()),
        }
    }

    /// The finding as a person reads it.
    pub(crate) fn shown(&self) -> String {
        let sign = match self.state {
            State::Fine => '✓',
            State::Care => '!',
            State::Wrong => '✗',
        };
        let mut text = format!("{sign} {:<14} {}", self.about, self.says);
        if let Some(remedy) = &self.remedy {
            text.push_str(&format!("\n                 → {remedy}"));
        }
        text
    }
}

/// Examines everything under a configuration that is in order.
pub(crate) async fn examine(loaded: &Loaded) -> Vec<Finding> {
    let config = &loaded.config;
    let mut findings = vec![
        machine::programs(config),
        machine::folder(config),
        machine::disk(config),
        machine::port(config),
        site::markets(config),
        solvers::first(config).await,
        solvers::second(config).await,
        reader::program(config).await,
        site::mail(config).await,
        site::payments(config),
        site::identity_keys(config),
    ];
    findings.extend(site::demo(config));
    findings.extend(data::database(config).await);
    findings.extend(data::indexes(config));
    findings
}
