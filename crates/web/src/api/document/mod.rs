//! What the API says of itself: the OpenAPI document, and a page to read.

pub mod guide;
pub mod openapi;
mod outline;
