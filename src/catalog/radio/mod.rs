//! Reads a radio file: what is known about the radios of one car.
//!
//! A new field is a line in the reader of its block; what it must be beside its type stands next to it.

mod lockout;
mod route;

use std::collections::BTreeSet;

use super::names::{Named, Names};
use super::source::fields::Fields;
use super::source::log::Parsed;
use super::source::values::{kind_of, whole_of};
use super::source::{head, read};
use crate::domain::entry::{CodeEntry, EntryMethod};
use crate::domain::loss::Loss;
use crate::domain::precaution::{Airbag, Timed};
use crate::domain::radio::{Advice, Coded, EngineWait, Generation, MakeName, RadioType};
use crate::domain::recovery::STEP_ID_LENGTH_MAX;
use crate::domain::serial_shape::SerialShapes;
use crate::domain::{Id, RadioFile, RecoveryStep, Text};
use lockout::{lock_outs, named_radios};
use route::Routes;

/// The lengths that a code can have. Source: codes of 4 and 6 digits are known; a wider range is a slip.
const CODE_DIGITS: std::ops::RangeInclusive<u32> = 3..=8;

/// The shortest wait before airbag parts are touched that is taken from a file, in seconds. Source: makers' service texts agree on
/// "at least 3 minutes" for cars of these years; shorter figures hold for single cars.
const AIRBAG_SECONDS_MIN: u32 = 180;

/// The longest wait before the lead comes off, in seconds: an hour.
const LONGEST_WAIT: u32 = 3600;

/// Reads a radio file as the linter does, and tells its warnings also when it can be used. `file` is what the file is called in
/// faults. Items, engines and radios that
/// it names must be in one of the built-in checklists.
#[must_use]
pub fn read_radio_file(file: &str, bytes: &[u8]) -> Parsed<RadioFile> {
    read_radio_file_with(file, bytes, Names::built_in())
}

/// Reads a radio file that was kept when a job began: what it names may be asked by no checklist of now.
#[must_use]
pub fn read_kept_radio_file(file: &str, bytes: &[u8]) -> Parsed<RadioFile> {
    read_radio_file_with(file, bytes, &Names::default())
}

/// Reads a radio file beside checklists that ask for `names`.
pub fn read_radio_file_with(file: &str, bytes: &[u8], names: &Names) -> Parsed<RadioFile> {
    read(file, bytes, |fields| radio_file(fields, names))
}

fn radio_file(fields: &mut Fields, names: &Names) -> Option<RadioFile> {
    let head = head(fields)?;
    let is_general = ["general", "lock-out", "recovery", "loss"].into_iter().any(|name| fields.has(name));
    if fields.is_empty("generation") && !is_general {
        fields.missing("generation", "[[generation]] blocks with id, title and years");
    }
    let mut routes = Routes::read(fields);
    let mut ids = BTreeSet::new();
    let file = RadioFile {
        name: make_name(fields, head.id, &head.title),
        id: head.id,
        title: head.title,
        revision: head.revision,
        general: advice(fields, "general", names),
        advice: advice(fields, "advice", names),
        airbag: fields.table("airbag", airbag),
        serials: fields.table("serials", serials).unwrap_or_default(),
        routes: routes.general.clone(),
        losses: losses(fields, names),
        generations: fields
            .each_named("generation", &mut BTreeSet::new(), |block| generation(block, names, &mut routes, &mut ids)),
        radios: fields.each_named("radio", &mut ids, |block| {
            names.check(block, "id", Named::Radio);
            radio(block, names, &mut routes)
        }),
        lock_outs: lock_outs(fields, &ids),
        recovery: recovery(fields, names, &ids),
    };
    routes.tell_unused(fields);
    Some(file)
}

/// Reads a generation; `radio_ids` are those of the file so far: a radio's id is a page of the guide.
fn generation(fields: &mut Fields, names: &Names, routes: &mut Routes, radio_ids: &mut BTreeSet<String>) -> Generation {
    Generation {
        id: fields.id("id"),
        title: fields.text("title"),
        sheet: fields.maybe_text("sheet"),
        years: fields.text("years"),
        provenance: fields.provenance(),
        radios: fields.each_named("radio", radio_ids, |block| radio(block, names, routes)),
        waits: waits(fields, names),
        airbag: fields.table("airbag", airbag),
        siren: fields.table("siren", |block| timed(block, "within-seconds", "within-seconds = 15")),
        starting: fields.table("starting", |block| timed(block, "after-seconds", "after-seconds = 600")),
        losses: losses(fields, names),
        advice: advice(fields, "advice", names),
    }
}

fn radio(fields: &mut Fields, names: &Names, routes: &mut Routes) -> RadioType {
    RadioType {
        id: fields.id("id"),
        label: fields.text("label"),
        sheet: fields.maybe_text("sheet"),
        routes: routes.of_radio(fields),
        coded: fields.maybe_word("coded", &Coded::ALL).unwrap_or(Coded::NotKnown),
        entry: fields.table("entry", entry),
        code_found: fields.text("code-found"),
        difficulty: fields.text("difficulty"),
        provenance: fields.provenance(),
        advice: advice(fields, "advice", names),
    }
}

/// Reads the make of a file's cars; a file that says nothing is a make of its own.
fn make_name(fields: &mut Fields, id: Id, title: &Text) -> MakeName {
    let make = fields.table("make", |block| MakeName { id: block.id("id"), title: block.text("title") });
    make.unwrap_or_else(|| MakeName { id, title: title.clone() })
}

/// Reads what is asked for before airbag parts are touched.
fn airbag(fields: &mut Fields) -> Airbag {
    let ignition = [("off", false), ("on", true)];
    Airbag {
        is_ignition_on: fields.word("ignition", &ignition, "ignition = \"off\" or \"on\""),
        wait: {
            let seconds = fields.whole("wait-seconds", 1..=LONGEST_WAIT, "wait-seconds = 600");
            if seconds < AIRBAG_SECONDS_MIN {
                let help = format!("write {AIRBAG_SECONDS_MIN} or more, whatever a text says");
                fields.error("wait-seconds", format!("{seconds} s are too short"), help);
            }
            Timed { seconds, provenance: fields.provenance() }
        },
    }
}

fn timed(fields: &mut Fields, name: &'static str, example: &str) -> Timed {
    Timed { seconds: fields.whole(name, 1..=LONGEST_WAIT, example), provenance: fields.provenance() }
}

/// Reads how serial numbers of the make look.
fn serials(fields: &mut Fields) -> SerialShapes {
    let words = |fields: &mut Fields, name| -> Vec<String> {
        fields.strings(name).unwrap_or_default().into_iter().map(|(word, _)| word.to_owned()).collect()
    };
    let shapes = SerialShapes { forms: words(fields, "forms"), part_numbers: words(fields, "part-numbers") };
    let is_form = |form: &str| {
        form.chars()
            .all(|c| matches!(c, '#' | '@' | '*' | '.' | '/' | '-') || c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    for form in shapes.forms.iter().filter(|form| form.is_empty() || !is_form(form)) {
        let help = "# is a digit, @ a letter, * either; capitals and digits are themselves";
        fields.error("forms", format!("{form:?} is no form of a serial"), help);
    }
    fields.provenance();
    shapes
}

fn waits(fields: &mut Fields, names: &Names) -> Vec<EngineWait> {
    let mut engines = BTreeSet::new();
    fields.each("wait", |block| {
        let wait = EngineWait {
            engine: names.needed(block, "engine", Named::Engine),
            seconds: block.whole("seconds", 1..=LONGEST_WAIT, "seconds = 300"),
            provenance: block.provenance(),
        };
        if block.raw("engine").is_some_and(|engine| !engines.insert(engine)) {
            block.error("engine", format!("a wait for `{}` is there already", wait.engine), "take one of them out");
        }
        wait
    })
}

fn advice(fields: &mut Fields, name: &'static str, names: &Names) -> Vec<Advice> {
    fields.each(name, |block| Advice {
        item: names.needed(block, "item", Named::Item),
        text: block.text("text"),
        cost: block.maybe_text("cost"),
        provenance: block.provenance(),
    })
}

fn losses(fields: &mut Fields, names: &Names) -> Vec<Loss> {
    fields.each("loss", |block| Loss {
        what: block.text("what"),
        set_again: block.text("set-again"),
        item: names.maybe(block, "item", Named::Item),
        provenance: block.provenance(),
    })
}

fn recovery(fields: &mut Fields, names: &Names, radio_ids: &BTreeSet<String>) -> Vec<RecoveryStep> {
    fields.each_named("recovery", &mut BTreeSet::new(), |block| RecoveryStep {
        id: step_id(block),
        title: block.text("title"),
        text: block.text("text"),
        bring: block.maybe_text("bring"),
        cost: block.maybe_text("cost"),
        radios: named_radios(block, radio_ids),
        code_found: names.needed(block, "code-found", Named::CodeFound),
        provenance: block.provenance(),
    })
}

/// Reads how a radio takes its code.
fn entry(fields: &mut Fields) -> CodeEntry {
    CodeEntry {
        by: fields.word("by", &EntryMethod::ALL, "by = \"keys\", \"screen\" or \"either\""),
        digits: digits(fields),
        confirm: fields.maybe_text("confirm"),
        text: fields.maybe_text("text"),
        provenance: fields.provenance(),
    }
}

/// Reads how long a code is: one length, or several with the usual one first.
fn digits(fields: &mut Fields) -> Vec<u32> {
    let mut digits: Vec<u32> = Vec::new();
    let example = "digits = [4], or [4, 6] with the usual number first";
    fields.needs("digits", example);
    let Some(value) = fields.value("digits") else { return digits };
    let Some(array) = value.get_ref().as_array() else {
        let message = format!("`digits` is {}, and must be a list", kind_of(value));
        fields.error("digits", message, format!("write {example}"));
        return digits;
    };
    if array.is_empty() {
        fields.error("digits", "`digits` names no number", "write digits = [4]");
    }
    for it in array.iter() {
        match whole_of(it).filter(|number| CODE_DIGITS.contains(number)) {
            None => {
                let message = format!("a code has {} to {} digits", CODE_DIGITS.start(), CODE_DIGITS.end());
                fields.error_at(&it.span(), message, "write how many there are, never a code");
            }
            Some(number) if digits.contains(&number) => {
                fields.error_at(&it.span(), format!("{number} stands here twice"), "take one of them out");
            }
            Some(number) => digits.push(number),
        }
    }
    digits
}

/// Reads the id of a recovery step: what came of it is recorded under an item that is called by it.
fn step_id(fields: &mut Fields) -> Id {
    let id = fields.id("id");
    let length = id.as_str().len();
    if length > STEP_ID_LENGTH_MAX {
        fields.error("id", format!("`{id}` has {length} characters, {STEP_ID_LENGTH_MAX} fit"), "shorten it");
    }
    id
}
