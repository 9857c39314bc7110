//! One piece of memory for all that is equal.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

/// Values of which each is kept once, however many hold it.
#[derive(Debug, Clone)]
pub struct Shared<T: ?Sized>(HashSet<Arc<T>>);

impl<T: ?Sized> Default for Shared<T> {
    fn default() -> Self {
        Self(HashSet::new())
    }
}

impl<T: ?Sized + Eq + Hash> Shared<T> {
    /// The value that is kept, of those that are equal to this one.
    pub fn one(&mut self, value: &Arc<T>) -> Arc<T> {
        if let Some(known) = self.0.get(value) {
            return known.clone();
        }
        self.0.insert(value.clone());
        value.clone()
    }

    /// All that are kept, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|value| &**value)
    }
}
