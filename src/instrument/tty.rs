//! Opens a serial device: raw, at a rate, and for one program at a time.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::io::Errno;
use rustix::termios::{ControlModes, OptionalActions, QueueSelector, SpecialCodeIndex, tcflush, tcgetattr, tcsetattr};

use super::trouble::InstrumentTrouble;

/// Opens the device. Nothing waits in it: what isn't there yet is told by the error [`std::io::ErrorKind::WouldBlock`].
pub(super) fn open(path: &Path, baud: u32) -> Result<File, InstrumentTrouble> {
    // without NOCTTY the device's hanging up would end the program
    let flags = OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let flags = i32::try_from(flags.bits()).unwrap_or_default();
    let opened = OpenOptions::new().read(true).write(true).custom_flags(flags).open(path);
    let file = opened.map_err(|error| InstrumentTrouble::NotThere(error.to_string()))?;
    let mut modes = tcgetattr(&file).map_err(|_| InstrumentTrouble::NoDevice)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|_| InstrumentTrouble::Busy)?;
    let failed = |errno: Errno| InstrumentTrouble::NotThere(errno.to_string());
    modes.make_raw();
    modes.control_modes |= ControlModes::CLOCAL | ControlModes::CREAD;
    modes.control_modes -= ControlModes::CRTSCTS | ControlModes::CSTOPB;
    // nothing there is then an error, and not the end
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    modes.set_speed(baud).map_err(failed)?;
    tcsetattr(&file, OptionalActions::Now, &modes).map_err(failed)?;
    tcflush(&file, QueueSelector::IOFlush).map_err(failed)?;
    Ok(file)
}
