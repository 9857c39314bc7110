//! Locks that keep other programs and computers away while something is changed.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::rights::{new_private_file, open_existing};

/// How often a lock is tried that somebody else holds, and how long between two tries.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// The result of trying to lock.
#[derive(Debug)]
pub enum FileLock {
    /// Held until this is dropped.
    Held(File),
    /// Somebody else holds it.
    Busy,
    /// The drive can't lock.
    Unsupported,
}

/// Tries to lock a lock file, without waiting. `make` makes one where there is none.
///
/// # Errors
/// When it can't be opened.
pub fn try_lock(path: &Path, make: impl Fn(&Path) -> io::Result<File>) -> io::Result<FileLock> {
    let file = open_lock(path, make)?;
    lock_of(file.try_lock(), file)
}

/// Waits two seconds at most for a lock file that only those may open who may write in its folder. `None` where the drive can't lock.
///
/// # Errors
/// When it can't be opened, or somebody else keeps it for longer.
pub fn wait_for_lock(path: &Path) -> io::Result<Option<File>> {
    for _ in 0..TRIES {
        match try_lock(path, new_private_file)? {
            FileLock::Held(file) => return Ok(Some(file)),
            FileLock::Unsupported => return Ok(None),
            FileLock::Busy => std::thread::sleep(PAUSE),
        }
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "another program keeps it for more than two seconds"))
}

/// Opens the lock file, and makes it where there is none. One that only its owner may write to can be locked all the same.
fn open_lock(path: &Path, make: impl Fn(&Path) -> io::Result<File>) -> io::Result<File> {
    let there = open_existing(path, OpenOptions::new().read(true).write(true));
    match there {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match make(path) {
            // somebody else was quicker
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                open_existing(path, OpenOptions::new().read(true).write(true))
            }
            made => made,
        },
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_existing(path, OpenOptions::new().read(true)).map_err(|_| error)
        }
        there => there,
    }
}

/// The meaning of what the system said of a lock. A signal on the way is no answer: it is asked for again.
fn lock_of(said: Result<(), TryLockError>, file: File) -> io::Result<FileLock> {
    match said {
        Ok(()) => Ok(FileLock::Held(file)),
        Err(TryLockError::WouldBlock) => Ok(FileLock::Busy),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => Ok(FileLock::Busy),
        Err(TryLockError::Error(error)) if is_lock_unsupported(&error) => Ok(FileLock::Unsupported),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Network drives say in different ways that they can't lock.
fn is_lock_unsupported(error: &io::Error) -> bool {
    let codes: &[i32] = if cfg!(windows) {
        &[1, 50] // ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED
    } else if cfg!(target_os = "linux") {
        &[37, 38, 95] // ENOLCK, ENOSYS, EOPNOTSUPP
    } else {
        &[45, 77, 78, 102] // ENOTSUP, ENOLCK, ENOSYS, EOPNOTSUPP of the BSDs
    };
    error.kind() == io::ErrorKind::Unsupported || error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_on_the_way_to_the_lock_is_no_failed_disk() {
        let said = |kind: io::ErrorKind| {
            lock_of(Err(TryLockError::Error(io::Error::from(kind))), tempfile::tempfile().unwrap())
        };
        assert!(matches!(said(io::ErrorKind::Interrupted), Ok(FileLock::Busy)));
        assert!(matches!(said(io::ErrorKind::Unsupported), Ok(FileLock::Unsupported)));
        assert!(said(io::ErrorKind::PermissionDenied).is_err());
    }
}
