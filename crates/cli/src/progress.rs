//! Bars for long work. Where there is no terminal, nothing is drawn.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts up to `total`.
pub(crate) fn bar(what: &str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:<34} {bar:30} {human_pos:>9} of {human_len}  {eta}");
    let bar = ProgressBar::new(total);
    if let Ok(style) = style {
        bar.set_style(style.progress_chars("━━─"));
    }
    bar.set_message(what.to_owned());
    bar
}

/// A bar that counts bytes.
pub(crate) fn bytes(what: &str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:<34} {bar:30} {bytes:>9} of {total_bytes}  {eta}");
    let bar = ProgressBar::new(total);
    if let Ok(style) = style {
        bar.set_style(style.progress_chars("━━─"));
    }
    bar.set_message(what.to_owned());
    bar
}

/// Something that takes a while and cannot be counted.
pub(crate) fn spinner(what: &str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner();
    spinner.set_message(what.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

/// A bar that nobody sees.
pub(crate) fn hidden() -> ProgressBar {
    ProgressBar::hidden()
}
