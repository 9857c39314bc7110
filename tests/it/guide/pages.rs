//! Pages: what stands on them, and what never does.

use std::collections::BTreeSet;

use precheck::domain::guide::{ANY_RADIO, GuideGroup, GuidePage, GuidePart, Said};
use unicode_width::UnicodeWidthStr;

use crate::built_in;

fn said(page: &GuidePage) -> impl Iterator<Item = &Said> {
    page.parts.iter().filter_map(|part| match part {
        GuidePart::Said(said) => Some(said),
        GuidePart::Heading(_) => None,
    })
}

#[test]
fn every_statement_says_where_it_is_from() {
    let catalog = built_in::catalog();
    for page in catalog.pages() {
        assert!(said(page).count() > 0, "{} says nothing", page.id);
        let text = page.lines(2000).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
        let origins = text.matches("verified:").count();
        assert_eq!(origins, said(page).count(), "{}:\n{text}", page.id);
        assert!(said(page).all(|said| !said.provenance.source.is_empty()));
    }
}

#[test]
fn pages_have_different_ids_and_radios_come_last() {
    let catalog = built_in::catalog();
    let ids: BTreeSet<&str> = catalog.pages().iter().map(|page| page.id.as_str()).collect();
    assert_eq!(ids.len(), catalog.pages().len());
    assert!(catalog.pages().is_sorted_by_key(|page| page.group));
    let last = catalog.pages().last().unwrap();
    assert_eq!((last.id.as_str(), last.group), (ANY_RADIO, GuideGroup::Radio));
}

#[test]
fn pages_fit_every_width() {
    let catalog = built_in::catalog();
    for page in catalog.pages() {
        for cells in (16..=120).step_by(7) {
            for line in page.lines(cells) {
                assert!(line.text.width() <= cells, "{} at {cells}: {:?}", page.id, line.text);
                assert_eq!(line.text, line.text.trim_end());
            }
        }
    }
}

#[test]
fn of_a_radio_that_is_not_known_only_what_holds_for_every_car_is_shown() {
    let catalog = built_in::first();
    let page = catalog.page(ANY_RADIO).unwrap();
    let text = page.lines(2000).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    for own in ["MENU", "POWER", "On this car", "immobiliser", "Built", "petrol"] {
        assert!(!text.contains(own), "{own} in:\n{text}");
    }
    for (car, radio) in [(Some("j11"), Some("unknown")), (Some("other-car"), Some("other-factory")), (None, None)] {
        let routes = catalog.book().routes(car, radio);
        assert_eq!(routes, catalog.book().routes(None, None));
        for item in ["radio-serial", "customer-code", "backup-power", "radio-after"] {
            assert_eq!(catalog.book().advice(item, car, radio), catalog.book().advice(item, None, None), "{item}");
        }
    }
}

#[test]
fn no_page_tells_how_to_make_out_a_code() {
    let catalog = built_in::catalog();
    for page in catalog.pages() {
        for said in said(page) {
            let has_figure_rule = said.text.contains(" = ") || said.text.contains('×') || said.text.contains(" mod ");
            assert!(!has_figure_rule, "{}: {}", page.id, said.text);
        }
    }
}
