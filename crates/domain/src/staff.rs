//! The operator's staff: people who work in every market and belong to none.

use std::fmt;

use crate::Instant;
use crate::account::{checked_email, checked_name};
use crate::email::EmailAddress;
use crate::id::StaffId;
use crate::password::Password;
use crate::problem::Problems;
use crate::word::word_enum;

/// What a member of staff may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaffRole {
    /// Everything, staff accounts included.
    Administrator,
    /// Takes products down and lifts takedowns.
    Moderator,
    /// Reads.
    Support,
}

word_enum!(StaffRole, "a role of staff", {
    Administrator => "administrator",
    Moderator => "moderator",
    Support => "support",
});

/// What a session of staff was opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenedWith {
    /// A password alone.
    Password,
    /// A password and a second factor.
    SecondFactor,
    /// The word of the operator's provider.
    Oidc,
    /// A passkey.
    Passkey,
}

word_enum!(OpenedWith, "what a session is opened with", {
    Password => "password",
    SecondFactor => "second_factor",
    Oidc => "oidc",
    Passkey => "passkey",
});

/// A member of staff. `Debug` names nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Staff {
    /// Its id.
    pub staff_id: StaffId,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: String,
    /// What the person may do.
    pub role: StaffRole,
    /// When the account was made.
    pub created_at: Instant,
    /// Since when the person may not sign in.
    pub disabled_at: Option<Instant>,
}

impl fmt::Debug for Staff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Staff")
            .field("staff_id", &self.staff_id)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// A new member of staff, as an administrator describes them.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffInput {
    /// What the person is called.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The first password.
    pub password: Password,
    /// What the person may do.
    pub role: StaffRole,
}

impl fmt::Debug for StaffInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaffInput")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// A member of staff that may be written: only [`check`] makes one.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedStaff {
    /// What the person is called.
    pub name: String,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// What the person may do.
    pub role: StaffRole,
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields `name`, `email`, `password`.
pub fn check(input: &StaffInput) -> Result<CheckedStaff, Problems> {
    let mut problems = Problems::default();
    let name = checked_name(&mut problems, &input.name);
    let email = checked_email(&mut problems, &input.email);
    input.password.check(&mut problems, "password", email.as_ref());
    let role = input.role;
    match email {
        Some(email) => problems.or(CheckedStaff { name, email, role }),
        None => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_are_checked_as_accounts_are() {
        let input = StaffInput {
            name: String::new(),
            email: "staf@".to_owned(),
            password: "password123".into(),
            role: StaffRole::Support,
        };
        let Err(problems) = check(&input) else {
            panic!("this must be refused");
        };
        let codes: Vec<_> = problems
            .0
            .iter()
            .map(|p| (p.field.as_str(), p.kind.code()))
            .collect();
        assert_eq!(
            codes,
            [
                ("name", "field-missing"),
                ("email", "field-email-nothing-behind"),
                ("password", "field-password-common")
            ]
        );
    }
}
