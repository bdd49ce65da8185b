//! Tells Cargo what the store is made of besides its sources: macros read these folders, and Cargo cannot know.
#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=.sqlx");
}
