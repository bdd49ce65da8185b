use std::fmt::Write as _;

use super::*;

fn at(day: i64) -> Instant {
    Instant::from_timestamp(day * 86_400, 0).unwrap()
}

fn terms() -> Terms {
    Terms {
        charter_version: "test".to_owned(),
        assumed_delivered_days: 10,
        release_days: 3,
    }
}

fn example(name: OrderStateName) -> OrderState {
    let cancellation = Cancellation {
        at: at(2),
        by: CancelledBy::Buyer,
        reason: CancelReason::ChangedMind,
    };
    match name {
        OrderStateName::AwaitingPayment => OrderState::AwaitingPayment { due_at: at(1) },
        OrderStateName::AwaitingShipment => OrderState::AwaitingShipment { placed_at: at(1) },
        OrderStateName::InTransit => OrderState::InTransit {
            placed_at: at(1),
            shipped_at: at(2),
            assumed_delivered_at: at(12),
        },
        OrderStateName::Delivered => OrderState::Delivered {
            placed_at: at(1),
            shipped_at: at(2),
            delivered_at: at(5),
            release_at: at(8),
        },
        OrderStateName::Completed => OrderState::Completed {
            placed_at: at(1),
            shipped_at: at(2),
            delivered_at: at(5),
            completed_at: at(8),
        },
        OrderStateName::Cancelled => OrderState::Cancelled {
            placed_at: None,
            cancellation,
        },
    }
}

fn act(state: OrderState, verb: OrderVerb) -> Result<OrderState, WrongState> {
    match verb {
        OrderVerb::Place => state.place(at(20)),
        OrderVerb::Ship => state.ship(at(20), &terms()),
        OrderVerb::Deliver => state.deliver(at(20), &terms()),
        OrderVerb::Complete => state.complete(at(20)),
        OrderVerb::Cancel => state.cancel(Cancellation {
            at: at(20),
            by: CancelledBy::Seller,
            reason: CancelReason::OutOfStock,
        }),
    }
}

#[test]
fn exactly_the_moves_of_the_table_are_possible() {
    for from in OrderStateName::ALL {
        for verb in OrderVerb::ALL {
            let planned = MOVES
                .iter()
                .find(|(state, by, _)| state == from && by == verb)
                .map(|(.., to)| *to);
            match (act(example(*from), *verb), planned) {
                (Ok(state), Some(to)) => assert_eq!(state.name(), to),
                (Err(wrong), None) => assert_eq!(
                    wrong,
                    WrongState {
                        from: *from,
                        verb: *verb
                    }
                ),
                (result, _) => panic!("{from} {verb}: {result:?}, but the table says {planned:?}"),
            }
        }
    }
}

#[test]
fn a_parcel_without_news_counts_as_delivered_and_its_money_waits_the_agreed_days() {
    let shipped = example(OrderStateName::AwaitingShipment)
        .ship(at(3), &terms())
        .unwrap();
    assert!(
        matches!(shipped, OrderState::InTransit { assumed_delivered_at, .. } if assumed_delivered_at == at(13))
    );
    let delivered = shipped.deliver(at(5), &terms()).unwrap();
    assert!(matches!(delivered, OrderState::Delivered { release_at, .. } if release_at == at(8)));
}

#[test]
fn tracking_numbers_are_tidied_or_refused() {
    assert_eq!(tracking_number(" jx 1234 5678 ").unwrap(), "JX12345678");
    for wrong in [
        "",
        "12345",
        "ABCDEFGH",
        "JX1234_5678",
        "<b>12345678</b>",
        &"1".repeat(41),
    ] {
        assert!(tracking_number(wrong).is_err(), "{wrong}");
    }
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "a switch for whoever runs the test, not configuration"
)]
fn the_guide_shows_the_moves() {
    let mut page = String::from(
        "# How an order moves\n\nPrinted from `MOVES` in `crates/domain/src/order/state.rs` by its test; run the test with \
         `UPDATE_GUIDES=1` after\nchanging them.\n\n| from | what happens | to |\n|---|---|---|\n",
    );
    for (from, verb, to) in MOVES {
        writeln!(page, "| `{from}` | `{verb}` | `{to}` |").unwrap();
    }
    page.push_str("\nAnything else is refused: what has left the shop is not cancelled but returned.\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guides/order-states.md");
    if std::env::var_os("UPDATE_GUIDES").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guides")).unwrap();
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        page,
        "run with UPDATE_GUIDES=1"
    );
}
