//! The journal: the proof. One sealed row for everything that happened, append-only, tamper-evident.
//!
//! This is the specification of the format, byte by byte. A reader written from it needs nothing else; the proof is
//! checked with `sha256sum`, a few lines of Python, or SQL.
//!
//! # Files
//!
//! `exports/journal/<station>/<YYYY-MM>.csv`: named by the local month of its first row; `<YYYY-MM>.2.csv`, `.3` …
//! where that name is taken. A station's files are ordered by the seq of their first row. One station writes only into
//! its own folder. UTF-8 without a byte order mark. Every line, the last one too, ends in one LF. The first line is,
//! exactly:
//!
//! ```text
//! seq,time,job,event,item,value,who,note,seal
//! ```
//!
//! # Rows
//!
//! A row is at most 4,096 bytes with its LF, in nine columns with commas between them. A field is quoted if, and only
//! if, it has a comma or a quote in it; quotes in it are doubled. No field has a line's end in it. There is one byte
//! form for each row: what decodes and encodes to other bytes is no row.
//!
//! | column | content |
//! | --- | --- |
//! | seq | decimal without leading zeros, from 0 (at most 2⁵³−1), counting on across the station's files without a gap |
//! | time | RFC 3339, local, milliseconds, numeric offset: `2026-11-22T09:14:03.512+01:00`. Order is seq, not time |
//! | job | `J` and the job's number, `[A-Za-z0-9][A-Za-z0-9._-]{0,30}`; empty in rows about the file itself, and in rows about a job of another station, and in `refused` rows, whose value begins `of <station> <number> ` |
//! | event | a name from the table below, or another of the form `[a-z][a-z0-9-]{0,39}`, which readers keep |
//! | item | `[a-z][a-z0-9-]{0,39}`, or empty |
//! | value | starts with an ASCII letter; escaped; at most 1,000 bytes as it stands in the file |
//! | who | the technician, `first + second` where two people sign; [marked](#notes-and-names), escaped; at most 200 bytes |
//! | note | the event's typed parts, then free text: see [notes](#notes-and-names); escaped; at most 2,000 bytes |
//! | seal | 64 lower-case hex digits |
//!
//! | event | item | value |
//! | --- | --- | --- |
//! | `open`, row 0 of every file | the station | `fmt 1 id <20 hex digits> prev <last seal of the file before, or none>`; note: program and version |
//! | `start` | the checklist | `rev <n> sha <SHA-256>`: of the [checklist file](#wording) |
//! | `answer`, `correct` | the checklist's item, or one [beside it](#rows-beside-the-checklist) | an option's id, `num 12.60 V`, `sn BP538971317615`, or `text AB12 CDE` |
//! | `skip` | the checklist's item | `not-applicable` |
//! | `override` | the checklist's item | an answer as above, or `none` |
//! | `ask` | the checklist's item | an answer as above, or `none`: see [second names](#second-names) |
//! | `approve` | the item | `of <station> <number> yes id <20 hex digits> row <n> seal <seal>`, or `no` in the place of `yes` |
//! | `take` | | `from <station> rows <n> job <SHA-256> id <20 hex digits> row <n> seal <seal>`, and ` beside <n>` behind it: see [taken over](#taken-over) |
//! | `pause`, `resume` | the page, `a` to `d` | a reason's id; of a `resume` without a pause `away`, or `hands`: somebody else went straight on |
//! | `clear` | the page | `skipped <n> overridden <n>` |
//! | `attempt` | | `accepted`, `error`, `wait`, `locked`, `unknown` |
//! | `finish`, `stop` | | `rows <n> job <SHA-256>`: over the n earlier seals of rows about this job in this station (none of them `refused`), as hex, one after the other |
//! | `remark` | what it is on: the item, the page, or empty | `item`, `call` (of that page) or `job`; the note is the remark |
//! | `watch` | the instrument | `begin at <where> floor <volts>`, `dip <n> s low <volts>`, `lost <n> s`, `gap <n> s`, or `end row <n> samples <n> low <volts> mean <volts> watched <n> of <n> s dips <n> losses <n> sha <SHA-256>`: see [the watch](#the-watch) |
//! | `handover` | | `signed`, `not-signed`, `not-collected` |
//! | `print` | | `printed`, `sent`, `failed` |
//! | `sent` | | `by-email`: the mail server took the sheet; to whom it went is not recorded |
//! | `review` | the finding | `seen`; without a job, the finding is about the record itself |
//! | `action` | the finding | `open <YYYY-MM-DD>` or `done`: see [actions](#actions); without a job, the finding is about the record itself |
//! | `clock` | | `back <n> s`, `forward <n> s`, `ahead <n> s` or `alone <n> s of <station> <number>`: see [clocks](#clocks) |
//! | `recover` | | `cut <n> bytes` |
//! | `refused` | the item, or empty | `of <station> <number> <kind>`: see [what was refused](#what-was-refused) |
//! | `witness` | another station | `id <20 hex digits> row <n> seal <seal>`, and ` ahead <n> s` behind it: see [witnesses](#witnesses) |
//! | `retire` | a station, this one too | `id <20 hex digits> row <n> seal <seal>`, with a name under it: see [retired rows](#retired-rows) |
//!
//! # Clocks
//!
//! A `clock` row is written before the row that was due, when the clock is more than two seconds behind the last row (`back`), or
//! when it went more than two minutes further than was counted while the program ran (`forward`): it was set forward, or the
//! computer slept. `ahead`: it is more than two minutes ahead of the time that the drive gave to the file as a row was written. A time
//! that the row did not change is none of the drive's: it came with a copy, or the computer remembers it. `alone`: the row behind it,
//! about the job that is named, needed a wait, and for so many seconds of it nobody counted along, since the program was begun anew
//! meanwhile: the clock alone says that they passed.
//!
//! # Witnesses
//!
//! A station that can see other stations' journals writes down how far they are: with its first row of a day or of a start, as it
//! ends, and with each `finish` and `stop`. A `witness` row says the journal's id, the number of a row at its end and that row's
//! seal: not the last row, nor the `witness`, `refused` or `retire` rows that it ends with, which are written several at once, nor
//! one that is younger than ten seconds, since a power cut might take these back. So a journal whose end was cut off, or that was
//! written anew as a whole, no longer has what others saw of it. `ahead`: that row's time was more than two minutes ahead of the
//! witness's clock.
//!
//! # Retired rows
//!
//! Whole files of old months may be taken away from the beginning of a station's journal. Before, a `retire` row at any station
//! says the journal's id, the number of the last row that goes, and its seal. So a record is whole that begins with the row behind
//! it and goes on after that seal, or that has some of those rows still. Where the journal is gone whole, what other stations saw of
//! these rows is not asked for any more. Only `retire` and `witness` rows count whose own seals fit, and of several `retire` rows
//! about a journal those that reach furthest: an older one doesn't excuse what a later one says otherwise.
//! Without such a row a record that doesn't begin with row 0 has lost its beginning.
//!
//! # Second names
//!
//! Where the second person of an override is at another station, an `ask` row at the job's own says whom it asks, for what, and why:
//! it is one of the job's rows. An `approve` row at the other station answers it, and says the id of the journal, the number and
//! the seal of the row that it answers. The `override` row that follows a `yes` says the same of the `approve` row: so each is bound
//! to the one before, in another journal, and whoever has both holds one against the other as against a `witness` row.
//!
//! # Actions
//!
//! An `action` row says that something is to be done about a finding of a job: `open` and the last day for it; its note says by whom
//! (`whose`), and what. Which finding is meant, it says as a `review` row does. The next row of the same finding, and of the same item
//! where one is said, changes that, or says that it was `done`; then the note says what came of it. The last one counts, also where it
//! is another station's.
//!
//! # Taken over
//!
//! The station that began a job holds it: it alone answers its items, calls its pages and ends it. A `take` row says that its own
//! station holds the job from here on, and behind which row of the station that held it: the id of that journal, the row's number and
//! seal, and before it how many rows about the job that station has written up to there, and the SHA-256 of their seals as in a
//! `finish` row. So a job's rows have an order that no clock decides: those of its first station up to the row that the first `take`
//! names, then those of the next from its `take` row on. It may be taken back in the same way.
//!
//! What a station writes about the work while it does not hold the job stands beside it, and counts in nothing: it didn't know yet, or
//! two stations took the job over at the same moment. Of several `take` rows behind one station's rows that one counts which names the
//! lowest row; of these the one with the earliest time, then the station whose name comes first. `beside <n>`: so many rows beside the
//! job were known to whoever took it over, who looked at the car; as long as there are more, nobody may take it for granted how it is.
//!
//! A `finish` or `stop` row counts the rows about the job in its own station, those before the `take` row included. What the stations
//! before wrote is counted by the `take` rows.
//!
//! # What was refused
//!
//! A `refused` row says that something was typed or chosen for an item of a job, or without one about the job, and not taken: `form`
//! (not what is asked for), `range` (a figure that can't be), `code` (digits that may be a radio code), `name` (of somebody who may
//! not sign), `early` (before a wait was over) or `rule` (anything else that may not be recorded then). What it was is nowhere. It
//! changes nothing in its job and is none of its rows. For an item at most three are written between a start of the program and its
//! end, on the screen a few seconds later, so that nobody waits for them: there may have been more.
//!
//! # The watch
//!
//! While a battery is off an instrument may watch what feeds the car, a sample a second. Nobody signs what it saw: these rows have no
//! name under them, are rows of their job like any other, and change no answer. `<where>` is one of the words for a place of a measured
//! figure, `<volts>` has two digits behind the point. `begin`: from here on it is watched, and what is below the floor is low. `dip`: two
//! samples or more, one after the other, were low; how long, and the lowest. `lost`: for longer than three seconds there was no sample;
//! from the last one to the next. `gap`: the program did not run; from its last sample to its beginning. Of dips, losses and gaps at most
//! forty have rows. `end`, once the lead is on again or the job has ended, names the row of its `begin` and says: how many samples, the
//! lowest and their mean (`none` each without a sample), how many seconds were watched of those since the call by which the battery was
//! to come off, how many dips, and how many losses and gaps, with those that have no rows. A watch without an `end` broke off. Where a
//! job is taken over the station before ends its watch as it learns of that, and the one that has the job begins its own.
//!
//! The samples stand in `exports/readings/<station>-<job>-<row of its begin>.csv`, of the station that watched, the job's number in lower case: a line `time,volts`,
//! then a line for each sample, `2026-11-22T09:18:02.512+01:00,12.46`, without a figure where nothing was read, each ending in LF. Their
//! times are counted steadily from one reading of the clock. `sha` is the SHA-256 of that file as it was at the `end`. The file may be
//! missing; where it is there, it is the one that is named, or was changed.
//!
//! # Codes of a car
//!
//! An adapter may ask the engine's computer for the VIN and fault codes, before the work (item `lamps`) and after it (`lamps-after`). What
//! it told is a part of a `remark` on that item, which whoever read it signs. The VIN has 17 capital letters and digits, none of them `I`,
//! `O` or `Q`. `<codes>` are at most 64, each a letter of `P`, `C`, `B`, `U` and four digits of which the first is up to `3` and the others
//! are hexadecimal, in the order of their two bytes (P, C, B, U, then the digits), each once, with a blank between; or `none`. What the car does not
//! tell is `untold`. The last such row on an item counts; what was read after the work is held against what was read before it over the
//! kinds of codes that both tell, all kinds together, unless both tell a VIN and these are two. A row whose part has another form is a remark.
//!
//! # Wording
//!
//! `exports/checklists/<checklist>-<n>-<first 8 of its SHA-256>.toml` is a copy of the checklist file that a job was begun with. A
//! copy that has this SHA-256 once a byte order mark is put before it or taken off, its lines end in LF or in CR LF, and none,
//! one or two line ends stand after its last words, has the same wording: editors, version control and file servers change
//! these. New copies are written without a mark, with LF, and with one line end at their end.
//!
//! # Rows beside the checklist
//!
//! - `answer` of the item `attempt`: `begun` is written before a code is entered, and stands open until an `attempt` row of
//!   the same job follows, or `withdrawn` says that nothing was entered after all.
//! - `attempt`: what the radio said to a code. With the part `seen` it tells what the display showed or somebody told, not an
//!   entry here. `unknown` without that part: it was entered, and nobody saw what the radio did.
//! - `correct` of the item `attempt`: what came of the job's last `attempt` row at that station instead. What opens the way
//!   again (`accepted`, or anything after `locked`) bears two names.
//!   With `withdrawn` or `unknown`: LOCKED, as it was seen last, was misread; the display asks for the code, or makes people wait.
//! - `override` of the item `attempt-wait` or `attempt-limit`, value `none`: stands before one attempt, by two people.
//! - `correct` to the value `taken-back`: the answer before it was taken back within ten seconds, before anybody relied on it, and
//!   the item is to be answered again. To a reader that doesn't know the word it is an option that the item doesn't have.
//! - `answer` to an item `recovery-<step>`: `found`, `not-found` or `not-tried`.
//! - `review` of a finding's kind: a manager has seen it. With the part `item <item>` it is about the finding on that item
//!   alone; without, it covers all findings of the kind that the job had by then. With the part `journal <id>` the job is in
//!   another workshop, at the station whose journal has that id.
//! - `review` without a job, value `seen`: a manager has seen a finding about the record itself, in the file that the part
//!   `file` names; its row is the one that the finding is about, else the last one that the file had then, so that what the file
//!   says later is not seen. A broken proof, and what can't be read, are never seen.
//!
//! - `remark`: changes no answer, and may be on an item of the checklist or a `recovery-<step>`. Of those on one thing that begin
//!   `customer:` the customer reads each on the sheet, up to one that says nothing behind it: that takes back those before.
//!
//! Attempts and what belongs to them, remarks, reviews, actions, prints, e-mails and handovers may stand after a job's end, and in another station's
//! journal.
//!
//! # Notes and names
//!
//! What is typed has no form, and nothing is read out of it. What has one stands before it: a note is the typed parts of its
//! event, in this order and each at most once, then free text. A part is one from the table and `: `, or the end of the note.
//!
//! | event | parts |
//! | --- | --- |
//! | `start` | `via file`: the job came from a file of answers |
//! | `stop` | why: `no-code`, `declined`, `unsafe`, `part-wrong`, `mistake` · `car left with the lead off` · `still fitted (<what>, <what>)` |
//! | `attempt` | `seen`: not entered here · behind it `it plays`: the radio plays again, or `U+001E` `elsewhere <n> <day>`: as somebody told, `n` being `1`, `2`, `3-or-more` or `unknown`, the day `today` (the row's, or not known) or `before` |
//! | `review` | `journal <id>` · `item <item>` · `U+001E` `agrees`, or `U+001E` `differs <item> <item>`: what a manager saw at the car beside what was recorded; without a job: `journal <id>` · `file <station>/<file> row <n>`, or without the row |
//! | `action` | `journal <id>` · `item <item>` · of `open` `U+001E` `whose <name>`; without a job `journal <id>` · `file <station>/<file> row <n>`, or without the row · `whose` |
//! | `answer`, `correct`, `override`, `ask` | of a figure `U+001E` `measured <instrument> <where>`: an instrument measured it and nobody typed it; `<where>` is `posts` of the battery, the car's `leads`, `obd` socket, plug of the `saver`, or 12 V `socket`. Without it, it was typed, or came from a file |
//! | `remark` on an item | `U+001E` `codes <instrument> vin <VIN> stored <codes> pending <codes> permanent <codes>`: see [codes of a car](#codes-of-a-car) |
//! | `override`, `correct`, `review`, `action` | before all others `U+001E` `name typed`, `name PIN` or `name badge`: how the second person was identified, or who signs alone |
//! | `override`, `correct` | behind it `U+001E` `second here` or `second by-phone`: where the second person was; or `second at <station> id <20 hex digits> row <n> seal <seal>`: the row of another station in which he said so |
//! | `approve` | `U+001E` `name typed`, `name PIN` or `name badge`: how he was identified |
//! | `ask` | `U+001E` `asks <name>`: whose name is asked for; then why |
//!
//! The note of a `correct` row is the reason, `; ` and the remark on the new answer, or the reason alone. One that begins
//! `customer:`, in whatever case, is all remark. In any remark that word says that the customer will read it.
//!
//! All of this is written as it is where it reads back as it was meant. Where it would not, U+001F stands before the free text, and
//! before each character that could be taken for an end: `;` in a reason, `,` and `)` in what is fitted, `:` in a name that is asked
//! for or has something to do, `:` and a space in a file's path, `+` in a name; and before each U+001F there. It is taken off in reading, with no meaning to what is behind it. No
//! face of the program lets anybody type one. So `asked again; customer: no` as the reason of a correction is, in the file,
//! `asked again\u{1f}; customer: no`.
//!
//! A part that a later version adds begins with U+001E, which no free text begins with. A reader that does not know it shows it.
//!
//! # Escapes
//!
//! In value, who and note, the whole column taken as one text, before it is quoted:
//!
//! - a backslash is `\\`;
//! - C0, DEL, C1, U+2028, U+2029, U+FEFF, U+061C, U+200E, U+200F, U+202A–E, U+2066–9 and U+E0000–E007F are `\u{…}`,
//!   lower-case hex without leading zeros;
//! - `=` `+` `-` `@` and their full-width forms get a backslash when they are first in the column, or first after `,`
//!   `;` `|`; in who and note an ASCII digit or full stop that is first in the column gets one too. "First" does not
//!   count U+0020, U+00A0, `"` and `'`; anything else, an escape included, counts.
//!
//! # Seals
//!
//! A row's seal is the SHA-256 over the bytes of the file from the previous row's seal (for the first row: from the
//! start of the file) up to, not including, the row's last comma. That is one contiguous slice of the file: the seal
//! before as hex (or the header), LF, the row without its seal.
//!
//! ```
//! use precheck::journal::{HEADER, Seal};
//!
//! let row = "0,2026-11-30T17:39:58.004+01:00,,open,bay-1,fmt 1 id 00112233445566778899 prev none,,precheck 0.1.0";
//! let seal = Seal::over(HEADER.as_bytes(), row.as_bytes());
//! assert_eq!(seal.hex(), "263ab72ee5361caa8984e1d4b1694523c6e0a3e1ed5144caa4c1a6ecdcdf1d49");
//!
//! let next = "1,2026-11-30T17:40:02.511+01:00,J261130-01,start,battery,rev 1 sha \
//!             abababababababababababababababababababababababababababababababab,Ana K.,";
//! let seal = Seal::over(seal.hex().as_bytes(), next.as_bytes());
//! assert_eq!(seal.hex(), "dd0b29e811cb85071940217669162dde50718c1c9b694edaf449d7410dc19fab");
//! ```
//!
//! A [`Receipt`] is the first 80 bits of the seal of a `finish` or `stop` row, for the customer's paper. A
//! [`Checkpoint`] is the seal of the last row at some moment, for the manager to keep elsewhere. Without one of them a
//! chain can't show everything: see [`CANNOT_SHOW`].
//!
//! # Invariants
//!
//! - A row counts when it is synced to the disk, not before: [`Writer::append`].
//! - A torn tail is cut by the next writer, under the lock, and a `recover` row says so: what follows the last LF, a
//!   last line with a NUL in it, or a file without a whole header and row 0. Nothing else is ever cut. On a full disk the
//!   row follows once there is room, if the program still runs then.
//! - A damaged file is left as it is; the writer goes on in a new one, after the last row that can be read.
//! - [`Reader`] and [`verify()`] never write.
//! - No bytes make any of them panic, or keep more than one row in memory that was not asked for.

mod format;
mod read;
mod verify;
mod write;

pub use crate::domain::JournalId;
pub use format::bundle::{BUNDLE_CHECKLISTS, BUNDLE_MAGIC, BUNDLE_ROWS, BUNDLE_SEALS, Bundle, Exhibit};
pub use format::checkpoint::{BadCheckpoint, Checkpoint, Checkpoints};
pub use format::column::{BadRow, Column, NOTE_BYTES_MAX, ROW_BYTES_MAX, VALUE_BYTES_MAX, WHO_BYTES_MAX};
pub use format::escape::{BadEscape, escape, formula_places, unescape};
pub use format::event::EventName;
pub use format::fact::{Draft, Meaning, asked_of, decode_answer, encode_answer, ending_disagrees, meaning, row_of};
pub use format::fault::{Fault, FaultClass, FaultKind, Missed};
pub use format::file_event::{
    FORMAT, FileEvent, Opened, RecordPlace, RecordReview, Retirement, Witness, open_row, retirement_row, review_row,
    witness_row,
};
pub use format::file_name::{FileName, LOCK_NAME, Month};
pub use format::flaw::{Flaw, FlawKind, FlawedJob};
pub use format::readable::{readable, readable_names};
pub use format::receipt::{BadReceipt, Receipt, ScannedReceipt};
pub use format::row::{HEADER, Row, SEQ_MAX, encoded_len};
pub use format::row_ref::RowRef;
pub use format::seal::{JobSum, SEAL_HEX_BYTES, Seal};
pub use format::time::{encode_time, row_time};
pub use read::job_seals::flaws_of;
pub use read::reader::{Exhibits, FileNote, ReadError, Reader, Record};
pub use read::sources::{Source, Sources, jobs_on_lines, sources};
pub use read::threads::for_each_source;
pub use verify::report::{
    BUNDLE_CANNOT_SHOW, BundleReport, CANNOT_SHOW, FileReport, ReceiptFound, Report, StationReport,
};

pub use verify::witnesses::hold_against_witnesses;
pub use verify::{Options, Shown, show_again, show_again_from, verify, verify_bytes, verify_showing, verify_with};
pub use write::appended::{Appended, AppendedReview, WriterNotice};
pub use write::disk::{Disk, Folder, Lock};
pub use write::follower::Follower;
pub use write::refusal::Refusal;
pub use write::writer::Writer;
