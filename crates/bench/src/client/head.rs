//! The head of an answer: as much of it as a client must know to find the end of the body.

use std::io;

use super::malformed;

/// What a head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// The status code.
    pub(super) status: u16,
    /// Its own length, the empty line included.
    pub(super) bytes: usize,
    /// The body's length.
    pub(super) length: Length,
    /// Does the connection end with this answer?
    pub(super) closes: bool,
}

/// How the end of a body is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// It has so many bytes.
    Known(usize),
    /// It comes in chunks.
    Chunked,
}

impl Head {
    /// Reads a head from the beginning of what was received; nothing while it is not complete.
    pub(super) fn parse(received: &[u8]) -> io::Result<Option<Self>> {
        let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else {
            return Ok(None);
        };
        let text = received
            .get(..end)
            .and_then(|head| std::str::from_utf8(head).ok());
        let mut lines = text
            .ok_or_else(|| malformed("the head is no text"))?
            .split("\r\n");
        let status = lines.next().and_then(|line| line.strip_prefix("HTTP/1.1 "));
        let status = status.and_then(|rest| rest.get(..3)?.parse().ok());
        let status = status.ok_or_else(|| malformed("the answer is no HTTP/1.1"))?;
        let mut head = Self {
            status,
            bytes: end + 4,
            length: Length::Known(0),
            closes: false,
        };
        for line in lines {
            head.learn(line)?;
        }
        Ok(Some(head))
    }

    fn learn(&mut self, line: &str) -> io::Result<()> {
        let Some((name, value)) = line.split_once(':') else {
            return Err(malformed("a line of the head has no name"));
        };
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-length") {
            let length = value.parse().map_err(|_| malformed("the length is no number"))?;
            self.length = Length::Known(length);
        } else if name.eq_ignore_ascii_case("transfer-encoding") && value.eq_ignore_ascii_case("chunked") {
            self.length = Length::Chunked;
        } else if name.eq_ignore_ascii_case("connection") {
            self.closes = value.eq_ignore_ascii_case("close");
        }
        Ok(())
    }
}

/// The length of a chunk, from the line before it.
pub(super) fn chunk_length(line: &[u8]) -> io::Result<usize> {
    let text = std::str::from_utf8(line).ok();
    let digits = text.map(|text| text.split_once(';').map_or(text, |(digits, _)| digits));
    let length = digits.and_then(|digits| usize::from_str_radix(digits.trim(), 16).ok());
    length
        .filter(|length| *length <= super::ANSWER_BYTES_MAX)
        .ok_or_else(|| malformed("a chunk has no length"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_whatever_the_case_of_its_names() {
        let head = Head::parse(b"HTTP/1.1 404 Not Found\r\nContent-LENGTH: 12\r\nx: y\r\n\r\nbody").unwrap();
        assert_eq!(
            head,
            Some(Head {
                status: 404,
                bytes: 52,
                length: Length::Known(12),
                closes: false
            })
        );
        let head = Head::parse(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            .unwrap()
            .unwrap();
        assert_eq!((head.length, head.closes), (Length::Known(0), true));
    }

    #[test]
    fn an_incomplete_head_is_waited_for_and_a_wrong_one_is_not() {
        assert_eq!(
            Head::parse(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n").unwrap(),
            None
        );
        for wrong in [
            "SSH-2.0\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nx\r\n\r\n",
        ] {
            assert!(Head::parse(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn chunks_have_hexadecimal_lengths() {
        assert_eq!(chunk_length(b"1aF").unwrap(), 0x1af);
        assert_eq!(chunk_length(b"5;name=value").unwrap(), 5);
        for wrong in [&b""[..], b"g", b"ffffffffffffffff"] {
            assert!(chunk_length(wrong).is_err());
        }
    }
}
