//! Makes files and folders for whoever may use the folder around them, and opens what is there without following links.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// The folder that a path lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name for what is still being written: nobody can guess it and lay something there beforehand.
///
/// # Errors
/// When the system gives no random numbers.
pub fn temporary_name() -> io::Result<String> {
    let random = getrandom::u64().map_err(|_| io::Error::other("the system gave no random numbers"))?;
    Ok(format!(".precheck-{random:016x}.new"))
}

/// Makes a file that isn't there yet, open for reading and writing.
///
/// # Errors
/// Whatever the system says; *already exists* also where a link lies, wherever it leads.
pub fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    owned::make_private(&mut options);
    let file = options.open(path)?;
    owned::share(&file, folder_of(path));
    Ok(file)
}

/// Makes a file that isn't there yet, open for reading and writing: for the user, and for the folder's group where it may write in the
/// folder, too.
///
/// # Errors
/// As [`new_file`].
pub(super) fn new_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    owned::make_private(&mut options);
    let file = options.open(path)?;
    owned::share_with_writers(&file, folder_of(path));
    Ok(file)
}

/// Makes a file for a person who said where, open for reading and writing: for those whom the user's umask lets in, but none that may not
/// use the folder, and nobody else writes to it.
///
/// # Errors
/// As [`new_file`].
pub(super) fn new_output(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
    owned::restrict(&file, folder_of(path));
    Ok(file)
}

/// Opens a file that is there, and never what a link leads to.
///
/// # Errors
/// Whatever the system says.
pub fn open_existing(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let mut options = options.clone();
    owned::refuse_links(&mut options);
    options.open(path).map_err(|error| {
        let is_link = path.is_symlink() && error.kind() != io::ErrorKind::PermissionDenied;
        if is_link {
            io::Error::new(io::ErrorKind::PermissionDenied, "it is a link, which is not followed")
        } else {
            error
        }
    })
}

/// Whether others than its owner may read a file, as far as this system says so: on Windows that is never known.
///
/// # Errors
/// Whatever the system says.
pub fn others_may_read(path: &Path) -> io::Result<bool> {
    fs::metadata(path).map(|of| owned::others_may_read(&of))
}

/// Makes a folder for whoever may use the folder around it. One that is there is left as it is.
///
/// # Errors
/// Whatever the system says; *not found* when the folder around it is not there.
pub fn make_folder(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Ok(()) => {
            owned::share_folder(path, folder_of(path));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a folder, and those around it, for the user and whom of the user's group the umask lets in. One that is there is left as it is.
///
/// # Errors
/// Whatever the system says; also when a system would make one of another name.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let is_other_name = cfg!(windows) && path.to_string_lossy().ends_with(['.', ' ']) && !path.ends_with("..");
    if is_other_name {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "a name can't end in a full stop or a blank"));
    }
    if path.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder_of(path))?;
    let mut builder = fs::DirBuilder::new();
    owned::keep_others_out(&mut builder);
    builder.create(path)
}

/// Brings a folder's list of names on the disk. Only Unix can open a folder for that; elsewhere the system keeps names by itself.
///
/// # Errors
/// Whatever the system says.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
mod owned {
    use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
    use std::path::Path;

    /// The bits for reading and writing, and those that a folder hands down.
    const FILE_BITS: u32 = 0o666;
    const FOLDER_BITS: u32 = 0o2777;

    /// Whether the group or everybody may.
    pub(super) fn others_may_read(of: &fs::Metadata) -> bool {
        of.mode() & 0o077 != 0
    }

    /// Lets nobody else in before it is known who may.
    pub(super) fn make_private(options: &mut OpenOptions) {
        options.mode(0o600);
    }

    pub(super) fn keep_others_out(builder: &mut DirBuilder) {
        builder.mode(0o770);
    }

    pub(super) fn refuse_links(options: &mut OpenOptions) {
        options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }

    /// Lets those use a new file who may use `folder`. Where the drive knows no rights it has its own ways; where it doesn't allow
    /// this, the file stays the user's alone.
    pub(super) fn share(file: &File, folder: &Path) {
        give(file, folder, FILE_BITS);
    }

    /// The same for a new file that nobody may read but those who may write in `folder`; everybody never.
    pub(super) fn share_with_writers(file: &File, folder: &Path) {
        let may_group_write = fs::metadata(folder).is_ok_and(|it| it.mode() & 0o020 != 0);
        give(file, folder, if may_group_write { 0o660 } else { 0o600 });
    }

    /// The same for a new folder.
    pub(super) fn share_folder(made: &Path, folder: &Path) {
        if let Ok(made) = File::open(made) {
            give(&made, folder, FOLDER_BITS);
        }
    }

    /// Takes from a new file what `folder` doesn't allow, and everybody's right to write.
    pub(super) fn restrict(file: &File, folder: &Path) {
        let (Ok(around), Ok(own)) = (fs::metadata(folder), file.metadata()) else { return };
        let _ = file.set_permissions(Permissions::from_mode(own.mode() & around.mode() & 0o664 | 0o600));
    }

    fn give(made: &File, folder: &Path, bits: u32) {
        let (Ok(around), Ok(own)) = (fs::metadata(folder), made.metadata()) else { return };
        let has_group = around.gid() == own.gid() || fchown(made, None, Some(around.gid())).is_ok();
        let mut mode = around.mode() & bits;
        if !has_group {
            // the user's own group is not the folder's: it may do what everybody may
            mode = mode & !0o2070 | (mode & 0o007) << 3;
        }
        let _ = made.set_permissions(Permissions::from_mode(mode | 0o600));
    }
}

#[cfg(not(unix))]
mod owned {
    use std::fs::{DirBuilder, File, Metadata, OpenOptions};
    use std::path::Path;

    pub(super) fn others_may_read(_: &Metadata) -> bool {
        false
    }

    // there what is made takes its rights over from the folder by itself
    pub(super) fn make_private(_: &mut OpenOptions) {}
    pub(super) fn keep_others_out(_: &mut DirBuilder) {}
    pub(super) fn share(_: &File, _: &Path) {}
    pub(super) fn share_with_writers(_: &File, _: &Path) {}
    pub(super) fn share_folder(_: &Path, _: &Path) {}
    pub(super) fn restrict(_: &File, _: &Path) {}

    /// Opens a link itself, which can then be neither read nor written.
    pub(super) fn refuse_links(options: &mut OpenOptions) {
        #[cfg(windows)]
        {
            use std::os::windows::fs::OpenOptionsExt;
            const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
            options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_is_made_is_for_those_who_may_use_the_folder() {
        let place = tempfile::tempdir().unwrap();
        for (mode, file_mode, folder_mode) in
            [(0o700, 0o600, 0o700), (0o755, 0o644, 0o755), (0o2770, 0o660, 0o2770), (0o1777, 0o666, 0o777)]
        {
            let folder = place.path().join(format!("{mode:o}"));
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
            new_file(&folder.join("file")).unwrap();
            make_folder(&folder.join("folder")).unwrap();
            make_folder(&folder.join("folder")).unwrap();
            let mode_of = |name: &str| fs::metadata(folder.join(name)).unwrap().mode() & 0o7777;
            assert_eq!((mode_of("file"), mode_of("folder")), (file_mode, folder_mode), "{mode:o}");
        }
    }

    #[test]
    fn links_are_not_followed() {
        let place = tempfile::tempdir().unwrap();
        let (link, victim) = (place.path().join("link"), place.path().join("victim"));
        symlink(&victim, &link).unwrap();
        let mut options = OpenOptions::new();
        assert_eq!(new_file(&link).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert!(open_existing(&link, options.write(true).create(true)).is_err());
        assert!(!victim.exists());
        fs::write(&victim, "text").unwrap();
        let told = open_existing(&link, OpenOptions::new().append(true)).unwrap_err();
        assert_eq!(told.to_string(), "it is a link, which is not followed");
        assert!(make_folder(&link).is_err(), "a file's name is no folder's");
    }
}
