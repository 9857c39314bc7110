//! Keeps the wording that was used: `exports/checklists/<id>-<revision>-<first 8 of its SHA-256>.toml`, written once.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::domain::checklist::kept_name;
use crate::journal::Seal;

/// The SHA-256 of a file's bytes, 64 lower-case hex digits.
#[must_use]
pub fn sha(bytes: &[u8]) -> String {
    Seal::of_bytes(bytes).hex()
}

/// Keeps a file, unless it is kept already.
pub fn keep(folder: &Path, id: &str, revision: u32, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(kept_name(id, revision, &sha(bytes)));
    if path.exists() {
        return Ok(());
    }
    make_folder(folder)?;
    replace(&path, bytes)
}

/// Makes a folder of `exports`, and `exports` itself, but never the workshop: when a network drive is gone, nothing must be
/// recorded in a folder that only looks like it.
///
/// # Errors
/// Whatever the system says; *not found* when the workshop's folder is not there.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let make = |folder: &Path| match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    };
    if let Some(exports) = folder.parent() {
        make(exports)?;
    }
    make(folder)
}

/// Writes a file under a temporary name beside it, brings it on the disk, and renames it: there is never half a file. A link
/// stays, and what it leads to is replaced; into what is no file, such as a pipe, it is written directly.
///
/// # Errors
/// Whatever the system says; what was there before is then untouched.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // /dev/stdout may lead to the file that a shell has open; only memory holds files of its own there
    let is_stream = path.starts_with("/dev") && !path.starts_with("/dev/shm");
    let is_device = is_stream || fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir());
    if is_device {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let path = &led_to(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".precheck-");
    // a temporary file is private by default; what it becomes is for everybody who may read the folder
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(unnamed)?;
    file.write_all(bytes).map_err(unnamed)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

/// Where a link leads; anything else leads to itself.
fn led_to(path: &Path) -> io::Result<PathBuf> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    match path.canonicalize() {
        // to a file that isn't there yet
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(path.parent().unwrap_or(Path::new("")).join(fs::read_link(path)?))
        }
        led => led,
    }
}

/// An error without the temporary name, which nobody asked for; `tempfile` adds it behind what the system says.
fn unnamed(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((told, _)) => io::Error::new(error.kind(), told),
        None => error,
    }
}

/// Writes a folder with its files under a temporary name beside it, brings them on the disk, and renames it: there is never
/// half a folder. `files`: names below the folder, with `/`, and their bytes.
///
/// # Errors
/// Whatever the system says, also when something that isn't an empty folder bears the name.
pub fn replace_folder(path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let parent = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".precheck-");
    // as for files: what it becomes is for everybody who may read the folder around it
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let folder = builder.tempdir_in(parent).map_err(unnamed)?;
    for (name, bytes) in files {
        let file = name.split('/').fold(folder.path().to_owned(), |path, part| path.join(part));
        if let Some(around) = file.parent() {
            fs::create_dir_all(around)?;
        }
        let mut file = fs::File::create_new(file)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    fs::rename(folder.path(), path)?;
    // it is no longer there to be taken away
    let _ = folder.keep();
    Ok(())
}
