//! The terminal that the screen takes over, and gives back whole, whatever ends the screen.

use std::io::{self, IsTerminal, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

/// What a terminal has when it doesn't know how many columns and rows it has, as on a serial line.
const SIZE_UNKNOWN: (u16, u16) = (80, 24);

/// Puts right what another program may have left behind: a keypad and arrows that send other sequences, a mouse and a focus
/// that are told of, a part of the screen that scrolls, letters that insert or are drawn as lines.
const PUT_RIGHT: &str = "\x1b>\x1b[?1l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?6l\x1b[r\x1b[4l\x1b[?7h\x0f\x1b(B\x1b[0m";

/// Has the terminal tell where it is pressed, and stops it telling.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// A terminal in use. Dropping it gives it back.
pub(super) struct Tty {
    terminal: Terminal<CrosstermBackend<io::Stdout>>,
    area: Rect,
    /// Whether it tells where it is pressed.
    has_mouse: bool,
}

impl Tty {
    /// Takes the terminal over, and has it tell where it is pressed where that is wished.
    ///
    /// # Errors
    /// When it can't be used; it is given back then.
    pub(super) fn take_over(has_mouse: bool) -> io::Result<Self> {
        give_back_on_panic();
        let area = area();
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let terminal = Terminal::with_options(CrosstermBackend::new(stdout()), options)?;
        let mut tty = Self { terminal, area, has_mouse };
        tty.take_over_again()?;
        Ok(tty)
    }

    /// Takes the terminal over from whoever had it meanwhile; the next frame is drawn whole.
    pub(super) fn take_over_again(&mut self) -> io::Result<()> {
        // what another program has set is not what is given back at the end
        terminal::disable_raw_mode()?;
        IS_OURS.store(true, Ordering::SeqCst);
        terminal::enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen)?;
        if cfg!(unix) {
            execute!(stdout(), Print(PUT_RIGHT))?;
        }
        // a console that knows nothing of pastes can do without
        let _ = execute!(stdout(), EnableBracketedPaste);
        if self.has_mouse {
            let _ =
                if cfg!(unix) { execute!(stdout(), Print(MOUSE_ON)) } else { execute!(stdout(), EnableMouseCapture) };
        }
        self.repaint()
    }

    /// Clears the terminal, asks for its size, and has the next frame drawn whole.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        self.area = area();
        execute!(stdout(), Clear(ClearType::All), MoveTo(0, 0))?;
        self.terminal.resize(self.area)
    }

    /// The cells that there are.
    pub(super) fn area(&self) -> Rect {
        self.area
    }

    /// Shows a frame, with the cursor where something is typed.
    pub(super) fn show(&mut self, drawn: &Buffer, cursor: Option<(u16, u16)>) -> io::Result<()> {
        let show = |frame: &mut Frame<'_>| {
            frame.buffer_mut().clone_from(drawn);
            cursor.into_iter().for_each(|cursor| frame.set_cursor_position(cursor));
        };
        self.terminal.draw(show).map(drop)
    }

    /// Gives the terminal back for a while.
    #[cfg(unix)]
    pub(super) fn lend(&self) {
        give_back();
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the terminal is taken over: giving it back twice would clear what was written after the first time.
static IS_OURS: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back. One that has gone away can't be given back, and is no error. Raw mode goes first: it matters most,
/// and needs nobody to read what is written. The clearing is for terminals that have no second screen to leave.
fn give_back() {
    if !IS_OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = terminal::disable_raw_mode();
    let mut out = stdout();
    let _ = if cfg!(unix) { execute!(out, Print(MOUSE_OFF)) } else { execute!(out, DisableMouseCapture) };
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, Print("\x1b[0m"), Clear(ClearType::All), MoveTo(0, 0), LeaveAlternateScreen, Show);
}

/// A panic of the thread that draws is told on a terminal that is whole. The screen goes on when another one fails, which
/// tells of it there.
fn give_back_on_panic() {
    let (hook, own) = (std::panic::take_hook(), std::thread::current().id());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == own {
            give_back();
            hook(panic);
        }
    }));
}

/// Rings the terminal's bell, which is a courtesy.
pub(super) fn ring() {
    let mut out = stdout();
    let _ = out.write_all(b"\x07").and_then(|()| out.flush());
}

fn area() -> Rect {
    let known = terminal::size().ok().filter(|(columns, rows)| *columns > 0 && *rows > 0);
    let (columns, rows) = known.unwrap_or(SIZE_UNKNOWN);
    Rect::new(0, 0, columns, rows)
}

/// The columns of the terminal that the output goes to; `None` where it goes elsewhere.
#[must_use]
pub fn columns() -> Option<usize> {
    let size = stdout().is_terminal().then(terminal::size)?.ok()?;
    Some(usize::from(size.0)).filter(|columns| *columns > 0)
}
