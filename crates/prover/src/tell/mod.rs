//! Tells an example as a sentence that a lawyer can read.

mod english;
mod indonesian;

use chrono::{DateTime, Datelike as _, Utc};
use pasar_domain::market::Language;

use crate::example::{Example, Of};
use crate::facts::Facts;
use crate::plain::Plain;
use crate::subject::{MeaningKind, Subject};

/// Code, English and Indonesian name of the countries that goods mostly come from. Others are told by their code.
const COUNTRIES: &str = include_str!("countries.tsv");

/// The example in English.
pub(crate) fn in_english(example: &Example, of: &Of, subject: &Subject, plain: &Plain) -> String {
    Scene::new(example, of, subject, plain).tell(&english::English)
}

/// The example in Indonesian.
pub(crate) fn in_indonesian(example: &Example, of: &Of, subject: &Subject, plain: &Plain) -> String {
    Scene::new(example, of, subject, plain).tell(&indonesian::Indonesian)
}

/// What a language does with a scene.
trait Tongue {
    /// Its tag.
    const TAG: &'static str;
    /// The column of its names of countries.
    const COLUMN: usize;
    /// A day.
    fn day(&self, day: DateTime<Utc>) -> String;
    /// A country without a name here.
    fn unnamed(&self, code: &str) -> String;
    /// The market, where it is not the charter’s own.
    fn other_market(&self, code: &str) -> String;
    /// Who does what, on which day.
    fn happening(&self, scene: &Scene) -> String;
    /// What the promise, or the other version, says to it.
    fn contradiction(&self, scene: &Scene) -> String;
    /// Which policies decide, and whom they name.
    fn reasons(&self, scene: &Scene) -> String;
}

/// An example with everything that is needed to tell it.
struct Scene<'a> {
    example: &'a Example,
    of: &'a Of<'a>,
    subject: &'a Subject,
    plain: &'a Plain<'a>,
}

/// The verification of the seller in a scene.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verified {
    Yes,
    Expired,
    No,
}

impl<'a> Scene<'a> {
    const fn new(example: &'a Example, of: &'a Of<'a>, subject: &'a Subject, plain: &'a Plain<'a>) -> Self {
        Self {
            example,
            of,
            subject,
            plain,
        }
    }

    fn tell<T: Tongue>(&self, tongue: &T) -> String {
        let parts = [
            tongue.happening(self),
            tongue.contradiction(self),
            tongue.reasons(self),
        ];
        let mut sentence = parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(first) = sentence.get(..1).map(str::to_uppercase) {
            sentence.replace_range(..1, &first);
        }
        sentence
    }

    fn facts(&self) -> &Facts {
        &self.example.facts
    }

    /// Is it a fact that deserves to be told: because it is not as usual, or because the promise speaks of it?
    fn matters(&self, name: &str) -> bool {
        self.strange(name) || self.is_named(name)
    }

    fn strange(&self, name: &str) -> bool {
        !self.plain.is_plain(self.facts(), name)
    }

    fn is_named(&self, name: &str) -> bool {
        let Of::Promise { meaning, .. } = self.of else {
            return false;
        };
        let Some((_, attribute)) = name.rsplit_once('.') else {
            return false;
        };
        let attribute = format!(".{attribute}");
        meaning
            .policies()
            .any(|policy| policy.to_string().contains(&attribute))
    }

    fn money(&self, name: &str) -> String {
        self.subject
            .place
            .money(self.facts().long(name).unwrap_or_default())
    }

    fn day<T: Tongue>(&self, tongue: &T, name: &str) -> String {
        let milliseconds = self.facts().instant(name).unwrap_or_default();
        match DateTime::from_timestamp_millis(milliseconds) {
            Some(day) => tongue.day(day),
            None => format!("({milliseconds} ms)"),
        }
    }

    fn country<T: Tongue>(&self, tongue: &T, name: &str) -> String {
        let code = self.facts().word(name);
        let line = COUNTRIES
            .lines()
            .find(|line| line.split('\t').next() == Some(code));
        let name = line.and_then(|line| line.split('\t').nth(T::COLUMN));
        name.map_or_else(|| tongue.unnamed(code), str::to_owned)
    }

    /// The market’s name, or its code where it is another one.
    fn market<T: Tongue>(&self, tongue: &T) -> String {
        let place = &self.subject.place;
        let code = self.facts().word("circumstances.market");
        if code == place.code.as_str() {
            let language: Option<Language> = T::TAG.parse().ok();
            return language.map_or_else(String::new, |language| place.name.get(&language).to_owned());
        }
        tongue.other_market(code)
    }

    fn verified(&self) -> Verified {
        match self.facts().instant("seller.verification.valid_until") {
            None => Verified::No,
            Some(until) if Some(until) > self.facts().instant("circumstances.now") => Verified::Yes,
            Some(_) => Verified::Expired,
        }
    }

    /// Do figures of sales matter?
    fn sales_matter(&self) -> bool {
        [
            "sales_12_months",
            "revenue_12_months_minor",
            "certified_until",
            "discloses_identity",
        ]
        .iter()
        .any(|name| self.matters(&format!("seller.{name}")))
    }

    /// Does the stage of Programme S matter?
    fn stage_matters(&self) -> bool {
        self.matters("circumstances.stage") || self.facts().word("seller.standing") == "merchant"
    }

    /// What a promise says, where the example is of one: its id, and which way it goes.
    fn promise(&self) -> Option<(&str, MeaningKind)> {
        match self.of {
            Of::Promise { id, kind, .. } => Some((id, *kind)),
            Of::Error { .. } | Of::Change { .. } => None,
        }
    }

    /// The reasons, each with its title where it has one: `local-goods` (Goods from inside the country).
    fn reasons<T: Tongue>(&self, ids: &[String]) -> String {
        let language: Option<Language> = T::TAG.parse().ok();
        let titled = ids.iter().map(|id| {
            let title = language
                .as_ref()
                .and_then(|language| Some(self.subject.titles.get(id)?.get(language)));
            title.map_or_else(|| format!("`{id}`"), |title| format!("`{id}` ({title})"))
        });
        titled.collect::<Vec<_>>().join(", ")
    }
}

/// The day of the month, the month's number from zero, and the year.
fn parts(day: DateTime<Utc>) -> (u32, usize, i32) {
    (
        day.day(),
        usize::try_from(day.month0()).unwrap_or_default(),
        day.year(),
    )
}
