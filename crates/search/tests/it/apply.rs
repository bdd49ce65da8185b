//! Writing: batches, rebuilds, several processes (here: several handles), damage.

use std::fs;

use pasar_search::{Batch, Document, Error, Index, IndexConfig, Query, Status};

use crate::catalogue::{config, index_of, numbers, product, titled};

fn folder() -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), &config()).unwrap();
    index.rebuild_from([], None, |_| {}).unwrap();
    (folder, index)
}

fn upserts(documents: impl IntoIterator<Item = Document>) -> Batch {
    Batch {
        upserts: documents.into_iter().collect(),
        ..Batch::default()
    }
}

fn deletions(documents: impl IntoIterator<Item = u128>) -> Batch {
    Batch {
        deletions: documents
            .into_iter()
            .map(|number| product(number).product_id)
            .collect(),
        ..Batch::default()
    }
}

fn documents(index: &Index) -> u64 {
    match index.status().unwrap() {
        Status::Ready { documents, .. } => documents,
        Status::Outdated { why } => panic!("{why}"),
    }
}

#[test]
fn a_folder_without_an_index_says_so_until_it_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), &config()).unwrap();
    assert!(matches!(index.status().unwrap(), Status::Outdated { .. }));
    assert!(matches!(
        index.search(&Query::text("kaos")),
        Err(Error::Outdated { .. })
    ));
    assert!(matches!(
        index.apply(&upserts([product(1)])),
        Err(Error::Outdated { .. })
    ));
    let other = Index::open(folder.path(), &config()).unwrap();
    other
        .rebuild_from([titled(1, "kaos polos")], Some(7), |_| {})
        .unwrap();
    assert_eq!(
        numbers(&index, &Query::text("kaos")),
        [1],
        "another handle sees what one has built"
    );
    assert_eq!(
        index.status().unwrap(),
        Status::Ready {
            documents: 1,
            segments: 1,
            position: Some(7)
        }
    );
}

#[test]
fn a_batch_is_seen_at_once_by_every_handle_and_survives() {
    let (folder, writer) = folder();
    let reader = Index::open(folder.path(), &config()).unwrap();
    writer
        .apply(&upserts([titled(1, "kaos polos"), titled(2, "kaos kaki")]))
        .unwrap();
    assert_eq!(numbers(&writer, &Query::text("kaos")).len(), 2);
    assert_eq!(numbers(&reader, &Query::text("kaos")).len(), 2);
    writer.apply(&upserts([titled(2, "topi merah")])).unwrap();
    assert_eq!(numbers(&reader, &Query::text("kaos")), [1]);
    assert_eq!(numbers(&reader, &Query::text("topi")), [2]);
    writer.apply(&deletions([2, 99])).unwrap();
    assert!(numbers(&reader, &Query::text("topi")).is_empty());
    assert!(reader.suggest("topi", 5).unwrap().is_empty());
    drop((writer, reader));
    let again = Index::open(folder.path(), &config()).unwrap();
    assert_eq!(numbers(&again, &Query::text("kaos")), [1]);
    again.verify().unwrap();
}

#[test]
fn applying_a_batch_again_changes_nothing() {
    let (_folder, index) = folder();
    let batch = Batch {
        upserts: vec![
            titled(1, "kaos polos"),
            titled(2, "kaos kaki"),
            titled(1, "kaos merah"),
        ],
        deletions: vec![product(2).product_id, product(3).product_id],
        position: Some(41),
    };
    index.apply(&upserts([titled(3, "kaos biru")])).unwrap();
    for _ in 0..3 {
        index.apply(&batch).unwrap();
        assert_eq!(
            documents(&index),
            2,
            "an upserted product stays, a deleted one goes, none is there twice"
        );
        assert_eq!(
            numbers(&index, &Query::text("merah")),
            [1],
            "the later document of a product stays"
        );
        assert!(matches!(
            index.status().unwrap(),
            Status::Ready {
                position: Some(41),
                ..
            }
        ));
    }
    index.apply(&deletions([1])).unwrap();
    assert!(
        matches!(
            index.status().unwrap(),
            Status::Ready {
                position: Some(41),
                ..
            }
        ),
        "the position is kept"
    );
}

#[test]
fn many_small_batches_stay_few_segments() {
    let (folder, index) = folder();
    for number in 1..=40 {
        index.apply(&upserts([product(number)])).unwrap();
    }
    assert_eq!(documents(&index), 40);
    let Status::Ready { segments, .. } = index.status().unwrap() else {
        panic!()
    };
    assert!(segments <= 8, "{segments} segments");
    let files = walk(folder.path());
    assert!(files < 120, "{files} files are left in the folder");
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| if path.is_dir() { walk(&path) } else { 1 })
        .sum()
}

#[test]
fn an_index_goes_on_answering_while_it_is_rebuilt() {
    let (folder, index) = folder();
    index.apply(&upserts([titled(1, "kaos lama")])).unwrap();
    let mut rebuild = index.rebuild().unwrap();
    rebuild.add(&titled(2, "kaos baru")).unwrap();
    assert_eq!(numbers(&index, &Query::text("kaos")), [1]);
    let other = Index::open(folder.path(), &config()).unwrap();
    assert!(
        matches!(other.apply(&upserts([product(3)])), Err(Error::Busy)),
        "one writes at a time"
    );
    assert!(matches!(other.rebuild(), Err(Error::Busy)));
    rebuild.finish(Some(5)).unwrap();
    assert_eq!(numbers(&index, &Query::text("kaos")), [2]);
    assert_eq!(numbers(&other, &Query::text("kaos")), [2]);
    other.apply(&upserts([titled(3, "kaos polos")])).unwrap();
    assert_eq!(numbers(&index, &Query::text("kaos")).len(), 2);
    let generations = fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(generations.count(), 1, "the old generation is removed");
}

#[test]
fn an_abandoned_rebuild_leaves_no_trace() {
    let (folder, index) = folder();
    index.apply(&upserts([titled(1, "kaos polos")])).unwrap();
    let files = walk(folder.path());
    let mut rebuild = index.rebuild().unwrap();
    rebuild.add(&product(2)).unwrap();
    drop(rebuild);
    assert_eq!(walk(folder.path()), files);
    assert_eq!(numbers(&index, &Query::text("kaos")), [1]);
    index.apply(&upserts([product(3)])).unwrap();
}

#[test]
fn what_a_killed_rebuild_left_is_removed_by_the_next() {
    let (folder, index) = folder();
    fs::create_dir(folder.path().join("g77")).unwrap();
    index.rebuild_from([product(1)], None, |_| {}).unwrap();
    assert!(!folder.path().join("g77").exists());
}

#[test]
fn other_languages_make_an_index_outdated() {
    let (folder, _index) = folder();
    let english = Index::open(folder.path(), &IndexConfig::new(["en-GB"])).unwrap();
    let Status::Outdated { why } = english.status().unwrap() else {
        panic!()
    };
    assert!(why.contains("other languages"), "{why}");
}

#[test]
fn a_damaged_index_is_outdated_and_can_be_rebuilt() {
    let damage: [fn(&std::path::Path); 4] = [
        |folder| fs::write(folder.join("current"), [0xff, 0xfe]).unwrap(),
        |folder| fs::write(folder.join("current"), "1-0 ../../etc 3").unwrap(),
        |folder| fs::write(folder.join("g1/meta.json"), "{").unwrap(),
        |folder| fs::remove_dir_all(folder.join("g1")).unwrap(),
    ];
    for damage in damage {
        let (folder, index) = folder();
        index.apply(&upserts([titled(1, "kaos polos")])).unwrap();
        drop(index);
        damage(folder.path());
        let index = Index::open(folder.path(), &config()).unwrap();
        assert!(matches!(index.status().unwrap(), Status::Outdated { .. }));
        index
            .rebuild_from([titled(2, "kaos polos")], None, |_| {})
            .unwrap();
        assert_eq!(numbers(&index, &Query::text("kaos")), [2]);
    }
}

#[test]
fn verifying_finds_a_changed_byte() {
    let (folder, index) = folder();
    index.apply(&upserts([titled(1, "kaos polos")])).unwrap();
    let generation = folder.path().join("g1");
    let path = fs::read_dir(&generation)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|extension| extension == "fast"))
        .unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[8] ^= 0x55;
    fs::write(&path, bytes).unwrap();
    let again = Index::open(folder.path(), &config()).unwrap();
    assert!(again.verify().is_err() || matches!(again.status().unwrap(), Status::Outdated { .. }));
}

#[test]
fn searches_and_writes_run_at_once() {
    let (folder, index) = folder();
    let reader = Index::open(folder.path(), &config()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let page = reader.search(&Query::text("kaos polos")).unwrap();
                    assert_eq!(page.hits.len(), page.total.min(24));
                }
            });
        }
        for round in 0..12_u128 {
            if round % 4 == 3 {
                index
                    .rebuild_from((0..5).map(|n| titled(n, "kaos polos")), None, |_| {})
                    .unwrap();
            } else {
                index.apply(&upserts([titled(round, "kaos polos")])).unwrap();
            }
        }
    });
    assert_eq!(
        numbers(&reader, &Query::text("kaos")).len(),
        numbers(&index, &Query::text("kaos")).len()
    );
}

#[test]
fn an_index_in_memory_does_the_same() {
    let index = index_of([titled(1, "kaos polos")]);
    index.apply(&upserts([titled(2, "kaos kaki")])).unwrap();
    index.apply(&deletions([1])).unwrap();
    assert_eq!(numbers(&index, &Query::text("kaos")), [2]);
    let rebuild = index.rebuild().unwrap();
    assert!(matches!(index.apply(&Batch::default()), Err(Error::Busy)));
    drop(rebuild);
    index.apply(&Batch::default()).unwrap();
    assert_eq!(documents(&index), 1);
}

#[test]
fn handles_and_rebuilds_may_move_between_threads() {
    fn moves<T: Send + 'static>() {}
    fn is_shared<T: Send + Sync + Clone + 'static>() {}
    is_shared::<Index>();
    moves::<pasar_search::Rebuild>();
}
