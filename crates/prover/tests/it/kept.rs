//! Kept proofs count for exactly what was proved.

use pasar_prover::{Proved, accept_kept, keep};
use serde_json::Value as Json;

use crate::kit::{charter, charters, proof, subject};

#[tokio::test]
async fn a_kept_proof_counts_for_its_own_files_only() {
    let (market, files) = charter("id/2023-07-30");
    let own = subject(&market, &files);
    let proved = Proved::try_from(proof(own.clone()).await).unwrap();
    let kept = keep(&proved);
    assert!(!kept.contains("(assert"), "the texts are made again");
    let again = accept_kept(own.clone(), kept.clone()).await.unwrap();
    assert_eq!(again.proof().answers, proved.proof().answers);

    // Only a comment is another, and yet it is another charter.
    let mut others = files.clone();
    others
        .get_mut("policies/sale.cedar")
        .unwrap()
        .push_str("\n// changed\n");
    let error = accept_kept(subject(&market, &others), kept.clone()).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("other files") && error.contains("prove --keep"),
        "{error}"
    );

    let changed = |change: &dyn Fn(&mut Json)| {
        let mut json: Json = serde_json::from_str(&kept).unwrap();
        change(&mut json);
        json.to_string()
    };
    for (kept, word) in [
        (
            changed(&|json| json["version"] = "2023-01-01".into()),
            "2023-01-01",
        ),
        (
            changed(&|json| json["schema_sha256"] = "00".into()),
            "another schema",
        ),
        (
            changed(&|json| drop(json["answers"].as_array_mut().unwrap().pop())),
            "other promises",
        ),
        (
            changed(&|json| first_asked(json)["sha256"] = "00".into()),
            "other queries",
        ),
        (
            changed(&|json| first_asked(json)["verdict"] = "broken".into()),
            "is not proved",
        ),
        ("{".to_owned(), "cannot be read"),
    ] {
        let error = accept_kept(own.clone(), kept).await.unwrap_err().to_string();
        assert!(error.contains(word), "{word}: {error}");
    }
}

#[tokio::test]
async fn every_charter_of_the_repository_keeps_a_proof_that_counts() {
    for name in charters() {
        let (market, files) = charter(&name);
        let kept = files.get("proof.json").cloned();
        let kept = kept
            .unwrap_or_else(|| panic!("{name}: run `pasar charter prove {name} --markets markets --keep`"));
        if let Err(error) = accept_kept(subject(&market, &files), kept).await {
            panic!("{name}: {error}");
        }
    }
}

fn first_asked(json: &mut Json) -> &mut Json {
    let answers = json["answers"].as_array_mut().unwrap();
    answers
        .iter_mut()
        .find(|answer| answer["sha256"].is_string())
        .unwrap()
}
