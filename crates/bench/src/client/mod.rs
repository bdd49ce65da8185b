//! An HTTP/1.1 client for asking the same server again and again: one connection, one request at a time, no copies. It costs a
//! few microseconds a request, so that on a small machine the server has the rest.

mod head;

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use head::{Head, Length};

/// Room that is made for what comes in.
const ROOM: usize = 64 * 1024;
/// A larger answer than this is none that is measured here.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A connection to the server.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    body: Vec<u8>,
    must_close: bool,
}

/// An answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer<'a> {
    /// The status code.
    pub(crate) status: u16,
    /// The whole body.
    pub(crate) body: &'a [u8],
}

impl Connection {
    /// Connects.
    pub(crate) async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::with_capacity(ROOM),
            body: Vec::new(),
            must_close: false,
        })
    }

    /// Has the server said that this connection ends with the last answer?
    pub(crate) const fn must_close(&self) -> bool {
        self.must_close
    }

    /// Sends a whole request and waits for the whole answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.received.clear();
        self.body.clear();
        self.stream.write_all(request).await?;
        let head = loop {
            self.receive().await?;
            if let Some(head) = Head::parse(&self.received)? {
                break head;
            }
        };
        self.must_close = head.closes;
        match head.length {
            Length::Known(length) => {
                while self.received.len() < head.bytes + length {
                    self.receive().await?;
                }
                let body = self.received.get(head.bytes..head.bytes + length);
                Ok(Answer {
                    status: head.status,
                    body: body.unwrap_or_default(),
                })
            }
            Length::Chunked => {
                self.receive_chunks(head.bytes).await?;
                Ok(Answer {
                    status: head.status,
                    body: &self.body,
                })
            }
        }
    }

    async fn receive(&mut self) -> io::Result<()> {
        if self.received.len() > ANSWER_BYTES_MAX {
            return Err(malformed("the answer is too large"));
        }
        if self.received.capacity() - self.received.len() < ROOM / 4 {
            self.received.reserve(ROOM);
        }
        match self.stream.read_buf(&mut self.received).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }

    /// A body in chunks, each with its length in hexadecimal digits on a line before it; the last one is empty.
    async fn receive_chunks(&mut self, mut at: usize) -> io::Result<()> {
        loop {
            let line = loop {
                let rest = self.received.get(at..).unwrap_or_default();
                if let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
                    break at + end;
                }
                self.receive().await?;
            };
            let length = head::chunk_length(self.received.get(at..line).unwrap_or_default())?;
            let (begin, end) = (line + 2, line + 2 + length);
            while self.received.len() < end + 2 {
                self.receive().await?;
            }
            self.body
                .extend_from_slice(self.received.get(begin..end).unwrap_or_default());
            at = end + 2;
            if length == 0 {
                return Ok(());
            }
        }
    }
}

fn malformed(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    /// Serves these pieces one after the other, each in a packet of its own, and answers what a client makes of them.
    async fn asked(pieces: &'static [&'static str]) -> io::Result<(u16, Vec<u8>, bool)> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let mut request = [0; 64];
            let _ = stream.read(&mut request).await?;
            for piece in pieces {
                stream.write_all(piece.as_bytes()).await?;
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            io::Result::Ok(())
        });
        let mut connection = Connection::open(address).await?;
        let answer = connection.ask(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
        let answer = answer.map(|answer| (answer.status, answer.body.to_vec()));
        server.await.unwrap()?;
        answer.map(|(status, body)| (status, body, connection.must_close()))
    }

    #[tokio::test]
    async fn an_answer_may_come_in_pieces() {
        let pieces = &["HTTP/1.1 200 OK\r\ncontent-le", "ngth: 11\r\n\r\nhello", " there"];
        assert_eq!(
            asked(pieces).await.unwrap(),
            (200, b"hello there".to_vec(), false)
        );
    }

    #[tokio::test]
    async fn a_body_may_come_in_chunks() {
        let pieces = &[
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n5\r\nhel",
            "lo\r\n1;x=y\r\n \r",
            "\n5\r\nthere\r\n0\r\n\r\n",
        ];
        assert_eq!(asked(pieces).await.unwrap(), (200, b"hello there".to_vec(), true));
    }

    #[tokio::test]
    async fn an_answer_that_breaks_off_is_none() {
        let error = asked(&["HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello"])
            .await
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}
