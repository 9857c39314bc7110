//! Places of exceptions: what a screen keeps of a list that is too long to be made anew for each frame.

use super::exception::Exception;
use crate::audit::filter::Filter;
use crate::audit::reading::collect::Audit;

/// Where an exception stands in an [`Audit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A job's finding: the place of the case, and of the finding in it.
    Case(u32, u32),
    /// A finding about the record.
    Record(u32),
}

impl Audit {
    /// The places of the exceptions that a filter takes, in the order of [`Audit::exceptions`].
    #[must_use]
    pub fn places(&self, filter: &Filter) -> Vec<Place> {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let of_record = self.record.iter().enumerate().filter(|(_, record)| filter.takes_record(record));
        let mut places: Vec<Place> = of_record.map(|(at, _)| Place::Record(place(at))).collect();
        for (at, case) in self.cases.iter().enumerate().filter(|(_, case)| filter.takes_case(case)) {
            let taken = case.findings.iter().enumerate();
            let taken = taken.filter(|(_, finding)| filter.takes_finding(finding, case.seen(finding).is_some()));
            places.extend(taken.map(|(finding, _)| Place::Case(place(at), place(finding))));
        }
        places.sort_by_cached_key(|&place| self.exception(place).map(|exception| exception.rank()));
        places
    }

    /// The exception at a place; `None` where this audit has none.
    #[must_use]
    pub fn exception(&self, place: Place) -> Option<Exception<'_>> {
        match place {
            Place::Case(case, finding) => {
                let case = self.cases.get(case as usize)?;
                let finding = case.findings.get(finding as usize)?;
                Some(Exception::Case { case, finding, seen: case.seen(finding) })
            }
            Place::Record(at) => self.record.get(at as usize).map(Exception::Record),
        }
    }
}
