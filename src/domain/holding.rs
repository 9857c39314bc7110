//! Which station holds a job, what of its rows counts, and which of them came first.

use super::job::is_beside_the_car;
use super::lockout::is_at_the_radio;
use super::{Fact, Job, RowLink, Station, TakenFrom, What};

impl What {
    /// Whether a station may record it that does not hold the job: it answers no item and decides nothing.
    #[must_use]
    pub fn may_be_anywhere(&self) -> bool {
        is_at_the_radio(self)
            || matches!(
                self,
                Self::HandedOver { .. }
                    | Self::Printed { .. }
                    | Self::Emailed
                    | Self::Action { .. }
                    | Self::Reviewed { .. }
                    | Self::Remarked { .. }
                    | Self::Watched { .. }
                    | Self::SecondAnswered { .. }
            )
    }
}

impl Job {
    /// The station that holds it: that one alone answers its items.
    #[must_use]
    pub fn holder(&self) -> Station {
        self.turns.last().map_or(self.key.station, |turn| turn.station)
    }

    /// The turn that a row belongs to, by its place.
    pub(super) fn turn_of(&self, fact: &Fact) -> Option<usize> {
        self.turns.iter().rposition(|turn| turn.has(fact.station, fact.seq))
    }

    /// Whether the station that wrote a row held the job then.
    #[must_use]
    pub fn is_of_holder(&self, fact: &Fact) -> bool {
        self.turn_of(fact).is_some()
    }

    /// Whether a station held the job as it wrote the row with this number.
    #[must_use]
    pub fn is_held_at(&self, station: Station, seq: u64) -> bool {
        self.turns.iter().any(|turn| turn.has(station, seq))
    }

    /// Whether a row counts: its station held the job, or need not have.
    pub(super) fn counts(&self, fact: &Fact) -> bool {
        self.is_of_holder(fact) || fact.what.may_be_anywhere()
    }

    /// Whether one of its rows was written after another. Between stations of which one doesn't hold it only the times can tell.
    #[must_use]
    pub fn is_later(&self, fact: &Fact, than: &Fact) -> bool {
        match (self.turn_of(fact), self.turn_of(than)) {
            (Some(turn), Some(before)) if turn != before => turn > before,
            (Some(_), Some(_)) => fact.seq > than.seq,
            _ => fact.is_after(than),
        }
    }

    /// The row by which the station that holds it took it over; `None` where it began it and nobody else ever did.
    #[must_use]
    pub fn taken_over(&self) -> Option<&Fact> {
        let turn = self.turns.last().filter(|_| self.turns.len() > 1)?;
        self.facts().iter().find(|fact| fact.station == turn.station && fact.seq == turn.first)
    }

    /// From which of its rows the station that holds it counts a wait that began with a row: nobody compares the clocks of two computers,
    /// so one that began at another station begins anew as the job is taken over.
    pub(super) fn counted_from<'a>(&'a self, fact: &'a Fact) -> &'a Fact {
        self.taken_over().filter(|taken| self.is_later(taken, fact)).unwrap_or(fact)
    }

    /// From whom it was taken over, and by which row, one after the other.
    pub fn takeovers(&self) -> impl Iterator<Item = (Station, &Fact)> {
        let facts = self.facts().iter().filter(|fact| self.is_of_holder(fact));
        facts.filter_map(|fact| Some((fact.taken_from()?.last.station, fact)))
    }

    /// What another station would go on behind: the last row of the one that holds it, and what is recorded beside it.
    #[must_use]
    pub fn to_take(&self) -> TakenFrom {
        let holder = self.holder();
        let last = self
            .facts()
            .iter()
            .filter(|fact| fact.station == holder && self.is_of_holder(fact))
            .map(|fact| fact.seq)
            .max();
        let beside = u64::try_from(self.beside().len()).unwrap_or(u64::MAX);
        TakenFrom { last: RowLink::to(holder, last.unwrap_or(0)), rows: 0, sum: [0; 32], beside }
    }

    /// What stations recorded of the work while another one held the job, as far as nobody has taken it over since who knew of it.
    #[must_use]
    pub fn unsettled(&self) -> &[Fact] {
        let known = self.taken_over().and_then(Fact::taken_from).map_or(0, |from| from.beside);
        self.beside().get(usize::try_from(known).unwrap_or(usize::MAX)..).unwrap_or_default()
    }

    /// Who worked on the car, the first one first.
    #[must_use]
    pub fn technicians(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let at_the_car = self.facts().iter().filter(|fact| !is_beside_the_car(&fact.what) && self.is_of_holder(fact));
        for name in at_the_car.map(|fact| &*fact.who.first).filter(|name| !name.is_empty()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The number of the last row that a station wrote about it; 0 where it wrote none.
    #[must_use]
    pub fn last_seq_at(&self, station: Station) -> u64 {
        let all = self.facts().iter().chain(self.beside());
        all.filter(|fact| fact.station == station).map(|fact| fact.seq).max().unwrap_or(0)
    }
}
