//! The evidence for programs, in English; docs/formats.md describes it.

use serde::Serialize;

use super::{Cover, Evidence, EvidenceRow};
use crate::domain::Ending;
use crate::domain::json::encode;
use crate::journal::{FaultClass, encode_time};
use crate::words::english;

#[derive(Serialize)]
struct EvidenceJson<'a> {
    format: &'static str,
    job: String,
    exit_code: u8,
    verdict: &'static str,
    plate: Option<&'a str>,
    serial: Option<&'a str>,
    wording: JsonWording<'a>,
    ending: Option<JsonEnding>,
    damaged_files: Vec<JsonDamage<'a>>,
    rows: Vec<JsonRow<'a>>,
}

#[derive(Serialize)]
struct JsonWording<'a> {
    state: &'static str,
    says: String,
    checklist: Option<&'a str>,
    revision: Option<u32>,
}

#[derive(Serialize)]
struct JsonEnding {
    how: &'static str,
    row: u64,
    time: String,
    receipt: String,
    rows_before: u64,
    agrees: bool,
    why_not: Option<String>,
}

#[derive(Serialize)]
struct JsonDamage<'a> {
    file: &'a str,
    is_unreadable: bool,
    is_of_job: bool,
    is_displaced: bool,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    station: &'a str,
    file: String,
    line: u64,
    row: u64,
    time: String,
    event: &'a str,
    item: Option<&'a str>,
    label: Option<&'a str>,
    ask: Option<&'a str>,
    happened: String,
    said: String,
    value: &'a str,
    who: &'a str,
    note: &'a str,
    replaced_by: Option<u64>,
    seal_before: Option<&'a str>,
    seal: String,
    seal_state: &'static str,
    cover: &'static str,
    is_other_station: bool,
}

/// The evidence as JSON.
///
/// # Errors
/// Never in practice: all of it is text and numbers.
pub fn json(evidence: &Evidence) -> Result<Vec<u8>, serde_json::Error> {
    let checklist = evidence.kept.checklist.as_ref();
    let json = EvidenceJson {
        format: "precheck.evidence/1",
        job: evidence.job.to_string(),
        exit_code: evidence.exit_code(),
        verdict: english(evidence.verdict()),
        plate: evidence.plate.as_deref(),
        serial: evidence.serial.as_deref(),
        wording: JsonWording {
            state: evidence.kept.wording.word(),
            says: evidence.kept.wording.sentence().to_string(),
            checklist: checklist.map(|it| it.id.as_str()),
            revision: checklist.map(|it| it.revision),
        },
        ending: evidence.ending.as_ref().map(|ending| JsonEnding {
            how: match ending.how {
                Ending::Finished => "finished",
                Ending::Stopped => "stopped",
            },
            row: ending.seq,
            time: encode_time(&ending.time),
            receipt: ending.receipt.to_string(),
            rows_before: ending.rows,
            agrees: ending.disagrees.is_none(),
            why_not: ending.disagrees.as_ref().map(ToString::to_string),
        }),
        damaged_files: evidence
            .damaged
            .iter()
            .map(|damage| JsonDamage {
                file: &damage.place,
                is_unreadable: damage.class == FaultClass::Unreadable,
                is_of_job: damage.is_of_job,
                is_displaced: damage.is_displaced,
            })
            .collect(),
        rows: evidence.rows.iter().map(JsonRow::of).collect(),
    };
    encode(&json)
}

impl<'a> JsonRow<'a> {
    fn of(row: &'a EvidenceRow) -> Self {
        let exhibit = &row.exhibit;
        let written = &exhibit.row;
        Self {
            station: exhibit.station.as_str(),
            file: exhibit.file.to_string(),
            line: exhibit.line,
            row: written.seq,
            time: encode_time(&written.time),
            event: written.event.word(),
            item: written.item.as_ref().map(crate::domain::Id::as_str),
            label: row.label.as_ref().map(|label| label.en.as_str()),
            ask: row.ask.as_ref().map(|ask| ask.en.as_str()),
            happened: row.happened.to_string(),
            said: row.said.to_string(),
            value: &written.value,
            who: &written.who,
            note: &written.note,
            replaced_by: row.replaced_by,
            seal_before: Some(exhibit.lead.as_str()).filter(|lead| !lead.is_empty()),
            seal: exhibit.seal.to_string(),
            seal_state: row.link.word(),
            cover: row.cover.word(),
            is_other_station: row.cover == Cover::Elsewhere,
        }
    }
}
