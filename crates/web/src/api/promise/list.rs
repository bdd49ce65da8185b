//! `GET /{market}/api/v1/promises`

use axum::Json;
use pasar_domain::adoption::ProofAnswer;
use pasar_policy::Promise;

use super::{KeepingRuleJson, PromiseJson, PromisesJson, QueryJson, SourceJson};
use crate::api::model::Refusals;
use crate::api::{Answer, Call};
use crate::promise::book::Book;
use crate::promise::query::{self, Known};
use crate::promise::{path, query_path};

/// List the promises
///
/// What the charter in force promises and to whom, with the proof: who proved it, when, and every question as the solver got it, to be asked
/// again with any solver. How often the rules that keep a promise refused something is counted by the month, in the market's time.
#[utoipa::path(
    get, path = "/api/v1/promises", operation_id = "list_promises", tag = "Catalogue",
    responses((status = 200, description = "The promises.", body = PromisesJson), Refusals)
)]
pub async fn list(call: Call) -> Answer<PromisesJson> {
    let known = query::known(&call.ctx).await?;
    let charter = &known.folder.charter;
    let proof = known.proof.as_ref();
    let promises = known.folder.promises.iter();
    Ok(Json(PromisesJson {
        charter_version: charter.version.to_string(),
        effective_on: charter.effective_on.to_string(),
        proved_at: proof.map(|proof| proof.proved_at),
        solver: proof.and_then(|proof| Some(proof.answers.first()?.solver.clone())),
        second_solver: proof.and_then(|proof| proof.second_solver.clone()),
        promises: promises.map(|promise| json(&call, &known, promise)).collect(),
    }))
}

fn json(call: &Call, known: &Known<'_>, promise: &Promise) -> PromiseJson {
    let book = Book::new(&call.l, known);
    let shown = book.promise(promise);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let answers = known.proof.iter().flat_map(|proof| &proof.answers);
    let answers = answers.filter(|answer| answer.promise == promise.id.as_str());
    let query = |answer: &ProofAnswer| QueryJson {
        act: answer.act.clone(),
        verdict: answer.verdict.clone(),
        second_opinion: answer.second_opinion.clone(),
        sha256: answer.text_sha256.clone(),
        url: answer
            .text_sha256
            .as_deref()
            .map(|sha256| call.url(&query_path(&answer.promise, sha256))),
    };
    let rules = book.rules(promise).into_iter().map(|rule| KeepingRuleJson {
        rule: rule.id,
        title: rule.title,
        refused_this_month: rule.refused,
    });
    PromiseJson {
        promise: shown.id,
        kind: promise.kind.as_str().to_owned(),
        audience: promise.audience.as_str().to_owned(),
        sentence: shown.sentence,
        meaning_in_words: shown.meaning,
        meaning: promise.meaning.trim().to_owned(),
        made_on: promise.made_on.to_string(),
        source: SourceJson {
            title: shown.source.title,
            reference: some(shown.source.reference),
            date: some(shown.source.date),
        },
        kept_by: rules.collect(),
        is_proved: shown.proof.is_some(),
        proof: answers.map(query).collect(),
        url: call.url(&path(promise.id.as_str())),
    }
}
