//! Reading.

use std::sync::Arc;

use super::{Ask, pick, refusal};
use crate::client::Answer;

/// Of so many answers, one is looked through: looking costs the machine that is measured.
const LOOK_AT_EVERY: u64 = 64;

/// Something to read.
#[derive(Debug)]
pub(crate) struct Page {
    request: Vec<u8>,
    shows: Vec<u8>,
}

impl Page {
    /// What is at this path, and a text that is in it if it is right.
    pub(crate) fn new(path: &str, shows: &str) -> Self {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\n\r\n");
        Self {
            request: request.into_bytes(),
            shows: shows.as_bytes().to_vec(),
        }
    }
}

/// Somebody who reads one page after the other.
#[derive(Debug)]
pub(crate) struct Reading {
    pages: Arc<Vec<Page>>,
    asker: u32,
    asked: u64,
    at: usize,
}

impl Reading {
    /// So many of them, who read these pages.
    pub(crate) fn many(pages: Vec<Page>, count: u32) -> Vec<Self> {
        let pages = Arc::new(pages);
        let reading = |asker| Self {
            pages: Arc::clone(&pages),
            asker,
            asked: 0,
            at: 0,
        };
        (0..count).map(reading).collect()
    }
}

impl Ask for Reading {
    fn ask(&mut self, request: &mut Vec<u8>) {
        self.at = pick(self.asker, self.asked, self.pages.len());
        self.asked += 1;
        if let Some(page) = self.pages.get(self.at) {
            request.extend_from_slice(&page.request);
        }
    }

    fn heard(&mut self, answer: Answer<'_>) -> Result<(), String> {
        if answer.status != 200 {
            return Err(refusal(answer));
        }
        let looks = self.asked % LOOK_AT_EVERY == 1;
        let page = self.pages.get(self.at).filter(|_| looks);
        let is_right = page.is_none_or(|page| contains(answer.body, &page.shows));
        if is_right {
            Ok(())
        } else {
            Err("200 without what should be there".to_owned())
        }
    }
}

fn contains(body: &[u8], text: &[u8]) -> bool {
    text.is_empty() || body.windows(text.len()).any(|part| part == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_its_content_is_no_page() {
        let mut reader = Reading::many(vec![Page::new("/xx/a", "Kemeja")], 1).remove(0);
        let mut request = Vec::new();
        reader.ask(&mut request);
        assert!(request.starts_with(b"GET /xx/a HTTP/1.1\r\n") && request.ends_with(b"\r\n\r\n"));
        let heard = |reader: &mut Reading, status, body| reader.heard(Answer { status, body });
        assert_eq!(heard(&mut reader, 200, b"<h1>Kemeja</h1>"), Ok(()));
        assert!(heard(&mut reader, 200, b"<h1>Kaos</h1>").is_err());
        assert_eq!(heard(&mut reader, 503, b""), Err("503".to_owned()));
        // The second answer is not looked through.
        reader.ask(&mut request);
        assert_eq!(heard(&mut reader, 200, b"<h1>Kaos</h1>"), Ok(()));
    }
}
