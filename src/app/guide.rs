//! The guide on the screen: its contents with what is looked for, and one page in front of them.
//!
//! Opened from a job, the page of that job's radio stands first and open. Where the window is wide, contents and page stand
//! side by side; where it isn't, the page covers the contents.

use tui_input::Input;

use super::ask::insert;
use super::board::Find;
use super::reaction::Reaction;
use super::{Command, Session, Store};
use crate::domain::JobKey;
use crate::domain::checklist::known;
use crate::domain::guide::{ANY_RADIO, Page};

/// From this many columns on, contents and page stand side by side.
const SPLIT_COLUMNS: u16 = 110;
/// Columns of the contents where they stand beside a page.
const CONTENTS_COLUMNS: u16 = 52;
/// Longer lines are hard to read.
const PAGE_CELLS_MAX: u16 = 90;
/// Rows of the contents that a page key moves by: fewer than the smallest window shows.
const LIST_PAGE: isize = 8;
/// Rows that the head line, the foot and the frame take.
const FRAME_ROWS: u16 = 6;

/// The guide.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The page of the radio of the job that it was opened from.
    pub own: Option<String>,
    /// The page in focus, by its id.
    pub focus: Option<String>,
    /// Whether that page is open: scrolled and read, not only looked at beside the contents.
    pub is_open: bool,
    /// What is looked for.
    pub find: Find,
    /// Lines of the page that are scrolled past.
    pub scrolled: u16,
}

/// Where contents and page stand in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the contents, with their frame; 0 where the page covers them.
    pub contents_columns: u16,
    /// Cells of a line of the page.
    pub page_cells: u16,
    /// Lines of the page that are seen.
    pub page_rows: u16,
}

impl Layout {
    /// The layout of a window with an open page or without.
    #[must_use]
    pub fn of(window: (u16, u16)) -> Self {
        let (columns, rows) = window;
        let contents_columns = if columns >= SPLIT_COLUMNS { CONTENTS_COLUMNS } else { 0 };
        Self {
            contents_columns,
            page_cells: columns.saturating_sub(contents_columns + 4).min(PAGE_CELLS_MAX),
            page_rows: rows.saturating_sub(FRAME_ROWS),
        }
    }

    /// Whether contents and page stand side by side.
    #[must_use]
    pub fn is_split(self) -> bool {
        self.contents_columns > 0
    }
}

impl Guide {
    /// Opens the guide; from a job, at the page of its radio.
    #[must_use]
    pub fn open(store: &Store, job: Option<&JobKey>) -> Self {
        let own = job.and_then(|key| own_page(store, key));
        let focus = own.clone();
        Self { is_open: own.is_some(), own, focus, find: Find::Off, scrolled: 0 }
    }

    /// What is looked for, lower case; empty when nothing is.
    #[must_use]
    pub fn wanted(&self) -> String {
        match &self.find {
            Find::Off => String::new(),
            Find::Typing(input) => input.value().trim().to_lowercase(),
            Find::Set(text) => text.to_lowercase(),
        }
    }

    /// The pages that are listed: this job's radio first, then those that have what is looked for, in their order.
    #[must_use]
    pub fn pages<'a>(&self, store: &'a Store) -> Vec<&'a Page> {
        let is_own = |page: &&Page| self.own.as_ref() == Some(&page.id);
        let wanted = self.wanted();
        let own = store.pages.iter().filter(is_own).take(1);
        own.chain(store.pages.iter().filter(|page| !is_own(page))).filter(|page| page.has(&wanted)).collect()
    }

    /// The place of the page in focus.
    #[must_use]
    pub fn place(&self, pages: &[&Page]) -> Option<usize> {
        let found = self.focus.as_ref().and_then(|id| pages.iter().position(|page| page.id == *id));
        found.or((!pages.is_empty()).then_some(0))
    }

    /// The page in focus.
    #[must_use]
    pub fn page<'a>(&self, store: &'a Store) -> Option<&'a Page> {
        let pages = self.pages(store);
        self.place(&pages).map(|place| pages[place])
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        let is_list = !self.is_open && !Layout::of(session.window).is_split();
        match (&mut self.find, command) {
            (Find::Typing(input), Command::Edit(request)) => {
                input.handle(request);
                self.scrolled = 0;
            }
            (Find::Typing(input), Command::Paste(text)) => {
                insert(input, &text, |text| text.len() <= 60);
            }
            (Find::Typing(input), Command::Enter) => {
                let wanted = input.value().trim().to_owned();
                self.find = if wanted.is_empty() { Find::Off } else { Find::Set(wanted) };
                self.is_open = self.pages(store).len() == 1;
                self.scrolled = 0;
            }
            (Find::Typing(_), Command::Escape) => self.find = Find::Off,
            (_, Command::Find) => {
                self.find = Find::Typing(Input::default());
                self.is_open = false;
            }
            (_, Command::Escape) if self.is_open => self.is_open = false,
            (Find::Set(_), Command::Escape) => self.find = Find::Off,
            (Find::Off, Command::Escape) => return Reaction::back(),
            (_, Command::Enter) if !self.is_open => self.open_page(store, None),
            (_, Command::Choose(number)) if !self.is_open => self.open_page(store, number.checked_sub(1)),
            (_, Command::Up) if self.is_open => self.scroll(store, session, -1),
            (_, Command::Down) if self.is_open => self.scroll(store, session, 1),
            (_, Command::Up) => self.step(store, -1),
            (_, Command::Down) => self.step(store, 1),
            (_, Command::PageUp) if is_list => self.step(store, -LIST_PAGE),
            (_, Command::PageDown) if is_list => self.step(store, LIST_PAGE),
            (_, Command::PageUp) => self.scroll(store, session, -i32::from(Self::step_rows(session))),
            (_, Command::PageDown) => self.scroll(store, session, i32::from(Self::step_rows(session))),
            _ => {}
        }
        Reaction::stay()
    }

    fn open_page(&mut self, store: &Store, at: Option<usize>) {
        let pages = self.pages(store);
        let Some(page) = at.or_else(|| self.place(&pages)).and_then(|at| pages.get(at)) else { return };
        self.focus = Some(page.id.clone());
        self.is_open = true;
        self.scrolled = 0;
    }

    fn step(&mut self, store: &Store, by: isize) {
        let pages = self.pages(store);
        let Some(place) = self.place(&pages) else { return };
        self.focus = Some(pages[place.saturating_add_signed(by).min(pages.len() - 1)].id.clone());
        self.scrolled = 0;
    }

    /// Lines that a page key moves by: two stay, so that the eye finds its place.
    fn step_rows(session: &Session) -> u16 {
        Layout::of(session.window).page_rows.saturating_sub(2).max(1)
    }

    fn scroll(&mut self, store: &Store, session: &Session, by: i32) {
        let layout = Layout::of(session.window);
        let lines = self.page(store).map_or(0, |page| page.lines(usize::from(layout.page_cells)).len());
        let most = i32::try_from(lines).unwrap_or(i32::MAX) - i32::from(layout.page_rows);
        let to = i32::from(self.scrolled).min(most.max(0)) + by;
        self.scrolled = u16::try_from(to.clamp(0, most.max(0))).unwrap_or(0);
    }
}

/// The page of a job's radio: that for any radio where it is another car, or nobody knows; none before it was asked.
fn own_page(store: &Store, key: &JobKey) -> Option<String> {
    let job = store.jobs.get(key)?;
    let (car, radio) = (job.token(known::CAR), job.token(known::RADIO));
    let found = store.book.radio(car, radio).map(|(_, radio)| radio.id.to_string());
    let has_page = |id: &String| store.pages.iter().any(|page| page.id == *id);
    found.filter(has_page).or_else(|| radio.map(|_| ANY_RADIO.to_owned()))
}
