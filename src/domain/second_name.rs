//! A second name that is asked for at another station: what is asked, and what came of it.

use super::fact::What;
use super::{Answer, Fact, Id, Job, RowLink};

/// A second name for an override, as it is asked for at the other stations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SecondRequest<'a> {
    /// The row by which it is asked for.
    pub asked: &'a Fact,
    /// The item.
    pub item: &'a Id,
    /// What is to be recorded all the same.
    pub answer: Option<&'a Answer>,
    /// Whose name it is.
    pub second: &'a str,
    /// What that one said, and whether he agrees; `None` while nobody said anything.
    pub said: Option<(&'a Fact, bool)>,
}

impl Fact {
    /// Refers to its row.
    #[must_use]
    pub fn link(&self) -> RowLink {
        RowLink::to(self.station, self.seq)
    }

    /// Whether this refers to its row, by the number.
    #[must_use]
    pub fn is_at(&self, link: &RowLink) -> bool {
        (self.station, self.seq) == (link.station, link.seq)
    }
}

impl Job {
    /// What was asked last about an item, where nothing else was recorded of it since and the job goes on.
    #[must_use]
    pub fn second_request(&self, item: &str) -> Option<SecondRequest<'_>> {
        self.second_requests().into_iter().find(|it| it.item.is(item))
    }

    /// What is asked at the other stations, and not outdated, each item once.
    #[must_use]
    pub fn second_requests(&self) -> Vec<SecondRequest<'_>> {
        let mut requests: Vec<SecondRequest<'_>> = Vec::new();
        if !self.has_asked() || self.ending().is_some() {
            return requests;
        }
        for fact in self.facts().iter().filter(|fact| self.is_of_holder(fact)) {
            let item = match &fact.what {
                What::SecondAsked { item, .. } => item,
                what => match what.item() {
                    Some(item) => item,
                    None => continue,
                },
            };
            requests.retain(|it| it.item != item);
            if let What::SecondAsked { item, answer, second } = &fact.what {
                requests.push(SecondRequest { asked: fact, item, answer: answer.as_ref(), second, said: None });
            }
        }
        for request in &mut requests {
            request.said = self.facts().iter().find_map(|fact| match &fact.what {
                What::SecondAnswered { agrees, request: to, .. } if request.asked.is_at(to) => Some((fact, *agrees)),
                _ => None,
            });
        }
        requests
    }
}
