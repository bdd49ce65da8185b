//! `/{market}/promises/{promise}`

use axum::extract::Path;
use pasar_policy::Promise;
use serde::Deserialize;

use super::book::Book;
use super::query::{self, Known};
use super::view::{ShownCase, ShownPromise, ShownProof, ShownRule, ShownVersions};
use crate::prelude::*;

/// Which promise.
#[derive(Debug, Deserialize)]
pub struct PromisePath {
    /// Its name.
    pub promise: String,
}

/// One promise: what it means, its proof, the rules that keep it, and what would break it.
#[derive(Template)]
#[template(path = "promise/show.html")]
pub struct ShowPromisePage {
    /// The frame.
    pub shell: Shell,
    /// The way to it.
    pub crumbs: Vec<Crumb>,
    /// The promise.
    pub shown: ShownPromise,
    /// To whom it is made.
    pub audience: String,
    /// Its meaning in Cedar.
    pub meaning_text: String,
    /// The rules that keep it by refusing.
    pub rules: Vec<ShownRule>,
    /// Cases that show what it means.
    pub cases: Vec<ShownCase>,
    /// The versions of the charter.
    pub versions: ShownVersions,
}

page!(ShowPromisePage);

impl ShowPromisePage {
    fn new(shell: &Shell, known: &Known<'_>, promise: &Promise) -> Self {
        let l = &shell.l;
        let book = Book::new(l, known);
        let shown = book.promise(promise);
        Self {
            crumbs: vec![
                Crumb::new(l.t("promise-list-title"), l.url("/promises")),
                Crumb::here(l.t("promise-one")),
            ],
            audience: book.audience(promise),
            meaning_text: promise.meaning.trim().to_owned(),
            rules: book.rules(promise),
            cases: book.cases(promise),
            versions: known.versions(l),
            shell: shell
                .clone()
                .titled(&shown.sentence)
                .described(&shown.meaning)
                .at("promises"),
            shown,
        }
    }
}

impl ShowPromisePage {
    /// What the other solver says, in words.
    fn seconded(&self, proof: &ShownProof) -> String {
        let l = &self.shell.l;
        if proof.second.is_empty() || proof.seconded == 0 {
            l.t("promise-not-seconded")
        } else if proof.seconded == proof.questions {
            l.t1("promise-seconded", "solver", &proof.second)
        } else {
            let args = [
                ("solver", proof.second.to_arg()),
                ("seconded", proof.seconded.to_arg()),
                ("questions", proof.questions.to_arg()),
            ];
            l.t_with("promise-seconded-partly", &args)
        }
    }
}

impl Page for ShowPromisePage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let mut pages = Vec::new();
        for (name, known) in query::samples(shell.market()) {
            for promise in &known.folder.promises {
                pages.push((name, Self::new(&shell, &known, promise)));
            }
        }
        pages
    }
}

/// `GET`
///
/// # Errors
/// There is no such promise; the database's.
pub async fn show(visit: Visit, Path(path): Path<PromisePath>) -> Result<ShowPromisePage, WebError> {
    let known = query::known(&visit.ctx).await?;
    let promise = known
        .folder
        .promise(&path.promise)
        .ok_or_else(WebError::not_found)?;
    Ok(ShowPromisePage::new(&visit.shell, &known, promise))
}
