//! What the program does to files, wherever it writes: who may use them, links, temporary names, and bringing them on the disk.
//!
//! Nothing is written through a link, unless a person named it. What is made in a folder may be used by whoever may use the folder,
//! and by nobody else, whatever the user's umask is.

mod cause;
mod lock;
mod names;
mod read;
mod replace;
mod rights;
mod stamp;

pub use cause::Cause;
pub use lock::{FileLock, try_lock, wait_for_lock};
pub use names::known_name;
pub use read::{ReadTextError, read_bounded, read_text};
pub use replace::{append_named, replace, replace_folder, replace_private, write_named};
pub use rights::{
    make_folder, make_private_folder, new_file, open_existing, others_may_read, sync_folder, temporary_name,
};
pub use stamp::{Stamp, stamps_in};
