//! Google Merchant product data as RSS 2.0.

use std::io::{self, Write};

use super::google::{Ids, Links, item};
use crate::ProductDraft;

/// What an RSS feed says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// The shop's name.
    pub title: String,
    /// The shop's page.
    pub link: String,
    /// A sentence about the feed.
    pub description: String,
}

/// Writes drafts as a Google Merchant RSS feed, one item for each variant; what is said of
/// [`crate::GoogleTableWriter`] holds here too.
pub struct GoogleXmlWriter<'a, W> {
    out: W,
    links: Links<'a>,
    ids: Ids,
}

impl<'a, W: Write> GoogleXmlWriter<'a, W> {
    /// Writes the beginning of the feed.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn new(mut out: W, channel: &Channel, links: Links<'a>) -> io::Result<Self> {
        let [title, link, description] =
            [&channel.title, &channel.link, &channel.description].map(|text| escape(text));
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
            <rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\">\n<channel>\n\
            <title>{title}</title>\n<link>{link}</link>\n<description>{description}</description>\n"
        )?;
        Ok(Self {
            out,
            links,
            ids: Ids::default(),
        })
    }

    /// Writes the items of a product.
    ///
    /// # Errors
    /// When the output fails.
    pub fn write(&mut self, draft: &ProductDraft) -> io::Result<()> {
        for variant in &draft.variants {
            let id = self.ids.of(draft, variant);
            let item = item(draft, variant, &id, self.links);
            self.out.write_all(b"<item>\n")?;
            for (attribute, value) in &item.values {
                let name = attribute.name();
                writeln!(self.out, "<g:{name}>{}</g:{name}>", escape(value))?;
            }
            for detail in &item.details {
                let [section, name, value] =
                    [&detail.section, &detail.name, &detail.value].map(|part| escape(part));
                writeln!(
                    self.out,
                    "<g:product_detail><g:section_name>{section}</g:section_name>\
                    <g:attribute_name>{name}</g:attribute_name>\
                    <g:attribute_value>{value}</g:attribute_value></g:product_detail>"
                )?;
            }
            self.out.write_all(b"</item>\n")?;
        }
        Ok(())
    }

    /// Writes the end of the feed, flushes and gives the output back.
    ///
    /// # Errors
    /// When the output fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"</channel>\n</rss>\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Text between tags; characters that XML cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(character),
            '\r' => out.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_ascii_control() => {}
            other => out.push(other),
        }
    }
    out
}
