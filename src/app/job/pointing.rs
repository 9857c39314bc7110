//! Which option of the item in focus the arrows point at.

use super::{InFocus, JobScreen, Mode};
use crate::app::parts::Pointer;
use crate::app::{Command, Store};
use crate::domain::choice::meant;
use crate::domain::{Choice, Field};

impl JobScreen {
    /// The option of the item in focus that arrows point at, by its place among those that are shown.
    #[must_use]
    pub fn pointed(&self) -> Option<usize> {
        let super::Focus::Item(focus) = &self.focus else { return None };
        self.pointer.filter(|(of, _)| of == focus)?.1.at()
    }

    /// The options that arrows move among: all of them, or in a field that finds one those that what is typed may mean.
    #[must_use]
    pub fn shown_options(&self, store: &Store, it: &InFocus<'_>) -> Vec<Choice> {
        let options = store.options(&it.progress, it.item);
        match (&self.mode, &it.item.field) {
            (Mode::Field(open), Some(Field::Find)) => {
                meant(&options, open.input().value()).into_iter().cloned().collect()
            }
            _ => options,
        }
    }

    /// The option that is pointed at.
    pub(super) fn pointed_option(&self, store: &Store) -> Option<Choice> {
        let it = self.item(store).filter(InFocus::may_answer)?;
        self.shown_options(store, &it).into_iter().nth(self.pointed()?)
    }

    /// Moves among the options of the item in focus; says whether the command did. What is answered already is passed by,
    /// until somebody points at one of its options.
    pub(super) fn point(&mut self, store: &Store, command: &Command) -> bool {
        let Some(it) = self.item(store).filter(|it| it.may_answer() && store.holds(&self.key)) else {
            return false;
        };
        let is_wait = matches!(it.item.field, Some(Field::Wait { .. }));
        let pointed = self.pointed();
        let is_passed_by = pointed.is_none() && matches!(self.mode, Mode::Look);
        if is_wait || (is_passed_by && (it.status().is_settled() || !store.is_workable(&self.key))) {
            return false;
        }
        let mut pointer = pointed.map_or_else(Pointer::default, Pointer::to);
        let count = self.shown_options(store, &it).len();
        if !pointer.go(command, count) {
            return false;
        }
        let is_find = matches!(it.item.field, Some(Field::Find));
        self.pointer = Some((it.item.id, pointer));
        match (&self.mode, pointer.at()) {
            // from a field on to the answers beside it, and back
            (Mode::Field(_), Some(_)) if !is_find => {
                self.keep_draft();
                self.mode = Mode::Look;
            }
            (Mode::Look, None) => self.open_field(store),
            _ => {}
        }
        true
    }

    /// Points at the answer that stands, so that arrows lead to another one.
    pub(super) fn point_at_answer(&mut self, store: &Store) {
        let Some(it) = self.item(store) else { return };
        let said = it.progress.job.token(it.item.id.as_str());
        let at = store.options(&it.progress, it.item).iter().position(|option| Some(option.id.as_str()) == said);
        self.pointer = Some((it.item.id, Pointer::to(at.unwrap_or(0))));
    }
}
