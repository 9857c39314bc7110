//! `messages new`, and message files before `checklist check`.

use super::Workshop;

#[test]
fn a_language_begins_with_every_message_and_is_told_what_is_left_to_do() {
    let place = Workshop::new();
    place.run(&["messages", "new", "fra"]).code(2).says(&["two small letters"]);
    place.run(&["messages", "new", "../x"]).code(2).says(&["two small letters"]);
    let ran = place.run(&["messages", "new", "fr"]).code(0);
    assert!(ran.out.contains("messages/fr.ftl"), "{}", ran.out);
    let check = ["checklist", "check", "messages/fr.ftl"];
    place.run(&check).code(0).says(&["messages are still in English"]);
    let text = std::fs::read_to_string(place.path("messages/fr.ftl")).unwrap();
    let some = text.replacen("plate = Registration", "plate = Immatriculation", 1);
    place.write("messages/fr.ftl", some.replacen("work-on = { $work }: ", "work-on = { $wrok }: ", 1).as_bytes());
    let ran = place.run(&check).code(1);
    let line = 1 + text.lines().position(|line| line.starts_with("work-on =")).unwrap();
    assert!(ran.err.contains(&format!("messages/fr.ftl:{line}:")), "{}", ran.err);
    assert!(
        ran.err.contains("asks for a value that it doesn't get") && ran.err.contains("it gets { $work }"),
        "{}",
        ran.err
    );
    // what was begun is not begun anew
    place.run(&["messages", "new", "fr"]).code(1).says(&["left as it is"]);
    assert!(std::fs::read_to_string(place.path("messages/fr.ftl")).unwrap().contains("Immatriculation"));
    place.run(&["checklist", "check", "messages"]).code(1).says(&["1 file looked at: 1 error"]);
    place.write("messages/french.ftl", "plate = Immatriculation\n");
    place.run(&["checklist", "check", "messages/french.ftl"]).code(1).says(&["is named after no language"]);
    place.write("messages/de.ftl", "plate = Nummernschild\n");
    place.run(&["checklist", "check", "messages/de.ftl"]).code(0).says(&["0 errors, 0 warnings"]);
}
