//! `/{market}/promises`

use super::book::Book;
use super::query::{self, Known};
use super::view::{PromiseGroup, ShownVersions};
use crate::prelude::*;
use pasar_service::gap::{self, GapHistory};

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
    /// What the detector of shown listings of unverified sellers found.
    pub checked: String,
    /// Did it find anything?
    pub has_gaps: bool,
    /// The versions of the charter.
    pub versions: ShownVersions,
}

page!(ListPromisesPage);

impl ListPromisesPage {
    fn new(shell: Shell, known: &Known<'_>, history: GapHistory) -> Self {
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
            checked: checked(&shell.l, history),
            has_gaps: history.gaps > 0,
            versions: known.versions(&shell.l),
            shell: shell.titled(title).described(lead).at("promises"),
        }
    }
}

/// What the detector found, in a sentence.
fn checked(l: &Localizer, history: GapHistory) -> String {
    match history.last_at {
        None => l.t("promise-gap-never"),
        Some(last_at) => l.t_with(
            "promise-gap-checked",
            &[
                ("runs", history.runs.to_arg()),
                ("last", l.date_time(last_at).to_arg()),
                ("gaps", history.gaps.to_arg()),
            ],
        ),
    }
}

impl Page for ListPromisesPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let known = query::samples(shell.market());
        let known = known.into_iter();
        known
            .map(|(name, known)| {
                let from = known.versions.last().map(|(_, from)| *from);
                let history = match name {
                    "full" => GapHistory {
                        runs: 43_200,
                        last_at: from,
                        gaps: 0,
                    },
                    _ => GapHistory {
                        runs: 12,
                        last_at: from,
                        gaps: 2,
                    },
                };
                (name, Self::new(shell.clone(), &known, history))
            })
            .collect()
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(visit: Visit) -> Result<ListPromisesPage, WebError> {
    let known = query::known(&visit.ctx).await?;
    let history = gap::history(&visit.ctx).await?;
    Ok(ListPromisesPage::new(visit.shell, &known, history))
}
