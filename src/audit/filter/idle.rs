//! Words of a filter that no job fits.

use std::collections::BTreeSet;

use super::dates::{EXPECTED, did_you_mean, is_like_a_month};
use super::{BadFilter, Filter, FilterField, Sought, Term, has};
use crate::audit::findings::finding::Finding;
use crate::audit::jobs::summary::JobSummary;
use crate::catalog::{closest, listed};
use crate::words::{Said, Sentence};

impl Filter {
    /// Words that no job fits, whatever else is asked: a kind, a station, a name, a plate that isn't there, or a bare word that was
    /// perhaps meant for something else. `record` are the findings about the record, `kinds` the kinds of work that there can be.
    #[must_use]
    pub fn idle_words<'a>(
        &self,
        jobs: &'a [JobSummary],
        record: &'a [Finding],
        kinds: impl IntoIterator<Item = &'a str>,
    ) -> Vec<BadFilter> {
        let kinds: BTreeSet<&str> = kinds.into_iter().chain(jobs.iter().map(|job| job.kind())).collect();
        let of_record = record.iter().filter_map(Finding::location).map(|location| location.station.as_str());
        let stations: BTreeSet<&str> = jobs.iter().map(|job| job.key.station.as_str()).chain(of_record).collect();
        let is_met = |field: FilterField, it: &Sought| match field {
            FilterField::Kind => kinds.contains(&*it.text),
            FilterField::Station => stations.contains(&*it.text),
            // how jobs end, what is found and revisions are known words, also where no job has them
            FilterField::When | FilterField::Outcome | FilterField::Finding | FilterField::Revision => true,
            field => jobs.iter().any(|job| has(job, field, it)),
        };
        let mut idle = Vec::new();
        for term in &self.0 {
            let Term::Text(field, texts) = term else { continue };
            for Sought { text, typed, .. } in texts.iter().filter(|it| !is_met(*field, it)) {
                let among = |known: &BTreeSet<&str>| match closest(text, known.iter().copied()) {
                    Some(meant) => did_you_mean(meant),
                    None => Sentence::says("filter-there-are", [("words", Said::text(listed(known.iter().copied())))]),
                };
                let problem = match field {
                    FilterField::Kind => among(&kinds),
                    FilterField::Station => among(&stations),
                    FilterField::Workshop => Sentence::says("filter-no-workshop", []),
                    FilterField::Technician => Sentence::says("filter-nobody", []),
                    FilterField::Plate => Sentence::says("filter-no-plate", []),
                    FilterField::Serial => Sentence::says("filter-no-serial", []),
                    FilterField::Job => Sentence::says("filter-no-job", []),
                    _ if is_like_a_month(text) => {
                        Sentence::says("filter-nothing-or-time", [("times", EXPECTED.into())])
                    }
                    _ => Sentence::says("filter-nothing", []),
                };
                let word = if *field == FilterField::Any { typed.clone() } else { format!("{}:{typed}", field.word()) };
                idle.push(BadFilter { word, problem });
            }
        }
        idle
    }
}
