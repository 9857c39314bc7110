//! Why the system would not read or write, as far as a person can do something about it.

use std::io::{self, ErrorKind};

/// What is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The disk is full, or what this user may use of it.
    Full,
    /// The system doesn't allow it.
    NotAllowed,
    /// The drive, the server or the folder isn't there.
    Gone,
    /// Another program has it open, and lets nobody else in.
    OpenElsewhere,
    /// The system has too many files open.
    TooManyOpen,
    /// Something else.
    Other,
}

impl Cause {
    /// The cause of an error.
    #[must_use]
    pub fn of(error: &io::Error) -> Self {
        let by_code = error.raw_os_error().and_then(if cfg!(windows) { of_windows } else { of_unix });
        by_code.unwrap_or_else(|| of_kind(error.kind()))
    }

    /// What to do about it, where that is a file which is written.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::Full => "make room on the disk, then try again",
            Self::NotAllowed => "ask whoever looks after this computer for the right to write there, then try again",
            Self::Gone => "check the network drive or the plug, then try again",
            Self::OpenElsewhere => "close it in the other program, such as a spreadsheet or a viewer, then try again",
            Self::TooManyOpen => "close other programs, then try again",
            Self::Other => "tell whoever looks after this computer, then try again",
        }
    }
}

fn of_kind(kind: ErrorKind) -> Cause {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Cause::Full,
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Cause::NotAllowed,
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut => Cause::Gone,
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Cause::OpenElsewhere,
        _ => Cause::Other,
    }
}

/// What has no kind of its own on Unix.
fn of_unix(code: i32) -> Option<Cause> {
    let gone_elsewhere = if cfg!(target_os = "linux") { &[112, 121, 123, 107][..] } else { &[64][..] };
    match code {
        23 | 24 => Some(Cause::TooManyOpen),                         // ENFILE, EMFILE
        6 | 19 => Some(Cause::Gone),                                 // ENXIO, ENODEV
        code if gone_elsewhere.contains(&code) => Some(Cause::Gone), // EHOSTDOWN, EREMOTEIO, ENOMEDIUM, ENOTCONN
        _ => None,
    }
}

/// What Windows has no kind for, or says of a drive in words of its own.
fn of_windows(code: i32) -> Option<Cause> {
    match code {
        32 | 33 => Some(Cause::OpenElsewhere), // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
        4 => Some(Cause::TooManyOpen),         // ERROR_TOO_MANY_OPEN_FILES
        39 | 112 | 1295 => Some(Cause::Full),  // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED
        5 | 19 => Some(Cause::NotAllowed),     // ERROR_ACCESS_DENIED, ERROR_WRITE_PROTECT
        // not ready, and the many ways in which a network name or a device goes away
        20 | 21 | 51 | 53 | 54 | 55 | 58 | 59 | 64 | 67 | 121 | 433 | 1112 | 1117 | 1167 | 1222 | 1225 | 1231
        | 1232 | 1236 | 2250 => Some(Cause::Gone),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_each_system_have_their_causes() {
        for (code, cause) in [(32, Cause::OpenElsewhere), (64, Cause::Gone), (1167, Cause::Gone), (112, Cause::Full)] {
            assert_eq!(of_windows(code), Some(cause), "{code}");
        }
        assert_eq!((of_windows(2), of_unix(2)), (None, None), "these have a kind");
        assert_eq!(of_unix(24), Some(Cause::TooManyOpen));
        assert_eq!(of_unix(19), Some(Cause::Gone));
        assert_eq!(Cause::of(&io::Error::from(ErrorKind::ResourceBusy)), Cause::OpenElsewhere);
        assert_eq!(Cause::of(&io::Error::other("something")), Cause::Other);
    }
}
