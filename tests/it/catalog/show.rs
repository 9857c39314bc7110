//! Checklists as plain text.

use precheck::catalog::{render_list, render_show};
use unicode_width::UnicodeWidthStr;

use crate::built_in;

#[test]
fn the_list_names_every_file() {
    let catalog = built_in::catalog();
    let list = render_list(catalog, 100);
    let lines: Vec<&str> = list.lines().collect();
    insta::assert_snapshot!(lines[..7].join("\n"), @r"
    battery         Battery, revision 3, items A 16 · B 11 · C 4 · D 12, built in
    wiring          Wiring, revision 3, items A 18 · B 14 · C 4 · D 13, built in
    wiring-airbag   Wiring near airbags, revision 3, items A 17 · B 11 · C 9 · D 12, built in
    every-car       Every car, radios, revision 1, built in
    nissan-qashqai  Nissan Qashqai, radios, revision 2, j10, j11, j12, built in
    nissan          Nissan, other models, radios, revision 1, nissan-micra-k12, nissan-micra-k13,
                    nissan-note-e11, nissan-juke-f15, built in
    ");
    insta::assert_snapshot!(lines.last().unwrap(), @"radio-code      The radio and its code, guide, revision 2, 16 topics, built in");
    for file in catalog.radio_files() {
        let id = file.content.id.as_str();
        assert!(lines.iter().any(|line| line.split_whitespace().next() == Some(id)), "{id}");
    }
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
    C  Battery disconnected (read, do)
       until it is complete: STOP, airbag parts not to be touched

       off-since: a figure in min
           Say how many minutes ago it came off, or about when (9:05)
           when lead-off-early is yes
           refused below 0 min, refused above 720 min
           - not-known [warn]: Nobody knows

       cables-off: an option, lead off
           Negative off first, then positive; tie both back
           - both-off: Both off, tied back or covered
           - not-off [stop]: They don't come off

       others-off: an option
           Take the other battery off by the maker's text; tie it back
           when other-batteries is to-isolate
           - isolated: Off, and tied back
           - stays-on [stop]: It doesn't come off

       posts-volts: a figure in V
           Measure the battery's posts first: the meter must show it
           refused below 0 V, stop below 9 V, refused above 30 V

       airbag-volts: a figure in V
           Measure between the car's leads, both cables off
           refused below 0 V, stop above 0.5 V, refused above 60 V

       posts-again: a figure in V
           Measure the posts again, with the same meter
           refused below 0 V, stop below 9 V, refused above 30 V

       airbag-wait: a wait of 1800 s, or as the radio book says, since the latest of
           cables-off, others-off, airbag-volts
           Wait until the airbags have drained; touch none of their parts

       airbag-volts-after: a figure in V
           Touch bare body metal, then measure between the leads again
           refused below 0 V, stop above 0.5 V, refused above 60 V

       posts-last: a figure in V
           Measure the posts once more: the meter must still show them
           refused below 0 V, stop below 9 V, refused above 30 V

       call: Airbag parts may be touched
    ");
}
