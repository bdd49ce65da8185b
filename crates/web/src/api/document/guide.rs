//! `GET /{market}/api`: how to use the API, and everything that it offers.

use std::sync::{Arc, LazyLock};

use axum::extract::State;
use serde_json::Value;

use super::openapi;
use super::outline::Outline;
use crate::app::App;
use crate::prelude::*;

static OUTLINE: LazyLock<Arc<Outline>> = LazyLock::new(|| {
    let document = serde_json::to_value(openapi::described()).unwrap_or(Value::Null);
    Arc::new(Outline::of(&document))
});

/// The page.
#[derive(Template)]
#[template(path = "api/guide.html")]
pub struct ApiGuidePage {
    /// The frame.
    pub shell: Shell,
    /// Where the market is, as programs write it.
    pub home: String,
    /// What there is.
    pub outline: Arc<Outline>,
    /// Its groups, to go to.
    pub chips: Vec<Tab>,
}

page!(ApiGuidePage);

impl ApiGuidePage {
    fn new(shell: &Shell, base_url: &str) -> Self {
        let l = &shell.l;
        let (title, about) = (l.t("api-title"), l.t("api-lead"));
        Self {
            home: format!("{base_url}/{}", l.market().code),
            outline: Arc::clone(&OUTLINE),
            chips: OUTLINE
                .groups
                .iter()
                .map(|group| Tab::new(&group.name, format!("#{}", group.id), false))
                .collect(),
            shell: shell.clone().titled(title).described(about),
        }
    }
}

impl Page for ApiGuidePage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        vec![("full", Self::new(&shell, "https://pasar.example"))]
    }
}

/// `GET`
pub async fn show(State(app): State<App>, visit: Visit) -> ApiGuidePage {
    ApiGuidePage::new(&visit.shell, &app.site().base_url)
}
