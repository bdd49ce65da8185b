//! The cluster that test processes share.

use pasar_cluster::Cluster;

use crate::helper::psql;

#[test]
fn tests_share_a_cluster_and_copy_a_template() {
    let first = Cluster::shared().unwrap();
    let second = Cluster::shared().unwrap();
    assert_eq!(first.url("x"), second.url("x"));

    let databases = first.databases();
    let name = |part: &str| format!("shared_{}_{part}", std::process::id());
    let (half, template, copy) = (name("half"), name("template"), name("copy"));
    {
        let _turn = second.turn().unwrap();
        assert!(!databases.exists(&template).unwrap());
        databases.create(&half).unwrap();
        psql(
            &databases.url(&half),
            "CREATE TABLE goods (name text); INSERT INTO goods VALUES ('batik')",
        );
        databases.rename(&half, &template).unwrap();
    }
    databases.copy(&template, &copy).unwrap();
    assert_eq!(psql(&databases.url(&copy), "SELECT name FROM goods"), "batik");
    for name in [template, copy] {
        databases.remove(&name).unwrap();
        databases.remove(&name).unwrap();
        assert!(!databases.exists(&name).unwrap());
    }
}
