//! Why a command could not do its work, with its exit code.

use std::io;

use crate::catalog::{FolderError, InitError, Unavailable};
use crate::files::Cause;
use crate::journal::{ReadError, Refusal};
use crate::runner::RecorderError;

/// A failure.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was asked for makes no sense here.
    #[error("{0}")]
    Usage(String),
    /// A finding: something is not as it should be.
    #[error("{0}")]
    Finding(String),
    /// Something could not be read or written.
    #[error("{0}")]
    Io(String),
    /// Whoever read the output has had enough: no error.
    #[error("the output was closed")]
    ClosedPipe,
}

impl Failure {
    /// The exit code.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Finding(_) => 1,
            Self::Usage(_) => 2,
            Self::Io(_) => 5,
            Self::ClosedPipe => 0,
        }
    }
}

impl From<Unavailable> for Failure {
    fn from(unavailable: Unavailable) -> Self {
        Self::Usage(unavailable.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Io(format!("the output could not be written: {error}; {}", Cause::of(&error).advice()))
        }
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::NotMade(_) | FolderError::NoCurrentFolder(_) => Self::Io(error.to_string()),
            FolderError::NotAFolder { .. } | FolderError::NotAWorkshop { .. } | FolderError::NoDataFolder => {
                Self::Usage(error.to_string())
            }
        }
    }
}

impl From<InitError> for Failure {
    fn from(error: InitError) -> Self {
        Self::Io(error.to_string())
    }
}

impl From<RecorderError> for Failure {
    fn from(error: RecorderError) -> Self {
        match error {
            RecorderError::Name(unfit) => Self::Usage(unfit.to_string()),
            RecorderError::Checklist(_) | RecorderError::Refused(Refusal::Unnamed(_)) => Self::Usage(error.to_string()),
            RecorderError::Journals(_)
            | RecorderError::Unread(_)
            | RecorderError::Refused(_)
            | RecorderError::Keep(_) => Self::Io(error.to_string()),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Io(error.to_string())
    }
}
