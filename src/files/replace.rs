//! Replaces files and folders whole: there is never half of one.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::saved_text::decode;

use super::rights::{folder_of, make_folder, new_file, new_output, new_private_file, sync_folder, temporary_name};

/// How often a name is tried to be given while a virus scanner or an indexer looks at the new file, and how long between two tries.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(40);

/// Writes a file under a temporary name beside it, brings it on the disk, and renames it. A link is replaced, and what it leads to
/// is left as it is.
///
/// # Errors
/// Whatever the system says; what was there before is then untouched.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_by(path, bytes, new_file)
}

/// As [`replace`], for nobody but those who may write in the folder.
///
/// # Errors
/// As [`replace`].
pub fn replace_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_by(path, bytes, new_private_file)
}

fn replace_by(path: &Path, bytes: &[u8], make: impl Fn(&Path) -> io::Result<File>) -> io::Result<()> {
    let folder = folder_of(path);
    let fresh = folder.join(temporary_name()?);
    let written = make(&fresh).and_then(|file| fill(file, bytes)).and_then(|()| {
        keep_mode(&fresh, path);
        rename(&fresh, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written?;
    sync_folder(folder)
}

/// Writes where a person said: into a link's end, and directly into what is no file, such as a pipe or a device; else as
/// [`replace`] does.
///
/// # Errors
/// Whatever the system says.
pub fn write_named(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let is_special = fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir());
    if is_special || is_device(path, cfg!(windows)) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    replace_by(&led_to(path)?, bytes, new_output)
}

/// Adds lines to the end of a file that a person named, and brings them on the disk: all of them, or none. They begin on a line of
/// their own, also behind one that was cut off. A file that isn't there is made.
///
/// # Errors
/// Whatever the system says.
pub fn append_named(path: &Path, lines: &str) -> io::Result<()> {
    let is_file = fs::metadata(path).is_ok_and(|it| it.is_file()) && !is_device(path, cfg!(windows));
    if !is_file {
        return write_named(path, lines.as_bytes());
    }
    let path = led_to(path)?;
    let mut file = fs::OpenOptions::new().read(true).append(true).open(&path)?;
    let mut start = [0; 2];
    if file.read(&mut start)? == 2 && matches!(start, [0xff, 0xfe] | [0xfe, 0xff]) {
        // Windows gives no other file the name of one that is open
        drop(file);
        return append_to_utf_16(&path, lines);
    }
    let length = file.metadata()?.len();
    let mut last = [b'\n'];
    if length > 0 {
        file.seek(SeekFrom::Start(length - 1))?;
        file.read_exact(&mut last)?;
    }
    let lines = if last == *b"\n" { lines.to_owned() } else { format!("\n{lines}") };
    let written = file.write_all(lines.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = file.set_len(length);
    }
    written
}

/// Adds lines to a file that Windows wrote in UTF-16, which is UTF-8 from then on.
fn append_to_utf_16(path: &Path, lines: &str) -> io::Result<()> {
    let old = fs::read(path)?;
    let text = decode(&old).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    replace_by(path, format!("{text}{end}{lines}").as_bytes(), new_output)
}

/// Whether a path names a device of the system, whatever that leads to: `/dev/stdout` may be the file that a shell has open.
fn is_device(path: &Path, is_windows: bool) -> bool {
    if is_windows {
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|n| n.len() == 1 && n != "0");
        return ["con", "nul", "prn", "aux"].contains(&&*stem) || numbered("com") || numbered("lpt");
    }
    // only memory holds files of its own there
    path.starts_with("/dev") && !path.starts_with("/dev/shm")
}

/// Where a link leads; anything else leads to itself.
fn led_to(path: &Path) -> io::Result<PathBuf> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    match path.canonicalize() {
        // to a file that isn't there yet
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(folder_of(path).join(fs::read_link(path)?)),
        led => led,
    }
}

/// Writes a folder with its files under a temporary name beside it, brings them on the disk, and renames it. `files`: names below
/// the folder, with `/`, and their bytes.
///
/// # Errors
/// Whatever the system says, also when something that isn't an empty folder bears the name.
pub fn replace_folder(path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let fresh = folder_of(path).join(temporary_name()?);
    let written = write_folder(&fresh, files).and_then(|()| rename(&fresh, path));
    if written.is_err() {
        let _ = fs::remove_dir_all(&fresh);
    }
    written?;
    sync_folder(folder_of(path))
}

fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    make_folder(folder)?;
    let mut folders = vec![folder.to_owned()];
    for (name, bytes) in files {
        let mut path = folder.to_owned();
        let mut parts = name.split('/').peekable();
        while let Some(part) = parts.next() {
            path.push(part);
            if parts.peek().is_some() && !folders.contains(&path) {
                make_folder(&path)?;
                folders.push(path.clone());
            }
        }
        fill(new_file(&path)?, bytes)?;
    }
    folders.iter().try_for_each(|folder| sync_folder(folder))
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a name; where another program has the new file open for a moment, again.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut last = fs::rename(from, to);
    for _ in 1..TRIES {
        let is_busy = |error: &io::Error| cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32));
        if !last.as_ref().is_err_and(is_busy) {
            break;
        }
        std::thread::sleep(PAUSE);
        last = fs::rename(from, to);
    }
    last
}

/// A file that somebody made more private stays so.
#[cfg(unix)]
fn keep_mode(fresh: &Path, old: &Path) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let (Ok(old), Ok(new)) = (fs::symlink_metadata(old), fs::metadata(fresh)) else { return };
    if old.is_file() {
        let _ = fs::set_permissions(fresh, fs::Permissions::from_mode(old.mode() & new.mode() & 0o777));
    }
}

#[cfg(not(unix))]
fn keep_mode(_: &Path, _: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_by_the_names_that_each_system_has_for_them() {
        for name in ["NUL", "nul.txt", "CON", "com1", "LPT9", "aux"] {
            assert!(is_device(Path::new(name), true), "{name}");
            assert!(!is_device(Path::new(name), false), "{name}");
        }
        for name in ["com", "com0", "com10", "null", "dev/s.pdf", "/dev/s.pdf"] {
            assert!(!is_device(Path::new(name), true), "{name}");
        }
        for (name, is_one) in [("/dev/stdout", true), ("/dev/shm/s.pdf", false), ("dev/s.pdf", false)] {
            assert_eq!(is_device(Path::new(name), false), is_one, "{name}");
        }
    }
}
