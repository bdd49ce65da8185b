//! The charter, enforced: what no path may do, whoever takes it.

mod abroad;
mod database;
mod pilot;
mod review;
mod time;
