//! Who signed: names that the workshop doesn't list, second names like the first one or that nobody gave, and doers who were their own checkers.

use super::Judge;
use crate::audit::findings::kind::FindingKind;
use crate::domain::{ActionStep, Fact, Identified, People, Right, RowLink, SecondAt, What};

/// Behind a name.
const UNLISTED: &str = "is not on the workshop's list";

impl Judge<'_> {
    /// Whether the row that this one refers to says that the second person agrees to it.
    fn is_said(&self, fact: &Fact, second: &str, link: &RowLink) -> bool {
        let said = self.job.facts().iter().find(|it| it.is_at(link));
        said.is_some_and(|it| {
            let agrees =
                matches!(&it.what, What::SecondAnswered { item, agrees: true, .. } if Some(item) == fact.what.item());
            agrees && *it.who.first == *second
        })
    }

    pub(super) fn names(&mut self, people: &People) {
        let job = self.job;
        let mut told = Vec::new();
        // nobody signs what an instrument saw
        for fact in job.facts().iter().filter(|fact| !matches!(fact.what, What::Watched { .. })) {
            let day = fact.time.date_naive();
            let (first, item) = (&*fact.who.first, fact.what.item().map(|item| item.as_str()));
            if fact.who.identified == Some(Identified::Typed) {
                let name = fact.who.second.as_deref().unwrap_or(first);
                let sentence = match &fact.who.second_at {
                    Some(SecondAt::Phone) => format!("{name} was asked by phone, without a PIN or badge"),
                    _ => format!("{name} signed without a PIN or badge: the name was typed"),
                };
                self.find(FindingKind::NotIdentified, item, fact.time, sentence);
            }
            if let Some(second) = fact.who.second.as_deref() {
                let about = item.map_or_else(String::new, |item| format!("{}: ", self.wording.label(item)));
                let unlisted = (!people.knows(second)).then(|| UNLISTED.to_owned());
                if let Some(why) = unlisted.or_else(|| people.limit(second, Right::Second, day)) {
                    let sentence = format!("{about}{second} is named as the second person, and {why}");
                    self.find(FindingKind::NameNotListed, item, fact.time, sentence);
                }
                if let Some(SecondAt::Station(link)) = &fact.who.second_at
                    && !self.is_said(fact, second, link)
                {
                    let sentence =
                        format!("{about}{second} agreed at {}, it says; no row there that was read does", link.station);
                    self.find(FindingKind::SecondNotSaid, item, fact.time, sentence);
                }
                if people.may_be_one(first, second) {
                    let sentence = format!("{about}{first} and {second} may be one person under two names");
                    self.find(FindingKind::SecondIsFirst, item, fact.time, sentence);
                }
            }
            let (What::Reviewed { finding, .. } | What::Action { finding, .. }) = &fact.what else {
                let right = Right::to_sign(&fact.what, job.asked().checklist);
                if let Some(why) = people.limit(first, right, day).filter(|_| !told.contains(&(first, right))) {
                    told.push((first, right));
                    self.find(FindingKind::NameNotListed, None, fact.time, format!("{first} signed, and {why}"));
                }
                continue;
            };
            let unlisted = (!people.knows(first)).then(|| UNLISTED.to_owned());
            if let Some(why) = unlisted.or_else(|| people.limit(first, Right::Review, day)) {
                let did = if matches!(fact.what, What::Reviewed { .. }) {
                    "has seen"
                } else {
                    "has set or ended an action on"
                };
                let sentence = format!("{first} {did} {finding}, and {why}");
                self.find(FindingKind::NameNotListed, None, fact.time, sentence);
            }
            if let What::Action { step, .. } = &fact.what {
                if let ActionStep::Open { whose, .. } = step
                    && !people.knows(whose)
                {
                    let sentence = format!("{whose} is to do something about {finding}, and {UNLISTED}");
                    self.find(FindingKind::NameNotListed, None, fact.time, sentence);
                }
                continue;
            }
            if let Some(doer) = self.summary.technicians.iter().find(|doer| people.may_be_one(doer, first)) {
                let sentence = format!("{first} has seen {finding}, and {doer} worked on the job");
                self.find(FindingKind::SeenByDoer, None, fact.time, sentence);
            }
        }
    }
}
