//! Configuration: one file with sections, environment variables over it, secrets in files of their own.
//!
//! [`sections`] is the whole of it: each setting with its words, its kind and its default. The commented file
//! `config/default.toml`, the checks, the environment variables and `pasar config show` all come from there.
//!
//! What counts, the last one first: an argument of the command, an environment variable `PASAR_<SECTION>_<KEY>`, the
//! configuration file, the default.

mod choice;
mod environment;
mod error;
mod file;
mod load;
mod section;
mod sections;
mod value;

pub(crate) mod show;

pub(crate) use choice::{LogFormat, MailKind, Provider, Served, Wish};
pub(crate) use environment::Environment;
pub(crate) use error::ConfigErrors;
pub(crate) use load::{Arguments, Loaded, load};
pub(crate) use sections::{Config, PostgresSettings, ProverSettings, ServerSettings};
