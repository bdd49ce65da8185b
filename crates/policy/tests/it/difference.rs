//! What a version says otherwise than the one before it.

use std::collections::BTreeMap;

use pasar_domain::market::Market;
use pasar_policy::{CharterDifference, CharterFolder, FigureChange, PromiseChange};

use crate::charters::market;

type Files = BTreeMap<String, String>;

/// The newest Indonesian charter.
fn newest() -> (Market, Files) {
    let market = market("id");
    let (_, files) = market.charter_files.last_key_value().unwrap();
    let files = files.clone();
    (market, files)
}

fn change(files: &mut Files, file: &str, from: &str, to: &str) {
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    *text = text.replacen(from, to, 1);
}

#[test]
fn a_version_says_nothing_otherwise_than_itself() {
    let (market, files) = newest();
    let folder = CharterFolder::parse(files, &market).unwrap();
    let difference = CharterDifference::between(&folder, &folder);
    assert!(difference.is_empty(), "{difference:?}");
}

#[test]
fn figures_are_told_with_what_they_were() {
    let (market, files) = newest();
    let before = CharterFolder::parse(files.clone(), &market).unwrap();
    let ship = i64::from(before.charter.windows.days_to_ship);
    let mut files = files;
    let figures = "charter.toml";
    change(
        &mut files,
        figures,
        &format!("days_to_ship = {{ value = {ship},"),
        &format!("days_to_ship = {{ value = {},", ship + 1),
    );
    let category = market.categories.all()[0].slug.to_string();
    change(
        &mut files,
        figures,
        "positive_list = []",
        &format!("positive_list = [\"{category}\"]"),
    );
    change(&mut files, figures, "separate = true", "separate = false");
    let after = CharterFolder::parse(files, &market).unwrap();
    let difference = CharterDifference::between(&before, &after);
    let told = FigureChange {
        key: "windows.days_to_ship".to_owned(),
        before: Some(ship),
        after: Some(ship + 1),
    };
    assert_eq!(difference.figures, [told]);
    assert!(difference.unlisted.is_empty() && difference.promises.is_empty());
    assert_eq!(
        difference
            .listed
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [category]
    );
    assert_eq!(difference.separate_surfaces, Some(false));
    // The other way round.
    let back = CharterDifference::between(&after, &before);
    assert_eq!(back.figures[0].before, Some(ship + 1));
    assert_eq!(back.unlisted, difference.listed);
    assert_eq!((back.listed.len(), back.separate_surfaces), (0, Some(true)));
}

#[test]
fn a_figure_that_comes_or_goes_has_one_value() {
    let (market, mut files) = newest();
    let after = CharterFolder::parse(files.clone(), &market).unwrap();
    let rate = after.charter.cross_border.minor_per_usd;
    assert!(rate > 0);
    let text = files.get_mut("charter.toml").unwrap();
    let kept = text.lines().filter(|line| !line.starts_with("minor_per_usd"));
    *text = kept.collect::<Vec<_>>().join("\n");
    let before = CharterFolder::parse(files, &market).unwrap();
    let difference = CharterDifference::between(&before, &after);
    let told = FigureChange {
        key: "cross_border.minor_per_usd".to_owned(),
        before: None,
        after: Some(rate),
    };
    assert_eq!(difference.figures, [told]);
}

#[test]
fn promises_are_made_dropped_and_changed_in_words_or_in_meaning() {
    let (market, files) = newest();
    let before = CharterFolder::parse(files.clone(), &market).unwrap();
    let mut files = files;
    files.retain(|path, _| !path.starts_with("cases/"));
    let moved = files.remove("promises/one-shop-each.toml").unwrap();
    files.insert("promises/still-one-shop.toml".to_owned(), moved);
    let sentence = before
        .promise("claims-end")
        .unwrap()
        .sentence
        .get(&"id".parse().unwrap());
    change(&mut files, "promises/claims-end.toml", sentence, "Kata lain.");
    change(
        &mut files,
        "promises/no-cross-border.toml",
        "kind = \"never\"",
        "kind = \"always\"",
    );
    let after = CharterFolder::parse(files, &market).unwrap();
    let difference = CharterDifference::between(&before, &after);
    let told: Vec<(String, &str)> = difference
        .promises
        .iter()
        .map(|change| {
            let what = match change {
                PromiseChange::Made(_) => "made",
                PromiseChange::Dropped(_) => "dropped",
                PromiseChange::Changed {
                    reworded: true,
                    means_otherwise: false,
                    ..
                } => "reworded",
                PromiseChange::Changed {
                    reworded: false,
                    means_otherwise: true,
                    ..
                } => "means otherwise",
                PromiseChange::Changed { .. } => "both",
            };
            (change.promise().id.to_string(), what)
        })
        .collect();
    let expected = [
        ("claims-end", "reworded"),
        ("no-cross-border", "means otherwise"),
        ("one-shop-each", "dropped"),
        ("still-one-shop", "made"),
    ];
    assert_eq!(told, expected.map(|(id, what)| (id.to_owned(), what)));
    assert!(difference.figures.is_empty() && !difference.is_empty());
}
