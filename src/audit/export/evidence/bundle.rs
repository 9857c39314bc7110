//! The evidence as a folder to hand on: the rows of this job alone, the wording, a text for people, and how to check it all.
//!
//! The form of what proves something stands at the head of [`crate::journal::Bundle`]'s file; the rest is for people.

use super::text::text;
use super::{Evidence, EvidenceRow, KeptFiles, WordingState};
use crate::domain::saved_text::one_form;
use crate::domain::{Ending, JobKey, JobNumber, Station};
use crate::journal::{
    BUNDLE_CANNOT_SHOW, BUNDLE_CHECKLISTS, BUNDLE_ROWS, BUNDLE_SEALS, Bundle, BundleReport, Fault, FaultKind, flaws_of,
};

/// The file with the evidence in words.
pub const EVIDENCE_TEXT: &str = "evidence.txt";
/// The file that says how the bundle is checked.
pub const HOW_TO_CHECK: &str = "HOW-TO-CHECK.txt";
/// The last line of the text.
const MADE_BY: &str = concat!("precheck ", env!("CARGO_PKG_VERSION"), " made this text from rows.txt and checklists/");
/// The columns of its texts.
const COLUMNS: usize = 80;

/// The files of the bundle: their names below its folder, with `/`, and their bytes.
#[must_use]
pub fn files(evidence: &Evidence) -> Vec<(String, Vec<u8>)> {
    let bundle = evidence.bundle();
    let mut files = vec![
        (HOW_TO_CHECK.to_owned(), how_to_check(evidence).into_bytes()),
        (EVIDENCE_TEXT.to_owned(), reading(evidence).into_bytes()),
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
fn reading(evidence: &Evidence) -> String {
    let flaws = flaws_of(&evidence.job, &evidence.bundle().rows);
    let mut sound = Evidence { damaged: Vec::new(), flaws, ..evidence.clone() };
    if let WordingState::Resaved { name } = sound.kept.wording {
        sound.kept.wording = WordingState::Kept { name };
    }
    format!("{}\n{MADE_BY}\n", text(&sound, COLUMNS))
}

/// Holds the text of a bundle against its rows. One that another version made may be worded in another way.
pub fn compare_text(report: &mut BundleReport) {
    let Some(job) = report.job.split_once('/').and_then(|(station, number)| {
        Some(JobKey { station: Station::new(station).ok()?, number: JobNumber::new(number).ok()? })
    }) else {
        return;
    };
    let read = |name: &str| std::fs::read(report.folder.join(name));
    let (Ok(rows), Ok(told)) = (read(BUNDLE_ROWS), read(EVIDENCE_TEXT)) else {
        report
            .unchecked
            .push(format!("{EVIDENCE_TEXT}: could not be read, so its words were not held against the rows"));
        return;
    };
    let (bundle, _) = Bundle::parse(&rows);
    let kept = KeptFiles::read(&report.folder.join(BUNDLE_CHECKLISTS), &bundle);
    let told = one_form(&told);
    if *told == *reading(&Evidence::of(&job, bundle, &[], Vec::new(), kept)).as_bytes() {
        return;
    }
    if told.ends_with(format!("{MADE_BY}\n").as_bytes()) {
        let why = "does not say what the rows say: go by the rows".to_owned();
        let kind = FaultKind::Bundle { why };
        report.faults.push(Fault {
            station: String::new(),
            file: EVIDENCE_TEXT.to_owned(),
            line: None,
            seq: None,
            kind,
        });
    } else {
        report
            .unchecked
            .push(format!("{EVIDENCE_TEXT}: made by another version, so its words were not held against the rows"));
    }
}

/// The statement, in plain words.
fn how_to_check(evidence: &Evidence) -> String {
    let mut text = format!(
        "How to check this record of job {job}\n\n\
         This folder holds what a workshop recorded with precheck about one job, and\n\
         nothing about any other.\n\n\
         \x20 evidence.txt     the record in words, to be read\n\
         \x20 rows.txt         the rows themselves, which prove it\n\
         \x20 seals.txt        the seals of the rows that the job's sum is made of\n\
         \x20 checklists/      what was asked, word by word; radio files that were at hand\n\n",
        job = evidence.job
    );
    text.push_str(
        "What it shows\n\n\
         Each row was written when something happened, and ends in a seal: the SHA-256\n\
         of the seal of the row before it and of the row itself. rows.txt has three\n\
         lines for each row: where it stands in the workshop's journals; the seal of\n\
         the row before it, 64 digits in the place of that row; and the row, with its\n\
         seal behind the last comma. Change one character of a row, and its seal no\n\
         longer fits.\n\n",
    );
    text.push_str(&ending_words(evidence));
    text.push_str("What it can't show\n\n");
    for limit in BUNDLE_CANNOT_SHOW {
        let mut chars = |text: &str| text.chars().count() as f32;
        let lines = crate::domain::wrap::wrap(limit, (COLUMNS - 4) as f32, &mut chars);
        text.push_str(&format!("- {}\n", lines.join("\n  ")));
    }
    for damage in &evidence.damaged {
        text.push_str(&format!("- the journal file {} had faults when this was made\n", damage.place));
    }
    text.push_str("- evidence.txt is made from the rows, to be read. It proves nothing by itself.\n\n");
    text.push_str(&checks(evidence));
    text
}

/// The paragraph on what the end of the job adds to the single seals.
fn ending_words(evidence: &Evidence) -> String {
    let (_, elsewhere) = evidence.count();
    let mut text = match &evidence.ending {
        None => "The job was open when this was made. The row that ends a job says how many rows\n\
                 it has and what their seals add up to; that row is not there yet.\n\n"
            .to_owned(),
        Some(ending) => format!(
            "Row {seq}, which {ended} the job, says that {rows} rows of this job came before it\n\
             and what their seals add up to. The receipt on the customer's sheet is made\n\
             from the seal of that row:\n\n\
             \x20 {receipt}\n\n\
             Compare it with the paper. When it is the same, all these rows are those that\n\
             were there when the paper was printed: none changed, added, moved or left out.\n\n",
            seq = ending.seq,
            ended = if ending.how == Ending::Finished { "finished" } else { "stopped" },
            rows = ending.rows,
            receipt = ending.receipt,
        ),
    };
    if elsewhere > 0 {
        text.push_str(
            "Rows of other stations (a sheet handed over at the desk, say) come last. Each\n\
             bears its own seal; the job's sum and the receipt don't cover them.\n\n",
        );
    }
    text
}

/// The paragraphs on checking it with three tools that share nothing.
fn checks(evidence: &Evidence) -> String {
    let receipt = if evidence.ending.is_some() { " --receipt CODE" } else { "" };
    let mut text = format!(
        "How to check it\n\n\
         1. With precheck, in this folder (CODE is the receipt on the customer's paper):\n\n\
         \x20    precheck verify .{receipt}\n\n\
         2. Without precheck, with Python and tests/check_journal.py of precheck's source:\n\n\
         \x20    python3 check_journal.py .\n\n\
         3. By hand, with the tools of any Linux:\n\n"
    );
    if let Some((place, row)) =
        evidence.rows.iter().enumerate().find(|(_, row)| row.is_answer()).or_else(|| first(evidence))
    {
        let (before, line) = (place * 3 + 3, place * 3 + 4);
        text.push_str(&format!(
            "   One row, here row {seq}. Both commands print the same 64 digits:\n\n\
             \x20    sed -n '{before},{line}p' rows.txt | head -c -66 | sha256sum\n\
             \x20    sed -n '{line}p' rows.txt | sed 's/.*,//'\n\n",
            seq = row.exhibit.row.seq,
        ));
    }
    if let Some(ending) = &evidence.ending {
        let place = evidence.rows.iter().position(|row| row.exhibit.row.seq == ending.seq).unwrap_or_default();
        text.push_str(&format!(
            "   The job's sum. The first command prints the digits behind 'job' in the row\n\
             \x20  that the second prints:\n\n\
             \x20    tr -d '\\n' <seals.txt | sha256sum\n\
             \x20    sed -n '{line}p' rows.txt\n\n",
            line = place * 3 + 4,
        ));
    }
    if let Some(kept) = &evidence.kept.file {
        text.push_str(&format!(
            "   The wording. The digits are those behind 'sha' in the first row:\n\n\
             \x20    sha256sum checklists/{}\n\
             \x20    sed -n '4p' rows.txt\n",
            kept.name
        ));
    }
    text
}

fn first(evidence: &Evidence) -> Option<(usize, &EvidenceRow)> {
    evidence.rows.first().map(|row| (0, row))
}
