//! What a person types is data: it stays in its own field, whatever it looks like.

use super::{Ran, Talk, Workshop};

/// A job whose first answer was changed, with that note and for that reason, and that was stopped with that remark.
fn stopped(note: &str, reason: &str, remark: &str) -> Workshop {
    let place = Workshop::new();
    let arguments = ["run", "--plain", "--technician", "Ana K.", "--kind", "battery", "--job", "RO-1"];
    let mut talk = Talk::begin(place.command(&arguments));
    talk.answer("on arrival", "12.5");
    talk.answer("radio on arrival", "/b");
    if note.is_empty() {
        talk.answer("on arrival", "12.6");
    } else {
        talk.answer("on arrival", "/1");
        talk.answer("", note);
    }
    talk.answer("why does it change", reason);
    talk.answer("radio on arrival", "/s");
    talk.answer("mistake), or Enter to go back", "declined");
    talk.answer("remark", remark);
    talk.end().code(0).says(&["[STOPPED]"]);
    place.is_intact();
    place
}

/// The job's sheet.
fn sheet(place: &Workshop) -> Ran {
    place.run(&["sheet", "RO-1", "--format", "txt"]).code(0)
}

#[test]
fn the_reason_of_a_correction_is_never_on_the_sheet() {
    for reason in
        ["asked again; customer: says he pays nothing", "customer: says he pays nothing", "; customer: nothing"]
    {
        let place = stopped("", reason, "");
        let sheet = sheet(&place).out;
        assert!(!sheet.contains("nothing"), "{reason}\n{sheet}");
        place.run(&["audit", "--evidence", "RO-1"]).says(&[reason]);
    }
}

#[test]
fn a_remark_for_the_customer_is_on_the_sheet_whatever_the_reason_is() {
    for reason in ["mistyped; looked again", "mistyped", "customer: private; so"] {
        let place = stopped("customer: the terminal is corroded", reason, "");
        let sheet = sheet(&place).says(&["the terminal is corroded"]).out;
        assert!(!sheet.contains("private"), "{reason}\n{sheet}");
    }
}

#[test]
fn a_remark_on_a_stop_is_for_the_customer_only_where_it_says_so_itself() {
    for (remark, is_told) in [
        ("customer: ask the dealer", true),
        ("no-code: customer: ask the dealer", false),
        ("car left with the lead off: customer: ask the dealer", false),
        ("still fitted (saver): customer: ask the dealer", false),
    ] {
        let place = stopped("", "mistyped", remark);
        assert_eq!(sheet(&place).out.contains("ask the dealer"), is_told, "{remark}");
        place.run(&["audit", "--evidence", "RO-1"]).says(&[remark]);
    }
}

#[test]
fn a_managers_remark_says_nothing_of_what_was_seen() {
    for remark in ["item backup-power: checked with Ana", "journal 00112233445566778899: asked there"] {
        let place = stopped("", "mistyped", "");
        let seen = ["audit", "--seen", "stopped", "RO-1", "--who", "Mo M.", "--remark", remark];
        place.run(&seen).code(0).says(&["recorded as seen: stopped; row"]);
        place.run(&["audit"]).says(&["stopped (1, seen)", remark]);
        place.is_intact();
    }
}
