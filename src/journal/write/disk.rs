//! The disk as the writer needs it, small enough that a test double can fail at each call.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::domain::Station;
use crate::files::{FileLock, known_name, make_folder, new_file, open_existing, sync_folder, temporary_name, try_lock};
use crate::journal::format::file_name::LOCK_NAME;

/// The result of trying to lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Held, until [`Disk::unlock`].
    Held,
    /// Somebody else holds it.
    Busy,
    /// The drive can't lock.
    Unsupported,
}

/// One station's folder. Names are names of files in it.
pub trait Disk: Send {
    /// Makes the folder if it isn't there, as far as that can be done without making a workshop where there is none.
    ///
    /// # Errors
    /// Whatever the system says.
    fn prepare(&mut self) -> io::Result<()>;
    /// The names of the files; none if there is no folder yet.
    ///
    /// # Errors
    /// Whatever the system says.
    fn list(&mut self) -> io::Result<Vec<String>>;
    /// The length of a file.
    ///
    /// # Errors
    /// Whatever the system says.
    fn len(&mut self, name: &str) -> io::Result<u64>;
    /// Reads up to `most` bytes from `offset`; fewer only at the end.
    ///
    /// # Errors
    /// Whatever the system says.
    fn read(&mut self, name: &str, offset: u64, most: usize) -> io::Result<Vec<u8>>;
    /// Adds bytes to the end of a file, in one write. Not on the disk before [`Disk::sync`].
    ///
    /// # Errors
    /// Whatever the system says, also when only some of it was written.
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Brings what was written to a file on the disk.
    ///
    /// # Errors
    /// Whatever the system says; what was written is then lost or not, and must be written anew.
    fn sync(&mut self, name: &str) -> io::Result<()>;
    /// Cuts a file, and brings that on the disk.
    ///
    /// # Errors
    /// Whatever the system says.
    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()>;
    /// Makes a file with this content: under another name, synced, renamed, the folder synced. What has the name
    /// already is never replaced, unless it has exactly this content: what a try left whose last step failed.
    ///
    /// # Errors
    /// Whatever the system says; the file may be there all the same.
    fn create(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file another name, never one that is taken, and brings that on the disk.
    ///
    /// # Errors
    /// Whatever the system says.
    fn rename(&mut self, name: &str, to: &str) -> io::Result<()>;
    /// Brings the folder's list of names on the disk, where the system can.
    ///
    /// # Errors
    /// Whatever the system says.
    fn sync_folder(&mut self) -> io::Result<()>;
    /// When a file was written to last, by the drive's own clock; `None` where the drive doesn't say.
    fn modified(&mut self, _name: &str) -> Option<SystemTime> {
        None
    }
    /// Tries to lock the station, without waiting.
    ///
    /// # Errors
    /// When the lock file can't be opened.
    fn lock(&mut self) -> io::Result<Lock>;
    /// Gives the lock back.
    fn unlock(&mut self);
    /// Waits between two tries to lock.
    fn pause(&mut self, time: Duration);
}

/// A folder of the real disk.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    lock: Option<File>,
    /// The file that is being appended to: a failed sync is told only once, and to the handle that wrote. Closed with
    /// the lock, since the name may be another file's by then.
    open: Option<(String, File)>,
    /// True when it was there at an earlier look.
    was_there: bool,
}

impl Folder {
    /// The folder of `station` below `root`, which is a workshop's `exports/journal`.
    #[must_use]
    pub fn new(root: &Path, station: &Station) -> Self {
        Self { path: root.join(station.as_str()), lock: None, open: None, was_there: false }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn appended(&mut self, name: &str) -> io::Result<&mut File> {
        if self.open.as_ref().is_none_or(|(open, _)| open != name) {
            let file = open_existing(&self.file(name), OpenOptions::new().read(true).append(true))?;
            self.open = Some((name.to_owned(), file));
        }
        match &mut self.open {
            Some((_, file)) => Ok(file),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }
}

impl Disk for Folder {
    fn prepare(&mut self) -> io::Result<()> {
        if self.path.is_dir() {
            self.was_there = true;
            return Ok(());
        }
        // a drive that is gone may leave its empty folder behind: it isn't ours to fill
        if self.was_there {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("{} is gone", self.path.display())));
        }
        // exports/journal/STATION is ours to make, the workshop isn't: where a network drive is gone, a folder in its
        // place would take the proof and hide it when the drive comes back.
        let workshop = self.path.ancestors().nth(3).unwrap_or(Path::new(""));
        let workshop = if workshop.as_os_str().is_empty() { Path::new(".") } else { workshop };
        if !workshop.is_dir() {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no folder {}", workshop.display())));
        }
        let mut missing: Vec<&Path> = self.path.ancestors().take(3).collect();
        missing.reverse();
        missing.iter().filter(|folder| !folder.as_os_str().is_empty()).try_for_each(|folder| make_folder(folder))?;
        for made in self.path.ancestors().take(4) {
            sync_folder(if made.as_os_str().is_empty() { Path::new(".") } else { made })?;
        }
        self.was_there = true;
        Ok(())
    }

    fn list(&mut self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        self.was_there = true;
        let name = |entry: fs::DirEntry| known_name(&self.path, &entry.file_name().to_string_lossy()).into_owned();
        entries.map(|entry| entry.map(name)).collect()
    }

    fn len(&mut self, name: &str) -> io::Result<u64> {
        Ok(fs::metadata(self.file(name))?.len())
    }

    fn read(&mut self, name: &str, offset: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut file = crate::journal::read::folder::open(&self.file(name))?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        match self.appended(name)?.write(bytes)? {
            written if written == bytes.len() => Ok(()),
            // The next write would say why; most often the disk is full.
            written => Err(io::Error::new(
                io::ErrorKind::StorageFull,
                format!("only {written} of {} bytes were written", bytes.len()),
            )),
        }
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        self.appended(name)?.sync_data()
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        // On Windows a handle that only appends may not cut.
        self.open = None;
        let file = open_existing(&self.file(name), OpenOptions::new().write(true))?;
        file.set_len(len)?;
        file.sync_all()
    }

    fn create(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.file(name);
        let fresh = self.file(&temporary_name()?);
        let written = write_whole(&fresh, bytes).and_then(|()| publish(&fresh, &path, bytes));
        if written.is_err() {
            let _ = fs::remove_file(&fresh);
        }
        written?;
        sync_folder(&self.path)
    }

    fn rename(&mut self, name: &str, to: &str) -> io::Result<()> {
        self.open = None;
        if self.file(to).symlink_metadata().is_ok() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        fs::rename(self.file(name), self.file(to))?;
        sync_folder(&self.path)
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        sync_folder(&self.path)
    }

    fn modified(&mut self, name: &str) -> Option<SystemTime> {
        fs::metadata(self.file(name)).and_then(|file| file.modified()).ok()
    }

    fn lock(&mut self) -> io::Result<Lock> {
        let (lock, file) = match try_lock(&self.file(LOCK_NAME), new_file)? {
            FileLock::Held(file) => (Lock::Held, Some(file)),
            FileLock::Busy => (Lock::Busy, None),
            FileLock::Unsupported => (Lock::Unsupported, None),
        };
        self.lock = file;
        Ok(lock)
    }

    fn unlock(&mut self) {
        self.open = None;
        self.lock = None;
    }

    fn pause(&mut self, time: Duration) {
        std::thread::sleep(time);
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_file(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a whole file its name, without ever replacing another one.
fn publish(fresh: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::hard_link(fresh, path) {
        Ok(()) => return fs::remove_file(fresh),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        // Not every drive has links; there the lock is what keeps others away from the name.
        Err(_) if path.symlink_metadata().is_err() => return fs::rename(fresh, path),
        Err(_) => {}
    }
    if fs::read(path)? == bytes { fs::rename(fresh, path) } else { Err(io::Error::from(io::ErrorKind::AlreadyExists)) }
}
