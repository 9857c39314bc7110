//! The evidence as lines that any face can draw, and as plain text.

use chrono::{DateTime, FixedOffset};
use unicode_width::UnicodeWidthStr;

use super::{Cover, Evidence, EvidenceRow, SealLink};
use crate::domain::Ending;
use crate::domain::text::printable;
use crate::domain::wrap::wrap;
use crate::journal::{BUNDLE_CANNOT_SHOW, CANNOT_SHOW, EventName, FaultClass, readable_names};
use crate::words::PlainWords;

/// One line, not wrapped yet. Its text is safe for a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// Its tone.
    pub tone: EvidenceTone,
    /// Blanks in front of it.
    pub indent: usize,
    /// Blanks in front of what doesn't fit on its first line.
    pub hang: usize,
    /// A name in a column of its own, as wide as `hang`; empty when there is none.
    pub name: String,
    /// Its text; empty between parts.
    pub text: String,
}

/// The tone of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceTone {
    /// Begins a part.
    Title,
    /// Begins a row.
    Row,
    /// What was said.
    Plain,
    /// What proves it, and other small print.
    Quiet,
    /// Something is not as it should be.
    Bad,
}

/// The cells of a name at the head, and what stands behind it.
const NAME_CELLS: usize = 14;
/// The indent of a row's own lines.
const INDENT: usize = 3;

/// The evidence as lines.
#[must_use]
pub fn lines(evidence: &Evidence, words: &PlainWords) -> Vec<EvidenceLine> {
    let mut page = EvidencePage { words, lines: Vec::new() };
    head(evidence, &mut page);
    let is_own = |row: &&EvidenceRow| row.cover != Cover::Elsewhere;
    page.title("evidence-own", &[("station", &evidence.job.station.to_string())]);
    evidence.rows.iter().filter(is_own).for_each(|row| row_lines(row, &mut page));
    if evidence.rows.iter().any(|row| row.cover == Cover::Elsewhere) {
        page.title("evidence-others", &[]);
        evidence.rows.iter().filter(|row| !is_own(row)).for_each(|row| row_lines(row, &mut page));
    }
    page.title("evidence-cannot", &[]);
    for limit in [BUNDLE_CANNOT_SHOW[1], CANNOT_SHOW[1], CANNOT_SHOW[2]] {
        page.add(EvidenceTone::Quiet, 0, 2, &format!("- {}", words.get(limit)));
    }
    page.lines
}

/// The evidence as plain text, in lines of at most `columns` cells where its words allow.
#[must_use]
pub fn text(evidence: &Evidence, words: &PlainWords, columns: usize) -> String {
    broken(&lines(evidence, words), columns).into_iter().map(|(_, text)| text + "\n").collect()
}

/// Lines broken to at most `columns` cells where their words allow, each with how it is meant.
#[must_use]
pub fn broken(lines: &[EvidenceLine], columns: usize) -> Vec<(EvidenceTone, String)> {
    let mut broken = Vec::new();
    for line in lines {
        let room = columns.saturating_sub(line.hang).max(20);
        let mut cells = |text: &str| text.width() as f32;
        for (at, words) in wrap(&line.text, room as f32, &mut cells).into_iter().enumerate() {
            let front = match at {
                0 if line.name.is_empty() => format!("{:1$}", "", line.indent),
                0 => format!("{:1$}", line.name, line.hang),
                _ => format!("{:1$}", "", line.hang),
            };
            broken.push((line.tone, format!("{front}{words}").trim_end().to_owned()));
        }
    }
    broken
}

struct EvidencePage<'a> {
    words: &'a PlainWords,
    lines: Vec<EvidenceLine>,
}

impl EvidencePage<'_> {
    fn add(&mut self, tone: EvidenceTone, indent: usize, hang: usize, text: &str) {
        self.lines.push(EvidenceLine { tone, indent, hang, name: String::new(), text: printable(text) });
    }

    fn title(&mut self, message: &str, values: &[(&str, &str)]) {
        self.add(EvidenceTone::Title, 0, 0, "");
        self.add(EvidenceTone::Title, 0, 0, &self.words.say(message, values));
    }

    /// A name and what stands behind it.
    fn pair(&mut self, tone: EvidenceTone, name: &str, value: &str) {
        let name = self.words.get(name).to_owned();
        self.lines.push(EvidenceLine { tone, indent: 0, hang: NAME_CELLS, name, text: printable(value) });
    }

    /// A name, and behind it a message with its values.
    fn says(&mut self, tone: EvidenceTone, name: &str, message: &str, values: &[(&str, &str)]) {
        let value = self.words.say(message, values);
        self.pair(tone, name, &value);
    }
}

/// A moment as people read it, to the second.
fn moment(time: &DateTime<FixedOffset>) -> String {
    time.format("%Y-%m-%d %H:%M:%S %:z").to_string()
}

fn head(evidence: &Evidence, page: &mut EvidencePage<'_>) {
    let (words, plain) = (page.words, EvidenceTone::Plain);
    page.add(EvidenceTone::Title, 0, 0, &words.say("evidence-title", &[("job", &evidence.job.to_string())]));
    let unknown = words.get("evidence-not-recorded");
    page.pair(plain, "evidence-plate", evidence.plate.as_deref().unwrap_or(unknown));
    page.pair(plain, "evidence-serial", evidence.serial.as_deref().unwrap_or(unknown));
    if let Some(first) = evidence.rows.first().map(|row| &row.exhibit.row) {
        page.pair(plain, "evidence-began", &format!("{}, {}", moment(&first.time), first.who));
    }
    match &evidence.ending {
        None => page.says(plain, "evidence-ended", "evidence-open", &[]),
        Some(ending) => {
            let how = match ending.how {
                Ending::Finished => "evidence-finished",
                Ending::Stopped => "evidence-stopped",
            };
            page.says(plain, "evidence-ended", how, &[("time", &moment(&ending.time))]);
            page.pair(plain, "evidence-receipt", &ending.receipt.to_string());
        }
    }
    let is_usual = matches!(evidence.kept.wording, super::WordingState::Kept { .. });
    let wording = evidence.kept.wording.sentence().in_words(words);
    page.pair(if is_usual { plain } else { EvidenceTone::Bad }, "evidence-wording", &wording);
    let (own, elsewhere) = evidence.count();
    let message = if elsewhere == 0 { "evidence-rows-own" } else { "evidence-rows-others" };
    let (own, elsewhere, station) = (own.to_string(), elsewhere.to_string(), evidence.job.station.to_string());
    page.says(plain, "evidence-rows", message, &[("n", &own), ("others", &elsewhere), ("station", &station)]);
    proof(evidence, page);
}

/// Seals, the job's sum, damaged files, and what it all comes to.
fn proof(evidence: &Evidence, page: &mut EvidencePage<'_>) {
    let (words, plain, all) = (page.words, EvidenceTone::Plain, evidence.rows.len().to_string());
    let count = |link: SealLink| evidence.rows.iter().filter(|row| row.link == link).count();
    let wrong = [(SealLink::Broken, "evidence-seals-not"), (SealLink::Unknown, "evidence-seals-unknown")];
    let wrong = wrong.into_iter().filter(|(link, _)| count(*link) > 0);
    let wrong: Vec<String> =
        wrong.map(|(link, message)| words.say(message, &[("n", &count(link).to_string()), ("all", &all)])).collect();
    match wrong.is_empty() {
        true => page.says(plain, "evidence-seals", "evidence-seals-fit", &[]),
        false => page.pair(EvidenceTone::Bad, "evidence-seals", &wrong.join(", ")),
    }
    match &evidence.ending {
        None => page.says(plain, "evidence-sum", "evidence-sum-none", &[]),
        Some(ending) => match &ending.disagrees {
            None => {
                let (row, rows) = (ending.seq.to_string(), ending.rows.to_string());
                page.says(plain, "evidence-sum", "evidence-sum-fits", &[("row", &row), ("n", &rows)]);
            }
            Some(why) => {
                let why = why.in_words(words);
                page.says(EvidenceTone::Bad, "evidence-sum", "evidence-sum-not", &[("why", &why)]);
            }
        },
    }
    for damage in &evidence.damaged {
        let message = match damage.class {
            _ if damage.is_displaced => "evidence-file-displaced",
            FaultClass::Unreadable => "evidence-file-unread",
            FaultClass::Resaved => "evidence-file-resaved",
            _ => "evidence-file-faults",
        };
        let (tone, beside) = match damage.is_of_job {
            true => (EvidenceTone::Bad, ""),
            false => (plain, words.get("evidence-file-beside")),
        };
        let what = words.say(message, &[("file", &damage.place)]);
        page.pair(tone, "evidence-journal", &format!("{what}{beside}"));
    }
    let tone = if evidence.class().is_some() { EvidenceTone::Bad } else { plain };
    page.says(tone, "evidence-short", evidence.verdict(), &[]);
}

fn row_lines(row: &EvidenceRow, page: &mut EvidencePage<'_>) {
    let (exhibit, words) = (&row.exhibit, page.words);
    let written = &exhibit.row;
    page.add(EvidenceTone::Row, 0, 0, "");
    let (names, note) = readable_names(written);
    let note = row.remark.as_deref().unwrap_or(&note);
    let names = names.in_words(words);
    let who = if names.is_empty() { String::new() } else { format!(" · {names}") };
    let at = [("row", &*written.seq.to_string()), ("time", &*moment(&written.time))];
    page.add(EvidenceTone::Row, 0, INDENT, &format!("{}{who}", words.say("evidence-row", &at)));
    let mut say = |tone, text: &str| page.add(tone, INDENT, INDENT + 2, text);
    match (&row.label, &row.ask) {
        (Some(label), Some(ask)) => {
            let language = words.language();
            say(EvidenceTone::Plain, &format!("{}: {}", label.lang(language), ask.lang(language)));
        }
        _ => {
            if let Some(item) = written.item.as_ref().filter(|_| row.is_answer()) {
                say(EvidenceTone::Plain, &words.say("evidence-item", &[("item", item)]));
            }
        }
    }
    let (happened, said) = (row.happened.in_words(words), row.said.in_words(words));
    let is_unnamed = |id: &str| ["told-unnamed", "said-unnamed"].iter().any(|it| words.say(it, &[("id", id)]) == said);
    let is_said = |id: &str| id == said || is_unnamed(id);
    let id = Some(&written.value).filter(|value| row.is_answer() && !value.contains(' ') && !is_said(value));
    let id = id.filter(|_| written.event != EventName::Skip).map_or(String::new(), |id| format!(" [{id}]"));
    let said = if said.is_empty() { String::new() } else { format!(": {said}") };
    say(EvidenceTone::Plain, &format!("{happened}{said}{id}"));
    if !note.is_empty() {
        say(EvidenceTone::Plain, &words.say("evidence-note", &[("note", note)]));
    }
    if let Some(seq) = row.replaced_by {
        say(EvidenceTone::Plain, &words.say("evidence-replaced", &[("row", &seq.to_string())]));
    }
    let tone = if row.link == SealLink::Fits { EvidenceTone::Quiet } else { EvidenceTone::Bad };
    say(tone, &words.say("evidence-seal", &[("seal", &exhibit.seal.to_string())]));
    let file = format!("{}/{}", exhibit.station, exhibit.file);
    let place = words.say("evidence-line", &[("file", &file), ("line", &exhibit.line.to_string())]);
    say(tone, &format!("{} · {} · {place}", words.get(row.link.message()), words.get(row.cover.message())));
}
