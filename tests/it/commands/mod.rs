//! The command line as a user meets it: the real binary in workshops of its own, with an environment of its own.

mod audit;
mod checklist;
mod edges;
mod email;
mod evidence;
pub mod faces;
mod guide;
mod handed;
mod marked;
mod messages;
#[cfg(unix)]
mod month_end;
mod persons;
mod plain;
#[cfg(unix)]
mod print;
mod record;
#[cfg(unix)]
mod rights;
mod seal;
mod second;
mod typed;
mod verify;
mod workshop;

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::built_in;

/// The station that these tests work at.
pub const STATION: &str = "bay-1";

/// Far more than anything takes, also on a busy machine; only a test that fails waits so long.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A workshop's folder, taken away when the test is over.
pub struct Workshop {
    dir: tempfile::TempDir,
}

/// What a command did.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Fails the test unless the command ended with this code.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Fails the test unless every one of these texts was printed, wherever.
    #[track_caller]
    pub fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            let is_said = self.out.contains(text) || self.err.contains(text);
            assert!(is_said, "{text:?} is missing\nstdout:\n{}\nstderr:\n{}", self.out, self.err);
        }
        self
    }

    /// Fails the test if anything that was printed could act on a terminal.
    #[track_caller]
    pub fn harmless(self) -> Self {
        for text in [&self.out, &self.err] {
            let acts = |c: char| (c.is_control() && c != '\n' && c != '\r') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!text.contains(acts), "{text:?}");
        }
        self
    }
}

/// A row of a journal, decoded as far as these tests look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub job: String,
    pub event: String,
    pub item: String,
    pub value: String,
    pub who: String,
    pub note: String,
}

impl Row {
    /// `event item value`.
    pub fn brief(&self) -> String {
        [&*self.event, &*self.item, &*self.value].join(" ")
    }
}

impl Workshop {
    /// A workshop with the first edition of the checklists, where a wait takes one second: whole jobs run in real time here.
    pub fn new() -> Self {
        Self::with_lists(|name, line| line.starts_with("seconds = ") && name != "wiring-airbag.toml")
    }

    /// A workshop with the first edition of the checklists and its waits.
    pub fn with_whole_waits() -> Self {
        Self::with_lists(|_, _| false)
    }

    fn with_lists(is_shortened: impl Fn(&str, &str) -> bool) -> Self {
        let workshop = Self::empty();
        let own = built_in::first_folder().join("checklists");
        let copy = workshop.path("checklists");
        for name in ["battery.toml", "wiring.toml", "wiring-airbag.toml", "radios/nissan-qashqai.toml"] {
            let text = fs::read_to_string(own.join(name)).unwrap();
            let shortened = |line| if is_shortened(name, line) { "seconds = 1" } else { line };
            let text: Vec<&str> = text.lines().map(shortened).collect();
            fs::create_dir_all(copy.join(name).parent().unwrap()).unwrap();
            fs::write(copy.join(name), text.join("\n") + "\n").unwrap();
        }
        workshop
    }

    /// A folder that is no workshop yet.
    pub fn empty() -> Self {
        let dir = tempfile::Builder::new().prefix("precheck-test-").tempdir().unwrap();
        fs::create_dir(dir.path().join("workshop")).unwrap();
        fs::create_dir(dir.path().join("home")).unwrap();
        Self { dir }
    }

    /// The workshop's folder.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("workshop")
    }

    /// The folder of the user who works here.
    pub fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    /// A path in the workshop's folder, written as this system writes paths.
    pub fn path(&self, name: &str) -> PathBuf {
        name.split('/').fold(self.root(), |path, part| path.join(part))
    }

    /// Writes a file into the workshop's folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The user's data folder, wherever the program would look for it on this system.
    pub fn data(&self) -> PathBuf {
        let below = if cfg!(windows) {
            "AppData/Local"
        } else if cfg!(target_os = "macos") {
            "Library/Application Support"
        } else {
            ".local/share"
        };
        below.split('/').fold(self.home(), |path, part| path.join(part))
    }

    /// What Windows copies to a server when a user logs off.
    pub fn roaming(&self) -> PathBuf {
        self.home().join("AppData").join("Roaming")
    }

    /// The variables that a program gets here; of the machine's own only those that say where its programs are. The folders
    /// of the user who runs the tests are not among them, on any system.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let mut variables = vec![
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("HOME", self.home().display().to_string()),
            ("LANG", "C.UTF-8".to_owned()),
            ("PRECHECK_STATION", STATION.to_owned()),
        ];
        if cfg!(windows) {
            let data = self.data().display().to_string();
            variables.push(("USERPROFILE", self.home().display().to_string()));
            variables.extend([("APPDATA", self.roaming().display().to_string()), ("LOCALAPPDATA", data)]);
            variables.push(("SystemRoot", std::env::var("SystemRoot").unwrap_or_default()));
        }
        variables
    }

    /// The program, in the workshop's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_precheck"));
        command.args(arguments).current_dir(self.root()).env_clear().envs(self.environment());
        command
    }

    /// Runs a command with nothing on its stdin.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Ran {
        finish(self.command(arguments).stdin(Stdio::null()))
    }

    /// Records a file of answers.
    #[track_caller]
    pub fn record(&self, answers: &str) -> Ran {
        self.write("answers.toml", answers);
        self.run(&["record", "--answers", "answers.toml"])
    }

    /// The journal files of the station, by name.
    pub fn files(&self) -> Vec<PathBuf> {
        let folder = self.path("exports/journal").join(STATION);
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let paths = entries.map(|entry| entry.unwrap().path());
        let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == "csv")).collect();
        files.sort();
        files
    }

    /// The station's only journal file.
    #[track_caller]
    pub fn file(&self) -> PathBuf {
        let files = self.files();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }

    /// All rows of the station.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for file in self.files() {
            let mut reader = csv::Reader::from_path(file).unwrap();
            for record in reader.records().map(Result::unwrap) {
                let column = |at: usize| record[at].to_owned();
                rows.push(Row {
                    job: column(2),
                    event: column(3),
                    item: column(4),
                    value: column(5),
                    who: column(6),
                    note: column(7),
                });
            }
        }
        rows
    }

    /// The rows of the station, each as `event item value`, without those of the file itself.
    pub fn said(&self) -> Vec<String> {
        self.rows().iter().filter(|row| !row.job.is_empty()).map(Row::brief).collect()
    }

    /// Whether something that may have been typed has these digits in it; sums and ids, which are made, may have any.
    pub fn has_digits(&self, digits: &str) -> bool {
        let is_made = |row: &Row| ["open", "start", "finish", "stop"].contains(&&*row.event);
        let has = |row: &Row| row.note.contains(digits) || (!is_made(row) && row.value.contains(digits));
        self.rows().iter().any(has)
    }

    /// Fails the test unless the record verifies.
    #[track_caller]
    pub fn is_intact(&self) {
        self.run(&["verify", "--format", "json"]).code(0).says(&["\"the record is intact: every"]);
    }
}

/// Runs a command to its end.
#[track_caller]
pub fn finish(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    ran(output.status, &output.stdout, &output.stderr)
}

fn ran(status: ExitStatus, out: &[u8], err: &[u8]) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: status.code().unwrap_or(-1), out: text(out), err: text(err) }
}

/// What has come from a program so far, and whether more can come.
#[derive(Default)]
struct Heard {
    text: String,
    has_ended: bool,
}

/// A conversation with a program that reads stdin line by line.
pub struct Talk {
    child: Child,
    input: Option<ChildStdin>,
    heard: Arc<(Mutex<Heard>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    /// Up to where the answers were read.
    read_to: usize,
}

impl Talk {
    pub fn begin(mut command: Command) -> Self {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let heard = Arc::new((Mutex::new(Heard::default()), Condvar::new()));
        let there = heard.clone();
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let count = out.read(&mut buffer).unwrap_or(0);
                let mut heard = there.0.lock().unwrap();
                heard.text.push_str(&String::from_utf8_lossy(&buffer[..count]));
                heard.has_ended |= count == 0;
                there.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self { input: child.stdin.take(), child, heard, reader: Some(reader), read_to: 0 }
    }

    /// Waits for one of these texts in what comes after the last one that was waited for; gives its place in the list.
    #[track_caller]
    pub fn until_one_of(&mut self, texts: &[&str]) -> usize {
        let deadline = Instant::now() + PATIENCE;
        let (lock, changed) = &*self.heard;
        let mut heard = lock.lock().unwrap();
        loop {
            let new = &heard.text[self.read_to..];
            let first =
                texts.iter().enumerate().filter_map(|(at, text)| Some((new.find(text)? + text.len(), at))).min();
            if let Some((length, at)) = first {
                self.read_to += length;
                return at;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!heard.has_ended && !left.is_zero(), "{texts:?} never came after:\n{}", heard.text);
            heard = changed.wait_timeout(heard, left).unwrap().0;
        }
    }

    #[track_caller]
    pub fn until(&mut self, text: &str) {
        self.until_one_of(&[text]);
    }

    /// Answers a prompt with a line.
    #[track_caller]
    pub fn answer(&mut self, prompt: &str, line: &str) {
        self.until(&format!("{prompt}> "));
        self.say(line);
    }

    pub fn say(&mut self, line: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// Ends the input and waits for the program's end.
    pub fn end(mut self) -> Ran {
        drop(self.input.take());
        let mut err = Vec::new();
        self.child.stderr.take().unwrap().read_to_end(&mut err).unwrap();
        let status = self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
        let out = self.heard.0.lock().unwrap().text.clone();
        ran(status, out.as_bytes(), &err)
    }

    /// Kills the program where it stands.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
    }
}

/// A whole battery job by the built-in checklists.
pub const WHOLE_JOB_BUILT_IN: &str = include_str!("../../../benches/whole-job.toml");

/// A whole battery job on a J11 by the first edition of the checklists, as another system would send it.
pub const WHOLE_JOB: &str = r#"
job = "RO-1"
technician = "Ana K."
checklist = "battery"
[answers]
arrival-volts = 12.5
arrival = "plays"
plate = "AB12 CDE"
car = "j11"
engine = "petrol"
stop-start = "yes"
radio = "j11-connect"
radio-serial = { value = "BP538971317615", note = "label on the unit" }
serial-source = "label"
customer-code = "card-seen"
code-found = "documents"
lamps = "none"
access = "window-open"
consent = "customer-here"
source-volts = 12.7
source-polarity = "keyed-plug"
backup-power = "obd-saver"
insulation = "ready"
doors = "doors-shut"
ignition = "key-away"
wait = 240
car-volts = 12.6
leads = "both-tight"
backup-removed = "removed"
insulation-removed = "removed"
charging-volts = 14.3
battery-type = "efb"
battery-reset = "reset"
radio-after = "plays"
windows = "initialised"
clock = "set"
lamps-after = "as-before"
"#;

/// The whole job up to its clock, where it stays open.
pub fn up_to_the_clock() -> &'static str {
    WHOLE_JOB.split_once("clock =").unwrap().0
}

/// The receipt that a command printed.
#[track_caller]
pub fn receipt(out: &str) -> String {
    let line = out.lines().find_map(|line| line.strip_prefix("receipt ").or_else(|| line.strip_prefix("Receipt ")));
    line.unwrap_or_else(|| panic!("no receipt in:\n{out}")).trim().to_owned()
}
