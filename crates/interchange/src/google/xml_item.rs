//! Parses one `<item>` or `<entry>`.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::item::{Item, Value};
use super::{Attribute, Detail};
use crate::Problem;
use crate::table::normal_name;
use crate::text::{cell, shorten};

/// Reads an item whose first line is `line`.
///
/// # Errors
/// [`Problem::BrokenXml`] with the parser's words.
pub(crate) fn parse(xml: &str, line: u64) -> Result<Item, Problem> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.allow_dangling_amp = true; // `Salt & Pepper` is not worth losing an item
    config.expand_empty_elements = true;
    let mut parsing = Parsing {
        item: Item {
            line,
            last_line: line + newlines(xml),
            ..Item::default()
        },
        ..Parsing::default()
    };
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let event = reader.read_event().map_err(|error| Problem::BrokenXml {
            what: shorten(&error.to_string(), 120),
        })?;
        match event {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                parsing.start(&name, line + newlines(xml.get(..at).unwrap_or_default()));
            }
            Event::End(tag) => {
                let name = tag.name().as_ref().to_owned();
                parsing.end(&name);
            }
            Event::Text(text) => parsing.text.push_str(&text.xml10_content()),
            Event::CData(text) => parsing.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => parsing.text.push_str(&resolve(&reference)),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if parsing.depth > 0 {
        return Err(Problem::BrokenXml {
            what: "an element is not closed".to_owned(),
        });
    }
    Ok(parsing.item)
}

fn newlines(text: &str) -> u64 {
    u64::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(0)
}

/// An item while its elements come in.
#[derive(Default)]
struct Parsing {
    item: Item,
    depth: usize,
    /// The attribute element we are in: name as written and line.
    element: (String, u64),
    text: String,
    detail: Detail,
}

/// The attribute's name without its prefix (`g:`), in normal form.
fn local(name: &str) -> String {
    normal_name(name.rsplit(':').next().unwrap_or(name))
}

impl Parsing {
    fn start(&mut self, name: &str, line: u64) {
        match self.depth {
            0 => {}
            1 => {
                self.element = (name.to_owned(), line);
                self.text.clear();
                self.detail = Detail::default();
            }
            // Mark-up that was not escaped, or the parts of a detail.
            _ if self.is_detail() => self.text.clear(),
            _ => {
                self.text.push('<');
                self.text.push_str(name);
                self.text.push('>');
            }
        }
        self.depth += 1;
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        match self.depth {
            0 => {}
            1 => self.finish_element(),
            _ if self.is_detail() => {
                let text = self.text.trim().to_owned();
                match local(name).as_str() {
                    "section name" => self.detail.section = text,
                    "attribute name" => self.detail.name = text,
                    "attribute value" => self.detail.value = text,
                    _ => {}
                }
            }
            _ if matches!(name, "br" | "hr" | "img") => {} // `<br/>` was expanded
            _ => {
                self.text.push_str("</");
                self.text.push_str(name);
                self.text.push('>');
            }
        }
    }

    fn is_detail(&self) -> bool {
        local(&self.element.0) == "product detail"
    }

    fn finish_element(&mut self) {
        let Some(attribute) = Attribute::named(&local(&self.element.0)) else {
            return;
        };
        if attribute == Attribute::ProductDetail {
            let detail = std::mem::take(&mut self.detail);
            if !detail.name.is_empty() && !detail.value.is_empty() {
                self.item.details.push(detail);
            }
            return;
        }
        // XML has no spreadsheet's wrappers, so nothing must be taken for one when the value is read.
        let text = cell::guard(self.text.trim());
        self.text.clear();
        let is_damaged = text.contains('\u{fffd}');
        let (name, line) = self.element.clone();
        self.item.values.push(Value {
            attribute,
            name,
            text,
            line,
            is_damaged,
        });
    }
}

/// A character or entity reference; unknown entities stay as they are written.
fn resolve(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    const ENTITIES: [(&str, &str); 24] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("copy", "©"),
        ("reg", "®"),
        ("trade", "™"),
        ("euro", "€"),
        ("pound", "£"),
        ("hellip", "…"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("bull", "•"),
        ("times", "×"),
        ("deg", "°"),
        ("eacute", "é"),
        ("frac12", "½"),
        ("sup2", "²"),
    ];
    let name: &str = reference;
    let known = ENTITIES.iter().find(|(entity, _)| *entity == name);
    known.map_or_else(|| format!("&{name};"), |(_, text)| (*text).to_owned())
}
