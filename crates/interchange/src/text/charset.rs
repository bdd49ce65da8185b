//! The encoding of a file: told from its first bytes, decoded while it streams.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

/// How a file's bytes stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Charset {
    /// UTF-8, with or without a byte order mark; plain ASCII too.
    Utf8,
    /// UTF-16, low byte first ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252 (Latin 1), what Excel writes as "CSV" in western Europe and Indonesia.
    Windows1252,
}

impl Charset {
    /// What these first bytes of a file are, with the length of the byte order mark; `None` when they are no text.
    pub(crate) fn sniff(head: &[u8]) -> Option<(Self, usize)> {
        if head.starts_with(&[0xef, 0xbb, 0xbf]) {
            return Some((Self::Utf8, 3));
        }
        if head.starts_with(&[0xff, 0xfe]) {
            return Some((Self::Utf16Le, 2));
        }
        if head.starts_with(&[0xfe, 0xff]) {
            return Some((Self::Utf16Be, 2));
        }
        if let Some(utf16) = Self::unmarked_utf16(head) {
            return Some((utf16, 0));
        }
        let noise = head
            .iter()
            .filter(|byte| **byte < 9 || (14..27).contains(*byte))
            .count();
        if noise * 100 > head.len() {
            return None; // text has (next to) no control characters
        }
        let is_utf8 = match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(error) if error.error_len().is_none() => true, // the head ends inside a character
            // A damaged UTF-8 file still has whole characters of several bytes; Latin text practically never does.
            Err(_) => has_multibyte(head),
        };
        Some((if is_utf8 { Self::Utf8 } else { Self::Windows1252 }, 0))
    }

    /// UTF-16 without a mark: every other byte of western text is zero.
    fn unmarked_utf16(head: &[u8]) -> Option<Self> {
        let sample = head.get(..head.len().min(200))?;
        let zeros = |odd: usize| {
            sample
                .iter()
                .skip(odd)
                .step_by(2)
                .filter(|byte| **byte == 0)
                .count()
        };
        let pairs = sample.len() / 2;
        if pairs < 4 {
            return None;
        }
        match (zeros(0), zeros(1)) {
            (0, high) if high * 10 >= pairs * 7 => Some(Self::Utf16Le),
            (high, 0) if high * 10 >= pairs * 7 => Some(Self::Utf16Be),
            _ => None,
        }
    }
}

/// Is there a well-formed UTF-8 character of two or more bytes?
pub(crate) fn has_multibyte(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// A cell's bytes as text, and whether some of them are damaged. Cells are decoded one by one, since files pasted together
/// from several sources mix encodings: well-formed UTF-8 is UTF-8, anything else is Windows-1252, unless the cell has
/// whole UTF-8 characters as well (then what does not fit is replaced).
pub(crate) fn decode_cell(bytes: &[u8], charset: Charset) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), text.contains('\u{fffd}')),
        Err(_) if has_multibyte(bytes) => (String::from_utf8_lossy(bytes), true),
        Err(_) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            (text, charset == Charset::Utf8)
        }
    }
}

/// A reader that yields UTF-8 whatever the encoding; what cannot be decoded becomes U+FFFD. For UTF-8 input it
/// passes bytes through unchecked when `passes_utf8` is set.
pub(crate) struct Utf8Reader<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    raw_at: usize,
    ended: bool,
    out: Vec<u8>,
    out_at: usize,
}

const CHUNK: usize = 16 * 1024;

impl<R: Read> Utf8Reader<R> {
    /// A reader of a table: byte encodings pass through (cells decode themselves), UTF-16 is decoded.
    pub(crate) fn for_table(inner: R, charset: Charset) -> Self {
        let decoder = match charset {
            Charset::Utf8 | Charset::Windows1252 => None,
            Charset::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Charset::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
        };
        Self::with_decoder(inner, decoder)
    }

    /// A reader of XML, in the encoding its declaration or mark names.
    pub(crate) fn for_xml(inner: R, charset: Charset, declared: Option<&'static Encoding>) -> Self {
        let encoding = match charset {
            Charset::Utf16Le => UTF_16LE,
            Charset::Utf16Be => UTF_16BE,
            Charset::Utf8 => declared
                .filter(|encoding| encoding.is_ascii_compatible())
                .unwrap_or(UTF_8),
            Charset::Windows1252 => declared
                .filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
                .unwrap_or(WINDOWS_1252),
        };
        Self::with_decoder(inner, Some(encoding.new_decoder_without_bom_handling()))
    }

    fn with_decoder(inner: R, decoder: Option<Decoder>) -> Self {
        Self {
            inner,
            decoder,
            raw: Vec::new(),
            raw_at: 0,
            ended: false,
            out: Vec::new(),
            out_at: 0,
        }
    }

    /// Fills `out` with the next decoded bytes; leaves it empty at the end.
    fn refill(&mut self, decoder: &mut Decoder) -> io::Result<()> {
        self.out.clear();
        self.out_at = 0;
        while self.out.is_empty() {
            if self.raw_at >= self.raw.len() {
                if self.ended {
                    return Ok(());
                }
                self.raw.resize(CHUNK, 0);
                let count = read_some(&mut self.inner, &mut self.raw)?;
                self.raw.truncate(count);
                self.raw_at = 0;
                self.ended = count == 0;
            }
            let mut piece = vec![0; CHUNK * 3 + 16];
            let source = self.raw.get(self.raw_at..).unwrap_or_default();
            let (result, taken, made, _) = decoder.decode_to_utf8(source, &mut piece, self.ended);
            self.raw_at = self.raw_at.saturating_add(taken);
            piece.truncate(made);
            self.out = piece;
            if self.ended && result == CoderResult::InputEmpty {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(mut decoder) = self.decoder.take() else {
            return read_some(&mut self.inner, buffer);
        };
        let finished = self.ended && self.raw_at >= self.raw.len() && self.out_at >= self.out.len();
        let refilled = if self.out_at >= self.out.len() && !finished {
            self.refill(&mut decoder)
        } else {
            Ok(())
        };
        self.decoder = Some(decoder);
        refilled?;
        let ready = self.out.get(self.out_at..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(ready) {
            *to = *from;
        }
        self.out_at += count;
        Ok(count)
    }
}

/// Reads again when interrupted by a signal.
pub(crate) fn read_some(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, low_first: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if low_first {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    fn decoded(bytes: &[u8], charset: Charset) -> String {
        let mut out = String::new();
        Utf8Reader::for_table(bytes, charset)
            .read_to_string(&mut out)
            .unwrap();
        out
    }

    #[test]
    fn encodings_are_told_from_the_first_bytes() {
        assert_eq!(Charset::sniff(b"\xef\xbb\xbfHandle"), Some((Charset::Utf8, 3)));
        assert_eq!(Charset::sniff(b"Handle,Title\n"), Some((Charset::Utf8, 0)));
        assert_eq!(Charset::sniff("Café,Größe".as_bytes()), Some((Charset::Utf8, 0)));
        assert_eq!(
            Charset::sniff(b"Caf\xe9,Gr\xf6\xdfe"),
            Some((Charset::Windows1252, 0))
        );
        assert_eq!(Charset::sniff(b"Handle \xe2\x82"), Some((Charset::Utf8, 0)));
        assert_eq!(
            Charset::sniff(&utf16("Handle,Title", true)),
            Some((Charset::Utf16Le, 0))
        );
        assert_eq!(
            Charset::sniff(&utf16("Handle,Title", false)),
            Some((Charset::Utf16Be, 0))
        );
        assert_eq!(Charset::sniff(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), None);
    }

    #[test]
    fn cells_decode_themselves() {
        assert_eq!(
            decode_cell(b"Caf\xe9", Charset::Windows1252),
            ("Café".into(), false)
        );
        assert_eq!(decode_cell(b"Caf\xe9", Charset::Utf8), ("Café".into(), true));
        assert_eq!(
            decode_cell(b"Caf\xc3\xa9 \xe9", Charset::Utf8),
            ("Café \u{fffd}".into(), true)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn utf16_comes_out_whole(text in "(\\PC|😀|\n){0,60}", times in 1_usize..600, low_first: bool) {
            let text = text.repeat(times);
            let charset = if low_first { Charset::Utf16Le } else { Charset::Utf16Be };
            prop_assert_eq!(decoded(&utf16(&text, low_first), charset), text);
        }

        #[test]
        fn any_bytes_decode(bytes: Vec<u8>) {
            decoded(&bytes, Charset::Utf16Be);
        }
    }
}
