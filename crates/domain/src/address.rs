//! Addresses: one set of fields for every market; a market says which it uses, what they are called and what they must look like.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::market::{FieldList, Market};

/// A field of an address. The same field has different names in different markets: `region` is *provinsi* or *county*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressKey {
    /// Who receives.
    Recipient,
    /// The recipient's telephone.
    Phone,
    /// Street and number.
    Line1,
    /// Building, floor, directions.
    Line2,
    /// A part of a city.
    District,
    /// City, regency or town.
    City,
    /// Province, county or nation.
    Region,
    /// Postal code.
    Postcode,
}

impl AddressKey {
    /// Every field, in the order of a form.
    pub const ALL: [Self; 8] = [
        Self::Recipient,
        Self::Phone,
        Self::Line1,
        Self::Line2,
        Self::District,
        Self::City,
        Self::Region,
        Self::Postcode,
    ];

    /// The field's name in forms, files and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recipient => "recipient",
            Self::Phone => "phone",
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::District => "district",
            Self::City => "city",
            Self::Region => "region",
            Self::Postcode => "postcode",
        }
    }
}

impl std::fmt::Display for AddressKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An address as its market wants it: only [`Market::validate_address`] makes one from what a person typed.
/// Serialised, it is a flat object of its filled fields.
/// `Debug` shows which fields are filled, not with what.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(BTreeMap<AddressKey, String>);

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Address {
    /// An address read back from where it was kept; it was right for its market when it was written.
    pub fn kept(fields: impl IntoIterator<Item = (AddressKey, String)>) -> Self {
        Self(fields.into_iter().filter(|(_, text)| !text.is_empty()).collect())
    }

    /// A field; empty when the address has none.
    pub fn get(&self, key: AddressKey) -> &str {
        self.0.get(&key).map_or("", String::as_str)
    }

    /// The filled fields.
    pub fn fields(&self) -> impl Iterator<Item = (AddressKey, &str)> {
        self.0.iter().map(|(key, text)| (*key, text.as_str()))
    }
}

/// What is wrong with one field of an address. Pages say it with the field's label and a translation of the problem's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {problem}")]
pub struct AddressProblem {
    /// The field.
    pub key: AddressKey,
    /// What is wrong.
    pub problem: FieldProblem,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    /// The field must be filled.
    #[error("is missing; fill it in")]
    Missing,
    /// The text is too long.
    #[error("is longer than {max} characters; shorten it")]
    TooLong {
        /// Most characters.
        max: usize,
    },
    /// The text does not have the form of the market.
    #[error("`{text}` does not look right; write it like `{example}`")]
    WrongForm {
        /// What was typed.
        text: String,
        /// What it should look like.
        example: String,
    },
    /// The text is not in the market's list.
    #[error("`{text}` is not in the list; choose the nearest entry")]
    NotListed {
        /// What was typed.
        text: String,
    },
    /// City and region do not belong together.
    #[error("`{city}` is not in `{region}`; choose the right one of the two")]
    Elsewhere {
        /// The city.
        city: String,
        /// The region that was typed.
        region: String,
    },
}

impl FieldProblem {
    /// A stable name of the case, for translations.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "address-missing",
            Self::TooLong { .. } => "address-too-long",
            Self::WrongForm { .. } => "address-wrong-form",
            Self::NotListed { .. } => "address-not-listed",
            Self::Elsewhere { .. } => "address-elsewhere",
        }
    }
}

impl Market {
    /// Makes an address of what a person typed, tidied (spaces, capitals of a postal code, spelling of a listed city,
    /// international form of a telephone). Fields that the market does not use are dropped.
    ///
    /// # Errors
    /// Everything that is wrong, at most one problem per field, in the order of the form.
    pub fn validate_address(
        &self,
        typed: &BTreeMap<AddressKey, String>,
    ) -> Result<Address, Vec<AddressProblem>> {
        let mut fields = BTreeMap::new();
        let mut problems = Vec::new();
        for field in &self.address_format.fields {
            let text = typed.get(&field.key).map_or("", String::as_str);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                if field.required {
                    problems.push(AddressProblem {
                        key: field.key,
                        problem: FieldProblem::Missing,
                    });
                }
                continue;
            }
            if text.chars().count() > field.max_length {
                let problem = FieldProblem::TooLong {
                    max: field.max_length,
                };
                problems.push(AddressProblem {
                    key: field.key,
                    problem,
                });
                continue;
            }
            match self.tidy_field(field, text) {
                Ok(tidied) => drop(fields.insert(field.key, tidied)),
                Err(problem) => problems.push(AddressProblem {
                    key: field.key,
                    problem,
                }),
            }
        }
        if let Some(problem) = self.elsewhere(&fields) {
            problems.push(problem);
        }
        if problems.is_empty() {
            Ok(Address(fields))
        } else {
            Err(problems)
        }
    }

    fn tidy_field(&self, field: &super::market::AddressField, text: String) -> Result<String, FieldProblem> {
        let example = field.example.clone().unwrap_or_default();
        if field.key == AddressKey::Phone {
            return self
                .phone
                .normalise(&text)
                .ok_or(FieldProblem::WrongForm { text, example });
        }
        if !field.patterns.is_empty() {
            return match field.patterns.iter().find_map(|pattern| fit(pattern, &text)) {
                Some(fitted) => Ok(fitted),
                None => Err(FieldProblem::WrongForm { text, example }),
            };
        }
        let listed = match field.list {
            None => return Ok(text),
            Some(FieldList::Places) => self.places.get(&text).map(|place| place.name.clone()),
            Some(FieldList::Regions) => {
                let language = self.default_language();
                self.places
                    .region_named(&text)
                    .map(|region| region.name.get(language).to_owned())
            }
        };
        match listed {
            Some(name) => Ok(name),
            None if field.list_only => Err(FieldProblem::NotListed { text }),
            None => Ok(text),
        }
    }

    fn elsewhere(&self, fields: &BTreeMap<AddressKey, String>) -> Option<AddressProblem> {
        let both_listed = [AddressKey::City, AddressKey::Region].iter().all(|key| {
            self.address_format
                .fields
                .iter()
                .any(|field| field.key == *key && field.list_only)
        });
        let (city, region) = (fields.get(&AddressKey::City)?, fields.get(&AddressKey::Region)?);
        let meant = self.places.region_of(city)?;
        let typed = self.places.region_named(region)?;
        (both_listed && meant.slug != typed.slug).then(|| AddressProblem {
            key: AddressKey::Region,
            problem: FieldProblem::Elsewhere {
                city: city.clone(),
                region: region.clone(),
            },
        })
    }

    /// An address as lines on a parcel, top to bottom. Fields without text leave no gap.
    pub fn address_lines(&self, address: &Address) -> Vec<String> {
        self.address_format
            .lines
            .iter()
            .map(|line| {
                let filled: Vec<&str> = line
                    .iter()
                    .map(|key| address.get(*key))
                    .filter(|text| !text.is_empty())
                    .collect();
                filled.join(", ")
            })
            .filter(|line| !line.is_empty())
            .collect()
    }
}

/// Fits a text to a pattern: `9` is a digit, `A` a letter, anything else itself. Spaces and hyphens of the text do not
/// count, those of the pattern are put back, letters become capitals.
fn fit(pattern: &str, text: &str) -> Option<String> {
    let mut typed = text.chars().filter(|c| !matches!(c, ' ' | '-'));
    let mut fitted = String::with_capacity(pattern.len());
    for wanted in pattern.chars() {
        let written = match wanted {
            ' ' | '-' => wanted,
            '9' => typed.next().filter(char::is_ascii_digit)?,
            'A' => typed
                .next()
                .filter(char::is_ascii_alphabetic)?
                .to_ascii_uppercase(),
            exact => typed
                .next()
                .filter(|c| c.eq_ignore_ascii_case(&exact))
                .map(|_| exact)?,
        };
        fitted.push(written);
    }
    typed.next().is_none().then_some(fitted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_puts_spaces_back_and_makes_capitals() {
        assert_eq!(fit("AA9A 9AA", "ec1a1bb").as_deref(), Some("EC1A 1BB"));
        assert_eq!(fit("99999", "401-15").as_deref(), Some("40115"));
        assert_eq!(fit("99999", "4011"), None);
        assert_eq!(fit("99999", "401156"), None);
    }
}
