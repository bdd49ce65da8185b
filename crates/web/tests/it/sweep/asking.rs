//! Asking a route as somebody.

use pasar_web::route_table::Route;

use super::is_api;
use super::world::World;
use crate::api::kit::Program;
use crate::api::picture_file;
use crate::kit::{Answer, Browser};

/// Somebody with a browser for the pages and a program for the API.
pub(super) struct Somebody<'a> {
    pub(super) browser: Browser<'a>,
    pub(super) program: Program<'a>,
}

impl Somebody<'_> {
    /// Asks a route at an address as if everything about the question were right but who asks: with right answers to what is asked,
    /// and in a browser with the token that the site gave them.
    pub(super) async fn ask(&mut self, world: &World, route: &Route, url: &str) -> Answer {
        let method = route.method.as_str();
        if is_api(route) {
            let path = url.split_once("/api/v1").unwrap().1;
            let headers = [("content-type", "application/json"), ("idempotency-key", "sweep")];
            let body = world.body(route).to_string();
            return self.program.send(method, path, &headers, body).await;
        }
        if method == "POST" {
            let token = self.browser.token().await;
            let fields = world.fields();
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let answer = self.browser.post_with(url, Some(&token), &fields).await;
            if is_not_that_form(&answer) {
                return self.browser.post_picture(url, Some(&token), picture_file()).await;
            }
            return answer;
        }
        self.browser.send(method, url, None).await
    }

    /// Sends a form without a token.
    pub(super) async fn post_without_token(&mut self, url: &str) -> Answer {
        let answer = self.browser.post_with(url, None, &[]).await;
        if is_not_that_form(&answer) {
            return self.browser.post_picture(url, None, picture_file()).await;
        }
        answer
    }
}

/// Forms with files are sent in parts, and others not; a route refuses the wrong kind before it looks inside.
fn is_not_that_form(answer: &Answer) -> bool {
    matches!(answer.status.as_u16(), 400 | 415)
}
