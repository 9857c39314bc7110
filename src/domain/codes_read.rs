//! Readings of a car's codes in a job: taken before the work and after it, and held against each other.

use std::collections::BTreeSet;

use super::checklist::known;
use super::fault_codes::{CodesRead, listed};
use super::input::Unfit;
use super::scan::is_vin;
use super::status::Status;
use super::{CarCodes, Fact, FaultCode, Id, Job, PausePoint, Progress, What};

/// What became of a car's codes from one reading to the next: stored, pending and permanent ones together, of the kinds that both
/// readings tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodesChange {
    /// Those that are there no more.
    pub gone: Vec<FaultCode>,
    /// Those that were not there before.
    pub new: Vec<FaultCode>,
    /// Those that were there and are.
    pub same: Vec<FaultCode>,
}

impl CodesChange {
    /// Holds a reading against the one before it; `None` where there is no kind of codes that both tell, or their VINs are two.
    #[must_use]
    pub fn between(before_car: &CarCodes, after_car: &CarCodes) -> Option<Self> {
        let pairs = before_car.kinds().into_iter().zip(after_car.kinds());
        let both: Vec<_> = pairs.filter_map(|((_, before), (_, after))| Some((before?, after?))).collect();
        let all = |codes: Vec<&[FaultCode]>| {
            let codes: BTreeSet<FaultCode> = codes.into_iter().flatten().copied().collect();
            codes.into_iter().collect::<Vec<_>>()
        };
        let before = all(both.iter().map(|(before, _)| *before).collect());
        let after = all(both.iter().map(|(_, after)| *after).collect());
        let only = |of: &[FaultCode], not: &[FaultCode]| of.iter().copied().filter(|it| !not.contains(it)).collect();
        let change = Self {
            gone: only(&before, &after),
            new: only(&after, &before),
            same: before.iter().copied().filter(|it| after.contains(it)).collect(),
        };
        let is_one_car = before_car.vin.is_none() || after_car.vin.is_none() || before_car.vin == after_car.vin;
        (is_one_car && !both.is_empty()).then_some(change)
    }

    /// What became of them, each with its codes; nothing where there were none.
    #[must_use]
    pub fn parts(&self) -> Vec<(&'static str, &[FaultCode])> {
        let parts = [("new", &*self.new), ("gone", &*self.gone), ("same", &*self.same)];
        parts.into_iter().filter(|(_, codes)| !codes.is_empty()).collect()
    }

    /// In a line.
    #[must_use]
    pub fn words(&self) -> String {
        let word = |part| if part == "same" { "the same" } else { part };
        let parts = self.parts().into_iter().map(|(part, codes)| format!("{}: {}", word(part), listed(codes)));
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { "none before, none after".to_owned() } else { parts.join(" · ") }
    }
}

impl Job {
    /// The last reading of codes at an item, with its row.
    #[must_use]
    pub fn codes_read(&self, at: &str) -> Option<(&Fact, &CodesRead)> {
        self.facts().iter().rev().find_map(|fact| match &fact.what {
            What::CodesRead { item, read } if item.is(at) => Some((fact, &**read)),
            _ => None,
        })
    }

    /// What became of the codes from before the work to after it, where both were read.
    #[must_use]
    pub fn codes_change(&self) -> Option<CodesChange> {
        self.codes_change_to(known::LAMPS_AFTER, &self.codes_read(known::LAMPS_AFTER)?.1.told)
    }

    /// What became of the codes from before the work to what was read at an item after it.
    #[must_use]
    pub fn codes_change_to(&self, item: &str, after: &CarCodes) -> Option<CodesChange> {
        let (_, before) = self.codes_read(known::LAMPS).filter(|_| item == known::LAMPS_AFTER)?;
        CodesChange::between(&before.told, after)
    }

    /// The VIN that the car told, the last time that it did, and by which adapter.
    #[must_use]
    pub fn vin_read(&self) -> Option<(&str, Id)> {
        self.facts().iter().rev().find_map(|fact| match &fact.what {
            What::CodesRead { read, .. } => Some((read.told.vin.as_deref()?, read.by)),
            _ => None,
        })
    }

    /// The VIN in the place of the plate.
    #[must_use]
    pub fn vin_typed(&self) -> Option<&str> {
        self.plate().map(|plate| plate.as_str().trim()).filter(|plate| is_vin(plate))
    }

    /// The VIN that is known of its car: the one in the place of the plate, else one that was read.
    #[must_use]
    pub fn vin_known(&self) -> Option<&str> {
        self.vin_typed().or_else(|| self.vin_read().map(|(vin, _)| vin))
    }
}

impl Progress<'_> {
    /// Whether codes may be read at an item now: what asks for them reaches the car's bus, so never while it falls asleep, nor while its
    /// battery is off.
    ///
    /// # Errors
    /// When they may not, with the reason.
    pub fn may_read_codes(&self, item: &str) -> Result<(), Unfit> {
        let refuse = |why: &str| Err(Unfit::new(why));
        let is_asked = self.item(item).is_some_and(|(page, item)| self.status(page, item) != Status::NotHere);
        match item {
            _ if self.job.ending().is_some() => refuse("the job has ended: its codes can't be read any more"),
            known::LAMPS | known::LAMPS_AFTER if !is_asked => refuse("this job does not ask for codes here"),
            known::LAMPS if self.job.cleared(PausePoint::A).is_some() || self.begun_at().is_some() => {
                refuse("the car is to fall asleep now: codes are read before page A is called complete")
            }
            known::LAMPS_AFTER if self.begun_at().is_none() || !self.is_reached(PausePoint::D) => {
                refuse("the work is not done: codes after it are read on page D")
            }
            known::LAMPS_AFTER if self.off_called_at().is_some() && self.lead_on_at().is_none() => {
                refuse("the battery is off: codes are read once its lead is on again")
            }
            known::LAMPS_AFTER if self.is_settling() => {
                refuse("the car is left off until it has settled: codes are read after that")
            }
            known::LAMPS | known::LAMPS_AFTER => Ok(()),
            _ => refuse("codes are read at the warning lights, before the work and after it"),
        }
    }

    /// Whether the car is left off, now that its battery is on again.
    fn is_settling(&self) -> bool {
        self.item(known::SETTLE).is_some_and(|(page, item)| {
            let status = self.status(page, item);
            status != Status::NotHere && !status.is_settled()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(stored: Option<&[u16]>, pending: Option<&[u16]>) -> CarCodes {
        let codes = |codes: Option<&[u16]>| codes.map(|codes| codes.iter().copied().map(FaultCode).collect());
        CarCodes { stored: codes(stored), pending: codes(pending), ..CarCodes::default() }
    }

    #[test]
    fn the_difference_is_named() {
        for (before, after, words) in [
            (told(Some(&[]), Some(&[])), told(Some(&[]), Some(&[])), Some("none before, none after")),
            (told(Some(&[0x0420]), None), told(Some(&[]), None), Some("gone: P0420")),
            (told(Some(&[]), None), told(Some(&[0xC100]), Some(&[0x0171])), Some("new: U0100")),
            // pending before, stored now: the same code
            (told(Some(&[]), Some(&[0x0420])), told(Some(&[0x0420]), Some(&[])), Some("the same: P0420")),
            (
                told(Some(&[0x0133, 0x0420]), None),
                told(Some(&[0x0420, 0x0562]), None),
                Some("new: P0562 · gone: P0133 · the same: P0420"),
            ),
            (told(Some(&[0x0420]), None), told(None, Some(&[0x0420])), None),
            (told(None, None), told(None, None), None),
        ] {
            let change = CodesChange::between(&before, &after);
            assert_eq!(change.map(|change| change.words()).as_deref(), words, "{before:?} {after:?}");
        }
        let of = |vin: &str| CarCodes { vin: Some(vin.to_owned()), ..told(Some(&[]), None) };
        assert!(CodesChange::between(&of("A"), &of("A")).is_some(), "the same car");
        assert!(CodesChange::between(&of("A"), &told(Some(&[]), None)).is_some(), "one tells no VIN");
        assert_eq!(CodesChange::between(&of("A"), &of("B")), None, "two cars");
    }
}
