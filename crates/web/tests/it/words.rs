//! Every language says everything that the pages ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|is| is == ending) {
            found.push(path);
        }
    }
    found
}

fn here(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// Each message of a language and the gaps in it.
fn messages(language: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(language, "ftl") {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut name = String::new();
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                name = line.split('=').next().unwrap().trim().to_owned();
                let again = messages.insert(name.clone(), BTreeSet::new());
                assert!(again.is_none(), "{}: `{name}` is said twice", path.display());
            }
            for gap in line.split('$').skip(1).filter(|_| !line.starts_with('#')) {
                let gap = gap.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
                messages
                    .get_mut(&name)
                    .unwrap()
                    .extend(gap.take(1).map(str::to_owned));
            }
        }
    }
    messages
}

fn languages() -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    std::fs::read_dir(here("locales"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), messages(&entry.path())))
        .collect()
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_gaps() {
    let languages = languages();
    let (first, model) = languages.first_key_value().unwrap();
    for (language, messages) in &languages {
        for name in model.keys().chain(messages.keys()) {
            let (a, b) = (model.get(name), messages.get(name));
            assert_eq!(a, b, "`{name}` differs between `{first}` and `{language}`");
        }
    }
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let languages = languages();
    let sources = [files(&here("templates"), "html"), files(&here("src"), "rs")].concat();
    for path in sources {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text: String = code.collect::<Vec<_>>().join("\n");
        for call in [".t(\"", ".t1(\"", ".t2(\"", ".t_with(\"", " key(\"", "(key(\""] {
            for rest in text.split(call).skip(1) {
                let name = rest.split('"').next().unwrap();
                for (language, messages) in &languages {
                    let known = messages.contains_key(name);
                    assert!(known, "{}: `{name}` is not in `{language}`", path.display());
                }
            }
        }
    }
}
