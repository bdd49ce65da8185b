//! What a seller typed is shown to that seller and to who reviews it, and stands nowhere else that the site leaves behind.

use axum::http::{StatusCode, header};
use pasar_service::actor::StaffRole;
use pasar_testkit::capturing_logs;

use super::newcomer;
use super::verification::{NIK, photograph};
use crate::api::kit::Fair;
use crate::kit::Answer;
use crate::staff::on_duty;

const ACCOUNT: &str = "998877665544";

/// What an answer leaves in a browser, in its history and in what stands between: everything but the page itself.
fn left_behind(answer: &Answer) -> String {
    let headers = answer.headers.iter();
    headers
        .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())))
        .collect()
}

#[tokio::test]
async fn logs_addresses_cookies_and_other_people_s_pages_hold_nothing_of_it() {
    let fair = Fair::new().await;
    let page = "/seller/verification";
    let step = |name: &str| format!("{page}/{name}");
    let ((left, others), logs) = capturing_logs(async {
        let (mut left, mut others) = (String::new(), String::new());
        let (mut sari, _) = newcomer(&fair.site, "sari").await;
        let mut document = [
            ("kind", "nik"),
            ("number", &NIK[..15]),
            ("name", "Wulandari Kusumaningrum"),
            ("born", "17-08-1990"),
            ("sex", "female"),
        ];
        let refused = sari.submit(&step("document"), &step("document"), &document).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        left.push_str(&left_behind(&refused));
        (document[1].1, document[3].1) = (NIK, "1990-08-17");
        // A form that is too old comes back without what was typed.
        let old = sari.post_with(&step("document"), Some("old"), &document).await;
        assert_eq!(old.status, StatusCode::FORBIDDEN);
        others.push_str(&old.body);
        // Neither an address that does not exist nor one that was mistyped repeats what it was given.
        let lost = sari.post(&step("documents"), &document).await;
        others.push_str(&lost.body);
        let saved = sari.submit(&step("document"), &step("document"), &document).await;
        left.push_str(&left_behind(&saved));
        let photo = [("picture", "ktp.png", photograph())];
        let photo = photo
            .each_ref()
            .map(|(field, name, bytes)| (*field, *name, bytes.as_slice()));
        left.push_str(&left_behind(
            &sari.upload(&step("picture/picture"), &[], &photo).await,
        ));
        let bank = [
            ("bank", "Bank Penanda"),
            ("holder", "Wulandari Kusumaningrum"),
            ("number", ACCOUNT),
        ];
        left.push_str(&left_behind(
            &sari.submit(&step("bank"), &step("bank"), &bank).await,
        ));
        let sent = sari
            .submit(&step("send"), &step("send"), &[("agree", "yes")])
            .await;
        left.push_str(&left_behind(&sent));
        let again = sari.post(&step("bank"), &bank).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        others.push_str(&again.body);

        let mut budi = on_duty(&fair, StaffRole::Moderator).await;
        let queue = budi.get("/staff/verifications").await;
        others.push_str(&queue.body);
        let links = queue.attributes("main a[href*='/staff/verifications/']", "href");
        let about = links[0].strip_prefix("/id").unwrap().to_owned();
        let shown = budi.get(&about).await;
        assert!(shown.body.contains(NIK), "who reviews it sees it");
        left.push_str(&left_behind(&shown));
        let returned = [
            ("do", "return"),
            ("reason", "picture_unreadable"),
            ("words", "Ambil lagi."),
        ];
        left.push_str(&left_behind(
            &budi.submit(&about, &format!("{about}/decide"), &returned).await,
        ));
        others.push_str(&budi.get("/staff/verifications").await.body);
        others.push_str(&budi.get("/staff/sellers").await.body);

        let mut stranger = fair.site.visitor();
        for public in ["/", "/promises", "/shops/sari", "/api/v1/shops/sari"] {
            others.push_str(&stranger.get(public).await.body);
        }
        (left, others)
    })
    .await;
    assert!(
        left.contains(header::SET_COOKIE.as_str()) && left.contains(&step("bank")),
        "{left}"
    );
    assert!(logs.contains("seller/verification"), "requests are heard");
    for planted in [
        NIK,
        &NIK[..15],
        ACCOUNT,
        "Wulandari",
        "Kusumaningrum",
        "1990-08-17",
        "17-08-1990",
        "Penanda",
    ] {
        assert!(!left.contains(planted), "{planted} is left behind: {left}");
        assert!(!others.contains(planted), "{planted} is shown to others");
        assert!(!logs.contains(planted), "{planted} is in a log");
    }
}
