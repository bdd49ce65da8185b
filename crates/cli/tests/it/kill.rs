//! What is killed without warning comes back as it was.

use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::kit::{Pasar, status};

const ADD: [&str; 8] = [
    "staff",
    "add",
    "--email",
    "ana@pasar.example",
    "--name",
    "Ana",
    "--role",
    "support",
];
const PASSWORD: &str = "a long enough password\n";

#[tokio::test]
async fn the_program_is_killed_and_started_again() {
    let pasar = Pasar::new();
    let running = pasar.serve();
    pasar.run_with(&ADD, PASSWORD).ended(0);
    running.kill();
    let running = pasar.serve();
    assert_eq!(status(&running.at("/readyz")).await, 200);
    let said = pasar.run_with(&ADD, PASSWORD).ended(1);
    assert!(said.err.contains("has an account already"), "{}", said.err);
    pasar.run(&["ledger", "check"]).ended(0);
}

#[tokio::test]
async fn postgresql_is_killed_and_comes_back_by_itself() {
    let pasar = Pasar::new();
    let running = pasar.serve();
    pasar.run_with(&ADD, PASSWORD).ended(0);
    for _ in 0..2 {
        let killed = kill_postgres(&pasar);
        while postgres(&pasar).is_none_or(|now| now == killed) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        running.until_ready().await;
    }
    let said = pasar.run_with(&ADD, PASSWORD).ended(1);
    assert!(said.err.contains("has an account already"), "{}", said.err);
    running.signal(Signal::TERM);
    assert_eq!(running.ended().0, 0);
}

#[tokio::test]
async fn both_are_killed_and_started_again() {
    let pasar = Pasar::new();
    let running = pasar.serve();
    pasar.run_with(&ADD, PASSWORD).ended(0);
    kill_postgres(&pasar);
    running.kill();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let running = pasar.serve();
    assert_eq!(status(&running.at("/readyz")).await, 200);
    let said = pasar.run_with(&ADD, PASSWORD).ended(1);
    assert!(said.err.contains("has an account already"), "{}", said.err);
}

/// The main process of the installation's own PostgreSQL, while there is one.
fn postgres(pasar: &Pasar) -> Option<i32> {
    let path = pasar.data().join("postgres/data/postmaster.pid");
    let text = std::fs::read_to_string(path).ok()?;
    text.lines().next()?.trim().parse().ok()
}

/// Kills it. Returns its number.
fn kill_postgres(pasar: &Pasar) -> i32 {
    let number = postgres(pasar).unwrap();
    kill_process(Pid::from_raw(number).unwrap(), Signal::KILL).unwrap();
    number
}
