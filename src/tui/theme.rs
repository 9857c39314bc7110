//! Styles, named by what they mean. Nothing is told by colour alone, so that `NO_COLOR` loses nothing.
//!
//! What colours a terminal has is its owner's affair: a background may be black, white or Solarized, and so may be everything
//! that a palette gives. So text stands in the terminal's own colour, bold where it ranks higher; where a colour means
//! something, it comes with its own background, and both are colours that no palette changes.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::signs::plain;
use crate::catalog::Signs;

/// Which colours can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    /// None: they are not wished, or nothing is known about them.
    None,
    /// The sixteen of a text console, which are those of its graphics card.
    Console,
    /// The 240 behind a terminal's own sixteen, which are the same everywhere.
    Fixed,
}

/// The styles.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    colors: Colors,
    signs: Signs,
}

impl Theme {
    /// With these colours and signs.
    #[must_use]
    pub fn new(colors: Colors, signs: Signs) -> Self {
        Self { colors, signs }
    }

    /// As the environment tells what the terminal can show; `signs` of the workshop go before that.
    #[must_use]
    pub fn from_env(signs: Option<Signs>) -> Self {
        Self::of(|name| std::env::var(name).ok().filter(|value| !value.is_empty()), signs)
    }

    /// As these variables tell.
    fn of(variable: impl Fn(&str) -> Option<String>, signs: Option<Signs>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let is_like = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        let is_console = is_like(&["linux", "cons25"]);
        let is_old = is_like(&["vt1", "vt2", "vt3", "vt4", "vt5", "ansi", "dumb"]) || (term.is_empty() && cfg!(unix));
        let colors = match () {
            () if variable("NO_COLOR").is_some() || is_old => Colors::None,
            () if is_console => Colors::Console,
            () => Colors::Fixed,
        };
        let has_all = if cfg!(windows) {
            // the console of old has a font with few signs; the terminal of now says its name
            variable("WT_SESSION").is_some()
        } else {
            let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(&variable).unwrap_or_default();
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        let shown = if has_all && !is_console && !is_old { Signs::All } else { Signs::Plain };
        Self::new(colors, signs.unwrap_or(shown))
    }

    /// Puts plain characters in the place of those that the terminal may lack.
    pub fn finish(self, buffer: &mut Buffer) {
        if self.signs == Signs::Plain {
            for cell in &mut buffer.content {
                if let Some(plain) = plain(cell.symbol()) {
                    cell.set_symbol(&plain);
                }
            }
        }
    }

    /// On a background of its own: text and background on a console, and elsewhere. Only elsewhere is it bold: a console shows
    /// bold by another colour, black as grey.
    fn banner(self, console: (Color, Color), fixed: (u8, u8)) -> Style {
        match self.colors {
            Colors::None => self.focus(),
            Colors::Console => Style::new().fg(console.0).bg(console.1),
            Colors::Fixed => self.strong().fg(Color::Indexed(fixed.0)).bg(Color::Indexed(fixed.1)),
        }
    }

    /// The gate: stop.
    #[must_use]
    pub fn stop(self) -> Style {
        self.banner((Color::White, Color::Red), (WHITE, RED))
    }

    /// The gate: wait.
    #[must_use]
    pub fn wait(self) -> Style {
        self.banner((Color::White, Color::Magenta), (BLACK, ORANGE))
    }

    /// The gate: clear.
    #[must_use]
    pub fn clear(self) -> Style {
        self.banner((Color::Black, Color::Green), (BLACK, GREEN))
    }

    /// The gate: the lead is off.
    #[must_use]
    pub fn lead_off(self) -> Style {
        // a console's yellow is brown
        self.banner((Color::White, Color::Yellow), (BLACK, YELLOW))
    }

    /// The gate: the lead is on again.
    #[must_use]
    pub fn lead_on(self) -> Style {
        self.banner((Color::White, Color::Blue), (WHITE, BLUE))
    }

    /// The gate: done.
    #[must_use]
    pub fn done(self) -> Style {
        self.banner((Color::Black, Color::Cyan), (BLACK, CYAN))
    }

    /// The item in focus.
    #[must_use]
    pub fn focus(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A question, a heading.
    #[must_use]
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Settled, or beside the point: as any other text. Fainter than that is too faint on some terminals.
    #[must_use]
    pub fn quiet(self) -> Style {
        Style::new()
    }

    /// Fine.
    #[must_use]
    pub fn good(self) -> Style {
        Style::new()
    }

    /// Goes on, and is a finding.
    #[must_use]
    pub fn warn(self) -> Style {
        self.strong()
    }

    /// The sign beside what goes on and is a finding, or is to be asked again.
    #[must_use]
    pub fn mark(self) -> Style {
        match self.colors {
            Colors::None => self.warn(),
            Colors::Console | Colors::Fixed => self.lead_off(),
        }
    }

    /// Says stop; was refused.
    #[must_use]
    pub fn bad(self) -> Style {
        match self.colors {
            Colors::None => self.strong(),
            Colors::Console | Colors::Fixed => self.stop(),
        }
    }

    /// A key in the help line.
    #[must_use]
    pub fn key(self) -> Style {
        self.strong()
    }

    /// What is being typed.
    #[must_use]
    pub fn field(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }
}

/// Numbers of the colours that no palette changes.
const BLACK: u8 = 16;
const BLUE: u8 = 25;
const GREEN: u8 = 40;
const CYAN: u8 = 44;
const RED: u8 = 160;
const ORANGE: u8 = 208;
const YELLOW: u8 = 220;
const WHITE: u8 = 231;

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(variables: &[(&str, &str)]) -> (Colors, Signs) {
        let of = |name: &str| variables.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
        let theme = Theme::of(of, None);
        (theme.colors, theme.signs)
    }

    #[cfg(unix)]
    #[test]
    fn colours_and_signs_are_those_that_the_terminal_has() {
        let utf8 = ("LANG", "de_DE.UTF-8");
        for term in ["xterm", "xterm-256color", "screen", "tmux-256color", "alacritty", "rxvt-unicode"] {
            assert_eq!(theme(&[("TERM", term), utf8]), (Colors::Fixed, Signs::All), "{term}");
            assert_eq!(theme(&[("TERM", term)]), (Colors::Fixed, Signs::Plain), "{term}: no locale");
        }
        assert_eq!(theme(&[("TERM", "linux"), utf8]), (Colors::Console, Signs::Plain));
        for term in ["vt100", "vt220", "dumb", "ansi", ""] {
            assert_eq!(theme(&[("TERM", term), utf8]), (Colors::None, Signs::Plain), "{term}");
        }
        let xterm = ("TERM", "xterm");
        assert_eq!(theme(&[xterm, utf8, ("NO_COLOR", "1")]), (Colors::None, Signs::All));
        assert_eq!(theme(&[xterm, utf8, ("LC_ALL", "C")]), (Colors::Fixed, Signs::Plain), "LC_ALL goes before LANG");
        assert_eq!(theme(&[xterm, ("LC_CTYPE", "C.utf8")]), (Colors::Fixed, Signs::All));
        assert_eq!(theme(&[xterm, ("LANG", "de_DE.ISO-8859-1")]), (Colors::Fixed, Signs::Plain));
    }

    #[test]
    fn the_workshop_decides_about_signs() {
        let linux = |name: &str| (name == "TERM").then(|| "linux".to_owned());
        assert_eq!(Theme::of(linux, Some(Signs::All)).signs, Signs::All);
        assert_eq!(Theme::of(|_| None, Some(Signs::Plain)).signs, Signs::Plain);
    }
}
