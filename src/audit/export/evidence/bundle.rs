//! The evidence as a folder to hand on: the rows of this job alone, the wording, a text for people, and how to check it all.
//!
//! The form of what proves something stands at the head of [`crate::journal::Bundle`]'s file; the rest is for people.

use super::text::text;
use super::{Evidence, KeptFiles, WordingState};
use crate::domain::saved_text::one_form;
use crate::domain::wrap::wrap_cells;
use crate::domain::{Ending, JobKey, JobNumber, Station};
use crate::journal::{
    BUNDLE_CANNOT_SHOW, BUNDLE_CHECKLISTS, BUNDLE_ROWS, BUNDLE_SEALS, Bundle, BundleReport, Fault, FaultKind, flaws_of,
};
use crate::words::{LANGUAGES, PlainWords, Said, Sentence, Words};

/// The file with the evidence in words.
pub const EVIDENCE_TEXT: &str = "evidence.txt";
/// The file that says how the bundle is checked.
pub const HOW_TO_CHECK: &str = "HOW-TO-CHECK.txt";
/// The columns of its texts.
const COLUMNS: usize = 80;

/// The files of the bundle: their names below its folder, with `/`, and their bytes; its texts in a language that is built in.
#[must_use]
pub fn files(evidence: &Evidence, language: &str) -> Vec<(String, Vec<u8>)> {
    // words of the workshop's own can't be made again by whoever is handed it
    let words = &Words::new(language, None).plain();
    let bundle = evidence.bundle();
    let mut files = vec![
        (HOW_TO_CHECK.to_owned(), Guide::write(evidence, words).into_bytes()),
        (EVIDENCE_TEXT.to_owned(), reading(evidence, words).into_bytes()),
        (BUNDLE_ROWS.to_owned(), bundle.rows_text().into_bytes()),
        (BUNDLE_SEALS.to_owned(), bundle.seals_text().into_bytes()),
    ];
    for kept in evidence.kept.file.iter().chain(&evidence.kept.radio_files) {
        files.push((format!("{BUNDLE_CHECKLISTS}/{}", kept.name), kept.bytes.clone()));
    }
    files
}

/// The text of the bundle. It can be made again from what lies beside it, so that its words can be held against the rows:
/// files with faults, which don't, are told where the checking is. The wording lies beside it as it was on the day, however the
/// workshop's own copy was saved since.
fn reading(evidence: &Evidence, words: &PlainWords) -> String {
    let flaws = flaws_of(&evidence.job, &evidence.bundle().rows);
    let mut sound = Evidence { damaged: Vec::new(), flaws, ..evidence.clone() };
    if let WordingState::Resaved { name } = sound.kept.wording {
        sound.kept.wording = WordingState::Kept { name };
    }
    format!("{}\n{}\n", text(&sound, words, COLUMNS), made_by(words))
}

/// The last line of the text.
fn made_by(words: &PlainWords) -> String {
    words.say("bundle-made-by", &[("version", env!("CARGO_PKG_VERSION"))])
}

/// Holds the text of a bundle against its rows. One that another version made may be worded in another way.
pub fn compare_text(report: &mut BundleReport) {
    let Some(job) = report.job.split_once('/').and_then(|(station, number)| {
        Some(JobKey { station: Station::new(station).ok()?, number: JobNumber::new(number).ok()? })
    }) else {
        return;
    };
    let read = |name: &str| std::fs::read(report.folder.join(name));
    let of_text = |message| Sentence::says(message, [("file", Said::text(EVIDENCE_TEXT))]);
    let (Ok(rows), Ok(told)) = (read(BUNDLE_ROWS), read(EVIDENCE_TEXT)) else {
        return report.unchecked.push(of_text("unchecked-words"));
    };
    let (bundle, _) = Bundle::parse(&rows);
    let kept = KeptFiles::read(&report.folder.join(BUNDLE_CHECKLISTS), &bundle);
    let told = one_form(&told);
    let evidence = Evidence::of(&job, bundle, &[], Vec::new(), kept);
    let languages = LANGUAGES.map(|(language, _)| Words::new(language, None).plain());
    if languages.iter().any(|words| *told == *reading(&evidence, words).as_bytes()) {
        return;
    }
    if languages.iter().any(|words| told.ends_with(format!("{}\n", made_by(words)).as_bytes())) {
        let kind = FaultKind::Bundle { why: Sentence::says("bundle-other-words", []) };
        let (station, file) = (String::new(), EVIDENCE_TEXT.to_owned());
        report.faults.push(Fault { station, file, line: None, seq: None, kind });
    } else {
        report.unchecked.push(of_text("unchecked-version"));
    }
}

/// How the bundle is checked, and what that shows, in plain words.
struct Guide<'a> {
    evidence: &'a Evidence,
    words: &'a PlainWords,
    text: String,
}

impl Guide<'_> {
    fn write(evidence: &Evidence, words: &PlainWords) -> String {
        let mut guide = Guide { evidence, words, text: String::new() };
        guide.says("bundle-how-title", &[("job", &evidence.job.to_string())]);
        guide.says("bundle-how-what", &[]);
        let files = [
            (EVIDENCE_TEXT, "bundle-how-evidence"),
            (BUNDLE_ROWS, "bundle-how-rows"),
            (BUNDLE_SEALS, "bundle-how-seals"),
            (BUNDLE_CHECKLISTS, "bundle-how-checklists"),
        ];
        for (file, message) in files {
            guide.text.push_str(&format!("  {file:<16} {}\n", words.get(message)));
        }
        guide.text.push('\n');
        guide.says("bundle-how-shows-head", &[]);
        guide.says("bundle-how-shows", &[]);
        guide.ending();
        guide.limits();
        guide.checks();
        guide.text
    }

    /// A paragraph.
    fn says(&mut self, message: &str, values: &[(&str, &str)]) {
        self.paragraph("", &self.words.say(message, values));
        self.text.push('\n');
    }

    /// Lines of a paragraph, with a sign before the first of them.
    fn paragraph(&mut self, sign: &str, text: &str) {
        for (at, line) in wrap_cells(text, COLUMNS - 4).into_iter().enumerate() {
            let lead = if at == 0 { sign.to_owned() } else { " ".repeat(sign.len()) };
            self.text.push_str(&format!("{lead}{line}\n"));
        }
    }

    /// Commands to type, each on a line.
    fn commands(&mut self, commands: &[String]) {
        commands.iter().for_each(|command| self.text.push_str(&format!("     {command}\n")));
        self.text.push('\n');
    }

    /// What the end of the job adds to the single seals.
    fn ending(&mut self) {
        let (_, elsewhere) = self.evidence.count();
        match &self.evidence.ending {
            None => self.says("bundle-how-open", &[]),
            Some(ending) => {
                let message = match ending.how {
                    Ending::Finished => "bundle-how-finished",
                    Ending::Stopped => "bundle-how-stopped",
                };
                let (row, rows) = (ending.seq.to_string(), ending.rows.to_string());
                self.says(message, &[("row", &row), ("n", &rows)]);
                self.text.push_str(&format!("  {}\n\n", ending.receipt));
                self.says("bundle-how-compare", &[]);
            }
        }
        if elsewhere > 0 {
            self.says("bundle-how-others", &[]);
        }
    }

    fn limits(&mut self) {
        self.says("bundle-how-cannot-head", &[]);
        let limits = BUNDLE_CANNOT_SHOW.map(|limit| self.words.get(limit).to_owned());
        let files = self.evidence.damaged.iter();
        let files = files.map(|damage| self.words.say("bundle-how-faults", &[("file", &damage.place)]));
        let text = self.words.get("bundle-how-text").to_owned();
        let all: Vec<String> = limits.into_iter().chain(files).chain([text]).collect();
        all.iter().for_each(|limit| self.paragraph("- ", limit));
        self.text.push('\n');
    }

    /// Checking it with three tools that share nothing.
    fn checks(&mut self) {
        let (evidence, of_rows) = (self.evidence, |line: usize| format!("sed -n '{line}p' rows.txt"));
        let receipt = if evidence.ending.is_some() { " --receipt CODE" } else { "" };
        self.says("bundle-how-check-head", &[]);
        self.says("bundle-how-precheck", &[]);
        self.commands(&[format!("precheck verify .{receipt}")]);
        self.says("bundle-how-python", &[]);
        self.commands(&["python3 check_journal.py .".to_owned()]);
        self.says("bundle-how-by-hand", &[]);
        let mut rows = evidence.rows.iter().enumerate();
        if let Some((place, row)) =
            rows.find(|(_, row)| row.is_answer()).or_else(|| evidence.rows.iter().enumerate().next())
        {
            let (before, line) = (place * 3 + 3, place * 3 + 4);
            self.says("bundle-how-row", &[("row", &row.exhibit.row.seq.to_string())]);
            let sealed = format!("sed -n '{before},{line}p' rows.txt | head -c -66 | sha256sum");
            self.commands(&[sealed, format!("{} | sed 's/.*,//'", of_rows(line))]);
        }
        if let Some(ending) = &evidence.ending {
            let place = evidence.rows.iter().position(|row| row.exhibit.row.seq == ending.seq).unwrap_or_default();
            self.says("bundle-how-sum", &[]);
            self.commands(&["tr -d '\\n' <seals.txt | sha256sum".to_owned(), of_rows(place * 3 + 4)]);
        }
        if let Some(kept) = &evidence.kept.file {
            self.says("bundle-how-wording", &[]);
            self.commands(&[format!("sha256sum checklists/{}", kept.name), of_rows(4)]);
        }
    }
}
