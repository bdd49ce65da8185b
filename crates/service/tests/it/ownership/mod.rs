use chrono::Duration;
use pasar_domain::id::{PartyId, SellerId};
use pasar_service::actor::{StaffMember, StaffRole};
use pasar_service::ownership::carry::carry;
use pasar_service::ownership::end::end;
use pasar_service::ownership::list::list;
use pasar_service::ownership::party::{add, link, set_brands};
use pasar_service::ownership::record::record;
use pasar_service::ownership::show::{Explained, show};
use pasar_service::ownership::{Ownership, OwnershipError, OwnershipInput, PartyInput};
use pasar_service::seller::show::show_own;
use pasar_testkit::TestMarket;

async fn party(market: &TestMarket, staff: StaffMember, name: &str, brands: &str) -> PartyId {
    let input = PartyInput {
        kind: "entity".to_owned(),
        name: name.to_owned(),
        country: "id".to_owned(),
        is_operator: name == "Operator",
        brands: brands.to_owned(),
    };
    add(market.ctx(), staff, &input).await.unwrap().party_id
}

async fn holds(
    market: &TestMarket,
    staff: StaffMember,
    owner: PartyId,
    owned: PartyId,
    share: u32,
    from: &str,
) -> Ownership {
    let input = OwnershipInput {
        owner,
        owned,
        share,
        controls: false,
        valid_from: from.to_owned(),
        evidence: "AHU-1, 2026-03-03".to_owned(),
    };
    record(market.ctx(), staff, &input).await.unwrap()
}

const CONTROLLED: &str = "select count(*) from seller where controlled_by_operator";

async fn seller_of(market: &TestMarket, keeper: pasar_service::actor::ShopKeeper) -> SellerId {
    show_own(market.ctx(), keeper).await.unwrap().unwrap().0.seller_id
}

#[tokio::test]
async fn control_is_derived_through_a_chain_and_carried_into_the_cell() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let staff = market.staff(StaffRole::Moderator);
    let keeper = market.shop("ana").await;
    market.offer(&keeper, "Kaos", 5_000_000, 2).await;
    let other = market.shop("budi").await;
    let operator = party(&market, staff, "Operator", "").await;
    let (a, c) = (
        party(&market, staff, "A", "").await,
        party(&market, staff, "C", "").await,
    );
    link(ctx, staff, c, seller_of(&market, keeper).await)
        .await
        .unwrap();
    holds(&market, staff, operator, a, 6_000, "2026-01-01").await;
    holds(&market, staff, operator, c, 3_000, "2026-01-01").await;
    assert_eq!(market.count(CONTROLLED).await, 0);
    market.sql("delete from outbox").await;
    let last = holds(&market, staff, a, c, 2_500, "2026-01-01").await;
    assert_eq!(
        market.count(CONTROLLED).await,
        1,
        "with the recording, and of this seller only"
    );
    assert_eq!(
        market.count("select count(*) from outbox").await,
        1,
        "its listing is looked at again"
    );
    assert!(
        !show_own(ctx, other)
            .await
            .unwrap()
            .unwrap()
            .0
            .controlled_by_operator
    );
    let mut chain = show(ctx, staff, c).await.unwrap();
    let Some(Explained::Shares {
        mut holders,
        total,
        name,
    }) = chain.pop()
    else {
        panic!("the last step must be the shares of C");
    };
    holders.sort();
    assert_eq!(holders, [("A".to_owned(), 2_500), ("Operator".to_owned(), 3_000)]);
    assert_eq!((total, name.as_str(), chain.len()), (5_500, "C", 2));
    assert_eq!(carry(ctx).await.unwrap(), 0, "carrying again changes nothing");

    end(ctx, staff, last.ownership_id, "2026-06-01").await.unwrap();
    assert_eq!(market.count(CONTROLLED).await, 0);
    let ended = end(ctx, staff, last.ownership_id, "2026-07-01").await;
    assert!(
        matches!(ended, Err(OwnershipError::NotLasting)),
        "an end is not put off"
    );
    let (graph, _) = list(ctx, staff).await.unwrap();
    assert_eq!(graph.stretches.len(), 3, "what is over stays written down");
}

#[tokio::test]
async fn a_stretch_takes_effect_on_its_day_and_what_broke_off_is_carried_later() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let staff = market.staff(StaffRole::Administrator);
    let shop = market.shop("ana").await;
    let operator = party(&market, staff, "Operator", "").await;
    let a = party(&market, staff, "A", "Kopi Kita").await;
    link(ctx, staff, a, seller_of(&market, shop).await).await.unwrap();
    let today = ctx.now().date_naive();
    let from = (today + chrono::Days::new(2)).to_string();
    holds(&market, staff, operator, a, 5_001, &from).await;
    carry(ctx).await.unwrap();
    assert_eq!(market.count(CONTROLLED).await, 0);
    market.passes(Duration::days(3));
    assert_eq!(carry(ctx).await.unwrap(), 2, "the seller and the brand");
    assert_eq!(market.count(CONTROLLED).await, 1);
    // As if a process had died before it carried.
    market
        .sql("update seller set controlled_by_operator = false")
        .await;
    market.sql("delete from controlled_brand").await;
    assert_eq!(carry(ctx).await.unwrap(), 2);
    let mut conn = ctx.home().read().await.unwrap();
    let known = pasar_store::ownership::brand_is_controlled(&mut conn, " KOPI kita ")
        .await
        .unwrap();
    let unknown = pasar_store::ownership::brand_is_controlled(&mut conn, "Teh Kita")
        .await
        .unwrap();
    assert!(known && !unknown);
}

#[tokio::test]
async fn goods_of_a_brand_that_becomes_the_operators_are_looked_at_again() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let staff = market.staff(StaffRole::Moderator);
    let shop = market.shop("ana").await;
    for title in ["Kopi", "Teh"] {
        market.offer(&shop, title, 5_000_000, 2).await;
    }
    market
        .sql("update product set brand = case title when 'Kopi' then 'KAFÉ  Kita' else 'Teh Kita' end")
        .await;
    let operator = party(&market, staff, "Operator", "").await;
    market.sql("delete from outbox").await;
    set_brands(ctx, staff, operator, "kafé kita, Kafé KITA")
        .await
        .unwrap();
    assert_eq!(market.count("select count(*) from outbox").await, 1);
    set_brands(ctx, staff, operator, "").await.unwrap();
    assert_eq!(market.count("select count(*) from outbox").await, 2);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let staff = market.staff(StaffRole::Moderator);
    let operator = party(&market, staff, "Operator", "").await;
    let second = PartyInput {
        kind: "entity".to_owned(),
        name: "Second".to_owned(),
        country: "ID".to_owned(),
        is_operator: true,
        ..PartyInput::default()
    };
    assert!(matches!(
        add(ctx, staff, &second).await,
        Err(OwnershipError::OperatorKnown)
    ));
    let reader = market.staff(StaffRole::Support);
    assert!(matches!(
        add(ctx, reader, &second).await,
        Err(OwnershipError::NotAllowed)
    ));
    let mut input = OwnershipInput {
        owner: operator,
        owned: operator,
        share: 10_001,
        controls: false,
        valid_from: "yesterday".to_owned(),
        evidence: String::new(),
    };
    let Err(OwnershipError::Invalid(problems)) = record(ctx, staff, &input).await else {
        panic!("this must be refused");
    };
    let fields: Vec<_> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["owned", "share", "valid_from", "evidence"]);
    input = OwnershipInput {
        owned: PartyId::new(ctx.now(), &ctx.entropy()),
        share: 1,
        valid_from: "2026-01-01".to_owned(),
        evidence: "test".to_owned(),
        ..input
    };
    assert!(matches!(
        record(ctx, staff, &input).await,
        Err(OwnershipError::NotFound)
    ));
    let shop = market.shop("ana").await;
    let seller = seller_of(&market, shop).await;
    link(ctx, staff, operator, seller).await.unwrap();
    assert!(matches!(
        link(ctx, staff, operator, seller).await,
        Err(OwnershipError::LinkedBefore)
    ));
}
