//! Screening: sellers' names, compared with the list of names that nobody may trade with.
//!
//! A list is loaded into the control schema and counts from then on. Every market's worker compares all of its sellers with it, and new
//! ones and changed names within seconds. What is near waits for a person and hides nobody; a hit revokes the seller's verifications.

pub mod decide;
pub mod due;
pub mod list;
pub mod load;
mod seat;

pub(crate) use seat::Screeners;

pub use pasar_store::screening::decision::ScreeningDecision;
pub use pasar_store::screening::list::LoadedList;
