//! Checklists as plain text.

use precheck::catalog::{render_list, render_show};
use unicode_width::UnicodeWidthStr;

use crate::built_in;

#[test]
fn the_list_names_every_file() {
    let catalog = built_in::catalog();
    insta::assert_snapshot!(render_list(catalog, 100), @r"
    battery         Battery, revision 1, items A 14 · B 8 · C 1 · D 10, built in
    wiring          Wiring, revision 1, items A 16 · B 10 · C 1 · D 10, built in
    wiring-airbag   Wiring near airbags, revision 1, items A 14 · B 6 · C 2 · D 9, built in
    nissan-qashqai  Nissan Qashqai, radios, revision 1, j10, j11, j12, built in
    radio-code      The radio and its code, guide, revision 1, 16 topics, built in
    ");
}

#[test]
fn a_checklist_is_shown_with_everything_an_answers_file_needs() {
    let catalog = built_in::catalog();
    for entry in catalog.checklists() {
        for width in [60, 80, 120] {
            let text = render_show(entry, catalog.book(), width);
            for line in text.lines() {
                assert!(line.width() <= width, "{line}");
                assert_eq!(line, line.trim_end());
            }
        }
        let text = render_show(entry, catalog.book(), 80);
        for (_, item) in entry.content.items() {
            assert!(text.contains(&format!("   {}: ", item.id)), "{}", item.id);
            for option in &item.options {
                assert!(text.contains(&format!("- {}", option.id)), "{}", option.id);
            }
        }
    }
}

#[test]
fn one_page_as_an_example() {
    let catalog = built_in::catalog();
    let text = render_show(catalog.get("wiring-airbag").unwrap(), catalog.book(), 80);
    let page = &text[text.find("\nC  ").unwrap() + 1..text.find("\nD  ").unwrap()];
    insta::assert_snapshot!(page, @r"
    C  With the lead off (read, do)
       until it is complete: STOP, airbag parts not to be touched

       airbag-wait: a wait of 180 s, since the lead came off
           Wait until the airbags have drained; touch none of their parts

       airbag-volts: a figure in V
           Measure between the car's leads, both cables off
           refused below 0 V, stop above 0.5 V, refused above 60 V

       call: Airbag parts may be touched
    ");
}
