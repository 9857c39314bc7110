//! Saves sheets and prints them, one after the other, on a thread of its own; what became of them is recorded and told.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::clock::SystemClock;
use super::email::{self, EmailOut};
use super::lane::{Lane, Sink, catch_panic};
use super::printer::{self, PrintResult};
use super::sheets;
use crate::app::Event;
use crate::app::printing::{EmailOrder, Order};
use crate::catalog::EmailSettings;
use crate::domain::What;
use crate::journal::{Draft, Reader};
use crate::sheet::{Part, Sheet, pdf};

/// What is said when the program itself fails at a sheet.
const BROKEN: &str = "the program has a fault; precheck sheet JOB --format txt or html may do";

/// Lets a row be recorded.
pub(super) type Record = Box<dyn Fn(Draft) + Send>;

/// The printing thread.
pub(super) struct PrintWorker {
    lane: Lane<Printing>,
    goes_on: Arc<AtomicBool>,
}

impl PrintWorker {
    /// Starts it. `folders` are the workshop's and its exports, below which sheets are saved.
    pub(super) fn start(folders: (PathBuf, PathBuf), email: Option<EmailSettings>, record: Record, sink: Sink) -> Self {
        let goes_on = Arc::new(AtomicBool::new(true));
        let told = sink.clone();
        let (workshop, exports) = folders;
        let printing = Printing { workshop, exports, email, record, sink, goes_on: goes_on.clone() };
        let lane = Lane::start(printing, move || told(Event::Warning(format!("not saved: {BROKEN}"))));
        Self { lane, goes_on }
    }

    /// Prints a sheet, saves it, and records what became of it.
    pub(super) fn print(&self, order: Box<Order>) {
        self.lane.run(move |printing| {
            catch_panic(|| printing.print(&order), || printing.tell_unprinted(&order, BROKEN));
        });
    }

    /// Sends a sheet by e-mail, saves it, and records that the server took it.
    pub(super) fn email(&self, order: Box<EmailOrder>) {
        self.lane.run(move |printing| {
            catch_panic(|| printing.email(&order), || printing.tell_unsent(&order.order, BROKEN));
        });
    }

    pub(super) fn save(&self, order: Box<Order>) {
        self.lane.run(move |printing| printing.save(&order));
    }
}

impl Drop for PrintWorker {
    /// Waits no longer for a printer: what is known of a sheet that it has is recorded as sent.
    fn drop(&mut self) {
        self.goes_on.store(false, Ordering::SeqCst);
    }
}

/// What the thread works with.
struct Printing {
    workshop: PathBuf,
    exports: PathBuf,
    email: Option<EmailSettings>,
    record: Record,
    sink: Sink,
    goes_on: Arc<AtomicBool>,
}

/// Where a saved sheet is, in words: within the workshop.
fn saved_as(path: &Path) -> String {
    format!("saved as exports/sheets/{}", path.file_name().unwrap_or_default().display())
}

/// A sheet that could not be saved.
#[derive(Debug, thiserror::Error)]
#[error("not saved: exports/sheets/{name}: {source}")]
struct NotSaved {
    name: String,
    source: std::io::Error,
}

impl Printing {
    fn bytes(&self, sheet: &Sheet, order: &Order) -> Option<Vec<u8>> {
        pdf(sheet, order.paper).map_err(|error| (self.sink)(Event::Warning(error.to_string()))).ok()
    }

    /// Saves the sheet; says where it is.
    fn keep(&self, order: &Order, bytes: &[u8]) -> Result<PathBuf, NotSaved> {
        let name = format!("{}.pdf", order.stem);
        sheets::save(&self.exports, &name, bytes).map_err(|source| NotSaved { name, source })
    }

    /// What is wrong with the job's record on the disk, where the sheet would be its proof: the screen knows it as it was read,
    /// and somebody may have changed it since.
    fn flaw(&self, order: &Order) -> Option<String> {
        let proof = order.sheet.closing.iter().find_map(|part| match part {
            Part::Proof(proof) => Some(proof),
            _ => None,
        })?;
        let exhibits = match Reader::new(self.exports.join("journal")).exhibits(&order.job) {
            Ok(exhibits) => exhibits,
            Err(error) => return Some(format!("the record of this job can't be held against its page: {error}")),
        };
        let what = match exhibits.flaws.first() {
            Some(flaw) => format!("is not intact: {flaw}"),
            None if !exhibits.rows.iter().any(|it| proof.qr.ends_with(&it.seal.hex())) => {
                "is not what it was: the row that its receipt is of is not in the journal any more".to_owned()
            }
            None => return None,
        };
        Some(format!("the record of this job {what}; its page has no receipt once the program is started again"))
    }

    fn save(&self, order: &Order) {
        if let Some(why) = self.flaw(order) {
            return (self.sink)(Event::Warning(format!("not saved: {why}")));
        }
        let Some(bytes) = self.bytes(&order.sheet, order) else { return };
        (self.sink)(match self.keep(order, &bytes) {
            Ok(path) => Event::Info(saved_as(&path)),
            Err(error) => Event::Warning(error.to_string()),
        });
    }

    fn tell_unprinted(&self, order: &Order, why: &str) {
        let words = format!("not printed: {why}");
        (self.sink)(Event::PrintEnded { job: order.job, words, is_trouble: true });
    }

    fn tell_unsent(&self, order: &Order, why: &str) {
        let words = format!("not sent: {why}");
        (self.sink)(Event::PrintEnded { job: order.job, words, is_trouble: true });
    }

    fn email(&self, EmailOrder { order, to, letter }: &EmailOrder) {
        if let Some(why) = self.flaw(order) {
            return self.tell_unsent(order, &why);
        }
        let Some(bytes) = self.bytes(&order.sheet, order) else { return self.tell_unsent(order, "there is no PDF") };
        let pdf = match self.keep(order, &bytes) {
            Ok(path) => path,
            Err(error) => return self.tell_unsent(order, &error.to_string()),
        };
        let go_on = || self.goes_on.load(Ordering::SeqCst);
        let out = EmailOut { to, letter, pdf: &pdf, now: SystemClock::start().now().wall };
        let (words, is_trouble) = match email::send(self.email.as_ref(), &self.workshop, &out, &go_on) {
            Ok(()) => {
                (self.record)(email::sent(order.job, &order.who));
                ("the mail server took the page; h records the handover".to_owned(), false)
            }
            Err(why) => (why.to_string(), true),
        };
        (self.sink)(Event::PrintEnded { job: order.job, words, is_trouble });
    }

    fn print(&self, order: &Order) {
        let job = &order.job;
        if let Some(why) = self.flaw(order) {
            return self.tell_unprinted(order, &why);
        }
        let named = order.named.as_ref().map(|sheet| self.bytes(sheet, order));
        let (Some(unnamed), None | Some(Some(_))) = (self.bytes(&order.sheet, order), &named) else {
            return self.tell_unprinted(order, "there is no PDF");
        };
        let kept = self.keep(order, &unnamed);
        let bytes = named.flatten().unwrap_or(unnamed);
        let go_on = || self.goes_on.load(Ordering::SeqCst);
        let printed = if go_on() {
            let title = format!("precheck {}", job.number);
            let saved = kept.as_deref().ok();
            printer::print(order.printer.as_deref(), &title, &bytes, saved, &go_on, &mut |stage| {
                (self.sink)(Event::PrintProgress { job: *job, stage: stage.to_string() });
            })
        } else {
            // somebody has left before its turn came
            PrintResult::not_begun(order.printer.as_deref().unwrap_or_default())
        };
        (self.record)(Draft {
            job: *job,
            who: order.who.as_str().into(),
            note: printed.note(),
            what: What::Printed { result: printed.result },
            expects: None,
        });
        let is_trouble = printed.is_trouble();
        let kept = kept.map_or_else(|error| error.to_string(), |path| saved_as(&path));
        let words = if is_trouble { format!("{}; {kept}", printed.words()) } else { printed.words() };
        (self.sink)(Event::PrintEnded { job: *job, words, is_trouble });
    }
}
