//! What is drawn, as text.

use precheck::app::State;
use precheck::catalog::Signs;
use precheck::tui::key::Key;
use precheck::tui::taps::Taps;
use precheck::tui::theme::{Colors, Theme};
use precheck::tui::view;
use precheck::tui::view::draw as draw_with_taps;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::contrast;

/// A drawn screen.
pub struct Drawn {
    /// Its lines, without the blanks at their ends.
    pub lines: Vec<String>,
    /// `column,row` of the cursor, from 0; `None` when it is hidden.
    pub cursor: Option<String>,
    /// Its cells, with their colours.
    pub cells: Buffer,
}

impl Drawn {
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Whether these words are on the screen, also when frames or line breaks part them.
    pub fn has(&self, words: &str) -> bool {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = squeezed(words);
        // a panel's text goes on in the next line at the right of what parts it from the list
        let right =
            |line: &String| line.trim_end_matches('│').rsplit_once(['│', '┤']).map(|(_, right)| right.to_owned());
        let right: Vec<String> = self.lines.iter().filter_map(right).collect();
        squeezed(&self.text()).contains(&words) || squeezed(&right.join(" ")).contains(&words)
    }
}

/// Draws a state, with what must hold for every screen: no colours where none are wished, the same words with them,
/// nothing that a terminal could take for a command, text that can be read with every palette, and plain signs on a console.
pub fn draw(state: &State, (columns, rows): (u16, u16)) -> Drawn {
    let plain = render(state, Theme::new(Colors::None, Signs::All), columns, rows);
    for cell in &plain.backend().buffer().content {
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "a colour without being wished: {cell:?}");
        assert!(!cell.symbol().chars().any(is_hostile), "a terminal could act on {:?}", cell.symbol());
    }
    let coloured = render(state, Theme::new(Colors::Fixed, Signs::All), columns, rows);
    contrast::is_readable(plain.backend().buffer());
    contrast::is_readable(coloured.backend().buffer());
    let console = render(state, Theme::new(Colors::Console, Signs::Plain), columns, rows);
    contrast::is_readable_on_a_console(console.backend().buffer());
    for cell in &console.backend().buffer().content {
        assert!(cell.symbol().chars().all(is_plain), "a console may lack {:?}", cell.symbol());
    }
    let lines = lines_of(plain.backend().buffer());
    assert_eq!(lines, lines_of(coloured.backend().buffer()), "the words depend on the colours");
    let cursor = plain.backend().cursor_position();
    let cursor = plain.backend().cursor_visible().then(|| format!("{},{}", cursor.x, cursor.y));
    Drawn { lines, cursor, cells: coloured.backend().buffer().clone() }
}

/// The keys that a tap on these words presses, on the screen of a state.
pub fn tapped(state: &State, (columns, rows): (u16, u16), words: &str) -> Vec<Key> {
    let area = Rect::new(0, 0, columns, rows);
    let (mut buffer, mut taps) = (Buffer::empty(area), Taps::default());
    draw_with_taps(state, Theme::new(Colors::None, Signs::All), area, &mut buffer, &mut taps);
    let lines = lines_of(&buffer);
    let place = lines.iter().enumerate().rev().find_map(|(row, line)| Some((line[..line.rfind(words)?].width(), row)));
    let (column, row) = place.unwrap_or_else(|| panic!("{words:?} is not on the screen:\n{}", lines.join("\n")));
    taps.at(u16::try_from(column).unwrap(), u16::try_from(row).unwrap()).to_vec()
}

/// What every console has, and letters, which are names and words.
fn is_plain(c: char) -> bool {
    c.is_ascii() || c.is_alphanumeric() || c.width() == Some(0)
}

/// Controls, and what turns the reading order or is not seen.
fn is_hostile(c: char) -> bool {
    let is_bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || is_bidi || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn render(state: &State, theme: Theme, columns: u16, rows: u16) -> Terminal<TestBackend> {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
    let Ok(_) = terminal.draw(|frame| view(state, theme, frame));
    terminal
}

fn lines_of(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.content.chunks(usize::from(buffer.area.width.max(1)));
    rows.map(|cells| {
        let mut line = String::new();
        let mut covered = 0;
        for cell in cells {
            if covered == 0 {
                line.push_str(cell.symbol());
                covered = cell.symbol().width().max(1);
            }
            covered -= 1;
        }
        line.trim_end().to_owned()
    })
    .collect()
}
