//! `run --plain`: a job line by line, for screen readers and dumb terminals.

use super::{Talk, Workshop, receipt};

/// Lines of page A up to its completion call.
const A: &[&str] = &["12.5", "1", "ab12 cde", "2", "1", "1", "1", "BP538971317615", "1", "1", "1", "1", "1", "1", "/c"];
/// Lines of page B up to the wait.
const B: &[&str] = &["12.7", "2", "1", "1", "1", "1"];

/// A conversation about a battery job.
fn begin(place: &Workshop, more: &[&str]) -> Talk {
    let arguments = [&["run", "--plain", "--technician", "Ana K.", "--kind", "battery"], more].concat();
    Talk::begin(place.command(&arguments))
}

/// Gives each line to the next prompt, whatever it asks.
fn give(talk: &mut Talk, lines: &[&str]) {
    for line in lines {
        talk.answer("", line);
    }
}

/// Presses Enter until the wait is over and recorded.
fn wait(talk: &mut Talk) {
    loop {
        talk.answer("wait", "");
        if talk.until_one_of(&["! wait:", "[CLEAR]"]) == 1 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// Goes through pages A and B, and calls the battery lead off.
fn lead_off(talk: &mut Talk) {
    give(talk, A);
    give(talk, B);
    wait(talk);
    talk.answer("call", "/c");
    talk.until("[LEAD OFF]");
}

#[test]
fn a_whole_battery_job_ends_in_a_receipt() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    lead_off(&mut talk);
    give(&mut talk, &["12.6", "/c"]);
    talk.answer("work", "1");
    talk.until("! nothing is asked while the work goes on: /w once it is done");
    give(&mut talk, &["/w", "1", "1", "1", "14.3", "1", "1", "1", "1", "1", "1", "/c"]);
    let ran = talk.end().code(0).says(&["recorded: between the leads: 12.6 V", "[DONE]"]);
    place.is_intact();
    place.run(&["verify", "--receipt", &receipt(&ran.out)]).code(0);
    let said = place.said();
    assert!(said.contains(&"answer plate text AB12 CDE".to_owned()), "{said:#?}");
    assert_eq!(said.iter().filter(|row| row.starts_with("clear ")).count(), 3);
    assert!(place.path("exports/jobs").is_dir());
}

#[test]
fn a_code_that_was_accepted_is_offered_to_the_list() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    lead_off(&mut talk);
    give(&mut talk, &["12.6", "/c", "/w", "1", "1", "1", "14.3", "1", "1"]);
    talk.until("Asks for");
    talk.answer("radio after", "3");
    give(&mut talk, &["/x", "code", "yes", "yes", "yes", "yes"]);
    talk.answer("not-seen), or Enter to go back", "accepted");
    talk.until("The list still says something else of the radio.");
    let offer = "record there, too: radio after: Plays, customer entered the code (yes), or Enter to go back";
    talk.answer(offer, "no");
    talk.until("! yes records it");
    talk.answer("(yes), or Enter to go back", "yes");
    give(&mut talk, &["1", "1", "1", "/c"]);
    talk.end().code(0).says(&["[DONE]"]);
    assert!(place.said().contains(&"correct radio-after code-entered".to_owned()), "{:#?}", place.said());
    place.is_intact();
}

#[test]
fn kind_and_name_are_asked_for_when_they_were_not_given() {
    let place = Workshop::new();
    let mut talk = Talk::begin(place.command(&["run", "--plain"]));
    talk.answer("Technician", "A + B");
    talk.until("! ");
    talk.answer("Technician", "Ana K.");
    talk.until("1 Battery");
    talk.answer("Kind of work", "9");
    talk.answer("Kind of work", "1");
    talk.answer("on arrival", "12.5");
    talk.until("radio on arrival> ");
    talk.end().code(0);
    assert!(place.said().contains(&"answer arrival-volts num 12.5 V".to_owned()));
    assert_eq!(place.rows()[1].who, "Ana K.");
}

#[test]
fn a_kind_that_does_not_exist_is_refused_before_anything_is_asked() {
    let place = Workshop::new();
    place.run(&["run", "--plain", "--kind", "nope"]).code(2).says(&["nope", "battery"]);
}

#[test]
fn not_applicable_needs_a_reason() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    give(&mut talk, &A[..5]);
    talk.answer("stop-start", "/n");
    talk.until("say why it does not apply");
    talk.answer("stop-start", "/n nobody knows");
    talk.until("radio> ");
    talk.end().code(0);
    let rows = place.rows();
    let row = rows.last().unwrap();
    assert_eq!((row.brief().as_str(), row.note.as_str()), ("skip stop-start not-applicable", "nobody knows"));
}

#[test]
fn a_remark_is_a_row_at_once_whatever_is_asked() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    talk.answer("on arrival", "/m customer: the left lamp is dim");
    talk.answer("on arrival", "/m");
    talk.until("! say what is to be remarked");
    talk.answer("on arrival", "12.5");
    talk.until("radio on arrival> ");
    talk.end().code(0);
    let row = &place.rows()[2];
    assert_eq!(row.brief(), "remark arrival-volts item");
    assert_eq!(row.note, "customer: the left lamp is dim");
}

#[test]
fn an_offered_job_is_begun_with_its_kind_and_its_plate() {
    let place = Workshop::new();
    std::fs::create_dir(place.path("orders")).unwrap();
    let orders = "Order,Customer,Plate,Work\nRO-4711,Ana Kovac,AB12 CDE,Battery\nRO-4712,,,\n";
    std::fs::write(place.path("orders/orders.csv"), orders).unwrap();
    std::fs::write(place.path("workshop.toml"), "jobs = { folder = \"orders\" }\n").unwrap();
    let mut talk = Talk::begin(place.command(&["run", "--plain", "--technician", "Ana K."]));
    talk.until("RO-4711 · AB12 CDE");
    talk.until("Job number, or Enter for");
    talk.answer("", "RO-4711");
    talk.answer("Kind of work, or Enter for 1", "");
    talk.answer("on arrival", "12.5");
    talk.answer("radio on arrival", "1");
    talk.until("Enter: AB12 CDE, from the workshop's own system");
    talk.answer("plate", "");
    talk.end().code(0);
    let said = place.said();
    assert!(said.iter().any(|row| row.starts_with("start battery")), "{said:?}");
    assert_eq!(said[said.len() - 1], "answer plate text AB12 CDE");
    assert_eq!(std::fs::read_to_string(place.path("orders/orders.csv")).unwrap(), orders, "nothing there is changed");
}

#[test]
fn a_hold_point_cannot_be_left_out_and_is_overridden_by_two() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    give(&mut talk, A);
    talk.answer("source alone", "/1");
    talk.answer("backup power", "/n no saver");
    talk.until("! ");
    talk.answer("backup power", "1");
    talk.until("recorded: None: STOP");
    talk.answer("backup power", "/o saver broken");
    talk.answer("second person's name", "ana k.");
    talk.until("! the second person must be somebody else");
    talk.answer("backup power", "/o");
    talk.until("! say why it is overridden");
    talk.answer("backup power", "/o saver broken");
    talk.answer("second person's name", "Ben  O.");
    talk.answer("where is Ben O. (here, by-phone), or Enter to go back", "by-phone");
    // who agreed to work with a supply is asked again
    talk.until("customer agrees> ");
    talk.end().code(0);
    let rows = place.rows();
    let row = rows.last().unwrap();
    assert_eq!(row.brief(), "override backup-power none");
    assert_eq!((row.who.as_str(), row.note.as_str()), ("Ana K. + Ben O.", "\\u{1e}second by-phone: saver broken"));
    place.is_intact();
}

#[test]
fn a_pause_is_recorded_and_the_job_goes_on_where_it_stood() {
    let place = Workshop::new();
    let mut talk = begin(&place, &["--job", "RO-7"]);
    give(&mut talk, &A[..3]);
    talk.answer("car", "/p");
    talk.answer("rest, code, radio), or Enter to go back", "sleep");
    talk.until("! one of: ");
    talk.answer("rest, code, radio), or Enter to go back", "phone");
    talk.end().code(0);
    assert_eq!(place.said().last().unwrap(), "pause a phone");
    let ben = ["run", "--plain", "--job", "ro-7", "--technician", "Ben"];
    let mut talk = Talk::begin(place.command(&ben));
    talk.answer("car", "2");
    talk.until("engine> ");
    talk.end().code(0);
    let rows = place.rows();
    let last: Vec<String> = rows[rows.len() - 2..].iter().map(|row| format!("{} {}", row.who, row.brief())).collect();
    assert_eq!(last, ["Ben resume a phone", "Ben answer car j11"]);
    place.is_intact();
}

#[test]
fn who_goes_straight_on_interrupted_nothing_and_who_comes_back_did() {
    let place = Workshop::empty();
    place.run(&["init", "."]).code(0);
    let mut talk = begin(&place, &["--job", "RO-8"]);
    let items = ["battery", "volts on arrival", "reg", "make", "car", "engine", "other batteries"];
    for (item, said) in items.into_iter().zip(["1", "12.6", "AB12 CDE", "nis", "j12", "4", "1"]) {
        talk.answer(item, said);
    }
    talk.answer("radio on arrival", "/t Ben O.");
    talk.until("engine> ");
    talk.end().code(0);
    assert_eq!(place.said().last().unwrap(), "resume a hands", "of whom the level is asked from now on");
    let mo = ["run", "--plain", "--job", "ro-8", "--technician", "Mo M."];
    let mut talk = Talk::begin(place.command(&mo));
    talk.until("engine> ");
    talk.end().code(0);
    assert_eq!(place.said()[8..], ["resume a hands", "resume a away"], "one row each");
    place.is_intact();
}

#[test]
fn a_job_is_stopped_with_a_reason_and_has_a_receipt() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    give(&mut talk, &A[..9]);
    talk.answer("customer's code", "5");
    talk.until("recorded: No code: STOP");
    talk.answer("customer's code", "/s");
    talk.answer("mistake), or Enter to go back", "no-code");
    talk.answer("remark", "dealer asked");
    let ran = talk.end().code(0).says(&["[STOPPED]"]);
    place.run(&["verify", "--receipt", &receipt(&ran.out)]).code(0);
    let rows = place.rows();
    assert_eq!(rows.last().unwrap().event, "stop");
    assert_eq!(rows.last().unwrap().note, "no-code: dealer asked");
}

/// A job up to the question how the car is left, the part being the wrong one.
fn stop_with_the_lead_off(talk: &mut Talk) {
    give(talk, A);
    give(talk, B);
    wait(talk);
    talk.answer("call", "/c");
    talk.answer("between the leads", "/s");
    talk.answer("part-wrong), or Enter to go back", "part-wrong");
}

#[test]
fn with_the_lead_off_a_stop_asks_to_make_safe_first() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    stop_with_the_lead_off(&mut talk);
    talk.answer("make it safe first (no)", "no");
    talk.answer("leads on", "1");
    talk.answer("backup off", "/q");
    talk.answer("between the leads", "/s");
    talk.answer("part-wrong), or Enter to go back", "part-wrong");
    talk.answer("make it safe first (no)", "yes");
    talk.answer("remark", "");
    talk.end().code(0).says(&["[STOPPED]"]);
    assert_eq!(place.rows().last().unwrap().note, "part-wrong: still fitted (backup power, insulation)");
    place.is_intact();
}

#[test]
fn a_car_is_left_so_whatever_its_items_are_called() {
    let place = Workshop::new();
    let battery = std::fs::read_to_string(place.path("checklists/battery.toml")).unwrap();
    let label = "label = { en = \"backup power\"";
    assert!(battery.contains(label));
    place.write("checklists/battery.toml", battery.replace(label, "label = { en = \"backup: a second source\""));
    let mut talk = begin(&place, &["--job", "RO-1"]);
    stop_with_the_lead_off(&mut talk);
    talk.answer("make it safe first (no)", "yes");
    talk.answer("remark", "customer: the new battery is too tall");
    talk.end().code(0).says(&["[STOPPED]"]);
    let note = place.rows().pop().unwrap().note;
    let left = "part-wrong: car left with the lead off: still fitted (backup: a second source, insulation)";
    assert_eq!(note, format!("{left}: customer: the new battery is too tall"));
    place.run(&["sheet", "RO-1"]).code(0).says(&["the new battery is too tall"]);
}

#[test]
fn an_opened_door_restarts_the_wait() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    give(&mut talk, A);
    give(&mut talk, B);
    talk.answer("wait", "/r");
    talk.until("0:01 to wait");
    wait(&mut talk);
    talk.end().code(0);
    let rows = place.rows();
    let again: Vec<_> = rows.iter().filter(|row| row.item == "ignition").collect();
    assert_eq!(again.len(), 2);
    assert!(again[1].note.contains("the wait begins again"), "{}", again[1].note);
}

#[test]
fn an_answer_is_corrected_with_a_reason() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    give(&mut talk, &A[..3]);
    talk.answer("car", "/b");
    talk.until("recorded: AB12 CDE");
    talk.answer("plate", "AB12 CDF");
    talk.answer("why does it change", "");
    talk.until("! ");
    talk.answer("car", "/b");
    talk.answer("plate", "AB12 CDF");
    talk.answer("why does it change", "misread");
    talk.until("car> ");
    talk.end().code(0);
    let rows = place.rows();
    assert_eq!(rows.last().unwrap().brief(), "correct plate text AB12 CDF");
    assert_eq!(rows.last().unwrap().note, "misread");
}

#[test]
fn an_unusual_serial_is_typed_twice() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    give(&mut talk, &A[..7]);
    talk.answer("radio serial", "ab-77");
    talk.until("not the usual form");
    talk.answer("type it once more", "ab-78");
    talk.until("the two differ");
    talk.answer("radio serial", "ab-77");
    talk.answer("type it once more", "AB-77");
    talk.until("serial read from> ");
    talk.end().code(0);
    assert_eq!(place.said().last().unwrap(), "answer radio-serial sn AB-77");
}

#[test]
fn a_possible_radio_code_is_refused() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    give(&mut talk, &A[..9]);
    talk.answer("customer's code", "4");
    talk.answer("Say how that is known", "1234 on the card");
    talk.until("may be the radio code");
    talk.answer("customer's code", "4");
    talk.answer("Say how that is known", "aftermarket unit");
    talk.until("lamps before> ");
    talk.end().code(0);
    assert!(!place.has_digits("1234"));
}

#[test]
fn the_end_of_the_input_loses_nothing() {
    let place = Workshop::new();
    let mut talk = begin(&place, &["--job", "RO-8"]);
    give(&mut talk, &A[..6]);
    talk.until("radio> ");
    talk.end().code(0);
    assert_eq!(place.said().len(), 7);
    let mut talk = begin(&place, &["--job", "RO-8"]);
    talk.until("radio> ");
    talk.kill();
    place.is_intact();
    assert_eq!(place.said()[1..7].iter().filter(|row| row.starts_with("answer")).count(), 6);
}

#[test]
fn odd_lines_are_refused_and_nothing_else_happens() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    for line in ["", "much", "/9", "/c", "/?", "/z", "99", "1e999", "NaN"] {
        talk.answer("on arrival", line);
    }
    // a line without end is one line, not an answer and then another
    talk.answer("on arrival", &format!("{}\u{1b}[31m", "x".repeat(20_000) + &"1".repeat(20_000)));
    talk.answer("on arrival", "12.5");
    talk.answer("radio on arrival", "0");
    talk.answer("radio on arrival", "7");
    talk.answer("radio on arrival", "/1");
    for line in ["A\u{1b}[31mB 12", "\u{1b}[D\u{1b}[DAB12 CDE", "AB12\tCDE"] {
        talk.answer("plate", line);
        talk.until("there is a character in it that can't be printed: type it anew");
    }
    talk.answer("plate", "AB13\u{8}2 CDE");
    let ran = talk.end().code(0);
    assert!(!ran.out.chars().any(|c| c.is_control() && c != '\n'), "{:?}", ran.out);
    assert_eq!(
        place.said()[1..],
        ["answer arrival-volts num 12.5 V", "answer arrival plays", "answer plate text AB12 CDE"]
    );
}

#[test]
fn what_cannot_be_said_now_is_answered_in_words() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    talk.answer("on arrival", "/c");
    talk.until("! the completion call comes when the page is complete: on arrival is open");
    talk.answer("on arrival", "/7");
    talk.until("! type one of /");
    talk.answer("on arrival", "12.5");
    talk.answer("radio on arrival", "1");
    // a field that has nothing beside it
    talk.answer("plate", "/5");
    talk.until("! there are no options here: type the value");
    assert_eq!(place.said().iter().filter(|row| row.starts_with("answer ")).count(), 2);
}

#[test]
fn practice_leaves_no_trace() {
    let place = Workshop::new();
    let mut talk = begin(&place, &["--practice"]);
    talk.until("PRACTICE");
    give(&mut talk, &A[..4]);
    talk.until("engine> ");
    talk.end().code(0);
    assert!(!place.path("exports").exists());
}

#[test]
fn a_record_that_cannot_be_written_is_said_and_nothing_is_acknowledged() {
    let place = Workshop::new();
    place.write("exports/journal/bay-1", "a file where the folder should be");
    let ran = begin(&place, &[]).end();
    assert_eq!(ran.code, 5, "{}{}", ran.out, ran.err);
    assert!(!ran.out.contains("Job "), "{}", ran.out);
}

#[test]
fn a_code_is_looked_for_and_its_attempts_are_counted() {
    let place = Workshop::new();
    let mut talk = begin(&place, &["--job", "RO-1"]);
    give(&mut talk, &A[..9]);
    talk.answer("customer's code", "5");
    talk.answer("customer's code", "/f");
    talk.until("Book or card");
    talk.answer("or Enter to go back", "perhaps");
    talk.answer("or Enter to go back", "not-found");
    talk.answer("remark", "");
    talk.answer("or Enter to go back", "found");
    talk.answer("remark", "the code is 0417");
    talk.until("may be the radio code");
    talk.answer("customer's code", "/x");
    talk.answer("other), or Enter to go back", "other");
    talk.until("enter nothing: with radio and ignition on look again");
    talk.answer("customer's code", "/x");
    talk.answer("other), or Enter to go back", "code");
    talk.answer("(yes)", "yes");
    talk.answer("(yes)", "not yet");
    talk.until("Nothing is entered before all four are done");
    talk.answer("customer's code", "/x");
    give(&mut talk, &["code", "yes", "yes", "yes", "yes"]);
    talk.answer("not-seen), or Enter to go back", "0417");
    talk.until("! one of: accepted");
    // the program is gone before anybody said what the radio did: the next start asks that first
    talk.kill();
    let mut talk = begin(&place, &["--job", "RO-1"]);
    talk.answer("customer's code", "/x");
    talk.until("what the radio did is still to be said");
    talk.answer("not-seen), or Enter to go back", "not-entered");
    talk.answer("customer's code", "/x");
    give(&mut talk, &["code", "yes", "yes", "yes", "yes"]);
    talk.answer("not-seen), or Enter to go back", "error");
    talk.answer("customer's code", "/x was wait");
    talk.answer("why does it change", "misread");
    talk.until(" · radio waits ");
    talk.answer("customer's code", "/x");
    talk.until("The radio takes no code for another");
    talk.answer("customer's code", "/x in a hurry");
    talk.answer("second person's name", "Ben  O.");
    talk.answer("which, or Enter to go back", "1");
    talk.answer("customer's code", "/x");
    talk.until("named: Ana K. + Ben O. (here); the radio still waits");
    talk.until("Codes were entered in vain: find out why");
    talk.answer("other), or Enter to go back", "");
    talk.answer("customer's code", "/x was accepted");
    talk.answer("why does it change", "misread again");
    talk.answer("second person's name", "Ben  O.");
    talk.answer("which, or Enter to go back", "1");
    talk.answer("customer's code", "/q");
    talk.end().code(0);
    assert!(place.rows().iter().all(|row| !row.who.contains("  ")), "{:#?}", place.rows());
    let said = place.said();
    for row in [
        "answer recovery-documents not-found",
        "answer attempt withdrawn",
        "attempt  error",
        "correct attempt wait",
        "override attempt-wait none",
        "correct attempt accepted",
    ] {
        assert!(said.contains(&row.to_owned()), "{row}: {said:#?}");
    }
    assert_eq!(said.iter().filter(|row| *row == "answer attempt begun").count(), 2);
    assert!(!place.has_digits("0417"));
    place.is_intact();
}

#[test]
fn a_finished_job_still_takes_a_code_and_a_handover() {
    let place = Workshop::new();
    let mut talk = begin(&place, &["--job", "RO-1"]);
    give(&mut talk, A);
    give(&mut talk, B);
    wait(&mut talk);
    give(&mut talk, &["/c", "12.6", "/c", "/w", "1", "1", "1", "14.3", "1", "1", "3", "1", "1", "1", "/c"]);
    talk.end().code(0).says(&["[DONE]"]);
    let mut talk = begin(&place, &["--job", "RO-1"]);
    talk.until("[DONE]");
    talk.answer("/q leave", "/x");
    give(&mut talk, &["code", "yes", "yes", "yes", "elsewhere", "4", "1"]);
    talk.answer("/q leave", "/x");
    talk.until("takes no code for another");
    talk.answer("/q leave", "/d perhaps");
    talk.until("! /d with one of: signed");
    talk.answer("/q leave", "/d not-signed");
    talk.answer("/q leave", "/m nobody rang");
    talk.answer("/q leave", "/q");
    talk.end().code(0);
    let said = place.said();
    assert_eq!(said[said.len() - 3..], ["attempt  unknown", "handover  not-signed", "remark  job"]);
    place.is_intact();
}

#[test]
fn what_is_refused_is_counted_and_never_kept() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    talk.answer("on arrival", "12.5");
    talk.answer("on arrival", "1");
    // what may be a code, and what can't be a plate
    give(&mut talk, &["pin 4711", "radio 4711", "- -", "code 4711", "ab12 cde"]);
    talk.end().code(0);
    let rows = place.rows();
    let refused: Vec<_> = rows.iter().filter(|row| row.event == "refused").collect();
    let said: Vec<String> = refused.iter().map(|row| format!("{} {} {}", row.item, row.value, row.who)).collect();
    let kind = |kind: &str| {
        let job = &rows.iter().find(|row| row.event == "start").unwrap().job[1..];
        format!("plate of bay-1 {job} {kind} Ana K.")
    };
    assert_eq!(said, [kind("code"), kind("code"), kind("form")], "and no more of one item");
    assert!(refused.iter().all(|row| row.job.is_empty() && row.note.is_empty()));
    let journal = std::fs::read_to_string(&place.files()[0]).unwrap();
    assert!(!journal.contains("4711"), "{journal}");
    place.is_intact();
    place.run(&["audit", "--figures"]).says(&["What was typed and not taken (n = 3)", "may be a radio code 2"]);
    let ran = place.run(&["audit", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["figures"]["refused"]["jobs"], 1);
    assert_eq!(json["figures"]["refused"]["items"]["plate"]["counts"]["code"], 2);
}

#[test]
fn what_is_to_be_heeded_is_said_after_an_answer_and_before_the_call() {
    let place = Workshop::new();
    let mut talk = begin(&place, &[]);
    talk.answer("on arrival", "11.9");
    talk.until("! on arrival: Low");
    give(&mut talk, &A[1..A.len() - 1]);
    talk.until("A is complete. /c:");
    talk.until("! on arrival: 11.9 V");
    talk.answer("call", "/c");
    give(&mut talk, B);
    wait(&mut talk);
    talk.until("until ");
    talk.answer("call", "/c");
    talk.until("[LEAD OFF]");
    // what would be refused is no reason to choose
    talk.answer("leads", "/s");
    talk.answer("or Enter to go back", "mistake");
    talk.until("! one of:");
    talk.answer("or Enter to go back", "");
    give(&mut talk, &["12.6", "/c"]);
    talk.until("The work goes on.");
    talk.end().code(0);
}

#[test]
fn names_that_are_known_are_offered_by_number() {
    let place = Workshop::new();
    std::fs::write(place.path("workshop.toml"), "technicians = [\"Ana K.\", \"Ben O.\"]\n").unwrap();
    let mut talk = Talk::begin(place.command(&["run", "--plain", "--kind", "battery"]));
    talk.until("  1 Ana K.");
    talk.answer("Technician", "/?");
    talk.until("/q leaves");
    talk.answer("Technician", "3");
    talk.until("! ");
    talk.answer("Technician", "1");
    give(&mut talk, A);
    talk.answer("source alone", "/1");
    talk.answer("backup power", "1");
    talk.answer("backup power", "/o saver broken");
    talk.until("  1 Ben O.");
    talk.answer("second person's name", "1");
    talk.answer("or Enter to go back", "by-phone");
    // who agreed to work with a supply is asked again
    talk.until("customer agrees> ");
    talk.end().code(0);
    let rows = place.rows();
    assert_eq!((rows[1].who.as_str(), rows.last().unwrap().who.starts_with("Ana K. + Ben O.")), ("Ana K.", true));
}
