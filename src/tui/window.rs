//! The loop on the real terminal.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use ratatui::buffer::Buffer;

use super::decoder::{Decoded, Decoder};
use super::input::InputQueue;
use super::reader::{self, Came};
use super::taps::Taps;
use super::theme::Theme;
use super::tty::{self, Tty};
use super::view;
use crate::app::{Effect, Event, Screen, State, update};
use crate::runner::{Sink, SystemClock, Worker};

/// Everything that the loop waits for.
enum Message {
    Came(Came),
    Event(Event),
    /// What happened in the workshop where nothing counts.
    OfPractice(Event),
}

/// A workshop in which nothing counts, with the folder that is taken away with it.
pub struct Practice {
    /// Its state.
    pub state: State,
    /// What does its work.
    pub worker: Worker,
    /// Where its record lies.
    pub folder: tempfile::TempDir,
}

/// How the screen looks, and whether it can be tapped.
#[derive(Debug, Clone, Copy)]
pub struct Looks {
    /// Its colours and signs.
    pub theme: Theme,
    /// Whether the terminal tells where it is pressed, by mouse or finger.
    pub has_mouse: bool,
}

/// What makes a workshop in which nothing counts, whose events go there.
pub type MakePractice<'a> = &'a dyn Fn(Sink) -> io::Result<Practice>;

/// The end of the queue into which the worker puts its events.
pub struct Inbox {
    sender: Sender<Message>,
    receiver: Receiver<Message>,
}

impl Default for Inbox {
    fn default() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { sender, receiver }
    }
}

impl Inbox {
    /// Where a worker sends its events.
    #[must_use]
    pub fn sink(&self) -> Sink {
        let sender = self.sender.clone();
        // the loop may have ended already: then nobody needs to know
        Arc::new(move |event| drop(sender.send(Message::Event(event))))
    }
}

/// Shows `state` until somebody leaves, and gives the exit code. Whatever ends it (a wish, a signal, an error, a panic), the
/// terminal is whole afterwards.
///
/// # Errors
/// When the terminal can't be used.
pub fn run(
    state: State,
    worker: &Worker,
    inbox: Inbox,
    clock: SystemClock,
    looks: Looks,
    make_practice: MakePractice<'_>,
) -> io::Result<u8> {
    let of_practice = inbox.sender.clone();
    let sink = |sender: Sender<Message>| Box::new(move |came| sender.send(Message::Came(came)).is_ok());
    reader::start(clock, sink(inbox.sender.clone()), sink(inbox.sender.clone()))?;
    let code = Tty::take_over(looks.has_mouse).and_then(|tty| {
        let mut window = Window {
            state,
            tty,
            shown: None,
            taps: Taps::default(),
            must_draw: true,
            exit_code: None,
            looked_ms: 0,
            read_ms: 0,
            decoder: Decoder::default(),
            input: InputQueue::default(),
            clock,
            theme: looks.theme,
            worker,
            make_practice,
            of_practice,
            counting: None,
        };
        window.show(&inbox.receiver)
    });
    reader::stop();
    code
}

/// How long a screen is left alone, in milliseconds.
const LOOK_AGAIN_MS: i64 = 2_000;

/// How often the other stations' journals are read while the board or the guard is shown, in milliseconds.
const READ_AGAIN_MS: i64 = 30_000;

/// How often it looks whether somebody who is asked at another station has answered.
const ANSWERED_AGAIN_MS: i64 = 4_000;

struct Window<'a> {
    state: State,
    tty: Tty,
    /// What was drawn last: a look at the time that changes nothing writes nothing.
    shown: Option<(Buffer, Option<(u16, u16)>)>,
    /// What of it can be tapped.
    taps: Taps,
    must_draw: bool,
    /// Set once somebody leaves.
    exit_code: Option<u8>,
    /// When this station's journal was last looked at, and when the others' were last read.
    looked_ms: i64,
    read_ms: i64,
    decoder: Decoder,
    input: InputQueue,
    clock: SystemClock,
    theme: Theme,
    worker: &'a Worker,
    make_practice: MakePractice<'a>,
    of_practice: Sender<Message>,
    /// What counts, while something is practised in front of it.
    counting: Option<Counting>,
}

/// The workshop that counts, which waits behind the one where nothing does.
struct Counting {
    state: State,
    /// What works for the practice.
    worker: Worker,
    _folder: tempfile::TempDir,
}

impl Window<'_> {
    fn show(&mut self, inbox: &Receiver<Message>) -> io::Result<u8> {
        self.resized()?;
        loop {
            self.draw()?;
            match self.wait(inbox) {
                Some(message) => {
                    self.take(message)?;
                    // whatever else has come in meanwhile is drawn in one go
                    inbox.try_iter().try_for_each(|message| self.take(message))?;
                }
                None => self.tick()?,
            }
            let now_ms = self.clock.now().tick_ms;
            let due = self.decoder.due(now_ms);
            self.decoded(due, now_ms)?;
            while let Some(event) = self.input.next(&self.state, self.clock.now().tick_ms) {
                self.happen(event)?;
            }
            if let Some(code) = self.exit_code {
                return Ok(code);
            }
        }
    }

    /// Draws the state, and writes what looks different now from what the terminal shows.
    fn draw(&mut self) -> io::Result<()> {
        let area = self.tty.area();
        let mut buffer = Buffer::empty(area);
        self.taps = Taps::default();
        let cursor = view::draw(&self.state, self.theme, area, &mut buffer, &mut self.taps);
        let drawn = Some((buffer, cursor));
        if self.must_draw || self.shown != drawn {
            if let Some((buffer, cursor)) = &drawn {
                self.tty.show(buffer, *cursor)?;
            }
            (self.shown, self.must_draw) = (drawn, false);
        }
        Ok(())
    }

    /// Waits for a message, or until something may have changed by itself. The state counts from when it was last told the
    /// time; and because a computer that slept wakes without anybody telling, and another window may have recorded something,
    /// nothing is left alone for long.
    fn wait(&self, inbox: &Receiver<Message>) -> Option<Message> {
        let now_ms = self.clock.now().tick_ms;
        let keys = [self.input.deadline_ms(), self.decoder.deadline_ms()].into_iter().flatten();
        let change = self.state.next_change_ms().map(|ms| self.state.store.now().tick_ms + ms);
        let until_ms = keys.chain(change).min().map_or(LOOK_AGAIN_MS, |at_ms| (at_ms - now_ms).min(LOOK_AGAIN_MS));
        match inbox.recv_timeout(Duration::from_millis(u64::try_from(until_ms.max(1)).unwrap_or(1))) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Message::Came(Came::Closed)),
        }
    }

    fn take(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Event(event) if self.counting.is_some() => {
                self.happen_behind(event);
                Ok(())
            }
            Message::OfPractice(_) if self.counting.is_none() => Ok(()),
            Message::Event(event) | Message::OfPractice(event) => {
                if matches!(event, Event::Refused(_)) {
                    self.input.clear();
                }
                self.happen(event)
            }
            #[cfg(unix)]
            Message::Came(Came::Bytes(bytes, at_ms)) => {
                let decoded = self.decoder.push(&bytes, at_ms);
                self.decoded(decoded, at_ms)
            }
            #[cfg(not(unix))]
            Message::Came(Came::Decoded(decoded, at_ms)) => self.decoded(vec![decoded], at_ms),
            Message::Came(Came::Resized) => self.repaint(),
            #[cfg(unix)]
            Message::Came(Came::Continued) => {
                self.tty.take_over_again()?;
                self.resized()
            }
            #[cfg(unix)]
            Message::Came(Came::End(code)) => {
                self.exit_code.get_or_insert(code);
                Ok(())
            }
            Message::Came(Came::Closed) => {
                self.exit_code.get_or_insert(0);
                Ok(())
            }
        }
    }

    fn decoded(&mut self, decoded: Vec<Decoded>, at_ms: i64) -> io::Result<()> {
        for decoded in decoded {
            match decoded {
                Decoded::Key(key, kind) => self.input.push_key(key, kind, at_ms),
                Decoded::Paste(text) => self.input.push_paste(text, at_ms),
                Decoded::Tap { column, row } => self.input.push_tap(&self.state, self.taps.at(column, row), at_ms),
                // somebody is back: whatever was written over the screen meanwhile is gone
                Decoded::Focus => self.repaint()?,
            }
        }
        Ok(())
    }

    /// The window has another size, or may have.
    fn resized(&mut self) -> io::Result<()> {
        self.must_draw = true;
        let area = self.tty.area();
        self.happen(Event::Resized { columns: area.width, rows: area.height })
    }

    fn repaint(&mut self) -> io::Result<()> {
        self.tty.repaint()?;
        self.resized()
    }

    /// Time passed: looks for what others have recorded, at this station often, at the others now and then.
    fn tick(&mut self) -> io::Result<()> {
        let now_ms = self.clock.now().tick_ms;
        if now_ms - self.looked_ms >= LOOK_AGAIN_MS {
            self.looked_ms = now_ms;
            self.worker().perform(Effect::Look);
        }
        let shows_others = matches!(self.state.screens.top(), Screen::Board(_) | Screen::Guard(_) | Screen::Second(_));
        let is_asking = self.state.awaits_others();
        let again_ms = if is_asking && self.state.store.has_others { ANSWERED_AGAIN_MS } else { READ_AGAIN_MS };
        if now_ms - self.read_ms >= again_ms && (shows_others || is_asking) {
            self.read_ms = now_ms;
            self.worker().perform(Effect::Read);
        }
        self.happen_behind(Event::Ticked);
        self.happen(Event::Ticked)
    }

    /// Lets the state take in an event, and does what is to be done.
    fn happen(&mut self, event: Event) -> io::Result<()> {
        let effects = update(&mut self.state, event, self.clock.now());
        effects.into_iter().try_for_each(|effect| self.perform(effect))
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Ring => tty::ring(),
            Effect::Quit => match self.counting.take() {
                Some(counting) => self.come_back(counting)?,
                None => self.exit_code = Some(0),
            },
            Effect::Practise => self.practise()?,
            Effect::Repaint => self.repaint()?,
            Effect::Suspend => self.suspend()?,
            other => self.worker().perform(other),
        }
        Ok(())
    }

    /// What works for what is on the screen.
    fn worker(&self) -> &Worker {
        self.counting.as_ref().map_or(self.worker, |counting| &counting.worker)
    }

    /// Puts a workshop where nothing counts in front of this one.
    fn practise(&mut self) -> io::Result<()> {
        let sender = self.of_practice.clone();
        match (self.make_practice)(Arc::new(move |event| drop(sender.send(Message::OfPractice(event))))) {
            Ok(Practice { state, worker, folder }) => {
                let state = std::mem::replace(&mut self.state, state);
                self.counting = Some(Counting { state, worker, _folder: folder });
                self.resized()
            }
            Err(error) => self.happen(Event::Warning(format!("there is no place to practise: {error}"))),
        }
    }

    /// Leaves the practice.
    fn come_back(&mut self, counting: Counting) -> io::Result<()> {
        self.state = counting.state;
        self.input.clear();
        self.happen(Event::Info("the practice is over: from here on it counts".to_owned()))?;
        self.resized()
    }

    /// Something happened in the workshop that counts, while something is practised: it is taken in all the same, and its bell rings.
    fn happen_behind(&mut self, event: Event) {
        let Some(counting) = &mut self.counting else { return };
        let effects = update(&mut counting.state, event, self.clock.now());
        for effect in effects {
            match effect {
                Effect::Ring => tty::ring(),
                Effect::Quit | Effect::Repaint | Effect::Suspend => {}
                other => self.worker.perform(other),
            }
        }
    }

    /// Gives the terminal to the shell until it lets the program go on.
    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        self.tty.lend();
        reader::stop_like_others();
        self.tty.take_over_again()?;
        self.resized()
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}
