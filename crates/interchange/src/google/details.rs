//! `product_detail`: facts with a section, a name and a value. Pasar writes into sections of its own what Google has no
//! attribute for, and finds it again.

/// Options of a variant by their own names, whatever Google calls them.
pub(crate) const OPTIONS_SECTION: &str = "Options";
/// Tags of the product, one a detail.
pub(crate) const TAGS_SECTION: &str = "Tags";
/// The place the goods are sent from: section and name.
pub(crate) const SHIP_FROM: (&str, &str) = ("Shipping", "Ships from");

/// The seller's stock-keeping unit where it is not the item's id: section, name, and the value that says there is none.
pub(crate) const SKU: (&str, &str, &str) = ("Identifiers", "SKU", "none");

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Detail {
    pub(crate) section: String,
    pub(crate) name: String,
    pub(crate) value: String,
}

impl Detail {
    /// Reads a cell: `section:name:value,section:name:value`, parts in double quotes or signs behind a backslash where they
    /// have colons or commas. What does not have three parts is passed over.
    pub(crate) fn read_all(cell: &str) -> Vec<Self> {
        let mut details = Vec::new();
        let mut parts = vec![String::new()];
        let mut characters = cell.chars().peekable();
        let mut quoted = false;
        while let Some(character) = characters.next() {
            let has_room = parts.len() < 3;
            let Some(part) = parts.last_mut() else { break };
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    part.push('"');
                    characters.next();
                }
                '"' if quoted || part.trim().is_empty() => quoted = !quoted,
                '\\' if !quoted => part.extend(characters.next()),
                ':' if !quoted && has_room => parts.push(String::new()),
                ',' if !quoted => details.extend(Self::of_parts(&std::mem::replace(
                    &mut parts,
                    vec![String::new()],
                ))),
                other => part.push(other),
            }
        }
        details.extend(Self::of_parts(&parts));
        details
    }

    fn of_parts(parts: &[String]) -> Option<Self> {
        let [section, name, value] = parts else {
            return None;
        };
        let [section, name, value] = [section, name, value].map(|part| part.trim().to_owned());
        let is_whole = !name.is_empty() && !value.is_empty();
        is_whole.then_some(Self { section, name, value })
    }

    /// Writes a cell that [`Self::read_all`] reads.
    pub(crate) fn write_all(details: &[Self]) -> String {
        let cells: Vec<String> = details
            .iter()
            .map(|detail| {
                [&detail.section, &detail.name, &detail.value]
                    .map(|part| quote(part))
                    .join(":")
            })
            .collect();
        cells.join(",")
    }
}

fn quote(part: &str) -> String {
    if part.contains([',', ':', '"', '\\']) {
        format!("\"{}\"", part.replace('"', "\"\""))
    } else {
        part.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_and_backslashes_hold_signs() {
        let details = Detail::read_all(r#"General:Type:"Flash, 5""",Display:Ratio:16\:9,broken,a:b: c"#);
        let values: Vec<&str> = details.iter().map(|detail| detail.value.as_str()).collect();
        assert_eq!(values, ["Flash, 5\"", "16:9", "c"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(parts in prop::collection::vec(["[a-z,:\"\\\\]{1,6}", "[a-z,:\"\\\\]{1,6}", "[a-z,:\"\\\\]{1,6}"], 0..4)) {
            let details: Vec<Detail> = parts.into_iter().map(|[section, name, value]| Detail { section, name, value }).collect();
            prop_assert_eq!(Detail::read_all(&Detail::write_all(&details)), details);
        }
    }
}
