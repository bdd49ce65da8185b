//! `pasar serve`, `pasar work`, `pasar demo`: starting, standing beside each other, stopping.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use pasar_testkit::TestMarket;
use rustix::process::Signal;
use serde_json::Value as Json;

use crate::kit::{Pasar, client, status};

/// How long an orderly end may take on a machine that is busy with other tests. On a quiet one it takes a fraction of a second.
const STOP_WITHIN: Duration = Duration::from_secs(5);

#[tokio::test]
async fn serves_from_nothing_and_again_and_stops_when_told() {
    let pasar = Pasar::new();
    for signal in [Signal::TERM, Signal::INT] {
        let running = pasar.serve();
        assert_eq!(status(&running.at("/healthz")).await, 200);
        running.until_ready().await;
        for path in ["/id/sign-in", "/gb/sign-in"] {
            assert_eq!(status(&running.at(path)).await, 200, "{path}");
        }
        running.signal(signal);
        let (code, took) = running.ended();
        assert_eq!(code, 0);
        assert!(took < STOP_WITHIN, "it took {took:?} to stop");
    }
    let left = std::fs::read_dir(pasar.data().join("postgres/data")).unwrap();
    let names: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        !names.iter().any(|name| name == "postmaster.pid"),
        "PostgreSQL still runs"
    );
}

#[tokio::test]
async fn a_visitor_who_stays_connected_does_not_hold_up_the_end() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url());
    let running = pasar.serve();
    let visitor = client();
    let answer = visitor.get(running.at("/healthz")).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "ok\n");
    running.signal(Signal::TERM);
    let (code, took) = running.ended();
    assert_eq!(code, 0);
    assert!(took < STOP_WITHIN, "it took {took:?} to stop");
    drop(visitor);
}

#[tokio::test]
async fn a_second_process_is_refused_but_commands_work_beside_the_first() {
    let pasar = Pasar::new();
    let first = pasar.serve();
    for words in [["serve", "--port", "0"], ["demo", "--port", "0"]] {
        let said = pasar.run(&words).ended(1);
        let expected = format!("is in use by process {}; stop that process first", first.pid());
        assert!(said.err.contains(&expected), "{}", said.err);
    }
    pasar.run(&["ledger", "check"]).ended(0);
    pasar.run(&["search", "rebuild"]).ended(0);
    let add = [
        "staff",
        "add",
        "--email",
        "a@pasar.example",
        "--name",
        "A",
        "--role",
        "support",
    ];
    pasar.run_with(&add, "a long enough password\n").ended(0);
    let said = pasar.run(&["doctor"]).ended(0);
    assert!(
        said.out.contains("✓ schema         `pasar` is up to date"),
        "{}",
        said.out
    );
    assert_eq!(status(&first.at("/healthz")).await, 200);
}

#[tokio::test]
async fn without_data_there_is_nothing_to_look_after() {
    let pasar = Pasar::new();
    for words in [&["ledger", "check"] as &[&str], &["work"], &["search", "rebuild"]] {
        let said = pasar.run(words).ended(1);
        assert!(said.err.contains("there is no data in `"), "{}", said.err);
        assert!(!pasar.data().exists());
    }
}

#[test]
fn a_folder_without_markets_is_said_before_anything_is_started() {
    let pasar = Pasar::new();
    let folder = pasar.file("empty", "").with_file_name("markets");
    std::fs::create_dir(&folder).unwrap();
    let pasar = pasar.with("PASAR_MARKETS_FOLDER", folder.to_str().unwrap());
    for words in [["serve", "--port", "0"], ["demo", "--port", "0"]] {
        let said = pasar.run(&words).ended(1);
        assert!(said.err.contains("there is no market in `"), "{}", said.err);
        assert!(!pasar.data().exists());
    }
}

#[tokio::test]
async fn a_port_in_use_is_said_before_anything_is_started() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let pasar = Pasar::new();
    let said = pasar.run(&["serve", "--port", &port]).ended(1);
    assert!(
        said.err.contains("another program listens on 127.0.0.1:"),
        "{}",
        said.err
    );
    assert!(!pasar.data().exists());
}

#[tokio::test]
async fn the_work_can_be_done_by_another_process() {
    let pasar = Pasar::new();
    let server = pasar.start(&["serve", "--port", "0", "--no-work"]);
    let worker = pasar.start_saying(&["work"], "Pasar is working");
    worker.signal(Signal::TERM);
    let (code, took) = worker.ended();
    assert_eq!(code, 0);
    assert!(took < STOP_WITHIN, "it took {took:?} to stop");
    assert_eq!(status(&server.at("/healthz")).await, 200);
}

#[tokio::test]
async fn log_lines_are_json_when_wanted_and_hold_no_address_of_a_page() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url()).with("PASAR_LOG_FORMAT", "json");
    let running = pasar.serve();
    assert_eq!(
        status(&running.at("/gb/sign-in?email=ana%40example.com")).await,
        200
    );
    running.signal(Signal::TERM);
    let log = running.log();
    running.ended();
    let lines: Vec<Json> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        lines.iter().any(|line| line["http.route"] == "/{market}/sign-in"),
        "{log}"
    );
    assert!(!log.contains("ana"), "{log}");
}

#[tokio::test]
async fn the_demo_is_loaded_once_and_then_there_at_once() {
    let pasar = Pasar::new();
    let first = pasar.start(&["demo", "--port", "0"]);
    assert_eq!(status(&first.at("/readyz")).await, 200);
    let page = client().get(first.at("/id/sign-in")).send().await.unwrap();
    assert!(page.text().await.unwrap().contains("PRDECT-ID, CC BY 4.0"));
    let page = client().get(first.at("/gb/sign-in")).send().await.unwrap();
    assert!(!page.text().await.unwrap().contains("PRDECT-ID"));
    let said = pasar.run(&["search", "rebuild", "--market", "id"]).ended(0);
    assert_eq!(said.out, "id: 1313 listings can be found\n");
    assert!(!pasar.data().join("demo-files").exists());
    first.signal(Signal::INT);
    let rest = first.rest();
    for person in ["buyer@example.com", "seller@example.com", "staff@example.com"] {
        assert!(rest.contains(person), "{rest}");
    }

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let began = Instant::now();
    let second = pasar.start(&["demo", "--port", &port.to_string()]);
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "it took {:?}",
        began.elapsed()
    );
    assert!(
        second.log().contains(&format!("port {port} is in use; taking ")),
        "{}",
        second.log()
    );
    assert_eq!(status(&second.at("/healthz")).await, 200);
}
