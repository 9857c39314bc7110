//! A page of the guide as a value, and as lines of any width.

use std::sync::OnceLock;

use unicode_width::UnicodeWidthStr;

use crate::domain::wrap::wrap_cells;
use crate::domain::{Provenance, Text};

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct GuidePage {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Where it stands in the contents.
    pub group: GuideGroup,
    /// Words under which it is found beside those that it says.
    pub words: Vec<String>,
    /// What it says.
    pub parts: Vec<GuidePart>,
    /// All its texts in lower case, a line each, once something was looked for: they are not folded again with each key.
    folded: OnceLock<String>,
}

/// A part of the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuideGroup {
    /// What is about one thing, for every radio.
    Topic,
    /// What is about one radio.
    Radio,
}

impl GuideGroup {
    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Topic => "Topics",
            Self::Radio => "Radios",
        }
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum GuidePart {
    /// A heading within the page.
    Heading(String),
    /// A statement.
    Said(Said),
}

/// A statement as it is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// Its number in an order that matters; a point otherwise.
    pub number: Option<usize>,
    /// What is said.
    pub text: String,
    /// The keys to press, in order.
    pub keys: Vec<String>,
    /// What it costs or risks.
    pub cost: Option<String>,
    /// Which radios it holds for, where it isn't all.
    pub holds_for: Option<String>,
    /// Where that is from.
    pub provenance: Provenance,
}

impl Said {
    /// A statement with its cost and its origin, without keys or a number.
    pub(super) fn new(text: String, cost: Option<&Text>, provenance: &Provenance) -> Self {
        Self { text, cost: cost.map(|cost| cost.en.clone()), provenance: provenance.clone(), ..Self::default() }
    }

    /// `(unverified: owner's article)`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("({}: {})", self.provenance.word(), self.provenance.source)
    }
}

/// What a line is, so that it can be styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Heading,
    /// What is said.
    Text,
    /// A key to press.
    Key,
    /// What it costs.
    Cost,
    /// Nothing.
    Blank,
}

/// A line of a page: at most as wide as was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideLine {
    /// What it is.
    pub tone: Tone,
    /// Its text, with the blanks in front.
    pub text: String,
}

/// The narrowest lines that are laid out.
const CELLS_MIN: usize = 12;

impl GuidePage {
    /// A page that nothing was looked for in yet.
    #[must_use]
    pub fn new(id: String, title: String, group: GuideGroup, words: Vec<String>, parts: Vec<GuidePart>) -> Self {
        Self { id, title, group, words, parts, folded: OnceLock::new() }
    }

    /// The page in lines of at most `cells` cells, without its title.
    #[must_use]
    pub fn lines(&self, cells: usize) -> Vec<GuideLine> {
        let mut page = Lines { cells: cells.max(CELLS_MIN), lines: Vec::new() };
        for part in &self.parts {
            match part {
                GuidePart::Heading(text) => {
                    if !page.lines.is_empty() {
                        page.lines.push(GuideLine { tone: Tone::Blank, text: String::new() });
                    }
                    page.hang("", text, Tone::Heading);
                }
                GuidePart::Said(said) => page.said(said),
            }
        }
        page.lines
    }

    /// Whether every word of `wanted` is in the page, in whatever case; nothing wanted is in all.
    #[must_use]
    pub fn has(&self, wanted: &str) -> bool {
        let wanted = wanted.to_lowercase();
        let mut words = wanted.split_whitespace();
        words.all(|word| self.folded.get_or_init(|| self.folded_texts()).contains(word))
    }

    /// What the page says about `wanted`: the statement that has most of its words, where one has any.
    #[must_use]
    pub fn excerpt(&self, wanted: &str) -> Option<&str> {
        let wanted = wanted.to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let count = |text: &str| {
            let text = text.to_lowercase();
            words.iter().filter(|word| text.contains(**word)).count()
        };
        let said = self.parts.iter().flat_map(part_texts);
        // the first of those that have most
        let mut best: Option<(usize, &str)> = None;
        for text in said {
            let found = count(text);
            if found > best.map_or(0, |(most, _)| most) {
                best = Some((found, text));
            }
        }
        best.map(|(_, text)| text)
    }

    fn folded_texts(&self) -> String {
        self.texts().map(str::to_lowercase).collect::<Vec<_>>().join("\n")
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let head = [self.id.as_str(), self.title.as_str()].into_iter().chain(self.words.iter().map(String::as_str));
        head.chain(self.parts.iter().flat_map(part_texts))
    }
}

/// All that is said in a part.
fn part_texts(part: &GuidePart) -> impl Iterator<Item = &str> {
    let (said, heading) = match part {
        GuidePart::Heading(text) => (None, Some(text.as_str())),
        GuidePart::Said(said) => (Some(said), None),
    };
    let said = said.into_iter().flat_map(|said| {
        [Some(said.text.as_str()), said.cost.as_deref(), said.holds_for.as_deref()]
            .into_iter()
            .flatten()
            .chain(said.keys.iter().map(String::as_str))
    });
    heading.into_iter().chain(said)
}

struct Lines {
    cells: usize,
    lines: Vec<GuideLine>,
}

impl Lines {
    fn said(&mut self, said: &Said) {
        let sign = said.number.map_or_else(|| "· ".to_owned(), |number| format!("{number} "));
        let indent = " ".repeat(sign.width());
        let holds_for = said.holds_for.as_ref().map(|radios| format!(" For: {radios}.")).unwrap_or_default();
        let origin = said.origin();
        if said.keys.is_empty() && said.cost.is_none() {
            return self.hang(&sign, &format!("{}{holds_for} {origin}", said.text), Tone::Text);
        }
        self.hang(&sign, &said.text, Tone::Text);
        for (at, key) in said.keys.iter().enumerate() {
            let then = if at == 0 { "" } else { "then " };
            self.hang(&format!("{indent}> "), &format!("{then}{key}"), Tone::Key);
        }
        if let Some(cost) = &said.cost {
            self.hang(&format!("{indent}! "), &format!("costs: {cost}"), Tone::Cost);
        }
        self.hang(&indent, format!("{holds_for} {origin}").trim_start(), Tone::Text);
    }

    /// A text behind a sign; further lines are indented by it.
    fn hang(&mut self, sign: &str, text: &str, tone: Tone) {
        let indent = sign.width();
        for (at, line) in wrap_cells(text, self.cells.saturating_sub(indent).max(1)).into_iter().enumerate() {
            let lead = if at == 0 { sign.to_owned() } else { " ".repeat(indent) };
            self.lines.push(GuideLine { tone, text: format!("{lead}{line}") });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> GuidePage {
        let said = Said {
            number: Some(1),
            text: "Service menu: look for it.".to_owned(),
            keys: vec!["ignition on".to_owned(), "hold MENU".to_owned()],
            cost: Some("may count".to_owned()),
            provenance: Provenance { source: "papers".to_owned(), is_verified: false },
            ..Said::default()
        };
        let parts = vec![GuidePart::Heading("Serial".to_owned()), GuidePart::Said(said)];
        GuidePage::new("s".to_owned(), "T".to_owned(), GuideGroup::Topic, vec!["Nummer".to_owned()], parts)
    }

    #[test]
    fn a_page_is_laid_out_within_its_width() {
        let lines: Vec<String> = page().lines(24).into_iter().map(|line| line.text).collect();
        let expected = [
            "Serial",
            "1 Service menu: look for",
            "  it.",
            "  > ignition on",
            "  > then hold MENU",
            "  ! costs: may count",
            "  (unverified: papers)",
        ];
        assert_eq!(lines, expected);
        for cells in 1..80 {
            assert!(page().lines(cells).iter().all(|line| line.text.width() <= cells.max(CELLS_MIN)));
        }
    }

    #[test]
    fn a_page_is_found_by_all_its_words() {
        assert!(page().has("") && page().has("MENU serial") && page().has("nummer") && !page().has("menu radio"));
        assert_eq!(page().excerpt("hold menu"), Some("hold MENU"));
        assert_eq!(page().excerpt("nummer"), None);
    }
}
