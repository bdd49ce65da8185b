//! `pasar market`

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
    std::fs::create_dir_all(&market).unwrap();
    for file in std::fs::read_dir(repository("markets/gb")).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, market.join(path.file_name().unwrap())).unwrap();
        }
    }
    let folder = folder.to_str().unwrap();
    pasar.run(&["market", "check", folder]).ended(0);
    let text = std::fs::read_to_string(market.join("market.toml")).unwrap();
    std::fs::write(market.join("market.toml"), text.replace("\"GBP\"", "\"GBX\"")).unwrap();
    let said = pasar.run(&["market", "check", folder]).ended(1);
    assert!(said.err.contains("gb/market.toml, line"), "{}", said.err);
    let said = pasar.run(&["market", "check", "/nowhere"]).ended(1);
    assert!(said.err.contains("cannot read `/nowhere`"), "{}", said.err);
}
