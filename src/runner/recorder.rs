//! Records at a station: writes its journal and keeps the wordings that its jobs were asked.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::archive::{keep, sha};
use super::offers::OffersWatch;
use super::readers::{Folders, Readers};
use super::refused::RefusedEntries;
use super::witness::Witnessing;
use crate::app::effect::RowToSign;
use crate::app::event::{Refused, Reviewed, Sealed};
use crate::app::{LiveReadings, Now, Session, Store};
use crate::audit::{BySha, RecordSeen, by_sha};
use crate::catalog::persons::{NotIdentified, Persons};
use crate::catalog::{Catalog, FileFault, Loaded, NamedStation, Unavailable, Workshop};
use crate::domain::input::Unfit;
use crate::domain::text::printable;
use crate::domain::{
    Checklist, Fact, Identified, Instrument, JobKey, JobNumber, RefusedEntry, RowLink, SecondAt, Secret, Station,
    TakenFrom, What,
};
use crate::journal::{self, Appended, Draft, ReadError, Reader, RecordReview, Refusal, Retirement, Writer};

/// Why a job can't begin, or a row can't be recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecorderError {
    /// The journals' folder can't be read.
    #[error(transparent)]
    Journals(#[from] ReadError),
    /// A file of this station's journal can't be read: a job in it would look like a new one.
    #[error(
        "{0}; nothing is recorded until it can be read: check the disk, or whether another program has the file open"
    )]
    Unread(String),
    /// The checklist can't be used.
    #[error(transparent)]
    Checklist(#[from] Unavailable),
    /// The workshop takes listed names alone.
    #[error(transparent)]
    Name(#[from] Unfit),
    /// The wording can't be kept, so that a job can't begin.
    #[error("the checklist's wording can't be kept in exports/checklists: {0}; check the disk or the network drive")]
    Keep(#[source] std::io::Error),
    /// The journal did not take the row.
    #[error("{0}; {hint}", hint = .0.hint())]
    Refused(#[from] Refusal),
}

/// What is known of a workshop before its checklists are read.
pub struct Located {
    pub folders: Folders,
    workshop: Workshop,
    faults: Vec<FileFault>,
    /// `None` where `workshop.toml` would say it and can't be read.
    named: Option<Station>,
}

impl Located {
    /// Reads `workshop.toml`; see [`Recorder::open`].
    #[must_use]
    pub fn of(folders: Folders, named: Option<Station>) -> Self {
        let (workshop, faults) = Workshop::load(&folders.workshop);
        let named = match (named, workshop.station) {
            (Some(station), _) | (None, NamedStation::Said(station)) => Some(station),
            (None, NamedStation::Unsaid) => Some(Station::from_host(&gethostname::gethostname().to_string_lossy())),
            (None, NamedStation::Unreadable) => None,
        };
        Self { folders, workshop, faults, named }
    }

    /// Which station this is; one without a record where that isn't known.
    #[must_use]
    pub fn station(&self) -> Station {
        self.named.unwrap_or_else(|| Station::like(UNNAMED))
    }
}

/// A station in its workshop's folders.
pub struct Recorder {
    pub folders: Folders,
    /// `workshop.toml`.
    pub workshop: Workshop,
    /// Checklists and radios.
    pub catalog: Arc<Catalog>,
    /// The catalog's checklists by the SHA-256 of their files.
    current: Arc<BySha>,
    /// What is faulty in the workshop's files.
    pub faults: Vec<FileFault>,
    station: Station,
    /// Why nothing can be recorded, where it isn't known which station this is.
    writer: Result<Writer, UnknownStation>,
    witnessing: Witnessing,
    refused: RefusedEntries,
}

/// It isn't known which station this is: the fault in `workshop.toml` that says so.
#[derive(Debug, Clone)]
struct UnknownStation(String);

fn not_there(link: &RowLink) -> Refusal {
    let why = format!("row {} of {} is not there any more", link.seq, link.station);
    Refusal::Unreadable(io::Error::new(io::ErrorKind::NotFound, why))
}

/// What is shown in the place of a station's name that isn't known.
const UNNAMED: &str = "station-unknown";

impl Recorder {
    /// Makes a recorder of `station` in `folders`. Nothing is written yet.
    #[must_use]
    pub fn new(folders: Folders, workshop: Workshop, catalog: Catalog, station: Station) -> Self {
        let folder = journal::Folder::new(&folders.journal(), &station);
        let program = format!("precheck {}", env!("CARGO_PKG_VERSION"));
        let writer = Ok(Writer::new(folder, station, program));
        let current = Arc::new(by_sha(&catalog));
        let (catalog, witnessing, refused) = (Arc::new(catalog), Witnessing::default(), RefusedEntries::default());
        Self { folders, workshop, catalog, current, faults: Vec::new(), station, writer, witnessing, refused }
    }

    /// Loads what a workshop folder says about itself: `workshop.toml` and the checklists, with their faults. `named` is the
    /// station's name that was given for this start; without one `workshop.toml` says it, else the host name makes one. Where
    /// that file can't be read the name isn't known, and nothing is recorded: another name would be another station.
    #[must_use]
    pub fn open(folders: Folders, named: Option<Station>) -> Self {
        Self::open_at(Located::of(folders, named))
    }

    /// As [`Self::open`], where it was looked which station it is.
    #[must_use]
    pub fn open_at(place: Located) -> Self {
        let station = place.station();
        let Located { folders, workshop, mut faults, named } = place;
        let why = faults.iter().find(|fault| fault.is_error()).map_or_else(String::new, ToString::to_string);
        let (catalog, more) = Catalog::load(Some(&folders.workshop));
        faults.extend(more);
        let is_practice = folders.is_practice;
        let mut recorder = Self::new(folders, workshop, catalog, station);
        if named.is_none() && !is_practice {
            recorder.writer = Err(UnknownStation(why));
        }
        Self { faults, ..recorder }
    }

    /// Makes sure that it is known at which station is recorded.
    ///
    /// # Errors
    /// With the fault of `workshop.toml` when it isn't.
    pub fn check_named(&self) -> Result<(), Refusal> {
        self.writer.as_ref().map(|_| ()).map_err(|UnknownStation(why)| Refusal::Unnamed(why.clone()))
    }

    fn writer(&mut self) -> Result<&mut Writer, Refusal> {
        self.writer.as_mut().map_err(|UnknownStation(why)| Refusal::Unnamed(why.clone()))
    }

    #[must_use]
    pub fn station(&self) -> &Station {
        &self.station
    }

    /// What reads, to be used beside this recorder.
    #[must_use]
    pub fn readers(&self) -> Readers {
        Readers {
            folders: self.folders.clone(),
            station: self.station,
            catalog: self.catalog.clone(),
            current: self.current.clone(),
            audit: self.workshop.audit,
            people: self.workshop.people(),
        }
    }

    /// A session in which nobody is there yet.
    #[must_use]
    pub fn session(&self) -> Session {
        Session::new(self.workshop.technicians.clone())
    }

    /// A store that knows this workshop and none of its jobs yet.
    #[must_use]
    pub fn store(&self, now: Now) -> Store {
        let mut store = Store::new(self.station, now);
        store.workshop = self.workshop.name.clone().unwrap_or_else(|| "workshop".to_owned());
        store.folder = printable(&self.folders.workshop.display().to_string());
        let kind = |it: Result<&Loaded<Checklist>, Unavailable>| it.map(|it| it.content.clone());
        store.kinds = self.catalog.kinds().map(kind).collect();
        store.faults = self.faults.iter().filter(|fault| fault.is_error()).map(ToString::to_string).collect();
        store.unnamed = self.check_named().err().map(|refusal| format!("{refusal}; {}", refusal.hint()));
        store.book = self.catalog.book().clone();
        store.pages = self.catalog.guide_pages();
        store.away_ms = i64::from(self.workshop.thresholds.away_after_minutes) * 60_000;
        store.lead_off_minutes = self.workshop.thresholds.lead_off_minutes;
        store.attempts_max = self.workshop.thresholds.attempts_max;
        store.board_days = self.workshop.thresholds.board_days;
        store.people = self.workshop.people();
        store.clock.is_practice = self.folders.is_practice;
        store.live = LiveReadings::new(self.instruments());
        store.letterhead = Arc::new(super::letterhead::read_letterhead(&self.folders.workshop, &self.workshop).0);
        store.checklists = (*self.current).clone();
        store
    }

    /// The instruments that are read here: where something is practised one that pretends, and none of the workshop's.
    #[must_use]
    pub fn instruments(&self) -> Vec<Instrument> {
        if self.folders.is_practice { vec![Instrument::pretended()] } else { self.workshop.instruments.clone() }
    }

    /// A watch over the jobs that the workshop's own system offers, where it has such a folder.
    #[must_use]
    pub fn offers(&self) -> Option<OffersWatch> {
        let plan = self.workshop.offers.as_ref().filter(|_| !self.folders.is_practice)?;
        Some(OffersWatch::over(plan, &self.folders.workshop))
    }

    /// Says up to which row of this station the caller has read.
    pub fn caught_up(&mut self, last_seq: Option<u64>) {
        if let Ok(writer) = &mut self.writer {
            writer.caught_up(last_seq);
        }
    }

    /// Begins a job: keeps the wording of its checklist and of the radio files, then records the start.
    ///
    /// # Errors
    /// When the checklist can't be used or kept, or the journal doesn't take the row.
    pub fn start(
        &mut self,
        number: &JobNumber,
        who: &str,
        checklist: &str,
        is_via_file: bool,
        now: DateTime<FixedOffset>,
    ) -> Result<Sealed, RecorderError> {
        self.check_named().map_err(RecorderError::Refused)?;
        let entry = self.catalog.get(checklist)?;
        let asked = entry.content.clone();
        let sha = sha(&entry.file.bytes);
        let what = What::Started { checklist: asked.id, revision: asked.revision, sha: sha.clone(), is_via_file };
        self.workshop.people().may_sign(&who.into(), &what, &asked.id, now.date_naive())?;
        let folder = self.folders.exports.join("checklists");
        keep(&folder, asked.id.as_str(), asked.revision, &entry.file.bytes).map_err(RecorderError::Keep)?;
        for radio in self.catalog.radio_files() {
            keep(&folder, radio.content.id.as_str(), radio.content.revision, &radio.file.bytes)
                .map_err(RecorderError::Keep)?;
        }
        let draft = Draft {
            job: JobKey { station: self.station, number: *number },
            who: who.into(),
            note: String::new(),
            what,
            expects: None,
        };
        let appended = self.append(&draft, now)?;
        Ok(Sealed { checklist: Some((sha, asked)), ..sealed(appended) })
    }

    /// Records one fact.
    ///
    /// # Errors
    /// When the journal doesn't take the row; nothing of it is then on the disk.
    pub fn append(&mut self, draft: &Draft, now: DateTime<FixedOffset>) -> Result<Appended, Refusal> {
        let draft = self.linked(draft)?;
        let appended = self.writer()?.append(&draft, now)?;
        self.refused.went_well();
        Ok(appended)
    }

    /// A draft in which the row of another station that it refers to is bound by its seal.
    fn linked<'a>(&self, draft: &'a Draft) -> Result<Cow<'a, Draft>, Refusal> {
        let bound = |link: &RowLink| -> Result<RowLink, Refusal> {
            let reader = Reader::new(self.folders.journal());
            let found = reader.sealed_at(&link.station, link.seq).map_err(|error| Refusal::Unreadable(error.source))?;
            let (id, seal) = found.ok_or_else(|| not_there(link))?;
            Ok(RowLink { sealed: Some((id, *seal.bytes())), ..*link })
        };
        let mut draft = Cow::Borrowed(draft);
        if let What::SecondAnswered { item, agrees, request } = &draft.what {
            let what = What::SecondAnswered { item: *item, agrees: *agrees, request: bound(request)? };
            draft.to_mut().what = what;
        }
        if let What::TakenOver { from } = &draft.what {
            let reader = Reader::new(self.folders.journal());
            let part = reader.part_of(&draft.job, &from.last.station, from.last.seq);
            let part = part.map_err(|error| Refusal::Unreadable(error.source))?;
            let part = part.ok_or_else(|| not_there(&from.last))?;
            if !part.later.is_empty() {
                return Err(Refusal::Overtaken { news: part.later });
            }
            let last = RowLink { sealed: Some((part.id, *part.seal.bytes())), ..from.last };
            let from = TakenFrom { last, rows: part.sum.rows(), sum: *part.sum.seal().bytes(), ..*from };
            draft.to_mut().what = What::TakenOver { from };
        }
        if let Some(SecondAt::Station(link)) = &draft.who.second_at {
            let link = bound(link)?;
            draft.to_mut().who.second_at = Some(SecondAt::Station(Box::new(link)));
        }
        Ok(draft)
    }

    /// Says by what a person is identified.
    ///
    /// # Errors
    /// When it isn't his, when too many were wrong, or when the file of the workshop can't be read or written.
    pub fn identify(
        &self,
        name: &str,
        secret: &Secret,
        now: DateTime<FixedOffset>,
    ) -> Result<Identified, NotIdentified> {
        Persons::of(&self.folders.workshop).identify(name, secret, now)
    }

    /// A row that says how whoever signs it was identified. What isn't his is noted as something that was not taken.
    ///
    /// # Errors
    /// As [`Self::identify`].
    pub fn sign(
        &mut self,
        secret: &Secret,
        name: &str,
        row: RowToSign,
        now: DateTime<FixedOffset>,
    ) -> Result<RowToSign, NotIdentified> {
        let identified = self.identify(name, secret, now).inspect_err(|why| {
            if let (NotIdentified::Unfit(unfit), RowToSign::Fact(draft)) = (why, &row) {
                let (item, who) = (draft.what.item().copied(), draft.who.first.to_string().into());
                self.refused.note(RefusedEntry { job: draft.job, item, kind: unfit.kind, who });
            }
        })?;
        Ok(row.signed(identified))
    }

    /// Takes note of something that was said and not taken. It is written later: see [`Self::write_refused`].
    pub fn note_refused(&mut self, entry: RefusedEntry) {
        self.refused.note(entry);
    }

    /// Writes what was said and not taken since the last time. What can't be written waits until another row could be.
    pub fn write_refused(&mut self, now: DateTime<FixedOffset>) {
        if let Ok(writer) = &mut self.writer {
            self.refused.write(writer, now);
        }
    }

    /// Writes down how far the other stations' journals are, where that is due after a row that was just recorded. What can't be
    /// written says so with the next row.
    pub fn witness_after(&mut self, fact: &Fact, now: DateTime<FixedOffset>) {
        if self.witnessing.is_due_after(fact) {
            self.witness(now);
        }
    }

    /// Writes down how far the other stations' journals are as the program ends, where something was recorded since the last time.
    pub fn witness_at_end(&mut self, now: DateTime<FixedOffset>) {
        if self.witnessing.is_due_at_end() {
            self.witness(now);
        }
    }

    fn witness(&mut self, now: DateTime<FixedOffset>) {
        if let Ok(writer) = &mut self.writer {
            let _ = self.witnessing.witness(&Reader::new(self.folders.journal()), writer, now);
        }
    }

    /// Lets the next row be preceded by one that says that the clock went so many seconds further than was counted.
    pub fn clock_went_forward(&mut self, seconds: i64) {
        if let (Ok(writer), Ok(seconds)) = (&mut self.writer, u64::try_from(seconds)) {
            writer.clock_went_forward(seconds);
        }
    }

    /// Lets the next row be preceded by one that says that so many seconds of a wait which it needs were counted by the clock alone.
    pub fn clock_alone(&mut self, seconds: u32, job: JobKey) {
        if let Ok(writer) = &mut self.writer {
            writer.clock_alone(seconds, job);
        }
    }

    /// Records that a manager has seen a finding about the record itself.
    ///
    /// # Errors
    /// When the journal doesn't take the row; nothing of it is then on the disk.
    pub fn review(
        &mut self,
        review: &RecordReview,
        now: DateTime<FixedOffset>,
    ) -> Result<journal::AppendedReview, Refusal> {
        self.writer()?.review(review, now)
    }

    /// Records that older rows of stations' journals are taken away; the numbers of the rows that say so.
    ///
    /// # Errors
    /// When the journal doesn't take the row; nothing of it is then on the disk.
    pub fn retire(&mut self, retired: &[Retirement], now: DateTime<FixedOffset>) -> Result<Vec<u64>, Refusal> {
        self.writer()?.retire(retired, now)
    }

    /// What others have recorded at this station since the last look or row. Reads only; what can't be read now is looked
    /// for again next time.
    #[must_use]
    pub fn look(&mut self) -> Vec<Fact> {
        self.writer().map(Writer::look).map(Result::unwrap_or_default).unwrap_or_default()
    }
}

/// What the program tells about a row that is on the disk.
#[must_use]
pub fn sealed(appended: Appended) -> Sealed {
    Sealed {
        fact: appended.fact,
        seal: appended.seal,
        news: appended.news,
        notices: appended.notices.iter().map(ToString::to_string).collect(),
        checklist: None,
    }
}

/// What the program tells about a review of the record itself that is on the disk.
#[must_use]
pub fn reviewed(review: RecordReview, done: journal::AppendedReview) -> Reviewed {
    let seen = RecordSeen { review, time: done.time };
    Reviewed { seen, news: done.news, notices: done.notices.iter().map(ToString::to_string).collect() }
}

/// What the program tells about a row that is not on the disk.
#[must_use]
pub fn refused(refusal: Refusal) -> Refused {
    // the other refusals say all that there is to say in words of their own
    let cause = match &refusal {
        Refusal::NotRecorded(cause) | Refusal::Unreadable(cause) => format!(" ({cause})"),
        _ => String::new(),
    };
    let message = format!("{refusal}{cause}; {}", refusal.hint());
    let news = match refusal {
        Refusal::Overtaken { news } => news,
        _ => Vec::new(),
    };
    Refused { message, news }
}
