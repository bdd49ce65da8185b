//! The worker against a real database.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod appeals;
mod gap;
mod letters;
mod loops;
mod nowhere;
mod second_factor;

use std::path::Path;

use pasar_testkit::TestMarket;
use pasar_worker::{MailConfig, MailTransport, Mailer, Worker};

/// A worker of this market that puts letters into a folder.
fn worker(market: &TestMarket, folder: &Path) -> Worker {
    let config = MailConfig {
        from: "Pasar <halo@pasar.example>".to_owned(),
        site_url: "https://pasar.example".to_owned(),
        transport: MailTransport::Folder(folder.to_owned()),
    };
    Worker::new(market.ctx().clone(), Mailer::new(&config).unwrap())
}

/// The letters in a folder, readable: transfer encodings are undone as far as these tests need.
fn letters(folder: &Path) -> Vec<String> {
    let mut texts: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            (path.extension()? == "eml").then(|| std::fs::read_to_string(path).unwrap())
        })
        .map(|text| text.replace("=\r\n", "").replace("=C2=A0", " "))
        .collect();
    texts.sort();
    texts
}
