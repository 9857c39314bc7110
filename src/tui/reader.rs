//! Waits for the terminal and for signals, each on a thread of its own.

#[cfg(not(unix))]
use super::decoder::Decoded;

/// What came from outside.
#[derive(Debug)]
pub(super) enum Came {
    /// Bytes from the terminal, and when they were read, on the steady count.
    #[cfg(unix)]
    Bytes(Vec<u8>, i64),
    /// What the system's own reader made of them.
    #[cfg(not(unix))]
    Decoded(Decoded, i64),
    /// The window has another size.
    Resized,
    /// The program goes on after it was stopped.
    #[cfg(unix)]
    Continued,
    /// The program is to end, with this exit code.
    #[cfg(unix)]
    End(u8),
    /// The terminal is gone.
    Closed,
}

/// Where what came goes; it says whether anybody still takes it in.
pub(super) type Sink = Box<dyn Fn(Came) -> bool + Send>;

#[cfg(unix)]
pub(super) use of_unix::{start, stop, stop_like_others};

#[cfg(unix)]
mod of_unix {
    use std::io::{self, Read};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, Instant};

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::exit;

    use super::{Came, Sink};
    use crate::runner::SystemClock;

    /// Whether the screen has ended: from then on a signal ends the program at once.
    static HAS_ENDED: AtomicBool = AtomicBool::new(false);

    /// Whoever sends a signal once more after this time is not to wait any longer.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// How long a terminal is left alone that has nothing to give though it should have.
    const LEFT_ALONE: Duration = Duration::from_millis(20);

    /// Begins to wait for the terminal and for signals.
    pub(crate) fn start(clock: SystemClock, bytes: Sink, signals: Sink) -> io::Result<()> {
        let mut caught = Signals::new([SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
        std::thread::spawn(move || {
            let mut since: Option<Instant> = None;
            for signal in caught.forever() {
                let came = match signal {
                    SIGWINCH => Came::Resized,
                    SIGCONT => Came::Continued,
                    ends => {
                        let code = 128 + ends;
                        if HAS_ENDED.load(Ordering::SeqCst) || since.is_some_and(|at| at.elapsed() > PATIENCE) {
                            // the screen's thread may hang in a write that nobody reads
                            let _ = crossterm::terminal::disable_raw_mode();
                            exit(code);
                        }
                        since.get_or_insert_with(Instant::now);
                        Came::End(u8::try_from(code).unwrap_or(u8::MAX))
                    }
                };
                // whether anybody takes it in or not: a signal that comes later ends the program
                signals(came);
            }
        });
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let came = match io::stdin().lock().read(&mut buffer) {
                    Ok(0) => Came::Closed,
                    Ok(count) => Came::Bytes(buffer[..count].to_vec(), clock.now().tick_ms),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    // another program has left the terminal so that it doesn't wait
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        std::thread::sleep(LEFT_ALONE);
                        continue;
                    }
                    Err(_) => Came::Closed,
                };
                let is_last = matches!(came, Came::Closed);
                if !bytes(came) || is_last {
                    return;
                }
            }
        });
        Ok(())
    }

    /// The screen has ended.
    pub(crate) fn stop() {
        HAS_ENDED.store(true, Ordering::SeqCst);
    }

    /// Stops the program, with whatever was started together with it, as a terminal does on Ctrl-Z; returns when it goes on. Where
    /// nobody could make it go on, the system lets it go on at once.
    pub(crate) fn stop_like_others() {
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
    }
}

#[cfg(not(unix))]
pub(super) use elsewhere::{start, stop};

#[cfg(not(unix))]
mod elsewhere {
    use std::io;
    use std::time::Duration;

    use crossterm::event::{Event, MouseButton, MouseEventKind, poll, read};

    use super::{Came, Sink};
    use crate::runner::SystemClock;
    use crate::tui::decoder::Decoded;
    use crate::tui::key::{Key, KeyKind};

    /// Begins to wait for the terminal; there are no signals.
    pub(crate) fn start(clock: SystemClock, events: Sink, _signals: Sink) -> io::Result<()> {
        std::thread::spawn(move || {
            loop {
                let Ok(event) = read() else {
                    events(Came::Closed);
                    return;
                };
                // the console gives one key at a time: what already waits came together with the first, as a paste does
                let at_ms = clock.now().tick_ms;
                let mut came = vec![event];
                while poll(Duration::ZERO).unwrap_or(false) {
                    came.extend(read().ok());
                }
                if !came.into_iter().filter_map(|event| of(event, at_ms)).all(&events) {
                    return;
                }
            }
        });
        Ok(())
    }

    /// The screen has ended, and nothing is to be done about it.
    pub(crate) fn stop() {}

    /// What an event of crossterm is; nothing for those that mean nothing here.
    fn of(event: Event, at_ms: i64) -> Option<Came> {
        let decoded = match event {
            Event::Key(key) => Key::of(&key).map(|(key, kind)| Decoded::Key(key, kind))?,
            Event::Paste(text) => Decoded::Paste(text),
            Event::FocusGained => Decoded::Focus,
            // its numbers are one too many on Windows: the terminal itself is asked
            Event::Resize(..) => return Some(Came::Resized),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Decoded::Tap { column: mouse.column, row: mouse.row },
                MouseEventKind::ScrollUp => Decoded::Key(Key::Up, KeyKind::Press),
                MouseEventKind::ScrollDown => Decoded::Key(Key::Down, KeyKind::Press),
                _ => return None,
            },
            Event::FocusLost => return None,
        };
        Some(Came::Decoded(decoded, at_ms))
    }
}
