//! What a person at the screen waits for, measured on the program itself: `cargo bench --bench screen`. It starts the program on a
//! pseudo-terminal with no history, with 500,000 rows at one station, and with as many rows as `ROWS` says at 20 stations (10
//! million take 2 GB of disk), and beside it the least that a list can be, `dialog` where it is installed, and a bare append
//! and sync. For the real-time class: `chrt -f 10 cargo bench --bench screen`.

#[path = "../journals/mod.rs"]
mod journals;
mod list;
mod terminal;

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use terminal::Terminal;

/// How often a program is started, and how often a key is pressed.
const STARTS: usize = 15;
const KEYS: usize = 60;

const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
/// The same in the keypad's mode, which `dialog` turns on; it takes the others for Esc and ends.
const KEYPAD: [&str; 2] = ["\x1bOB", "\x1bOA"];

/// Measurements of one thing.
struct Runs(Vec<f64>);

impl Runs {
    fn at(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(((sorted.len() - 1) as f64 * part).round() as usize).copied().unwrap_or_default()
    }

    fn tell(&self, what: &str, beside: Option<&Self>) {
        let ratio = beside.map_or(String::new(), |it| format!("  {:6.2} times the list", self.at(0.5) / it.at(0.5)));
        let [median, least, most, late] = [0.5, 0.0, 1.0, 0.99].map(|part| self.at(part) * 1e3);
        let runs = self.0.len();
        println!("  {what:<26} {median:8.3} ms  ({least:.3} to {most:.3}, 99 % {late:.3}, {runs} runs){ratio}");
    }
}

fn starts(program: &Path, arguments: &[&str]) -> io::Result<Runs> {
    let start = |_| Ok(Terminal::start(program, arguments)?.first_frame()?.seconds);
    Ok(Runs((0..STARTS).map(start).collect::<io::Result<_>>()?))
}

/// Presses two keys in turn.
fn keys(terminal: &mut Terminal, keys: [&str; 2]) -> io::Result<(Runs, usize)> {
    let (mut runs, mut most) = (Vec::new(), 0);
    for key in keys.iter().cycle().take(KEYS) {
        let answer = terminal.press(key)?;
        runs.push(answer.seconds);
        most = most.max(answer.bytes);
    }
    Ok((Runs(runs), most))
}

fn program(workshop: &Path, starts_beside: &Runs, moves_beside: &Runs, has_jobs: bool) -> io::Result<()> {
    let path = PathBuf::from(env!("CARGO_BIN_EXE_precheck"));
    let place = workshop.display().to_string();
    let arguments = ["--workshop", place.as_str()];
    starts(&path, &arguments)?.tell("start to the first frame", Some(starts_beside));
    let mut terminal = Terminal::start(&path, &arguments)?;
    let first = terminal.first_frame()?;
    terminal.rest();
    if has_jobs {
        let (runs, bytes) = keys(&mut terminal, [DOWN, UP])?;
        runs.tell("a move on the board", Some(moves_beside));
        println!("  {:<26} at most {bytes} bytes", "");
    }
    terminal.press("g")?;
    let (runs, bytes) = keys(&mut terminal, [DOWN, UP])?;
    runs.tell("a move in the guide", Some(moves_beside));
    println!("  {:<26} at most {bytes} bytes", "");
    if let Some((memory, processor)) = terminal.usage() {
        let idle = terminal.idle(Duration::from_secs(3));
        println!(
            "  first frame {} bytes, idle {idle} bytes in 3 s, {memory} KiB, {processor:.2} s of processor",
            first.bytes
        );
    }
    Ok(())
}

fn append(folder: &Path) -> io::Result<Runs> {
    let mut file = OpenOptions::new().create(true).append(true).open(folder.join("appended"))?;
    let mut once = || {
        let began = Instant::now();
        file.write_all(&[b'x'; 160])?;
        file.sync_data()?;
        Ok(began.elapsed().as_secs_f64())
    };
    Ok(Runs((0..KEYS).map(|_| once()).collect::<io::Result<_>>()?))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "--list") {
        return Ok(list::main()?);
    }
    let folder = tempfile::tempdir()?;
    let this = std::env::current_exe()?;
    println!("bare");
    append(folder.path())?.tell("append and sync", None);
    let starts_beside = starts(&this, &["--list"])?;
    starts_beside.tell("start of the list", None);
    let mut list = Terminal::start(&this, &["--list"])?;
    list.first_frame()?;
    let (moves_beside, _) = keys(&mut list, [DOWN, UP])?;
    moves_beside.tell("a move in the list", None);
    if let Some((memory, _)) = list.usage() {
        println!("  {memory} KiB");
    }
    let dialog = PathBuf::from("/usr/bin/dialog");
    if dialog.exists() {
        let arguments = ["--menu", "jobs", "20", "70", "12", "1", "one", "2", "two", "3", "three"];
        starts(&dialog, &arguments)?.tell("start of dialog", Some(&starts_beside));
        let mut dialog = Terminal::start(&dialog, &arguments)?;
        dialog.first_frame()?;
        keys(&mut dialog, KEYPAD)?.0.tell("a move in dialog", Some(&moves_beside));
    }
    let many = std::env::var("ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000_000);
    for (rows, stations) in [(0_u64, 1), (500_000, 1), (many, 20)] {
        println!("{rows} rows, {stations} stations");
        let workshop = folder.path().join(rows.to_string());
        if rows > 0 {
            journals::generate(&workshop, journals::Plan { rows, stations, months: 24, seed: 1 })?;
        } else {
            precheck::catalog::init(&workshop)?;
        }
        program(&workshop, &starts_beside, &moves_beside, rows > 0)?;
    }
    Ok(())
}
