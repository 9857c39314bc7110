//! What a line of a journal is about, in words that a manager knows: the job, its plate, the question.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::faults::is_of_its_row;
use super::kept::kept_checklist;
use crate::domain::{Checklist, Job, Text};
use crate::journal::{Meaning, Report, Source, jobs_on_lines, show_again, sources};
use crate::words::PlainWords;

/// A line of a journal file: the station's folder, the file's name, the line from 1.
pub type LinePlace = (PathBuf, String, u64);

/// What a line is about, as it stands there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowName {
    /// The job's number.
    pub job: String,
    /// The plate, or the VIN.
    pub plate: Option<String>,
    /// When the job began.
    pub begun: Option<DateTime<FixedOffset>>,
    /// The item.
    pub item: Option<String>,
    /// The question in a few words, from the wording of the day.
    pub question: Option<Text>,
}

impl RowName {
    /// All of it in one line: `job 260826-01 · B-MW 2290 · begun 2026-08-26 09:21 · Customer's code`.
    #[must_use]
    pub fn in_words(&self, words: &PlainWords) -> String {
        let job = words.say("named-job", &[("job", &self.job)]);
        let minute = self.begun.map(|time| time.format("%Y-%m-%d %H:%M").to_string());
        let begun = minute.map(|time| words.say("named-begun", &[("time", &time)]));
        let question = self.question.as_ref().map(|question| question.lang(words.language()).to_owned());
        let parts = [Some(job), self.plate.clone(), begun, question.or_else(|| self.item.clone())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Names the lines that a report has faults on, as far as they can be read.
#[must_use]
pub fn row_names(paths: &[PathBuf], report: &Report) -> BTreeMap<LinePlace, RowName> {
    let mut names = BTreeMap::new();
    let mut by_station: BTreeMap<(&Path, &str), BTreeMap<String, BTreeSet<u64>>> = BTreeMap::new();
    for told in &report.stations {
        let faults = told.files.iter().flat_map(|file| &file.faults).filter(|fault| is_of_its_row(fault));
        for (file, line) in faults.filter_map(|fault| Some((&fault.file, fault.line?))) {
            let lines = by_station.entry((&told.folder, &told.station)).or_default();
            lines.entry(file.clone()).or_default().insert(line);
        }
    }
    if by_station.is_empty() {
        return names;
    }
    for source in sources(paths).sources {
        if let Some(lines) = by_station.get(&(source.folder.as_path(), source.station.as_str())) {
            name_lines(&source, lines, &mut names);
        }
    }
    names
}

fn name_lines(source: &Source, lines: &BTreeMap<String, BTreeSet<u64>>, names: &mut BTreeMap<LinePlace, RowName>) {
    let mut found: BTreeMap<(String, u64), (String, Option<String>)> = BTreeMap::new();
    for (file, lines) in lines {
        let numbers = jobs_on_lines(&source.folder.join(file), lines).into_iter();
        found.extend(numbers.map(|(line, number)| ((file.clone(), line), (number.to_string(), None))));
    }
    show_again(source, &mut |shown| {
        let is_asked = lines.get(shown.file).is_some_and(|lines| lines.contains(&shown.line()));
        if let Some(number) = shown.row().job.filter(|_| is_asked) {
            let item = shown.row().item.map(ToOwned::to_owned);
            found.insert((shown.file.to_owned(), shown.line()), (number.to_owned(), item));
        }
    });
    let mut jobs: HashMap<String, Option<Job>> =
        found.values().map(|(number, _)| (number.to_ascii_lowercase(), None)).collect();
    show_again(source, &mut |shown| {
        let number = shown.row().job.map(str::to_ascii_lowercase);
        let Some(job) = number.and_then(|number| jobs.get_mut(&number)) else { return };
        match job {
            Some(job) => drop(shown.tell(job)),
            None => {
                if let Meaning::Fact(fact) = shown.meaning() {
                    *job = Job::begin(fact);
                }
            }
        }
    });
    let kept = source.folder.parent().and_then(Path::parent).map(|exports| exports.join("checklists"));
    // there may be faults on thousands of lines
    let mut wordings: HashMap<&str, Option<Arc<Checklist>>> = HashMap::new();
    for ((file, line), (number, item)) in found {
        let job = jobs.get(&number.to_ascii_lowercase()).and_then(Option::as_ref);
        let checklist = job.zip(kept.as_ref()).and_then(|(job, kept)| {
            let asked = job.asked();
            wordings.entry(asked.sha).or_insert_with(|| kept_checklist(kept, asked).ok()).clone()
        });
        let question = checklist.zip(item.as_ref()).and_then(|(it, id)| Some(it.item(id)?.1.label.clone()));
        let plate = job.and_then(Job::plate).map(|plate| plate.to_string());
        let name = RowName { job: number, plate, begun: job.map(Job::started_at), item, question };
        names.insert((source.folder.clone(), file, line), name);
    }
}
