//! A browser for one test: Chromium with an empty profile, driven by its own driver, both gone in the end.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::process::{Child, Command, Stdio};

use futures::FutureExt as _;
use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};

/// The width and height of a window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen(pub(crate) u32, pub(crate) u32);

/// A small telephone.
pub(crate) const PHONE: Screen = Screen(360, 740);
/// A notebook.
pub(crate) const DESK: Screen = Screen(1280, 800);

/// Chromium without a window, and without anything that it does unasked.
const FLAGS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Opens a browser, does something with it, and closes it again, also when a check fails.
pub(crate) async fn browse(screen: Screen, act: impl AsyncFnOnce(&WebDriver)) {
    let chromedriver = Chromedriver::start();
    let profile = tempfile::tempdir().unwrap();
    let browser = open(&chromedriver, &profile, screen).await;
    let done = AssertUnwindSafe(act(&browser)).catch_unwind().await;
    let _ = browser.quit().await;
    if let Err(failure) = done {
        resume_unwind(failure);
    }
}

async fn open(chromedriver: &Chromedriver, profile: &TempDir, Screen(width, height): Screen) -> WebDriver {
    let mut wanted = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wanted.add_arg(flag).unwrap();
    }
    wanted
        .add_arg(&format!("--user-data-dir={}", profile.path().display()))
        .unwrap();
    let browser = WebDriver::new(&chromedriver.url, wanted).await.unwrap();
    // The window of a browser without one cannot be narrower than 500 pixels; what pages see can.
    let metrics =
        serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    let command = serde_json::json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics });
    let session = format!(
        "{}/session/{}/goog/cdp/execute",
        chromedriver.url,
        browser.session_id()
    );
    let answer = crate::kit::client()
        .post(session)
        .json(&command)
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    browser
}

/// The driver, at a port of its own choice.
struct Chromedriver {
    child: Child,
    url: String,
}

impl Chromedriver {
    fn start() -> Self {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("the browser tests need chromedriver: run scripts/install-browser.sh");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let started = lines
            .map(Result::unwrap)
            .find(|line| line.contains("started successfully on port"));
        let port = started.expect("chromedriver says its port");
        let port: String = port.chars().filter(char::is_ascii_digit).collect();
        Self {
            child,
            url: format!("http://127.0.0.1:{port}"),
        }
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // The browser is in its group: nothing is left behind, whatever state it is in.
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}
