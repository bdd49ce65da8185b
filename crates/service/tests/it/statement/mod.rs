//! What a shop is owed, day by day.

use chrono::Days;
use pasar_domain::money::Money;
use pasar_service::statement::{DayError, DayFormat, DayLine, DayWords, day, days, write};

use crate::payout::Selling;

#[tokio::test]
async fn every_day_goes_from_what_was_owed_to_what_is_owed() {
    let mut selling = Selling::new().await;
    let ctx = selling.market.ctx().clone();
    let today = || ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    selling.sells().await;
    let earned_on = today();
    selling.sells().await;
    let payout = selling.is_paid_out().await;
    let first = day(&ctx, selling.shop, earned_on).await.unwrap();
    assert!(first.opening.is_zero());
    let [DayLine::Order { amounts, net, .. }] = first.lines.as_slice() else {
        panic!("{:?}", first.lines);
    };
    assert_eq!((*net, first.closing), (amounts.net().unwrap(), *net));
    // A payout that is on its way does not change what is owed.
    let now = day(&ctx, selling.shop, today()).await.unwrap();
    assert_eq!((now.lines.len(), now.closing), (0, payout.amount));
    let last = days(&ctx, selling.shop).await.unwrap();
    assert_eq!((last.owed, last.leaving), (payout.amount, payout.amount));
    assert_eq!(last.days.len(), 2);
    assert_eq!(last.days[0].closing, payout.amount);
    assert_eq!(last.days[1].closing, first.closing);

    // Whatever day is asked for, opening and lines come to closing, and each day opens as the one before it closed.
    let mut closing = Money::zero(ctx.market().currency);
    let mut at = earned_on;
    while at <= today() {
        let found = day(&ctx, selling.shop, at).await.unwrap();
        let change = Money::sum(closing.currency, found.lines.iter().map(DayLine::change)).unwrap();
        assert_eq!(found.opening, closing);
        assert_eq!(found.closing, found.opening.add(change).unwrap());
        closing = found.closing;
        at = at.checked_add_days(Days::new(1)).unwrap();
    }
    assert_eq!(closing, payout.amount);
    let tomorrow = at;
    assert!(matches!(
        day(&ctx, selling.shop, tomorrow).await,
        Err(DayError::NotYet(_))
    ));
}

#[tokio::test]
async fn a_day_is_written_as_a_table_and_on_paper() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let ctx = selling.market.ctx();
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    let found = day(ctx, selling.shop, today).await.unwrap();
    let words = DayWords {
        title: "Toko Sari".to_owned(),
        opening: "Opening".to_owned(),
        closing: "Closing".to_owned(),
        columns: Default::default(),
        paid_out: "Paid out".to_owned(),
        came_back: "Came back".to_owned(),
        times: vec!["10.30".to_owned()],
    };
    let csv = write(&found, DayFormat::Csv, &words).unwrap();
    let csv = String::from_utf8(csv.bytes).unwrap();
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 4);
    let cents = |text: &str| text.replace('.', "").parse::<i64>().unwrap();
    let parts: i64 = rows[2][4..10].iter().map(|cell| cents(cell)).sum();
    assert_eq!(
        parts,
        cents(rows[2][10]),
        "goods, shipping, fees and tax come to the change"
    );
    assert_eq!((rows[2][11], rows[3][11]), (rows[3][11], rows[2][11]));
    assert_eq!(cents(rows[3][11]), found.closing.minor);
    let pdf = write(&found, DayFormat::Pdf, &words).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.media_type == "application/pdf");
}
