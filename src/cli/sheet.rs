//! `precheck sheet JOB`: the customer's page, to the screen, a file or a printer.

use std::io::Write;
use std::path::Path;

use super::args::{self, SheetFormat, SheetPaper};
use super::tell::patiently;
use super::which::one;
use super::workshop::Asked;
use super::{Failure, tell};
use crate::app::Store;
use crate::app::preview::CUSTOMER_CHARS_MAX;
use crate::catalog::Paper;
use crate::domain::input::Unfit;
use crate::domain::text::printable;
use crate::domain::{EmailAddress, Job, JobKey, Right, What, rules};
use crate::files::write_named;
use crate::journal::Draft;
use crate::runner::email::EmailOut;
use crate::runner::{Past, Recorder, SystemClock, email, letterhead, printer, sheets};
use crate::sheet::{self, EmailLetter, Letterhead, Request, Sheet};
use crate::words::is_language;

/// The columns of a line printer.
const COLUMNS: usize = 80;

pub(super) fn sheet(asked: &Asked, args: &args::SheetArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    // a job that has a sheet has a workshop: none is made for it
    let mut recorder = asked.recorder_at(asked.find()?)?;
    let (letterhead, told) = letterhead::read_letterhead(&recorder.folders.workshop, &recorder.workshop);
    told.iter().for_each(|text| tell(&format!("precheck: {text}")));
    let mut store = recorder.store(SystemClock::start().now());
    let key = patiently(|| -> Result<JobKey, Failure> {
        let readers = recorder.readers();
        let last_seq = readers.fill(&mut Past::default(), &mut store, &mut recorder.session())?;
        recorder.caught_up(last_seq);
        let key = one(&store, &args.job)?;
        readers.hold(&mut store, &key)?;
        Ok(key)
    })?;
    // a row of the job may be in it, such as that its radio plays again
    store.unread.iter().for_each(|(_, fault)| tell(&printable(&format!("precheck: {fault}"))));
    let page = Page::of(&recorder, &letterhead, &store, &key, args)?;
    if let Some(named) = &args.print {
        let named = named.as_deref().filter(|name| !name.trim().is_empty());
        let who = args.who.as_deref().map(rules::name).transpose();
        let who = who.map_err(|unfit| Failure::Usage(unfit.to_string()))?.unwrap_or_default();
        let printed = print(&mut recorder, &page, named.or(letterhead.printer.as_deref()), &who, out)?;
        return Ok(if printed == 0 { tell_flaws(&store, &key) } else { printed });
    }
    if let Some(address) = &args.email {
        let sent = email(&mut recorder, &page, &letterhead, (address, args.who.as_deref().unwrap_or_default()), out)?;
        return Ok(if sent == 0 { tell_flaws(&store, &key) } else { sent });
    }
    page.write(&recorder, args.output.as_deref(), out)?;
    Ok(tell_flaws(&store, &key))
}

/// Says what is wrong with the record of a job, if anything is; the exit code.
fn tell_flaws(store: &Store, key: &JobKey) -> u8 {
    let flaws = store.flaws(key);
    if flaws.is_empty() {
        return 0;
    }
    tell(&format!("precheck: THE RECORD OF JOB {key} IS NOT INTACT: its page has no receipt"));
    flaws.iter().for_each(|flaw| tell(&printable(&format!("precheck: {flaw}"))));
    1
}

/// A composed sheet and the form that is wanted of it.
struct Page<'a> {
    job: &'a Job,
    format: SheetFormat,
    paper: Paper,
    /// With the customer's name, where one was given.
    sheet: Sheet,
    /// Without it: what is kept.
    unnamed: Sheet,
}

impl<'a> Page<'a> {
    fn of(
        recorder: &Recorder,
        letterhead: &Letterhead,
        store: &'a Store,
        key: &JobKey,
        args: &args::SheetArgs,
    ) -> Result<Self, Failure> {
        let progress = store.progress(key).ok_or_else(|| Failure::Usage(store.cannot_open(key).to_string()))?;
        let job = progress.job;
        let language = language(letterhead, args.lang.as_deref())?;
        let words = letterhead.words(&language);
        let customer = args.customer.as_deref().map(str::trim).filter(|name| !name.is_empty());
        if customer.is_some_and(|name| name.chars().count() > CUSTOMER_CHARS_MAX) {
            return Err(Failure::Usage(format!("--customer: at most {CUSTOMER_CHARS_MAX} characters fit on the line")));
        }
        let format = format(args)?;
        if let Some(c) = customer.filter(|_| format == SheetFormat::Pdf).and_then(sheet::cannot_be_set) {
            return Err(Failure::Usage(format!(
                "--customer: '{c}' can't be set on the page: leave the name out, and write it in by hand"
            )));
        }
        let guard = store.guard(key);
        let compose = |customer| {
            let is_practice = recorder.folders.is_practice;
            let request = Request {
                progress: &progress,
                letterhead,
                words: &words,
                seal: store.seal(job),
                flaws: store.flaws(key),
                now: store.now().wall,
                customer,
                is_practice,
                guard: guard.as_ref(),
            };
            sheet::compose(&request).map_err(|no| Failure::Usage(format!("{key}: {no}")))
        };
        let unnamed = compose(None)?;
        let sheet = if customer.is_some() { compose(customer)? } else { unnamed.clone() };
        let paper = match args.paper {
            Some(SheetPaper::A4) => Paper::A4,
            Some(SheetPaper::Letter) => Paper::Letter,
            None => letterhead.paper,
        };
        Ok(Self { job, format, paper, sheet, unnamed })
    }

    fn bytes(&self, sheet: &Sheet) -> Result<Vec<u8>, Failure> {
        Ok(match self.format {
            SheetFormat::Txt => sheet::text(sheet, COLUMNS).into_bytes(),
            SheetFormat::Html => sheet::html(sheet, self.paper).into_bytes(),
            SheetFormat::Pdf => pdf(sheet, self.paper)?,
        })
    }

    /// To the file, else to where this form goes without one.
    fn write(&self, recorder: &Recorder, output: Option<&Path>, out: &mut dyn Write) -> Result<(), Failure> {
        if let Some(path) = output {
            let is_kept = |path: &Path| {
                let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let kept = recorder.folders.exports.canonicalize();
                folder.canonicalize().is_ok_and(|folder| kept.is_ok_and(|kept| folder.starts_with(kept)))
            };
            // whatever lies in exports is kept, and a name is never kept
            let sheet = if is_kept(path) { self.told_unnamed() } else { &self.sheet };
            let at_path = |error: std::io::Error| Failure::Io(format!("{}: {error}", path.display()));
            write_named(path, &self.bytes(sheet)?).map_err(at_path)?;
            tell(&format!("precheck: written to {}", path.display()));
            return Ok(());
        }
        match self.format {
            SheetFormat::Txt | SheetFormat::Html => out.write_all(&self.bytes(&self.sheet)?)?,
            SheetFormat::Pdf => {
                let path = self.save(recorder, &self.bytes(self.told_unnamed())?)?;
                writeln!(out, "{path}")?;
            }
        }
        Ok(())
    }

    /// The sheet without the name; says so where one was given.
    fn told_unnamed(&self) -> &Sheet {
        if self.sheet != self.unnamed {
            tell("precheck: the name is not kept: its line is empty here; --print and -o elsewhere have it");
        }
        &self.unnamed
    }

    fn save(&self, recorder: &Recorder, pdf: &[u8]) -> Result<String, Failure> {
        let name = format!("{}.pdf", sheet::file_stem(self.job, &self.unnamed));
        let path = sheets::save(&recorder.folders.exports, &name, pdf)
            .map_err(|error| Failure::Io(format!("exports/sheets/{name}: {error}")))?;
        Ok(path.display().to_string())
    }
}

fn pdf(sheet: &Sheet, paper: Paper) -> Result<Vec<u8>, Failure> {
    sheet::pdf(sheet, paper).map_err(|error| Failure::Io(error.to_string()))
}

/// The form that is wanted: the one that was said, else the one that the file's name says, else text; a printer gets a PDF.
fn format(args: &args::SheetArgs) -> Result<SheetFormat, Failure> {
    let (Some(path), None) = (&args.output, args.format) else { return Ok(args.format.unwrap_or(SheetFormat::Txt)) };
    let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("txt") => Ok(SheetFormat::Txt),
        Some("pdf") => Ok(SheetFormat::Pdf),
        Some("html" | "htm") => Ok(SheetFormat::Html),
        _ => {
            let why = "its ending says no form: .txt, .html or .pdf, or say which with --format";
            Err(Failure::Usage(format!("{}: {why}", path.display())))
        }
    }
}

/// The language: as said, else the workshop's. One that nobody wrote messages for is told, and English is spoken.
pub(super) fn language(letterhead: &Letterhead, said: Option<&str>) -> Result<String, Failure> {
    let language = said.unwrap_or(&letterhead.language).to_ascii_lowercase();
    if !is_language(&language) {
        return Err(Failure::Usage(format!("--lang {language:?}: a language is two letters, such as en or de")));
    }
    if !letterhead.speaks(&language) {
        tell(&format!("precheck: there are no messages in {language} (messages/{language}.ftl): English is used"));
    }
    Ok(language)
}

/// Saves the sheet, sends it by e-mail, and records that the server took it.
fn email(
    recorder: &mut Recorder,
    page: &Page<'_>,
    letterhead: &Letterhead,
    (address, who): (&str, &str),
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    if recorder.folders.is_practice {
        return Err(Failure::Usage("a practice job is not sent".to_owned()));
    }
    let usage = |unfit: Unfit| Failure::Usage(unfit.to_string());
    let now = SystemClock::start().now().wall;
    let to = EmailAddress::parse(address).map_err(usage)?;
    let who = rules::name(who).map_err(usage)?;
    recorder.workshop.people().may(&who, Right::Release, now.date_naive()).map_err(usage)?;
    let path = page.save(recorder, &pdf(&page.unnamed, page.paper)?)?;
    tell(&format!("precheck: saved as {path}"));
    let words = letterhead.words(&page.unnamed.language);
    let letter = EmailLetter::of(&words, letterhead, &page.job.key, now);
    let sent = EmailOut { to: &to, letter: &letter, pdf: Path::new(&path), now };
    let settings = recorder.workshop.email.as_ref();
    email::send(settings, &recorder.folders.workshop, &sent, &|| true).map_err(|why| Failure::Io(why.to_string()))?;
    writeln!(out, "the mail server took the page")?;
    let draft = email::sent(page.job.key, &who);
    if let Err(refusal) = recorder.append(&draft, SystemClock::start().now().wall) {
        return Err(Failure::Io(format!("it is sent, and not recorded: {refusal}; {}", refusal.hint())));
    }
    Ok(0)
}

/// Saves the sheet, so that nothing is lost, prints it, and records what became of it.
fn print(
    recorder: &mut Recorder,
    page: &Page<'_>,
    name: Option<&str>,
    who: &str,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    if recorder.folders.is_practice {
        return Err(Failure::Usage("a practice job is not printed".to_owned()));
    }
    let unnamed = pdf(&page.unnamed, page.paper)?;
    let saved = page.save(recorder, &unnamed);
    let bytes = if page.sheet == page.unnamed { unnamed } else { pdf(&page.sheet, page.paper)? };
    let title = format!("precheck {}", page.job.key.number);
    let saved_at = saved.as_ref().ok().map(Path::new);
    let mut told = String::new();
    let outcome = printer::print(name, &title, &bytes, saved_at, &|| true, &mut |stage| {
        let stage = stage.to_string();
        if stage != told {
            tell(&format!("precheck: {stage}"));
        }
        told = stage;
    });
    match &saved {
        Ok(path) => tell(&format!("precheck: saved as {path}")),
        Err(error) => tell(&format!("precheck: not saved: {error}")),
    }
    let draft = Draft {
        job: page.job.key,
        who: who.into(),
        note: outcome.note(),
        what: What::Printed { result: outcome.result },
        expects: None,
    };
    let recorded = recorder.append(&draft, SystemClock::start().now().wall);
    writeln!(out, "{}", printable(&outcome.words()))?;
    if let Err(refusal) = recorded {
        return Err(Failure::Io(format!("the print is not recorded: {refusal}; {}", refusal.hint())));
    }
    Ok(if outcome.is_trouble() { 5 } else { 0 })
}
