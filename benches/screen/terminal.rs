//! A program on a pseudo-terminal, and when its bytes come.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A program that has written nothing for so long has written all that it had to.
const QUIET: Duration = Duration::from_millis(12);
/// A program that has written nothing for so long writes nothing.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program on a terminal of 80 by 24.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<(Instant, usize)>,
    began: Instant,
    _terminal: Box<dyn MasterPty + Send>,
}

/// What came of something.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// Seconds to the last byte.
    pub seconds: f64,
    /// How many bytes.
    pub bytes: usize,
}

impl Terminal {
    /// Starts a program.
    pub fn start(program: &Path, arguments: &[&str]) -> io::Result<Self> {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).map_err(io::Error::other)?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PRECHECK_STATION", "bay-1")] {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().map_err(io::Error::other)?;
        let (sender, bytes) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), read)).is_err() {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().map_err(io::Error::other)?;
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).map_err(io::Error::other)?;
        Ok(Self { child, keys, bytes, began, _terminal: pair.master })
    }

    /// The first frame, from the start of the program on.
    pub fn first_frame(&self) -> io::Result<Answer> {
        self.answer(self.began)
    }

    /// Presses keys, and waits for all that they change.
    pub fn press(&mut self, keys: &str) -> io::Result<Answer> {
        self.calm();
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        self.answer(pressed)
    }

    /// Waits until nothing is written any more.
    fn calm(&self) {
        while self.bytes.recv_timeout(QUIET).is_ok() {}
    }

    fn answer(&self, since: Instant) -> io::Result<Answer> {
        let (mut last, mut bytes) = (None, 0);
        loop {
            match self.bytes.recv_timeout(if last.is_some() { QUIET } else { PATIENCE }) {
                Ok((at, read)) => (last, bytes) = (Some(at), bytes + read),
                Err(RecvTimeoutError::Timeout) if last.is_some() => break,
                Err(_) => return Err(io::Error::other("the program writes nothing")),
            }
        }
        let seconds = last.map_or(0.0, |last| last.duration_since(since).as_secs_f64());
        Ok(Answer { seconds, bytes })
    }

    /// Bytes that are written while nobody does anything for so long.
    pub fn idle(&self, time: Duration) -> usize {
        self.calm();
        let until = Instant::now() + time;
        let mut bytes = 0;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            bytes += self.bytes.recv_timeout(left).map_or(0, |(_, read)| read);
        }
        bytes
    }

    /// Memory in use, in KiB, and seconds of processor so far; only Linux tells.
    pub fn usage(&self) -> Option<(u64, f64)> {
        let id = self.child.process_id()?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let mut ticks = stat.rsplit(") ").next()?.split(' ').skip(11).map(|it| it.parse::<f64>().unwrap_or(0.0));
        let seconds = (ticks.next()? + ticks.next()?) / 100.0;
        Some((memory.trim().strip_suffix(" kB")?.parse().ok()?, seconds))
    }

    /// Waits until the processor has rested for a second: whatever was read behind the first frame is read.
    pub fn rest(&self) {
        let used = || self.usage().map_or(0.0, |(_, seconds)| seconds);
        let mut before = -1.0;
        while used() - before > 0.02 {
            before = used();
            std::thread::sleep(Duration::from_secs(1));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
