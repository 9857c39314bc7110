//! What the program's own steps take, inside one process, beside what they can't do without: `cargo bench --bench steps`. A move on
//! the board (the state's part, and the frame's), a row (its text, its seal, on the disk), a month that is opened, and verifying.
//! What a person waits for, from key to last byte, times the bench `screen`.

#[path = "journals/mod.rs"]
mod journals;

use std::fs::OpenOptions;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use precheck::app::{Command, Event, Session, State, update};
use precheck::domain::text::printable;
use precheck::domain::{Answer, Id, JobKey, JobNumber, Station, What};
use precheck::journal::{Draft, Folder, Options, Reader, Row, Seal, Writer, verify_with};
use precheck::runner::{Folders, Recorder, SystemClock};
use precheck::tui::taps::Taps;
use precheck::tui::theme::Theme;
use precheck::tui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{List, Widget};

/// How often each is timed: the median counts, and the fewest and the most are told.
const RUNS: usize = 60;

/// Rows at the station: what a busy one writes in two months.
const ROWS: u64 = 40_000;

/// The window.
const AREA: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

/// The seconds of some runs, in order.
struct Times(Vec<f64>);

impl Times {
    fn of(runs: usize, mut step: impl FnMut()) -> Self {
        let time = |_| {
            let began = Instant::now();
            step();
            began.elapsed().as_secs_f64()
        };
        let mut times: Vec<f64> = (0..runs).map(time).collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }

    /// Tells it, beside what it is measured against.
    fn tell(&self, what: &str, beside: Option<(&str, &Self)>) {
        let [median, least, most] = [self.median(), self.0[0], self.0[self.0.len() - 1]].map(|it| it * 1e6);
        let ratio =
            beside.map_or(String::new(), |(peer, it)| format!("  {:.2} times {peer}", self.median() / it.median()));
        println!("{what:<34} {median:10.1} µs  ({least:.1} to {most:.1}, {} runs){ratio}", self.0.len());
    }
}

fn draft(station: Station) -> Result<Draft, Box<dyn std::error::Error>> {
    Ok(Draft {
        job: JobKey { station, number: JobNumber::new("RO-1")? },
        who: "Ana K.".into(),
        note: String::new(),
        what: What::Started { checklist: Id::new("battery")?, revision: 3, sha: "0".repeat(64), is_via_file: false },
        expects: None,
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let station = Station::new("bay-1")?;
    journals::generate(folder.path(), journals::Plan { rows: ROWS, stations: 1, months: 2, seed: 1 })?;
    let journal = folder.path().join("exports/journal");
    steps_of_the_screen(folder.path(), station)?;
    steps_of_a_row(folder.path(), station)?;
    let reader = Reader::new(&journal);
    let file = journal.join(station.as_str());
    let bytes = || -> Result<usize, std::io::Error> {
        std::fs::read_dir(&file)?.map(|it| Ok(std::fs::read(it?.path())?.len())).sum()
    };
    let bare = Times::of(10, || drop(black_box(bytes())));
    bare.tell("reading the bytes of two months", None);
    let opened = Times::of(10, || drop(black_box(reader.read_all(&station))));
    opened.tell("opening two months", Some(("reading their bytes", &bare)));
    let paths = [PathBuf::from(&journal)];
    let verified = Times::of(10, || drop(black_box(verify_with(1, &paths, &Options::default()))));
    verified.tell("verifying two months", Some(("opening them", &opened)));
    Ok(())
}

/// Moves on three screens, beside a frame of a bare list.
fn steps_of_the_screen(workshop: &Path, station: Station) -> Result<(), Box<dyn std::error::Error>> {
    let recorder = Recorder::open(Folders::of(workshop), Some(station));
    let clock = SystemClock::start();
    let mut state =
        State::new(recorder.store(clock.now()), Session { who: Some("Ana K.".to_owned()), ..recorder.session() });
    let reading = recorder.readers().read_all()?;
    update(&mut state, Event::Read(Box::new(reading)), clock.now());
    let bare = Times::of(RUNS, || {
        let mut buffer = Buffer::empty(AREA);
        List::new((0..22).map(|row| format!("  {row}  AB12 CDE  battery"))).render(AREA, &mut buffer);
        black_box(&buffer);
    });
    bare.tell("a frame of a bare list", None);
    steps_of_moves(&mut state, clock, "on the board", &bare);
    update(&mut state, Event::Command(Command::Guide), clock.now());
    steps_of_moves(&mut state, clock, "in the guide", &bare);
    update(&mut state, Event::Command(Command::Escape), clock.now());
    update(&mut state, Event::Command(Command::Enter), clock.now());
    steps_of_moves(&mut state, clock, "in a job", &bare);
    Ok(())
}

/// A move: what it does to the state, and the frame that follows.
fn steps_of_moves(state: &mut State, clock: SystemClock, place: &str, bare: &Times) {
    let mut keys = [Command::Down, Command::Up].into_iter().cycle();
    let moved = Times::of(RUNS, || {
        if let Some(key) = keys.next() {
            black_box(update(state, Event::Command(key), clock.now()));
        }
    });
    moved.tell(&format!("a move {place}, in the state"), Some(("such a frame", bare)));
    let drawn = Times::of(RUNS, || {
        let (mut buffer, mut taps) = (Buffer::empty(AREA), Taps::default());
        black_box(view::draw(state, Theme::from_env(None), AREA, &mut buffer, &mut taps));
    });
    drawn.tell(&format!("the frame {place}"), Some(("such a frame", bare)));
}

/// A row: its text, its seal, and itself on the disk beside a bare append and sync.
fn steps_of_a_row(workshop: &Path, station: Station) -> Result<(), Box<dyn std::error::Error>> {
    let now = SystemClock::start().now().wall;
    let mut writer = Writer::new(Folder::new(&workshop.join("fresh"), &station), station, "bench".to_owned());
    let draft = draft(station)?;
    writer.append(&draft, now)?;
    let text = std::fs::read_dir(workshop.join("fresh").join(station.as_str()))?
        .flatten()
        .find(|it| it.path().extension().is_some_and(|end| end == "csv"))
        .ok_or("no journal was begun")?;
    let text = std::fs::read_to_string(text.path())?;
    let line = text.lines().nth(1).ok_or("no row was written")?;
    let (row, _) = Row::decode(line.as_bytes())?;
    let hashed = Times::of(RUNS, || {
        black_box(Seal::of_bytes(line.as_bytes()));
    });
    hashed.tell("hashing the bytes of a row", None);
    Times::of(RUNS, || drop(black_box(row.clone().seal(&[b'0'; 64]))))
        .tell("a row's text and seal", Some(("hashing it", &hashed)));
    Times::of(RUNS, || drop(black_box(printable(line))))
        .tell("a row's text made printable", Some(("hashing it", &hashed)));
    let bare_path = workshop.join("bare");
    let mut bare_file = OpenOptions::new().create(true).append(true).open(&bare_path)?;
    let bare = Times::of(RUNS, || {
        let _ = bare_file.write_all(line.as_bytes()).and_then(|()| bare_file.sync_data());
    });
    bare.tell("a bare append and sync", None);
    let answer = What::Answered { item: Id::new("arrival")?, answer: Answer::Option(Id::new("plays")?) };
    let draft = Draft { what: answer, ..draft };
    let appended = Times::of(RUNS, || assert!(writer.append(&draft, now).is_ok(), "the row is appended"));
    appended.tell("a row appended", Some(("that", &bare)));
    Ok(())
}
