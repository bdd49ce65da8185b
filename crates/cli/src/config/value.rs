//! The kinds of values that settings have: how they are read, what they allow, and how they are written.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use toml::Value as Toml;

/// A kind of value.
pub(crate) trait Kind: Sized {
    /// Is it hidden when settings are shown?
    const SECRET: bool = false;

    /// What is allowed, to be put behind "write".
    fn allowed() -> String;

    /// Reads what a file says.
    fn of_toml(value: &Toml) -> Option<Self> {
        Self::of_text(value.as_str()?)
    }

    /// Reads what an environment variable or an argument says.
    fn of_text(text: &str) -> Option<Self>;

    /// What a file would say. Secrets hide themselves.
    fn to_toml(&self) -> Toml;

    /// Completes a relative path of a file in this folder.
    fn rebase(&mut self, _folder: &Path) {}
}

/// A value whose kind is not known to the reader: settings are read, checked and shown through it.
pub(crate) trait Slot {
    /// Takes what a file says; whether it will do.
    fn take_toml(&mut self, value: &Toml) -> bool;
    /// Takes a text; whether it will do.
    fn take_text(&mut self, text: &str) -> bool;
    /// See [`Kind`].
    fn allowed(&self) -> String;
    /// See [`Kind`].
    fn to_toml(&self) -> Toml;
    /// See [`Kind`].
    fn rebase(&mut self, folder: &Path);
    /// See [`Kind`].
    fn is_secret(&self) -> bool;
}

impl<T: Kind> Slot for T {
    fn take_toml(&mut self, value: &Toml) -> bool {
        T::of_toml(value).map(|read| *self = read).is_some()
    }

    fn take_text(&mut self, text: &str) -> bool {
        T::of_text(text).map(|read| *self = read).is_some()
    }

    fn allowed(&self) -> String {
        T::allowed()
    }

    fn to_toml(&self) -> Toml {
        Kind::to_toml(self)
    }

    fn rebase(&mut self, folder: &Path) {
        Kind::rebase(self, folder);
    }

    fn is_secret(&self) -> bool {
        T::SECRET
    }
}

/// A whole number between two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole<const MIN: u32, const MAX: u32>(pub(crate) u32);

impl<const MIN: u32, const MAX: u32> Kind for Whole<MIN, MAX> {
    fn allowed() -> String {
        format!("a whole number from {MIN} to {MAX}")
    }

    fn of_toml(value: &Toml) -> Option<Self> {
        let number = u32::try_from(value.as_integer()?).ok()?;
        (MIN..=MAX).contains(&number).then_some(Self(number))
    }

    fn of_text(text: &str) -> Option<Self> {
        let number = text.trim().parse().ok()?;
        (MIN..=MAX).contains(&number).then_some(Self(number))
    }

    fn to_toml(&self) -> Toml {
        Toml::Integer(self.0.into())
    }
}

impl Kind for bool {
    fn allowed() -> String {
        "true or false".to_owned()
    }

    fn of_toml(value: &Toml) -> Option<Self> {
        value.as_bool()
    }

    fn of_text(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }

    fn to_toml(&self) -> Toml {
        Toml::Boolean(*self)
    }
}

impl Kind for IpAddr {
    fn allowed() -> String {
        "an address such as \"127.0.0.1\" (this machine only) or \"0.0.0.0\" (every network)".to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }

    fn to_toml(&self) -> Toml {
        Toml::String(self.to_string())
    }
}

/// The path of a file or folder; empty when there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FilePath(pub(crate) PathBuf);

impl FilePath {
    /// The path, when there is one.
    pub(crate) fn get(&self) -> Option<&Path> {
        Some(self.0.as_path()).filter(|path| !path.as_os_str().is_empty())
    }
}

impl Kind for FilePath {
    fn allowed() -> String {
        "a path".to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        Some(Self(PathBuf::from(text)))
    }

    fn to_toml(&self) -> Toml {
        Toml::String(self.0.display().to_string())
    }

    fn rebase(&mut self, folder: &Path) {
        if self.get().is_some() {
            self.0 = folder.join(&self.0);
        }
    }
}

/// Words, such as codes of markets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words(pub(crate) Vec<String>);

impl Kind for Words {
    fn allowed() -> String {
        "a list of words (in a variable with commas between them)".to_owned()
    }

    fn of_toml(value: &Toml) -> Option<Self> {
        let words = value
            .as_array()?
            .iter()
            .map(|word| word.as_str().map(str::to_owned));
        words.collect::<Option<_>>().map(Self)
    }

    fn of_text(text: &str) -> Option<Self> {
        let words = text
            .split(',')
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty());
        Some(Self(words.collect()))
    }

    fn to_toml(&self) -> Toml {
        Toml::Array(self.0.iter().cloned().map(Toml::String).collect())
    }
}

/// Any text. Empty when there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text(pub(crate) String);

impl Kind for Text {
    fn allowed() -> String {
        "a text".to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        Some(Self(text.trim().to_owned()))
    }

    fn to_toml(&self) -> Toml {
        Toml::String(self.0.clone())
    }
}

/// What must not be seen: an address with a password. Empty when there is none.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Secret(pub(crate) String);

impl Secret {
    /// The secret, when there is one.
    pub(crate) fn get(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|text| !text.is_empty())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "hidden" })
    }
}

impl Kind for Secret {
    const SECRET: bool = true;

    fn allowed() -> String {
        "a text; better, name a file that holds it with the key that ends in `_file`".to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        Some(Self(text.trim().to_owned()))
    }

    fn to_toml(&self) -> Toml {
        let shown = if self.0.is_empty() { "" } else { "(hidden)" };
        Toml::String(shown.to_owned())
    }
}

/// Where people reach the site: `https://pasar.example`, without a slash at the end. Empty when it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SiteUrl(pub(crate) String);

impl Kind for SiteUrl {
    fn allowed() -> String {
        "an address such as \"https://pasar.example\", without a path".to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('/');
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let fine = text.is_empty()
            || host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ']));
        fine.then(|| Self(text.to_owned()))
    }

    fn to_toml(&self) -> Toml {
        Toml::String(self.0.clone())
    }
}

/// Where to write to: `mailto:…` or a page. Empty when there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Contact(pub(crate) String);

impl Kind for Contact {
    fn allowed() -> String {
        "an address such as \"mailto:security@pasar.example\" or \"https://pasar.example/security\""
            .to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let mail = text
            .strip_prefix("mailto:")
            .is_some_and(|address| address.contains('@'));
        let fine = text.is_empty() || mail || text.starts_with("https://");
        (fine && !text.contains(char::is_whitespace)).then(|| Self(text.to_owned()))
    }

    fn to_toml(&self) -> Toml {
        Toml::String(self.0.clone())
    }
}

/// A person's or office's e-mail address as it stands in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sender(pub(crate) String);

impl Kind for Sender {
    fn allowed() -> String {
        "an address such as \"Pasar <halo@pasar.example>\"".to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        let (name, host) = text.trim().trim_end_matches('>').split_once('@')?;
        let whole = !name.is_empty() && host.contains('.') && !host.contains(['@', ' ', '<']);
        whole.then(|| Self(text.trim().to_owned()))
    }

    fn to_toml(&self) -> Toml {
        Toml::String(self.0.clone())
    }
}

/// What is logged: `info`, or a level for each part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LogFilter(pub(crate) String);

impl Kind for LogFilter {
    fn allowed() -> String {
        "error, warn, info, debug or trace, for parts too: \"info,pasar_worker=debug\"".to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        let known = tracing_subscriber::EnvFilter::try_new(text).is_ok();
        // A lone word that is no level would be taken for the name of a part.
        let level = text.split(',').all(|part| {
            part.contains('=')
                || part
                    .trim()
                    .parse::<tracing_subscriber::filter::LevelFilter>()
                    .is_ok()
        });
        (known && level).then(|| Self(text.to_owned()))
    }

    fn to_toml(&self) -> Toml {
        Toml::String(self.0.clone())
    }
}
