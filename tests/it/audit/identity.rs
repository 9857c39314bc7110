//! Which radio, which car.

use precheck::audit::FindingKind;

use super::{Shop, Story, found, kinds, sentence};

#[test]
fn one_serial_on_two_cars() {
    let first = Story::battery("1", &[]);
    let again = Story::battery("2", &[("plate", "ab-12cde")]).moved("2026-11-22T11:00:00+01:00");
    let other = Story::battery("3", &[("plate", "XY99 ZZZ")]).moved("2026-11-22T13:00:00+01:00");
    let back = Story::battery("4", &[]).moved("2026-11-22T15:00:00+01:00");
    let audit = Shop::with(&[first, again, other, back]).audit();
    assert_eq!(kinds(&audit, "1"), [""; 0]);
    assert_eq!(kinds(&audit, "2"), [""; 0], "the same plate, written otherwise");
    assert_eq!(kinds(&audit, "3"), ["serial-on-two-cars"]);
    assert_eq!(kinds(&audit, "4"), [""; 0], "it is told once");
    assert_eq!(
        sentence(&audit, "3", FindingKind::SerialOnTwoCars),
        "the serial BP538971317615 is on XY99 ZZZ here; on 2026-11-22 it was on ab-12cde (job bay-1/2)"
    );
}

#[test]
fn one_car_with_a_new_serial() {
    let first = Story::battery("1", &[]);
    let other = Story::battery("2", &[("radio-serial", "CL041239876543")]).moved("2026-11-22T13:00:00+01:00");
    let unread = Story::battery("3", &[("radio-serial", "none")]).moved("2026-11-22T15:00:00+01:00");
    let audit = Shop::with(&[first, other, unread]).audit();
    assert_eq!(kinds(&audit, "2"), ["new-serial"]);
    assert_eq!(
        sentence(&audit, "2", FindingKind::NewSerial),
        "AB12 CDE has the serial CL041239876543 here; on 2026-11-22 it was BP538971317615 (job bay-1/1)"
    );
    assert_eq!(kinds(&audit, "3"), ["serial-not-read"]);
}

#[test]
fn a_serial_with_hyphens_is_the_one_without() {
    let first = Story::battery("1", &[("radio-serial", "BP-5389-7131-7615")]);
    let again = Story::battery("2", &[]).moved("2026-11-22T13:00:00+01:00");
    let other = Story::battery("3", &[("plate", "XY99 ZZZ")]).moved("2026-11-22T15:00:00+01:00");
    let audit = Shop::with(&[first, again, other]).audit();
    assert_eq!([kinds(&audit, "1"), kinds(&audit, "2")], [[""; 0], [""; 0]]);
    assert_eq!(kinds(&audit, "3"), ["serial-on-two-cars"]);
    let shown = super::case(&audit, "1").serial.as_ref().map(ToString::to_string);
    assert_eq!(shown.as_deref(), Some("BP-5389-7131-7615"), "as it was recorded");
}

#[test]
fn two_jobs_on_one_car_at_once() {
    let first = Story::battery("1", &[]);
    let during = Story::battery("2", &[("plate", "ab12cde")]).moved("2026-11-22T09:05:00+01:00");
    let later = Story::battery("3", &[]).moved("2026-11-22T15:00:00+01:00");
    let audit = Shop::with(&[first, during, later]).audit();
    assert_eq!(kinds(&audit, "1"), [""; 0]);
    assert_eq!(kinds(&audit, "2"), ["open-twice"]);
    assert_eq!(kinds(&audit, "3"), [""; 0], "the others had ended");
    let told = sentence(&audit, "2", FindingKind::OpenTwice);
    assert!(told.starts_with("begun at 2026-11-22 09:05 while job bay-1/1 was open until "), "{told}");
}

#[test]
fn a_serial_of_an_unusual_form() {
    let story = Story::battery("1", &[("radio-serial", "PN-2591A/77")]);
    assert_eq!(found(&story), ["unusual-serial"]);
}
