//! The program on a real pseudo-terminal: a whole job, interrupted, and what a terminal can do to a program.
#![cfg(unix)]

mod bad_day;
mod counted;
mod keyboard;
mod states;
pub mod window;

use std::fs;
use std::time::Duration;

use crate::commands::faces::Finding;
use crate::commands::{STATION, WHOLE_JOB, Workshop};
use window::{Ended, Window};

/// A step of a job: what has the focus, which keys are pressed, and which row that must give.
type Step = (&'static str, &'static str, &'static str);

/// How long a step by hand takes at least.
const BY_HAND: Duration = Duration::from_millis(800);

const PAGE_A: &[Step] = &[
    ("On arrival", "12,5\r", "answer arrival-volts num 12.5 V"),
    ("Radio on arrival", "1", "answer arrival plays"),
    ("Plate", "ab12 cde\r", "answer plate text AB12 CDE"),
    ("Car", "2", "answer car j11"),
    ("Engine", "1", "answer engine petrol"),
    ("Stop-start", "1", "answer stop-start yes"),
    ("Radio", "1", "answer radio j11-connect"),
    ("Radio serial", "bp 538971317615\r", "answer radio-serial sn BP538971317615"),
    ("Serial read from", "1", "answer serial-source label"),
    ("Customer's code", "1", "answer customer-code card-seen"),
    ("Code found", "1", "answer code-found documents"),
    ("Lamps before", "1", "answer lamps none"),
    ("Way in", "1", "answer access window-open"),
    ("Customer agrees", "1", "answer consent customer-here"),
    ("Before you touch it", "c", "clear a skipped 0 overridden 0"),
];

const PAGE_B: &[Step] = &[
    ("Source alone", "12.7\r", "answer source-volts num 12.7 V"),
    ("Polarity", "2", "answer source-polarity keyed-plug"),
    ("Backup power", "1", "answer backup-power obd-saver"),
    ("Insulation", "1", "answer insulation ready"),
    ("Bonnet, doors", "1", "answer doors doors-shut"),
    ("Ignition, key", "1", "answer ignition key-away"),
];

const AFTER_THE_WAIT: &[Step] = &[
    ("Before the lead comes off", "c", "clear b skipped 0 overridden 0"),
    ("Between the leads", "12.6\r", "answer car-volts num 12.6 V"),
    ("With the lead off", "c", "clear c skipped 0 overridden 0"),
    ("The work goes on", "w", ""),
    ("Leads on", "1", "answer leads both-tight"),
    ("Backup off", "1", "answer backup-removed removed"),
    ("Insulation off", "1", "answer insulation-removed removed"),
    ("Charging", "14.3\r", "answer charging-volts num 14.3 V"),
    ("Battery", "1", "answer battery-type efb"),
    ("Battery state", "1", "answer battery-reset reset"),
    ("Radio after", "1", "answer radio-after plays"),
    ("Windows", "1", "answer windows initialised"),
    ("Clock, presets", "1", "answer clock set"),
    ("Lamps after", "1", "answer lamps-after as-before"),
    ("Before the key goes back", "c", "finish"),
];

/// Begins a job from the board, up to its first item.
#[track_caller]
fn begin(window: &mut Window) {
    begin_until_kind(window);
    window.press("1");
    window.is_at("On arrival");
}

/// Begins a job from the board, up to the kind of work.
#[track_caller]
fn begin_until_kind(window: &mut Window) {
    window.sees("No job is open");
    window.press("n");
    window.sees("Technician");
    window.press("Ana K.\r");
    window.sees("1 Battery");
}

/// A window in a job that has just begun.
#[track_caller]
fn in_a_job(place: &Workshop) -> Window {
    let mut window = Window::open(place, &[]);
    begin(&mut window);
    window
}

/// Plays steps; gives the rows that the screen has acknowledged by going on to the next item.
#[track_caller]
fn play(window: &mut Window, steps: &[Step]) -> Vec<&'static str> {
    for (title, keys, _) in steps {
        window.is_at(title);
        // nobody does a step by hand at once; on page A there are none
        if keys.parse::<u8>().is_ok() && !PAGE_A.iter().any(|(it, ..)| it == title) {
            std::thread::sleep(BY_HAND);
        }
        window.press(keys);
    }
    steps.iter().map(|(.., row)| *row).filter(|row| !row.is_empty()).collect()
}

/// Says that it is still the same person, where that is asked: it isn't within a minute of what was recorded last. Returns whether it was.
#[track_caller]
fn goes_on(window: &mut Window, title: &str) -> bool {
    const WHO: &str = "Who is there?";
    window.until(title, |screen| [WHO, title].iter().any(|it| screen.contents().contains(it)));
    let is_asked = window.text().contains(WHO);
    if is_asked {
        window.press("\r");
    }
    window.sees(title);
    is_asked
}

/// Records the wait once it is over.
#[track_caller]
fn wait(window: &mut Window) {
    window.is_at("Wait");
    window.sees("have passed. Enter records it");
    window.press("\r");
}

/// Fails the test unless every one of these rows is in the journal, in this order.
#[track_caller]
fn holds(place: &Workshop, rows: &[&str]) {
    let said = place.said();
    let mut left = said.iter();
    for row in rows {
        assert!(left.any(|it| it.starts_with(row)), "{row} was shown as recorded and is not in its place in {said:#?}");
    }
}

/// The SGR parameters of everything written: each of them a style or a colour.
fn styles(raw: &[u8]) -> Vec<u32> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\u{1b}[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ';' | ':' | '?'))?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sequences.flat_map(|it| it.split([';', ':']).map(|n| n.parse().unwrap_or(0)).collect::<Vec<u32>>()).collect()
}

/// Fails the test unless the terminal is as it was before.
#[track_caller]
fn is_whole(ended: &Ended) {
    let screen = ended.parser.screen();
    assert!(!screen.alternate_screen(), "the alternate screen is left");
    assert!(!screen.hide_cursor(), "the cursor is shown");
    assert!(!screen.bracketed_paste(), "pastes are no longer marked");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's again");
    let raw = String::from_utf8_lossy(&ended.raw);
    for (on, off) in [("\u{1b}[?1049h", "\u{1b}[?1049l"), ("\u{1b}[?2004h", "\u{1b}[?2004l")] {
        assert!(raw.contains(on) && raw.rfind(off) > raw.rfind(on), "{on:?} is taken back by {off:?}");
    }
    assert!(raw.rfind("\u{1b}[?25h") > raw.rfind("\u{1b}[?25l"), "the cursor comes back last");
}

#[test]
fn a_whole_battery_job_is_killed_resumed_and_finished() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    let mut shown = play(&mut window, PAGE_A);
    shown.extend(play(&mut window, &PAGE_B[..4]));
    // the screen has gone on: the row is on the disk. The next answer is under way when the power goes
    window.is_at("Bonnet, doors");
    window.press("1");
    window.kill();
    place.is_intact();
    holds(&place, &shown);

    let mut window = Window::open(&place, &[]);
    window.sees("Open");
    window.sees("AB12 CDE");
    window.press("\r");
    let has_doors = place.said().iter().any(|row| row.starts_with("answer doors"));
    goes_on(&mut window, if has_doors { "─ Ignition, key ─" } else { "─ Bonnet, doors ─" });
    window.is_at(if has_doors { "Ignition, key" } else { "Bonnet, doors" });
    shown.extend(play(&mut window, &PAGE_B[if has_doors { 5 } else { 4 }..]));
    wait(&mut window);
    shown.push("answer wait num ");
    window.sees("CLEAR");
    shown.extend(play(&mut window, AFTER_THE_WAIT));
    // the customer's sheet comes first
    window.sees("Handover sheet");
    window.press("\u{1b}");
    window.sees("DONE");
    window.is_at("The job");
    let text = window.text();
    let is_receipt = |word: &&str| word.len() == 21 && word.matches('-').count() == 4;
    let receipt = text.split(' ').find(is_receipt).unwrap_or_else(|| panic!("no receipt in: {text}")).to_owned();
    window.press("\u{1b}");
    window.sees("Ended, to hand over");
    window.press("q");
    let ended = window.ends();
    assert!(ended.status.success(), "{:?}", ended.status);
    is_whole(&ended);

    holds(&place, &shown);
    place.is_intact();
    place.run(&["verify", "--receipt", &receipt]).code(0).says(&["the job's rows agree"]);
    let month = place.file().file_name().unwrap().to_owned();
    assert!(fs::read_to_string(place.path("exports/jobs").join(month)).unwrap().contains(&receipt));
    keep_journal(&place);
}

/// Keeps the journal where somebody asks for it, so that another program can check it, too.
fn keep_journal(place: &Workshop) {
    let Some(folder) = std::env::var_os("PRECHECK_KEEP_JOURNAL").map(std::path::PathBuf::from) else { return };
    let folder = folder.join(STATION);
    fs::create_dir_all(&folder).unwrap();
    for file in place.files() {
        fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
}

#[test]
fn another_size_loses_nothing() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    window.press("12.5");
    window.sees("12.5");
    window.resize(50, 12);
    window.sees("too small: 50 x 12");
    assert!(!window.text().contains("12.5 V"));
    window.resize(120, 40);
    window.is_drawn_at(120);
    window.sees("12.5");
    window.resize(80, 24);
    window.is_drawn_at(80);
    window.press("\r");
    window.is_at("Radio on arrival");
    // what can't be seen is not answered
    window.resize(20, 5);
    window.until("the small window's words", |screen| screen.contents().contains("This window is too\nsmall"));
    window.press("1");
    std::thread::sleep(Duration::from_millis(100));
    window.resize(80, 24);
    window.is_drawn_at(80);
    window.is_at("Radio on arrival");
    window.press("2");
    window.is_at("Plate");
    holds(&place, &["answer arrival-volts num 12.5 V", "answer arrival asks-code"]);
    window.press("\u{3}");
    is_whole(&window.ends());
}

#[test]
fn a_key_that_comes_with_a_new_size_is_read() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    let mut typed = String::new();
    for at in 0..20_u16 {
        let columns = if at % 2 == 0 { 100 } else { 80 };
        window.resize(columns, 24);
        window.press("7");
        typed.push('7');
        window.is_drawn_at(columns);
        window.sees(&typed);
    }
}

#[test]
fn control_c_leaves_a_whole_terminal_from_anywhere() {
    let stages: [fn(&mut Window); 3] = [
        |window| window.sees("No job is open"),
        |window| begin(window),
        |window| {
            begin(window);
            play(window, &PAGE_A[..4]);
            window.is_at("Engine");
        },
    ];
    for reach in stages {
        let place = Workshop::new();
        let mut window = Window::open(&place, &[]);
        reach(&mut window);
        window.press("\u{3}");
        let ended = window.ends();
        assert!(ended.status.success(), "{:?}", ended.status);
        is_whole(&ended);
        place.run(&["verify"]).code(0);
    }
}

#[test]
fn a_pasted_serial_is_text_and_nothing_more() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    play(&mut window, &PAGE_A[..3]);
    window.is_at("Car");
    window.paste("2");
    window.sees("nothing of it was used");
    play(&mut window, &PAGE_A[3..7]);
    window.is_at("Radio serial");
    window.paste("bp 5389\r\n7131 7615\r");
    window.sees("only the first line was taken");
    window.is_at("Radio serial");
    assert!(!window.text().contains("7131 7615"), "two lines are no one line");
    assert!(!place.said().iter().any(|row| row.contains("radio-serial")), "a pasted line end records nothing");
    window.press("\u{15}");
    window.until("an empty field", |screen| !screen.contents().contains("bp 5389"));
    window.paste("bp 5389 7131\u{1b}[31m 7615");
    window.sees("can't be printed: nothing");
    assert!(!window.text().contains("bp 5389"), "nor is a part of it what was pasted");
    window.paste("bp 5389 7131 7615");
    window.sees("bp 5389 7131 7615");
    window.press("\r");
    window.is_at("Serial read from");
    assert_eq!(place.said().last().unwrap(), "answer radio-serial sn BP538971317615");
    holds(&place, &["answer plate", "answer car j11"]);
}

#[test]
fn a_closed_terminal_ends_the_program_and_loses_nothing() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    let shown = play(&mut window, &PAGE_A[..4]);
    window.is_at("Engine");
    window.close();
    holds(&place, &shown);
    place.is_intact();
}

#[test]
fn a_closed_terminal_ends_also_a_program_that_is_not_told() {
    let place = Workshop::new();
    let script = "trap '' HUP; exec \"$0\"";
    let mut window = Window::open_with(&place, "sh", &["-c", script, env!("CARGO_BIN_EXE_precheck")], &[]);
    begin(&mut window);
    let shown = play(&mut window, &PAGE_A[..4]);
    window.is_at("Engine");
    window.close();
    holds(&place, &shown);
    place.is_intact();
}

#[test]
fn no_color_writes_no_colour() {
    let through = |variables: &[(&str, &str)]| {
        let place = Workshop::new();
        let mut window = Window::open_with(&place, env!("CARGO_BIN_EXE_precheck"), &[], variables);
        begin(&mut window);
        play(&mut window, &PAGE_A[..4]);
        window.is_at("Engine");
        window.press("\u{3}");
        styles(&window.ends().raw)
    };
    let is_colour = |style: &u32| matches!(style, 30..=38 | 40..=48 | 58 | 90..=107);
    let plain = through(&[("NO_COLOR", "1")]);
    assert_eq!(plain.iter().filter(|style| is_colour(style)).count(), 0, "{plain:?}");
    assert!(plain.contains(&7), "the gate still stands out");
    assert!(through(&[]).iter().any(is_colour), "this test can tell colours");
    assert!(through(&[("NO_COLOR", "")]).iter().any(is_colour), "empty is not set");
}

#[test]
fn idle_it_writes_nothing() {
    let place = Workshop::new();
    let mut window = Window::open(&place, &[]);
    let rests_for = |window: &Window, place: &str, milliseconds: u64| {
        let written = window.settles();
        std::thread::sleep(Duration::from_millis(milliseconds));
        assert_eq!(window.written(), written, "{place}");
    };
    let rests = |window: &Window, place: &str| rests_for(window, place, 1500);
    window.sees("No job is open");
    rests(&window, "on the board");
    begin(&mut window);
    rests(&window, "in a field");
    play(&mut window, &PAGE_A[..1]);
    window.is_at("Radio on arrival");
    rests(&window, "before a choice");
    play(&mut window, &PAGE_A[1..]);
    play(&mut window, PAGE_B);
    wait(&mut window);
    window.sees("CLEAR");
    window.until("nothing to be taken back", |screen| !screen.contents().contains("take back"));
    // the program looks at the time now, because answers will go stale; as long as none does it has nothing to write
    rests_for(&window, "before the call", 6000);
    window.press("c");
    window.is_at("Between the leads");
    window.press("\u{1b}");
    window.sees("1 Not measured");
    window.press("\u{1b}");
    window.sees("Open");
    rests(&window, "on the board, with an open job");
}

#[test]
fn two_windows_at_one_station_do_not_lose_or_mix_up_answers() {
    let place = Workshop::new();
    let mut one = in_a_job(&place);
    play(&mut one, &PAGE_A[..3]);
    one.is_at("Car");
    // the second window goes on with the same job
    let mut two = Window::open(&place, &[]);
    two.sees("AB12 CDE");
    two.press("\r");
    let is_asked = goes_on(&mut two, "─ Car ─");
    two.press("2");
    two.is_at("Engine");
    // the first one has not seen that, and is told before anything of it is recorded
    one.press("1");
    one.sees("somebody else went on with this job meanwhile");
    one.sees("Qashqai J11");
    assert_eq!(place.said().iter().filter(|row| row.contains(" car ")).count(), 1);
    // it knows now what is new, and goes on
    one.press("\u{1b}[B");
    one.is_at("Engine");
    one.press("1");
    one.is_at("Stop-start");
    two.press("2");
    two.sees("somebody else went on with this job meanwhile");
    holds(&place, &["answer plate", "answer car j11", "answer engine petrol"]);
    assert_eq!(place.said().len(), 1 + 3 + 2 + usize::from(is_asked), "{:#?}", place.said());
    place.is_intact();
}

#[test]
fn a_command_beside_an_open_window_works() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    play(&mut window, &PAGE_A[..3]);
    window.is_at("Car");
    let number = place.rows().iter().find(|row| row.event == "start").unwrap().job[1..].to_owned();
    // another job, written between two answers of this one
    place.record(WHOLE_JOB).code(0);
    window.press("2");
    window.is_at("Engine");
    // this job was begun on the screen: no file goes on with it
    let more =
        format!("job = \"{number}\"\ntechnician = \"Ben\"\nchecklist = \"battery\"\n[answers]\nengine = \"diesel\"\n");
    place.record(&more).code(2).says(&["begun on the screen"]);
    window.press("1");
    window.is_at("Stop-start");
    holds(&place, &["answer car j11", "answer engine petrol"]);
    window.press("\u{1b}");
    window.sees("RO-1");
    place.is_intact();
}

#[test]
fn an_audit_is_read_filtered_proven_and_marked_as_seen() {
    let place = Workshop::new();
    place.record(&WHOLE_JOB.replace("radio-after = \"plays\"", "radio-after = \"locked\"")).code(0);
    let mut window = Window::open(&place, &[]);
    window.sees("RO-1");
    window.press("a");
    window.sees("▸■ radio locked afterwards");
    window.press("/");
    window.sees("filter:");
    window.press("finding:via-file");
    window.sees("▸1 Findings 1 ");
    window.press("\r");
    window.sees("(Esc shows all)");
    window.press("\u{1b}");
    window.sees("▸1 Findings 2 ");
    // a line a job: Enter shows what else was found, Enter again the job's rows
    window.press("\r");
    window.sees("· came in by a file");
    window.press("\r");
    window.sees("every seal fits its row and the seal before it");
    window.press("\u{1b}");
    window.sees("▸■ radio locked");
    window.press("m");
    window.sees("2 all 2 of RO-1");
    window.press("1");
    window.sees("What was done about it?");
    window.press("rung up");
    window.sees("rung up");
    window.press("\r");
    window.sees("Who has seen it?");
    window.press("1");
    window.sees("recorded as seen");
    window.press("3");
    window.sees("cleared before work 1 100 %");
    window.press("\u{1b}");
    window.sees("new job");
    window.press("q");
    let ended = window.ends();
    assert!(ended.status.success(), "{:?}", ended.status);
    is_whole(&ended);
    assert!(place.said().iter().any(|row| row.starts_with("review radio-locked seen")), "{:#?}", place.said());
    place.is_intact();
}

#[test]
fn what_is_faulty_in_the_workshops_files_stays_on_the_board() {
    let place = Workshop::new();
    place.write("workshop.toml", b"station = \"bay-7\"\ntechnicians = [\"J\xf6rg M.\", \"Ana K.\"]\n");
    place.write("checklists/wiring.toml", "format = 1\nid = \"wiring\"\ntitle =\n");
    let mut window = Window::open_with(&place, env!("CARGO_BIN_EXE_precheck"), &[], &[("PRECHECK_STATION", "")]);
    window.sees("nothing is recorded: this station's name can't be read");
    window.sees("workshop.toml:2:18: is not UTF-8 text");
    window.sees("station-unknown");
    begin_until_kind(&mut window);
    window.sees("2 wiring: its file has a fault");
    window.press("2");
    window.sees("has a fault in its file");
    window.press("1");
    window.sees("nothing is recorded: this station");
    assert!(!place.path("exports/journal").exists(), "no station was made up");
    window.press("\u{1b}");
    window.press("\u{1b}");
    window.press("\u{1b}");
    window.sees("No job is open");
    window.sees("workshop.toml:2:18");
}

#[test]
fn what_the_writer_did_and_what_was_not_read_is_on_the_screen() {
    for finding in Finding::TOLD {
        let place = finding.place();
        let mut window = Window::open(&place, &[]);
        window.sees("RO-1");
        window.press("1");
        // the first row tells: that somebody is back, or an answer
        if !goes_on(&mut window, "D Before the key goes back") {
            std::thread::sleep(BY_HAND);
            window.press("1");
        }
        // the line at the foot has as much of it as fits
        window.sees(finding.words().get(..24).unwrap());
    }
    let place = Finding::Unread.place();
    let window = Window::open(&place, &[]);
    window.sees("jobs are missing here");
    window.sees(Finding::Unread.words());
    window.sees("No job that could be read is open");
}
