//! A second person at another station, line by line, and what every face says of it.

use super::{Talk, WHOLE_JOB, Workshop, finish};

/// A workshop in which `bay-2` has a journal, and what stands before the other lines of `workshop.toml`.
fn workshop(lines: &str) -> Workshop {
    let place = Workshop::new();
    let answers = place.write("answers.toml", WHOLE_JOB.replace("RO-1", "OLD-1"));
    place.run(&["record", "--station", "bay-2", "--answers", &answers.to_string_lossy()]).code(0);
    let path = place.path("workshop.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    std::fs::write(path, format!("{lines}\n{text}")).unwrap();
    place
}

fn begin(place: &Workshop, arguments: &[&str]) -> Talk {
    Talk::begin(place.command(&[&["run", "--plain"], arguments].concat()))
}

/// Ana asks Ben at the other stations: a job at `bay-1` without its code.
fn ask(place: &Workshop) {
    let mut talk = begin(place, &["--technician", "Ana K.", "--kind", "battery", "--job", "RO-1"]);
    for line in ["12.5", "1", "ab12 cde", "2", "1", "1", "1", "BP538971317615", "1", "5", "/o signed paper"] {
        talk.answer("", line);
    }
    talk.answer("second person's name", "Ben O.");
    talk.answer("where is Ben O. (here, by-phone, elsewhere), or Enter to go back", "elsewhere");
    talk.until("It is asked at the other stations. /o records the override once it is answered there.");
    talk.answer("", "/q");
    talk.end().code(0);
}

#[test]
fn it_is_asked_and_answered_line_by_line() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]");
    ask(&place);
    // at the other station, before anything else; no job has to be begun for it
    let mut talk = begin(&place, &["--station", "bay-2"]);
    talk.until("? AB12 CDE, Ana K. at bay-1 asks Ben O. for a second name: customer's code: signed paper.");
    talk.answer("yes, or no with a reason; or Enter to go on", "yes");
    talk.until("Technician> ");
    talk.end().code(0);
    let mut talk = begin(&place, &["--job", "RO-1", "--technician", "Ana K."]);
    talk.answer("customer's code", "/o");
    talk.answer("lamps before", "/q");
    talk.end().code(0);
    let rows = place.rows();
    let row = rows.iter().find(|row| row.event == "override").unwrap();
    assert_eq!(row.who, "Ana K. + Ben O.");
    assert!(row.note.starts_with("\\u{1e}second at bay-2 id ") && row.note.ends_with(": signed paper"), "{}", row.note);
    place.is_intact();
    place.run(&["audit"]).says(&["overridden by Ana K. + Ben O. (at bay-2)"]);
    let told = [
        "a second person was asked at the other stations: Ben O.: No code",
        "answered at another station: is the second person",
        "Ana K. + Ben O. (at bay-2)",
    ];
    place.run(&["audit", "--evidence", "RO-1"]).says(&told);
    place.run(&["audit", "--format", "json"]).says(&["\"second_at\": \"at bay-2\""]);
    place.run(&["sheet", "RO-1"]).says(&["Ana K.; Ben O. agreed as the second person"]);
}

#[test]
fn whoever_does_not_agree_says_why_and_a_pin_is_asked_where_he_is() {
    let place = workshop("technicians = [\"Ana K.\", \"Ben O.\"]\npin = \"required\"");
    let mut talk = Talk::begin(place.command(&["person", "pin", "Ben O."]));
    talk.answer("", "4711");
    talk.answer("", "4711");
    talk.end().code(0);
    ask(&place);
    let mut talk = begin(&place, &["--station", "bay-2", "--technician", "Eva"]);
    talk.answer("or Enter to go on", "perhaps");
    talk.until("! yes, or no with a reason");
    talk.answer("Kind of work", "1");
    talk.until("Job ");
    talk.answer("", "/y no his paper is of another car");
    talk.until("Ben O., your PIN or badge");
    talk.say("4711");
    talk.answer("", "/y");
    talk.until("! no station asks for a second name");
    talk.end().code(0);
    let mut command = place.command(&["audit", "--evidence", "RO-1"]);
    finish(&mut command).says(&["is not the second person", "his paper is of another car", "Ben O. (PIN)"]);
    // then nobody is recorded as one: it is asked anew
    let mut talk = begin(&place, &["--job", "RO-1", "--technician", "Ana K."]);
    talk.answer("customer's code", "/o");
    talk.until("! say why it is overridden");
    talk.end().code(0);
    place.is_intact();
}
