//! A list with a focus.

use super::motion::Motion;

/// Which row of a list is in focus: by what it is about, so that rows that come and go don't move it.
#[derive(Debug, Clone)]
pub struct List<K> {
    focus: Option<K>,
}

impl<K> Default for List<K> {
    fn default() -> Self {
        Self { focus: None }
    }
}

impl<K: PartialEq + Clone> List<K> {
    /// A list with this row in focus.
    #[must_use]
    pub fn at(focus: Option<K>) -> Self {
        Self { focus }
    }

    /// The index of the row in focus: the first one, where that row isn't there.
    #[must_use]
    pub fn index(&self, rows: &[K]) -> Option<usize> {
        let found = self.focus.as_ref().and_then(|focus| rows.iter().position(|row| row == focus));
        found.or((!rows.is_empty()).then_some(0))
    }

    /// The row in focus.
    #[must_use]
    pub fn focused<'a>(&self, rows: &'a [K]) -> Option<&'a K> {
        self.index(rows).map(|at| &rows[at])
    }

    /// Puts the focus on a row, or on the last one.
    pub fn go_to(&mut self, rows: &[K], at: usize) {
        self.focus = rows.get(at).or(rows.last()).cloned();
    }

    /// Keeps the focus on what is in focus now, whatever rows come later.
    pub fn hold(&mut self, rows: &[K]) {
        self.focus = self.focused(rows).cloned();
    }

    /// Moves the focus.
    pub fn go(&mut self, rows: &[K], motion: Motion) {
        if let Some(at) = self.index(rows) {
            self.go_to(rows, motion.apply(at, rows.len() - 1));
        }
    }

    /// What so many lines show: the focus in the middle, as far as the list has ends. With the index of the first.
    #[must_use]
    pub fn window<'a>(&self, rows: &'a [K], lines: usize) -> (usize, &'a [K]) {
        let last_first = rows.len().saturating_sub(lines);
        let first = self.index(rows).unwrap_or(0).saturating_sub(lines / 2).min(last_first);
        (first, &rows[first..rows.len().min(first + lines)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_is_always_in_the_window() {
        let rows: Vec<u32> = (0..100).collect();
        let mut list = List::default();
        for at in 0..100 {
            list.go_to(&rows, at);
            let (first, shown) = list.window(&rows, 9);
            assert_eq!(shown.len(), 9);
            assert!(shown.contains(&rows[at]), "{at} in {first}…");
        }
        list.go_to(&rows, 50);
        assert_eq!(list.index(&[3, 50, 70]), Some(1), "what was in focus stays so");
        assert_eq!((list.index(&[3]), list.window(&[3], 9)), (Some(0), (0, &[3][..])));
    }
}
