//! The real program on a pseudo-terminal, with a terminal's screen kept beside it.
//!
//! Whatever is waited for is a state of the screen, never a time: on a busy machine a time is wrong sooner or later. A key
//! is pressed only when the screen shows what it is for, so that it is a person's key and never part of a scan.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::commands::{PATIENCE, Workshop};

/// A window with the program in it.
pub struct Window {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<(Mutex<Shown>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    /// The key that was pressed last, and when.
    last_key: Option<(char, Instant)>,
}

/// How soon a person presses the same key again at most.
const SAME_KEY: Duration = Duration::from_millis(350);
const BEHIND_LETTER: Duration = Duration::from_millis(500);
const OTHER_KEY: Duration = Duration::from_millis(125);

/// What the terminal has made of the bytes.
struct Shown {
    parser: vt100::Parser,
    raw: Vec<u8>,
    has_ended: bool,
    /// The reader is to let go of the terminal after its next piece.
    must_let_go: bool,
}

/// How it ended, and everything that it wrote.
pub struct Ended {
    pub status: ExitStatus,
    pub raw: Vec<u8>,
    pub parser: vt100::Parser,
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// A screen as one text: line ends and runs of blanks are one blank, so that it doesn't matter where a sentence wraps.
fn flat(screen: &vt100::Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Window {
    /// Opens a window of 80 by 24 and starts the program in it.
    pub fn open(place: &Workshop, arguments: &[&str]) -> Self {
        Self::open_with(place, env!("CARGO_BIN_EXE_precheck"), arguments, &[])
    }

    /// Opens a window and starts `program` in it, with more variables.
    pub fn open_with(place: &Workshop, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::open_sized(place, program, arguments, variables, (80, 24))
    }

    /// Opens a window that says to have this size, and shows 80 by 24.
    pub fn open_sized(
        place: &Workshop,
        program: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
        (columns, rows): (u16, u16),
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.cwd(place.root());
        for (name, value) in place.environment() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        for (name, value) in variables {
            command.env(name, value);
        }
        let mut from = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let shown = Shown {
            parser: vt100::Parser::new(cells(24), cells(80), 0),
            raw: Vec::new(),
            has_ended: false,
            must_let_go: false,
        };
        let shared = Arc::new((Mutex::new(shown), Condvar::new()));
        let there = shared.clone();
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            loop {
                // the end of a pseudo-terminal is an error on some systems
                let count = from.read(&mut buffer).unwrap_or(0);
                let mut shown = there.0.lock().unwrap();
                shown.parser.process(&buffer[..count]);
                shown.raw.extend(&buffer[..count]);
                shown.has_ended |= count == 0;
                there.1.notify_all();
                if count == 0 || shown.must_let_go {
                    return;
                }
            }
        });
        Self { master: Some(pair.master), writer: Some(writer), child, shared, reader: Some(reader), last_key: None }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shared.0.lock().unwrap()
    }

    /// The screen as one text.
    pub fn text(&self) -> String {
        flat(self.shown().parser.screen())
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub fn until(&self, what: &str, is_wanted: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut shown = self.shown();
        while !is_wanted(shown.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if shown.has_ended || left.is_zero() {
                let screen = shown.parser.screen().contents();
                let why = if shown.has_ended { "the program ended" } else { "it never came" };
                drop(shown);
                panic!("waiting for {what}: {why}; the screen:\n{screen}");
            }
            shown = self.shared.1.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// Waits until the screen shows a text, wherever its lines end.
    #[track_caller]
    pub fn sees(&self, text: &str) {
        self.until(text, |screen| flat(screen).contains(text));
    }

    /// Waits until the panel at the right has this title: then that item has the focus.
    #[track_caller]
    pub fn is_at(&self, title: &str) {
        let heading = format!("─ {title} ─");
        self.until(&heading, |screen| screen.contents().contains(&heading));
    }

    /// Presses keys as a person does, who presses the same one again no faster than three times a second, another one no faster than
    /// eight times, and one behind a letter once what the letter brought up was read.
    pub fn press(&mut self, keys: &str) {
        if let Some((key, at)) = self.last_key {
            let apart = match () {
                () if key.is_ascii_alphabetic() => BEHIND_LETTER,
                () if keys.starts_with(key) => SAME_KEY,
                () => OTHER_KEY,
            };
            std::thread::sleep(apart.saturating_sub(at.elapsed()));
        }
        self.last_key = keys.chars().last().map(|key| (key, Instant::now()));
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).unwrap();
    }

    /// Taps a cell, once what stands there was read; cells are counted from 0.
    pub fn tap(&mut self, column: u16, row: u16) {
        std::thread::sleep(SAME_KEY);
        let (column, row) = (column + 1, row + 1);
        self.press(&format!("\u{1b}[<0;{column};{row}M\u{1b}[<0;{column};{row}m"));
    }

    /// Pastes a text, as a terminal does where the program has asked for it.
    pub fn paste(&mut self, text: &str) {
        assert!(self.shown().parser.screen().bracketed_paste(), "the program asks for pastes to be marked");
        self.press(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Writes over the screen as another program would.
    pub fn scrawl(&self, text: &str) {
        self.shown().parser.process(format!("\u{1b}[5;5H{text}").as_bytes());
    }

    /// Sends the program a signal.
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Gives the window another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        // under the lock, so that what the program draws then meets a screen of that size
        let mut shown = self.shown();
        shown.parser.set_size(cells(rows), cells(columns));
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    }

    /// Waits until a frame of the window's own size is drawn: its frame's corner stands in the last column.
    #[track_caller]
    pub fn is_drawn_at(&self, columns: u16) {
        self.until("a frame of the new size", |screen| {
            // how far the job is stands at the right end of the first line
            let first = screen.rows(0, columns).next().unwrap_or_default();
            let (cells, last) = (first.trim_end().chars().count(), first.trim_end().chars().last());
            cells + 1 >= usize::from(columns) && last.is_some_and(|c| c.is_ascii_digit())
        });
    }

    /// Waits until nothing has been written for a while, and says how much was written by then.
    pub fn settles(&self) -> usize {
        let deadline = Instant::now() + PATIENCE;
        let mut shown = self.shown();
        loop {
            let before = shown.raw.len();
            let (next, waited) = self.shared.1.wait_timeout(shown, Duration::from_millis(400)).unwrap();
            shown = next;
            if waited.timed_out() && shown.raw.len() == before {
                return before;
            }
            assert!(Instant::now() < deadline, "it never comes to rest:\n{}", shown.parser.screen().contents());
        }
    }

    /// How much was written so far, in bytes.
    pub fn written(&self) -> usize {
        self.shown().raw.len()
    }

    /// How often the screen was drawn anew so far: each time the cursor is shown where something is typed, or hidden elsewhere.
    pub fn drawn(&self) -> usize {
        let shown = self.shown();
        shown.raw.windows(6).filter(|bytes| *bytes == b"\x1b[?25h" || *bytes == b"\x1b[?25l").count()
    }

    /// Whether the program has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Kills the program where it stands, without a chance to do anything about it.
    pub fn kill(mut self) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
        self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
    }

    /// Waits for the program's end and for the last byte that it wrote.
    #[track_caller]
    pub fn ends(mut self) -> Ended {
        let deadline = Instant::now() + PATIENCE;
        let mut shown = self.shown();
        while !shown.has_ended {
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = shown.parser.screen().contents();
            assert!(!left.is_zero(), "the program does not end; the screen:\n{screen}");
            shown = self.shared.1.wait_timeout(shown, left).unwrap().0;
        }
        drop(shown);
        self.reader.take().unwrap().join().unwrap();
        let status = self.child.wait().unwrap();
        let mut shown = self.shown();
        let raw = std::mem::take(&mut shown.raw);
        let parser = std::mem::replace(&mut shown.parser, vt100::Parser::new(cells(1), cells(1), 0));
        drop(shown);
        Ended { status, raw, parser }
    }

    /// Closes the window while the program runs, and waits for the program's end.
    #[track_caller]
    pub fn close(mut self) {
        self.shown().must_let_go = true;
        // the reader lets go after its next piece: a new size makes the program write one
        self.resize(90, 25);
        self.reader.take().unwrap().join().unwrap();
        drop(self.writer.take());
        drop(self.master.take());
        let deadline = Instant::now() + PATIENCE;
        while !self.has_ended() {
            assert!(Instant::now() < deadline, "the program goes on without its terminal");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Window {
    /// A test that failed must not leave its program behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
