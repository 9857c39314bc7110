//! The loop on the real terminal. Whatever ends it (a wish, an error, a panic), the terminal is whole afterwards.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event as TerminalEvent, KeyEventKind};
use crossterm::{cursor, execute};
use ratatui::DefaultTerminal;
use ratatui::buffer::Buffer;

use super::debounce::KeyKind;
use super::input::InputQueue;
use super::key::Key;
use super::theme::Theme;
use super::view;
use crate::app::{Effect, Event, Screen, State, update};
use crate::runner::{SystemClock, Worker};

/// Everything that the loop waits for.
enum Message {
    Terminal(TerminalEvent, i64),
    /// The terminal is gone.
    Closed,
    Event(Event),
}

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
    pub fn sink(&self) -> Arc<dyn Fn(Event) + Send + Sync> {
        let sender = self.sender.clone();
        // the loop may have ended already: then nobody needs to know
        Arc::new(move |event| drop(sender.send(Message::Event(event))))
    }
}

/// Shows `state` until somebody leaves.
///
/// # Errors
/// When the terminal can't be used.
pub fn run(mut state: State, worker: &Worker, inbox: Inbox, clock: SystemClock, theme: Theme) -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let is_pasting = execute!(io::stdout(), EnableBracketedPaste).is_ok();
    restore_on_panic();
    let sender = inbox.sender.clone();
    std::thread::spawn(move || read_terminal(&sender, clock));
    let result = Window { shown: None, looked_ms: 0, read_ms: 0, input: InputQueue::default(), clock, theme, worker }
        .show(&mut terminal, &mut state, &inbox.receiver);
    if is_pasting {
        let _ = execute!(io::stdout(), DisableBracketedPaste);
    }
    let restored = ratatui::try_restore();
    let _ = execute!(io::stdout(), cursor::Show);
    // a terminal that has gone away can't be restored, and is no error
    match result {
        Ok(Ending::Closed) => Ok(()),
        Ok(Ending::Left) => restored,
        Err(error) => Err(error),
    }
}

/// The columns of the terminal that the output goes to; `None` where it goes elsewhere.
#[must_use]
pub fn columns() -> Option<usize> {
    let size = io::stdout().is_terminal().then(crossterm::terminal::size)?.ok()?;
    Some(usize::from(size.0)).filter(|columns| *columns > 0)
}

/// How often the terminal is looked at when nothing comes from it.
const LOOK: Duration = Duration::from_millis(500);

/// What puts the terminal back after a panic knows nothing of bracketed paste, and would do so whatever thread fails. The
/// screen goes on when another one does, which tells of it there.
fn restore_on_panic() {
    let (hook, own) = (std::panic::take_hook(), std::thread::current().id());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == own {
            let _ = execute!(io::stdout(), DisableBracketedPaste);
            hook(panic);
        }
    }));
}

/// Reads the terminal until it is gone. Releases are kept: they tell that the terminal reports them.
fn read_terminal(sender: &Sender<Message>, clock: SystemClock) {
    loop {
        let message = match next_event() {
            Ok(Some(event)) => Message::Terminal(event, clock.now().tick_ms),
            Ok(None) => continue,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Message::Closed,
        };
        let is_last = matches!(message, Message::Closed);
        if sender.send(message).is_err() || is_last {
            return;
        }
    }
}

/// The next event. A terminal that was closed gives none and no error either, where nobody sends the signal that goes with
/// it: crossterm then reads its end again and again. So it is looked at from time to time whether there still is one.
fn next_event() -> io::Result<Option<TerminalEvent>> {
    if crossterm::event::poll(LOOK)? {
        return crossterm::event::read().map(Some);
    }
    if io::stdin().is_terminal() { Ok(None) } else { Err(io::ErrorKind::BrokenPipe.into()) }
}

enum Ending {
    Left,
    Closed,
}

/// How long a screen is left alone, in milliseconds.
const LOOK_AGAIN_MS: i64 = 2_000;

/// How often the other stations' journals are read while the board or the guard is shown, in milliseconds.
const READ_AGAIN_MS: i64 = 30_000;

struct Window<'a> {
    /// What was drawn last: a look at the time that changes nothing writes nothing.
    shown: Option<Buffer>,
    /// When this station's journal was last looked at, and when the others' were last read.
    looked_ms: i64,
    read_ms: i64,
    input: InputQueue,
    clock: SystemClock,
    theme: Theme,
    worker: &'a Worker,
}

impl Window<'_> {
    /// Whether the screen would look different now from what the terminal shows.
    fn has_changed(&self, terminal: &mut DefaultTerminal, state: &State) -> bool {
        let area = terminal.get_frame().area();
        let mut buffer = Buffer::empty(area);
        view::draw(state, self.theme, area, &mut buffer);
        self.shown.as_ref() != Some(&buffer)
    }

    fn show(
        &mut self,
        terminal: &mut DefaultTerminal,
        state: &mut State,
        inbox: &Receiver<Message>,
    ) -> io::Result<Ending> {
        let mut must_draw = true;
        let size = terminal.size()?;
        self.resized(state, size.width, size.height);
        loop {
            if must_draw {
                let drawn = terminal.draw(|frame| view::view(state, self.theme, frame))?;
                self.shown = Some(drawn.buffer.clone());
            }
            must_draw = match self.wait(state, inbox) {
                Some(Message::Closed) => return Ok(Ending::Closed),
                Some(message) => {
                    let mut is_resized = self.take(state, message);
                    // whatever else has come in meanwhile is drawn in one go
                    while let Ok(message) = inbox.try_recv() {
                        if matches!(message, Message::Closed) {
                            return Ok(Ending::Closed);
                        }
                        is_resized |= self.take(state, message);
                    }
                    is_resized || self.has_changed(terminal, state)
                }
                None => {
                    self.tick(state);
                    self.has_changed(terminal, state)
                }
            };
            let now_ms = self.clock.now().tick_ms;
            while let Some(event) = self.input.next(state, now_ms) {
                must_draw = true;
                if self.happen(state, event)? {
                    return Ok(Ending::Left);
                }
            }
        }
    }

    /// Waits for a message, or until something may have changed by itself. The state counts from when it was last told the
    /// time; and because a computer that slept wakes without anybody telling, and another window may have recorded something,
    /// nothing is left alone for long.
    fn wait(&self, state: &State, inbox: &Receiver<Message>) -> Option<Message> {
        let now_ms = self.clock.now().tick_ms;
        let key_ms = self.input.deadline_ms().map(|at_ms| at_ms - now_ms);
        let change_ms = state.next_change_ms().map(|ms| state.store.now().tick_ms + ms - now_ms);
        let wait_ms = key_ms.into_iter().chain(change_ms).chain([LOOK_AGAIN_MS]).min().unwrap_or(LOOK_AGAIN_MS);
        match inbox.recv_timeout(Duration::from_millis(u64::try_from(wait_ms.max(1)).unwrap_or(1))) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Message::Closed),
        }
    }

    /// Takes in a message; says whether the window has another size now.
    fn take(&mut self, state: &mut State, message: Message) -> bool {
        match message {
            Message::Event(event) => {
                if matches!(event, Event::Refused(_)) {
                    self.input.clear();
                }
                let effects = update(state, event, self.clock.now());
                effects.into_iter().for_each(|effect| self.perform(effect));
                false
            }
            Message::Terminal(TerminalEvent::Resize(columns, rows), _) => {
                self.resized(state, columns, rows);
                true
            }
            Message::Terminal(TerminalEvent::Paste(text), at_ms) => {
                self.input.push_paste(text, at_ms);
                false
            }
            Message::Terminal(TerminalEvent::Key(key), at_ms) => {
                let kind = match key.kind {
                    KeyEventKind::Press => KeyKind::Press,
                    KeyEventKind::Repeat => KeyKind::Repeat,
                    KeyEventKind::Release => KeyKind::Release,
                };
                if let Some(key) = Key::of(&key) {
                    self.input.push_key(key, kind, at_ms);
                }
                false
            }
            Message::Terminal(..) | Message::Closed => false,
        }
    }

    fn resized(&self, state: &mut State, columns: u16, rows: u16) {
        let effects = update(state, Event::Resized { columns, rows }, self.clock.now());
        effects.into_iter().for_each(|effect| self.perform(effect));
    }

    /// Time passed: looks for what others have recorded, at this station often, at the others now and then.
    fn tick(&mut self, state: &mut State) {
        let now_ms = self.clock.now().tick_ms;
        if now_ms - self.looked_ms >= LOOK_AGAIN_MS {
            self.looked_ms = now_ms;
            self.worker.perform(Effect::Look);
        }
        if now_ms - self.read_ms >= READ_AGAIN_MS && matches!(state.screens.top(), Screen::Board(_) | Screen::Guard(_))
        {
            self.read_ms = now_ms;
            self.worker.perform(Effect::Read);
        }
        let effects = update(state, Event::Ticked, self.clock.now());
        effects.into_iter().for_each(|effect| self.perform(effect));
    }

    /// Lets the state take in an event; says whether somebody leaves.
    fn happen(&mut self, state: &mut State, event: Event) -> io::Result<bool> {
        let effects = update(state, event, self.clock.now());
        let is_leaving = effects.contains(&Effect::Quit);
        effects.into_iter().for_each(|effect| self.perform(effect));
        Ok(is_leaving)
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Ring => {
                // a bell is a courtesy
                let mut out = io::stdout();
                let _ = out.write_all(b"\x07").and_then(|()| out.flush());
            }
            other => self.worker.perform(other),
        }
    }
}
