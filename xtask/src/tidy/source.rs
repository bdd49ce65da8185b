//! A Rust file taken apart just far enough for the rules: code, texts and comments, and which lines are tests.

use std::ops::Range;

/// A Rust file. Lines are counted from 1, as editors do.
pub(crate) struct Source {
    /// The path below the workspace, with `/`.
    pub(crate) path: String,
    /// Each line without its comments and with the insides of its texts left out.
    pub(crate) code: Vec<String>,
    /// The texts (string literals) with the line that each begins on.
    pub(crate) texts: Vec<(usize, String)>,
    /// The comments with the line that each begins on.
    pub(crate) comments: Vec<(usize, String)>,
    tests: Vec<Range<usize>>,
    is_test_file: bool,
}

impl Source {
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let mut scanner = Scanner::new(text);
        scanner.run();
        let code: Vec<String> = scanner.code.lines().map(str::to_owned).collect();
        let tests = test_ranges(&code);
        let is_test_file = path
            .split('/')
            .any(|part| matches!(part, "tests" | "examples" | "benches" | "tests.rs"))
            || path.starts_with("crates/testkit/");
        Self {
            path: path.to_owned(),
            code,
            texts: scanner.texts,
            comments: scanner.comments,
            tests,
            is_test_file,
        }
    }

    /// The crate that the file belongs to, for example `store`, or `xtask`.
    pub(crate) fn krate(&self) -> &str {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some("crates") => parts.next().unwrap_or_default(),
            first => first.unwrap_or_default(),
        }
    }

    /// Whether a line only exists for tests.
    pub(crate) fn is_test(&self, line: usize) -> bool {
        self.is_test_file || self.tests.iter().any(|range| range.contains(&line))
    }

    /// How many lines are not for tests.
    pub(crate) fn lines(&self) -> usize {
        (1..=self.code.len()).filter(|&line| !self.is_test(line)).count()
    }

    /// The code lines that are not for tests, with their numbers.
    pub(crate) fn product_code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code
            .iter()
            .enumerate()
            .map(|(index, code)| (index + 1, code.as_str()))
            .filter(|&(line, _)| !self.is_test(line))
    }

    /// The texts that are not in tests, with their lines.
    pub(crate) fn product_texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.texts
            .iter()
            .map(|(line, text)| (*line, text.as_str()))
            .filter(|&(line, _)| !self.is_test(line))
    }

    /// The functions outside tests: name, first line, number of lines.
    pub(crate) fn functions(&self) -> Vec<(String, usize, usize)> {
        let text = self.code.join("\n");
        let mut functions = Vec::new();
        for (at, _) in text.match_indices("fn ") {
            if text[..at].chars().next_back().is_some_and(is_word) {
                continue;
            }
            let name: String = text[at + 3..]
                .chars()
                .take_while(|&letter| is_word(letter))
                .collect();
            let Some(end) = (!name.is_empty()).then(|| end_of_item(&text, at)).flatten() else {
                continue;
            };
            let first = line_of(&text, at);
            if !self.is_test(first) {
                functions.push((name, first, line_of(&text, end) - first + 1));
            }
        }
        functions
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Where the item that begins at `at` ends: at the `}` of its body, or at its `;` (then it has no body).
fn end_of_item(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0_i32;
    let mut in_body = false;
    for (offset, letter) in text[at..].char_indices() {
        match letter {
            '{' | '(' | '[' => {
                in_body |= letter == '{' && depth == 0;
                depth += 1;
            }
            '}' | ')' | ']' => {
                depth -= 1;
                if depth == 0 && in_body && letter == '}' {
                    return Some(at + offset);
                }
            }
            ';' if depth == 0 => return Some(at + offset),
            _ => {}
        }
    }
    None
}

/// The lines of items that are only compiled for tests.
fn test_ranges(code: &[String]) -> Vec<Range<usize>> {
    let text = code.join("\n");
    let mut ranges = Vec::new();
    for (at, attribute) in text.match_indices("#[cfg(test)]") {
        if let Some(end) = end_of_item(&text, at + attribute.len()) {
            ranges.push(line_of(&text, at)..line_of(&text, end) + 1);
        }
    }
    ranges
}

/// Walks over a file once and sorts its letters into code, texts and comments.
struct Scanner<'a> {
    rest: &'a str,
    line: usize,
    code: String,
    texts: Vec<(usize, String)>,
    comments: Vec<(usize, String)>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 1,
            code: String::new(),
            texts: Vec::new(),
            comments: Vec::new(),
        }
    }

    fn run(&mut self) {
        while let Some(letter) = self.rest.chars().next() {
            if self.rest.starts_with("//") {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                let comment = self.skip(end);
                self.comments.push((self.line, comment.to_owned()));
            } else if self.rest.starts_with("/*") {
                self.block_comment();
            } else if let Some(hashes) = self.raw_text_ahead() {
                self.raw_text(hashes);
            } else if letter == '"' {
                self.text();
            } else if letter == '\'' {
                self.letter_or_lifetime();
            } else {
                self.take(letter.len_utf8());
            }
        }
    }

    /// Moves on and leaves out what is passed, except line ends.
    fn skip(&mut self, length: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at(length);
        self.rest = rest;
        let ends = passed.matches('\n').count();
        self.line += ends;
        self.code.push_str(&"\n".repeat(ends));
        passed
    }

    /// Moves on and keeps what is passed as code.
    fn take(&mut self, length: usize) {
        let (passed, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.line += passed.matches('\n').count();
        self.code.push_str(passed);
    }

    fn block_comment(&mut self) {
        let line = self.line;
        let mut depth = 0_usize;
        let mut end = self.rest.len();
        let bytes = self.rest.as_bytes();
        let mut index = 0;
        while index + 1 < bytes.len() {
            match &bytes[index..index + 2] {
                b"/*" => depth += 1,
                b"*/" => depth -= 1,
                _ => {
                    index += 1;
                    continue;
                }
            }
            index += 2;
            if depth == 0 {
                end = index;
                break;
            }
        }
        let comment = self.skip(end);
        self.comments.push((line, comment.to_owned()));
    }

    /// The number of `#` when a raw text (`r"…"`, `br#"…"#`) begins here.
    fn raw_text_ahead(&self) -> Option<usize> {
        if self.code.chars().next_back().is_some_and(is_word) {
            return None;
        }
        let after = self
            .rest
            .strip_prefix("br")
            .or_else(|| self.rest.strip_prefix('r'))?;
        let hashes = after.bytes().take_while(|&byte| byte == b'#').count();
        after[hashes..].starts_with('"').then_some(hashes)
    }

    fn raw_text(&mut self, hashes: usize) {
        let line = self.line;
        let begin = self.rest.find('"').map_or(self.rest.len(), |at| at + 1);
        self.skip(begin);
        let close = format!("\"{}", "#".repeat(hashes));
        let end = self.rest.find(&close).unwrap_or(self.rest.len());
        let text = self.skip(end).to_owned();
        self.skip(close.len().min(self.rest.len()));
        self.code.push_str("\"\"");
        self.texts.push((line, text));
    }

    fn text(&mut self) {
        let line = self.line;
        self.code.push('"');
        self.skip(1);
        let mut escaped = false;
        let end = self.rest.char_indices().find_map(|(at, letter)| {
            let closes = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            closes.then_some(at)
        });
        let text = self.skip(end.unwrap_or(self.rest.len())).to_owned();
        self.skip(1.min(self.rest.len()));
        self.code.push('"');
        self.texts.push((line, text));
    }

    /// `'a'` and `'\n'` are letters, `'a` is a lifetime.
    fn letter_or_lifetime(&mut self) {
        let mut letters = self.rest.char_indices().skip(1);
        let first = letters.next().map(|(_, letter)| letter);
        let length = if first == Some('\\') {
            self.rest
                .char_indices()
                .skip(3)
                .find(|&(_, letter)| letter == '\'')
                .map(|(at, _)| at + 1)
        } else {
            letters
                .next()
                .filter(|&(_, letter)| letter == '\'')
                .map(|(at, _)| at + 1)
        };
        match length {
            Some(length) => {
                self.skip(length);
                self.code.push_str("' '");
            }
            None => self.take(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_comments_are_not_code() {
        let text = "let a = \"b // \\\" c\"; // d \"e\"\nlet f = r#\"g \"h\" \"#; /* i /* j */\n k */ let l = '\"';\nlet m: &'a str = \"\";";
        let source = Source::parse("crates/web/src/a.rs", text);
        assert_eq!(source.code[0], "let a = \"\"; ");
        assert_eq!(source.code[1], "let f = \"\"; ");
        assert_eq!(source.code[2], " let l = ' ';");
        assert_eq!(source.code[3], "let m: &'a str = \"\";");
        assert_eq!(source.texts[0], (1, "b // \\\" c".to_owned()));
        assert_eq!(source.texts[1], (2, "g \"h\" ".to_owned()));
        assert_eq!(source.comments.len(), 2);
    }

    #[test]
    fn test_modules_are_found() {
        let text =
            "fn a() {\n    b();\n}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn c() {}\n}\nfn d();\n";
        let source = Source::parse("crates/web/src/a.rs", text);
        assert!(!source.is_test(3) && source.is_test(5) && source.is_test(8) && !source.is_test(9));
        assert_eq!(source.lines(), 4);
        let functions = source.functions();
        assert_eq!(functions, [("a".to_owned(), 1, 3), ("d".to_owned(), 9, 1)]);
        assert_eq!(source.krate(), "web");
    }

    #[test]
    fn whole_files_can_be_tests() {
        for path in [
            "crates/web/tests/it/cart.rs",
            "crates/domain/src/order/tests.rs",
            "crates/testkit/src/lib.rs",
        ] {
            assert!(Source::parse(path, "fn a() {}").is_test(1), "{path}");
        }
    }
}
