//! The operator's staff. They are in the control schema: one account and one session for every market.

mod acting;
mod add;
mod at_machine;
mod disable;
mod door;
mod list;
pub mod oidc;
mod overview;
pub mod session;
mod sign_in;

pub use pasar_domain::staff::{Staff, StaffInput, StaffRole};

pub use acting::acting_as;
pub use add::{AddStaffError, add};
pub use at_machine::{AtMachineError, at_machine};
pub use disable::disable;
pub use door::StaffDoor;
pub use list::list;
pub use overview::{Overview, overview};
pub use session::StaffSession;
pub use sign_in::sign_in;
