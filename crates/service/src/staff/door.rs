//! How staff come in, as the operator has configured it.

use std::sync::Arc;

use super::oidc::OidcProvider;

/// How staff come in. The default is a password, and a second factor for whoever likes.
#[derive(Debug, Clone)]
pub struct StaffDoor {
    /// Must everybody have a second factor? Who signs in with a password alone is led to add one, and nowhere else.
    pub wants_factor: bool,
    /// Is a password taken at all?
    pub takes_passwords: bool,
    /// The operator's provider, which says who somebody is.
    pub oidc: Option<Arc<OidcProvider>>,
}

impl Default for StaffDoor {
    fn default() -> Self {
        Self {
            wants_factor: false,
            takes_passwords: true,
            oidc: None,
        }
    }
}
