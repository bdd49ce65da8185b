//! Each test has a database of its own.
#![allow(clippy::unwrap_used)]

use pasar_cluster::Cluster;
use pasar_testkit::TestDatabase;

#[tokio::test]
async fn databases_are_apart_and_go_with_their_tests() {
    let (first, second) = (TestDatabase::new().await, TestDatabase::new().await);
    assert_ne!(first.url(), second.url());
    let name = first
        .url()
        .rsplit('/')
        .next()
        .unwrap()
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    let databases = Cluster::shared().unwrap().databases().clone();
    assert!(databases.exists(&name).unwrap());
    drop(first);
    assert!(!databases.exists(&name).unwrap());
}
