//! Filters: the same words on the screen and on the command line.
//!
//! `last-month kind:battery technician:ana finding:no-code`: all words must hold. Within one word a comma is *or*:
//! `kind:battery,wiring`. A word in quotes may have blanks: `technician:"Ana K."`. A time is that of the day on which the job was
//! begun, in the job's own local time. A bare word that is no time looks in plate, serial, job and technician.

pub mod dates;
mod idle;

use chrono::NaiveDate;

use self::dates::{BadWord, EXPECTED, Span, did_you_mean};
use crate::audit::findings::finding::Finding;
use crate::audit::findings::kind::{FindingKind, Group, Weight};
use crate::audit::jobs::summary::{JobOutcome, JobSummary};
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::catalog::{closest, listed};
use crate::domain::SearchKey;
use crate::domain::fact::StopReason;
use crate::domain::text::without_accents;
use crate::journal::{Receipt, ScannedReceipt};
use crate::words::{PlainWords, Said, Sentence};

/// The field of a job that a word of a filter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilterField {
    /// The day on which the job was begun.
    When,
    /// A person who worked on it, or a part of the name.
    Technician,
    /// The checklist's id.
    Kind,
    Outcome,
    /// A finding that it has: its kind by id or title, group or weight, or whether it was seen.
    Finding,
    /// The plate, or a part of it; blanks and hyphens don't count.
    Plate,
    /// The serial, or a part of it.
    Serial,
    /// The job's number, or how it begins; or `STATION/NUMBER`.
    Job,
    Station,
    /// The workshop's name or folder, or a part of either.
    Workshop,
    Revision,
    /// Plate, serial, job, technician or receipt.
    Any,
}

/// The characters of a receipt, without hyphens and with them.
const RECEIPT_CHARS: std::ops::RangeInclusive<usize> = 17..=21;

/// Words for how a job ended.
const OUTCOMES: [&str; 3] = ["open", "finished", "stopped"];

/// A word of a filter that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word}: {problem}")]
pub struct BadFilter {
    pub word: String,
    /// The expected words, with the nearest one.
    pub problem: Sentence,
}

impl BadFilter {
    /// The word and what is wrong with it, in a language.
    #[must_use]
    pub fn in_words(&self, words: &PlainWords) -> String {
        format!("{}: {}", self.word, self.problem.in_words(words))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    /// The job was begun on one of these days.
    When(Vec<Span>),
    /// The field has one of these texts.
    Text(FilterField, Vec<Sought>),
}

/// A text that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sought {
    /// As it is compared.
    text: String,
    /// As plates and serials are looked for.
    key: SearchKey,
    /// As it was typed.
    typed: String,
}

impl Sought {
    fn new(text: String, typed: &str) -> Self {
        Self { text, key: SearchKey::new(typed), typed: typed.to_owned() }
    }
}

/// Conditions that must all hold. The empty filter takes everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter(Vec<Term>);

/// The fields that have a word of their own, in order, each with the word before the colon.
const FIELDS: [(FilterField, &str); 11] = [
    (FilterField::When, "when"),
    (FilterField::Technician, "technician"),
    (FilterField::Kind, "kind"),
    (FilterField::Outcome, "outcome"),
    (FilterField::Finding, "finding"),
    (FilterField::Plate, "plate"),
    (FilterField::Serial, "serial"),
    (FilterField::Job, "job"),
    (FilterField::Station, "station"),
    (FilterField::Workshop, "workshop"),
    (FilterField::Revision, "revision"),
];

impl FilterField {
    /// The word before the colon.
    #[must_use]
    pub fn word(self) -> &'static str {
        FIELDS.iter().find(|(field, _)| *field == self).map_or("any", |(_, word)| word)
    }
}

/// Whether a word can only be one of a filter: a time, or one with a field's name before a colon.
#[must_use]
pub fn is_filter_word(word: &str) -> bool {
    let is_keyed = word.split_once(':').is_some_and(|(key, _)| {
        // a single letter before a colon is a drive
        key.len() > 1 && key.bytes().all(|b| b.is_ascii_alphabetic())
    });
    is_keyed || Span::is_meant(word)
}

/// The words of a line; quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c.is_whitespace() && !is_quoted => words.push(String::new()),
            c => words.last_mut().into_iter().for_each(|word| word.push(c)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A text as it is compared: lower case, and without accents, which not every keyboard has.
fn folded(text: &str) -> String {
    without_accents(&text.to_lowercase()).collect()
}

impl Filter {
    /// Reads a line of words, as it is typed on the screen.
    ///
    /// # Errors
    /// When one of the words makes no sense.
    pub fn parse(line: &str, today: NaiveDate) -> Result<Self, BadFilter> {
        let mut filter = Self::default();
        // a sheet's QR code is one thing, however many words it has
        let line = &*ScannedReceipt::parse(line).map_or_else(|| line.to_owned(), |it| it.receipt.to_string());
        for word in words(line) {
            filter.add_word(&word, today)?;
        }
        Ok(filter)
    }

    /// Adds one word.
    ///
    /// # Errors
    /// When it makes no sense.
    pub fn add_word(&mut self, word: &str, today: NaiveDate) -> Result<(), BadFilter> {
        if let Some((key, value)) = word.split_once(':') {
            let names = || FIELDS.iter().map(|(_, word)| *word);
            let Some(&(field, _)) = FIELDS.iter().find(|(_, word)| word.eq_ignore_ascii_case(key)) else {
                let expected = closest(key, names()).map_or_else(|| one_of_these(names()), did_you_mean);
                let values = [("word", Said::text(format!("{key:?}"))), ("expected", expected.into())];
                let problem = Sentence::says("filter-no-filter", values);
                return Err(BadFilter { word: word.to_owned(), problem });
            };
            return self.add(field, value, today);
        }
        let field = if Span::is_meant(word) { FilterField::When } else { FilterField::Any };
        self.add(field, word, today)
    }

    /// Adds a condition on a field, as a flag of the command line gives it.
    ///
    /// # Errors
    /// When the value makes no sense for the field.
    pub fn add(&mut self, field: FilterField, value: &str, today: NaiveDate) -> Result<(), BadFilter> {
        let bad = |problem: Sentence| {
            let word = if field == FilterField::Any { value.to_owned() } else { format!("{}:{value}", field.word()) };
            BadFilter { word, problem }
        };
        let values: Vec<&str> = value.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
        if values.is_empty() {
            return Err(bad(Sentence::says("filter-empty", [])));
        }
        let sought = |fold: fn(&str) -> String| values.iter().map(|value| Sought::new(fold(value), value)).collect();
        let term = match field {
            FilterField::When => {
                let spans = values.iter().map(|value| Span::parse(value, today)).collect::<Result<_, BadWord>>();
                Term::When(spans.map_err(|word| bad(word.0))?)
            }
            FilterField::Outcome => Term::Text(field, one_of(&values, &outcome_words()).map_err(|word| bad(word.0))?),
            FilterField::Finding => {
                // a title may have a comma in it
                let values = if FindingKind::named(value).is_some() { vec![value] } else { values };
                let ids: Vec<&str> =
                    values.into_iter().map(|value| FindingKind::named(value).map_or(value, |kind| kind.id())).collect();
                let lists_more = |word: BadWord| bad(word.0.and(Sentence::says("filter-lists-all", [])));
                Term::Text(field, one_of(&ids, &finding_words()).map_err(lists_more)?)
            }
            FilterField::Revision => {
                if let Some(odd) = values.iter().find(|value| value.parse::<u32>().is_err()) {
                    let odd = Said::text(format!("{odd:?}"));
                    return Err(bad(Sentence::says("filter-no-revision", [("word", odd)])));
                }
                Term::Text(field, sought(str::to_owned))
            }
            FilterField::Plate | FilterField::Serial => Term::Text(field, sought(str::to_owned)),
            _ => Term::Text(field, sought(folded)),
        };
        self.0.push(term);
        Ok(())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a job with these findings is taken. Conditions on findings hold when one of them meets these.
    #[must_use]
    pub fn takes_job(&self, job: &JobSummary, findings: &[Finding]) -> bool {
        self.0.iter().all(|term| match term {
            Term::When(spans) => spans.iter().any(|span| span.has(job.started.date_naive())),
            Term::Text(FilterField::Finding, _) => true,
            Term::Text(field, texts) => texts.iter().any(|it| has(job, *field, it)),
        }) && (!self.asks_for_findings() || findings.iter().any(|finding| self.takes_finding(finding)))
    }

    /// Whether a finding meets the conditions on findings.
    #[must_use]
    pub fn takes_finding(&self, finding: &Finding) -> bool {
        self.0.iter().all(|term| match term {
            Term::Text(FilterField::Finding, words) => words.iter().any(|it| is_called(finding, &it.text)),
            _ => true,
        })
    }

    /// Whether a finding about the record is taken: where something is asked that only a job has, it isn't.
    #[must_use]
    pub fn takes_record(&self, finding: &Finding) -> bool {
        let Some(location) = finding.location() else { return false };
        self.0.iter().all(|term| match term {
            Term::When(spans) => finding.time.is_none_or(|time| spans.iter().any(|span| span.has(time.date_naive()))),
            Term::Text(FilterField::Finding, words) => words.iter().any(|it| is_called(finding, &it.text)),
            Term::Text(FilterField::Station, texts) => texts.iter().any(|it| folded(&location.station) == it.text),
            Term::Text(FilterField::Workshop, texts) => {
                let workshop = location.workshop.as_ref();
                workshop.is_some_and(|workshop| texts.iter().any(|it| is_workshop(workshop, &it.text)))
            }
            Term::Text(..) => false,
        })
    }

    /// Whether something is asked of findings.
    #[must_use]
    pub fn asks_for_findings(&self) -> bool {
        self.0.iter().any(|term| matches!(term, Term::Text(FilterField::Finding, _)))
    }
}

/// Whether a workshop is called so, or lies in a folder that is.
fn is_workshop(workshop: &WorkshopFolder, text: &str) -> bool {
    [&workshop.name, &workshop.end].into_iter().any(|name| folded(name).contains(text))
}

/// Whether a job has what is sought in a field.
fn has(job: &JobSummary, field: FilterField, sought: &Sought) -> bool {
    let text = &*sought.text;
    match field {
        FilterField::Technician => job.technicians.iter().any(|name| folded(name).contains(text)),
        FilterField::Kind => *job.kind() == *text,
        FilterField::Outcome => match job.outcome {
            JobOutcome::Open => text == "open",
            JobOutcome::Finished => text == "finished",
            JobOutcome::Stopped(reason) => text == "stopped" || reason.is_some_and(|reason| reason.word() == text),
        },
        FilterField::Plate => job.plate().is_some_and(|plate| plate.is_found_by(&sought.key)),
        FilterField::Serial => job.serial.as_ref().is_some_and(|serial| serial.is_found_by(&sought.key)),
        FilterField::Job => match text.split_once('/') {
            Some((station, number)) => {
                job.key.station.as_str() == station && job.key.number.folded().starts_with(number)
            }
            None => job.key.number.folded().starts_with(text),
        },
        FilterField::Station => job.key.station.as_str() == text,
        FilterField::Workshop => is_workshop(&job.workshop, text),
        FilterField::Revision => job.wording.revision.to_string() == text,
        FilterField::Any => {
            has(job, FilterField::Plate, sought)
                || has(job, FilterField::Serial, sought)
                || job.key.number.folded().contains(text)
                || has(job, FilterField::Technician, sought)
                || RECEIPT_CHARS.contains(&text.len()) && job.receipt.is_some_and(|it| Receipt::parse(text) == Ok(it))
        }
        FilterField::When | FilterField::Finding => true,
    }
}

/// Whether a word of a filter names a finding.
fn is_called(finding: &Finding, word: &str) -> bool {
    let kind = finding.kind;
    match word {
        "seen" => finding.is_seen(),
        "unseen" => !finding.is_seen(),
        word => word == kind.id() || word == kind.group().word() || word == kind.weight().word(),
    }
}

fn outcome_words() -> Vec<&'static str> {
    OUTCOMES.into_iter().chain(StopReason::ALL.iter().map(|reason| reason.word())).collect()
}

fn finding_words() -> Vec<&'static str> {
    let kinds = FindingKind::ALL.iter().map(|kind| kind.id());
    let groups = Group::ALL.into_iter().map(Group::word);
    kinds.chain(groups).chain(Weight::ALL.into_iter().map(Weight::word)).chain(["seen", "unseen"]).collect()
}

/// The values, each one of the words.
fn one_of(values: &[&str], words: &[&'static str]) -> Result<Vec<Sought>, BadWord> {
    let one = |typed: &&str| {
        let text = folded(typed);
        if words.contains(&text.as_str()) {
            return Ok(Sought::new(text, typed));
        }
        match closest(&text, words.iter().copied()) {
            Some(meant) => Err(BadWord(did_you_mean(meant))),
            None => Err(BadWord(one_of_these(words.iter().copied()))),
        }
    };
    values.iter().map(one).collect()
}

/// What is expected where no known word is near.
fn one_of_these<'a>(words: impl IntoIterator<Item = &'a str>) -> Sentence {
    Sentence::says("filter-expected", [("words", Said::text(listed(words)))])
}

/// The forms of a filter's words, for help texts.
#[must_use]
pub fn help() -> Sentence {
    let fields = FIELDS.map(|(_, word)| word).join(", ");
    Sentence::says("filter-words", [("times", EXPECTED.into()), ("fields", Said::text(fields))])
}
