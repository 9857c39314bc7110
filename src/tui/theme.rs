//! Styles, named by what they mean. Nothing is told by colour alone, so that `NO_COLOR` loses nothing.

use ratatui::style::{Color, Modifier, Style};

/// The styles.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    has_color: bool,
}

impl Theme {
    /// With colours, or without.
    #[must_use]
    pub fn new(has_color: bool) -> Self {
        Self { has_color }
    }

    /// As the environment wishes: `NO_COLOR` set to anything but nothing turns colours off.
    #[must_use]
    pub fn from_env() -> Self {
        Self::new(std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()))
    }

    fn color(self, style: Style, fg: Color) -> Style {
        if self.has_color { style.fg(fg) } else { style }
    }

    fn banner(self, fg: Color, bg: Color) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        if self.has_color { bold.fg(fg).bg(bg) } else { bold.add_modifier(Modifier::REVERSED) }
    }

    /// The gate: stop.
    #[must_use]
    pub fn stop(self) -> Style {
        self.banner(Color::White, Color::Red)
    }

    /// The gate: clear.
    #[must_use]
    pub fn clear(self) -> Style {
        self.banner(Color::Black, Color::Green)
    }

    /// The gate: the lead is off.
    #[must_use]
    pub fn lead_off(self) -> Style {
        self.banner(Color::Black, Color::Yellow)
    }

    /// The gate: done.
    #[must_use]
    pub fn done(self) -> Style {
        self.banner(Color::Black, Color::Cyan)
    }

    /// The item in focus.
    #[must_use]
    pub fn focus(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// A question, a heading.
    #[must_use]
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Settled, or beside the point.
    #[must_use]
    pub fn quiet(self) -> Style {
        if self.has_color { Style::new().fg(Color::Gray) } else { Style::new() }
    }

    /// Fine.
    #[must_use]
    pub fn good(self) -> Style {
        self.color(Style::new(), Color::Green)
    }

    /// Goes on, and is a finding.
    #[must_use]
    pub fn warn(self) -> Style {
        self.color(Style::new().add_modifier(Modifier::BOLD), Color::Yellow)
    }

    /// Says stop; was refused.
    #[must_use]
    pub fn bad(self) -> Style {
        self.color(Style::new().add_modifier(Modifier::BOLD), Color::LightRed)
    }

    /// A key in the help line.
    #[must_use]
    pub fn key(self) -> Style {
        self.color(Style::new().add_modifier(Modifier::BOLD), Color::Cyan)
    }

    /// What is being typed.
    #[must_use]
    pub fn field(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }
}
