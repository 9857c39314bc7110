//! Looks for jobs that the workshop's own system offers: CSV files in a folder that `workshop.toml` names.
//!
//! Of a file only the columns of number, plate, VIN and kind are decoded; whatever else stands in it, names and phones above all, is
//! skipped over and kept nowhere. Nothing in the folder is ever changed. A file counts once it is as it was two seconds before, so that
//! none is read while it is written.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::catalog::offers::OffersFolder;
use crate::domain::offered::{OfferedJob, Offers, offered_plate};
use crate::domain::text::printable;
use crate::domain::{JobNumber, Plate};
use crate::files::{Stamp, stamps_in};

/// Larger files are no lists of today's jobs.
const BYTES_MOST: u64 = 1 << 20;
/// More files, or more jobs, are not looked at.
const FILES_MOST: usize = 200;
const JOBS_MOST: usize = 500;

/// What columns are usually called, in letters and digits alone.
const NUMBERS: &[&str] = &[
    "job",
    "jobno",
    "jobnumber",
    "number",
    "order",
    "orderno",
    "ordernumber",
    "ro",
    "auftrag",
    "auftragsnr",
    "auftragsnummer",
    "auftragnr",
];
const PLATES: &[&str] =
    &["plate", "licenceplate", "licenseplate", "registration", "reg", "kennzeichen", "kfzkennzeichen"];
const VINS: &[&str] = &["vin", "fin", "fahrgestellnummer", "fgstnr", "chassis"];
const KINDS: &[&str] = &["kind", "kindofwork", "work", "checklist", "art", "arbeit", "arbeitsart"];

/// Why a file is no list of jobs.
#[derive(Debug, thiserror::Error)]
enum NoList {
    #[error("it is no CSV file in UTF-8 or Windows-1252")]
    NoText,
    #[error("no column has the job's number: say which under jobs in workshop.toml, as in number = \"Order\"")]
    NoNumber,
}

/// The folder of offered jobs, which is looked at again and again.
#[derive(Debug, Clone)]
pub struct OffersWatch {
    plan: OffersFolder,
    /// How the files were at the last look, or why there is none.
    seen: Option<Result<Vec<(PathBuf, Stamp)>, io::ErrorKind>>,
    /// Whether they were read since they changed.
    is_read: bool,
    /// What was told last.
    told: Offers,
}

impl OffersWatch {
    /// A watch over the folder that `workshop.toml` names.
    #[must_use]
    pub fn over(plan: &OffersFolder, workshop: &Path) -> Self {
        let plan = OffersFolder { folder: workshop.join(&plan.folder), ..plan.clone() };
        Self { plan, seen: None, is_read: false, told: Offers::default() }
    }

    /// What there is now, read at once.
    #[must_use]
    pub fn read_now(&self) -> Offers {
        self.read(&stamps(&self.plan.folder))
    }

    /// Looks once more; gives what there is where that is news.
    pub fn look(&mut self) -> Option<Offers> {
        let now = stamps(&self.plan.folder);
        if self.seen.as_ref() != Some(&now) {
            (self.seen, self.is_read) = (Some(now), false);
            return None;
        }
        if std::mem::replace(&mut self.is_read, true) {
            return None;
        }
        let offers = self.read(&now);
        let is_news = self.told != offers;
        self.told.clone_from(&offers);
        is_news.then_some(offers)
    }

    fn read(&self, files: &Result<Vec<(PathBuf, Stamp)>, io::ErrorKind>) -> Offers {
        let mut offers = Offers::default();
        let files = match files {
            Ok(files) => files,
            Err(why) => {
                let folder = printable(&self.plan.folder.display().to_string());
                offers.faults.push(format!("{folder}: the folder of offered jobs can't be read: {why}"));
                return offers;
            }
        };
        for (path, stamp) in files {
            let name = printable(&path.file_name().unwrap_or_default().to_string_lossy());
            let content = match read_file(path, stamp.bytes) {
                Ok(content) => content,
                Err(error) => {
                    offers.faults.push(format!("{name}: no job is offered from it: {error}"));
                    continue;
                }
            };
            match jobs_in(&content, &self.plan) {
                Err(why) => offers.faults.push(format!("{name}: no job is offered from it: {why}")),
                Ok((jobs, passed_over)) => {
                    if let Some(line) = passed_over.first() {
                        let more = match passed_over.len() {
                            1 => String::new(),
                            n => format!(", and {} more", n - 1),
                        };
                        offers.faults.push(format!("{name}, line {line}{more}: passed over, it has no job's number"));
                    }
                    offers.jobs.extend(jobs);
                }
            }
        }
        once_each(&mut offers);
        offers.jobs.truncate(JOBS_MOST);
        offers
    }
}

/// Keeps one job of each number, with every car that its rows name: who stands at the car says which it is. Of several kinds of work
/// none is offered.
fn once_each(offers: &mut Offers) {
    let mut jobs: Vec<OfferedJob> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for job in offers.jobs.drain(..) {
        let at = *places.entry(job.number.folded()).or_insert(jobs.len());
        let Some(known) = jobs.get_mut(at) else {
            jobs.push(job);
            continue;
        };
        if job.kind.is_some() && known.kind != job.kind {
            known.kind = None;
        }
        for plate in job.plates {
            if !known.names(Plate::new(&plate)) {
                known.plates.push(plate);
            }
        }
    }
    for job in jobs.iter().filter(|job| job.plates.len() > 1) {
        let cars = job.plates.join(" and for ");
        offers.faults.push(format!("{} is there for {cars}: which car it is, is chosen at the car", job.number));
    }
    offers.jobs = jobs;
}

/// How the files of a folder are.
fn stamps(folder: &Path) -> Result<Vec<(PathBuf, Stamp)>, io::ErrorKind> {
    let is_meant = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        name.ends_with(".csv") && !name.starts_with('.') && !name.starts_with('~') && path.is_file()
    };
    let found = stamps_in(folder).map_err(|error| error.kind())?.into_iter();
    let meant = found.filter(|(path, _)| is_meant(path)).filter_map(|(path, stamp)| Some((path, stamp?)));
    Ok(meant.take(FILES_MOST).collect())
}

fn read_file(path: &Path, bytes: u64) -> io::Result<Vec<u8>> {
    if bytes > BYTES_MOST {
        return Err(io::Error::other("it is larger than a list of jobs"));
    }
    let mut content = Vec::new();
    fs::File::open(path)?.take(BYTES_MOST).read_to_end(&mut content)?;
    Ok(content)
}

/// The jobs of a file, and the lines that have no number.
fn jobs_in(content: &[u8], plan: &OffersFolder) -> Result<(Vec<OfferedJob>, Vec<u64>), NoList> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    if content.contains(&0) {
        return Err(NoList::NoText);
    }
    let head = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| head.iter().filter(|byte| **byte == separator).count();
    let separator = [b';', b'\t', b','].into_iter().max_by_key(|it| (count(*it), *it == b';')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(content);
    let head = reader.byte_headers().map_err(|_| NoList::NoText)?;
    let names: Vec<String> = head.iter().map(|name| key(&text(name))).collect();
    let column = |own: &Option<String>, usual: &[&str]| match own {
        Some(own) => names.iter().position(|name| *name == key(own)),
        None => names.iter().position(|name| usual.contains(&name.as_str())),
    };
    let Some(number) = column(&plan.number, NUMBERS) else {
        return Err(NoList::NoNumber);
    };
    let plates = [column(&plan.plate, PLATES), column(&plan.vin, VINS)];
    let kind = column(&plan.kind, KINDS);
    let (mut jobs, mut passed_over) = (Vec::new(), Vec::new());
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|_| NoList::NoText)? {
        let field = |at: usize| record.get(at).map(text).filter(|text| !text.is_empty());
        match field(number).and_then(|number| JobNumber::new(&number).ok()) {
            Some(number) => jobs.push(OfferedJob {
                number,
                plates: plates
                    .iter()
                    .flatten()
                    .filter_map(|at| field(*at))
                    .find_map(|text| offered_plate(&text))
                    .into_iter()
                    .collect(),
                kind: kind.and_then(field),
            }),
            None => {
                // behind CR LF a record's place is still the LF
                let is_behind =
                    |at: &csv::Position| usize::try_from(at.byte()).ok().and_then(|at| content.get(at)) == Some(&b'\n');
                passed_over.push(record.position().map_or(0, |at| at.line() + u64::from(is_behind(at))));
            }
        }
    }
    Ok((jobs, passed_over))
}

/// A field's text, without blanks around it; what is not UTF-8 is read as what Windows writes in western Europe.
fn text(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    text.trim().to_owned()
}

/// A column's name in its letters and digits alone.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> OffersFolder {
        OffersFolder { folder: PathBuf::new(), number: None, plate: None, vin: None, kind: None }
    }

    fn job(number: &str, plate: Option<&str>, kind: Option<&str>) -> OfferedJob {
        let number = JobNumber::new(number).unwrap();
        OfferedJob {
            number,
            plates: plate.map(ToOwned::to_owned).into_iter().collect(),
            kind: kind.map(ToOwned::to_owned),
        }
    }

    #[test]
    fn only_number_plate_and_kind_are_read() {
        let content = "\u{feff}Auftrags-Nr.;Kunde;Telefon;Kennzeichen;FIN;Art\r\nRO-1;Kovač, Ana;0711 1;AB-12;;battery\r\n\
            RO-2;\"x;y\";;Ana K.;SJNFEAJ11U1234567;\r\n;Nobody;;;;\r\n";
        let (jobs, passed_over) = jobs_in(content.as_bytes(), &plan()).unwrap();
        assert_eq!(jobs, [job("RO-1", Some("AB-12"), Some("battery")), job("RO-2", Some("SJNFEAJ11U1234567"), None)]);
        assert_eq!(passed_over, [4]);
        let latin = b"order,plate\nRO-3,K\xd6-AB 1\n";
        assert_eq!(jobs_in(latin, &plan()).unwrap().0, [job("RO-3", Some("KÖ-AB 1"), None)]);
    }

    #[test]
    fn columns_are_named_or_it_is_said_that_none_has_the_number() {
        let content = b"Who\tWhat No\nAna\tRO-1\n";
        assert!(jobs_in(content, &plan()).unwrap_err().to_string().contains("no column has the job's number"));
        let named = OffersFolder { number: Some("what no".to_owned()), ..plan() };
        assert_eq!(jobs_in(content, &named).unwrap().0, [job("RO-1", None, None)]);
        assert!(jobs_in(b"P\0K", &plan()).is_err());
        assert!(jobs_in(b"", &plan()).is_err());
    }

    #[test]
    fn a_number_with_two_cars_offers_both() {
        let mut offers = Offers {
            jobs: vec![
                job("RO-1", Some("AB12 CDE"), None),
                job("ro-1", Some("AB-12 CDE"), None),
                job("RO-2", Some("AB12 CDE"), None),
                job("RO-2", Some("XY99 ZZZ"), None),
                job("RO-2", Some("AB12 CDE"), None),
            ],
            faults: Vec::new(),
        };
        once_each(&mut offers);
        let both = OfferedJob { plates: vec!["AB12 CDE".to_owned(), "XY99 ZZZ".to_owned()], ..job("RO-2", None, None) };
        assert_eq!(offers.jobs, [job("RO-1", Some("AB12 CDE"), None), both]);
        assert_eq!(
            offers.faults,
            ["RO-2 is there for AB12 CDE and for XY99 ZZZ: which car it is, is chosen at the car"]
        );
    }

    #[test]
    fn a_file_counts_once_it_is_as_it_was_and_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut watch = OffersWatch::over(&OffersFolder { folder: "in".into(), ..plan() }, folder.path());
        assert_eq!((watch.look(), watch.look().unwrap().faults.len()), (None, 1), "no such folder");
        fs::create_dir(folder.path().join("in")).unwrap();
        let file = folder.path().join("in/jobs.csv");
        fs::write(&file, "job\nRO-1\nro-1\n").unwrap();
        assert_eq!(watch.look(), None, "it may still be written");
        assert_eq!(watch.look().unwrap().jobs, [job("RO-1", None, None)]);
        assert_eq!(watch.look(), None, "it was told");
        fs::remove_file(&file).unwrap();
        assert_eq!(watch.look(), None);
        assert_eq!(watch.look().unwrap(), Offers::default());
    }
}
