//! Instruments: devices that answer well, badly, late, too much, and not at all.

mod codes;
mod commands;
mod fake;
mod hostile;
mod plain;
mod screen;
mod sigrok;
mod watch;

use crate::commands::Workshop;

/// A workshop with the checklists of now and these instruments.
fn workshop(blocks: &str) -> Workshop {
    let place = Workshop::empty();
    std::fs::create_dir(place.path("checklists")).unwrap();
    place.write("workshop.toml", blocks);
    place
}
