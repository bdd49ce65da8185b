//! Finds the end of a row and the cells in it.

/// Where a cell stands in the row's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    start: usize,
    end: usize,
    /// Doubled quotes inside must be halved.
    doubled: bool,
}

impl Cell {
    /// The cell's bytes, quotes removed.
    pub(crate) fn bytes(self, row: &[u8]) -> Vec<u8> {
        let raw = row.get(self.start..self.end).unwrap_or_default();
        if !self.doubled {
            return raw.to_vec();
        }
        let mut out = Vec::with_capacity(raw.len());
        let mut skip = false;
        for byte in raw {
            if skip && *byte == b'"' {
                skip = false;
                continue;
            }
            skip = *byte == b'"';
            out.push(*byte);
        }
        out
    }
}

/// A row found in the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CutRow {
    pub(crate) cells: Vec<Cell>,
    /// Bytes of the row with its line end.
    pub(crate) length: usize,
    /// Physical lines it takes, at least one.
    pub(crate) lines: u64,
}

/// What the splitter found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cut {
    /// A whole row.
    Row(CutRow),
    /// The row does not end within these bytes.
    More,
    /// A quote opens a cell and is not closed properly; the first physical line has this many bytes.
    Unclosed { first_line: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes.
    Bare,
    /// In a quoted cell.
    Quoted,
    /// After a quote in a quoted cell.
    Closed,
}

/// Splits one row; it can be given more bytes of the same row and continues where it stopped.
#[derive(Debug)]
pub(crate) struct Splitter {
    delimiter: u8,
    columns_max: usize,
    state: State,
    at: usize,
    start: usize,
    doubled: bool,
    cell_has_break: bool,
    cells: Vec<Cell>,
    lines: u64,
    first_line: Option<usize>,
}

impl Splitter {
    pub(crate) fn new(delimiter: u8, columns_max: usize) -> Self {
        Self {
            delimiter,
            columns_max,
            state: State::Start,
            at: 0,
            start: 0,
            doubled: false,
            cell_has_break: false,
            cells: Vec::new(),
            lines: 1,
            first_line: None,
        }
    }

    /// Goes on in `bytes`, which begin with those given before. `is_all` says that the file ends with them.
    pub(crate) fn cut(&mut self, bytes: &[u8], is_all: bool) -> Cut {
        while let Some(byte) = bytes.get(self.at).copied() {
            let next = bytes.get(self.at + 1).copied();
            if next.is_none() && !is_all && matches!(byte, b'\r' | b'"') {
                return Cut::More; // what follows decides
            }
            if byte == b'\n' || byte == b'\r' {
                let width = if byte == b'\r' && next == Some(b'\n') {
                    2
                } else {
                    1
                };
                if self.state != State::Quoted {
                    return self.finish(self.at, self.at + width);
                }
                self.at += width;
                self.lines += 1;
                self.cell_has_break = true;
                self.first_line.get_or_insert(self.at);
                continue;
            }
            if !self.step(byte, next) {
                return Cut::Unclosed {
                    first_line: self.first_line.unwrap_or(self.at),
                };
            }
            self.at += 1;
        }
        if !is_all {
            return Cut::More;
        }
        if self.state == State::Quoted {
            return Cut::Unclosed {
                first_line: self.first_line.unwrap_or(bytes.len()),
            };
        }
        self.finish(self.at, self.at)
    }

    /// Where the row's first physical line ends, if that is known.
    pub(crate) fn first_line(&self) -> Option<usize> {
        self.first_line
    }

    /// One byte that is no line end. False when a quoted cell of several lines turns out never to have been closed.
    fn step(&mut self, byte: u8, next: Option<u8>) -> bool {
        match (self.state, byte) {
            (State::Start, b'"') => {
                self.state = State::Quoted;
                self.start = self.at + 1;
            }
            (State::Start | State::Bare, _) if byte == self.delimiter => {
                self.push(self.at);
            }
            (State::Start, _) => self.state = State::Bare,
            (State::Quoted, b'"') if next == Some(b'"') => {
                self.doubled = true;
                self.at += 1;
            }
            (State::Quoted, b'"') => {
                let ends =
                    next.is_none_or(|next| next == self.delimiter || matches!(next, b'\r' | b'\n' | b' '));
                if ends {
                    self.push_quoted();
                } else if self.cell_has_break {
                    // `"` opened in an earlier line, and now a quote in the middle of a text: that was another cell's
                    return false;
                }
                // else a quote inside the cell that should have been doubled (`"5" x 7""`): taken as it is
            }
            (State::Closed, _) if byte == self.delimiter => {
                self.state = State::Start;
                self.start = self.at + 1;
            }
            (State::Closed, b' ') | (State::Bare | State::Quoted, _) => {}
            (State::Closed, _) => return self.reopen(),
        }
        true
    }

    fn push(&mut self, end: usize) {
        if self.cells.len() <= self.columns_max {
            self.cells.push(Cell {
                start: self.start,
                end,
                doubled: self.doubled,
            });
        }
        self.doubled = false;
        self.cell_has_break = false;
        self.state = State::Start;
        self.start = end + 1;
    }

    fn push_quoted(&mut self) {
        let had_break = self.cell_has_break;
        self.push(self.at);
        self.cell_has_break = had_break;
        self.state = State::Closed;
    }

    /// `"a" b`: the quote before the space did not close the cell.
    fn reopen(&mut self) -> bool {
        if self.cell_has_break {
            return false;
        }
        if let Some(cell) = self.cells.pop() {
            self.start = cell.start;
            self.doubled = cell.doubled;
        }
        self.state = State::Quoted;
        true
    }

    fn finish(&mut self, end: usize, length: usize) -> Cut {
        if self.state != State::Closed {
            self.push(end);
        }
        let cells = std::mem::take(&mut self.cells);
        Cut::Row(CutRow {
            cells,
            length,
            lines: self.lines,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Cut {
        Splitter::new(b',', 100).cut(text.as_bytes(), true)
    }

    fn cells(text: &str) -> Vec<String> {
        let Cut::Row(row) = cut(text) else {
            panic!("{text}: {:?}", cut(text))
        };
        row.cells
            .iter()
            .map(|cell| String::from_utf8(cell.bytes(text.as_bytes())).unwrap())
            .collect()
    }

    #[test]
    fn quotes_and_line_ends() {
        assert_eq!(cells("a,b\r\nc"), ["a", "b"]);
        assert_eq!(cells("a,\rc"), ["a", ""]);
        assert_eq!(cells("\"a,\"\"b\"\"\n\",c"), ["a,\"b\"\n", "c"]);
        assert_eq!(cells("\"\",\"\"\"\""), ["", "\""]);
        assert_eq!(cells("\"a\" ,b"), ["a", "b"]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn quotes_that_should_have_been_doubled_are_kept() {
        assert_eq!(cells("\"TV 5\" x 7\", b\"c,\"d\""), ["TV 5\" x 7", " b\"c", "d"]);
        assert_eq!(cells("\"a\" b\",c"), ["a\" b", "c"]);
    }

    #[test]
    fn a_quote_that_nothing_closes_costs_one_line() {
        assert_eq!(cut("\"a,b\nc,d\n"), Cut::Unclosed { first_line: 5 });
        assert_eq!(cut("\"a,b\nc,\"d\"\n"), Cut::Unclosed { first_line: 5 });
        assert_eq!(cut("\"a"), Cut::Unclosed { first_line: 2 });
    }

    proptest! {
        #[test]
        fn pieces_give_what_the_whole_gives(text in "[a,\"\r\n ]{0,40}", at in 0_usize..40) {
            let whole = cut(&text);
            let mut splitter = Splitter::new(b',', 100);
            let at = at.min(text.len());
            let first = splitter.cut(&text.as_bytes()[..at], false);
            if first == Cut::More {
                prop_assert_eq!(splitter.cut(text.as_bytes(), true), whole);
            } else {
                prop_assert_eq!(first, whole);
            }
        }

        #[test]
        fn written_rows_are_read(row in prop::collection::vec("[a-c,\"\r\n ]{0,6}", 1..5)) {
            let text = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
            prop_assert_eq!(cells(&text), row);
        }
    }
}
