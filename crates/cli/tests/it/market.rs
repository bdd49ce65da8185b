//! `pasar market`

use std::path::Path;

use crate::kit::{Pasar, repository};

#[test]
fn the_markets_of_the_repository_are_in_order() {
    let said = Pasar::new().run(&["market", "check"]).ended(0);
    assert_eq!(
        said.out.lines().filter(|line| line.starts_with('✓')).count(),
        3,
        "{}",
        said.out
    );
    let folder = repository("markets");
    let same = Pasar::new()
        .run(&["market", "check", folder.to_str().unwrap()])
        .ended(0);
    assert_eq!(same.out, said.out);
}

#[test]
fn a_wrong_market_is_named_with_file_and_remedy() {
    let pasar = Pasar::new();
    let folder = pasar.data().join("markets");
    let market = folder.join("gb");
    copy(&repository("markets/gb"), &market);
    let folder = folder.to_str().unwrap();
    pasar.run(&["market", "check", folder]).ended(0);
    let text = std::fs::read_to_string(market.join("market.toml")).unwrap();
    std::fs::write(market.join("market.toml"), text.replace("\"GBP\"", "\"GBX\"")).unwrap();
    let said = pasar.run(&["market", "check", folder]).ended(1);
    assert!(said.err.contains("gb/market.toml, line"), "{}", said.err);
    let said = pasar.run(&["market", "check", "/nowhere"]).ended(1);
    assert!(said.err.contains("cannot read `/nowhere`"), "{}", said.err);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            std::fs::copy(&path, copied).unwrap();
        }
    }
}
