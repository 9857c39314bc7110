//! Beginning a job: its number and its kind of work, offered by the workshop's own system where it has it.

use super::questions::SECOND;
use super::{Failure, Plain};
use crate::domain::checklist::known;
use crate::domain::offered::OfferedJob;
use crate::domain::{Item, JobKey, JobNumber, rules};

impl Plain<'_> {
    /// The number of the job: the next free one, or where jobs are offered, whichever is typed.
    pub(super) fn number(&mut self) -> Result<Option<JobNumber>, Failure> {
        let next = self.headless.store.next_number();
        let offered: Vec<OfferedJob> = self.headless.store.offered().into_iter().cloned().collect();
        let faults = self.headless.store.offers.faults.clone();
        for fault in faults {
            self.say(&format!("! {fault}"))?;
        }
        if offered.is_empty() {
            return Ok(Some(next));
        }
        self.say("The workshop's own system offers:")?;
        for job in &offered {
            let parts = [job.number.as_str()].into_iter().chain(job.plates.iter().map(String::as_str));
            self.say(&format!("  {}", parts.collect::<Vec<_>>().join(" · ")))?;
        }
        self.ask(&format!("Job number, or Enter for {next}"), |line| match line {
            "" => Ok(next),
            line => JobNumber::new(line).map_err(|bad| bad.to_string()),
        })
    }

    /// Who works: a name, or the number of one that is known here.
    pub(super) fn technician(&mut self) -> Result<Option<String>, Failure> {
        let names = self.headless.session.technicians.clone();
        self.say_names(&names)?;
        loop {
            let Some(line) = self.line("Technician")? else { return Ok(None) };
            match line.as_str() {
                "/q" => return Ok(None),
                line if line.starts_with('/') => {
                    let number = if names.is_empty() { "" } else { ", or the number beside it" };
                    self.say(&format!("your name{number}; /q leaves"))?;
                }
                line => match rules::name(named(&names, line)) {
                    Ok(name) => return Ok(Some(name)),
                    Err(unfit) => self.say(&format!("! {unfit}"))?,
                },
            }
        }
    }

    /// A second person: a name, or the number of one that is known here.
    pub(super) fn second_name(&mut self) -> Result<Option<String>, Failure> {
        let names: Vec<String> =
            self.headless.session.technicians.iter().filter(|it| **it != self.who).cloned().collect();
        self.say_names(&names)?;
        Ok(self.line(SECOND)?.map(|line| named(&names, &line).to_owned()))
    }

    fn say_names(&mut self, names: &[String]) -> Result<(), Failure> {
        (1..).zip(names).try_for_each(|(number, name)| self.say(&format!("  {number} {name}")))
    }

    /// The kind of work: one of those that can be begun.
    pub(super) fn kind_of_work(&mut self, number: &JobNumber) -> Result<Option<String>, Failure> {
        let store = &self.headless.store;
        let kinds = store.kinds.clone();
        let offered = store.offer(number).and_then(|job| store.offered_kind(job));
        for (at, kind) in kinds.iter().enumerate() {
            match kind {
                Ok(kind) => self.say(&format!("  {} {}", at + 1, kind.title.en))?,
                Err(unavailable) => self.say(&format!("  {} can't be used: {unavailable}", at + 1))?,
            }
        }
        let prompt = offered.map_or("Kind of work".to_owned(), |at| format!("Kind of work, or Enter for {}", at + 1));
        self.ask(&prompt, |line| {
            let typed = line.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let at = if line.is_empty() { offered } else { typed };
            match at.and_then(|at| kinds.get(at)) {
                Some(Ok(kind)) => Ok(kind.id.to_string()),
                Some(Err(unavailable)) => Err(unavailable.to_string()),
                None => Err(format!("type 1 to {}", kinds.len())),
            }
        })
    }

    /// The plate that is offered for the item, where it asks for one.
    pub(super) fn offered_plate(&self, key: &JobKey, item: &Item) -> Option<String> {
        let plate = self.headless.store.offered_plate(key).filter(|_| item.id.is(known::PLATE));
        plate.map(ToOwned::to_owned)
    }
}

/// The name with this number; a line that is none as it is.
fn named<'a>(names: &'a [String], line: &'a str) -> &'a str {
    let at = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    at.and_then(|at| names.get(at)).map_or(line, String::as_str)
}
