//! The demo: shops, products and reviews of a market, from the files in its folder `demo`. It is written by the same code
//! that imports files, and writing it again changes nothing.

mod applications;
mod ownership;
mod people;
mod programme;
pub mod seed;
mod sellers;
mod shops;
mod stock;

pub use people::{DemoPerson, DemoRole, who_signs_in};
