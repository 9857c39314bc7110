//! What the built-in lists say on the main screen: how the ignition stands for airbag work.

use precheck::domain::PausePoint;

use crate::built_in;

#[test]
fn the_ignition_is_told_again_as_the_cables_go_on() {
    let catalog = built_in::catalog();
    let list = &catalog.get("wiring-airbag").unwrap().content;
    let (page, leads) = list.item("leads").unwrap();
    assert_eq!(page, PausePoint::D);
    assert!(leads.ask.en.contains("ignition as on page B"), "{}", leads.ask.en);
    assert!(leads.ask.others["de"].contains("Zündung wie auf Seite B"), "{:?}", leads.ask.others);
    let mut seen = 0;
    for file in &catalog.book().files {
        for generation in &file.generations {
            let car = generation.id.as_str();
            if !catalog.book().airbag(None, Some(car)).is_some_and(|it| it.is_ignition_on) {
                continue;
            }
            let hints = catalog.book().advice("leads", Some(car), None);
            assert!(hints.iter().any(|hint| hint.text.en.contains("ignition ON as the ground goes on again")), "{car}");
            seen += 1;
        }
    }
    assert!(seen > 0, "no car of the book has the ignition on");
}
