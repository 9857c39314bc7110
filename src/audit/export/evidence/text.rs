//! The evidence as lines that any face can draw, and as plain text.

use chrono::{DateTime, FixedOffset};
use unicode_width::UnicodeWidthStr;

use super::{Cover, Evidence, EvidenceRow, SealLink};
use crate::domain::Ending;
use crate::domain::text::printable;
use crate::domain::wrap::wrap;
use crate::journal::{BUNDLE_CANNOT_SHOW, CANNOT_SHOW, EventName, FaultClass, readable_names};

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
    pub name: &'static str,
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
pub fn lines(evidence: &Evidence) -> Vec<EvidenceLine> {
    let mut page = EvidencePage(Vec::new());
    head(evidence, &mut page);
    let is_own = |row: &&EvidenceRow| row.cover != Cover::Elsewhere;
    page.title(&format!("What station {} recorded", evidence.job.station));
    evidence.rows.iter().filter(is_own).for_each(|row| row_lines(row, &mut page));
    if evidence.rows.iter().any(|row| row.cover == Cover::Elsewhere) {
        page.title("What other stations recorded about it");
        evidence.rows.iter().filter(|row| !is_own(row)).for_each(|row| row_lines(row, &mut page));
    }
    page.title("What this can't show");
    for limit in [BUNDLE_CANNOT_SHOW[1], CANNOT_SHOW[1], CANNOT_SHOW[2]] {
        page.add(EvidenceTone::Quiet, 0, 2, &format!("- {limit}"));
    }
    page.0
}

/// The evidence as plain text, in lines of at most `columns` cells where its words allow.
#[must_use]
pub fn text(evidence: &Evidence, columns: usize) -> String {
    broken(&lines(evidence), columns).into_iter().map(|(_, text)| text + "\n").collect()
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

struct EvidencePage(Vec<EvidenceLine>);

impl EvidencePage {
    fn add(&mut self, tone: EvidenceTone, indent: usize, hang: usize, text: &str) {
        self.0.push(EvidenceLine { tone, indent, hang, name: "", text: printable(text) });
    }

    fn title(&mut self, text: &str) {
        self.add(EvidenceTone::Title, 0, 0, "");
        self.add(EvidenceTone::Title, 0, 0, text);
    }

    /// A name and what stands behind it.
    fn pair(&mut self, tone: EvidenceTone, name: &'static str, value: &str) {
        self.0.push(EvidenceLine { tone, indent: 0, hang: NAME_CELLS, name, text: printable(value) });
    }
}

/// A moment as people read it, to the second.
fn moment(time: &DateTime<FixedOffset>) -> String {
    time.format("%Y-%m-%d %H:%M:%S %:z").to_string()
}

fn head(evidence: &Evidence, page: &mut EvidencePage) {
    page.add(EvidenceTone::Title, 0, 0, &format!("Evidence of job {}", evidence.job));
    page.pair(EvidenceTone::Plain, "Plate", evidence.plate.as_deref().unwrap_or("not recorded"));
    page.pair(EvidenceTone::Plain, "Radio serial", evidence.serial.as_deref().unwrap_or("not recorded"));
    if let Some(first) = evidence.rows.first().map(|row| &row.exhibit.row) {
        page.pair(EvidenceTone::Plain, "Began", &format!("{}, {}", moment(&first.time), first.who));
    }
    match &evidence.ending {
        None => page.pair(EvidenceTone::Plain, "Ended", "not yet: the job is open"),
        Some(ending) => {
            let how = match ending.how {
                Ending::Finished => "finished",
                Ending::Stopped => "stopped",
            };
            page.pair(EvidenceTone::Plain, "Ended", &format!("{}, {how}", moment(&ending.time)));
            page.pair(EvidenceTone::Plain, "Receipt", &ending.receipt.to_string());
        }
    }
    let is_usual = matches!(evidence.kept.wording, super::WordingState::Kept { .. });
    page.pair(
        if is_usual { EvidenceTone::Plain } else { EvidenceTone::Bad },
        "Wording",
        &evidence.kept.wording.words(),
    );
    let (own, elsewhere) = evidence.count();
    let others = if elsewhere == 0 { String::new() } else { format!(", {elsewhere} of other stations") };
    page.pair(EvidenceTone::Plain, "Rows", &format!("{own} of station {}{others}", evidence.job.station));
    proof(evidence, page);
}

/// Seals, the job's sum, damaged files, and what it all comes to.
fn proof(evidence: &Evidence, page: &mut EvidencePage) {
    match evidence.unproven().count() {
        0 => page.pair(EvidenceTone::Plain, "Seals", "every seal fits its row and the seal before it"),
        count => page.pair(EvidenceTone::Bad, "Seals", &format!("{count} of {} DO NOT FIT", evidence.rows.len())),
    }
    match &evidence.ending {
        None => page.pair(EvidenceTone::Plain, "Job's sum", "none yet: it is written when the job ends"),
        Some(ending) => match &ending.disagrees {
            None => {
                let words = format!("fits: row {} names the {} rows before it and their sum", ending.seq, ending.rows);
                page.pair(EvidenceTone::Plain, "Job's sum", &words);
            }
            Some(why) => page.pair(EvidenceTone::Bad, "Job's sum", &format!("DOES NOT FIT: {why}")),
        },
    }
    for damage in &evidence.damaged {
        let what = match damage.class {
            _ if damage.is_displaced => "is another station's file, or a copy; precheck verify says which",
            FaultClass::Unreadable => "could not be read, so rows about this job may be missing",
            FaultClass::Resaved => "was saved again by another program, contents intact",
            _ => "has faults; precheck verify names them",
        };
        let (tone, beside) = match damage.is_of_job {
            true => (EvidenceTone::Bad, ""),
            false => (EvidenceTone::Plain, "; the rows of this job are not touched by that"),
        };
        page.pair(tone, "Journal", &format!("{} {what}{beside}", damage.place));
    }
    let tone = if evidence.class().is_some() { EvidenceTone::Bad } else { EvidenceTone::Plain };
    page.pair(tone, "In short", evidence.verdict());
}

fn row_lines(row: &EvidenceRow, page: &mut EvidencePage) {
    let exhibit = &row.exhibit;
    let written = &exhibit.row;
    page.add(EvidenceTone::Row, 0, 0, "");
    let (names, note) = readable_names(written);
    let who = if names.is_empty() { String::new() } else { format!(" · {names}") };
    page.add(EvidenceTone::Row, 0, INDENT, &format!("Row {} · {}{who}", written.seq, moment(&written.time)));
    let mut say = |tone, text: &str| page.add(tone, INDENT, INDENT + 2, text);
    match (&row.label, &row.ask) {
        (Some(label), Some(ask)) => say(EvidenceTone::Plain, &format!("{label}: {ask}")),
        _ => {
            if let Some(item) = written.item.as_ref().filter(|_| row.is_answer()) {
                say(EvidenceTone::Plain, &format!("item {item}"));
            }
        }
    }
    let id = Some(&written.value).filter(|value| row.is_answer() && !value.contains(' ') && **value != row.said);
    let id = id.filter(|_| written.event != EventName::Skip).map_or(String::new(), |id| format!(" [{id}]"));
    let said = if row.said.is_empty() { String::new() } else { format!(": {}", row.said) };
    say(EvidenceTone::Plain, &format!("{}{said}{id}", row.happened));
    if !note.is_empty() {
        say(EvidenceTone::Plain, &format!("note: {note}"));
    }
    if let Some(seq) = row.replaced_by {
        say(EvidenceTone::Plain, &format!("replaced later: row {seq} counts instead"));
    }
    let tone = if row.link == SealLink::Fits { EvidenceTone::Quiet } else { EvidenceTone::Bad };
    say(tone, &format!("seal {}", exhibit.seal));
    let place = format!("{}/{} line {}", exhibit.station, exhibit.file, exhibit.line);
    say(tone, &format!("{} · {} · {place}", row.link.words(), row.cover.words()));
}
