//! Items from RSS and Atom. The stream is cut at item boundaries first and each item parsed alone, so that damage in one
//! item does not reach the next.

use std::io::Read;

use super::item::{ItemEvent, Items};
use super::xml_item;
use crate::table::Input;
use crate::text::charset::Utf8Reader;
use crate::{Detected, Effect, Limits, Problem, ReadOptions};

/// Elements read as items.
pub(crate) struct XmlItems<R> {
    input: Input<Utf8Reader<R>>,
    limits: Limits,
    line: u64,
}

/// Something that begins with `<`.
#[derive(Debug, PartialEq, Eq)]
enum Mark {
    /// `<item>` or `<entry>`.
    ItemStart,
    /// `</item>` or `</entry>`.
    ItemEnd,
    /// A comment or CDATA section of this length.
    Passage(usize),
    /// A comment or CDATA section that does not end in these bytes.
    OpenPassage,
    /// Anything else.
    Other,
}

impl<R: Read> XmlItems<R> {
    pub(crate) fn new(input: R, detected: &Detected, options: &ReadOptions) -> Self {
        let reader = Utf8Reader::for_xml(input, detected.charset, detected.declared);
        Self {
            input: Input::new(reader),
            limits: options.limits,
            line: 1,
        }
    }

    /// Drops bytes and counts the lines in them.
    fn pass(&mut self, count: usize) {
        let passed = self.input.rest().get(..count).unwrap_or(self.input.rest());
        let lines = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line += u64::try_from(lines).unwrap_or(0);
        self.input.at += passed.len();
    }

    /// Goes to the beginning of the next item. False at the end.
    fn find_start(&mut self) -> bool {
        loop {
            let rest = self.input.rest();
            let Some(at) = rest.iter().position(|byte| *byte == b'<') else {
                let all = rest.len();
                self.pass(all);
                if self.input.ended {
                    return false;
                }
                self.input.fill();
                continue;
            };
            self.pass(at);
            let is_short = self.input.rest().len() < MARK_BYTES && !self.input.ended;
            let mark = if is_short {
                Mark::OpenPassage
            } else {
                mark(self.input.rest())
            };
            match mark {
                Mark::ItemStart => return true,
                Mark::Passage(length) => self.pass(length),
                Mark::OpenPassage
                    if !self.input.ended && self.input.rest().len() <= self.limits.row_bytes =>
                {
                    self.input.fill();
                }
                Mark::OpenPassage | Mark::ItemEnd | Mark::Other => self.pass(1),
            }
        }
    }

    /// The item that begins here: its length, or what is wrong and how much of it to pass over.
    fn find_end(&mut self) -> Result<usize, (usize, Problem)> {
        let mut at = 1;
        loop {
            let rest = self.input.rest();
            let found = rest
                .get(at..)
                .unwrap_or_default()
                .iter()
                .position(|byte| *byte == b'<');
            let start = found.map(|offset| at + offset);
            let tail = start.and_then(|start| rest.get(start..)).unwrap_or_default();
            let needs_more = tail.len() < MARK_BYTES && !self.input.ended;
            let mark = if needs_more { Mark::OpenPassage } else { mark(tail) };
            match (start, mark) {
                (Some(start), Mark::ItemEnd) => match tail.iter().position(|byte| *byte == b'>') {
                    Some(end) => return Ok(start + end + 1),
                    None if self.input.ended => return Ok(rest.len()),
                    None => {}
                },
                (Some(start), Mark::ItemStart) => {
                    let what = "the element before it is not closed".to_owned();
                    return Err((start, Problem::BrokenXml { what }));
                }
                (Some(start), Mark::Passage(length)) => {
                    at = start + length;
                    continue;
                }
                (Some(start), Mark::Other) => {
                    at = start + 1;
                    continue;
                }
                (_, Mark::OpenPassage) | (None, _) => {}
            }
            if self.input.ended {
                return Err((1, Problem::CutOff));
            }
            if rest.len() > self.limits.row_bytes {
                return Err((
                    1,
                    Problem::RowTooLong {
                        limit: self.limits.row_bytes,
                    },
                ));
            }
            self.input.fill();
        }
    }
}

impl<R: Read> Items for XmlItems<R> {
    fn next_item(&mut self) -> Option<ItemEvent> {
        if !self.find_start() {
            let failed = std::mem::take(&mut self.input.failed);
            return failed.then(|| ItemEvent::Bad {
                line: self.line,
                text: String::new(),
                problem: Problem::Interrupted,
                effect: Effect::ReadingStopped,
            });
        }
        let line = self.line;
        let (length, result) = match self.find_end() {
            Ok(length) => {
                let bytes = self.input.rest().get(..length).unwrap_or_default();
                (length, xml_item::parse(&String::from_utf8_lossy(bytes), line))
            }
            Err((passed, problem)) => (passed, Err(problem)),
        };
        let shown = self
            .input
            .rest()
            .get(..length.clamp(120, 400))
            .unwrap_or(self.input.rest());
        let text = String::from_utf8_lossy(shown)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        self.pass(length);
        Some(match result {
            Ok(item) => ItemEvent::Item(item),
            Err(problem) => ItemEvent::Bad {
                line,
                text,
                problem,
                effect: Effect::RowLeftOut,
            },
        })
    }
}

/// Bytes that tell a mark: the longest beginning, with a prefix.
const MARK_BYTES: usize = 40;

/// What begins here, with `<`.
fn mark(bytes: &[u8]) -> Mark {
    for (begin, end) in [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>")] {
        if bytes.starts_with(begin) {
            let inside = bytes.get(begin.len()..).unwrap_or_default();
            let found = inside.windows(3).position(|window| window == end);
            return found.map_or(Mark::OpenPassage, |at| Mark::Passage(begin.len() + at + 3));
        }
    }
    let (is_end, name) = match bytes.get(1) {
        Some(b'/') => (true, bytes.get(2..).unwrap_or_default()),
        _ => (false, bytes.get(1..).unwrap_or_default()),
    };
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.');
    let length = name.iter().take(MARK_BYTES).take_while(is_name).count();
    let name = name.get(..length).unwrap_or_default();
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    match (is_end, local == b"item" || local == b"entry") {
        (false, true) => Mark::ItemStart,
        (true, true) => Mark::ItemEnd,
        _ => Mark::Other,
    }
}
