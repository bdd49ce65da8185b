//! Reads a configuration file into the settings.

use std::path::Path;

use toml::{Table, Value};

use super::error::{ConfigError, listed};
use super::load::{Loaded, Origin};

/// Reads the file over what is there, and adds to `errors` what is wrong with it.
pub(super) fn read(path: &Path, loaded: &mut Loaded, errors: &mut Vec<ConfigError>) {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(source) => {
            let path = path.to_owned();
            errors.push(ConfigError::Unreadable { path, source });
            return;
        }
    };
    let table: Table = match toml::from_str(&text) {
        Ok(table) => table,
        Err(error) => {
            errors.push(ConfigError::Syntax {
                path: path.to_owned(),
                problem: error.to_string().trim().to_owned(),
            });
            return;
        }
    };
    let known = listed(
        loaded
            .config
            .sections()
            .iter()
            .map(|section| format!("[{}]", section.name)),
    );
    for (name, content) in &table {
        let is_section = loaded
            .config
            .sections()
            .iter()
            .any(|section| section.name == name);
        match content {
            Value::Table(keys) if is_section => read_section(path, name, keys, loaded, errors),
            _ => errors.push(ConfigError::Section {
                path: path.to_owned(),
                section: name.clone(),
                known: known.clone(),
            }),
        }
    }
}

fn read_section(path: &Path, name: &str, keys: &Table, loaded: &mut Loaded, errors: &mut Vec<ConfigError>) {
    let folder = path.parent().unwrap_or(Path::new(""));
    for mut section in loaded
        .config
        .sections()
        .into_iter()
        .filter(|section| section.name == name)
    {
        for (key, value) in keys {
            let Some(setting) = section
                .settings
                .iter_mut()
                .find(|setting| setting.key == key.as_str())
            else {
                errors.push(ConfigError::Key {
                    path: path.to_owned(),
                    section: name.to_owned(),
                    key: key.clone(),
                    known: listed(section.settings.iter().map(|setting| setting.key)),
                });
                continue;
            };
            if setting.slot.take_toml(value) {
                setting.slot.rebase(folder);
                let origin = Origin::File(path.to_owned());
                loaded.origins.insert((section.name, setting.key), origin);
            } else {
                let given = if setting.slot.is_secret() {
                    "what is there".to_owned()
                } else {
                    format!("`{value}`")
                };
                errors.push(ConfigError::Value {
                    place: format!("`{}`, {name}.{key}", path.display()),
                    given,
                    allowed: setting.slot.allowed(),
                });
            }
        }
    }
}
