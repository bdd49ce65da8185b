//! Writes settings down: the commented default file, and what is in force.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use super::load::Loaded;
use super::sections::Config;

const HEAD: &str = "\
# Everything that can be configured, each with its default. Nothing here has to be set.
#
# Name the file with `--config FILE` or in PASAR_CONFIG; otherwise `pasar.toml` in the folder where the program is started counts,
# or else /etc/pasar/pasar.toml. A relative path in it begins at its own folder.
#
# An environment variable PASAR_<SECTION>_<KEY> wins over the file (PASAR_SERVER_PORT=8080), and an argument of the command
# over both. Keys that end in `_file` name a file that holds a secret. `pasar config show` tells what is in force and why.
#
# This file is made by `pasar config default`.
";

/// The file with every setting, its words and its default, all commented out.
pub(crate) fn default_file() -> String {
    let mut text = HEAD.to_owned();
    let mut config = Config::default();
    for section in config.sections() {
        text.push('\n');
        for line in section.doc {
            let _ = writeln!(text, "#{line}");
        }
        let _ = writeln!(text, "[{}]", section.name);
        for setting in section.settings {
            text.push('\n');
            for line in setting.doc {
                let _ = writeln!(text, "#{line}");
            }
            let _ = writeln!(text, "# Write {}.", setting.slot.allowed());
            let _ = writeln!(text, "# {} = {}", setting.key, setting.slot.to_toml());
        }
    }
    text
}

/// What is in force, as a file whose comments say where each setting comes from. Secrets are hidden.
pub(crate) fn in_force(loaded: &mut Loaded) -> String {
    let mut text = String::new();
    for section in loaded.config.sections() {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "[{}]", section.name);
        for setting in section.settings {
            let line = format!("{} = {}", setting.key, setting.slot.to_toml());
            match loaded.origins.get(&(section.name, setting.key)) {
                Some(origin) => {
                    let _ = writeln!(text, "{line:<44} # {origin}");
                }
                None => {
                    let _ = writeln!(text, "{line}");
                }
            }
        }
    }
    text
}

/// The same for a machine: `{"server": {"port": {"value": 4400, "from": "PASAR_SERVER_PORT"}}}`; `from` is null for defaults.
pub(crate) fn in_force_json(loaded: &mut Loaded) -> Json {
    let mut sections = Map::new();
    for section in loaded.config.sections() {
        let mut settings = Map::new();
        for setting in section.settings {
            let origin = loaded.origins.get(&(section.name, setting.key));
            let value = serde_json::to_value(setting.slot.to_toml()).unwrap_or(Json::Null);
            settings.insert(
                setting.key.to_owned(),
                json!({ "value": value, "from": origin.map(ToString::to_string) }),
            );
        }
        sections.insert(section.name.to_owned(), Json::Object(settings));
    }
    Json::Object(sections)
}

#[cfg(test)]
mod tests {
    use super::super::{Arguments, Environment, load};
    use super::*;

    #[test]
    fn the_default_file_in_the_repository_is_up_to_date() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/default.toml");
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            there == default_file(),
            "config/default.toml is not what `pasar config default` says; write it anew with \
             `cargo run -p pasar-cli -- config default > config/default.toml`"
        );
    }

    #[test]
    fn every_default_is_a_value_that_the_file_may_have() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.toml");
        let text = default_file();
        let active: Vec<&str> = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(setting) if setting.split_once(" = ").is_some_and(|(key, _)| is_key(key)) => setting,
                _ => line,
            })
            .collect();
        std::fs::write(&path, active.join("\n")).unwrap();
        let arguments = Arguments {
            file: Some(path),
            ..Arguments::default()
        };
        let loaded = load(&arguments, &Environment::default()).unwrap();
        let settings: usize = Config::default()
            .sections()
            .iter()
            .map(|section| section.settings.len())
            .sum();
        assert_eq!(loaded.origins.len(), settings);
    }

    fn is_key(key: &str) -> bool {
        key.chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
    }

    #[test]
    fn secrets_are_hidden_and_origins_told() {
        let environment = Environment::from([
            ("DATABASE_URL", "postgres://user:hush@host/db"),
            ("PASAR_SERVER_PORT", "5000"),
        ]);
        let mut loaded = load(&Arguments::default(), &environment).unwrap();
        let shown = in_force(&mut loaded);
        assert!(
            shown.contains("url = \"(hidden)\"") && shown.contains("# DATABASE_URL"),
            "{shown}"
        );
        assert!(!shown.contains("hush"));
        let json = in_force_json(&mut loaded);
        assert_eq!(json["server"]["port"]["value"], 5000);
        assert_eq!(json["server"]["port"]["from"], "PASAR_SERVER_PORT");
        assert!(json["server"]["address"]["from"].is_null());
        assert!(!json.to_string().contains("hush"));
    }
}
