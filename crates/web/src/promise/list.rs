//! `/{market}/promises`

use super::book::Book;
use super::query::{self, Known};
use super::view::{PromiseGroup, ShownVersions};
use crate::prelude::*;

/// What the market promises.
#[derive(Template)]
#[template(path = "promise/list.html")]
pub struct ListPromisesPage {
    /// The frame.
    pub shell: Shell,
    /// The promises, by whom they are made to.
    pub groups: Vec<PromiseGroup>,
    /// How many there are.
    pub count: usize,
    /// How many of them are proved.
    pub proved: usize,
    /// The versions of the charter.
    pub versions: ShownVersions,
}

page!(ListPromisesPage);

impl ListPromisesPage {
    fn new(shell: Shell, known: &Known<'_>) -> Self {
        let book = Book::new(&shell.l, known);
        let groups = book.groups();
        let all = || groups.iter().flat_map(|group| &group.promises);
        let (title, lead) = (
            shell.l.t("promise-list-title"),
            shell.l.t("promise-list-described"),
        );
        Self {
            count: all().count(),
            proved: all().filter(|promise| promise.proof.is_some()).count(),
            groups,
            versions: known.versions(&shell.l),
            shell: shell.titled(title).described(lead).at("promises"),
        }
    }
}

impl Page for ListPromisesPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let known = query::samples(shell.market());
        let known = known.into_iter();
        known
            .map(|(name, known)| (name, Self::new(shell.clone(), &known)))
            .collect()
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(visit: Visit) -> Result<ListPromisesPage, WebError> {
    let known = query::known(&visit.ctx).await?;
    Ok(ListPromisesPage::new(visit.shell, &known))
}
