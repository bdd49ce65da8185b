//! English.

use chrono::{DateTime, Utc};

use super::{Scene, Tongue, Verified, parts};
use crate::example::Of;
use crate::subject::MeaningKind;

pub(super) struct English;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Tongue for English {
    const TAG: &'static str = "en";
    const COLUMN: usize = 1;

    fn day(&self, day: DateTime<Utc>) -> String {
        let (number, month, year) = parts(day);
        format!(
            "{number} {} {year}",
            MONTHS.get(month).copied().unwrap_or_default()
        )
    }

    fn unnamed(&self, code: &str) -> String {
        format!("the country {code}")
    }

    fn other_market(&self, code: &str) -> String {
        format!("the market `{code}`, which is not this one")
    }

    fn happening(&self, scene: &Scene) -> String {
        let day = scene.day(self, "circumstances.now");
        let (who, what) = match scene.facts().act.as_str() {
            "publish" => (seller(scene), format!("make public an offer of {}", goods(scene))),
            "show" => (
                seller(scene),
                format!("have {} shown {}", goods(scene), buyer(scene)),
            ),
            "sell" => (seller(scene), format!("sell {} {}", goods(scene), buyer(scene))),
            "pay" => (somebody(scene, "buyer"), payment(scene)),
            "pay_out" => (
                seller(scene),
                format!(
                    "be paid {} in {}",
                    scene.money("payout.amount_minor"),
                    scene.market(self)
                ),
            ),
            "admit" => (seller(scene), shop(scene)),
            "advance_stage" => (somebody(scene, "staff"), stage_move(scene)),
            "claim" => (somebody(scene, "buyer"), claim(scene)),
            other => ("somebody".to_owned(), format!("do `{other}`")),
        };
        let may = match (scene.of, scene.example.allowed) {
            (Of::Error { .. }, _) => "would ask to",
            (_, true) => "would be allowed to",
            (_, false) => "would not be allowed to",
        };
        format!("on {day}, {who} {may} {what};")
    }

    fn contradiction(&self, scene: &Scene) -> String {
        let version = &scene.subject.version;
        match (scene.of, scene.promise()) {
            (_, Some((promise, MeaningKind::Never))) => {
                format!("the promise `{promise}` says that this never happens.")
            }
            (_, Some((promise, MeaningKind::Always))) => {
                format!("the promise `{promise}` says that this is always allowed.")
            }
            (Of::Error { policy }, _) => format!("the policy `{policy}` cannot be evaluated then."),
            (Of::Change { old, loosened: true }, _) => {
                format!(
                    "version `{version}` allows it, version `{}` refuses it.",
                    old.version
                )
            }
            (Of::Change { old, .. }, _) => format!(
                "version `{version}` refuses it, version `{}` allows it.",
                old.version
            ),
            (Of::Promise { .. }, None) => String::new(),
        }
    }

    fn reasons(&self, scene: &Scene) -> String {
        let example = scene.example;
        let decided = match (scene.of, example.allowed, example.reasons.is_empty()) {
            (Of::Error { .. }, ..) => String::new(),
            (_, true, _) => format!("Allowed by policy {}.", scene.reasons::<Self>(&example.reasons)),
            (_, false, false) => format!("Refused by policy {}.", scene.reasons::<Self>(&example.reasons)),
            (_, false, true) => "Refused because no policy permits it.".to_owned(),
        };
        if example.named_by.is_empty() {
            return decided;
        }
        let by = example
            .named_by
            .iter()
            .map(|id| format!("`{id}`"))
            .collect::<Vec<_>>()
            .join(", ");
        format!("{decided} It happens to this one only, because policy {by} names it.")
            .trim_start()
            .to_owned()
    }
}

fn seller(scene: &Scene) -> String {
    let facts = scene.facts();
    let kind = match facts.word("seller.standing") {
        "micro" => "person",
        "business" => "registered business",
        "merchant" => "merchant of Programme S",
        _ => "shop of the operator’s own",
    };
    let verified = scene.verified();
    let article = if verified == Verified::No {
        "an unverified"
    } else if verified == Verified::Yes {
        "a verified"
    } else {
        "a"
    };
    let place = if facts.word("seller.standing") == "micro" {
        "living in"
    } else {
        "established in"
    };
    let mut who = format!(
        "{article} {kind} {place} {}",
        scene.country(&English, "seller.origin")
    );
    if scene.strange("seller.id") {
        who = format!("the seller `{}`, {who}", facts.word("seller.id"));
    }
    if verified != Verified::No {
        let document = match facts.word("seller.verification.evidence") {
            "national_id" => "a national identity card",
            "passport" => "a passport",
            "driving_licence" => "a driving licence",
            _ => "an entry in the register of businesses",
        };
        let country = scene.country(&English, "seller.verification.issued_by");
        who.push_str(&match verified {
            Verified::Expired => {
                let until = scene.day(&English, "seller.verification.valid_until");
                format!(", whose verification with {document} of {country} ended on {until}")
            }
            Verified::Yes | Verified::No => format!(" (with {document} of {country})"),
        });
    }
    who.push_str(&more_of_seller(scene));
    who
}

fn more_of_seller(scene: &Scene) -> String {
    let facts = scene.facts();
    let mut more = String::new();
    if facts.is("seller.controlled_by_operator") {
        more.push_str(", owned or controlled by the operator");
    }
    if scene.matters("seller.return_country") {
        more.push_str(&match facts.word("seller.return_country") {
            "" => ", with no address for returns".to_owned(),
            _ => format!(
                ", with its address for returns in {}",
                scene.country(&English, "seller.return_country")
            ),
        });
    }
    if scene.sales_matter() {
        let orders = facts.long("seller.sales_12_months").unwrap_or_default();
        more.push_str(&format!(
            ", with {orders} orders worth {} in twelve months",
            scene.money("seller.revenue_12_months_minor")
        ));
        more.push_str(match facts.instant("seller.certified_until") {
            None => ", which never certified its details",
            until if until > facts.instant("circumstances.now") => ", which has certified its details",
            _ => ", whose certificate has run out",
        });
        let shown = facts.is("seller.discloses_identity");
        more.push_str(if shown {
            ", its name and address shown to buyers"
        } else {
            ", its name and address not shown to buyers"
        });
    }
    if !more.is_empty() || scene.verified() == Verified::Expired {
        more.push(',');
    }
    more
}

fn goods(scene: &Scene) -> String {
    let facts = scene.facts();
    let mut goods = format!("goods sent from {}", scene.country(&English, "offer.ship_from"));
    if scene.strange("offer.id") {
        goods = format!("the offer `{}`, {goods}", facts.word("offer.id"));
    }
    let mut price = format!("{} a piece", scene.money("offer.price_minor"));
    if scene.matters("offer.value_usd_cents") {
        let cents = facts.long("offer.value_usd_cents").unwrap_or_default();
        price.push_str(&format!(", worth US${}.{:02}", cents / 100, (cents % 100).abs()));
    }
    goods.push_str(&format!(" ({price})"));
    for (name, words) in [
        ("offer.on_positive_list", " that are on the positive list"),
        ("offer.produced_by_operator", " of the operator’s own brand"),
        ("offer.taken_down", " that staff took down"),
    ] {
        if facts.is(name) {
            goods.push_str(words);
        }
    }
    goods
}

fn buyer(scene: &Scene) -> String {
    let facts = scene.facts();
    let cohort = match (
        facts.is("circumstances.in_cohort"),
        facts.word("circumstances.stage"),
    ) {
        (true, _) => " in the pilot’s cohort",
        (false, "pilot") => " outside the pilot’s cohort",
        (false, _) => "",
    };
    let mut buyer = format!("to a buyer{cohort} in {}", scene.market(&English));
    if facts.word("circumstances.surface") == "feed" {
        buyer.push_str(" on the feed");
    }
    if facts.act == "sell" && scene.matters("circumstances.consignment_minor") {
        buyer.push_str(&format!(
            ", in a consignment of {}",
            scene.money("circumstances.consignment_minor")
        ));
    }
    if facts.act == "sell" && !facts.is("circumstances.taxed_at_sale") {
        buyer.push_str(", with no tax taken at the sale");
    }
    if scene.stage_matters() {
        buyer.push_str(&format!(
            ", while Programme S is at stage `{}`",
            facts.word("circumstances.stage")
        ));
    }
    buyer
}

/// A buyer or a member of staff.
fn somebody(scene: &Scene, noun: &str) -> String {
    let name = format!("{noun}.id");
    let kind = match noun {
        "staff" => format!(
            "a member of staff with the role `{}`",
            scene.facts().word("staff.role")
        ),
        _ => format!("a {noun}"),
    };
    if scene.strange(&name) {
        return format!("`{}`, {kind},", scene.facts().word(&name));
    }
    kind
}

fn payment(scene: &Scene) -> String {
    let place = match scene.facts().word("circumstances.surface") {
        "feed" => "on the feed",
        _ => "in the trade system",
    };
    format!(
        "pay {} {place} in {}",
        scene.money("order_group.total_minor"),
        scene.market(&English)
    )
}

fn shop(scene: &Scene) -> String {
    let mut shop = format!("open a shop in {}", scene.market(&English));
    if scene.matters("circumstances.shops") {
        let shops = scene.facts().long("circumstances.shops").unwrap_or_default();
        shop.push_str(&format!(", having {shops} there already"));
    }
    if scene.stage_matters() {
        shop.push_str(&format!(
            ", while Programme S is at stage `{}`",
            scene.facts().word("circumstances.stage")
        ));
    }
    shop
}

fn stage_move(scene: &Scene) -> String {
    let facts = scene.facts();
    let approvals = facts.long("circumstances.approvals").unwrap_or_default();
    let people = if approvals == 1 {
        "1 person".to_owned()
    } else {
        format!("{approvals} people")
    };
    format!(
        "move Programme S from stage `{}` to `{}` in {}, agreed by {people}",
        facts.word("circumstances.from"),
        facts.word("circumstances.to"),
        scene.market(&English)
    )
}

fn claim(scene: &Scene) -> String {
    let facts = scene.facts();
    let what = match facts.word("circumstances.claim") {
        "cancel" => "cancel an order",
        "return" => "return an order",
        "refund" => "ask for the money of an order back",
        _ => "complain about an order",
    };
    let days = facts.long("order.days_since_delivery").unwrap_or_default();
    let state = match (facts.is("order.shipped"), facts.is("order.delivered")) {
        (_, true) => format!("that arrived {days} days ago"),
        (true, false) => "that was sent and has not arrived".to_owned(),
        (false, false) => "that was not sent yet".to_owned(),
    };
    format!("{what} {state}, in {}", scene.market(&English))
}
