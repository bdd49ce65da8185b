//! A private PostgreSQL cluster that lives and dies with this program.
//!
//! With no database configured, Pasar runs a PostgreSQL of its own from the programs installed on the machine. The
//! cluster is created on first start, answers on a Unix socket only, keeps every commit on disk (`fsync` on), is
//! stopped with the program, and comes back by itself after either of them was killed.
//!
//! ```no_run
//! use pasar_cluster::{Cluster, ClusterConfig, Programs};
//!
//! let config = ClusterConfig::new("var/postgres", Programs::find()?);
//! let cluster = Cluster::start(config)?;
//! println!("{}", cluster.url("pasar"));
//! cluster.stop()?;
//! # Ok::<(), pasar_cluster::ClusterError>(())
//! ```
//!
//! The crate needs no async runtime and no SQL driver: it starts processes, and speaks as much of PostgreSQL's
//! protocol as asking "are you there?" and creating a database takes.
//!
//! # What is in the data folder
//!
//! | name | what |
//! |---|---|
//! | `owner.lock` | held (flock) for the life of the owning process; says its pid and where the socket is |
//! | `data` | PostgreSQL's files, or a link to them when its user cannot reach this folder |
//! | `socket` | the socket's folder, unless its path would be too long for a socket |
//! | `postgres.log` | what PostgreSQL says |

// It waits for processes, reads where programs are, and keeps their variables from PostgreSQL.
#![allow(clippy::disallowed_methods)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod config;
mod database;
mod error;
mod folder;
mod init;
mod keeper;
mod owner;
mod postmaster;
mod programs;
mod running;
mod server;
mod shared;
mod temporary;
mod user;
mod wire;

pub use config::{ClusterConfig, Durability};
pub use database::Databases;
pub use error::ClusterError;
pub use owner::Owner;
pub use programs::{OLDEST_VERSION, Programs};
pub use running::{Cluster, Health};
pub use shared::{SharedCluster, Turn};
pub use temporary::TemporaryCluster;

/// The role that owns the cluster: everything the program does in it, it does as this role.
pub const ROLE: &str = "pasar";
