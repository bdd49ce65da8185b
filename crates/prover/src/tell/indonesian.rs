//! Indonesian.

use chrono::{DateTime, Utc};

use super::{Scene, Tongue, Verified, parts};
use crate::example::Of;
use crate::subject::MeaningKind;

pub(super) struct Indonesian;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

impl Tongue for Indonesian {
    const TAG: &'static str = "id";
    const COLUMN: usize = 2;

    fn day(&self, day: DateTime<Utc>) -> String {
        let (number, month, year) = parts(day);
        format!(
            "{number} {} {year}",
            MONTHS.get(month).copied().unwrap_or_default()
        )
    }

    fn unnamed(&self, code: &str) -> String {
        format!("negara {code}")
    }

    fn other_market(&self, code: &str) -> String {
        format!("pasar `{code}`, yang bukan pasar ini")
    }

    fn happening(&self, scene: &Scene) -> String {
        let day = scene.day(self, "circumstances.now");
        let (who, what) = match scene.facts().act.as_str() {
            "publish" => (seller(scene), format!("memasang penawaran {}", goods(scene))),
            "show" => (
                seller(scene),
                format!("memperlihatkan {} {}", goods(scene), buyer(scene)),
            ),
            "sell" => (
                seller(scene),
                format!("menjual {} {}", goods(scene), buyer(scene)),
            ),
            "pay" => (somebody(scene, "buyer"), payment(scene)),
            "pay_out" => (
                seller(scene),
                format!(
                    "menerima {} di {}",
                    scene.money("payout.amount_minor"),
                    scene.market(self)
                ),
            ),
            "admit" => (seller(scene), shop(scene)),
            "advance_stage" => (somebody(scene, "staff"), stage_move(scene)),
            "claim" => (somebody(scene, "buyer"), claim(scene)),
            other => ("seseorang".to_owned(), format!("melakukan `{other}`")),
        };
        let may = match (scene.of, scene.example.allowed) {
            (Of::Error { .. }, _) => "akan meminta untuk",
            (_, true) => "akan diizinkan",
            (_, false) => "tidak akan diizinkan",
        };
        format!("pada {day}, {who} {may} {what};")
    }

    fn contradiction(&self, scene: &Scene) -> String {
        let version = &scene.subject.version;
        match (scene.of, scene.promise()) {
            (_, Some((promise, MeaningKind::Never))) => {
                format!("janji `{promise}` mengatakan bahwa ini tidak pernah terjadi.")
            }
            (_, Some((promise, MeaningKind::Always))) => {
                format!("janji `{promise}` mengatakan bahwa ini selalu diizinkan.")
            }
            (Of::Error { policy }, _) => {
                format!("kebijakan `{policy}` tidak dapat dihitung pada keadaan itu.")
            }
            (Of::Change { old, loosened: true }, _) => {
                format!(
                    "versi `{version}` mengizinkannya, versi `{}` menolaknya.",
                    old.version
                )
            }
            (Of::Change { old, .. }, _) => format!(
                "versi `{version}` menolaknya, versi `{}` mengizinkannya.",
                old.version
            ),
            (Of::Promise { .. }, None) => String::new(),
        }
    }

    fn reasons(&self, scene: &Scene) -> String {
        let example = scene.example;
        let decided = match (scene.of, example.allowed, example.reasons.is_empty()) {
            (Of::Error { .. }, ..) => String::new(),
            (_, true, _) => format!(
                "Diizinkan oleh kebijakan {}.",
                scene.reasons::<Self>(&example.reasons)
            ),
            (_, false, false) => format!(
                "Ditolak oleh kebijakan {}.",
                scene.reasons::<Self>(&example.reasons)
            ),
            (_, false, true) => "Ditolak karena tidak ada kebijakan yang mengizinkannya.".to_owned(),
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
        format!("{decided} Hanya yang satu ini, karena kebijakan {by} menyebut namanya.")
            .trim_start()
            .to_owned()
    }
}

fn seller(scene: &Scene) -> String {
    let facts = scene.facts();
    let kind = match facts.word("seller.standing") {
        "micro" => "orang",
        "business" => "badan usaha terdaftar",
        "merchant" => "pedagang luar negeri dari Programme S",
        _ => "toko milik pengelola sendiri",
    };
    let verified = scene.verified();
    let state = match verified {
        Verified::Yes => " terverifikasi",
        Verified::No => " yang belum diverifikasi",
        Verified::Expired => "",
    };
    let mut who = format!("{kind}{state} di {}", scene.country(&Indonesian, "seller.origin"));
    if scene.strange("seller.id") {
        who = format!("penjual `{}`, {who}", facts.word("seller.id"));
    }
    if verified != Verified::No {
        let document = match facts.word("seller.verification.evidence") {
            "national_id" => "kartu identitas",
            "passport" => "paspor",
            "driving_licence" => "SIM",
            _ => "pendaftaran usaha",
        };
        let country = scene.country(&Indonesian, "seller.verification.issued_by");
        who.push_str(&match verified {
            Verified::Expired => {
                let until = scene.day(&Indonesian, "seller.verification.valid_until");
                format!(", yang verifikasinya dengan {document} {country} berakhir pada {until}")
            }
            Verified::Yes | Verified::No => format!(" (dengan {document} {country})"),
        });
    }
    who.push_str(&more_of_seller(scene));
    who
}

fn more_of_seller(scene: &Scene) -> String {
    let facts = scene.facts();
    let mut more = String::new();
    if facts.is("seller.controlled_by_operator") {
        more.push_str(", yang dimiliki atau dikendalikan pengelola");
    }
    if scene.matters("seller.return_country") {
        more.push_str(&match facts.word("seller.return_country") {
            "" => ", tanpa alamat pengembalian".to_owned(),
            _ => format!(
                ", dengan alamat pengembalian di {}",
                scene.country(&Indonesian, "seller.return_country")
            ),
        });
    }
    if scene.sales_matter() {
        let orders = facts.long("seller.sales_12_months").unwrap_or_default();
        more.push_str(&format!(
            ", dengan {orders} pesanan senilai {} dalam dua belas bulan",
            scene.money("seller.revenue_12_months_minor")
        ));
        more.push_str(match facts.instant("seller.certified_until") {
            None => ", yang belum pernah menyatakan datanya benar",
            until if until > facts.instant("circumstances.now") => ", yang sudah menyatakan datanya benar",
            _ => ", yang pernyataannya sudah lewat",
        });
        let shown = facts.is("seller.discloses_identity");
        more.push_str(if shown {
            ", nama dan alamatnya diperlihatkan kepada pembeli"
        } else {
            ", nama dan alamatnya tidak diperlihatkan kepada pembeli"
        });
    }
    if !more.is_empty() || scene.verified() == Verified::Expired {
        more.push(',');
    }
    more
}

fn goods(scene: &Scene) -> String {
    let facts = scene.facts();
    let mut goods = format!(
        "barang yang dikirim dari {}",
        scene.country(&Indonesian, "offer.ship_from")
    );
    if scene.strange("offer.id") {
        goods = format!("penawaran `{}`, {goods}", facts.word("offer.id"));
    }
    let mut price = format!("{} sebuah", scene.money("offer.price_minor"));
    if scene.matters("offer.value_usd_cents") {
        let cents = facts.long("offer.value_usd_cents").unwrap_or_default();
        price.push_str(&format!(
            ", senilai US${}.{:02}",
            cents / 100,
            (cents % 100).abs()
        ));
    }
    goods.push_str(&format!(" ({price})"));
    for (name, words) in [
        ("offer.on_positive_list", " yang ada di daftar positif"),
        ("offer.produced_by_operator", " dengan merek pengelola sendiri"),
        ("offer.taken_down", " yang sudah diturunkan petugas"),
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
        (true, _) => " di dalam kelompok uji",
        (false, "pilot") => " di luar kelompok uji",
        (false, _) => "",
    };
    let mut buyer = format!("kepada pembeli{cohort} di {}", scene.market(&Indonesian));
    if facts.word("circumstances.surface") == "feed" {
        buyer.push_str(" di feed");
    }
    if facts.act == "sell" && scene.matters("circumstances.consignment_minor") {
        buyer.push_str(&format!(
            ", dalam kiriman senilai {}",
            scene.money("circumstances.consignment_minor")
        ));
    }
    if facts.act == "sell" && !facts.is("circumstances.taxed_at_sale") {
        buyer.push_str(", tanpa pajak yang dipungut saat penjualan");
    }
    if scene.stage_matters() {
        buyer.push_str(&format!(
            ", sementara Programme S pada tahap `{}`",
            facts.word("circumstances.stage")
        ));
    }
    buyer
}

/// A buyer or a member of staff.
fn somebody(scene: &Scene, noun: &str) -> String {
    let name = format!("{noun}.id");
    let kind = match noun {
        "staff" => format!("petugas dengan peran `{}`", scene.facts().word("staff.role")),
        _ => "pembeli".to_owned(),
    };
    if scene.strange(&name) {
        return format!("`{}`, {kind},", scene.facts().word(&name));
    }
    kind
}

fn payment(scene: &Scene) -> String {
    let place = match scene.facts().word("circumstances.surface") {
        "feed" => "di feed",
        _ => "di sistem perdagangan",
    };
    format!(
        "membayar {} {place} di {}",
        scene.money("order_group.total_minor"),
        scene.market(&Indonesian)
    )
}

fn shop(scene: &Scene) -> String {
    let mut shop = format!("membuka toko di {}", scene.market(&Indonesian));
    if scene.matters("circumstances.shops") {
        let shops = scene.facts().long("circumstances.shops").unwrap_or_default();
        shop.push_str(&format!(", dengan {shops} toko yang sudah ada di sana"));
    }
    if scene.stage_matters() {
        shop.push_str(&format!(
            ", sementara Programme S pada tahap `{}`",
            scene.facts().word("circumstances.stage")
        ));
    }
    shop
}

fn stage_move(scene: &Scene) -> String {
    let facts = scene.facts();
    format!(
        "memindahkan Programme S dari tahap `{}` ke `{}` di {}, disetujui {} orang",
        facts.word("circumstances.from"),
        facts.word("circumstances.to"),
        scene.market(&Indonesian),
        facts.long("circumstances.approvals").unwrap_or_default()
    )
}

fn claim(scene: &Scene) -> String {
    let facts = scene.facts();
    let what = match facts.word("circumstances.claim") {
        "cancel" => "membatalkan pesanan",
        "return" => "mengembalikan pesanan",
        "refund" => "meminta uang pesanan kembali",
        _ => "mengadukan pesanan",
    };
    let days = facts.long("order.days_since_delivery").unwrap_or_default();
    let state = match (facts.is("order.shipped"), facts.is("order.delivered")) {
        (_, true) => format!("yang tiba {days} hari lalu"),
        (true, false) => "yang sudah dikirim dan belum tiba".to_owned(),
        (false, false) => "yang belum dikirim".to_owned(),
    };
    format!("{what} {state}, di {}", scene.market(&Indonesian))
}
