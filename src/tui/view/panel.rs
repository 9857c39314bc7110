//! The panel at the right of a screen: lines that are put together, a field among them, and a frame with a title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};
use tui_input::Input;

use super::text::{fit, width, wrap};
use crate::domain::text::capital;
use crate::tui::key::Key;
use crate::tui::taps::{Taps, named};
use crate::tui::theme::Theme;

/// Lines that are being put together, and where the cursor is to stand in them.
pub(super) struct Panel {
    lines: Vec<Line<'static>>,
    /// The keys that a tap on lines presses, by the first of them and the one behind the last.
    taps: Vec<(usize, usize, Vec<Key>)>,
    cursor: Option<(u16, u16)>,
    cells: usize,
    /// Whether blank lines give way to what else has no room.
    is_tight: bool,
    /// Options that take several lines, and how each is said in one.
    foldable: Vec<Foldable>,
    /// So many lines must be seen, whatever follows them.
    needed: usize,
    pub(super) theme: Theme,
}

/// An option of several lines that can be cut to one.
struct Foldable {
    at: usize,
    lines: usize,
    short: Line<'static>,
}

impl Panel {
    /// An empty panel of so many cells across.
    pub(super) fn new(cells: usize, theme: Theme) -> Self {
        Self {
            lines: Vec::new(),
            taps: Vec::new(),
            cursor: None,
            cells,
            is_tight: false,
            foldable: Vec::new(),
            needed: 0,
            theme,
        }
    }

    /// How many cells a line has.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// Its lines.
    pub(super) fn into_lines(self) -> Vec<Line<'static>> {
        self.lines
    }

    /// How many lines it has.
    pub(super) fn height(&self) -> usize {
        self.lines.len()
    }

    /// How many it has once blank ones have given way.
    pub(super) fn height_at_least(&self) -> usize {
        let gives_way = |line: &&Line<'_>| self.is_tight && line.width() == 0;
        self.lines.len() - self.lines.iter().filter(gives_way).count()
    }

    pub(super) fn line(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// Has the line that is put in next stand for keys.
    pub(super) fn tap(&mut self, keys: &[Key]) {
        if !keys.is_empty() {
            self.taps.push((self.lines.len(), self.lines.len() + 1, keys.to_vec()));
        }
    }

    /// One line, cut where it doesn't fit.
    pub(super) fn fitted(&mut self, text: &str, style: Style) {
        self.lines.push(Line::styled(fit(text, self.cells), style));
    }

    /// Draws it with a title and a mark at its foot; returns where the cursor stands.
    pub(super) fn render(
        self,
        title: &str,
        mark: &str,
        area: Rect,
        buffer: &mut Buffer,
        taps: &mut Taps,
    ) -> Option<(u16, u16)> {
        let block = Block::bordered()
            .border_type(BorderType::Rounded)
            .title(Line::from(vec![
                Span::raw("─ "),
                Span::styled(fit(&capital(title), self.cells), self.theme.strong()),
                Span::raw(" "),
            ]))
            .title_bottom(Line::raw(mark.to_owned()).right_aligned());
        let inner = block.inner(area);
        block.render(area, buffer);
        let body = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
        self.show(body, buffer, taps)
    }

    /// Draws it at the right of another one, under a rule with its title and a mark; returns where the cursor stands.
    pub(super) fn render_beside(
        self,
        title: &str,
        mark: &str,
        area: Rect,
        buffer: &mut Buffer,
        taps: &mut Taps,
    ) -> Option<(u16, u16)> {
        let mark = if mark.is_empty() { String::new() } else { format!(" {mark} ─") };
        let cells = usize::from(area.width).saturating_sub(4 + width(&mark));
        let title = fit(&capital(title), cells);
        let rule = "─".repeat(cells.saturating_sub(width(&title)) + 1);
        Paragraph::new(Line::from(vec![
            Span::raw("─ "),
            Span::styled(title, self.theme.strong()),
            Span::raw(format!(" {rule}{mark}")),
        ]))
        .render(Rect { height: 1, ..area }, buffer);
        let body = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(1),
        };
        self.show(body, buffer, taps)
    }

    /// Puts its lines on the screen; returns where the cursor stands.
    pub(super) fn show(self, area: Rect, buffer: &mut Buffer, taps: &mut Taps) -> Option<(u16, u16)> {
        let row = |at: usize| area.y.saturating_add(u16::try_from(at).unwrap_or(u16::MAX)).min(area.bottom());
        for (from, to, keys) in &self.taps {
            taps.add(Rect { y: row(*from), height: row(*to) - row(*from), ..area }, keys);
        }
        let cursor = self.cursor.filter(|(_, row)| *row < area.height).map(|(x, y)| (area.x + x, area.y + y));
        let mut lines = self.lines;
        let rows = usize::from(area.height);
        let has_more = lines.len() > rows;
        lines.truncate(rows);
        // what follows has no room, and may be an answer; the margin keeps the sign from taking a word's place
        let is_beside = |last: &&mut Line<'_>| has_more && last.width() + 2 <= self.cells;
        match lines.last_mut().filter(is_beside) {
            Some(last) => last.push_span(Span::raw(" …")),
            None if has_more && rows > 0 => {
                if let Some(margin) = buffer.cell_mut((area.right(), area.bottom() - 1)) {
                    margin.set_symbol("…");
                }
            }
            None => {}
        }
        Paragraph::new(lines).render(area, buffer);
        cursor
    }

    pub(super) fn text(&mut self, text: &str, style: Style) {
        for line in wrap(text, self.cells) {
            self.lines.push(Line::styled(line, style));
        }
    }

    /// A line that was laid out already.
    pub(super) fn text_as_is(&mut self, text: &str) {
        self.lines.push(Line::raw(text.to_owned()));
    }

    /// Begins it anew.
    pub(super) fn clear(&mut self) {
        *self = Self::new(self.cells, self.theme);
    }

    /// Lets blank lines give way to what else has no room.
    pub(super) fn tighten(&mut self) {
        self.is_tight = true;
    }

    /// Says that what was put in so far must be seen, whatever follows it.
    pub(super) fn need_so_far(&mut self) {
        self.needed = self.lines.len();
    }

    /// Makes room for what must be seen in so many rows: leaves out blank lines, from the last one on, then cuts options to one
    /// line each, from the last one on.
    pub(super) fn squeeze(&mut self, rows: usize) {
        let is_blank = |line: &Line<'_>| line.width() == 0;
        while self.lines.len() > rows && self.lines.last().is_some_and(is_blank) {
            self.lines.pop();
        }
        self.needed = self.needed.min(self.lines.len());
        while self.needed_height() > rows {
            let Some(at) = self.lines[..self.needed_height()].iter().rposition(is_blank) else { break };
            self.lines.remove(at);
            self.moved_up(at, 1);
            let is_later = |it: &&mut Foldable| it.at > at;
            self.foldable.iter_mut().filter(is_later).for_each(|it| it.at -= 1);
            self.cursor = self.cursor.map(|(x, y)| (x, if usize::from(y) > at { y - 1 } else { y }));
        }
        while self.needed > rows {
            let Some(Foldable { at, lines, short }) = self.foldable.pop() else { return };
            self.lines.splice(at..at + lines, [short]);
            self.moved_up(at, lines - 1);
        }
    }

    /// So many lines went from behind the line at `at`, or that line itself: what was told of later ones is told of them still.
    fn moved_up(&mut self, at: usize, lines: usize) {
        self.needed = self.needed.saturating_sub(if at < self.needed { lines } else { 0 });
        for (from, to, _) in &mut self.taps {
            *from -= if *from > at { lines } else { 0 };
            *to -= if *to > at { lines } else { 0 };
        }
    }

    /// How many lines must be seen.
    fn needed_height(&self) -> usize {
        if self.is_tight { self.lines.len() } else { self.needed }
    }

    pub(super) fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// What is to be heeded now.
    pub(super) fn heed(&mut self, texts: &[String]) {
        let strong = self.theme.strong();
        texts.iter().for_each(|text| self.hanging("▸", text, strong, strong));
    }

    /// Text behind a sign, the lines after the first indented. Where the sign is a key, a tap on the text presses it.
    pub(super) fn hanging(&mut self, sign: &str, text: &str, sign_style: Style, style: Style) {
        let keys = if sign_style == self.theme.key() { named(sign) } else { Vec::new() };
        self.behind(sign, text, sign_style, style, keys);
    }

    fn behind(&mut self, sign: &str, text: &str, sign_style: Style, style: Style, keys: Vec<Key>) {
        let from = self.lines.len();
        let indent = width(sign) + 1;
        for (at, line) in wrap(text, self.cells.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if at == 0 { format!("{sign} ") } else { " ".repeat(indent) };
            let line = line.replace('\u{a0}', " ");
            self.lines.push(Line::from(vec![Span::styled(lead, sign_style), Span::styled(line, style)]));
        }
        if !keys.is_empty() {
            self.taps.push((from, self.lines.len(), keys));
        }
    }

    /// An option behind its key; the one that is pointed at stands out.
    pub(super) fn option(&mut self, key: &str, label: &str, is_pointed: bool) {
        self.answer(key, label, "", is_pointed);
    }

    /// An option that a tap takes by these keys, where the one behind which it stands doesn't alone.
    pub(super) fn taken_by(&mut self, key: &str, label: &str, is_pointed: bool, keys: Vec<Key>) {
        let style = if is_pointed { self.theme.focus() } else { Style::new() };
        let key_style = if is_pointed { style } else { self.theme.key() };
        self.behind(key, label, key_style, style, keys);
    }

    /// An option with a mark, which is seen also where its words have to be cut.
    pub(super) fn answer(&mut self, key: &str, label: &str, mark: &str, is_pointed: bool) {
        let (key_style, style) =
            if is_pointed { (self.theme.focus(), self.theme.focus()) } else { (self.theme.key(), Style::new()) };
        let at = self.lines.len();
        // a mark alone in a line would look like one of the answer below
        let glued = mark.trim().replace(' ', "\u{a0}");
        let text = if glued.is_empty() { label.to_owned() } else { format!("{label}\u{a0}{glued}") };
        self.behind(key, &text, key_style, style, named(key));
        let lines = self.lines.len() - at;
        if lines > 1 {
            let words = fit(label, self.cells.saturating_sub(width(key) + 1 + width(mark)));
            let key = Span::styled(format!("{key} "), key_style);
            let short = Line::from(vec![key, Span::styled(format!("{words}{mark}"), style)]);
            self.foldable.push(Foldable { at, lines, short });
        }
    }

    /// A field with what is typed; what doesn't fit scrolls.
    pub(super) fn field(&mut self, input: &Input, unit: &str) {
        let cells = self.cells.saturating_sub(3 + width(unit)).max(4);
        let scroll = input.visual_scroll(cells);
        let mut used = 0;
        let shown: String = input
            .value()
            .chars()
            .skip_while(|c| {
                let skip = used < scroll;
                used += width(&c.to_string());
                skip
            })
            .collect();
        let shown = fit_exact(&shown, cells);
        let row = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let column = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
        self.cursor = Some((2 + column, row));
        let rest = " ".repeat(cells.saturating_sub(width(&shown)));
        self.lines.push(Line::from(vec![
            Span::raw("  "),
            Span::styled(shown, self.theme.field()),
            Span::styled(rest, self.theme.field()),
            Span::raw(format!(" {unit}")),
        ]));
    }
}

/// The start of the text that fits, without an ellipsis.
fn fit_exact(text: &str, cells: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|c| {
            used += width(&c.to_string());
            used <= cells
        })
        .collect()
}
