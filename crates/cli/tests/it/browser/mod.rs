//! The site as people see it, in a browser. These tests run one at a time (`.config/nextest.toml`).

mod buy;
mod chromium;
mod sign_up;
