//! Every picture is safe to inline anywhere, small, and the same on every machine.

use pasar_motif::{
    Sheet, Tradition, all_objects, category_tile, draw, favicon, logo, monogram, object, objects, seed,
    specimen, subjects,
};
use quick_xml::Reader;
use quick_xml::events::Event;

const TRADITIONS: [Tradition; 2] = [Tradition::Batik, Tradition::Quilt];

/// Fails unless the text is one well-formed element tree of plain shapes.
fn assert_plain_svg(svg: &str, what: &str) {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut roots) = (0_i32, 0);
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{what}: {error}\n{svg}"));
        let (element, opens) = match &event {
            Event::Eof => break,
            Event::Start(element) => (Some(element), 1),
            Event::Empty(element) => (Some(element), 0),
            Event::End(_) => (None, -1),
            other => panic!("{what}: unexpected {other:?}"),
        };
        if let Some(element) = element {
            roots += i32::from(depth == 0);
            assert!(
                ["svg", "g", "path", "defs", "use"].contains(&element.name().as_ref()),
                "{what}: {element:?}"
            );
            for attribute in element.attributes() {
                let attribute = attribute.unwrap_or_else(|error| panic!("{what}: {error}"));
                let name = attribute.key.as_ref();
                assert!(
                    !name.starts_with("on") && name != "style" && name != "class",
                    "{what}"
                );
                assert!(
                    name != "d" || attribute.value.to_ascii_lowercase().starts_with("m"),
                    "{what}: a path must begin by moving"
                );
            }
        }
        depth += opens;
    }
    assert_eq!((depth, roots), (0, 1), "{what}");
    assert!(
        !svg.contains("NaN") && !svg.contains("inf") && !svg.contains("-0 "),
        "{what}"
    );
}

#[test]
fn every_subject_draws_plain_small_pictures() {
    let (mut most, mut sum, mut count) = (0, 0, 0);
    for tradition in TRADITIONS {
        for subject in subjects()
            .iter()
            .copied()
            .chain(["", "no-such-thing", "<script>"])
        {
            for number in 0..200 {
                let svg = draw(tradition, seed(&format!("{subject} {number}")), subject);
                assert_plain_svg(&svg, &format!("{tradition:?} {subject} {number}"));
                most = most.max(svg.len());
                sum += svg.len();
                count += 1;
            }
        }
    }
    assert!(most < 16_000, "the largest picture has {most} bytes");
    assert!(
        sum / count < 8_000,
        "a picture has {} bytes on average",
        sum / count
    );
}

#[test]
fn every_object_tile_and_mark_is_plain() {
    for tradition in TRADITIONS {
        for subject in subjects() {
            assert_plain_svg(&category_tile(tradition, subject), subject);
            assert!(!objects(tradition, subject).is_empty(), "{subject}");
            for name in objects(tradition, subject) {
                assert_plain_svg(&object(tradition, subject, name), name);
            }
        }
    }
    assert_plain_svg(logo(), "logo");
    assert_plain_svg(favicon(), "favicon");
    for (number, initials) in ["", "A", "tb", "Ük", "日本", "<&", "B3X"].into_iter().enumerate() {
        assert_plain_svg(&monogram(number as u64, initials), initials);
    }
}

#[test]
fn objects_have_names_of_their_own() {
    let mut names = all_objects();
    for name in &names {
        assert_plain_svg(
            &draw(Tradition::Batik, 7, &format!("other-products:{name}")),
            name,
        );
        assert!(
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{name}"
        );
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn a_subject_may_name_its_objects() {
    let teapot = draw(Tradition::Quilt, 5, "kitchen:teapot");
    assert_ne!(teapot, draw(Tradition::Quilt, 5, "kitchen:mug"));
    assert_eq!(
        teapot,
        draw(Tradition::Quilt, 5, "Kitchen: teapot, no-such-thing")
    );
    assert_eq!(
        draw(Tradition::Quilt, 5, "kitchen:no-such-thing"),
        draw(Tradition::Quilt, 5, "kitchen")
    );
}

#[test]
fn a_seed_decides_everything() {
    let seeds: Vec<u64> = (0..60).map(|number| seed(&format!("product {number}"))).collect();
    let pictures: Vec<_> = seeds
        .iter()
        .map(|seed| draw(Tradition::Batik, *seed, "books"))
        .collect();
    assert!(
        seeds
            .iter()
            .zip(&pictures)
            .all(|(seed, picture)| draw(Tradition::Batik, *seed, "books") == *picture)
    );
    let mut distinct = pictures.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), pictures.len(), "sixty books, sixty pictures");
}

#[test]
fn slugs_are_forgiving() {
    let ours = draw(Tradition::Batik, 3, "office-and-stationery");
    assert_eq!(draw(Tradition::Batik, 3, "office-stationery"), ours);
    assert_eq!(draw(Tradition::Batik, 3, "Office & Stationery"), ours);
    assert_eq!(
        draw(Tradition::Batik, 3, "men-s-fashion"),
        draw(Tradition::Batik, 3, "mens-fashion")
    );
    assert_eq!(
        draw(Tradition::Batik, 3, "Men's Fashion"),
        draw(Tradition::Batik, 3, "mens-fashion")
    );
    assert_eq!(
        draw(Tradition::Batik, 3, "unheard-of"),
        draw(Tradition::Batik, 3, "other-products")
    );
}

/// Golden values: when one changes on purpose, every stored raster of a picture is out of date.
#[test]
fn pictures_never_change_by_accident() {
    let fingerprint = |tradition, subject| seed(&draw(tradition, seed("golden"), subject));
    let found = [
        fingerprint(Tradition::Batik, "books"),
        fingerprint(Tradition::Batik, "kitchen"),
        fingerprint(Tradition::Quilt, "books"),
        seed(&monogram(1, "PS")),
    ];
    assert_eq!(
        found,
        [
            240038276896166958,
            12647706117079668454,
            15625028653722266611,
            9336541082614771929
        ]
    );
}

#[test]
fn traditions_have_names() {
    for tradition in TRADITIONS {
        assert_eq!(Tradition::from_name(tradition.name()), Some(tradition));
    }
    assert_eq!(Tradition::from_name("plaid"), None);
}

#[test]
fn specimens_are_plain_and_marked() {
    for sheet in [Sheet::Card, Sheet::Passport, Sheet::Certificate] {
        let rows = [("NIK", "3273 < \"&".to_owned()), ("Nama", "CONTOH".to_owned())];
        let zone = ["P<UTOCONTOH<<".to_owned()];
        let svg = specimen(sheet, &rows, &zone);
        assert_plain_svg(&svg, "specimen");
        // Two marks and the watermark.
        assert_eq!(svg.matches("stroke=\"#b3261e\"").count(), 2);
        assert_eq!(svg.matches("rotate(-24)").count(), 1);
        assert_eq!(svg, specimen(sheet, &rows, &zone));
        assert_ne!(svg, specimen(sheet, &rows, &[]));
    }
}
