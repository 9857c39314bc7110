//! Films: whole sittings at the terminal, written as text and played through the real program.
//!
//! A film is a file `tests/it/films/<name>.film`. It begins with a head of `key: value` lines up to the first blank one:
//!
//! ```text
//! size: 80x24                        columns by rows of the terminal
//! clock: 2026-11-22T09:14:00+01:00   what the wall clock shows at the beginning
//! technicians: Ana K., Ben O.        names in workshop.toml; may be left out
//! pin: required                      asked or required, as workshop.toml says; may be left out
//! pins: Ben O. 4711, Mo M. 0815      who has which PIN; may be left out
//! observe: 1                         as workshop.toml says in its table audit; may be left out
//! language: de                       as workshop.toml says; may be left out
//! station: bay-1                     may be left out
//! practice: yes                      may be left out
//! lists: built-in                    the checklists: first, their first edition, when left out, or built-in, those of now
//! ```
//!
//! Then come three kinds of lines with a meaning; all others are the story, told for the reader.
//!
//! `>` does something:
//!
//! ```text
//! > n "Ana K." <enter> 1   keys, 200 ms apart, the same one again and one behind a letter after 400 ms, at a step by hand after 1100 ms: one
//!                                  character each, <names>, and "typed values"
//! > wait 5m                        time passes: s, m or h
//! > clock -3h                      the wall clock is set; the steady count goes on
//! > scan BP538971317615            a barcode scanner: keys 4 ms apart, Enter last
//! > scan page 261122-01            the same, the QR code on the page of this job
//! > / <receipt:261122-01>          its receipt, typed in lower case
//! > hold 1                         a key held for two seconds, as a terminal without key releases tells it
//! > hold 1 every 92                the same where it repeats every 92 ms
//! > hold 1 reported                the same from a terminal that reports repeats and releases
//! > tap "not measured"           a finger or the mouse on these words, the last of them on the screen
//! > tap twice "not measured"     the same, and again at once
//! > paste "two\nlines"             pasted text; \n, \t, \", \\ and \u{1b} as in Rust
//! > resize 50x10                   the window gets another size
//! > disk full                      rows are refused from now on: full, read-only, failing
//! > disk gone                      the workshop's folder is not there, as when a network drive is away
//! > disk slow                      rows are on their way and don't arrive
//! > disk ok                        all is well again; what was on its way arrives
//! > codes vin untold stored P0420 pending none permanent untold   the car tells its VIN and codes, as its row says it
//! > codes nothing: it is silent    it doesn't, for this reason
//! > codes pretended                what the instrument of the practice pretends that a car told
//! > restart                        the program is gone from one moment to the next, and started again
//! > restart at bay-2               the same, at another station of the folder
//! > other window answers plate "AB12 CDE"    a second window records an answer to the job on the screen
//! > other window stops 261122-01  a second window ends a job, and this one looks again
//! > station desk agrees            whoever is asked for a second name says at another station that he is it; or declines "why"
//! > station bay-2 takes over      Rosa takes the job on the screen over at another station; with `unseen` behind it the screen doesn't look yet
//! > station bay-2 answers leads both-tight    an answer to the job on the screen from the station that took it over
//! > falsify "arrival,plays" "arrival,silent"   the journal is changed with an editor, and the program started again
//! > play quiet to "lead off"       everything that another film does, up to its heading `## lead off`
//! ```
//!
//! `+` says what must then hold:
//!
//! ```text
//! + sees "STOP"                    the screen shows these words; a line break counts as one blank
//! + no "CLEAR"                     it doesn't
//! + row answer plate text AB12 CDE | Ana K. |   the last row: event, item and value, then who, then the note;
//!                                  who and note may be left out, and … stands for the rest of a part
//! + rings 1                        the bell has rung so often since the beginning
//! + keys 45                        at most so many keys were pressed beside typed values, scans and pasted text
//! + left                           the program has ended
//! ```
//!
//! A fence holds the whole screen, where it matters; blanks at the ends of lines don't count:
//!
//! ````text
//! ```
//!  precheck · …
//! ```
//! ````
//!
//! The opening fence says where the cursor stands, when one is shown. Receipts differ from run to run, because a
//! journal's id is random: they stand as `XXXX-XXXX-XXXX-XXXX-X`, after it was made sure that they verify.
//!
//! After a change that is meant, `BLESS=1 cargo test films` rewrites what stands between the fences; read the difference
//! before it is committed. An empty fence is filled in the same way. Where `CI` is set, nothing is ever blessed.
//!
//! Beside what a film says, each one is held to what must hold always: see [`stage`].

mod contrast;
mod screen;
mod script;
mod stage;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub use screen::{Drawn, draw};
use script::{Deed, Expect, Film};
pub use stage::MASKED;
use stage::Stage;

/// Where films are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/films")
}

/// Plays the film `name` and panics with everything that is not as it says.
pub fn play(name: &str) {
    let film = Film::load(&folder(), name);
    let is_blessing = std::env::var_os("BLESS").is_some();
    assert!(!(is_blessing && std::env::var_os("CI").is_some()), "screens are blessed by people, never in CI");
    let mut stage = Stage::new(&film.head);
    let mut faults = Vec::new();
    let mut screens = Vec::new();
    for scene in &film.scenes {
        let at = format!("{}:{}", film.path.display(), scene.line);
        stage.at.clone_from(&at);
        match &scene.deed {
            Deed::Act(action) => stage.act(action),
            Deed::Expect(expect) => faults.extend(unmet(&stage, expect).map(|why| format!("{at}: {why}"))),
            Deed::Screen { shown, cursor, last_line } => {
                let drawn = stage.draw();
                if is_blessing {
                    screens.push((scene.line, *last_line, drawn));
                } else if drawn.lines != *shown || drawn.cursor != *cursor {
                    faults.push(difference(&film, scene.line, shown, cursor.as_deref(), &drawn));
                }
            }
        }
    }
    stage.end();
    if is_blessing {
        film.bless(&screens);
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The workshop's folder as the film `name` leaves it at a heading, in a folder that goes with what is returned.
pub fn left_at(name: &str, heading: &str) -> (tempfile::TempDir, PathBuf) {
    let film = Film::load(&folder(), name);
    let mut stage = Stage::new(&film.head);
    for scene in film.scenes.iter().take_while(|scene| film.heading_above(scene.line) != heading) {
        if let Deed::Act(action) = &scene.deed {
            stage.act(action);
        }
    }
    stage.into_folder()
}

/// The screens between a film's fences, each with the heading above it.
pub fn screens(name: &str) -> Vec<(String, Drawn)> {
    let film = Film::load(&folder(), name);
    let mut stage = Stage::new(&film.head);
    let mut screens = Vec::new();
    for scene in &film.scenes {
        match &scene.deed {
            Deed::Act(action) => stage.act(action),
            Deed::Expect(_) => {}
            Deed::Screen { .. } => screens.push((film.heading_above(scene.line).to_owned(), stage.draw())),
        }
    }
    screens
}

/// Why an expectation is not met.
fn unmet(stage: &Stage, expect: &Expect) -> Option<String> {
    let fault = |is_met: bool, why: String| (!is_met).then_some(why);
    match expect {
        Expect::Sees(words) => {
            let drawn = stage.draw();
            fault(drawn.has(words), format!("{words:?} is not on the screen:\n{}", drawn.text()))
        }
        Expect::SeesNot(words) => {
            let drawn = stage.draw();
            fault(!drawn.has(words), format!("{words:?} is on the screen:\n{}", drawn.text()))
        }
        Expect::Row(wanted) => {
            let rows = stage.rows();
            let last = rows.last().map(|row| row.split(" | ").collect::<Vec<_>>()).unwrap_or_default();
            let wanted: Vec<&str> = wanted.split('|').map(str::trim).collect();
            let fits = |wanted: &str, is: &str| match wanted.strip_suffix('…') {
                Some(beginning) => is.starts_with(beginning.trim_end()),
                None => is.trim() == wanted,
            };
            let is_met = wanted.len() <= last.len() && wanted.iter().zip(&last).all(|(wanted, is)| fits(wanted, is));
            fault(is_met, format!("the last row is: {}", last.join(" | ")))
        }
        Expect::Rings(times) => fault(stage.rings == *times, format!("the bell rang {} times", stage.rings)),
        Expect::KeysAtMost(most) => fault(stage.keys <= *most, format!("{} keys were pressed", stage.keys)),
        Expect::Left => fault(stage.has_left, "the program still runs".to_owned()),
    }
}

/// What differs between the film and the screen, line by line, with the lines of the film.
fn difference(film: &Film, line: usize, shown: &[String], cursor: Option<&str>, drawn: &Drawn) -> String {
    let mut text = format!("{}:{line}: the screen is another one", film.path.display());
    if cursor != drawn.cursor.as_deref() {
        let place = |cursor: Option<&str>| cursor.map_or("hidden".to_owned(), |at| format!("at {at}"));
        let _ = write!(text, "\n  the cursor is {}, not {}", place(drawn.cursor.as_deref()), place(cursor));
    }
    for at in 0..shown.len().max(drawn.lines.len()) {
        let (was, is) = (shown.get(at), drawn.lines.get(at));
        if was == is {
            continue;
        }
        let number = line + 1 + at;
        if let Some(was) = was {
            let _ = write!(text, "\n  {number:4} - {was}");
        }
        if let Some(is) = is {
            let _ = write!(text, "\n  {number:4} + {is}");
        }
    }
    text
}
