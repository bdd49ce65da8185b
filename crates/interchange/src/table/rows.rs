//! Rows of delimited text from a stream.

use std::io::Read;

use super::input::Input;
use super::{Cut, CutRow, Splitter};
use crate::text::charset::{self, Charset, Utf8Reader};
use crate::{Limits, Problem};

/// A row that was cut and decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The physical line it begins on, 1-based.
    pub(crate) line: u64,
    /// The physical line it ends on.
    pub(crate) last_line: u64,
    /// The cells as text, quotes removed.
    pub(crate) cells: Vec<String>,
    /// Places of cells with damaged characters.
    pub(crate) damaged: Vec<usize>,
}

impl Row {
    /// Nothing but empty cells?
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// What comes next in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowEvent {
    /// A row.
    Row(Row),
    /// A row that cannot be cut; reading goes on after it.
    Bad {
        /// Where it begins.
        line: u64,
        /// The beginning of its text, to show.
        text: String,
        /// What is wrong.
        problem: Problem,
    },
    /// The stream failed; nothing comes after.
    Stopped {
        /// The last line that was read.
        line: u64,
    },
}

/// Cuts a stream into rows. Holds at most one row of the limit's size and one chunk.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    input: Input<R>,
    charset: Charset,
    delimiter: u8,
    limits: Limits,
    /// The line at which the next row begins.
    line: u64,
}

impl<R: Read> Rows<Utf8Reader<R>> {
    /// Rows of `input`, whose byte order mark has been taken off. The first row stands in `line`.
    pub(crate) fn new(input: R, charset: Charset, delimiter: u8, limits: Limits) -> Self {
        let reader = Utf8Reader::for_table(input, charset);
        let input = Input::new(reader);
        Self {
            input,
            charset,
            delimiter,
            limits,
            line: 1,
        }
    }
}

impl<R: Read> Rows<R> {
    /// Counts lines that were read before the input began.
    pub(crate) fn pass_lines(&mut self, lines: u64) {
        self.line += lines;
    }

    /// The next row, bad row or failure; `None` at the end. Blank physical lines are passed over.
    pub(crate) fn next_event(&mut self) -> Option<RowEvent> {
        loop {
            match self.next_any()? {
                RowEvent::Row(row) if row.cells.len() <= 1 && row.is_blank() => {}
                event => return Some(event),
            }
        }
    }

    fn next_any(&mut self) -> Option<RowEvent> {
        let mut splitter = Splitter::new(self.delimiter, self.limits.columns);
        loop {
            let cut = splitter.cut(self.input.rest(), self.input.ended);
            let too_long = self.input.rest().len() > self.limits.row_bytes;
            match cut {
                Cut::Row(row) if row.length == 0 => return self.at_end(),
                Cut::Row(row) => return Some(self.take(&row)),
                Cut::Unclosed { first_line } => {
                    return Some(self.skip_line(first_line, Problem::UnclosedQuote));
                }
                Cut::More if too_long => return Some(self.too_long(splitter.first_line())),
                Cut::More => self.input.fill(),
            }
        }
    }

    fn at_end(&mut self) -> Option<RowEvent> {
        if std::mem::take(&mut self.input.failed) {
            Some(RowEvent::Stopped { line: self.line })
        } else {
            None
        }
    }

    fn take(&mut self, cut: &CutRow) -> RowEvent {
        let line = self.line;
        let mut row = Row {
            line,
            last_line: line + cut.lines - 1,
            cells: Vec::new(),
            damaged: Vec::new(),
        };
        for (place, cell) in cut.cells.iter().enumerate() {
            let bytes = cell.bytes(self.input.rest());
            let (text, is_damaged) = charset::decode_cell(&bytes, self.charset);
            if is_damaged {
                row.damaged.push(place);
            }
            row.cells.push(text.into_owned());
        }
        self.input.at += cut.length;
        self.line += cut.lines;
        RowEvent::Row(row)
    }

    /// Leaves out one physical line; the next row begins after it.
    fn skip_line(&mut self, length: usize, problem: Problem) -> RowEvent {
        let line = self.line;
        let bytes = self
            .input
            .rest()
            .get(..length.min(200))
            .unwrap_or(self.input.rest());
        let text = charset::decode_cell(bytes, self.charset).0.trim().to_owned();
        self.input.at += length;
        self.line += 1;
        RowEvent::Bad { line, text, problem }
    }

    /// The row has no end within the limit. If its first line has, a quote was not closed; else the line itself is too
    /// long and everything up to its end goes.
    fn too_long(&mut self, first_line: Option<usize>) -> RowEvent {
        if let Some(length) = first_line {
            return self.skip_line(length, Problem::UnclosedQuote);
        }
        let line = self.line;
        let shown = self.input.rest().get(..200).unwrap_or_default();
        let text = charset::decode_cell(shown, self.charset).0.into_owned();
        self.input.drop_line();
        self.line += 1;
        RowEvent::Bad {
            line,
            text,
            problem: Problem::RowTooLong {
                limit: self.limits.row_bytes,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn events(text: &[u8], limits: Limits) -> Vec<RowEvent> {
        let mut rows = Rows::new(text, Charset::Utf8, b',', limits);
        std::iter::from_fn(|| rows.next_event()).collect()
    }

    fn lines(text: &str) -> Vec<(u64, Vec<String>)> {
        events(text.as_bytes(), Limits::default())
            .into_iter()
            .map(|event| match event {
                RowEvent::Row(row) => (row.line, row.cells),
                RowEvent::Bad { line, problem, .. } => (line, vec![problem.code().to_owned()]),
                RowEvent::Stopped { line } => (line, Vec::new()),
            })
            .collect()
    }

    #[test]
    fn line_numbers_are_physical_whatever_the_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("a,\"b{end}{end}c\"{end}{end}d,e{end}f,g");
            let numbers: Vec<u64> = lines(&text).iter().map(|(line, _)| *line).collect();
            assert_eq!(numbers, [1, 5, 6], "{end:?}");
        }
    }

    #[test]
    fn a_bad_quote_loses_its_line_only() {
        assert_eq!(
            lines("a,b\n\"c,d\ne,f\n\"g\",h\n"),
            [
                (1, vec!["a".to_owned(), "b".to_owned()]),
                (2, vec!["unclosed-quote".to_owned()]),
                (3, vec!["e".to_owned(), "f".to_owned()]),
                (4, vec!["g".to_owned(), "h".to_owned()]),
            ]
        );
    }

    #[test]
    fn a_row_beyond_the_limit_is_left_out_and_reading_goes_on() {
        let limits = Limits {
            row_bytes: 100_000,
            ..Limits::default()
        };
        let text = format!(
            "a,b\n{},x\r\nc,d\n\"{}\n",
            "y".repeat(200_000),
            "z\n".repeat(100_000)
        );
        let found = events(text.as_bytes(), limits);
        assert!(matches!(
            &found[1],
            RowEvent::Bad {
                line: 2,
                problem: Problem::RowTooLong { .. },
                ..
            }
        ));
        assert!(matches!(&found[2], RowEvent::Row(row) if row.line == 3 && row.cells == ["c", "d"]));
        assert!(matches!(
            &found[3],
            RowEvent::Bad {
                line: 4,
                problem: Problem::UnclosedQuote,
                ..
            }
        ));
    }

    proptest! {
        #[test]
        fn any_bytes_are_rows(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            events(&bytes, Limits { row_bytes: 50, columns: 4, ..Limits::default() });
        }
    }
}
