//! Any meter that sigrok knows, by `sigrok-cli`: a program of its own, which is ended with the session and never trusted.
//!
//! It writes a line for each sample, such as `P1: 12.345 V DC`. Killed we can't end it; but then nobody reads what it writes, and its
//! next line ends it.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::stop::StopFlag;
use super::trouble::{InstrumentTrouble, fit};
use crate::domain::Volts;

const PROGRAM: &str = "sigrok-cli";
/// Finding a meter on a serial port or USB takes some seconds.
const START: Duration = Duration::from_secs(12);
/// How long a meter may say nothing between two samples.
const PATIENCE: Duration = Duration::from_secs(4);
/// How often it is looked whether anybody still waits.
const LOOK: Duration = Duration::from_millis(50);
const LINE_BYTES_MAX: u64 = 512;
/// No meter that is held in a hand, and few on a bench, give a tenth of that.
const LINES_A_SECOND_MAX: u32 = 2000;
/// More than a meter gives in a year: sigrok-cli wants a number.
const SAMPLES: &str = "1000000000";
/// What is read of what the program says about itself or its end.
const WORDS_BYTES_MAX: u64 = 4096;

/// A running `sigrok-cli`.
#[derive(Debug)]
pub(super) struct Sigrok {
    child: Child,
    heard: Arc<Heard>,
    patience: Duration,
    stop: StopFlag,
    /// What it says of the meter, where it was asked.
    pub about: String,
}

/// What came last, where nobody has taken it yet: a figure, or why there is none.
#[derive(Debug, Default)]
struct Heard {
    latest: Mutex<Option<Result<Volts, InstrumentTrouble>>>,
    came: Condvar,
}

impl Heard {
    fn latest(&self) -> MutexGuard<'_, Option<Result<Volts, InstrumentTrouble>>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, said: Result<Volts, InstrumentTrouble>) {
        *self.latest() = Some(said);
        self.came.notify_one();
    }
}

impl Sigrok {
    /// Starts it. `is_introduced` asks for the meter's name first, which takes as long again.
    pub fn open(
        driver: &str,
        settings: [(&str, &Option<String>); 2],
        is_introduced: bool,
        stop: StopFlag,
    ) -> Result<Self, InstrumentTrouble> {
        let about = if is_introduced { introduced(driver)? } else { String::new() };
        let mut command = command(driver);
        command.args(["--output-format", "analog", "--samples", SAMPLES]);
        command.args(settings.iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?))));
        let mut child = command.spawn().map_err(not_started)?;
        let heard = Arc::new(Heard::default());
        if let (Some(lines), Some(words)) = (child.stdout.take(), child.stderr.take()) {
            let heard = Arc::clone(&heard);
            std::thread::spawn(move || listen(lines, words, &heard));
        }
        Ok(Self { child, heard, patience: START, stop, about })
    }

    /// The figure that came last, where it was not taken yet; else the next one.
    pub fn read(&mut self) -> Result<Volts, InstrumentTrouble> {
        let by = Instant::now() + self.patience;
        let mut latest = self.heard.latest();
        while latest.is_none() && Instant::now() < by && !self.stop.is_set() {
            let waited = self.heard.came.wait_timeout(latest, LOOK);
            (latest, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
        self.patience = PATIENCE;
        latest.take().unwrap_or(Err(InstrumentTrouble::Silent))
    }
}

impl Drop for Sigrok {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Kills a program and sees it end; one that hangs in the system's hands is not waited for.
fn end(child: &mut Child) {
    let _ = child.kill();
    for _ in 0..50 {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn command(driver: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg(format!("--driver={driver}")).env("LC_ALL", "C");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn not_started(error: io::Error) -> InstrumentTrouble {
    match error.kind() {
        io::ErrorKind::NotFound => InstrumentTrouble::NoProgram,
        _ => InstrumentTrouble::Ended(error.to_string()),
    }
}

/// What it calls the meter that it finds.
fn introduced(driver: &str) -> Result<String, InstrumentTrouble> {
    let mut child = command(driver).arg("--scan").spawn().map_err(not_started)?;
    let (sender, said) = std::sync::mpsc::channel();
    if let Some(lines) = child.stdout.take() {
        std::thread::spawn(move || sender.send(words(lines)));
    }
    let said = said.recv_timeout(START);
    end(&mut child);
    let said = said.map_err(|_| InstrumentTrouble::Silent)?;
    let found = said.lines().find_map(|line| line.split_once(" - "));
    Ok(found.map(|(_, meter)| fit(meter)).unwrap_or_default())
}

fn words(from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.take(WORDS_BYTES_MAX).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Keeps the newest figure, until the program ends or sends what no meter sends.
fn listen(lines: ChildStdout, said: ChildStderr, heard: &Heard) {
    let mut lines = BufReader::new(lines);
    let (mut since, mut count) = (Instant::now(), 0);
    loop {
        let mut line = Vec::new();
        let read = lines.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) {
            let said = words(said);
            let why = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
            return heard.put(Err(InstrumentTrouble::Ended(fit(why))));
        }
        if since.elapsed() >= Duration::from_secs(1) {
            (since, count) = (Instant::now(), 0);
        }
        count += 1;
        if count > LINES_A_SECOND_MAX || (line.len() as u64 >= LINE_BYTES_MAX && !line.ends_with(b"\n")) {
            return heard.put(Err(InstrumentTrouble::Flooded));
        }
        if let Some(volts) = volts(String::from_utf8_lossy(&line).trim()) {
            heard.put(volts);
        }
    }
}

/// The volts that a line gives: `P1: 12.345 V DC`, with prefixes of the unit. `None` of a line that is no sample.
pub(super) fn volts(line: &str) -> Option<Result<Volts, InstrumentTrouble>> {
    let (_, sample) = line.split_once(": ")?;
    let mut words = sample.split_ascii_whitespace();
    let (figure, unit) = (words.next()?, words.next().unwrap_or_default());
    let volts_each = match unit {
        "V" => 1.0,
        "mV" => 1e-3,
        "uV" | "µV" => 1e-6,
        "kV" => 1e3,
        _ => f64::NAN,
    };
    let is_alternating = words.any(|word| word == "AC");
    let is_figure = figure.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e'));
    let volts = figure.parse::<f64>().ok().filter(|_| is_figure && !is_alternating);
    let volts = volts.and_then(|figure| Volts::new(figure * volts_each));
    Some(volts.ok_or_else(|| InstrumentTrouble::no_figure(sample)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_a_figure_in_volts() {
        for (line, thousandths) in [
            ("P1: 12.345 V DC", 12_345),
            ("A0: -10.0000 V DC", -10_000),
            ("P1: 350.0 mV DC AUTO", 350),
            ("V1: 12.5 V", 12_500),
        ] {
            assert_eq!(volts(line), Some(Ok(Volts(thousandths))), "{line}");
        }
        for line in ["P1: 230.1 V AC", "P1: inf V", "P1: 10.1 A DC", "P1: 12.5", "P1: nan V DC", "P1: \u{1b}[2J V"] {
            assert!(matches!(volts(line), Some(Err(InstrumentTrouble::NoFigure(_)))), "{line}");
        }
        for line in ["", "FRAME-BEGIN", "META samplerate"] {
            assert_eq!(volts(line), None, "{line}");
        }
    }
}
