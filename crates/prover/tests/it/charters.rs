//! Every charter of the repository keeps its promises.

use pasar_prover::{Direction, SecondOpinion, Solvers, compare};

use crate::kit::{charter, charters, proof, subject};

#[tokio::test]
async fn every_charter_is_proved_and_both_solvers_agree() {
    let charters = charters();
    assert!(charters.len() >= 3, "{charters:?}");
    for name in charters {
        let (market, files) = charter(&name);
        let proof = proof(subject(&market, &files)).await;
        let open: Vec<_> = proof
            .answers
            .iter()
            .filter(|answer| !answer.is_proved())
            .collect();
        assert!(open.is_empty(), "{name}: {open:#?}");
        let asked: Vec<_> = proof
            .answers
            .iter()
            .filter(|answer| answer.text.is_some())
            .collect();
        assert!(!asked.is_empty(), "{name} asks nothing");
        for answer in asked {
            assert_eq!(
                answer.second_opinion,
                SecondOpinion::Agrees,
                "{name}: {:?}",
                answer.id
            );
        }
    }
}

#[tokio::test]
async fn a_query_has_the_same_text_every_time() {
    let (market, files) = charter("gb/2023-04-15");
    let texts = async || {
        let answers = proof(subject(&market, &files)).await.answers.into_iter();
        answers.map(|answer| (answer.id, answer.text)).collect::<Vec<_>>()
    };
    assert_eq!(texts().await, texts().await);
}

#[tokio::test]
async fn the_charter_of_september_only_tightens() {
    let solvers = Solvers::find(None, None).await.unwrap();
    let of = |name: &str| {
        let (market, files) = charter(name);
        subject(&market, &files)
    };
    let (july, september) = (of("id/2023-07-30"), of("id/2023-09-26"));
    let comparison = compare(july.clone(), september.clone(), &solvers).await.unwrap();
    assert!(!comparison.loosens(), "{comparison:#?}");
    let acts: Vec<&str> = comparison
        .changes
        .iter()
        .map(|change| change.act.as_str())
        .collect();
    assert_eq!(acts, ["pay", "sell"]);
    for change in &comparison.changes {
        let sentence = &change.example.as_ref().unwrap().sentence;
        assert!(sentence.contains("on the feed"), "{sentence}");
        assert!(sentence.contains("version `2023-07-30` allows it"), "{sentence}");
    }
    let back = compare(september, july, &solvers).await.unwrap();
    assert!(back.loosens());
    assert!(
        back.changes
            .iter()
            .all(|change| change.direction == Direction::Loosened)
    );
}
