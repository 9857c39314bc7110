//! A list that may be long: what is in it, and what is in focus.

use std::sync::Arc;

use super::Step;

/// Places in an audit, shared with whatever keeps a copy of the screen.
#[derive(Debug, Clone)]
pub struct List<T> {
    places: Arc<[T]>,
    focus: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { places: Arc::from([]), focus: 0 }
    }
}

impl<T: Copy + PartialEq> List<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What is in focus.
    #[must_use]
    pub fn focused(&self) -> Option<&T> {
        self.places.get(self.focus)
    }

    /// The place of the focus in the list.
    #[must_use]
    pub fn place(&self) -> usize {
        self.focus
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[T] {
        &self.places
    }

    /// What `rows` rows show: the focus in the middle, as far as the list has ends. With the place of the first.
    #[must_use]
    pub fn window(&self, rows: usize) -> (usize, &[T]) {
        let last_first = self.places.len().saturating_sub(rows);
        let first = self.focus.saturating_sub(rows / 2).min(last_first);
        (first, &self.places[first..self.places.len().min(first + rows)])
    }

    /// Moves the focus.
    pub(super) fn step(&mut self, by: Step) {
        self.focus = by.apply(self.focus, self.places.len().saturating_sub(1));
    }

    /// Puts the focus on a place, or on the last one.
    pub(super) fn go_to(&mut self, place: usize) {
        self.focus = place.min(self.places.len().saturating_sub(1));
    }

    /// Another list: the focus stays on what it was on, where that is still there; else it goes to the first.
    pub(super) fn replace(&mut self, places: Vec<T>) {
        let focused = self.focused().copied();
        self.places = places.into();
        self.focus = focused.and_then(|it| self.places.iter().position(|place| *place == it)).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_is_always_in_the_window() {
        let mut list = List::default();
        list.replace((0..100).collect());
        for focus in 0..100 {
            list.go_to(focus);
            let (first, shown) = list.window(9);
            assert_eq!(shown.len(), 9);
            assert!(shown.contains(&focus), "{focus} in {first}…");
        }
        list.go_to(50);
        list.replace(vec![3, 50, 70]);
        assert_eq!(list.place(), 1, "what was in focus stays so");
        list.replace(vec![3]);
        assert_eq!((list.place(), list.window(9)), (0, (0, &[3][..])));
    }
}
