//! Whether what is drawn can be read, on terminals with palettes of many kinds.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// What is asked of every text: 4.5 to 1, as WCAG 2 does.
const CONTRAST_MIN: f64 = 4.5;

/// A terminal's colours, as red, green and blue.
struct Palette {
    name: &'static str,
    text: u32,
    background: u32,
    sixteen: [u32; 16],
    /// Whether bold text is shown in the brighter colour of the same name, as on a console.
    is_bold_bright: bool,
}

const XTERM: [u32; 16] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
    0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];
const SOLARIZED: [u32; 16] = [
    0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5, 0x002b36, 0xcb4b16, 0x586e75,
    0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3,
];
const VGA: [u32; 16] = [
    0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55,
    0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
];

/// Terminals with a palette of their own, whose background nobody knows.
const TERMINALS: &[Palette] = &[
    Palette { name: "xterm", text: 0xe5e5e5, background: 0, sixteen: XTERM, is_bold_bright: true },
    Palette { name: "xterm, light", text: 0, background: 0xffffff, sixteen: XTERM, is_bold_bright: true },
    Palette { name: "Solarized", text: 0x839496, background: 0x002b36, sixteen: SOLARIZED, is_bold_bright: false },
    Palette {
        name: "Solarized, light",
        text: 0x657b83,
        background: 0xfdf6e3,
        sixteen: SOLARIZED,
        is_bold_bright: false,
    },
    CONSOLE,
];

/// The text console of a graphics card.
const CONSOLE: Palette = Palette { name: "console", text: 0xaaaaaa, background: 0, sixteen: VGA, is_bold_bright: true };

/// Fails the test unless everything that was drawn for terminals of any palette can be read on all of them.
#[track_caller]
pub fn is_readable(drawn: &Buffer) {
    TERMINALS.iter().for_each(|palette| is_readable_with(drawn, palette));
}

/// Fails the test unless everything that was drawn for a console can be read there.
#[track_caller]
pub fn is_readable_on_a_console(drawn: &Buffer) {
    is_readable_with(drawn, &CONSOLE);
}

#[track_caller]
fn is_readable_with(drawn: &Buffer, palette: &Palette) {
    let mut seen = Vec::new();
    for cell in drawn.content.iter().filter(|cell| !cell.symbol().trim().is_empty()) {
        // it depends on the style alone
        let style = (cell.fg, cell.bg, cell.modifier);
        if seen.contains(&style) {
            continue;
        }
        seen.push(style);
        let contrast = palette.contrast(cell);
        assert!(contrast >= palette.least(), "{}: {contrast:.2} to 1: {cell:?}", palette.name);
    }
}

impl Palette {
    /// What is asked of text here. The terminal's own text on its own background is its owner's choice: where that is less than
    /// what is asked, nothing may be less than that.
    fn least(&self) -> f64 {
        contrast(self.text, self.background).min(CONTRAST_MIN)
    }

    fn contrast(&self, cell: &Cell) -> f64 {
        // how faint dim text is differs from terminal to terminal: it is none that can be read everywhere
        if cell.modifier.contains(Modifier::DIM) {
            return 1.0;
        }
        let is_bold = cell.modifier.contains(Modifier::BOLD) && self.is_bold_bright;
        let (mut text, mut background) =
            (self.color(cell.fg, self.text, is_bold), self.color(cell.bg, self.background, false));
        if cell.modifier.contains(Modifier::REVERSED) {
            (text, background) = (self.color(cell.bg, self.background, is_bold), self.color(cell.fg, self.text, false));
        }
        contrast(text, background)
    }

    /// The colour of a cell; `own` stands for the terminal's own.
    fn color(&self, color: Color, own: u32, is_bright: bool) -> u32 {
        let number = match color {
            Color::Reset => match self.sixteen.iter().position(|it| *it == own) {
                Some(number @ 0..8) if is_bright && self.name == CONSOLE.name => return self.sixteen[number + 8],
                _ => return own,
            },
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
            Color::Indexed(number) => usize::from(number),
            Color::Rgb(red, green, blue) => return u32::from_be_bytes([0, red, green, blue]),
        };
        match number {
            0..8 if is_bright => self.sixteen[number + 8],
            0..16 => self.sixteen[number],
            // the cube of 6 by 6 by 6, and the greys
            16..232 => {
                let level = |nth: usize| [0, 0x5f, 0x87, 0xaf, 0xd7, 0xff][(number - 16) / nth % 6];
                level(36) << 16 | level(6) << 8 | level(1)
            }
            _ => {
                let grey = u32::try_from(8 + (number - 232) * 10).unwrap();
                grey << 16 | grey << 8 | grey
            }
        }
    }
}

/// How far two colours lie apart, by WCAG 2: from 1 to 21.
fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: u32) -> f64 {
    let part = |shift: u32| {
        let part = f64::from(color >> shift & 0xff) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

#[test]
fn contrast_is_measured_as_it_is_elsewhere() {
    let is_about = |one, other, wanted: f64| (contrast(one, other) - wanted).abs() < 0.01;
    assert!(is_about(0x000000, 0xffffff, 21.0));
    assert!(is_about(0x777777, 0xffffff, 4.48), "{}", contrast(0x777777, 0xffffff));
    assert!(is_about(0xe5e5e5, 0xffffff, 1.26), "{}", contrast(0xe5e5e5, 0xffffff));
}

#[test]
fn what_can_not_be_read_is_found() {
    let unreadable = |cell: Cell| {
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 1, 1));
        buffer.content[0] = cell;
        std::panic::catch_unwind(|| is_readable(&buffer)).is_err()
    };
    let cell = |fg, bg, modifier| {
        let mut cell = Cell::new("x");
        cell.set_fg(fg).set_bg(bg);
        cell.modifier = modifier;
        cell
    };
    let none = Modifier::empty();
    assert!(!unreadable(cell(Color::Reset, Color::Reset, none)));
    assert!(!unreadable(cell(Color::Reset, Color::Reset, Modifier::BOLD | Modifier::UNDERLINED)));
    assert!(!unreadable(cell(Color::Reset, Color::Reset, Modifier::REVERSED)));
    assert!(!unreadable(cell(Color::Indexed(231), Color::Indexed(160), Modifier::BOLD)));
    for fg in [Color::Gray, Color::Yellow, Color::Cyan, Color::Green, Color::LightRed] {
        assert!(unreadable(cell(fg, Color::Reset, none)), "{fg:?} on whatever background");
    }
    assert!(unreadable(cell(Color::White, Color::Red, none)), "on Solarized");
    assert!(unreadable(cell(Color::Reset, Color::Reset, Modifier::DIM)));
    assert!(unreadable(cell(Color::Reset, Color::Reset, Modifier::REVERSED | Modifier::BOLD)), "grey on a console");
}
