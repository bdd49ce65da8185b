//! Makes an example plain: every fact that does not matter becomes an ordinary one, so that only what matters looks strange.

use std::collections::{BTreeMap, BTreeSet};

use cedar_policy::PolicySet;
use chrono::{NaiveTime, TimeDelta};

use crate::facts::{Fact, Facts};
use crate::subject::{Place, Subject};

/// The names of facts, or groups of facts that stand or fall together, with what they may become: the most ordinary first.
/// A group that is absent is an empty map.
type Choices = Vec<(String, Vec<BTreeMap<String, Fact>>)>;

/// What stands for somebody whom no policy names.
const ANYBODY: &str = "anybody";

/// How a country abroad is told: the one that goods most often come from.
const ABROAD: &str = "CN";

/// Knows what is ordinary in a market, around the time of a charter.
pub(crate) struct Plain<'a> {
    place: &'a Place,
    now: i64,
    numbers: BTreeSet<i64>,
    instants: BTreeSet<i64>,
    countries: BTreeSet<String>,
}

impl<'a> Plain<'a> {
    /// What is ordinary for this charter. `policies` are all that have a say; what they name is worth trying.
    pub(crate) fn new(subject: &'a Subject, policies: &[&PolicySet]) -> Self {
        let mut plain = Self {
            place: &subject.place,
            now: soon_after(subject),
            numbers: BTreeSet::new(),
            instants: BTreeSet::new(),
            countries: BTreeSet::new(),
        };
        for policy in policies.iter().flat_map(|set| set.policies()) {
            plain.read(&policy.to_string());
            let named = policy.entity_literals().into_iter();
            let countries = named.filter(|uid| uid.type_name().basename() == "Country");
            plain
                .countries
                .extend(countries.map(|uid| uid.id().unescaped().to_owned()));
        }
        plain
    }

    /// Takes numbers and instants from a policy’s text.
    fn read(&mut self, text: &str) {
        for (index, part) in text.split('"').enumerate() {
            if index % 2 == 1 {
                let day = part
                    .parse()
                    .or_else(|_| format!("{part}T00:00:00Z").parse::<pasar_domain::Instant>());
                self.instants
                    .extend(day.ok().map(|instant| instant.timestamp_millis()));
                continue;
            }
            let numbers = part.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            self.numbers
                .extend(numbers.filter_map(|word| word.parse::<i64>().ok()));
        }
    }

    /// The plainest facts near the given ones for which `holds`. One fact after the other becomes as ordinary as it can, then two at
    /// a time, until nothing more can.
    pub(crate) fn make(&self, facts: Facts, holds: impl Fn(&Facts) -> bool) -> Facts {
        // A calendar near the charter's date, with the spans between its days as they are.
        let mut facts = Some(self.moved(&facts)).filter(&holds).unwrap_or(facts);
        let everything = self
            .choices(&facts)
            .iter()
            .fold(facts.clone(), |facts, (name, options)| match options.first() {
                Some(option) => with(&facts, name, option),
                None => facts,
            });
        if holds(&everything) {
            return everything;
        }
        loop {
            // Some choices depend on others: when a verification ends is told from the present.
            let choices = self.choices(&facts);
            match one(&choices, &facts, &holds).or_else(|| two(&choices, &facts, &holds)) {
                Some(plainer) => facts = plainer,
                None => return facts,
            }
        }
    }

    /// The facts with all instants moved, so that the present is soon after the charter began.
    fn moved(&self, facts: &Facts) -> Facts {
        let later = self
            .now
            .saturating_sub(facts.instant("circumstances.now").unwrap_or(self.now));
        let mut moved = facts.clone();
        for fact in moved.values.values_mut() {
            if let Fact::Instant(milliseconds) = fact {
                *milliseconds = milliseconds.saturating_add(later);
            }
        }
        moved
    }

    /// Is a fact the most ordinary of its kind?
    pub(crate) fn is_plain(&self, facts: &Facts, name: &str) -> bool {
        self.choices(facts)
            .iter()
            .find(|(group, _)| group == name)
            .is_some_and(|(group, options)| options.first() == Some(&taken(facts, group)))
    }

    fn choices(&self, facts: &Facts) -> Choices {
        let mut names: BTreeSet<String> = facts.values.keys().map(|name| group(name)).collect();
        if facts.actor() == "seller" {
            names.extend(
                ["verification", "certified_until", "return_country"].map(|name| format!("seller.{name}")),
            );
        }
        let options = |name: String| {
            let mut options: Vec<BTreeMap<String, Fact>> = Vec::new();
            for option in self
                .options(facts, &name)
                .into_iter()
                .chain([taken(facts, &name)])
            {
                if !options.contains(&option) {
                    options.push(option);
                }
            }
            (name, options)
        };
        names.into_iter().map(options).collect()
    }

    fn options(&self, facts: &Facts, name: &str) -> Vec<BTreeMap<String, Fact>> {
        let last = name.rsplit('.').next().unwrap_or_default();
        let own = |fact: Fact| BTreeMap::from([(name.to_owned(), fact)]);
        let absent = BTreeMap::new();
        match last {
            "verification" => self.verifications(facts, name),
            "return_country" => self.countries().into_iter().map(own).chain([absent]).collect(),
            "certified_until" => [absent].into_iter().chain(self.ends(facts).map(own)).collect(),
            "now" => self.instants().into_iter().map(own).collect(),
            "id" => vec![own(Fact::Text(ANYBODY.to_owned()))],
            "role" => words("administrator moderator support")
                .map(Fact::Text)
                .map(own)
                .collect(),
            _ => match facts.values.get(name) {
                Some(Fact::Bool(_)) => {
                    // What is usual: the tax is taken, parcels were sent and have arrived, and nothing else is said of anybody.
                    let usual = matches!(last, "taxed_at_sale" | "shipped" | "delivered");
                    [usual, !usual].map(|value| own(Fact::Bool(value))).into()
                }
                Some(Fact::Long(_)) => self
                    .numbers(last)
                    .into_iter()
                    .map(|number| own(Fact::Long(number)))
                    .collect(),
                Some(Fact::Entity(kind, _)) => self.list(kind).into_iter().map(own).collect(),
                _ => Vec::new(),
            },
        }
    }

    fn countries(&self) -> Vec<Fact> {
        let own = self.place.country.to_string();
        let named = self.countries.iter().map(String::as_str);
        let codes = [own.as_str(), ABROAD].into_iter().chain(named);
        codes
            .map(|code| Fact::Entity("Country".to_owned(), code.to_owned()))
            .collect()
    }

    fn list(&self, kind: &str) -> Vec<Fact> {
        let known = match kind {
            "Country" => return self.countries(),
            "Market" => {
                return [self.place.code.as_str(), "xx"]
                    .map(|code| Fact::Entity(kind.to_owned(), code.to_owned()))
                    .into();
            }
            "Standing" => "micro business merchant platform",
            "Evidence" => "national_id business_register passport driving_licence",
            "Surface" => "trade feed",
            "Stage" => "closed pilot open paused",
            "Claim" => "return refund complaint cancel",
            _ => "",
        };
        words(known)
            .map(|word| Fact::Entity(kind.to_owned(), word))
            .collect()
    }

    /// Verifications that everybody has seen, then those that are worth a look, and none at all last.
    fn verifications(&self, facts: &Facts, name: &str) -> Vec<BTreeMap<String, Fact>> {
        let mut options = Vec::new();
        for until in self.ends(facts) {
            for country in self.countries() {
                for evidence in self.list("Evidence") {
                    options.push(BTreeMap::from([
                        (format!("{name}.evidence"), evidence),
                        (format!("{name}.issued_by"), country.clone()),
                        (format!("{name}.valid_until"), until.clone()),
                    ]));
                }
            }
        }
        options.push(BTreeMap::new());
        options
    }

    /// When something ends that should still count: in two years, the day before, or this very instant.
    fn ends(&self, facts: &Facts) -> impl Iterator<Item = Fact> {
        let now = facts.instant("circumstances.now").unwrap_or(self.now);
        let days = [730, -1, 0].map(|days| now.saturating_add(TimeDelta::days(days).num_milliseconds()));
        days.map(Fact::Instant).into_iter()
    }

    fn instants(&self) -> Vec<Fact> {
        let day = TimeDelta::days(1).num_milliseconds();
        let near = self
            .instants
            .iter()
            .flat_map(|at| [*at, at.saturating_add(day), at.saturating_sub(day)]);
        [self.now].into_iter().chain(near).map(Fact::Instant).collect()
    }

    /// Numbers that people can picture, then those that the policies name and their neighbours, then none and much.
    fn numbers(&self, name: &str) -> Vec<i64> {
        // A price of half a million where nobody writes cents, and of twenty where they do.
        let price = if self.place.money_format.fraction_digits == 0 {
            500_000_00
        } else {
            20_00
        };
        let usual = match name {
            "price_minor" | "consignment_minor" | "total_minor" | "amount_minor" => price,
            "revenue_12_months_minor" => 3 * price,
            "value_usd_cents" => 30_00,
            "sales_12_months" => 3,
            "approvals" => 2,
            "days_since_delivery" => 1,
            _ => 0,
        };
        let named = self
            .numbers
            .iter()
            .flat_map(|number| [*number, number.saturating_add(1), number.saturating_sub(1)]);
        let named = named.filter(|number| *number >= 0);
        [usual]
            .into_iter()
            .chain(named)
            .chain([0, 1, 1_000_000_000_00])
            .collect()
    }
}

/// Noon of the second day of the charter.
fn soon_after(subject: &Subject) -> i64 {
    let day = subject
        .effective_on
        .checked_add_days(chrono::Days::new(2))
        .unwrap_or(subject.effective_on);
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    day.and_time(noon).and_utc().timestamp_millis()
}

fn words(text: &'static str) -> impl Iterator<Item = String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned)
}

/// `seller.verification.evidence` belongs to the group `seller.verification`; other facts stand alone.
fn group(name: &str) -> String {
    name.splitn(3, '.').take(2).collect::<Vec<_>>().join(".")
}

/// The facts of a group as they are.
fn taken(facts: &Facts, name: &str) -> BTreeMap<String, Fact> {
    let of_group = facts.values.iter().filter(|(path, _)| group(path) == name);
    of_group
        .map(|(path, fact)| (path.clone(), fact.clone()))
        .collect()
}

/// The same facts with those of one group replaced.
fn with(facts: &Facts, name: &str, option: &BTreeMap<String, Fact>) -> Facts {
    let mut changed = facts.clone();
    changed.values.retain(|path, _| group(path) != name);
    changed.values.extend(option.clone());
    changed
}

fn rank(options: &[BTreeMap<String, Fact>], facts: &Facts, name: &str) -> usize {
    let now = taken(facts, name);
    options
        .iter()
        .position(|option| *option == now)
        .unwrap_or(options.len())
}

/// The facts with one group more ordinary, if they still hold.
fn one(choices: &Choices, facts: &Facts, holds: &impl Fn(&Facts) -> bool) -> Option<Facts> {
    choices.iter().find_map(|(name, options)| {
        let better = options.iter().take(rank(options, facts, name));
        better
            .map(|option| with(facts, name, option))
            .find(|changed| holds(changed))
    })
}

/// The facts with two groups changed, of which one becomes the most ordinary and the other hardly stranger.
fn two(choices: &Choices, facts: &Facts, holds: &impl Fn(&Facts) -> bool) -> Option<Facts> {
    let ranked: Vec<_> = choices
        .iter()
        .map(|(name, options)| (name, options, rank(options, facts, name)))
        .collect();
    for (name, options, own_rank) in ranked.iter().filter(|(_, _, rank)| *rank > 0) {
        let first = with(facts, name, options.first()?);
        for (other, other_options, other_rank) in ranked.iter().filter(|(other, _, _)| other != name) {
            let gain = own_rank + other_rank;
            let trial = other_options.iter().take(gain).enumerate();
            let found = trial
                .filter(|(rank, _)| rank != other_rank)
                .map(|(_, option)| with(&first, other, option))
                .find(|changed| holds(changed));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}
