use proptest::prelude::*;

use super::*;
use uuid::Uuid;

/// The parties of a test are numbers; 0 is the operator.
fn party(number: u8) -> PartyId {
    PartyId::from_uuid(Uuid::from_u128(u128::from(number)))
}

fn at(second: i64) -> Instant {
    Instant::from_timestamp(second, 0).unwrap()
}

fn holds(owner: u8, owned: u8, share: u16, controls: bool) -> Ownership {
    Ownership {
        ownership_id: OwnershipId::from_uuid(Uuid::from_u128(1)),
        owner: party(owner),
        owned: party(owned),
        share,
        controls,
        valid_from: at(0),
        valid_until: None,
        evidence: "test".to_owned(),
        recorded_by: None,
        recorded_at: at(0),
    }
}

fn graph(count: u8, stretches: Vec<Ownership>) -> OwnershipGraph {
    let parties = (0..count).map(|number| Party {
        party_id: party(number),
        kind: PartyKind::Entity,
        name: format!("P{number}"),
        country: "ID".parse().unwrap(),
        is_operator: number == 0,
        brands: vec![format!(" Merek {number} ")],
        sellers: vec![(
            "xx".parse().unwrap(),
            SellerId::from_uuid(Uuid::from_u128(u128::from(number))),
        )],
    });
    OwnershipGraph {
        parties: parties.collect(),
        stretches,
    }
}

fn controlled(count: u8, stretches: Vec<Ownership>) -> Vec<u8> {
    let control = Control::derive(&graph(count, stretches), at(10));
    (0..count)
        .filter(|number| control.includes(party(*number)))
        .collect()
}

#[test]
fn more_than_half_controls_and_half_does_not() {
    assert_eq!(controlled(2, vec![holds(0, 1, 5_001, false)]), [0, 1]);
    assert_eq!(controlled(2, vec![holds(0, 1, 5_000, false)]), [0]);
    assert_eq!(
        controlled(2, vec![holds(0, 1, 3_000, false), holds(0, 1, 2_001, false)]),
        [0, 1]
    );
}

#[test]
fn a_contract_controls_whatever_the_share() {
    assert_eq!(controlled(2, vec![holds(0, 1, 0, true)]), [0, 1]);
    assert_eq!(
        controlled(3, vec![holds(2, 1, 0, true)]),
        [0],
        "not of the operator"
    );
}

#[test]
fn the_example_of_the_chain_is_told_in_its_order() {
    // The operator owns 60 % of A; the operator and A own 55 % of C together.
    let stretches = vec![
        holds(1, 2, 2_500, false),
        holds(0, 2, 3_000, false),
        holds(0, 1, 6_000, false),
    ];
    let control = Control::derive(&graph(3, stretches), at(10));
    let chain = control.chain(party(2));
    let names: Vec<PartyId> = chain.iter().map(|step| step.party_id).collect();
    assert_eq!(names, [party(0), party(1), party(2)]);
    assert_eq!(
        chain[2].grounds,
        Grounds::Shares {
            holders: vec![(party(0), 3_000), (party(1), 2_500)],
            total: 5_500
        }
    );
    assert!(control.chain(party(9)).is_empty());
}

#[test]
fn a_cycle_lifts_nobody_by_itself() {
    let cycle = vec![holds(1, 2, 9_000, false), holds(2, 1, 9_000, false)];
    assert_eq!(controlled(3, cycle.clone()), [0]);
    let entered = [cycle, vec![holds(0, 1, 0, true)]].concat();
    assert_eq!(controlled(3, entered), [0, 1, 2]);
    // The operator's own shares in its parent change nothing, and end.
    assert_eq!(controlled(2, vec![holds(1, 0, 10_000, true)]), [0]);
}

#[test]
fn a_stretch_counts_from_its_first_instant_to_before_its_last() {
    let mut stretch = holds(0, 1, 10_000, false);
    (stretch.valid_from, stretch.valid_until) = (at(5), Some(at(10)));
    let graph = graph(2, vec![stretch]);
    let is_controlled = |second| Control::derive(&graph, at(second)).includes(party(1));
    assert_eq!([4, 5, 9, 10].map(is_controlled), [false, true, true, false]);
}

#[test]
fn sellers_and_brands_follow_their_party() {
    let graph = graph(3, vec![holds(0, 1, 6_000, false)]);
    let control = Control::derive(&graph, at(10));
    assert_eq!(control.sellers(&graph, "xx".parse().unwrap()).len(), 2);
    assert!(control.sellers(&graph, "yy".parse().unwrap()).is_empty());
    assert!(control.brand_is_controlled(&graph, "MEREK 1"));
    assert!(!control.brand_is_controlled(&graph, "merek 2"));
}

/// The definition, word by word: the smallest set that has the operator and every party of which its members hold enough.
fn oracle(count: u8, stretches: &[Ownership]) -> u32 {
    let is_closed = |set: u32| {
        (0..count).all(|number| {
            let held = stretches
                .iter()
                .filter(|stretch| stretch.owned == party(number))
                .filter(|stretch| {
                    (0..count).any(|owner| set & (1 << owner) != 0 && stretch.owner == party(owner))
                });
            let (total, other) = held.fold((0_u32, false), |(total, other), stretch| {
                (total + u32::from(stretch.share), other || stretch.controls)
            });
            set & (1 << number) != 0 || !(total > 5_000 || other)
        })
    };
    let sets = (0..1_u32 << count).filter(|set| set & 1 == 1 && is_closed(*set));
    sets.fold(u32::MAX >> (32 - u32::from(count)), |least, set| least & set)
}

const PARTIES: u8 = 6;

fn stretches() -> impl Strategy<Value = Vec<Ownership>> {
    let one = (
        0..PARTIES,
        0..PARTIES,
        0..=10_000_u16,
        proptest::bool::weighted(0.1),
    )
        .prop_filter("of itself", |(owner, owned, ..)| owner != owned)
        .prop_map(|(owner, owned, share, controls)| holds(owner, owned, share, controls));
    proptest::collection::vec(one, 0..14)
}

fn as_bits(numbers: &[u8]) -> u32 {
    numbers.iter().fold(0, |bits, number| bits | 1 << number)
}

proptest! {
    #[test]
    fn control_is_the_smallest_closed_set(stretches in stretches()) {
        let expected = oracle(PARTIES, &stretches);
        prop_assert_eq!(as_bits(&controlled(PARTIES, stretches)), expected);
    }

    #[test]
    fn more_ownership_never_means_less_control(stretches in stretches(), more in stretches()) {
        let before = as_bits(&controlled(PARTIES, stretches.clone()));
        let after = as_bits(&controlled(PARTIES, [stretches, more].concat()));
        prop_assert_eq!(before & after, before);
    }

    #[test]
    fn the_order_in_which_it_was_written_down_does_not_matter(stretches in stretches(), turn in 0..14_usize) {
        let forwards = Control::derive(&graph(PARTIES, stretches.clone()), at(10));
        let mut other = stretches;
        other.reverse();
        let turn = turn.min(other.len());
        other.rotate_left(turn);
        prop_assert_eq!(Control::derive(&graph(PARTIES, other), at(10)), forwards);
    }

    #[test]
    fn a_chain_explains_itself(stretches in stretches()) {
        let control = Control::derive(&graph(PARTIES, stretches), at(10));
        for party in control.parties() {
            let chain = control.chain(party);
            prop_assert_eq!(chain.last().map(|step| step.party_id), Some(party));
            for (place, step) in chain.iter().enumerate() {
                let before: Vec<PartyId> = chain[..place].iter().map(|step| step.party_id).collect();
                match &step.grounds {
                    Grounds::Operator => prop_assert_eq!(place, 0),
                    Grounds::OtherMeans { by } => prop_assert!(before.contains(by)),
                    Grounds::Shares { holders, total } => {
                        prop_assert!(*total > 5_000);
                        prop_assert!(holders.iter().all(|(holder, _)| before.contains(holder)));
                    }
                }
            }
        }
    }
}
