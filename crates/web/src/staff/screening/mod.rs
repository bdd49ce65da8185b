//! Screening at the staff's desk: sellers whose names are like names of the list.

pub mod decide;
pub mod show;
