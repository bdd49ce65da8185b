//! Careless edits: each breaks the promise that it should, with an example that says what matters.

use pasar_policy::CharterFolder;
use pasar_prover::{Subject, Verdict};
use serde::Deserialize;

use crate::kit::{Files, charter, files_below, proof, repository};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditFile {
    /// What somebody did.
    title: String,
    /// To which charter.
    charter: String,
    /// The promise that it breaks.
    breaks: String,
    /// Words of the example’s sentence.
    says: Vec<String>,
    /// Policies that are taken out, with their words and everything that names them.
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    edit: Vec<Edit>,
    #[serde(default)]
    append: Vec<Append>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    find: String,
    replace: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Append {
    file: String,
    text: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_careless_edit_breaks_the_right_promise_with_a_telling_example() {
    let edits = files_below(&repository("crates/prover/tests/edits"));
    assert!(edits.len() >= 20, "{}", edits.len());
    let mut wrong = Vec::new();
    for (name, text) in edits {
        let edit: EditFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        if let Err(problem) = try_edit(&edit).await {
            wrong.push(format!("{name} ({}): {problem}", edit.title));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

async fn try_edit(edit: &EditFile) -> Result<(), String> {
    let (market, mut files) = charter(&edit.charter);
    files.retain(|path, _| !path.starts_with("cases/"));
    for change in &edit.edit {
        let text = files.get_mut(&change.file).ok_or("there is no such file")?;
        if text.matches(&change.find).count() != 1 {
            return Err(format!("`{}` is not there exactly once", change.find));
        }
        *text = text.replace(&change.find, &change.replace);
    }
    for id in &edit.remove {
        remove(&mut files, id)?;
    }
    for addition in &edit.append {
        let file = files.get_mut(&addition.file).ok_or("there is no such file")?;
        file.push_str(&addition.text);
        describe(&mut files, &addition.text);
    }
    let folder = CharterFolder::parse(files, &market).map_err(|problem| problem.to_string())?;
    folder.promise(&edit.breaks).ok_or("there is no such promise")?;
    let proof = proof(Subject::new(&folder, &market)).await;
    let mut sentences = Vec::new();
    for answer in proof
        .answers
        .iter()
        .filter(|answer| answer.id.promise == edit.breaks)
    {
        match &answer.verdict {
            Verdict::Proved => {}
            Verdict::Unknown { why } => return Err(format!("unknown for {}: {why}", answer.id.act)),
            Verdict::Broken(example) => sentences.push(example.sentence.clone()),
        }
    }
    let tells = |sentence: &String| edit.says.iter().all(|words| sentence.contains(words.as_str()));
    if sentences.iter().any(tells) {
        return Ok(());
    }
    Err(format!(
        "no example says {:?}:\n{}",
        edit.says,
        sentences.join("\n")
    ))
}

/// Takes a policy out of the charter, and its name out of all other files.
fn remove(files: &mut Files, id: &str) -> Result<(), String> {
    let mark = format!("@id(\"{id}\")");
    let text = files
        .values_mut()
        .find(|text| text.contains(&mark))
        .ok_or("there is no such policy")?;
    let start = text.find(&mark).unwrap();
    let end = start + text[start..].find(";\n").unwrap() + 2;
    text.replace_range(start..end, "");
    let words = files.get_mut("policies/rules.toml").unwrap();
    let start = words.find(&format!("[{id}]\n")).unwrap();
    let end = words[start + 1..]
        .find("\n[")
        .map_or(words.len(), |end| start + 1 + end);
    words.replace_range(start..end, "");
    for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with("promises/")) {
        let lines = text.lines().map(|line| match line.strip_prefix("kept_by") {
            Some(names) => {
                let names = names
                    .replace(&format!("\"{id}\", "), "")
                    .replace(&format!(", \"{id}\""), "");
                format!("kept_by{}", names.replace(&format!("\"{id}\""), ""))
            }
            None => line.to_owned(),
        });
        *text = lines.collect::<Vec<_>>().join("\n");
    }
    Ok(())
}

/// Gives an added policy the words that every policy must have.
fn describe(files: &mut Files, policies: &str) {
    let words = files.get_mut("policies/rules.toml").unwrap();
    for id in policies
        .split("@id(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        let text = "{ id = \"…\", en = \"…\" }";
        words.push_str(&format!(
            "\n[{id}]\ntitle = {text}\nreason = {text}\nremedy = {text}\nsource = \"own-choice\"\n"
        ));
    }
}
