//! Who signed: names that the workshop doesn't list, second names like the first one or that nobody gave, and doers who were their own checkers.

use super::Judge;
use crate::audit::findings::kind::FindingKind;
use crate::domain::{ActionStep, Fact, Id, Identified, Limit, People, Right, RowLink, SecondAt, What};
use crate::words::{Said, Sentence};

/// Behind a name.
const UNLISTED: &str = "says-unlisted";

/// Why somebody may not do what he signed, behind the name.
fn limit(limit: Limit) -> Said {
    match limit {
        Limit::Until(day) => Sentence::says("says-limit-until", [("day", Said::text(day))]).into(),
        Limit::MayNot(right) => match right {
            Right::Check => "says-limit-check",
            Right::Second => "says-limit-second",
            Right::Review => "says-limit-review",
            Right::Release => "says-limit-release",
            Right::HighVoltage => "says-limit-high-voltage",
            Right::Airbags => "says-limit-airbags",
        }
        .into(),
    }
}

/// The kind of finding that a row names; its id, where a later version knows it alone.
fn kind(finding: &Id) -> Said {
    FindingKind::from_id(finding).map_or_else(|| Said::text(finding), |kind| kind.sentence().into())
}

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
                let says = match &fact.who.second_at {
                    Some(SecondAt::Phone) => "says-by-phone",
                    _ => "says-typed",
                };
                let sentence = Sentence::says(says, [("name", Said::text(name))]);
                self.find(FindingKind::NotIdentified, item, fact.time, sentence);
            }
            if let Some(second) = fact.who.second.as_deref() {
                let about = item.map(|item| Sentence::says("says-about", [("item", self.label(item))]));
                let about = about.map_or_else(Sentence::default, |about| about.and(" ".to_owned().into()));
                let about = || about.clone();
                let second_name = || ("second", Said::text(second));
                let unlisted = (!people.knows(second)).then(|| UNLISTED.into());
                if let Some(why) = unlisted.or_else(|| people.limit(second, Right::Second, day).map(limit)) {
                    let sentence = about().and(Sentence::says("says-second", [second_name(), ("why", why)]));
                    self.find(FindingKind::NameNotListed, item, fact.time, sentence);
                }
                if let Some(SecondAt::Station(link)) = &fact.who.second_at
                    && !self.is_said(fact, second, link)
                {
                    let at = ("station", Said::text(link.station));
                    let sentence = about().and(Sentence::says("says-second-not-said", [second_name(), at]));
                    self.find(FindingKind::SecondNotSaid, item, fact.time, sentence);
                }
                if people.may_be_one(first, second) {
                    let first = ("first", Said::text(first));
                    let sentence = about().and(Sentence::says("says-one-person", [first, second_name()]));
                    self.find(FindingKind::SecondIsFirst, item, fact.time, sentence);
                }
            }
            let (What::Reviewed { finding, .. } | What::Action { finding, .. }) = &fact.what else {
                let right = Right::to_sign(&fact.what, job.asked().checklist);
                if let Some(why) = people.limit(first, right, day).filter(|_| !told.contains(&(first, right))) {
                    told.push((first, right));
                    let sentence = Sentence::says("says-signed", [("name", Said::text(first)), ("why", limit(why))]);
                    self.find(FindingKind::NameNotListed, None, fact.time, sentence);
                }
                continue;
            };
            let about = || ("finding", kind(finding));
            let unlisted = (!people.knows(first)).then(|| UNLISTED.into());
            if let Some(why) = unlisted.or_else(|| people.limit(first, Right::Review, day).map(limit)) {
                let is_seen = matches!(fact.what, What::Reviewed { .. });
                let says = if is_seen { "says-has-seen" } else { "says-has-set-action" };
                let sentence = Sentence::says(says, [("name", Said::text(first)), about(), ("why", why)]);
                self.find(FindingKind::NameNotListed, None, fact.time, sentence);
            }
            if let What::Action { step, .. } = &fact.what {
                if let ActionStep::Open { whose, .. } = step
                    && !people.knows(whose)
                {
                    let sentence = Sentence::says(
                        "says-is-to-do",
                        [("name", Said::text(whose)), about(), ("why", UNLISTED.into())],
                    );
                    self.find(FindingKind::NameNotListed, None, fact.time, sentence);
                }
                continue;
            }
            if let Some(doer) = self.summary.technicians.iter().find(|doer| people.may_be_one(doer, first)) {
                let (name, doer) = (("name", Said::text(first)), ("doer", Said::text(doer)));
                let sentence = Sentence::says("says-seen-by-doer", [name, about(), doer]);
                self.find(FindingKind::SeenByDoer, None, fact.time, sentence);
            }
        }
    }
}
