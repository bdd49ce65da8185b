//! Bytes of a stream, read ahead of the cutting.

use std::io::Read;

use crate::text::charset;

const CHUNK: usize = 64 * 1024;

/// Bytes that have been read and not yet cut.
#[derive(Debug)]
pub(crate) struct Input<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where the bytes that were not cut yet begin.
    pub(crate) at: usize,
    /// Nothing comes after what has been read.
    pub(crate) ended: bool,
    /// Reading ended because the stream failed.
    pub(crate) failed: bool,
}

impl<R: Read> Input<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            ended: false,
            failed: false,
        }
    }

    /// What has been read and not yet cut.
    pub(crate) fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Reads another chunk behind what is there.
    pub(crate) fn fill(&mut self) {
        if self.at > 0 {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        let filled = self.buffer.len();
        self.buffer.resize(filled + CHUNK, 0);
        let space = self.buffer.get_mut(filled..).unwrap_or_default();
        let count = match charset::read_some(&mut self.reader, space) {
            Ok(count) => count,
            Err(_) => {
                self.failed = true;
                0
            }
        };
        self.buffer.truncate(filled + count);
        self.ended = count == 0;
    }

    /// Drops everything up to and including the next line end.
    pub(crate) fn drop_line(&mut self) {
        loop {
            if let Some(end) = self.rest().iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                if self.rest().get(end) == Some(&b'\r') && self.rest().get(end + 1).is_none() && !self.ended {
                    self.at += end;
                    self.fill();
                    continue;
                }
                let is_pair = self.rest().get(end..end + 2) == Some(b"\r\n");
                self.at += end + if is_pair { 2 } else { 1 };
                return;
            }
            self.at = self.buffer.len();
            if self.ended {
                return;
            }
            self.fill();
        }
    }
}
