//! Pictures of products: uploaded ones in the object store, drawn ones made on demand.

pub(crate) mod raster;
pub mod remove;
pub mod reorder;
pub(crate) mod resize;
pub mod serve;
pub mod upload;
