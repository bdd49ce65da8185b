//! Rules of structure that no compiler knows, as tests: each says what to do instead.

mod crates;
mod ratchet;
mod source;
mod text;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use walkdir::WalkDir;

use ratchet::Ratchets;
use source::Source;

/// Tripwires, not laws of nature: what is longer is usually two things.
const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;

/// Something that breaks a rule, and what to do instead.
#[derive(Debug)]
pub(crate) struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

/// Checks the rules. With `shrink`, exceptions that are no longer needed are removed from their list.
pub(crate) fn tidy(root: &Path, shrink: bool) -> anyhow::Result<()> {
    let sources = read_sources(root)?;
    let markets = folders(&root.join("markets"));
    let glossary = fs::read_to_string(root.join("GLOSSARY.md")).unwrap_or_default();
    let forbidden = words::forbidden(&glossary);

    let mut findings = crates::check(root)?;
    for source in &sources {
        findings.extend(text::sql(source));
        findings.extend(text::transactions(source));
        findings.extend(text::unfinished(source));
        findings.extend(words::check(source, &forbidden));
    }
    findings.extend(ratcheted(root, &sources, &markets, shrink)?);

    for Finding { path, line, message } in &findings {
        println!("{path}:{line}: {message}");
    }
    if !findings.is_empty() {
        bail!("{} places break a rule of structure", findings.len());
    }
    println!("tidy: {} files keep the rules of structure", sources.len());
    Ok(())
}

fn ratcheted(
    root: &Path,
    sources: &[Source],
    markets: &[String],
    shrink: bool,
) -> anyhow::Result<Vec<Finding>> {
    let mut ratchets = Ratchets::read(root)?;
    let before = ratchets.clone();
    let mut findings = Vec::new();
    let mut slack = Vec::new();

    let (excess, less) = ratchet::compare(&mut ratchets.file_lines, &long_files(sources));
    slack.extend(less);
    findings.extend(excess.into_iter().map(|(path, lines)| {
        let advice = "make it a folder with mod.rs and a file for each part";
        Finding::new(
            &path,
            1,
            format!("{lines} lines without tests, {FILE_LINES_MAX} are allowed; {advice}"),
        )
    }));

    let (functions, lines) = long_functions(sources);
    let (excess, less) = ratchet::compare(&mut ratchets.function_lines, &functions);
    slack.extend(less);
    findings.extend(excess.into_iter().map(|(name, length)| {
        let path = name.split("::").next().unwrap_or_default();
        let line = lines.get(&name).copied().unwrap_or(1);
        let advice = "give its steps names of their own";
        Finding::new(
            path,
            line,
            format!("a function of {length} lines, {FUNCTION_LINES_MAX} are allowed; {advice}"),
        )
    }));

    let (excess, less) = ratchet::compare(&mut ratchets.market_codes, &text::market_codes(sources, markets));
    slack.extend(less);
    findings.extend(excess.into_iter().map(|(path, count)| {
        let advice =
            "what is particular to a market is data in markets/<code>/: give it a name there and read it";
        Finding::new(&path, 1, format!("{count} texts name a market; {advice}"))
    }));

    if shrink && ratchets != before {
        ratchets.write(root)?;
    } else {
        findings.extend(slack.into_iter().map(|name| {
            let message =
                format!("`{name}` has become shorter than its exception; run `cargo xtask tidy --shrink`");
            Finding::new("xtask/ratchets.toml", 1, message)
        }));
    }
    Ok(findings)
}

fn long_files(sources: &[Source]) -> BTreeMap<String, usize> {
    let sizes = sources.iter().map(|source| (source.path.clone(), source.lines()));
    sizes.filter(|(_, lines)| *lines > FILE_LINES_MAX).collect()
}

/// The functions over the limit with their lengths, and where they begin.
fn long_functions(sources: &[Source]) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
    let mut lengths = BTreeMap::new();
    let mut lines = BTreeMap::new();
    for source in sources {
        for (name, line, length) in source.functions() {
            if length > FUNCTION_LINES_MAX {
                let name = format!("{}::{name}", source.path);
                lines.insert(name.clone(), line);
                lengths.insert(name, length);
            }
        }
    }
    (lengths, lines)
}

fn read_sources(root: &Path) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for top in ["crates", "xtask"] {
        for entry in WalkDir::new(root.join(top)).sort_by_file_name() {
            let entry = entry?;
            if entry.path().extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let path = entry
                .path()
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            let text = fs::read_to_string(entry.path()).with_context(|| format!("cannot read `{path}`"))?;
            sources.push(Source::parse(&path, &text));
        }
    }
    Ok(sources)
}

fn folders(parent: &Path) -> Vec<String> {
    let Ok(entries) = parent.read_dir() else {
        return Vec::new();
    };
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_things_are_found() {
        let long = format!("fn long() {{\n{}}}\n", "    step();\n".repeat(70));
        let text = format!("{long}{}", "const A: u8 = 1;\n".repeat(330));
        let sources = [
            Source::parse("crates/web/src/a.rs", &text),
            Source::parse("crates/web/tests/it/a.rs", &text),
        ];
        assert_eq!(
            long_files(&sources),
            BTreeMap::from([("crates/web/src/a.rs".to_owned(), 402)])
        );
        let (lengths, lines) = long_functions(&sources);
        assert_eq!(
            lengths,
            BTreeMap::from([("crates/web/src/a.rs::long".to_owned(), 72)])
        );
        assert_eq!(lines["crates/web/src/a.rs::long"], 1);
    }
}
