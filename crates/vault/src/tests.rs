use proptest::prelude::*;
use zeroize::Zeroizing;

use crate::{DataKey, KeyFileProblem, Keyring, Nonce, Place, Refused, new_line};

const SELLER: [u8; 16] = [1; 16];
const OTHER: [u8; 16] = [2; 16];
const RECORD: [u8; 16] = [3; 16];

const fn place(owner: [u8; 16], record: [u8; 16], field: &str) -> Place<'_> {
    Place { owner, record, field }
}

proptest! {
    #[test]
    fn what_was_sealed_is_opened_in_its_place_and_nowhere_else(
        key: [u8; 32],
        other_key: [u8; 32],
        nonce: Nonce,
        plain: Vec<u8>,
        at: prop::sample::Index,
        bit in 0..8_u8,
    ) {
        let here = place(SELLER, RECORD, "number");
        let data_key = DataKey::new(key);
        let sealed = data_key.seal(&here, &plain, &nonce).unwrap();
        let opened = data_key.open(&here, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), plain.as_slice());
        for elsewhere in [
            place(OTHER, RECORD, "number"),
            place(SELLER, OTHER, "number"),
            place(SELLER, RECORD, "facts"),
            place(SELLER, RECORD, "number "),
            place(SELLER, RECORD, ""),
        ] {
            prop_assert_eq!(data_key.open(&elsewhere, &sealed).unwrap_err(), Refused);
        }
        if key != other_key {
            prop_assert!(DataKey::new(other_key).open(&here, &sealed).is_err());
        }
        let mut damaged = sealed.clone();
        let at = at.index(damaged.len());
        damaged[at] ^= 1 << bit;
        prop_assert!(data_key.open(&here, &damaged).is_err());
        prop_assert!(data_key.open(&here, &sealed[..at]).is_err());
    }

    #[test]
    fn a_wrapped_key_is_unwrapped_for_its_owner_only(
        master: [u8; 32],
        other: [u8; 32],
        key: [u8; 32],
        nonce: Nonce,
        at: prop::sample::Index,
        bit in 0..8_u8,
    ) {
        let keyring = Keyring::of(&master);
        let wrapped = keyring.wrap(SELLER, RECORD, &DataKey::new(key), &nonce).unwrap();
        let unwrapped = keyring.unwrap(SELLER, RECORD, &wrapped).unwrap();
        prop_assert_eq!(unwrapped.bytes(), &key);
        prop_assert!(keyring.unwrap(OTHER, RECORD, &wrapped).is_err());
        prop_assert!(keyring.unwrap(SELLER, OTHER, &wrapped).is_err());
        let mut damaged = wrapped.clone();
        let at = at.index(damaged.bytes.len());
        damaged.bytes[at] ^= 1 << bit;
        prop_assert!(keyring.unwrap(SELLER, RECORD, &damaged).is_err());
        if master != other {
            prop_assert!(Keyring::of(&other).unwrap(SELLER, RECORD, &wrapped).is_err());
        }
    }

    #[test]
    fn equal_numbers_have_equal_indexes_and_nothing_else_has(
        master: [u8; 32],
        other: [u8; 32],
        number in "[0-9]{16}",
        stranger in "[0-9]{16}",
    ) {
        let keyring = Keyring::of(&master);
        let index = keyring.index("aa", "nik", &number);
        prop_assert_eq!(index, Keyring::of(&master).index("aa", "nik", &number));
        prop_assert_ne!(index, keyring.index("bb", "nik", &number));
        prop_assert_ne!(index, keyring.index("aa", "npwp", &number));
        if number != stranger {
            prop_assert_ne!(index, keyring.index("aa", "nik", &stranger));
        }
        if master != other {
            prop_assert_ne!(index, Keyring::of(&other).index("aa", "nik", &number));
        }
    }

    #[test]
    fn words_of_an_index_do_not_run_into_each_other(master: [u8; 32], a in "[a-z]{1,4}", b in "[a-z]{1,4}") {
        let keyring = Keyring::of(&master);
        let joined = format!("{a}{b}");
        prop_assert_ne!(keyring.index(&a, &b, "1"), keyring.index(&joined, "", "1"));
    }

    #[test]
    fn any_text_is_a_keyring_or_a_problem_that_quotes_nothing(text: String) {
        if let Err(problem) = Keyring::read(&text) {
            prop_assert!(problem.to_string().ends_with("from its backup"));
        }
    }
}

fn line(byte: u8) -> String {
    new_line(&Zeroizing::new([byte; 32])).to_string()
}

#[test]
fn the_newest_key_wraps_and_the_older_ones_still_unwrap() {
    let (old, new) = (line(7), line(8));
    let before = Keyring::read(&old).unwrap();
    let wrapped = before
        .wrap(SELLER, RECORD, &DataKey::new([5; 32]), &[9; 24])
        .unwrap();
    let both = Keyring::read(&format!("# kept apart\n\n{old}{new}")).unwrap();
    assert_eq!(both.unwrap(SELLER, RECORD, &wrapped).unwrap().bytes(), &[5; 32]);
    assert_ne!(both.newest(), before.newest());
    assert!(both.knows(before.newest()) && !before.knows(both.newest()));
    let again = both
        .wrap(SELLER, RECORD, &DataKey::new([5; 32]), &[9; 24])
        .unwrap();
    assert_eq!(again.master_key, *both.newest());
    assert!(before.unwrap(SELLER, RECORD, &again).is_err());
    // What was indexed under the older key is found.
    let indexes = both.indexes("aa", "nik", "1");
    assert_eq!(indexes[0], both.index("aa", "nik", "1"));
    assert_eq!(indexes[1], before.index("aa", "nik", "1"));
}

#[test]
fn a_key_file_that_is_not_whole_is_told_by_its_line() {
    let whole = line(7);
    let damaged = whole.replacen("BwcH", "BwcI", 1);
    assert_ne!(whole, damaged);
    let problem = |text: &str| Keyring::read(text).unwrap_err();
    assert_eq!(problem(""), KeyFileProblem::Empty);
    assert_eq!(problem("# nothing\n"), KeyFileProblem::Empty);
    assert_eq!(
        problem(&format!("{whole}{damaged}")),
        KeyFileProblem::Damaged { line: 2 }
    );
    assert_eq!(
        problem(whole.trim_end().strip_suffix('w').unwrap_or("pasar")),
        KeyFileProblem::NoKey { line: 1 }
    );
}

#[test]
fn debug_tells_no_secret() {
    let keyring = Keyring::of(&[7; 32]);
    let data_key = DataKey::new([5; 32]);
    let wrapped = keyring.wrap(SELLER, RECORD, &data_key, &[9; 24]).unwrap();
    let index = keyring.index("aa", "nik", "3273010101900001");
    let id = keyring.newest();
    assert_eq!(
        format!("{keyring:?} {data_key:?} {wrapped:?} {index:?}"),
        format!("[{id:?}] DataKey(…) Wrapped({id}) BlindIndex(…)")
    );
}
