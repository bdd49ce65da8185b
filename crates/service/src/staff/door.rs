//! How staff come in, as the operator has configured it.

/// How staff come in. The default is a password, and a second factor for whoever likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StaffDoor {
    /// Must everybody have a second factor? Who signs in with a password alone is led to add one, and nowhere else.
    pub wants_factor: bool,
}
