//! The guide on the screen: its contents with what is looked for, and one page in front of them.
//!
//! Opened from a job, the page of that job's radio stands first and open. Where the window is wide, contents and page stand
//! side by side; where it isn't, the page covers the contents.

use super::parts::{Find, FindStep, List, Motion, Scroll};
use super::reaction::Reaction;
use super::{Command, Context, Session, Store};
use crate::domain::JobKey;
use crate::domain::checklist::known;
use crate::domain::guide::{ANY_RADIO, GuidePage};

/// From this many columns on, contents and page stand side by side.
const SPLIT_COLUMNS: u16 = 110;
/// Columns of the contents where they stand beside a page.
const CONTENTS_COLUMNS: u16 = 52;
/// Longer lines are hard to read.
const PAGE_CELLS_MAX: u16 = 90;
/// Rows of the contents that a page key moves by: fewer than the smallest window shows.
const LIST_PAGE: usize = 8;
/// Rows that the head line, the foot and the frame take.
const FRAME_ROWS: u16 = 6;

/// The guide.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The page of the radio of the job that it was opened from.
    pub own: Option<String>,
    /// Which page is in focus, by its id.
    pub list: List<String>,
    /// Whether that page is open: scrolled and read, not only looked at beside the contents.
    pub is_open: bool,
    /// What is looked for.
    pub find: Find,
    /// Lines of the page that are scrolled past.
    pub scroll: Scroll,
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
    /// The layout of a window.
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
        let list = List::at(own.clone());
        Self { is_open: own.is_some(), own, list, find: Find::Off, scroll: Scroll::default() }
    }

    /// The pages that are listed: this job's radio first, then those that have what is looked for, in their order.
    #[must_use]
    pub fn pages<'a>(&self, store: &'a Store) -> Vec<&'a GuidePage> {
        let is_own = |page: &&GuidePage| self.own.as_ref() == Some(&page.id);
        let query = self.find.query();
        let own = store.pages.iter().filter(is_own).take(1);
        own.chain(store.pages.iter().filter(|page| !is_own(page))).filter(|page| page.has(&query)).collect()
    }

    /// The index of the page in focus.
    #[must_use]
    pub fn index(&self, pages: &[&GuidePage]) -> Option<usize> {
        self.list.index(&ids(pages))
    }

    /// The page in focus.
    #[must_use]
    pub fn page<'a>(&self, store: &'a Store) -> Option<&'a GuidePage> {
        let pages = self.pages(store);
        self.index(&pages).map(|at| pages[at])
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.find {
            Find::Typing(_) => Context::GuideFind,
            _ if self.is_open => Context::GuidePage,
            _ => Context::Guide,
        }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &Session, command: &Command) -> Reaction {
        if *command == Command::Escape && self.is_open {
            self.is_open = false;
            return Reaction::stay();
        }
        if let Some(step) = self.find.take(command) {
            self.is_open = step == FindStep::Done && self.pages(store).len() == 1;
            if matches!(step, FindStep::Edited | FindStep::Done) {
                self.scroll.reset();
            }
            return Reaction::stay();
        }
        let layout = Layout::of(session.window);
        let is_paging = matches!(command, Command::PageUp | Command::PageDown);
        match command {
            Command::Escape => return Reaction::back(),
            Command::Enter if !self.is_open => self.open_page(store, None),
            Command::Choose(number) if !self.is_open => self.open_page(store, number.checked_sub(1)),
            // beside the contents a page is paged through without being open
            command if self.is_open || is_paging && layout.is_split() => self.scroll(store, layout, command),
            command => {
                if let Some(motion) = Motion::of(command, LIST_PAGE) {
                    self.list.go(&ids(&self.pages(store)), motion);
                    self.scroll.reset();
                }
            }
        }
        Reaction::stay()
    }

    fn open_page(&mut self, store: &Store, at: Option<usize>) {
        let pages = self.pages(store);
        let Some(at) = at.or_else(|| self.index(&pages)).filter(|at| *at < pages.len()) else { return };
        self.list.go_to(&ids(&pages), at);
        self.is_open = true;
        self.scroll.reset();
    }

    fn scroll(&mut self, store: &Store, layout: Layout, command: &Command) {
        let lines = self.page(store).map_or(0, |page| page.lines(usize::from(layout.page_cells)).len());
        let rows = usize::from(layout.page_rows);
        // two lines stay, so that the eye finds its place
        if let Some(motion) = Motion::of(command, rows.saturating_sub(2).max(1)) {
            self.scroll.go(motion, lines, rows);
        }
    }
}

fn ids(pages: &[&GuidePage]) -> Vec<String> {
    pages.iter().map(|page| page.id.clone()).collect()
}

/// The page of a job's radio: that for any radio where it is another car, or nobody knows; none before it was asked.
fn own_page(store: &Store, key: &JobKey) -> Option<String> {
    let job = store.jobs.get(key)?;
    let (car, radio) = (job.token(known::CAR), job.token(known::RADIO));
    let found = store.book.radio(car, radio).map(|(_, radio)| radio.id.to_string());
    let has_page = |id: &String| store.pages.iter().any(|page| page.id == *id);
    found.filter(has_page).or_else(|| radio.map(|_| ANY_RADIO.to_owned()))
}
